"""STUN and TURN servers for one leg of one call, with credentials that die with it."""

import base64
import hashlib
import hmac
from datetime import datetime

from genkan.server.platform.clock import Clock
from genkan.server.platform.operations import PersonActor, operation
from genkan.server.platform.settings import IceSettings
from genkan.wire.call import IceServer


def list_ice_servers(settings: IceSettings, *, holder: str, at: datetime) -> list[IceServer]:
    """Give the servers with coturn's REST credentials (`<unix expiry>:<holder>`, HMAC-SHA1)."""
    servers = [IceServer(urls=list(settings.stun_urls))] if settings.stun_urls else []
    if settings.turn_urls:
        # coturn checks the expiry at each new allocation; one that stands it lets stand.
        username = f"{int((at + settings.credential_lifetime).timestamp())}:{holder}"
        digest = hmac.digest(settings.turn_secret.encode(), username.encode(), hashlib.sha1)
        servers.append(
            IceServer(
                urls=list(settings.turn_urls),
                username=username,
                credential=base64.b64encode(digest).decode(),
            )
        )
    return servers


@operation("calls.get_ice")
class GetIce:
    """Give a resident's device what it needs to try the way of the media, outside of any call."""

    def __init__(self, settings: IceSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    def __call__(self, actor: PersonActor) -> list[IceServer]:
        return list_ice_servers(self._settings, holder=f"check.{actor.session_id}", at=self._clock.now())
