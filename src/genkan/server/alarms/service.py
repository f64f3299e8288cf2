"""What managers see of alarms, and what they may do about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.service import list_managers, list_names
from genkan.server.alarms.errors import AlarmAcknowledged
from genkan.server.alarms.raising import hint_alarms
from genkan.server.alarms.repository import (
    AlarmChoice,
    AlarmRow,
    AlarmRules,
    count_open,
    find_alarm,
    list_alarms,
    list_choices,
    list_rules,
    remove_alarms_before,
    set_acknowledged,
    store_choice,
    store_rules,
)
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind, changed
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock, from_ms, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import BadRequest, NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_buildings, list_door_names
from genkan.server.stations.service import recall_station
from genkan.wire.app import AlarmView, ShowAlarms

PAGE_LIMIT = 50
SHOWN_LIMIT = 100  # open ones on the live page; whoever has more has one cause

__all__ = [
    "Acknowledge",
    "AlarmChoice",
    "AlarmPage",
    "AlarmRules",
    "AlarmSettings",
    "ChangeChoice",
    "ChangeRules",
    "GetAlarmSettings",
    "ListAlarms",
    "forget_alarms",
]


@dataclass(frozen=True, slots=True)
class AlarmPage:
    """Alarms, newest first, how many are open in all, and where the next page begins."""

    alarms: tuple[AlarmView, ...]
    open_count: int
    next_before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettings:
    """A property's rules, and how the asker is told; None: they are no manager of it."""

    rules: AlarmRules
    choice: AlarmChoice | None


@operation("alarms.list_alarms")
class ListAlarms:
    """List the alarms of the properties the asker looks after."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, *, only_open: bool, before: str | None = None) -> AlarmPage:
        """Give a page, older than the one `before` marks. Raises BadRequest for a mark that is none."""
        mark = None if before is None else _read_mark(before)

        def read(connection: Connection) -> AlarmPage:
            rows = list_alarms(
                connection, scope.properties, only_open=only_open, before=mark, limit=PAGE_LIMIT + 1
            )
            page = rows[:PAGE_LIMIT]
            return AlarmPage(
                _view(connection, page),
                count_open(connection, scope.properties),
                _write_mark(page[-1]) if len(rows) > PAGE_LIMIT else None,
            )

        return await self._database.read(read)

    async def show_open(self, scope: Scope) -> ShowAlarms:
        """Give the open ones, as portals are shown them."""

        def read(connection: Connection) -> tuple[AlarmView, ...]:
            rows = list_alarms(connection, scope.properties, only_open=True, before=None, limit=SHOWN_LIMIT)
            return _view(connection, rows)

        return ShowAlarms(alarms=list(await self._database.read(read)))


@operation("alarms.acknowledge")
class Acknowledge:
    """Say that one has seen to an alarm; nobody is reminded of it."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, scope: Scope, alarm_id: str, remark: str) -> None:
        """Raises NotFound, also for one of another property, and AlarmAcknowledged."""
        at, person_id = self._clock.now(), scope.person_id or ""

        def acknowledge(connection: Connection) -> str:
            row = find_alarm(connection, alarm_id)
            if row is None or row.cause.property_id not in scope.properties:
                raise NotFound
            done = set_acknowledged(connection, alarm_id, person_id=person_id, remark=remark or None, at=at)
            if not done:
                raise AlarmAcknowledged
            _note(connection, row)
            return row.cause.property_id

        await hint_alarms(self._bus, await self._database.write(acknowledge))


@operation("alarms.get_settings")
class GetAlarmSettings:
    """Give what a property counts as an alarm, and how the asker is told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str) -> AlarmSettings:
        """Raises NotFound."""
        see_property(scope, property_id)
        at, person_id = self._clock.now(), scope.person_id or ""

        def read(connection: Connection) -> AlarmSettings:
            is_manager = person_id in list_managers(connection, property_id, at)
            choice = list_choices(connection, property_id, [person_id])[person_id] if is_manager else None
            return AlarmSettings(rules=list_rules(connection, [property_id])[property_id], choice=choice)

        return await self._database.read(read)


@operation("alarms.change_rules")
class ChangeRules:
    """Say what a property counts as an alarm."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str, rules: AlarmRules) -> None:
        """Raises NotFound."""
        see_property(scope, property_id)

        def change(connection: Connection) -> None:
            before = list_rules(connection, [property_id])[property_id]
            store_rules(connection, property_id, rules)
            audit.note(connection, changes=changed(Field.ALARM_RULES, before, rules))

        await self._database.write(change)


@operation("alarms.change_choice")
class ChangeChoice:
    """Say how one wants to be told of a property's alarms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str, choice: AlarmChoice) -> None:
        """Raises NotFound."""
        see_property(scope, property_id)
        person_id = scope.person_id or ""
        await self._database.write(
            lambda connection: store_choice(connection, property_id, person_id, choice)
        )


def forget_alarms(connection: Connection, before: datetime) -> int:
    """Delete the alarms that ended before the instant, and give how many."""
    return remove_alarms_before(connection, before)


def _note(connection: Connection, row: AlarmRow) -> None:
    station = recall_station(connection, row.cause.station_id)
    subject = None
    if station is not None:
        building = list_buildings(connection, [station.building_id])[station.building_id]
        subject = Subject(kind=SubjectKind.STATION, id=station.id, name=station.name, place=building.name)
    kind = Change(Field.ALARM, None, row.cause.kind.value)
    audit.note(connection, property_id=row.cause.property_id, subject=subject, changes=[kind])


def _view(connection: Connection, rows: Sequence[AlarmRow]) -> tuple[AlarmView, ...]:
    stations = {row.cause.station_id: recall_station(connection, row.cause.station_id) for row in rows}
    buildings = list_buildings(connection, {row.building_id for row in stations.values() if row is not None})
    doors = list_door_names(connection, {row.cause.door_id for row in rows if row.cause.door_id})
    people = list_names(connection, {row.acknowledged_by for row in rows if row.acknowledged_by})
    views: list[AlarmView] = []
    for row in rows:
        station = stations[row.cause.station_id]
        building = None if station is None else buildings.get(station.building_id)
        views.append(
            AlarmView(
                alarm_id=row.id,
                kind=row.cause.kind.value,
                property_id=row.cause.property_id,
                station_id=row.cause.station_id,
                station_name="" if station is None else station.name,
                building_name="" if building is None else building.name,
                since_ms=to_ms(row.since),
                door_name=doors.get(row.cause.door_id or ""),
                until_ms=None if row.until is None else to_ms(row.until),
                told_ms=None if row.told_at is None else to_ms(row.told_at),
                acknowledged_ms=None if row.acknowledged_at is None else to_ms(row.acknowledged_at),
                acknowledged_by=people.get(row.acknowledged_by or ""),
                remark=row.remark,
            )
        )
    return tuple(views)


def _write_mark(row: AlarmRow) -> str:
    return f"{to_ms(row.since)}-{row.id}"


def _read_mark(mark: str) -> tuple[datetime, str]:
    at_ms, dash, alarm_id = mark.partition("-")
    if not dash or not at_ms.isascii() or not at_ms.isdigit() or len(at_ms) > 15:  # noqa: PLR2004 - year 33658
        raise BadRequest
    return from_ms(int(at_ms)), alarm_id
