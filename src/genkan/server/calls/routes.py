"""The HTTP mounts of what concerns calls and the history."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from genkan.server.calls.history import GetSnapshot, ListHistory
from genkan.server.calls.schemas import HistoryOut
from genkan.server.platform.clock import from_ms
from genkan.server.platform.web import ResidentActor, authorise_route, mounts

PAGE_SIZE = 50


def build_router(list_history: ListHistory, get_snapshot: GetSnapshot) -> APIRouter:
    """Mount the operations on the history."""
    router = APIRouter(prefix="/api/app", tags=["history"])

    @router.get("/history", openapi_extra=mounts("calls.list_history"))
    async def get_history(
        request: Request,
        actor: ResidentActor,
        before_ms: Annotated[int | None, Query(ge=0, le=2**53)] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = PAGE_SIZE,
    ) -> HistoryOut:
        """List calls and openings of the asker's households, newest first."""
        before = None if before_ms is None else from_ms(before_ms)
        page = await list_history(authorise_route(request, actor), before=before, limit=limit)
        return HistoryOut.of(page)

    @router.get(
        "/calls/{call_id}/snapshot",
        openapi_extra=mounts("calls.get_snapshot"),
        response_class=Response,
        responses={200: {"content": {"image/jpeg": {}}}},
    )
    async def get_call_snapshot(request: Request, actor: ResidentActor, call_id: str) -> Response:
        """Give the picture of the visitor of a call nobody took."""
        picture = await get_snapshot(authorise_route(request, actor), call_id)
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    return router
