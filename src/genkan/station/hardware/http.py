"""A relay in the network that is driven by HTTP requests (Shelly, Tasmota, ESPHome and their like)."""

import asyncio
import base64
import functools

import aiohttp
import structlog

from genkan.station.hardware.relay import (
    RELAY_TIME_LIMIT_S,
    RELEASE_LIMIT_MS,
    FallBacks,
    RelayFailed,
    RelayUncertain,
)
from genkan.station.settings import HttpRelays, fill_address

log = structlog.get_logger(__name__)

OFF_AGAIN_AFTER_S = 1.0  # a strike left open is worse than a busy network
SUCCESS = range(200, 300)


class HttpRelayBoard:
    """Asks the device for a pulse; or switches it on and, after the release time, off until it obeys."""

    def __init__(self, settings: HttpRelays) -> None:
        self._settings = settings
        self._http: aiohttp.ClientSession | None = None
        self._fall_backs = FallBacks(drop=self._drop)
        self._switching_off: dict[int, asyncio.Task[None]] = {}

    async def start(self) -> None:
        self._http = aiohttp.ClientSession(
            headers=_login(self._settings),
            timeout=aiohttp.ClientTimeout(total=RELAY_TIME_LIMIT_S),
            # On a kept connection aiohttp repeats a GET that got no answer: that would be a second pulse.
            connector=aiohttp.TCPConnector(force_close=True),
        )
        for relay in self._relays():
            self._drop(relay)

    async def pulse(self, relay: int, *, release_ms: int, event_id: str) -> None:  # noqa: ARG002 - the device keeps no record
        if relay not in self._relays():
            raise RelayFailed(f"there is no relay {relay}")
        held_ms = max(min(release_ms, RELEASE_LIMIT_MS), self._fall_backs.remaining_ms(relay))
        self._stop_switching_off(relay)
        try:
            await self._request(self._settings.pulse_url or self._settings.on_url, relay, held_ms)
        except (RelayUncertain, asyncio.CancelledError):
            self._drop(relay)  # it may be on, and nobody would ever switch it off
            raise
        self._fall_backs.drive(relay, held_ms)

    async def close(self) -> None:
        if self._http is None:
            return
        self._fall_backs.clear()
        for relay in self._relays():
            self._drop(relay)
        if self._switching_off:
            await asyncio.wait(self._switching_off.values(), timeout=RELAY_TIME_LIMIT_S)
        for relay in self._relays():
            self._stop_switching_off(relay)
        await self._http.close()
        self._http = None

    def _relays(self) -> range:
        return range(1, self._settings.relays + 1)

    def _drop(self, relay: int) -> None:
        if self._settings.off_url is not None and relay not in self._switching_off:
            task = asyncio.get_running_loop().create_task(self._switch_off(relay), name=f"switch off {relay}")
            self._switching_off[relay] = task
            task.add_done_callback(functools.partial(self._forget, relay))

    def _forget(self, relay: int, done: asyncio.Task[None]) -> None:
        if self._switching_off.get(relay) is done:
            del self._switching_off[relay]

    def _stop_switching_off(self, relay: int) -> None:
        task = self._switching_off.pop(relay, None)
        if task is not None:
            task.cancel()

    async def _switch_off(self, relay: int) -> None:
        """Ask until the device obeys: the strike must not stay released."""
        failures = 0
        while True:
            try:
                await self._request(self._settings.off_url, relay, 0)
            except (RelayFailed, RelayUncertain) as error:
                failures += 1
                say = log.warning if failures == 1 else log.debug
                say("station.relay.stays_on", relay=relay, failures=failures, fault=str(error))
                await asyncio.sleep(OFF_AGAIN_AFTER_S)
            else:
                if failures:
                    log.info("station.relay.fell_back", relay=relay, failures=failures)
                return

    async def _request(self, template: str | None, relay: int, release_ms: int) -> None:
        if template is None or self._http is None:
            raise RelayFailed("the relay is not in use")
        url = fill_address(template, relay=relay, release_ms=release_ms)
        try:
            async with self._http.request(self._settings.method, url, allow_redirects=False) as response:
                status = response.status
        except aiohttp.ClientConnectorError as error:
            raise RelayFailed("the relay cannot be reached") from error
        except aiohttp.InvalidURL as error:
            raise RelayFailed("the relay's address is none") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise RelayUncertain(f"the relay did not answer ({type(error).__name__})") from error
        if status not in SUCCESS:
            raise RelayFailed(f"the relay answered {status}")


def _login(settings: HttpRelays) -> dict[str, str]:
    """Give the header that signs us in, when the device wants one."""
    if settings.username is None:
        return {}
    password = settings.password.value if settings.password else ""
    credentials = base64.b64encode(f"{settings.username}:{password}".encode()).decode()
    return {"Authorization": f"Basic {credentials}"}
