"""The HTTP mounts of PINs, temporary keys and what stations keep of them."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from genkan.server.accounts.addresses import parse_email
from genkan.server.credentials.keys import CreateKey, GetKey, ListKeys, MailKey, NewKey, RevokeKey
from genkan.server.credentials.pictures import GetPicture
from genkan.server.credentials.pins import DeletePin, GetPin, ProposePin, SetPin, ShowPin
from genkan.server.credentials.prompts import AnswerPrompt
from genkan.server.credentials.schemas import (
    KeyDetailOut,
    KeyIn,
    KeyMailIn,
    KeysOut,
    PinIn,
    PinOut,
    PinShownOut,
    PromptIn,
    ProposalIn,
    ProposalOut,
    VisitorKeyIn,
    VisitorKeyOut,
)
from genkan.server.credentials.staff import ChangeStaffKey, CreateStaffKey, ListStaffKeys, RevokeStaffKey
from genkan.server.credentials.staff_schemas import (
    StaffKeyIn,
    StaffKeyMadeOut,
    StaffKeyOut,
    StaffKeysOut,
    StaffTermsIn,
    StolenOut,
    StoreKeyIn,
    StoreKeysOut,
)
from genkan.server.credentials.stolen import KeepStoreKey, ListStoreKeys, ReportStolen
from genkan.server.credentials.visitors import ViewKey
from genkan.server.platform.operations import NOBODY
from genkan.server.platform.web import (
    PortalScope,
    ResidentActor,
    ResidentScope,
    authorise_route,
    choose_language,
    mounts,
    signed_in,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialMounts:
    """The operations on PINs and keys."""

    get_pin: GetPin
    propose_pin: ProposePin
    set_pin: SetPin
    show_pin: ShowPin
    delete_pin: DeletePin
    list_keys: ListKeys
    create_key: CreateKey
    get_key: GetKey
    get_picture: GetPicture
    revoke_key: RevokeKey
    mail_key: MailKey
    view_key: ViewKey
    answer_prompt: AnswerPrompt
    list_staff_keys: ListStaffKeys
    create_staff_key: CreateStaffKey
    change_staff_key: ChangeStaffKey
    revoke_staff_key: RevokeStaffKey
    report_stolen: ReportStolen
    list_store_keys: ListStoreKeys
    keep_store_key: KeepStoreKey


def build_router(use: CredentialMounts) -> APIRouter:
    """Mount the operations on PINs and keys."""
    router = APIRouter(prefix="/api", tags=["keys"])
    _mount_pins(router, use)
    _mount_keys(router, use)
    _mount_single_keys(router, use)
    _mount_staff(router, use)
    _mount_stations(router, use)
    return router


def _mount_pins(router: APIRouter, use: CredentialMounts) -> None:
    @router.get("/app/households/{household_id}/pin", openapi_extra=mounts("credentials.get_pin"))
    async def get_pin(scope: ResidentScope, household_id: str) -> PinOut:
        """Tell whether the household has a PIN."""
        return PinOut.of(await use.get_pin(scope, household_id))

    @router.post(
        "/app/households/{household_id}/pin/proposal", openapi_extra=mounts("credentials.propose_pin")
    )
    async def post_proposal(scope: ResidentScope, household_id: str, body: ProposalIn) -> ProposalOut:
        """Propose a random PIN, and say what a shorter one costs."""
        return ProposalOut.of(await use.propose_pin(scope, household_id, body.length))

    @router.put("/app/households/{household_id}/pin", openapi_extra=mounts("credentials.set_pin"))
    async def put_pin(scope: ResidentScope, household_id: str, body: PinIn) -> PinOut:
        """Set the household's PIN; the one before is void."""
        return PinOut.of(await use.set_pin(scope, household_id, body.pin.get_secret_value()))

    @router.post("/app/households/{household_id}/pin/show", openapi_extra=mounts("credentials.show_pin"))
    async def post_show(request: Request, actor: ResidentActor, household_id: str) -> PinShownOut:
        """Show the PIN to whoever has just proved themself."""
        scope = authorise_route(request, actor)
        return PinShownOut(pin=await use.show_pin(scope, signed_in(actor), household_id))

    @router.delete(
        "/app/households/{household_id}/pin", openapi_extra=mounts("credentials.delete_pin"), status_code=204
    )
    async def delete_pin(scope: ResidentScope, household_id: str) -> None:
        """Take the household's PIN away."""
        await use.delete_pin(scope, household_id)


def _mount_keys(router: APIRouter, use: CredentialMounts) -> None:
    @router.get("/app/households/{household_id}/keys", openapi_extra=mounts("credentials.list_keys"))
    async def get_keys(scope: ResidentScope, household_id: str) -> KeysOut:
        """List the household's temporary keys."""
        return KeysOut.of(await use.list_keys(scope, household_id))

    @router.post(
        "/app/households/{household_id}/keys",
        openapi_extra=mounts("credentials.create_key"),
        status_code=201,
    )
    async def post_key(
        request: Request, scope: ResidentScope, household_id: str, body: KeyIn
    ) -> KeyDetailOut:
        """Make a temporary key."""
        detail = await use.create_key(
            scope,
            household_id,
            NewKey(
                visitor_name=body.visitor_name,
                note=body.id_number or None,
                template=body.template,
                schedule=body.schedule.read(),
                uses=body.uses,
                doors=None if body.door_ids is None else frozenset(body.door_ids),
                email=None if body.email is None else parse_email(body.email),
                language=body.language or choose_language(request.headers.get("accept-language")),
            ),
        )
        return KeyDetailOut.of_detail(detail)

    @router.post(
        "/app/prompts/{prompt_id}", openapi_extra=mounts("credentials.answer_prompt"), status_code=204
    )
    async def post_prompt(scope: ResidentScope, prompt_id: str, body: PromptIn) -> None:
        """Say whether it was one of the home who typed its PIN."""
        await use.answer_prompt(scope, prompt_id, allow=body.allow)


def _mount_single_keys(router: APIRouter, use: CredentialMounts) -> None:
    @router.get("/app/keys/{key_id}", openapi_extra=mounts("credentials.get_key"))
    async def get_key(scope: ResidentScope, key_id: str) -> KeyDetailOut:
        """Give a temporary key with its uses."""
        return KeyDetailOut.of_detail(await use.get_key(scope, key_id))

    @router.delete("/app/keys/{key_id}", openapi_extra=mounts("credentials.revoke_key"))
    async def delete_key(scope: ResidentScope, key_id: str) -> KeyDetailOut:
        """Take a temporary key back."""
        return KeyDetailOut.of_detail(await use.revoke_key(scope, key_id))

    @router.post("/app/keys/{key_id}/mail", openapi_extra=mounts("credentials.mail_key"), status_code=202)
    async def post_mail(scope: ResidentScope, key_id: str, body: KeyMailIn) -> KeyDetailOut:
        """Mail a temporary key."""
        email = None if body.email is None else parse_email(body.email)
        detail = await use.mail_key(scope, key_id, email=email, language=body.language)
        return KeyDetailOut.of_detail(detail)

    @router.get(
        "/app/keys/{key_id}/uses/{event_id}/picture",
        openapi_extra=mounts("credentials.get_picture"),
        response_class=Response,
        responses={200: {"content": {"image/jpeg": {}}}},
    )
    async def get_picture(scope: ResidentScope, key_id: str, event_id: str) -> Response:
        """Give the picture of whoever used the key."""
        picture = await use.get_picture(scope, key_id, event_id)
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    @router.post("/visitor/key", openapi_extra=mounts("credentials.view_key"))
    async def post_visitor_key(request: Request, body: VisitorKeyIn) -> VisitorKeyOut:
        """Show a key to the visitor who holds it."""
        authorise_route(request, NOBODY)
        address = request.client.host if request.client else ""
        return VisitorKeyOut.of(await use.view_key(body.token.get_secret_value(), address=address))


def _mount_staff(router: APIRouter, use: CredentialMounts) -> None:
    path = "/portal/properties/{property_id}/staff-keys"

    @router.get(path, openapi_extra=mounts("credentials.list_staff_keys"))
    async def get_staff_keys(scope: PortalScope, property_id: str) -> StaffKeysOut:
        """List the PINs and keys of the property's staff."""
        return StaffKeysOut.of(await use.list_staff_keys(scope, property_id))

    @router.post(path, openapi_extra=mounts("credentials.create_staff_key"), status_code=201)
    async def post_staff_key(scope: PortalScope, property_id: str, body: StaffKeyIn) -> StaffKeyMadeOut:
        """Give somebody of the staff a PIN or key."""
        return StaffKeyMadeOut.of_made(await use.create_staff_key(scope, property_id, body.read_new()))

    @router.put("/portal/staff-keys/{key_id}", openapi_extra=mounts("credentials.change_staff_key"))
    async def put_staff_key(scope: PortalScope, key_id: str, body: StaffTermsIn) -> StaffKeyOut:
        """Let a PIN or key of the staff be for somebody else, or at other times or doors."""
        return StaffKeyOut.of(await use.change_staff_key(scope, key_id, body.read()))

    @router.delete(
        "/portal/staff-keys/{key_id}", openapi_extra=mounts("credentials.revoke_staff_key"), status_code=204
    )
    async def delete_staff_key(scope: PortalScope, key_id: str) -> None:
        """Take a PIN or key of the staff away."""
        await use.revoke_staff_key(scope, key_id)


def _mount_stations(router: APIRouter, use: CredentialMounts) -> None:
    @router.post("/portal/stations/{station_id}/stolen", openapi_extra=mounts("credentials.report_stolen"))
    async def post_stolen(scope: PortalScope, station_id: str) -> StolenOut:
        """Revoke a stolen unit, with the PINs it knew."""
        return StolenOut.of(await use.report_stolen(scope, station_id))

    @router.get(
        "/portal/properties/{property_id}/store-keys", openapi_extra=mounts("credentials.list_store_keys")
    )
    async def get_store_keys(scope: PortalScope, property_id: str) -> StoreKeysOut:
        """Tell who keeps the key of the stations' store, by building."""
        return StoreKeysOut.model_validate({"kept_by": await use.list_store_keys(scope, property_id)})

    @router.put(
        "/portal/buildings/{building_id}/store-key",
        openapi_extra=mounts("credentials.keep_store_key"),
        status_code=204,
    )
    async def put_store_key(scope: PortalScope, building_id: str, body: StoreKeyIn) -> None:
        """Let the units of a building keep the key of their store, or the server."""
        await use.keep_store_key(scope, building_id, body.kept_by)
