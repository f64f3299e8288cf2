"""What every HTTP request passes on its way in, and every answer on its way out, as plain ASGI."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any  # noqa: TID251 - the wall to the ASGI server
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from genkan.server.platform import audit
from genkan.server.platform.errors import BadRequest, DomainError, NotAllowed
from genkan.server.platform.web import PORTAL_PATH, problem_response

BODY_LIMIT_BYTES = 1024 * 1024  # the largest thing anybody posts is a form
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
YEAR_S = 31_536_000

_SOURCES = (
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",  # the reader of QR codes; no other text becomes a program
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "style-src 'self' 'unsafe-inline'",  # Radix sets positions in style attributes
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(_SOURCES)

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class HttpEdge:
    """Refuses what no page of ours sends, and adds the headers every answer carries."""

    def __init__(self, application: Application, *, has_tls: bool) -> None:
        self._application = application
        self._has_tls = has_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request."""
        headers = Headers(scope=scope)
        refusal = _find_refusal(scope["method"], headers)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        if refusal is not None:
            await problem_response(Request(scope), refusal)(scope, receive, send_with_headers)
            return
        if not scope["path"].startswith(PORTAL_PATH):
            await self._application(scope, _limited(receive), send_with_headers)
            return
        with audit.request():
            await self._application(scope, _limited(receive), send_with_headers)

    def _add_headers(self, headers: MutableHeaders) -> None:
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()"
        if self._has_tls:
            headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"


def _find_refusal(method: str, headers: Headers) -> DomainError | None:
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > BODY_LIMIT_BYTES:
        return BadRequest()
    origin = headers.get("origin")
    if method not in SAFE_METHODS and origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return NotAllowed()  # another site's page speaks with our reader's cookies
    return None


def _limited(receive: Receive) -> Receive:
    """Cut off a body that is longer than it said."""
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > BODY_LIMIT_BYTES:
                return {"type": "http.disconnect"}
        return message

    return receive_some
