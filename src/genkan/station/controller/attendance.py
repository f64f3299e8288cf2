"""Staying with a live call: whoever drops out is noticed within seconds, and the visitor is told."""

from dataclasses import dataclass
from enum import StrEnum

TICK_S = 0.25
ALIVE_INTERVAL_MS = 1_500  # N7: both ends of a call say so that often
SERVER_SILENCE_LIMIT_MS = 5_000  # three beats and the time of a slow network
PANEL_ABSENCE_LIMIT_MS = 3_000  # a kiosk browser reloads its page in less
PANEL_SILENCE_LIMIT_MS = 5_000  # a frozen page still holds its socket


class Missing(StrEnum):
    """Who dropped out of the call."""

    SERVER = "server"  # not heard for SERVER_SILENCE_LIMIT_MS, with or without a link
    PANEL = "panel"  # the visitor's screen is gone or frozen


@dataclass(slots=True)
class Presence:
    """When each party of the call was last there, by the monotonic clock."""

    server_heard_ms: float
    panel_heard_ms: float
    panel_left_ms: float | None = None  # None while its socket is open

    def missing_at(self, at_ms: float) -> Missing | None:
        """Give who has dropped out, or None. A missing server comes first: it would not hear of the other."""
        if at_ms - self.server_heard_ms >= SERVER_SILENCE_LIMIT_MS:
            return Missing.SERVER
        if self.panel_left_ms is not None and at_ms - self.panel_left_ms >= PANEL_ABSENCE_LIMIT_MS:
            return Missing.PANEL
        if at_ms - self.panel_heard_ms >= PANEL_SILENCE_LIMIT_MS:
            return Missing.PANEL
        return None
