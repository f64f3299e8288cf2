"""The cookies of a session, and who calls."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from genkan.server.accounts.errors import SecondFactorNeeded
from genkan.server.accounts.opening import Caller, SignedIn
from genkan.server.accounts.second_factor import STEP_LIFE
from genkan.server.accounts.session_repository import PORTAL_LIFE
from genkan.server.platform.web import cookie_name, problem_response

SESSION_LIFE_S = 400 * 86_400  # browsers keep no cookie longer; the row may end it any time before
STEP_COOKIE = "__Host-genkan-step"  # between the two steps of signing in; no session
DEVICE_COOKIE = "__Host-genkan-device"  # buys this browser its own guess counter, nothing else


def caller_of(request: Request, *, app: str, device_label: str) -> Caller:
    """Give the app and device that signs in."""
    return Caller(
        app=app,
        device_label=device_label,
        address=address_of(request),
        device_token=request.cookies.get(DEVICE_COOKIE),
    )


def address_of(request: Request) -> str:
    """Give the network address of who asks."""
    return request.client.host if request.client else ""


def set_session(response: Response, app: str, signed: SignedIn) -> None:
    """Give the browser its session; the tokens are in cookies only."""
    life_s = int(PORTAL_LIFE.total_seconds()) if app == "portal" else SESSION_LIFE_S
    _set_cookie(response, cookie_name(app), signed.token, life_s=life_s)
    _set_cookie(response, DEVICE_COOKIE, signed.device_token)


def ask_for_second_factor(api: FastAPI) -> None:
    """Answer a right first step with what lets the second follow, beside saying so."""

    @api.exception_handler(SecondFactorNeeded)
    async def _ask(request: Request, error: SecondFactorNeeded) -> JSONResponse:
        asked = problem_response(request, error)
        _set_cookie(asked, STEP_COOKIE, error.step, life_s=int(STEP_LIFE.total_seconds()))
        return asked


def step_of(request: Request) -> str:
    """Give the token of the first step that was taken; empty: none was."""
    return request.cookies.get(STEP_COOKIE, "")


def end_step(response: Response) -> None:
    """Take the token of the first step back."""
    response.delete_cookie(STEP_COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def end_session(response: Response, app: str) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(cookie_name(app), path="/", secure=True, httponly=True, samesite="strict")


def _set_cookie(response: Response, name: str, value: str, *, life_s: int = SESSION_LIFE_S) -> None:
    response.set_cookie(name, value, max_age=life_s, path="/", secure=True, httponly=True, samesite="strict")
