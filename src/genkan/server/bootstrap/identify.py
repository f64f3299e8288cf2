"""Who is behind an HTTP request."""

from fastapi import Request

from genkan.server.accounts.service import Identify, hash_token
from genkan.server.platform.errors import NotSignedIn, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import NOBODY, Actor
from genkan.server.platform.web import Identify as IdentifyRequest
from genkan.server.platform.web import cookie_name


def identify_request(identify: Identify, pace: RateLimit) -> IdentifyRequest:
    """Make the function that reads an app's session from its cookie or a bearer token.

    It raises TooOften when the session asks faster than `pace`.
    """

    async def actor_of(request: Request, app: str) -> Actor:
        authorization = request.headers.get("authorization", "")
        token = (
            authorization.removeprefix("Bearer ")
            if authorization.startswith("Bearer ")
            else request.cookies.get(cookie_name(app))
        )
        if not token:
            return NOBODY
        try:
            actor = await identify(hash_token(token), (app,))
        except NotSignedIn:
            return NOBODY
        if (wait_ms := pace.take(actor.session_id)) is not None:
            raise TooOften(retry_after_ms=wait_ms)
        return actor

    return actor_of
