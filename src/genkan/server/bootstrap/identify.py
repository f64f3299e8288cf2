"""Who is behind an HTTP request."""

from fastapi import Request

from genkan.server.accounts.service import Identify, hash_token
from genkan.server.platform.errors import NotAllowed, NotSignedIn, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import NOBODY, Actor
from genkan.server.platform.web import Identify as IdentifyRequest
from genkan.server.platform.web import cookie_name
from genkan.server.tokens.service import IdentifyToken
from genkan.server.tokens.spelling import PREFIX

TOKENS_APP = "portal"  # the API of the staff is what tokens are for


def identify_request(identify: Identify, identify_token: IdentifyToken, pace: RateLimit) -> IdentifyRequest:
    """Make the function that reads an app's session from its cookie or a bearer token, or an API token.

    It raises TooOften when the session or token asks faster than `pace`.
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
            if token.startswith(PREFIX):
                program = await identify_token(token)
                _take_turn(pace, program.token_id)
                if app != TOKENS_APP:
                    raise NotAllowed
                return program
            actor = await identify(hash_token(token), (app,))
        except NotSignedIn:
            return NOBODY
        _take_turn(pace, actor.session_id)
        return actor

    return actor_of


def _take_turn(pace: RateLimit, key: str) -> None:
    if (wait_ms := pace.take(key)) is not None:
        raise TooOften(retry_after_ms=wait_ms)
