"""The cookies of a session, and who calls."""

from fastapi import Request, Response

from genkan.server.accounts.opening import Caller, SignedIn
from genkan.server.platform.web import cookie_name

SESSION_LIFE_S = 400 * 86_400  # browsers keep no cookie longer; the row may end it any time before
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
    _set_cookie(response, cookie_name(app), signed.token)
    _set_cookie(response, DEVICE_COOKIE, signed.device_token)


def end_session(response: Response, app: str) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(cookie_name(app), path="/", secure=True, httponly=True, samesite="strict")


def _set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=SESSION_LIFE_S, path="/", secure=True, httponly=True, samesite="strict"
    )
