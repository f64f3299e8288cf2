"""The port to door stations, implemented by the gateway."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from genkan.wire.frame import Body, Frame
from genkan.wire.station import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPresence:
    """How a connected station is."""

    since_ms: int
    version: str | None = None
    clock_uncertainty_ms: int | None = None
    last_event_ms: int | None = None
    doors: Mapping[str, str] = field(default_factory=dict)  # door id → closed | open | held | forced

    def with_health(self, health: Health) -> "StationPresence":
        """Give it with what the unit has just told."""
        return replace(self, clock_uncertainty_ms=health.clock_uncertainty_ms, doors=health.doors)

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
