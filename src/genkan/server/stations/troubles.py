"""Doors that were held open or forced, as those who look after them read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import DoorRow, list_doors
from genkan.server.stations.repository import list_station_names

LISTED = timedelta(days=30)
LISTED_LIMIT = 100
KINDS = frozenset({EventKind.DOOR_HELD, EventKind.DOOR_FORCED, EventKind.DOOR_CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorTroubleView:
    """A door that was held open or forced; `closed_at` None: not closed again, as far as is known."""

    at: datetime
    kind: EventKind
    door: DoorRow
    station_name: str
    closed_at: datetime | None


@operation("stations.list_door_troubles")
class ListDoorTroubles:
    """List what the door monitors of the asker's properties told in the last 30 days, newest first."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(self, scope: Scope) -> tuple[DoorTroubleView, ...]:
        events = await self._journal.list_of_properties(
            scope.properties, KINDS, since=self._clock.now() - LISTED
        )
        return await self._database.read(lambda connection: _read(connection, events, scope))


def _read(connection: Connection, events: tuple[Event, ...], scope: Scope) -> tuple[DoorTroubleView, ...]:
    known = list_doors(connection, {event.door_id for event in events if event.door_id})
    doors = {door.id: door for door in known if door.property_id in scope.properties}
    stations = list_station_names(connection, {event.station_id for event in events if event.station_id})
    closed: dict[str, datetime] = {}
    found: list[DoorTroubleView] = []
    for event in events:  # newest first: how it ended is met before how it began
        door = doors.get(event.door_id or "")
        if door is None:
            continue
        if event.kind is EventKind.DOOR_CLOSED:
            closed[door.id] = event.at
            continue
        found.append(
            DoorTroubleView(
                at=event.at,
                kind=event.kind,
                door=door,
                station_name=stations.get(event.station_id or "", ""),
                closed_at=closed.pop(door.id, None),
            )
        )
    return tuple(found[:LISTED_LIMIT])
