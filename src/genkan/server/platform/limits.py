"""How often something may happen, kept in this process's memory."""

import time
from collections.abc import Callable

SWEEP_SIZE = 4_096  # keys remembered before those at rest are forgotten


class RateLimit:
    """At most `burst` at once and `per_second` on average for each key.

    A key costs one float: the instant until which its past takings are paid off (the generic
    cell rate algorithm). A key at rest is the same as an unknown one, so it can be forgotten.
    """

    def __init__(
        self, *, per_second: float, burst: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval_s = 1 / per_second
        self._tolerance_s = (burst - 1) * self._interval_s
        self._monotonic = monotonic
        self._paid_until: dict[str, float] = {}

    def take(self, key: str) -> int | None:
        """Take one: None when it may happen, else the milliseconds until it may."""
        now = self._monotonic()
        until = max(self._paid_until.get(key, now), now)
        wait_s = until - self._tolerance_s - now
        if wait_s > 0:
            return int(wait_s * 1000) + 1
        if len(self._paid_until) >= SWEEP_SIZE:
            self._sweep(now)
        self._paid_until[key] = until + self._interval_s
        return None

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._paid_until)

    def _sweep(self, now: float) -> None:
        self._paid_until = {key: until for key, until in self._paid_until.items() if until > now}
