"""What the key screen shows, by what was decided."""

from genkan.core.access import Denied, DenyReason
from genkan.station.clock import ServerClock
from genkan.wire.panel import EntryOutcome, PanelEntry

# Left alone for 30 days a clock of ours is off by nine minutes: keys with a time still work then.
TIMED_LIMIT_MS = 15 * 60_000
TAP_LIMIT_S = 30.0


class EntryViews:
    """Makes what is shown, each with the time it is from."""

    def __init__(self, clock: ServerClock) -> None:
        self._clock = clock

    def timed_now_ms(self) -> int | None:
        """Give the server's time where it is known well enough for what depends on it."""
        reading = self._clock.read()
        return None if reading is None or reading.uncertainty_ms > TIMED_LIMIT_MS else reading.now_ms

    def deadline_ms(self) -> int | None:
        """Give until when a tap is awaited from now on."""
        reading = self._clock.read()
        return None if reading is None else reading.now_ms + int(TAP_LIMIT_S * 1000)

    def denied(self, denied: Denied, session: str, method: str) -> PanelEntry:
        """Show why a right PIN or key opens nothing."""
        via = "qr" if method == "qr" else "pin"
        match denied.reason:
            case DenyReason.NOT_NOW | DenyReason.NOT_YET:
                if denied.opens_at is None and self.timed_now_ms() is None:
                    return self.make(session, "clock_unknown", method=via)
                opens_at = denied.opens_at
                opens_ms = None if opens_at is None else round(opens_at.timestamp() * 1000)
                return self.make(session, "not_now", method=via, valid_from_ms=opens_ms)
            case DenyReason.ENDED:
                return self.make(session, "not_now" if method == "qr" else "unknown", method=via)
            case DenyReason.USED_UP:
                return self.make(session, "used_up", method=via)
            case DenyReason.NO_RIGHT | DenyReason.DOOR_BLOCKED:
                return self.make(session, "unknown", method=via)

    def make(
        self,
        session: str,
        outcome: EntryOutcome,
        *,
        method: str = "pin",
        wait_ms: int | None = None,
        valid_from_ms: int | None = None,
        deadline_ms: int | None = None,
        entrance: str | None = None,
    ) -> PanelEntry:
        """Give what the screen shows."""
        reading = self._clock.read()
        return PanelEntry(
            session=session,
            method="qr" if method == "qr" else "pin",
            outcome=outcome,
            at_ms=None if reading is None else reading.now_ms,
            wait_ms=wait_ms,
            valid_from_ms=valid_from_ms,
            deadline_ms=deadline_ms,
            entrance=entrance,
        )
