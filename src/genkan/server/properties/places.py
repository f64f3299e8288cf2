"""Building a property: the property itself, its buildings and their homes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import add_membership, hint_person
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.operations import Membership, Role, Scope, operation
from genkan.server.properties.errors import HomeNumberTaken, TimeZoneUnknown
from genkan.server.properties.repository import (
    BuildingRow,
    HomeRow,
    PropertyRow,
    add_building,
    add_homes,
    add_property,
    list_buildings,
    list_buildings_of_properties,
    list_homes_of_buildings,
    list_properties,
    list_property_names,
    lock_property,
    rename_building,
    rename_property,
)
from genkan.wire.ids import new_id

log = structlog.get_logger()

NUMBERS_SHOWN = 20  # of homes that are added, in the audit list


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingOfProperty:
    """A building, and how many homes it has."""

    building: BuildingRow
    homes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyWithBuildings:
    """A property and what stands in it."""

    property: PropertyRow
    buildings: tuple[BuildingOfProperty, ...]


@operation("properties.list_properties")
class ListProperties:
    """Give the properties the asker looks after, with their buildings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope) -> tuple[PropertyWithBuildings, ...]:
        return await self._database.read(lambda connection: _read(connection, scope))


@operation("properties.create_property")
class CreateProperty:
    """Make a property of which the asking installer is the installer, and give its id."""

    def __init__(self, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, scope: Scope, name: str) -> str:
        at = self._clock.now()
        person_id, property_id = scope.person_id, new_id()
        if person_id is None:
            raise NotSignedIn

        def create(connection: Connection) -> None:
            audit.note(connection, property_id=property_id, changes=[Change(Field.NAME, None, name)])
            add_property(connection, property_id=property_id, name=name)
            membership = Membership(
                id=new_id(),
                role=Role.INSTALLER,
                property_id=property_id,
                household_id=None,
                since=at,
                until=None,
            )
            add_membership(connection, person_id, membership)

        await self._database.write(create)
        await hint_person(self._bus, person_id)
        log.info("property.created", property_id=property_id)
        return property_id


@operation("properties.rename_property")
class RenameProperty:
    """Give a property another name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str, name: str) -> None:
        """Raises NotFound."""
        see_property(scope, property_id)

        def rename(connection: Connection) -> None:
            before = list_property_names(connection, [property_id])[property_id]
            rename_property(connection, property_id, name)
            audit.note(connection, changes=[Change(Field.NAME, before, name)])

        await self._database.write(rename)


@operation("properties.create_building")
class CreateBuilding:
    """Add a building to a property, and give its id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str, *, name: str, time_zone: str) -> str:
        """Raises NotFound, TimeZoneUnknown."""
        see_property(scope, property_id)
        check_zone(time_zone)
        row = BuildingRow(id=new_id(), property_id=property_id, name=name, time_zone=time_zone)

        def create(connection: Connection) -> None:
            add_building(connection, row)
            made = Subject(kind=SubjectKind.BUILDING, id=row.id, name=name)
            audit.note(connection, subject=made, changes=[Change(Field.TIME_ZONE, None, time_zone)])

        await self._database.write(create)
        return row.id


@operation("properties.change_building")
class ChangeBuilding:
    """Give a building another name or time zone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, building_id: str, *, name: str, time_zone: str) -> None:
        """Raises NotFound, TimeZoneUnknown."""
        check_zone(time_zone)

        def change(connection: Connection) -> None:
            known = see_building(connection, scope, building_id)
            rename_building(connection, building_id, name=name, time_zone=time_zone)
            renamed = Change(Field.NAME, known.name, name)
            audit.note(connection, changes=[renamed, Change(Field.TIME_ZONE, known.time_zone, time_zone)])

        await self._database.write(change)


@operation("properties.add_homes")
class AddHomes:
    """Add homes to a building: all of the numbers, or none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, building_id: str, numbers: Sequence[str]) -> None:
        """Raises NotFound, HomeNumberTaken."""

        def add(connection: Connection) -> None:
            building = see_building(connection, scope, building_id)
            lock_property(connection, building.property_id)  # two installers may type the same numbers
            known = {home.number for home in list_homes_of_buildings(connection, [building_id])}
            if known & set(numbers) or len(set(numbers)) != len(numbers):
                raise HomeNumberTaken
            add_homes(
                connection,
                [HomeRow(id=new_id(), building_id=building_id, number=number) for number in numbers],
            )
            shown = ", ".join(numbers[:NUMBERS_SHOWN]) + (" …" if len(numbers) > NUMBERS_SHOWN else "")
            audit.note(connection, count=len(numbers), changes=[Change(Field.HOMES, None, shown)])

        await self._database.write(add)


def see_property(scope: Scope, property_id: str) -> None:
    """Raise NotFound for a property that the asker does not look after."""
    if property_id not in scope.properties:
        raise NotFound


def see_building(connection: Connection, scope: Scope, building_id: str) -> BuildingRow:
    """Give the building. Raises NotFound, also for one of a property that the asker does not look after."""
    building = list_buildings(connection, [building_id]).get(building_id)
    if building is None or building.property_id not in scope.properties:
        raise NotFound
    return building


def check_zone(time_zone: str) -> None:
    """Raise TimeZoneUnknown for a name that is no zone's."""
    if time_zone not in available_timezones():
        raise TimeZoneUnknown


def _read(connection: Connection, scope: Scope) -> tuple[PropertyWithBuildings, ...]:
    buildings = list_buildings_of_properties(connection, scope.properties)
    homes = Counter(
        home.building_id
        for home in list_homes_of_buildings(connection, [building.id for building in buildings])
    )
    return tuple(
        PropertyWithBuildings(
            property=property_,
            buildings=tuple(
                BuildingOfProperty(building=building, homes=homes[building.id])
                for building in buildings
                if building.property_id == property_.id
            ),
        )
        for property_ in list_properties(connection, scope.properties)
    )
