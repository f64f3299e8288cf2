"""Doors as installers make them: which relay releases one, for how long, and how it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from genkan.server.access.errors import NameTaken, RelayTaken
from genkan.server.access.policies import get_door_of
from genkan.server.credentials.lost_doors import part_with_doors
from genkan.server.credentials.service import hint_property
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.entrance import Stations
from genkan.server.properties.places import see_building
from genkan.server.properties.service import (
    DEFAULT_RELEASE_MS,
    DoorRow,
    FailMode,
    add_door,
    change_door,
    list_doors_of_buildings,
    lock_property,
    remove_doors,
    take_change_number,
)
from genkan.server.stations.service import (
    StationRow,
    add_relay,
    find_relay_of_door,
    find_station,
    list_relays_of_stations,
    remove_relay_of,
)
from genkan.wire.ids import new_id

log = structlog.get_logger()

Made = TypeVar("Made")

SHORTEST_RELEASE_MS = 1_000  # a strike needs some time to give way, and whoever hears it to push
LONGEST_RELEASE_MS = 60_000  # longer than that is a door left open; a unit lets its relay fall back then


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPlan:
    """What an installer says of a door. Without a building it is where its station stands."""

    name: str
    station_id: str
    relay: int  # 1 to 3
    building_id: str | None = None
    release_ms: int = DEFAULT_RELEASE_MS
    fail_mode: FailMode = FailMode.SECURE


class EntranceChanges:
    """Writes what an installer changes of a property's entrances, and lets everybody concerned follow."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, stations: Stations) -> None:
        self._database = database
        self._bus = bus
        self._stations = stations
        self.clock = clock

    async def write(
        self, change: Callable[[Connection], tuple[str, Made]], *, ends: str | None = None
    ) -> Made:
        """Make the change, which gives the property and what was made; `ends` is a station that is no more.

        Its link is cut first, then rights follow, then screens.
        """

        def write(connection: Connection) -> tuple[str, Made]:
            property_id, made = change(connection)
            take_change_number(connection, property_id)
            return property_id, made

        property_id, made = await self._database.write(write)
        if ends is not None:
            await self._bus.publish(f"hint.station.{ends}", b"")
        await hint_property(self._bus, property_id)
        await self._stations.refresh(property_id)
        return made


@operation("access.create_door")
class CreateDoor:
    """Make a door, and give its id: its station can release it at once, and residents see it."""

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, plan: DoorPlan) -> str:
        """Raises NotFound, RelayTaken, NameTaken."""

        def create(connection: Connection) -> tuple[str, str]:
            station = see_station(connection, scope, plan.station_id)
            lock_property(connection, station.property_id)
            door_id = put_door(connection, scope, station, plan)
            subject = Subject(kind=SubjectKind.DOOR, id=door_id, name=plan.name)
            audit.note(connection, property_id=station.property_id, subject=subject)
            return station.property_id, door_id

        return await self._changes.write(create)


@operation("access.change_door")
class ChangeDoor:
    """Say anew what a door is: its name, its relay, its time."""

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, door_id: str, plan: DoorPlan) -> None:
        """Raises NotFound, RelayTaken, NameTaken."""

        def change(connection: Connection) -> tuple[str, None]:
            door = get_door_of(connection, scope, door_id)
            station = see_station(connection, scope, plan.station_id)
            if station.property_id != door.property_id:
                raise NotFound
            lock_property(connection, door.property_id)
            building_id = _choose_building(connection, scope, station, plan)
            _check(connection, station, building_id, plan, door_id)
            audit.note(connection, changes=_list_changes(connection, door, plan))
            remove_relay_of(connection, door_id)
            add_relay(connection, station_id=station.id, number=plan.relay, door_id=door_id)
            change_door(
                connection,
                door_id,
                building_id=building_id,
                name=plan.name,
                release_ms=plan.release_ms,
                fail_mode=plan.fail_mode,
            )
            return door.property_id, None

        await self._changes.write(change)


@operation("access.remove_door")
class RemoveDoor:
    """Take a door away, and give how many keys ended with it: those that were for no other."""

    def __init__(self, changes: EntranceChanges) -> None:
        self._changes = changes

    async def __call__(self, scope: Scope, door_id: str) -> int:
        """Raises NotFound."""
        at = self._changes.clock.now()

        def remove(connection: Connection) -> tuple[str, int]:
            door = get_door_of(connection, scope, door_id)
            change = take_change_number(connection, door.property_id)
            zone = ZoneInfo(door.time_zone)
            keys = part_with_doors(connection, door.property_id, [door_id], zone=zone, change=change, at=at)
            remove_relay_of(connection, door_id)
            remove_doors(connection, [door_id], at)
            return door.property_id, keys

        keys = await self._changes.write(remove)
        log.info("door.removed", door_id=door_id, keys=keys)
        return keys


def see_station(connection: Connection, scope: Scope, station_id: str) -> StationRow:
    """Give the station. Raises NotFound, also for one of another property."""
    station = find_station(connection, station_id)
    if station is None or station.property_id not in scope.properties:
        raise NotFound
    return station


def put_door(connection: Connection, scope: Scope, station: StationRow, plan: DoorPlan) -> str:
    """Store a new door at the station and give its id. Raises NotFound, RelayTaken, NameTaken."""
    building_id = _choose_building(connection, scope, station, plan)
    _check(connection, station, building_id, plan, None)
    door_id = new_id()
    add_door(
        connection,
        door_id=door_id,
        building_id=building_id,
        name=plan.name,
        release_ms=plan.release_ms,
        fail_mode=plan.fail_mode,
    )
    add_relay(connection, station_id=station.id, number=plan.relay, door_id=door_id)
    return door_id


def _choose_building(connection: Connection, scope: Scope, station: StationRow, plan: DoorPlan) -> str:
    if plan.building_id is None:
        return station.building_id
    building = see_building(connection, scope, plan.building_id)
    if building.property_id != station.property_id:
        raise NotFound
    return building.id


def _check(
    connection: Connection, station: StationRow, building_id: str, plan: DoorPlan, own_id: str | None
) -> None:
    """Raise RelayTaken or NameTaken where another door than the own one is in the way."""
    relays = list_relays_of_stations(connection, [station.id])
    if any(relay.number == plan.relay and relay.door_id != own_id for relay in relays):
        raise RelayTaken
    doors = list_doors_of_buildings(connection, [building_id])
    if any(door.name == plan.name and door.id != own_id for door in doors):
        raise NameTaken


def _list_changes(connection: Connection, door: DoorRow, plan: DoorPlan) -> tuple[Change, ...]:
    relay = find_relay_of_door(connection, door.id)
    return (
        Change(Field.NAME, door.name, plan.name),
        Change(Field.RELAY, None if relay is None else relay.number, plan.relay),
        Change(Field.RELEASE_S, f"{door.release_ms / 1000:g}", f"{plan.release_ms / 1000:g}"),
        Change(Field.FAIL_MODE, door.fail_mode.value, plan.fail_mode.value),
    )
