"""Web Push (RFC 8030, 8188, 8291, 8292): encrypted for the one browser, signed with the server's key."""

import asyncio
from base64 import urlsafe_b64encode
from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from genkan.server.messages.link import PushAddress, PushMessage, PushOutcome

if TYPE_CHECKING:
    import httpx
    from webpush import WebPush

log = structlog.get_logger()

WEB_PUSH = "webpush"
# The push services of the browsers. The server posts to no other address, whatever a subscription says:
# else anybody signed in could make it knock at machines of its own network.
SERVICES = (
    "fcm.googleapis.com",  # Chrome, Edge on Android, Samsung, Opera, Brave
    ".push.services.mozilla.com",  # Firefox
    ".push.apple.com",  # Safari and installed apps on iOS
    ".notify.windows.com",  # Edge on Windows
)
ANSWER_LIMIT_S = 5.0  # a ring that has not left after five seconds is late already
RETRY_AFTER_S = (0.5, 2.0)
GONE = frozenset({404, 410})
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


class WebPushTransport:
    """Speaks to browsers' push services."""

    def __init__(
        self, *, key: ec.EllipticCurvePrivateKey, contact: str, extra_services: Collection[str] = ()
    ) -> None:
        self._key = key
        self._contact = contact
        self._extra_services = frozenset(map(_origin_of, map(urlsplit, extra_services)))
        self._client: httpx.AsyncClient | None = None
        self._sealer: WebPush | None = None

    def is_fit(self, address: PushAddress) -> bool:
        """Whether the endpoint is one of a known push service."""
        try:
            url = urlsplit(address.endpoint)
            origin, port = _origin_of(url), url.port
        except ValueError:
            return False
        if origin in self._extra_services:
            return True
        host = (url.hostname or "").lower()
        is_known = any(host == name or (name.startswith(".") and host.endswith(name)) for name in SERVICES)
        return is_known and url.scheme == "https" and port in {None, 443} and url.username is None

    async def send(self, address: PushAddress, message: PushMessage) -> PushOutcome:
        """Post the message, and again after a pause when the push service is busy."""
        if not self.is_fit(address):  # the setting may have changed since the device subscribed
            return PushOutcome.REFUSED
        try:
            body, authorization = self._seal(address, message.body)
        except ValueError:  # keys that are no keys
            return PushOutcome.GONE
        headers = {
            "Authorization": authorization,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl_s),
            "Urgency": message.urgency.value,
            "Topic": message.topic,
        }
        outcome = PushOutcome.UNREACHABLE
        for pause_s in (*RETRY_AFTER_S, None):
            outcome, may_retry = await self._post(address.endpoint, body, headers)
            if not may_retry or pause_s is None:
                break
            await asyncio.sleep(pause_s)
        return outcome

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> tuple[PushOutcome, bool]:
        import httpx  # noqa: PLC0415 - loads for 0.1 s, and many installations never push

        if self._client is None:
            self._client = httpx.AsyncClient(timeout=ANSWER_LIMIT_S, follow_redirects=False)
        try:
            response = await self._client.post(endpoint, content=body, headers=headers)
        except httpx.HTTPError as fault:
            log.info("push.unreachable", service=urlsplit(endpoint).hostname, fault=type(fault).__name__)
            return PushOutcome.UNREACHABLE, True
        if response.is_success:
            return PushOutcome.ACCEPTED, False
        if response.status_code in GONE:
            return PushOutcome.GONE, False
        log.info("push.refused", service=urlsplit(endpoint).hostname, status=response.status_code)
        return PushOutcome.REFUSED, response.status_code in TRY_AGAIN

    def _seal(self, address: PushAddress, body: bytes) -> tuple[bytes, str]:
        from pydantic import AnyHttpUrl  # noqa: PLC0415 - with the library, at the first push
        from webpush import WebPush, WebPushSubscription  # noqa: PLC0415
        from webpush.types import WebPushKeys  # noqa: PLC0415

        if self._sealer is None:
            self._sealer = WebPush(
                private_key=self._key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                ),
                public_key=self._key.public_key().public_bytes(
                    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
                ),
                subscriber=self._contact,
            )
        sealed = self._sealer.get(
            body,
            WebPushSubscription(
                endpoint=AnyHttpUrl(address.endpoint),
                keys=WebPushKeys(auth=address.auth, p256dh=address.p256dh),
            ),
        )
        return sealed.encrypted, sealed.headers["authorization"]


def application_server_key(key: ec.EllipticCurvePrivateKey) -> str:
    """Give the public key as `pushManager.subscribe` takes it."""
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def _origin_of(url: SplitResult) -> tuple[str, str, int | None]:
    return url.scheme, (url.hostname or "").lower(), url.port
