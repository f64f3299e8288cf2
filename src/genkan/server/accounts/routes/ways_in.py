"""The HTTP mounts of every way in: links, codes, hand-over, and a forgotten password.

Tokens and codes come in bodies, never in a URL. Looking is a POST as well, and changes nothing.
"""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.devices import StopDevices
from genkan.server.accounts.reset import NewPassword, RequestReset, ResetPassword
from genkan.server.accounts.routes.cookies import address_of, caller_of, set_session
from genkan.server.accounts.schemas import (
    AppName,
    CodeIn,
    CodeSentOut,
    HandOverCodeIn,
    HandOverOut,
    LinkIn,
    LinkLookIn,
    LinkNewIn,
    LinkOut,
    MeOut,
    MobileIn,
    NewPasswordIn,
    ResetCodeIn,
    ResetGrantOut,
    ResetIn,
    StopIn,
)
from genkan.server.accounts.sign_in_by_code import CheckResetCode, RequestCode, SignInByCode
from genkan.server.accounts.sign_in_by_link import (
    LookAtLink,
    MakeHandOver,
    RequestLink,
    SignInByHandOver,
    SignInByLink,
)
from genkan.server.accounts.telephone import parse_mobile
from genkan.server.platform.web import mounts


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """The use cases mounted here."""

    look_at_link: LookAtLink
    sign_in_by_link: SignInByLink
    request_link: RequestLink
    make_hand_over: MakeHandOver
    sign_in_by_hand_over: SignInByHandOver
    request_code: RequestCode
    sign_in_by_code: SignInByCode
    request_reset: RequestReset
    check_reset_code: CheckResetCode
    reset_password: ResetPassword
    stop_devices: StopDevices


def build_ways_in_router(ways: WaysIn, server_id: str) -> APIRouter:
    """Mount them; anybody may ask."""
    router = APIRouter(prefix="/api", tags=["account"])
    _mount_links(router, ways, server_id)
    _mount_codes(router, ways, server_id)
    _mount_reset(router, ways, server_id)
    return router


def _mount_links(router: APIRouter, ways: WaysIn, server_id: str) -> None:
    @router.post("/sign-in/link/look", openapi_extra=mounts("accounts.look_at_link"))
    async def post_look(body: LinkLookIn) -> LinkOut:
        """Say what a link would do."""
        return LinkOut.of(await ways.look_at_link(body.token.get_secret_value(), is_reset=body.is_reset))

    @router.post("/sign-in/link", openapi_extra=mounts("accounts.sign_in_by_link"))
    async def post_link(request: Request, response: Response, body: LinkIn) -> MeOut:
        """Sign in by a link; it works once."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        signed = await ways.sign_in_by_link(body.token.get_secret_value(), caller)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)

    @router.post("/sign-in/link/new", openapi_extra=mounts("accounts.request_link"), status_code=204)
    async def post_new_link(body: LinkNewIn) -> None:
        """Mail a new link to the registered address."""
        await ways.request_link(body.token.get_secret_value(), body.app)

    @router.post("/sign-in/hand-over", openapi_extra=mounts("accounts.hand_over"))
    async def post_hand_over(body: LinkNewIn) -> HandOverOut:
        """Make a code for the installed app out of a link."""
        return HandOverOut.of(await ways.make_hand_over(body.token.get_secret_value()))

    @router.post("/sign-in/hand-over/code", openapi_extra=mounts("accounts.sign_in_by_hand_over"))
    async def post_hand_over_code(request: Request, response: Response, body: HandOverCodeIn) -> MeOut:
        """Sign in by the code of a link."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        signed = await ways.sign_in_by_hand_over(body.digits, caller)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)

    @router.post("/sign-in/stop", openapi_extra=mounts("accounts.stop_devices"))
    async def post_stop(body: StopIn) -> ResetGrantOut:
        """Sign out everywhere by the link in the notice of a new device; a new password may follow."""
        return ResetGrantOut(token=await ways.stop_devices(body.token.get_secret_value()))


def _mount_codes(router: APIRouter, ways: WaysIn, server_id: str) -> None:
    @router.post("/sign-in/code", openapi_extra=mounts("accounts.request_code"))
    async def post_code(request: Request, body: MobileIn) -> CodeSentOut:
        """Send a code to a number, if it is registered."""
        mobile = parse_mobile(body.mobile, region=body.region)
        return CodeSentOut.of(await ways.request_code(mobile, address=address_of(request)))

    @router.post("/sign-in/code/check", openapi_extra=mounts("accounts.sign_in_by_code"))
    async def post_code_check(request: Request, response: Response, body: CodeIn) -> MeOut:
        """Sign in by the code."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        mobile = parse_mobile(body.mobile, region=body.region)
        signed = await ways.sign_in_by_code(mobile, body.digits, caller)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)


def _mount_reset(router: APIRouter, ways: WaysIn, server_id: str) -> None:
    @router.post("/password/reset", openapi_extra=mounts("accounts.request_reset"), status_code=204)
    async def post_reset(request: Request, body: ResetIn) -> None:
        """Mail a link for a new password, if the address is registered."""
        await ways.request_reset(parse_email(body.email), app=body.app, address=address_of(request))

    @router.post("/password/reset/code", openapi_extra=mounts("accounts.check_reset_code"))
    async def post_reset_code(body: ResetCodeIn) -> ResetGrantOut:
        """Give the token for a new password in exchange for a code."""
        mobile = parse_mobile(body.mobile, region=body.region)
        return ResetGrantOut(token=await ways.check_reset_code(mobile, body.digits))

    @router.post("/password/new", openapi_extra=mounts("accounts.reset_password"))
    async def post_new_password(request: Request, response: Response, body: NewPasswordIn) -> MeOut:
        """Choose a new password; signed out elsewhere, signed in here."""
        app: AppName = body.app
        signed = await ways.reset_password(
            NewPassword(
                token=body.token.get_secret_value(),
                password=body.password.get_secret_value(),
                caller=caller_of(request, app=app, device_label=body.device_label),
            )
        )
        set_session(response, app, signed)
        return MeOut.of(signed.me, server_id)
