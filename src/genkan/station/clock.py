"""The server's time as the station knows it: learnt from the link, carried by the monotonic clock.

The unit's own wall clock is never asked: a lobby unit has no battery for it, and whoever can set it
could otherwise bring an old command to life.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

MonotonicMs = Callable[[], float]

DRIFT_PER_MS = 200e-6  # a warm quartz strays up to 100 ppm; the server's may stray the other way
STAMP_ERROR_MS = 1.0  # instants on the wire are whole milliseconds
UNCERTAINTY_LIMIT_MS = 2_000  # a command lives 5 s: past this we could not tell a live one from a dead one


def monotonic_ms() -> float:
    """Give milliseconds that only ever go forward, also while the machine sleeps."""
    return time.clock_gettime_ns(_STEADY_CLOCK) / 1e6


# CLOCK_MONOTONIC stands still during suspend: a command could sleep along and wake up young.
_STEADY_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@dataclass(frozen=True, slots=True)
class Reading:
    """The server's time now, and how far off it may be."""

    now_ms: int
    uncertainty_ms: int

    @property
    def is_sure(self) -> bool:
        return self.uncertainty_ms <= UNCERTAINTY_LIMIT_MS


@dataclass(frozen=True, slots=True)
class _Sample:
    """At `at_ms` of the monotonic clock the server's clock showed `server_ms`, give or take `error_ms`."""

    at_ms: float
    server_ms: float
    error_ms: float

    def offset_ms(self) -> float:
        return self.server_ms - self.at_ms

    def error_at(self, at_ms: float) -> float:
        return self.error_ms + (at_ms - self.at_ms) * DRIFT_PER_MS


class ServerClock:
    """Tells the server's time. Nothing of it is kept over a restart."""

    def __init__(self, monotonic: MonotonicMs = monotonic_ms) -> None:
        self._monotonic = monotonic
        self._sample: _Sample | None = None

    def monotonic_ms(self) -> float:
        """Give the monotonic clock that `learn` wants its instants from."""
        return self._monotonic()

    def learn(self, *, server_ms: int, sent_ms: float, received_ms: float) -> bool:
        """Take in what the server's clock showed at some moment between sending and receiving.

        The new sample is kept when it is the sharper one, or when both cannot be true: then the
        server's clock was set, and it is the server's clock that counts. True when the time is news:
        never known before, or another than believed.
        """
        half_trip = (received_ms - sent_ms) / 2
        new = _Sample(received_ms, server_ms + half_trip, half_trip + STAMP_ERROR_MS)
        old = self._sample
        if old is None:
            self._sample = new
            return True
        step_ms = new.offset_ms() - old.offset_ms()
        old_error = old.error_at(received_ms)
        if abs(step_ms) > new.error_ms + old_error:
            log.warning("station.clock.stepped", step_ms=round(step_ms))
            self._sample = new
            return True
        if new.error_ms <= old_error:
            self._sample = new
        return False

    def read(self) -> Reading | None:
        """Give the server's time, or None while it was never learnt."""
        sample = self._sample
        if sample is None:
            return None
        at_ms = self._monotonic()
        return Reading(round(at_ms + sample.offset_ms()), round(sample.error_at(at_ms) + 0.5))
