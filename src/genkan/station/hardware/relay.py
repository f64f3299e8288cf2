"""The port to the relays that release the strikes."""

import asyncio
from collections.abc import Callable
from typing import Protocol

RELAY_TIME_LIMIT_S = (
    2.0  # a visitor pulls at the door within seconds; a relay that has not moved by then is broken
)
RELEASE_LIMIT_MS = 60_000  # a strike that stays released longer than a minute is a door left open


class RelayFailed(Exception):
    """The relay was surely not driven."""


class RelayUncertain(Exception):
    """The relay may or may not have been driven: it did not answer in time."""


class Relays(Protocol):
    """All relays of one unit, numbered from 1.

    Every relay falls back by itself after its time. A pulse while the relay is still driven moves the
    fall-back to the later of the two ends; it never shortens a release.
    """

    async def start(self) -> None:
        """Let every relay fall back, whatever a crash left behind. Drives none."""

    async def pulse(self, relay: int, *, release_ms: int, event_id: str) -> None:
        """Drive the relay now and return once it is driven.

        Raises RelayFailed, or RelayUncertain after RELAY_TIME_LIMIT_S. `event_id` is for records only.
        """

    async def close(self) -> None:
        """Let every relay fall back, and use the hardware no more."""


class FallBacks:
    """Remembers when each driven relay must fall back, and has it done then."""

    def __init__(self, drop: Callable[[int], None]) -> None:
        self._drop = drop
        self._timers: dict[int, asyncio.TimerHandle] = {}

    def drive(self, relay: int, release_ms: int) -> None:
        """Note that the relay is driven from now on; a later end wins over an earlier one."""
        loop = asyncio.get_running_loop()
        end = loop.time() + min(release_ms, RELEASE_LIMIT_MS) / 1000
        timer = self._timers.get(relay)
        if timer is not None:
            if timer.when() >= end:
                return
            timer.cancel()
        self._timers[relay] = loop.call_at(end, self._fall_back, relay)

    def clear(self) -> None:
        """Forget every end: the caller lets all relays fall back itself."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def remaining_ms(self, relay: int) -> int:
        """Give for how long the relay is still driven; 0 when it is not."""
        timer = self._timers.get(relay)
        if timer is None:
            return 0
        return max(0, round((timer.when() - asyncio.get_running_loop().time()) * 1000))

    def _fall_back(self, relay: int) -> None:
        del self._timers[relay]
        self._drop(relay)
