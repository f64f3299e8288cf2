"""When to try the link again, decided by why it ended. Knows no bytes."""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable

import structlog

from genkan.station.link.errors import (
    LinkDropped,
    LinkError,
    ServerRestarting,
    Unwelcome,
)

log = structlog.get_logger(__name__)

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 15.0  # a lobby is back within that time after the server is
UNWELCOME_DELAY_S = 60.0  # somebody must act first; a thousand such units must not be a load
LONGEST_UNWELCOME_DELAY_S = 300.0
RESTART_DELAY_S = 1.0  # a server that names no time
STEADY_AFTER_S = 5.0  # a link that lives shorter counts as one more failure: no hammering

Jitter = Callable[[], float]  # gives a number from 0 to 1


class BackOff:
    """Gives the pause before the next try."""

    def __init__(self, jitter: Jitter = random.random) -> None:
        self._jitter = jitter
        self.failures = 0

    def pause_after(self, error: LinkError, *, lived_s: float) -> float:
        """Give the seconds to wait after a link that was open for `lived_s`, 0 when it never was."""
        if lived_s >= STEADY_AFTER_S:
            self.failures = 0
        self.failures += 1
        match error:
            case ServerRestarting(retry_after_ms=asked_ms):
                asked_s = RESTART_DELAY_S if asked_ms is None else min(asked_ms / 1000, LONGEST_DELAY_S)
                return asked_s * (1 + self._jitter() / 2)  # not all stations in the same instant
            case Unwelcome():
                return self._grow(UNWELCOME_DELAY_S, LONGEST_UNWELCOME_DELAY_S)
            case LinkDropped() if self.failures == 1:
                return 0.0  # most drops are one lost packet or one moved address
            case _:
                return self._grow(FIRST_DELAY_S, LONGEST_DELAY_S)

    def _grow(self, first_s: float, longest_s: float) -> float:
        ceiling_s = min(longest_s, math.ldexp(first_s, min(self.failures - 1, 16)))
        return ceiling_s * (0.5 + self._jitter() / 2)


class Reconnect:
    """Keeps a link open: runs one connection after the other, and says in the log only what is new."""

    def __init__(
        self,
        connect: Callable[[Callable[[], None]], Awaitable[None]],
        *,
        back_off: BackOff | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take `connect`: it opens one link, calls its argument once open, and ends with a LinkError."""
        self._connect = connect
        self._back_off = back_off or BackOff()
        self._sleep = sleep
        self._now_s = now_s
        self._opened_at: float | None = None
        self._is_failing = False

    async def run(self) -> None:
        """Try for ever, until cancelled."""
        while True:
            self._opened_at = None
            try:
                await self._connect(self._opened)
            except LinkError as error:
                pause_s = self._back_off.pause_after(error, lived_s=self._find_lived_s())
                self._say_failed(error, pause_s)
                await self._sleep(pause_s)

    def _opened(self) -> None:
        self._opened_at = self._now_s()
        if self._is_failing:
            log.info("station.link.recovered", after_failures=self._back_off.failures)
        else:
            log.info("station.link.open")
        self._is_failing = False

    def _find_lived_s(self) -> float:
        return 0.0 if self._opened_at is None else self._now_s() - self._opened_at

    def _say_failed(self, error: LinkError, pause_s: float) -> None:
        say = log.debug if self._is_failing else log.warning
        say("station.link.down", why=type(error).__name__, fault=str(error), retry_in_s=round(pause_s, 2))
        self._is_failing = True
