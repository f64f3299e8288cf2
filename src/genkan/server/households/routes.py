"""The HTTP mounts of households: for their members in the app, for the staff in the portal."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response

from genkan.server.accounts.names import parse_name
from genkan.server.households.contact_card import GetContactCard
from genkan.server.households.devices import StopMemberDevices, StopResidentDevices
from genkan.server.households.family import (
    AddDependent,
    AddMember,
    ChangeMember,
    GetFamily,
    RemoveMember,
    SendAgain,
)
from genkan.server.households.handing_over import HandOver
from genkan.server.households.homes import ListHomes, RemoveHome
from genkan.server.households.importing import ImportResidents, PreviewImport
from genkan.server.households.issue_runs import RunState
from genkan.server.households.issue_schemas import AccountsOut, IssueIn, RunChangeIn, SheetsIn
from genkan.server.households.issuing import ChangeIssue, ListAccounts, StartIssue
from genkan.server.households.manual import PrintManual
from genkan.server.households.moving import CancelMoveOut, MoveIn, MoveOut
from genkan.server.households.schemas import (
    DependentIn,
    FamilyOut,
    HeirIn,
    HomeLineOut,
    HomesOut,
    HouseholdMadeOut,
    ImportIn,
    ImportPlanOut,
    MoveInIn,
    MoveOutIn,
    ReasonIn,
    SeatOrderedOut,
    SeatOrderIn,
    SeatOrderOut,
    SeatOrdersOut,
)
from genkan.server.households.seats import (
    CancelSeat,
    ConfirmSeat,
    ListSeatOrders,
    OrderSeat,
    TakePaymentNews,
)
from genkan.server.households.sheets import PrintSheets
from genkan.server.platform.clock import from_ms
from genkan.server.platform.operations import NOBODY
from genkan.server.platform.web import PortalScope, ResidentScope, authorise_route, mounts
from genkan.server.properties.enlisting import FindLanguage
from genkan.server.properties.schemas import MemberMadeOut, PersonIn

ManualLanguage = Literal["ja", "en"]
MEMBER = "/households/{household_id}/members/{member_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMounts:
    """The operations on households."""

    list_homes: ListHomes
    remove_home: RemoveHome
    preview_import: PreviewImport
    import_residents: ImportResidents
    list_accounts: ListAccounts
    start_issue: StartIssue
    change_issue: ChangeIssue
    print_sheets: PrintSheets
    print_manual: PrintManual
    account_mails_per_minute: int
    move_in: MoveIn
    move_out: MoveOut
    cancel_move_out: CancelMoveOut
    get_family: GetFamily
    get_contact_card: GetContactCard
    add_member: AddMember
    change_member: ChangeMember
    remove_member: RemoveMember
    add_dependent: AddDependent
    send_again: SendAgain
    hand_over: HandOver
    stop_member_devices: StopMemberDevices
    stop_resident_devices: StopResidentDevices
    find_language: FindLanguage
    order_seat: OrderSeat
    list_seat_orders: ListSeatOrders
    confirm_seat: ConfirmSeat
    cancel_seat: CancelSeat
    take_payment_news: TakePaymentNews
    payment_method: str


def build_router(use: HouseholdMounts) -> APIRouter:
    """Mount the operations on households."""
    portal = APIRouter(prefix="/api/portal", tags=["households"])
    app = APIRouter(prefix="/api/app", tags=["households"])
    _mount_homes(portal, use)
    _mount_import(portal, use)
    _mount_accounts(portal, use)
    _mount_moves(portal, use)
    _mount_residents(portal, use)
    _mount_family(app, use)
    _mount_members(app, use)
    _mount_contact(app, use)
    _mount_orders(app, use)
    _mount_staff_orders(portal, use)
    router = APIRouter()
    router.include_router(portal)
    router.include_router(app)
    _mount_payment_news(router, use)
    return router


def _mount_homes(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get("/properties/{property_id}/homes", openapi_extra=mounts("households.list_homes"))
    async def get_homes(scope: PortalScope, property_id: str) -> HomesOut:
        """List the homes of a property with their state."""
        lines = await use.list_homes(scope, property_id)
        return HomesOut(homes=[HomeLineOut.of(line) for line in lines])

    @router.delete("/homes/{home_id}", openapi_extra=mounts("households.remove_home"), status_code=204)
    async def delete_home(scope: PortalScope, home_id: str) -> None:
        """Take away a home that nobody has ever lived in."""
        await use.remove_home(scope, home_id)


def _mount_import(router: APIRouter, use: HouseholdMounts) -> None:
    @router.post(
        "/properties/{property_id}/import/preview", openapi_extra=mounts("households.preview_import")
    )
    async def post_preview(scope: PortalScope, property_id: str, body: ImportIn) -> ImportPlanOut:
        """Tell what an import of the file would do, and what to correct first."""
        plan = await use.preview_import(scope, property_id, body.to_bytes(), language=body.language)
        return ImportPlanOut.of(plan)

    @router.post("/properties/{property_id}/import", openapi_extra=mounts("households.import_residents"))
    async def post_import(scope: PortalScope, property_id: str, body: ImportIn) -> ImportPlanOut:
        """Bring in all the homes and residents of the file, or nothing."""
        plan = await use.import_residents(scope, property_id, body.to_bytes(), language=body.language)
        return ImportPlanOut.of(plan)


def _mount_accounts(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get("/properties/{property_id}/accounts", openapi_extra=mounts("households.list_accounts"))
    async def get_accounts(scope: PortalScope, property_id: str) -> AccountsOut:
        """List who has not signed in yet, and how far the run of account mails is."""
        return AccountsOut.of(await use.list_accounts(scope, property_id), use.account_mails_per_minute)

    @router.post(
        "/properties/{property_id}/accounts/issue",
        openapi_extra=mounts("households.start_issue"),
        status_code=204,
    )
    async def post_issue(scope: PortalScope, property_id: str, body: IssueIn) -> None:
        """Begin to send the account mails of the chosen ones, one after the other."""
        await use.start_issue(scope, property_id, body.entry_ids)

    @router.put("/issues/{run_id}", openapi_extra=mounts("households.change_issue"), status_code=204)
    async def put_issue(scope: PortalScope, run_id: str, body: RunChangeIn) -> None:
        """Let a run of account mails pause, go on, or end."""
        await use.change_issue(scope, run_id, RunState(body.state))

    @router.post(
        "/properties/{property_id}/accounts/sheets",
        openapi_extra=mounts("households.print_sheets"),
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    async def post_sheets(scope: PortalScope, property_id: str, body: SheetsIn) -> Response:
        """Print the sheets of the chosen ones; those printed before are void."""
        pdf = await use.print_sheets(scope, property_id, body.entry_ids)
        return Response(pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})

    @router.get(
        "/properties/{property_id}/manual",
        openapi_extra=mounts("households.print_manual"),
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    async def get_manual(scope: PortalScope, property_id: str, language: ManualLanguage = "ja") -> Response:
        """Give the residents' manual 「入居者用マニュアル」 with the property's own support contact."""
        pdf = await use.print_manual(scope, property_id, language)
        return Response(pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})


def _mount_moves(router: APIRouter, use: HouseholdMounts) -> None:
    @router.post("/homes/{home_id}/households", openapi_extra=mounts("households.move_in"))
    async def post_household(scope: PortalScope, home_id: str, body: MoveInIn) -> HouseholdMadeOut:
        """Let a household move in; its master gets the account mail at once."""
        master = body.master.to_person(await use.find_language(scope))
        since = None if body.since_ms is None else from_ms(body.since_ms)
        return HouseholdMadeOut(household_id=await use.move_in(scope, home_id, master, since=since))

    @router.post(
        "/households/{household_id}/move-out", openapi_extra=mounts("households.move_out"), status_code=204
    )
    async def post_move_out(scope: PortalScope, household_id: str, body: MoveOutIn) -> None:
        """Let a household move out, now or at an instant."""
        until = None if body.until_ms is None else from_ms(body.until_ms)
        await use.move_out(scope, household_id, until=until)

    @router.delete(
        "/households/{household_id}/move-out",
        openapi_extra=mounts("households.cancel_move_out"),
        status_code=204,
    )
    async def delete_move_out(scope: PortalScope, household_id: str) -> None:
        """Let a household stay that was to move out."""
        await use.cancel_move_out(scope, household_id)


def _mount_residents(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get("/households/{household_id}", openapi_extra=mounts("households.get_family"))
    async def get_household(scope: PortalScope, household_id: str) -> FamilyOut:
        """Give the people of a household."""
        return FamilyOut.of(await use.get_family(scope, household_id), scope.person_id, use.payment_method)

    @router.post(MEMBER + "/send-again", openapi_extra=mounts("households.send_again"))
    async def post_again(scope: PortalScope, household_id: str, member_id: str) -> MemberMadeOut:
        """Send somebody's account mail again."""
        return MemberMadeOut(member_id=await use.send_again(scope, household_id, member_id))

    @router.post(
        MEMBER + "/stop-devices",
        openapi_extra=mounts("households.stop_resident_devices"),
        status_code=204,
    )
    async def post_stop(scope: PortalScope, household_id: str, member_id: str, body: ReasonIn) -> None:
        """Sign a resident out everywhere, as when a telephone is lost."""
        await use.stop_resident_devices(scope, household_id, member_id, reason=body.reason)

    @router.put(
        "/households/{household_id}/master", openapi_extra=mounts("households.hand_over"), status_code=204
    )
    async def put_master(scope: PortalScope, household_id: str, body: HeirIn) -> None:
        """Make a family member the master."""
        await use.hand_over(scope, household_id, body.member_id)


def _mount_family(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get("/households/{household_id}/family", openapi_extra=mounts("households.get_family"))
    async def get_family(scope: ResidentScope, household_id: str) -> FamilyOut:
        """Give the people of the asker's household."""
        return FamilyOut.of(await use.get_family(scope, household_id), scope.person_id, use.payment_method)

    @router.post("/households/{household_id}/members", openapi_extra=mounts("households.add_member"))
    async def post_member(scope: ResidentScope, household_id: str, body: PersonIn) -> MemberMadeOut:
        """Add a family member; they get the account mail."""
        new = body.to_person(await use.find_language(scope))
        return MemberMadeOut(member_id=await use.add_member(scope, household_id, new))

    @router.post("/households/{household_id}/dependents", openapi_extra=mounts("households.add_dependent"))
    async def post_dependent(scope: ResidentScope, household_id: str, body: DependentIn) -> MemberMadeOut:
        """Add somebody without mail and telephone."""
        made = await use.add_dependent(
            scope,
            household_id,
            given_name=parse_name(body.given_name),
            family_name=parse_name(body.family_name),
        )
        return MemberMadeOut(member_id=made)

    @router.put(
        "/households/{household_id}/master", openapi_extra=mounts("households.hand_over"), status_code=204
    )
    async def put_master(scope: ResidentScope, household_id: str, body: HeirIn) -> None:
        """Hand the master role on to a family member."""
        await use.hand_over(scope, household_id, body.member_id)


def _mount_members(router: APIRouter, use: HouseholdMounts) -> None:
    @router.put(MEMBER, openapi_extra=mounts("households.change_member"))
    async def put_member(
        scope: ResidentScope, household_id: str, member_id: str, body: PersonIn
    ) -> MemberMadeOut:
        """Correct what was typed of somebody who has not come yet."""
        new = body.to_person(await use.find_language(scope))
        return MemberMadeOut(member_id=await use.change_member(scope, household_id, member_id, new))

    @router.delete(MEMBER, openapi_extra=mounts("households.remove_member"), status_code=204)
    async def delete_member(scope: ResidentScope, household_id: str, member_id: str) -> None:
        """End every right of a family member at once."""
        await use.remove_member(scope, household_id, member_id)

    @router.post(MEMBER + "/send-again", openapi_extra=mounts("households.send_again"))
    async def post_again(scope: ResidentScope, household_id: str, member_id: str) -> MemberMadeOut:
        """Send a family member's account mail again."""
        return MemberMadeOut(member_id=await use.send_again(scope, household_id, member_id))

    @router.post(
        MEMBER + "/stop-devices", openapi_extra=mounts("households.stop_member_devices"), status_code=204
    )
    async def post_stop(scope: ResidentScope, household_id: str, member_id: str) -> None:
        """Sign a family member out everywhere, as when a telephone is lost."""
        await use.stop_member_devices(scope, household_id, member_id)


def _mount_contact(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get(
        "/households/{household_id}/contact.vcf",
        openapi_extra=mounts("households.get_contact_card"),
        response_class=Response,
        responses={200: {"content": {"text/vcard": {}}}},
    )
    async def get_contact(scope: ResidentScope, household_id: str) -> Response:
        """Give the number that telephone backup calls from, as a card for the phone's contacts."""
        card = await use.get_contact_card(scope, household_id)
        language = await use.find_language(scope)
        return Response(
            card.write(language),
            media_type="text/vcard; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="genkan.vcf"', "Cache-Control": "no-store"},
        )


def _mount_orders(router: APIRouter, use: HouseholdMounts) -> None:
    @router.post("/households/{household_id}/seats", openapi_extra=mounts("households.order_seat"))
    async def post_seat(scope: ResidentScope, household_id: str, body: SeatOrderIn) -> SeatOrderedOut:
        """Order a place for a further family member."""
        ordered = await use.order_seat(
            scope, household_id, language=body.language, description=body.description
        )
        return SeatOrderedOut(order_id=ordered.order_id, url=ordered.url)

    @router.delete("/seats/{order_id}", openapi_extra=mounts("households.cancel_seat"), status_code=204)
    async def delete_seat(scope: ResidentScope, order_id: str) -> None:
        """Take an order back that nobody has paid."""
        await use.cancel_seat(scope, order_id)


def _mount_staff_orders(router: APIRouter, use: HouseholdMounts) -> None:
    @router.get("/properties/{property_id}/seats", openapi_extra=mounts("households.list_seat_orders"))
    async def get_seats(scope: PortalScope, property_id: str) -> SeatOrdersOut:
        """List the seat orders of a property."""
        found = await use.list_seat_orders(scope, property_id)
        return SeatOrdersOut(orders=[SeatOrderOut.of(order) for order in found])

    @router.post(
        "/seats/{order_id}/confirm", openapi_extra=mounts("households.confirm_seat"), status_code=204
    )
    async def post_confirm(scope: PortalScope, order_id: str) -> None:
        """Confirm that an order's invoice was paid."""
        await use.confirm_seat(scope, order_id)

    @router.delete("/seats/{order_id}", openapi_extra=mounts("households.cancel_seat"), status_code=204)
    async def delete_seat(scope: PortalScope, order_id: str) -> None:
        """Take an order back that nobody has paid."""
        await use.cancel_seat(scope, order_id)


def _mount_payment_news(router: APIRouter, use: HouseholdMounts) -> None:
    @router.post(
        "/api/payments/news",
        openapi_extra=mounts("households.take_payment_news"),
        status_code=204,
        tags=["households"],
    )
    async def post_news(request: Request) -> None:
        """Take what the payment provider tells, signed by it."""
        authorise_route(request, NOBODY)
        await use.take_payment_news(await request.body(), request.headers)
