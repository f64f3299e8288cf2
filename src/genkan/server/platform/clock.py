"""The server's clock as a port, so that tests can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Clock(Protocol):
    def now(self) -> datetime:
        """Give the present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def to_ms(instant: datetime) -> int:
    """Give the instant as milliseconds since the epoch, as the wire and the database carry it."""
    return (instant - _EPOCH) // _MILLISECOND  # exact, where a float of seconds loses one now and then


def from_ms(milliseconds: int) -> datetime:
    """Give the aware UTC instant of a wire timestamp."""
    return _EPOCH + milliseconds * _MILLISECOND
