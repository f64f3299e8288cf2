"""Carriers of texts, and the two that stand in where none is configured."""

import base64

import httpx

from genkan.server.messages.link import Fault, Letter, NotTaken
from genkan.server.platform.message_settings import SmsSettings

TIMEOUT_S = 15
TWILIO = "https://api.twilio.com"
TOO_MANY = 429
BUSY = 500
UNAUTHORIZED = frozenset({401, 403})


class OutboxCarrier:
    """Takes everything and brings it nowhere: the demo shows messages at /dev/outbox instead."""

    async def carry(self, letter: Letter) -> None:
        """Take it."""

    async def close(self) -> None:
        """Nothing is open."""


class UnsetCarrier:
    """Takes nothing: messages wait until the operator has configured a carrier."""

    async def carry(self, letter: Letter) -> None:  # noqa: ARG002 - the port's signature
        raise NotTaken(Fault.UNSET)

    async def close(self) -> None:
        """Nothing is open."""


class TwilioCarrier:
    """Texts through Twilio's Messages resource."""

    def __init__(self, settings: SmsSettings, client: httpx.AsyncClient, *, base_url: str = TWILIO) -> None:
        self._settings = settings
        self._client = client
        self._url = f"{base_url}/2010-04-01/Accounts/{settings.account}/Messages.json"
        pair = f"{settings.account}:{settings.token}".encode()
        self._headers = {"Authorization": "Basic " + base64.b64encode(pair).decode()}

    async def carry(self, letter: Letter) -> None:
        form = {"To": letter.address, "From": self._settings.sender, "Body": letter.text}
        await _post(self._client, self._url, headers=self._headers, form=form)

    async def close(self) -> None:
        await self._client.aclose()


class HttpCarrier:
    """Texts through any gateway that takes a JSON object `{id, to, from, text}` by POST.

    2xx: taken; 429 and 5xx: later; anything else: never. `id` repeats with an attempt.
    """

    def __init__(self, settings: SmsSettings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        self._client = client
        self._headers = {"Authorization": f"Bearer {settings.token}"} if settings.token else {}

    async def carry(self, letter: Letter) -> None:
        content = {
            "id": letter.message_id,
            "to": letter.address,
            "from": self._settings.sender,
            "text": letter.text,
        }
        await _post(self._client, self._settings.url, headers=self._headers, content=content)

    async def close(self) -> None:
        await self._client.aclose()


def sms_client() -> httpx.AsyncClient:
    """Give a client that waits no longer than a text is worth."""
    return httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False)


async def _post(
    client: httpx.AsyncClient,
    url: str,
    *,
    headers: dict[str, str],
    form: dict[str, str] | None = None,
    content: dict[str, str] | None = None,
) -> None:
    try:
        response = await client.post(url, headers=headers, data=form, json=content)
    except httpx.HTTPError as fault:
        raise NotTaken(Fault.UNREACHABLE) from fault
    if response.is_success:
        return
    if response.status_code in UNAUTHORIZED:
        raise NotTaken(Fault.SIGN_IN)
    later = response.status_code == TOO_MANY or response.status_code >= BUSY
    raise NotTaken(Fault.DEFERRED if later else Fault.REFUSED)
