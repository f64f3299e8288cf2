"""STUN and TURN servers for one leg of one call, with credentials that die with it."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from genkan.server.platform.settings import IceSettings
from genkan.wire.call import IceServer

# A call rings 30 s, talks 120 s; coturn checks the expiry at each allocation and refresh.
CREDENTIAL_LIFETIME = timedelta(minutes=5)


def list_ice_servers(settings: IceSettings, *, holder: str, at: datetime) -> list[IceServer]:
    """Give the servers with coturn's REST credentials (`<unix expiry>:<holder>`, HMAC-SHA1)."""
    servers = [IceServer(urls=list(settings.stun_urls))] if settings.stun_urls else []
    if settings.turn_urls:
        username = f"{int((at + CREDENTIAL_LIFETIME).timestamp())}:{holder}"
        digest = hmac.digest(settings.turn_secret.encode(), username.encode(), hashlib.sha1)
        servers.append(
            IceServer(
                urls=list(settings.turn_urls),
                username=username,
                credential=base64.b64encode(digest).decode(),
            )
        )
    return servers
