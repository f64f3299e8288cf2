"""One attempt: the message is posted to the address that was judged, and to nowhere else."""

import asyncio
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from genkan.server.platform.clock import Clock
from genkan.server.webhooks.address import AddressRefused, find_target
from genkan.server.webhooks.repository import Attempt

if TYPE_CHECKING:
    import httpx

ANSWER_LIMIT_S = 15.0  # Standard Webhooks advises 15 to 30; below the claim, whatever a receiver does
ANSWER_SHOWN = 500  # characters; enough for an error's sentence
ANSWER_READ_BYTES = 2_000
GONE = 410


class Poster:
    """Posts messages. Redirects are not followed: they could lead anywhere."""

    def __init__(self, clock: Clock, *, allows_private: bool) -> None:
        self._clock = clock
        self._allows_private = allows_private
        self._client: httpx.AsyncClient | None = None

    async def post(self, url: str, body: str, headers: Mapping[str, str]) -> Attempt:
        """Try once, and give what came of it."""
        at, began = self._clock.now(), time.monotonic()
        status: int | None = None
        answer, fault = "", None
        try:
            async with asyncio.timeout(ANSWER_LIMIT_S):
                status, answer = await self._exchange(url, body, headers)
        except AddressRefused:
            fault = "address"
        except TimeoutError:
            fault = "timeout"
        except OSError:  # of the transport, with its own errors below
            fault = "unreachable"
        if status is not None and not 200 <= status < 300:  # noqa: PLR2004 - success
            fault = "status"
        return Attempt(
            at=at,
            status=status,
            duration_ms=round((time.monotonic() - began) * 1000),
            answer=answer,
            fault=fault,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _exchange(self, url: str, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        import httpx  # noqa: PLC0415 - loads for 0.1 s, and many installations have no webhook

        target = await find_target(url, allows_private=self._allows_private)
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=ANSWER_LIMIT_S, follow_redirects=False, trust_env=False)
        request = self._client.build_request(
            "POST",
            target.url,
            content=body.encode(),
            headers={
                **headers,
                "host": target.host,
                "content-type": "application/json",
                "user-agent": "Genkan-Webhooks/1",
            },
            extensions={"sni_hostname": target.name},
        )
        try:
            response = await self._client.send(request, stream=True)
            try:
                return response.status_code, await _read_beginning(response)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise TimeoutError if isinstance(error, httpx.TimeoutException) else OSError from error


async def _read_beginning(response: "httpx.Response") -> str:
    """Give the first characters of the answer: one that has no end is not waited for."""
    read = b""
    async for part in response.aiter_raw():
        read += part
        if len(read) >= ANSWER_READ_BYTES:
            break
    text = read[:ANSWER_READ_BYTES].decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() else " " for sign in text)[:ANSWER_SHOWN]
