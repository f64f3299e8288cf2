"""What became of the last call a station made: whether it was taken, never whose home it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.core.call import End, TargetKind
from genkan.server.calls.repository import find_latest_call_of_station


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCall:
    """A visitor's call at a station."""

    taken_after: timedelta | None  # from 「呼出」 until somebody answered, or opened without a word
    is_over: bool


def find_last_call(connection: Connection, station_id: str, *, since: datetime) -> LastCall | None:
    """Give the newest call that a visitor has made there since the instant; None: there was none."""
    row = find_latest_call_of_station(connection, station_id)
    if row is None or row.started_at < since or row.call.target.kind is TargetKind.VIEW:
        return None
    answerer = None if row.call.answered_by is None else row.call.find_leg(row.call.answered_by)
    taken_at = None if answerer is None else answerer.connected_at
    if taken_at is None and row.call.end is End.OPENED:
        taken_at = row.ended_at
    return LastCall(
        taken_after=None if taken_at is None else taken_at - row.started_at, is_over=row.ended_at is not None
    )
