"""Stations as installers make them: where one stands, what it is called, and its end."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from genkan.server.access.doors import DoorPlan, EntranceChanges, put_door, see_station
from genkan.server.access.errors import NameTaken, StationsFull
from genkan.server.credentials.lost_doors import part_with_doors
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_building
from genkan.server.properties.service import (
    get_building,
    list_buildings_of_properties,
    list_door_names,
    lock_property,
    remove_doors,
    take_change_number,
)
from genkan.server.stations.service import (
    StationRow,
    add_station,
    list_relays_of_stations,
    list_stations_of_buildings,
    remove_station,
    rename_station,
)
from genkan.wire.ids import new_id

log = structlog.get_logger()

STATIONS_LIMIT = 200  # of one property: each of them is shown every change of it


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPlan:
    """What an installer says of a new station. The door's `station_id` is put in when there is one."""

    name: str
    building_id: str
    door: DoorPlan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedStation:
    """What went with a station: the doors its relays released, and keys that nobody counts any more."""

    doors: tuple[str, ...]  # names
    keys: int


@operation("access.create_station")
class CreateStation:
    """Make a station, its first door with it, and give the station's id. A unit is enrolled afterwards."""

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, plan: StationPlan) -> str:
        """Raises NotFound, NameTaken, RelayTaken, StationsFull."""
        at = self._changes.clock.now()
        station_id = new_id()

        def create(connection: Connection) -> tuple[str, str]:
            building = see_building(connection, scope, plan.building_id)
            lock_property(connection, building.property_id)
            standing = _list_standing(connection, building.property_id)
            if len(standing) >= STATIONS_LIMIT:
                raise StationsFull
            _check_name(standing, plan.name, building.id)
            add_station(connection, station_id=station_id, building_id=building.id, name=plan.name, at=at)
            if plan.door is not None:
                station = see_station(connection, scope, station_id)
                put_door(connection, scope, station, replace(plan.door, station_id=station_id))
            subject = Subject(kind=SubjectKind.STATION, id=station_id, name=plan.name, place=building.name)
            audit.note(connection, property_id=building.property_id, subject=subject)
            return building.property_id, station_id

        return await self._changes.write(create)


@operation("access.rename_station")
class RenameStation:
    """Give a station another name."""

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, station_id: str, name: str) -> None:
        """Raises NotFound, NameTaken."""

        def rename(connection: Connection) -> tuple[str, None]:
            station = see_station(connection, scope, station_id)
            lock_property(connection, station.property_id)
            others = [
                each for each in _list_standing(connection, station.property_id) if each.id != station_id
            ]
            _check_name(others, name, station.building_id)
            audit.note(connection, changes=[Change(Field.NAME, station.name, name)])
            rename_station(connection, station_id, name)
            return station.property_id, None

        await self._changes.write(rename)


@operation("access.remove_station")
class RemoveStation:
    """Take a station away, with the doors its relays release. Its unit's link and its calls end at once.

    What happened there stays in the history, under its name.
    """

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, station_id: str) -> RemovedStation:
        """Raises NotFound."""
        at = self._changes.clock.now()

        def remove(connection: Connection) -> tuple[str, RemovedStation]:
            station = see_station(connection, scope, station_id)
            lock_property(connection, station.property_id)
            doors = [relay.door_id for relay in list_relays_of_stations(connection, [station_id])]
            names = list_door_names(connection, doors)
            keys = part_with_doors(
                connection,
                station.property_id,
                doors,
                station_id=station_id,
                zone=ZoneInfo(get_building(connection, station.building_id).time_zone),
                change=take_change_number(connection, station.property_id),
                at=at,
            )
            audit.note(
                connection, changes=[Change(Field.DOORS, ", ".join(names[each] for each in doors), "")]
            )
            remove_station(connection, station_id, at)
            remove_doors(connection, doors, at)
            removed = RemovedStation(doors=tuple(names[door_id] for door_id in doors), keys=keys)
            return station.property_id, removed

        removed = await self._changes.write(remove, ends=station_id)
        log.info("station.removed", station_id=station_id, doors=len(removed.doors), keys=removed.keys)
        return removed


def _list_standing(connection: Connection, property_id: str) -> tuple[StationRow, ...]:
    buildings = list_buildings_of_properties(connection, {property_id})
    return list_stations_of_buildings(connection, {row.id: property_id for row in buildings})


def _check_name(others: tuple[StationRow, ...] | list[StationRow], name: str, building_id: str) -> None:
    """Raise NameTaken when another station of the building is called so."""
    if any(other.name == name and other.building_id == building_id for other in others):
        raise NameTaken
