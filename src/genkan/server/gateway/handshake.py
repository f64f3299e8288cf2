"""What an opening handshake says about who is asking."""

from collections.abc import Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any  # noqa: TID251 - the wall to the ASGI server
from urllib.parse import parse_qs, urlsplit

Scope = MutableMapping[str, Any]  # an ASGI connection scope


def find_header(scope: Scope, name: bytes) -> str | None:
    """Give a header's value by its lower-case name."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return next((value.decode("latin-1") for key, value in headers if key == name), None)


def find_query(scope: Scope, name: str) -> str | None:
    """Give the first value of a query parameter."""
    values = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(name)
    return values[0] if values else None


def find_token(scope: Scope, cookie_name: str) -> str | None:
    """Give the session token: from the browser's cookie, or as a bearer token of an API client."""
    bearer = find_header(scope, b"authorization")
    if bearer is not None and bearer.startswith("Bearer "):
        return bearer.removeprefix("Bearer ")
    header = find_header(scope, b"cookie")
    if header is None:
        return None
    try:
        cookie = SimpleCookie(header).get(cookie_name)
    except CookieError:
        return None
    return None if cookie is None else cookie.value


def is_same_origin(scope: Scope) -> bool:
    """Whether a browser asks from our own pages; programs, which send no Origin, bring a bearer token."""
    origin = find_header(scope, b"origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == find_header(scope, b"host")
