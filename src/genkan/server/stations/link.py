"""The port to door stations, implemented by the gateway."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from genkan.wire.frame import Body, Frame
from genkan.wire.station import Health

CLOCK_LIMIT_MS = 2_000  # a station that knows the time no better refuses commands: its own constant


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPresence:
    """How a connected station is."""

    since_ms: int
    version: str | None = None
    clock_uncertainty_ms: int | None = None
    last_event_ms: int | None = None
    doors: Mapping[str, str] = field(default_factory=dict)  # door id → closed | open | held | forced
    tampered: bool | None = None  # whether its housing is open; None: it cannot tell
    clock_offset_ms: int | None = None  # how far its time is off the server's; None: not told
    is_told: bool = False  # whether it has told its health since it came

    def with_health(self, health: Health, *, at_ms: int) -> "StationPresence":
        """Give it with what the unit has told at the instant."""
        return replace(
            self,
            clock_uncertainty_ms=health.clock_uncertainty_ms,
            doors=health.doors,
            tampered=health.tampered,
            clock_offset_ms=None if health.now_ms is None else health.now_ms - at_ms,
            is_told=True,
        )

    def shows_as(self, other: "StationPresence") -> bool:
        """Whether somebody who is shown it would see no difference worth telling."""
        return (self.doors, self.tampered, self.is_told, self.clock_known) == (
            other.doors,
            other.tampered,
            other.is_told,
            other.clock_known,
        )

    @property
    def clock_known(self) -> bool | None:
        """Whether it knows the time well enough to obey; None: not told."""
        if not self.is_told:
            return None
        return self.clock_uncertainty_ms is not None and self.clock_uncertainty_ms <= CLOCK_LIMIT_MS

    def with_event(self, at_ms: int) -> "StationPresence":
        """Give it with a newer journal entry."""
        return replace(self, last_event_ms=max(at_ms, self.last_event_ms or 0))


class StationLink(Protocol):
    """Every station's link, wherever its socket ends."""

    async def ask(self, station_id: str, kind: str, body: Body, *, timeout_s: float) -> Frame:
        """Ask the station and give its answer; never queued.

        Raises StationOffline when it has no link, StationSilent when no answer comes in time.
        """

    async def tell(self, station_id: str, kind: str, body: Body) -> None:
        """Tell the station when it is connected; whoever is not there misses it."""

    def presence(self, station_id: str) -> StationPresence | None:
        """Give how the station is now; None while it has no link."""
