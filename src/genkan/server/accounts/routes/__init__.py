"""The HTTP mounts of signing in and out, and of one's own account."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response

from genkan.server.accounts.routes.cookies import caller_of, end_session, set_session
from genkan.server.accounts.schemas import AppName, MeOut, SignInIn
from genkan.server.accounts.service import GetMe, SignOut
from genkan.server.accounts.sign_in import Credentials, SignIn
from genkan.server.platform.operations import Actor
from genkan.server.platform.web import PortalActor, ResidentActor, authorise_route, mounts, signed_in

Identify = Callable[[Request, str], Awaitable[Actor]]


def build_router(*, sign_in: SignIn, sign_out: SignOut, get_me: GetMe, server_id: str) -> APIRouter:
    """Mount the operations on one's own account."""
    router = APIRouter(prefix="/api", tags=["account"])

    @router.post("/sign-in", openapi_extra=mounts("accounts.sign_in"))
    async def post_sign_in(request: Request, response: Response, body: SignInIn) -> MeOut:
        """Sign in; the session token is in the cookie only."""
        signed = await sign_in(
            Credentials(
                username=body.username,
                password=body.password.get_secret_value(),
                caller=caller_of(request, app=body.app, device_label=body.device_label),
            )
        )
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)

    @router.post("/sign-out", openapi_extra=mounts("accounts.sign_out"), status_code=204)
    async def post_sign_out(request: Request, response: Response, app: AppName) -> None:
        """End this session."""
        identify: Identify = request.app.state.identify
        actor = await identify(request, app)
        authorise_route(request, actor)
        await sign_out(signed_in(actor))
        end_session(response, app)

    @router.get("/app/me", openapi_extra=mounts("accounts.get_me"))
    async def get_resident(request: Request, actor: ResidentActor) -> MeOut:
        """Give the person signed in to the resident app."""
        authorise_route(request, actor)
        return MeOut.of(await get_me(signed_in(actor)), server_id)

    @router.get("/portal/me", openapi_extra=mounts("accounts.get_me"))
    async def get_staff(request: Request, actor: PortalActor) -> MeOut:
        """Give the person signed in to the portal."""
        authorise_route(request, actor)
        return MeOut.of(await get_me(signed_in(actor)), server_id)

    return router
