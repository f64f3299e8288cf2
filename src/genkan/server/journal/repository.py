"""Writing and reading the journal, in the same words on both databases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.journal.tables import event, station_mark
from genkan.server.platform.clock import to_ms


class EventKind(StrEnum):
    DOOR_RELEASED = "door-released"  # a station drove a relay, or tried to
    DOOR_DENIED = "door-denied"  # the server refused a tap
    CALL_ENDED = "call-ended"  # a visitor's call is over
    KEY_CLAIMED = "key-claimed"  # a station gave a use of a key it counts to another one
    KEYPAD_GUESSED = "keypad-guessed"  # somebody tries PINs; with a household when its number was typed
    USE_PICTURED = "use-pictured"  # the picture of whoever used a key; `blob_id` names it
    DOOR_HELD = "door-held"  # a door stands open for too long
    DOOR_FORCED = "door-forced"  # a door opened that nothing had released
    DOOR_CLOSED = "door-closed"  # a door that was held or forced is closed again
    TAMPERED = "tampered"  # a station's housing was opened
    TAMPER_OVER = "tamper-over"  # it is closed again
    VIEW_ENDED = "view-ended"  # a resident looked through a station's camera
    RECORDS_SEEN = "records-seen"  # a manager looked at a household's records, with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. The id makes it unique: entered twice, it is there once."""

    id: str
    at: datetime
    kind: EventKind
    property_id: str
    building_id: str | None = None
    household_id: str | None = None
    station_id: str | None = None
    door_id: str | None = None
    actor_id: str | None = None
    call_id: str | None = None
    via: str | None = None
    outcome: str | None = None
    reason: str | None = None
    blob_id: str | None = None
    credential_id: str | None = None
    use_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StationMark:
    """The last entry of a station's journal that is kept here."""

    station_id: str
    seq: int
    digest: bytes


@cache
def _compile(dialect: Dialect) -> tuple[str, str]:
    """Give the statements that enter events and move marks, as the driver takes them.

    Handed over as text and tuples, an entry costs a few microseconds; one is written for each
    opening of every door.
    """
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    events = insert(event).on_conflict_do_nothing(index_elements=[event.c.id])
    mark = insert(station_mark)
    marks = mark.on_conflict_do_update(
        index_elements=[station_mark.c.station_id],
        set_={"seq": mark.excluded.seq, "digest": mark.excluded.digest},
        where=mark.excluded.seq > station_mark.c.seq,
    )
    return str(events.compile(dialect=dialect)), str(marks.compile(dialect=dialect))


_MARK = sa.select(station_mark).where(station_mark.c.station_id == sa.bindparam("station_id"))
_OF_HOUSEHOLDS = (
    sa.select(event)
    .where(event.c.household_id.in_(sa.bindparam("households", expanding=True)))
    .order_by(event.c.at.desc(), event.c.id.desc())
    .limit(sa.bindparam("limit"))
)
_OF_HOUSEHOLDS_BEFORE = _OF_HOUSEHOLDS.where(event.c.at < sa.bindparam("before"))
_LATEST_OF_STATIONS = (
    sa.select(event.c.station_id, sa.func.max(event.c.at).label("at"))
    .where(event.c.station_id.in_(sa.bindparam("stations", expanding=True)))
    .group_by(event.c.station_id)
)


_OF_CREDENTIAL = (
    sa.select(event)
    .where(event.c.credential_id == sa.bindparam("credential_id"))
    .order_by(event.c.at.desc(), event.c.id.desc())
    .limit(sa.bindparam("limit"))
)
_USES = (
    sa.select(event.c.credential_id, sa.func.max(event.c.use_no).label("uses"))
    .where(
        event.c.credential_id.in_(sa.bindparam("credential_ids", expanding=True)),
        event.c.use_no.is_not(None),
    )
    .group_by(event.c.credential_id)
)


_OF_PROPERTIES = (
    sa.select(event)
    .where(
        event.c.property_id.in_(sa.bindparam("properties", expanding=True)),
        event.c.at >= sa.bindparam("since"),
        event.c.kind.in_(sa.bindparam("kinds", expanding=True)),
    )
    .order_by(event.c.at.desc(), event.c.id.desc())
)
_BY_IDS = sa.select(event).where(event.c.id.in_(sa.bindparam("ids", expanding=True)))
_OLDER = sa.select(event).where(event.c.kind == sa.bindparam("kind"), event.c.at < sa.bindparam("before"))


def add_events(connection: Connection, events: Sequence[Event], marks: Sequence[StationMark]) -> None:
    """Enter the events, passing over those that are there already, and move the marks forward."""
    insert_events, move_marks = _compile(connection.dialect)
    if events:
        connection.exec_driver_sql(insert_events, [_values(row) for row in events])
    if marks:
        connection.exec_driver_sql(move_marks, [(mark.station_id, mark.seq, mark.digest) for mark in marks])


def find_mark(connection: Connection, station_id: str) -> StationMark | None:
    """Give how far the station's journal has come in; None: nothing yet."""
    found = connection.execute(_MARK, {"station_id": station_id}).first()
    if found is None:
        return None
    return StationMark(station_id=found.station_id, seq=found.seq, digest=bytes(found.digest))


def restart_chain(connection: Connection, station_id: str) -> None:
    """Store that the station's next entry begins a chain of its own."""
    connection.execute(
        sa.update(station_mark).where(station_mark.c.station_id == station_id).values(digest=b"")
    )


def list_events_of_households(
    connection: Connection, households: Collection[str], *, before: datetime | None, limit: int
) -> tuple[Event, ...]:
    """Give the newest events of the households, at most `limit`, older than `before`."""
    values: dict[str, object] = {"households": list(households), "limit": limit}
    if before is None:
        rows = connection.execute(_OF_HOUSEHOLDS, values)
    else:
        rows = connection.execute(_OF_HOUSEHOLDS_BEFORE, {**values, "before": before})
    return tuple(read_event(row) for row in rows)


def list_events_of_actor(connection: Connection, actor_id: str) -> tuple[Event, ...]:
    """Give what somebody did, the oldest first."""
    rows = connection.execute(sa.select(event).where(event.c.actor_id == actor_id).order_by(event.c.at))
    return tuple(read_event(row) for row in rows)


def remove_events_before(connection: Connection, kinds: Collection[EventKind], at: datetime) -> int:
    """Delete the events of the kinds that are older than the instant, and give how many.

    Those that count the uses of a key stay: without them it would open again.
    """
    return connection.execute(
        sa.delete(event).where(
            event.c.at < at, event.c.kind.in_([kind.value for kind in kinds]), event.c.use_no.is_(None)
        )
    ).rowcount


def list_events_of_credential(connection: Connection, credential_id: str, *, limit: int) -> tuple[Event, ...]:
    """Give what a PIN or key did, newest first."""
    rows = connection.execute(_OF_CREDENTIAL, {"credential_id": credential_id, "limit": limit})
    return tuple(read_event(row) for row in rows)


def find_events(connection: Connection, ids: Collection[str]) -> tuple[Event, ...]:
    """Give those of the events that are there."""
    if not ids:
        return ()
    return tuple(read_event(row) for row in connection.execute(_BY_IDS, {"ids": list(ids)}))


def list_events_before(connection: Connection, kind: EventKind, at: datetime) -> tuple[Event, ...]:
    """Give the events of the kind that are older than the instant."""
    return tuple(read_event(row) for row in connection.execute(_OLDER, {"kind": kind.value, "before": at}))


def list_events_of_kind(
    connection: Connection, kind: EventKind, households: Collection[str]
) -> tuple[Event, ...]:
    """Give the households' events of the kind, the oldest first."""
    of = sa.select(event).where(event.c.household_id.in_(list(households)), event.c.kind == kind.value)
    return tuple(read_event(row) for row in connection.execute(of.order_by(event.c.at, event.c.id)))


def remove_events_of_kind(connection: Connection, kind: EventKind, households: Collection[str]) -> None:
    """Delete the households' events of the kind."""
    connection.execute(
        sa.delete(event).where(event.c.household_id.in_(list(households)), event.c.kind == kind.value)
    )


def list_events_of_properties(
    connection: Connection, properties: Collection[str], kinds: Collection[EventKind], *, since: datetime
) -> tuple[Event, ...]:
    """Give the properties' events of the kinds from the instant on, newest first."""
    values = {"properties": list(properties), "kinds": [kind.value for kind in kinds], "since": since}
    return tuple(read_event(row) for row in connection.execute(_OF_PROPERTIES, values))


def list_uses(connection: Connection, credential_ids: Collection[str]) -> dict[str, int]:
    """Give how often each of the counted keys was used, as far as has come in."""
    if not credential_ids:
        return {}
    rows = connection.execute(_USES, {"credential_ids": list(credential_ids)})
    return {row.credential_id: int(row.uses) for row in rows}


def list_latest_of_stations(connection: Connection, station_ids: Collection[str]) -> dict[str, datetime]:
    """Give when something last happened at each of the stations."""
    rows = connection.execute(_LATEST_OF_STATIONS, {"stations": list(station_ids)})
    return {row.station_id: row.at for row in rows}


def _values(row: Event) -> tuple[object, ...]:
    """In the order of the table's columns."""
    return (
        row.id,
        to_ms(row.at),
        row.kind.value,
        row.property_id,
        row.building_id,
        row.household_id,
        row.station_id,
        row.door_id,
        row.actor_id,
        row.call_id,
        row.via,
        row.outcome,
        row.reason,
        row.blob_id,
        row.credential_id,
        row.use_no,
    )


def read_event(row: sa.Row[*tuple[object, ...]]) -> Event:
    """Give a row of the table as a value."""
    return Event(
        id=row.id,
        at=row.at,
        kind=EventKind(row.kind),
        property_id=row.property_id,
        building_id=row.building_id,
        household_id=row.household_id,
        station_id=row.station_id,
        door_id=row.door_id,
        actor_id=row.actor_id,
        call_id=row.call_id,
        via=row.via,
        outcome=row.outcome,
        reason=row.reason,
        blob_id=row.blob_id,
        credential_id=row.credential_id,
        use_no=row.use_no,
    )
