"""What a peer must be able to do."""

from typing import Protocol

from genkan.bench.processes import Children


class Peer(Protocol):
    """Another system with a door. Raises CannotMeasure where it cannot be had."""

    @property
    def name(self) -> str: ...

    async def start(self, children: Children) -> None:
        """Install it if need be, and start it."""

    async def measure_round(self, count: int, *, pause_s: float) -> list[float]:
        """Open the door so often, with a pause after each; give the seconds of each."""
