"""A household's history: its calls and its openings, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.call import End, Phase, TargetKind
from genkan.server.accounts.service import list_names
from genkan.server.calls.repository import CallRow, find_call, list_calls_by_id
from genkan.server.credentials.pictures import list_pictured
from genkan.server.credentials.service import list_visitor_names
from genkan.server.households.looks import LookRow, list_looks
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import BuildingRow, list_buildings, list_door_names
from genkan.server.stations.service import list_station_names

PAGE_LIMIT = 100
SHOWN_KINDS = frozenset(
    {EventKind.CALL_ENDED, EventKind.DOOR_RELEASED, EventKind.VIEW_ENDED, EventKind.RECORDS_SEEN}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryItem:
    """One line of the history, with the names as they are now; what is erased has no name."""

    id: str
    at: datetime
    kind: EventKind
    outcome: str
    via: str
    door_name: str
    station_name: str
    building_name: str
    actor_name: str | None
    has_snapshot: bool
    talked_s: int | None
    key_id: str | None = None  # the temporary key that opened
    reason: str | None = None  # of a manager's look; None: it is not kept any more


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Items, newest first, and the instant before which the next page begins."""

    items: tuple[HistoryItem, ...]
    next_before: datetime | None


@dataclass(frozen=True, slots=True)
class _Names:
    """What the opaque ids of a page are called."""

    calls: dict[str, CallRow]
    doors: dict[str, str]
    stations: dict[str, str]
    buildings: dict[str, BuildingRow]
    people: dict[str, str]
    looks: dict[str, LookRow]


def record_of(row: CallRow) -> Event:
    """Give the history entry of an ended call; the same call always gives the same entry."""
    call = row.call
    answerer = None if call.answered_by is None else call.find_leg(call.answered_by)
    end = End.LOST if call.end is None else call.end
    return Event(
        id=row.id,
        at=row.started_at,
        kind=EventKind.VIEW_ENDED if call.target.kind is TargetKind.VIEW else EventKind.CALL_ENDED,
        property_id=row.property_id,
        building_id=row.building_id,
        household_id=row.household_id,
        station_id=row.station_id,
        actor_id=None if answerer is None else answerer.party,
        call_id=row.id,
        outcome=end.value,
        reason=None if call.target.kind is TargetKind.HOME else call.target.kind.value,
    )


@operation("calls.list_history")
class ListHistory:
    """List what happened to the asker's households."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    async def __call__(self, scope: Scope, *, before: datetime | None, limit: int) -> HistoryPage:
        """Give up to `limit` items older than `before` (None: the newest)."""
        size = min(limit, PAGE_LIMIT)
        events = await self._journal.list_for_households(scope.households, before=before, limit=size)
        names = await self._database.read(lambda connection: _read_names(connection, events, scope))
        shown = [event for event in events if event.kind in SHOWN_KINDS]
        pictured = await list_pictured(self._journal, [event.id for event in shown if event.via == "qr"])
        return HistoryPage(
            tuple(_item(event, names, has_picture=event.id in pictured) for event in shown),
            events[-1].at if len(events) == size else None,
        )


@operation("calls.get_snapshot")
class GetSnapshot:
    """Give the picture of a call of the asker's household."""

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._database = database
        self._blobs = blobs

    async def __call__(self, scope: Scope, call_id: str) -> bytes:
        """Give the JPEG. Raises NotFound, also for a call of others."""
        row = await self._database.read(lambda connection: find_call(connection, call_id))
        if row is None or row.household_id not in scope.households or row.snapshot_id is None:
            raise NotFound
        try:
            with self._blobs.open(BlobId(row.snapshot_id)) as picture:
                return picture.read()
        except BlobMissing:
            raise NotFound from None


def _read_names(connection: Connection, events: Sequence[Event], scope: Scope) -> _Names:
    call_ids = {
        event.call_id for event in events if event.call_id and event.kind is not EventKind.DOOR_RELEASED
    }
    seen = {event.id for event in events if event.kind is EventKind.RECORDS_SEEN}
    looks = list_looks(connection, seen)
    people = {event.actor_id for event in events if event.actor_id}
    return _Names(
        calls={row.id: row for row in list_calls_by_id(connection, call_ids, scope.households)},
        doors=list_door_names(connection, {event.door_id for event in events if event.door_id}),
        stations=list_station_names(connection, {event.station_id for event in events if event.station_id}),
        buildings=list_buildings(connection, {event.building_id for event in events if event.building_id}),
        people={
            **list_names(connection, people | {look.person_id for look in looks.values() if look.person_id}),
            **list_visitor_names(
                connection, {event.credential_id for event in events if event.credential_id}
            ),
        },
        looks=looks,
    )


def _item(event: Event, names: _Names, *, has_picture: bool) -> HistoryItem:
    row = names.calls.get(event.call_id or "")
    building = names.buildings.get(event.building_id or "")
    look = names.looks.get(event.id)
    return HistoryItem(
        id=event.id,
        at=event.at,
        kind=event.kind,
        outcome=event.outcome or "",
        via=event.via or "",
        door_name=names.doors.get(event.door_id or "", ""),
        station_name=names.stations.get(event.station_id or "", ""),
        building_name="" if building is None else building.name,
        actor_name=_name_actor(event, names),
        has_snapshot=has_picture or (row is not None and row.snapshot_id is not None),
        key_id=event.credential_id if event.via == "qr" else None,
        talked_s=None if row is None else talked_s(row),
        reason=None if look is None else look.reason,
    )


def _name_actor(event: Event, names: _Names) -> str | None:
    """Of a manager's look: for whom they looked, as the household knows them all as 「管理者」."""
    if event.kind is not EventKind.RECORDS_SEEN:
        return names.people.get(event.actor_id or "")
    look = names.looks.get(event.id)
    return None if look is None else names.people.get(look.person_id or "")


def talked_s(row: CallRow) -> int | None:
    """Give for how long a call that is over was talked in; None: it was not."""
    answerer = None if row.call.answered_by is None else row.call.find_leg(row.call.answered_by)
    if row.call.phase is not Phase.ENDED or row.ended_at is None:
        return None
    if answerer is None or answerer.connected_at is None:
        return None
    return int((row.ended_at - answerer.connected_at).total_seconds())
