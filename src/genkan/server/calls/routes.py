"""The HTTP mounts of what concerns calls and the history."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from genkan.core.call import BackupRule
from genkan.server.calls.deliveries import Step
from genkan.server.calls.history import GetSnapshot, ListHistory
from genkan.server.calls.ice import GetIce
from genkan.server.calls.office_calls import GetOfficePicture, ListOfficeCalls
from genkan.server.calls.office_schemas import OfficeCallOut, OfficeCallsOut
from genkan.server.calls.quiet import OwnQuiet
from genkan.server.calls.reach import ListDeliveries, ListReach, NoteDelivery
from genkan.server.calls.reach_schemas import (
    CallReachOut,
    DeliveriesOut,
    DeviceReachOut,
    FollowLinkIn,
    IceOut,
    ReachOut,
    StepIn,
    StillWantedOut,
    TestOut,
    TestStartedOut,
)
from genkan.server.calls.ring_link import FollowLink, Intent
from genkan.server.calls.rules_schemas import EntranceBody, EntranceOut, HouseholdRulesIn, HouseholdRulesOut
from genkan.server.calls.schemas import HistoryOut, QuietIn, QuietOut
from genkan.server.calls.test_ring import GetTest, NoteTest, StartTest
from genkan.server.households.rules import ManageRules
from genkan.server.platform.clock import from_ms
from genkan.server.platform.operations import NOBODY
from genkan.server.platform.web import (
    PortalScope,
    ResidentActor,
    ResidentScope,
    authorise_route,
    mounts,
    signed_in,
)
from genkan.server.properties.entrance import ManageEntrance

PAGE_SIZE = 50
REACH_SIZE = 20


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


def build_office_router(list_calls: ListOfficeCalls, get_picture: GetOfficePicture) -> APIRouter:
    """Mount what managers see of the calls to their office."""
    router = APIRouter(prefix="/api/portal", tags=["history"])

    @router.get("/office-calls", openapi_extra=mounts("calls.list_office_calls"))
    async def get_office_calls(scope: PortalScope) -> OfficeCallsOut:
        """List the calls to the offices of the asker's properties of the last 30 days, newest first."""
        return OfficeCallsOut(calls=[OfficeCallOut.of(call) for call in await list_calls(scope)])

    @router.get(
        "/office-calls/{call_id}/picture",
        openapi_extra=mounts("calls.get_office_picture"),
        response_class=Response,
        responses={200: {"content": {"image/jpeg": {}}}},
    )
    async def get_office_picture(scope: PortalScope, call_id: str) -> Response:
        """Give the picture of the visitor of a call to the office that nobody took."""
        picture = await get_picture(scope, call_id)
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachUseCases:
    """What devices tell about how calls reach them, and who may read it."""

    note_delivery: NoteDelivery
    list_deliveries: ListDeliveries
    list_reach: ListReach
    follow_link: FollowLink
    start_test: StartTest
    note_test: NoteTest
    get_test: GetTest
    get_ice: GetIce


def build_reach_router(cases: ReachUseCases) -> APIRouter:
    """Mount the operations on deliveries and test calls."""
    router = APIRouter(prefix="/api", tags=["reach"])

    @router.post("/app/calls/{call_id}/delivery", openapi_extra=mounts("calls.note_delivery"))
    async def post_delivery(
        scope: ResidentScope, actor: ResidentActor, call_id: str, body: StepIn
    ) -> StillWantedOut:
        """Say how far the call has come on this device."""
        return StillWantedOut(
            is_wanted=await cases.note_delivery(scope, signed_in(actor), call_id, Step(body.step))
        )

    @router.get("/app/calls/{call_id}/deliveries", openapi_extra=mounts("calls.list_deliveries"))
    async def get_deliveries(scope: ResidentScope, call_id: str) -> DeliveriesOut:
        """Say how a call of the asker's household reached each device."""
        devices = await cases.list_deliveries(scope, call_id)
        return DeliveriesOut(devices=[DeviceReachOut.of(device) for device in devices])

    @router.get("/portal/reach", openapi_extra=mounts("calls.list_reach"))
    async def get_reach(
        scope: PortalScope, limit: Annotated[int, Query(ge=1, le=50)] = REACH_SIZE
    ) -> ReachOut:
        """Say how the newest calls of the asker's properties reached phones, and nothing else of them."""
        calls = await cases.list_reach(scope, limit=limit)
        return ReachOut(calls=[CallReachOut.of(call) for call in calls])

    @router.post("/ring-link", openapi_extra=mounts("calls.follow_link"), status_code=204)
    async def post_link(request: Request, body: FollowLinkIn) -> None:
        """Do once what the button of a notice says; the link is all it takes."""
        authorise_route(request, NOBODY)
        await cases.follow_link(body.link, Intent(body.intent))

    @router.post("/app/test-ring", openapi_extra=mounts("calls.start_test"))
    async def post_test(_: ResidentScope, actor: ResidentActor) -> TestStartedOut:
        """Ring this device for a test."""
        return TestStartedOut(test_id=await cases.start_test(signed_in(actor)))

    @router.post(
        "/app/test-ring/{test_id}/delivery", openapi_extra=mounts("calls.note_test"), status_code=204
    )
    async def post_test_step(_: ResidentScope, actor: ResidentActor, test_id: str, body: StepIn) -> None:
        """Say how far the test call has come on this device."""
        await cases.note_test(signed_in(actor), test_id, Step(body.step))

    @router.get("/app/test-ring/{test_id}", openapi_extra=mounts("calls.get_test"))
    async def get_test(_: ResidentScope, actor: ResidentActor, test_id: str) -> TestOut:
        """Say how far this device's test call has come."""
        return TestOut.of(await cases.get_test(signed_in(actor), test_id))

    @router.get("/app/ice", openapi_extra=mounts("calls.get_ice"))
    async def get_ice(_: ResidentScope, actor: ResidentActor) -> IceOut:
        """Give the STUN and TURN servers for a test of this device."""
        return IceOut.of(cases.get_ice(signed_in(actor)))

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMounts:
    """The operations on what devices, households and properties decide for their calls."""

    quiet: OwnQuiet
    rules: ManageRules
    entrance: ManageEntrance


def build_rules_router(use: RuleMounts) -> APIRouter:
    """Mount the operations on rules."""
    router = APIRouter(tags=["rules"])

    @router.get("/api/app/quiet", openapi_extra=mounts("calls.get_quiet"))
    async def get_quiet(_: ResidentScope, actor: ResidentActor) -> QuietOut:
        """Give how this device is muted."""
        return QuietOut.of(await use.quiet.get(signed_in(actor)))

    @router.put("/api/app/quiet", openapi_extra=mounts("calls.change_quiet"))
    async def put_quiet(_: ResidentScope, actor: ResidentActor, body: QuietIn) -> QuietOut:
        """Mute this device by these hours, and until this instant."""
        return QuietOut.of(await use.quiet.change(signed_in(actor), body.read()))

    @router.get("/api/app/households/{household_id}/rules", openapi_extra=mounts("households.get_rules"))
    async def get_rules(scope: ResidentScope, household_id: str) -> HouseholdRulesOut:
        """Give the choices of one's household."""
        return HouseholdRulesOut.of(await use.rules.get(scope, household_id))

    @router.put("/api/app/households/{household_id}/rules", openapi_extra=mounts("households.change_rules"))
    async def put_rules(scope: ResidentScope, household_id: str, body: HouseholdRulesIn) -> HouseholdRulesOut:
        """Choose anew, for the next call."""
        backup = BackupRule(body.backup)
        return HouseholdRulesOut.of(
            await use.rules.change(scope, household_id, name=body.name, backup=backup)
        )

    path = "/api/portal/properties/{property_id}/entrance"

    @router.get(path, openapi_extra=mounts("properties.get_entrance"))
    async def get_entrance(scope: PortalScope, property_id: str) -> EntranceOut:
        """Give what a property has decided for its entrances."""
        return EntranceOut.of(await use.entrance.get(scope, property_id))

    @router.put(path, openapi_extra=mounts("properties.change_entrance"))
    async def put_entrance(scope: PortalScope, property_id: str, body: EntranceBody) -> EntranceOut:
        """Decide anew; the door stations follow at once."""
        return EntranceOut.of(await use.entrance.change(scope, property_id, body.read()))

    return router
