"""When to ask whether the server is still there, and when to stop believing it. No clock of its own."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often to ping, and how long a silence may last."""

    ping_every_s: float
    silence_limit_s: float


# Home routers forget an idle flow after 30 s and more; N7 promises 45 s.
IDLE_PACE = Pace(ping_every_s=10.0, silence_limit_s=30.0)
# A visitor waits no longer than five seconds before a dead screen (N7).
CALL_PACE = Pace(ping_every_s=1.5, silence_limit_s=5.0)


class Heartbeat:
    """Keeps the two deadlines of a link."""

    __slots__ = ("_pinged_at", "heard_at", "pace")

    def __init__(self, at: float, pace: Pace = IDLE_PACE) -> None:
        self.pace = pace
        self.heard_at = at
        self._pinged_at = at

    def hear(self, at: float) -> None:
        self.heard_at = at

    def ping(self, at: float) -> None:
        self._pinged_at = at

    def hurry(self) -> None:
        """Make a ping due now."""
        self._pinged_at = -math.inf

    def is_ping_due(self, at: float) -> bool:
        return at >= self._pinged_at + self.pace.ping_every_s

    def is_dead(self, at: float) -> bool:
        return at >= self.heard_at + self.pace.silence_limit_s

    def next_at(self) -> float:
        """Give when to look again."""
        return min(self._pinged_at + self.pace.ping_every_s, self.heard_at + self.pace.silence_limit_s)
