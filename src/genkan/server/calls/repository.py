"""Reading and writing calls. A write succeeds only on the version that was read."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.core.call import MISSED, Call, Phase, TargetKind
from genkan.core.quiet import DailyHours, Quiet
from genkan.server.calls.tables import call as calls
from genkan.server.calls.tables import quiet as quiets
from genkan.server.calls.tables import ring_delivery
from genkan.server.platform.clock import to_ms
from genkan.server.platform.columns import Instant
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import CallData, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A call with where it happens."""

    id: str
    property_id: str
    building_id: str
    station_id: str
    home_id: str
    household_id: str | None
    home_number: str
    started_at: datetime
    ended_at: datetime | None
    snapshot_id: str | None
    call: Call


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Call).decode

_BY_ID = sa.select(calls).where(calls.c.id == sa.bindparam("call_id"))
_BY_KEY = sa.select(calls).where(
    calls.c.station_id == sa.bindparam("station_id"), calls.c.place_key == sa.bindparam("place_key")
)
_LIVE_OF_STATION = sa.select(calls).where(calls.c.station_id == sa.bindparam("station_id"), calls.c.is_live)
_OF_HOME = sa.select(calls).where(calls.c.home_id == sa.bindparam("home_id"), calls.c.is_live)
_LIVE_OF_HOME = _OF_HOME.where(sa.not_(calls.c.is_waiting))
_WAITING_FOR_HOME = _OF_HOME.where(calls.c.is_waiting).order_by(calls.c.started_at, calls.c.id)
_AWAITED_HOMES = sa.select(calls.c.home_id).distinct().where(calls.c.is_live, calls.c.is_waiting)
_LIVE = sa.select(calls).where(calls.c.is_live)
_DUE = sa.select(calls).where(calls.c.is_live, calls.c.deadline <= sa.bindparam("at"))
_ENDED_SINCE = sa.select(calls).where(calls.c.ended_at >= sa.bindparam("since"))
_LATEST_OF_STATION = (
    sa.select(calls)
    .where(calls.c.station_id == sa.bindparam("station_id"))
    .order_by(calls.c.started_at.desc())
    .limit(1)
)
_QUIETS = sa.select(quiets).where(quiets.c.session_id.in_(sa.bindparam("session_ids", expanding=True)))
_OF_OFFICES = sa.select(calls).where(
    calls.c.kind == TargetKind.OFFICE.value,
    calls.c.property_id.in_(sa.bindparam("properties", expanding=True)),
    calls.c.is_live | (calls.c.ended_at >= sa.bindparam("ended_since")),
)
_OF_HOUSEHOLDS = sa.select(calls).where(
    calls.c.household_id.in_(sa.bindparam("households", expanding=True)),
    calls.c.is_live | (calls.c.ended_at >= sa.bindparam("ended_since")),
)


def find_call(connection: Connection, call_id: str) -> CallRow | None:
    """Give the call, or None."""
    return _one(connection, _BY_ID, call_id=call_id)


def find_call_by_key(connection: Connection, station_id: str, key: str) -> CallRow | None:
    """Give the call a station placed with this key, or None."""
    return _one(connection, _BY_KEY, station_id=station_id, place_key=key)


def find_live_call_of_station(connection: Connection, station_id: str) -> CallRow | None:
    """Give the call the station is in, or None."""
    return _one(connection, _LIVE_OF_STATION, station_id=station_id)


def find_live_call_of_home(connection: Connection, home_id: str) -> CallRow | None:
    """Give the call that rings or talks in the home, or None."""
    return _one(connection, _LIVE_OF_HOME, home_id=home_id)


def list_calls_waiting_for_home(connection: Connection, home_id: str) -> tuple[CallRow, ...]:
    """Give the calls that ring when the home is free, the oldest first."""
    return _all(connection, _WAITING_FOR_HOME, home_id=home_id)


def list_awaited_homes(connection: Connection) -> tuple[str, ...]:
    """Give the homes that somebody waits for."""
    return tuple(row.home_id for row in connection.execute(_AWAITED_HOMES))


def find_latest_call_of_station(connection: Connection, station_id: str) -> CallRow | None:
    """Give the station's newest call, live or not."""
    return _one(connection, _LATEST_OF_STATION, station_id=station_id)


def list_live_calls(connection: Connection) -> tuple[CallRow, ...]:
    """Give every call that is not over."""
    return _all(connection, _LIVE)


def list_due_calls(connection: Connection, at: datetime) -> tuple[CallRow, ...]:
    """Give the live calls whose deadline has passed."""
    return _all(connection, _DUE, at=at)


def list_calls_ended_since(connection: Connection, since: datetime) -> tuple[CallRow, ...]:
    """Give the calls that ended at or after the instant."""
    return _all(connection, _ENDED_SINCE, since=since)


def list_shown_calls(
    connection: Connection, households: Collection[str], ended_since: datetime
) -> tuple[CallRow, ...]:
    """Give the live calls of the households, and those that ended a moment ago."""
    if not households:
        return ()
    return _all(connection, _OF_HOUSEHOLDS, households=list(households), ended_since=ended_since)


def list_shown_office_calls(
    connection: Connection, properties: Collection[str], ended_since: datetime
) -> tuple[CallRow, ...]:
    """Give the live calls to the offices of the properties, and those that ended a moment ago."""
    if not properties:
        return ()
    return _all(connection, _OF_OFFICES, properties=list(properties), ended_since=ended_since)


def list_office_calls(
    connection: Connection, properties: Collection[str], since: datetime, *, limit: int
) -> tuple[CallRow, ...]:
    """Give the calls to the offices of the properties since the instant, newest first."""
    if not properties:
        return ()
    statement = (
        sa.select(calls)
        .where(
            calls.c.property_id.in_(list(properties)),
            calls.c.kind == TargetKind.OFFICE.value,
            calls.c.started_at >= since,
        )
        .order_by(calls.c.started_at.desc())
        .limit(limit)
    )
    return _all(connection, statement)


def list_calls_by_id(
    connection: Connection, call_ids: Collection[str], households: Collection[str]
) -> tuple[CallRow, ...]:
    """Give those of the calls that belong to the households."""
    if not call_ids or not households:
        return ()
    statement = sa.select(calls).where(
        calls.c.id.in_(list(call_ids)), calls.c.household_id.in_(list(households))
    )
    return _all(connection, statement)


def list_calls_of_properties(
    connection: Connection, properties: Collection[str], limit: int
) -> tuple[CallRow, ...]:
    """Give the newest calls of the properties that are over."""
    if not properties:
        return ()
    statement = (
        sa.select(calls)
        .where(calls.c.property_id.in_(list(properties)), calls.c.ended_at.is_not(None))
        .order_by(calls.c.started_at.desc())
        .limit(limit)
    )
    return _all(connection, statement)


def list_calls_started_between(
    connection: Connection, property_id: str, after: tuple[datetime, str], until: datetime, *, limit: int
) -> tuple[CallRow, ...]:
    """Give the property's calls that are over, oldest first, behind (started_at, id), before `until`."""
    statement = (
        sa.select(calls)
        .where(
            calls.c.property_id == property_id,
            sa.tuple_(calls.c.started_at, calls.c.id) > sa.tuple_(*after, types=[Instant, calls.c.id.type]),
            calls.c.started_at < until,
            calls.c.ended_at.is_not(None),
        )
        .order_by(calls.c.started_at, calls.c.id)
        .limit(limit)
    )
    return _all(connection, statement)


def add_call(connection: Connection, row: CallRow, key: str) -> None:
    """Store a new call."""
    connection.execute(
        sa.insert(calls).values(
            id=row.id,
            property_id=row.property_id,
            building_id=row.building_id,
            station_id=row.station_id,
            kind=row.call.target.kind.value,
            home_id=row.home_id,
            household_id=row.household_id,
            home_number=row.home_number,
            place_key=key,
            started_at=row.started_at,
            **_changing(row.call, row.ended_at),
        )
    )
    _tell(connection, row, None, row.started_at)


def change_call(connection: Connection, row: CallRow, after: Call, at: datetime) -> CallRow | None:
    """Store the call's next state; None when somebody else has changed it since it was read."""
    ended_at = at if after.phase is Phase.ENDED else None
    changed = connection.execute(
        sa.update(calls)
        .where(calls.c.id == row.id, calls.c.version == row.call.version)
        .values(**_changing(after, ended_at))
    )
    if changed.rowcount != 1:
        return None
    stored = replace(row, call=after, ended_at=ended_at)
    _tell(connection, stored, row.call, at)
    return stored


def _tell(connection: Connection, row: CallRow, before: Call | None, at: datetime) -> None:
    """Queue what other programs are told of the step."""
    if row.call.target.kind is TargetKind.VIEW:
        return
    kinds = [Kind.CALL_STARTED] if before is None else []
    was = None if before is None else before.phase
    if row.call.phase is Phase.TALKING and was is not Phase.TALKING:
        kinds.append(Kind.CALL_ANSWERED)
    if row.call.phase is Phase.ENDED and was is not Phase.ENDED:
        kinds.append(Kind.CALL_ENDED)
        if row.call.end in MISSED and row.call.answered_by is None:
            kinds.append(Kind.CALL_MISSED)
    for place, kind in enumerate(kinds):  # a millisecond apart, so that they are told in this order
        data = CallData(
            call_id=row.id,
            station_id=row.station_id,
            building_id=row.building_id,
            household_id=row.household_id,
            home_number=row.home_number or None,
            started_ms=to_ms(row.started_at),
            end=None if row.call.end is None else row.call.end.value,
        )
        message_id = f"msg_{row.id}_{kind.value.removeprefix('call.')}"
        told_at = at + place * timedelta(milliseconds=1)
        note(connection, kind, data, property_id=row.property_id, at=told_at, message_id=message_id)


def set_snapshot(connection: Connection, call_id: str, snapshot_id: str | None) -> None:
    """Store which picture belongs to the call; None: none any more."""
    connection.execute(sa.update(calls).where(calls.c.id == call_id).values(snapshot_id=snapshot_id))


def list_pictures_before(connection: Connection, at: datetime) -> tuple[str, ...]:
    """Give the pictures of calls that ended before the instant and of no later call."""
    later = sa.select(calls.c.snapshot_id).where(
        calls.c.snapshot_id.is_not(None), sa.or_(calls.c.ended_at.is_(None), calls.c.ended_at >= at)
    )
    query = (
        sa.select(calls.c.snapshot_id)
        .distinct()
        .where(calls.c.ended_at < at, calls.c.snapshot_id.is_not(None), calls.c.snapshot_id.not_in(later))
    )
    return tuple(str(found) for found in connection.execute(query).scalars())


def clear_pictures_before(connection: Connection, at: datetime) -> None:
    """Store that calls which ended before the instant have no picture any more."""
    connection.execute(
        sa.update(calls)
        .where(calls.c.ended_at < at, calls.c.snapshot_id.is_not(None))
        .values(snapshot_id=None)
    )


def list_calls_of_households(connection: Connection, households: Collection[str]) -> tuple[CallRow, ...]:
    """Give every call to the households that is kept, the oldest first."""
    if not households:
        return ()
    statement = (
        sa.select(calls)
        .where(calls.c.household_id.in_(list(households)))
        .order_by(calls.c.started_at, calls.c.id)
    )
    return _all(connection, statement)


def clear_pictures_of(connection: Connection, households: Collection[str]) -> tuple[str, ...]:
    """Store that the calls of the households have no picture any more; give those that no other call has."""
    if not households:
        return ()
    theirs = sa.and_(calls.c.household_id.in_(list(households)), calls.c.snapshot_id.is_not(None))
    found = set(connection.execute(sa.select(calls.c.snapshot_id).where(theirs)).scalars())
    connection.execute(sa.update(calls).where(theirs).values(snapshot_id=None))
    still = sa.select(calls.c.snapshot_id).where(calls.c.snapshot_id.in_(list(found)))
    return tuple(sorted(str(picture) for picture in found - set(connection.execute(still).scalars())))


def remove_calls_before(connection: Connection, at: datetime) -> None:
    """Delete the calls that ended before the instant, and how they reached devices."""
    ended = sa.select(calls.c.id).where(calls.c.ended_at < at)
    connection.execute(sa.delete(ring_delivery).where(ring_delivery.c.call_id.in_(ended)))
    connection.execute(sa.delete(calls).where(calls.c.ended_at < at))


def find_quiet(connection: Connection, session_id: str) -> Quiet | None:
    """Give how the device is muted; None: never."""
    return list_quiets(connection, [session_id]).get(session_id)


def list_quiets(connection: Connection, session_ids: Collection[str]) -> dict[str, Quiet]:
    """Give how those of the devices are muted that ever are."""
    if not session_ids:
        return {}
    rows = connection.execute(_QUIETS, {"session_ids": list(session_ids)})
    return {
        row.session_id: Quiet(
            hours=None if row.from_minute is None else DailyHours(start=row.from_minute, end=row.to_minute),
            until=row.until,
        )
        for row in rows
    }


def set_quiet(connection: Connection, session_id: str, quiet: Quiet) -> None:
    """Store how the device is muted."""
    connection.execute(sa.delete(quiets).where(quiets.c.session_id == session_id))
    if quiet == Quiet():
        return
    connection.execute(
        sa.insert(quiets).values(
            session_id=session_id,
            from_minute=None if quiet.hours is None else quiet.hours.start,
            to_minute=None if quiet.hours is None else quiet.hours.end,
            until=quiet.until,
        )
    )


def _changing(call: Call, ended_at: datetime | None) -> dict[str, object]:
    return {
        "version": call.version,
        "is_live": call.phase is not Phase.ENDED,
        "is_waiting": call.phase is Phase.WAITING,
        "deadline": call.deadline,
        "ended_at": ended_at,
        "state": _encode(call).decode(),
    }


def _one(
    connection: Connection, statement: sa.Select[tuple[object, ...]], **values: object
) -> CallRow | None:
    found = connection.execute(statement, values).first()
    return None if found is None else _row(found)


def _all(
    connection: Connection, statement: sa.Select[tuple[object, ...]], **values: object
) -> tuple[CallRow, ...]:
    return tuple(_row(found) for found in connection.execute(statement, values))


def _row(found: sa.Row[tuple[object, ...]]) -> CallRow:
    return CallRow(
        id=found.id,
        property_id=found.property_id,
        building_id=found.building_id,
        station_id=found.station_id,
        home_id=found.home_id,
        household_id=found.household_id,
        home_number=found.home_number,
        started_at=found.started_at,
        ended_at=found.ended_at,
        snapshot_id=found.snapshot_id,
        call=_decode(found.state),
    )
