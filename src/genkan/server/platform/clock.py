"""The server's clock as a port, so that tests can move it."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Give the present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def to_ms(instant: datetime) -> int:
    """Give the instant as milliseconds since the epoch, as the wire carries it."""
    return int(instant.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """Give the aware UTC instant of a wire timestamp."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
