"""The HTTP mounts of installation checks."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Response

from genkan.server.checks.answers import AnswerLine, FinishCheck, LookAgain
from genkan.server.checks.printing import PrintReport
from genkan.server.checks.schemas import (
    CheckAnswerIn,
    CheckCodeIn,
    CheckOut,
    ChecksOut,
    CheckStartedOut,
    CheckStartIn,
)
from genkan.server.checks.service import Arrive, ListChecks, StartCheck
from genkan.server.platform.web import PortalScope, mounts


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMounts:
    """The operations on checks."""

    list_checks: ListChecks
    start: StartCheck
    arrive: Arrive
    answer: AnswerLine
    look_again: LookAgain
    finish: FinishCheck
    print_report: PrintReport


def build_router(use: CheckMounts) -> APIRouter:
    """Mount the operations on checks."""
    router = APIRouter(prefix="/api/portal", tags=["installation checks"])

    @router.get("/stations/{station_id}/checks", openapi_extra=mounts("checks.list_checks"))
    async def get_checks(scope: PortalScope, station_id: str) -> ChecksOut:
        """List a station's checks, newest first, each with its lines."""
        return ChecksOut(checks=[CheckOut.of(shown) for shown in await use.list_checks(scope, station_id)])

    @router.post("/stations/{station_id}/checks", openapi_extra=mounts("checks.start"))
    async def post_check(scope: PortalScope, station_id: str, body: CheckStartIn) -> CheckStartedOut:
        """Start a check at a connected station; the unit tries what it can by itself at once."""
        return CheckStartedOut(check_id=await use.start(scope, station_id, language=body.language))

    @router.post("/checks/{check_id}/code", openapi_extra=mounts("checks.arrive"), status_code=204)
    async def post_code(scope: PortalScope, check_id: str, body: CheckCodeIn) -> None:
        """Show by the code of its screen that one stands at the unit; before that no relay moves."""
        await use.arrive(scope, check_id, body.code.strip())

    @router.post("/checks/{check_id}/answers", openapi_extra=mounts("checks.answer"), status_code=204)
    async def post_answer(scope: PortalScope, check_id: str, body: CheckAnswerIn) -> None:
        """Answer one line; `pulse` drives the relay of its door once."""
        await use.answer(scope, check_id, body.line, body.answer)

    @router.post("/checks/{check_id}/look-again", openapi_extra=mounts("checks.look_again"), status_code=204)
    async def post_again(scope: PortalScope, check_id: str) -> None:
        """Let the unit try again what it tries by itself."""
        await use.look_again(scope, check_id)

    @router.post("/checks/{check_id}/finish", openapi_extra=mounts("checks.finish"), status_code=204)
    async def post_finish(scope: PortalScope, check_id: str) -> None:
        """End the check; what is open is skipped."""
        await use.finish(scope, check_id)

    @router.get(
        "/checks/{check_id}/report",
        openapi_extra=mounts("checks.print_report"),
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    async def get_report(scope: PortalScope, check_id: str, language: Literal["ja", "en"] = "ja") -> Response:
        """Give the report to be printed."""
        pdf = await use.print_report(scope, check_id, language)
        return Response(pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})

    return router
