"""Reading and writing properties, buildings and homes."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform.errors import NotFound
from genkan.server.properties.tables import building, home, property_


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRow:
    """A building and its property."""

    id: str
    property_id: str
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """A home."""

    id: str
    building_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRow:
    """A property."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePlace:
    """A home and where it stands."""

    id: str
    number: str
    building_id: str
    building_name: str
    property_id: str


# Published, see accounts.
HOMES = sa.select(home.c.id, home.c.building_id).subquery("standing_home")

_BUILDING_BY_ID = sa.select(building).where(building.c.id == sa.bindparam("building_id"))
_BUILDINGS_BY_ID = sa.select(building).where(building.c.id.in_(sa.bindparam("building_ids", expanding=True)))
_BUILDINGS_OF_PROPERTIES = (
    sa.select(building)
    .where(building.c.property_id.in_(sa.bindparam("property_ids", expanding=True)))
    .order_by(building.c.name, building.c.id)
)
_HOME = sa.select(home).where(
    home.c.building_id == sa.bindparam("building_id"), home.c.number == sa.bindparam("number")
)
_HOME_PLACES = (
    sa.select(
        home.c.id,
        home.c.number,
        home.c.building_id,
        building.c.name.label("building_name"),
        building.c.property_id,
    )
    .join(building, building.c.id == home.c.building_id)
    .where(home.c.id.in_(sa.bindparam("home_ids", expanding=True)))
)
_HOMES_OF_BUILDINGS = (
    sa.select(home)
    .where(home.c.building_id.in_(sa.bindparam("building_ids", expanding=True)))
    .order_by(home.c.building_id, home.c.number)
)
_PROPERTIES = (
    sa.select(property_.c.id, property_.c.name)
    .where(property_.c.id.in_(sa.bindparam("property_ids", expanding=True)))
    .order_by(property_.c.name, property_.c.id)
)
_PROPERTY_NAMES = sa.select(property_.c.id, property_.c.name).where(
    property_.c.id.in_(sa.bindparam("property_ids", expanding=True))
)
_CHANGE_NUMBERS = sa.select(property_.c.id, property_.c.change_number).where(
    property_.c.id.in_(sa.bindparam("property_ids", expanding=True))
)
_ENTRANCE = sa.select(property_.c.entrance).where(property_.c.id == sa.bindparam("property_id"))
_TAKE_CHANGE_NUMBER = (
    sa.update(property_)
    .where(property_.c.id == sa.bindparam("taken_by"))
    .values(change_number=property_.c.change_number + 1)
    .returning(property_.c.change_number)
)


def get_building(connection: Connection, building_id: str) -> BuildingRow:
    """Give the building. Raises NotFound."""
    found = connection.execute(_BUILDING_BY_ID, {"building_id": building_id}).first()
    if found is None:
        raise NotFound
    return _building(found)


def list_buildings(connection: Connection, building_ids: Collection[str]) -> dict[str, BuildingRow]:
    """Give the buildings by id."""
    rows = connection.execute(_BUILDINGS_BY_ID, {"building_ids": list(building_ids)})
    return {row.id: _building(row) for row in rows}


def list_buildings_of_properties(
    connection: Connection, property_ids: Collection[str]
) -> tuple[BuildingRow, ...]:
    """Give every building of the properties, by name."""
    rows = connection.execute(_BUILDINGS_OF_PROPERTIES, {"property_ids": list(property_ids)})
    return tuple(_building(row) for row in rows)


def find_home(connection: Connection, building_id: str, number: str) -> HomeRow | None:
    """Give the home with the number in the building, or None."""
    found = connection.execute(_HOME, {"building_id": building_id, "number": number}).first()
    return None if found is None else _home(found)


def list_homes_of_building(connection: Connection, building_id: str) -> tuple[HomeRow, ...]:
    """Give every home of the building, by number."""
    rows = connection.execute(
        sa.select(home)
        .where(home.c.building_id == building_id)
        .order_by(sa.func.length(home.c.number), home.c.number)
    )
    return tuple(_home(row) for row in rows)


def list_home_places(connection: Connection, home_ids: Collection[str]) -> dict[str, HomePlace]:
    """Give the homes by id, each with its building."""
    return {
        row.id: HomePlace(
            id=row.id,
            number=row.number,
            building_id=row.building_id,
            building_name=row.building_name,
            property_id=row.property_id,
        )
        for row in connection.execute(_HOME_PLACES, {"home_ids": list(home_ids)})
    }


def list_homes_of_buildings(connection: Connection, building_ids: Collection[str]) -> tuple[HomeRow, ...]:
    """Give every home of the buildings."""
    rows = connection.execute(_HOMES_OF_BUILDINGS, {"building_ids": list(building_ids)})
    return tuple(_home(row) for row in rows)


def list_properties(connection: Connection, property_ids: Collection[str]) -> tuple[PropertyRow, ...]:
    """Give those of the properties that exist, by name."""
    rows = connection.execute(_PROPERTIES, {"property_ids": list(property_ids)})
    return tuple(PropertyRow(id=row.id, name=row.name) for row in rows)


def list_property_names(connection: Connection, property_ids: Collection[str]) -> dict[str, str]:
    """Give the names of the properties by id."""
    rows = connection.execute(_PROPERTY_NAMES, {"property_ids": list(property_ids)})
    return {row.id: row.name for row in rows}


def find_entrance(connection: Connection, property_id: str) -> str | None:
    """Give what the property decided for its entrances, as it was stored (JSON), or None."""
    found = connection.execute(_ENTRANCE, {"property_id": property_id}).scalar()
    return None if found is None else str(found)


def set_entrance(connection: Connection, property_id: str, entrance: str) -> None:
    """Store what the property decided for its entrances (JSON)."""
    connection.execute(sa.update(property_).where(property_.c.id == property_id).values(entrance=entrance))


def find_property_by_name(connection: Connection, name: str) -> str | None:
    """Give the id of the oldest property with the name, or None."""
    found = connection.execute(
        sa.select(property_.c.id).where(property_.c.name == name).order_by(property_.c.id).limit(1)
    ).scalar()
    return None if found is None else str(found)


def take_change_number(connection: Connection, property_id: str) -> int:
    """Take the property's next change number, in the transaction of the change. Raises NotFound."""
    taken = connection.execute(_TAKE_CHANGE_NUMBER, {"taken_by": property_id}).scalar()
    if taken is None:
        raise NotFound
    return int(taken)


def add_property(connection: Connection, *, property_id: str, name: str) -> None:
    """Store a new property."""
    connection.execute(sa.insert(property_).values(id=property_id, name=name, change_number=0, settings="{}"))


def rename_property(connection: Connection, property_id: str, name: str) -> None:
    """Store the property's new name."""
    connection.execute(sa.update(property_).where(property_.c.id == property_id).values(name=name))


def find_settings(connection: Connection, property_id: str) -> str:
    """Give the property's settings as JSON. Raises NotFound."""
    found = connection.execute(sa.select(property_.c.settings).where(property_.c.id == property_id)).scalar()
    if found is None:
        raise NotFound
    return str(found)


def store_settings(connection: Connection, property_id: str, settings: str) -> None:
    """Store the property's settings, JSON."""
    connection.execute(sa.update(property_).where(property_.c.id == property_id).values(settings=settings))


def lock_property(connection: Connection, property_id: str) -> None:
    """Keep others from the property until the transaction ends. Raises NotFound.

    SQLite, where one writer runs at a time, has no word for it.
    """
    locked = connection.execute(
        sa.select(property_.c.id).where(property_.c.id == property_id).with_for_update()
    )
    if locked.first() is None:
        raise NotFound


_LOCK_HOME = sa.select(home.c.id).where(home.c.id == sa.bindparam("home_id")).with_for_update()


def lock_home(connection: Connection, home_id: str) -> None:
    """Keep others from the home until the transaction ends. Raises NotFound."""
    locked = connection.execute(_LOCK_HOME, {"home_id": home_id})
    if locked.first() is None:
        raise NotFound


def rename_building(connection: Connection, building_id: str, *, name: str, time_zone: str) -> None:
    """Store the building's new name and zone."""
    connection.execute(
        sa.update(building).where(building.c.id == building_id).values(name=name, time_zone=time_zone)
    )


def add_building(connection: Connection, row: BuildingRow) -> None:
    """Store a new building."""
    connection.execute(
        sa.insert(building).values(
            id=row.id, property_id=row.property_id, name=row.name, time_zone=row.time_zone
        )
    )


def add_home(connection: Connection, row: HomeRow) -> None:
    """Store a new home."""
    connection.execute(sa.insert(home).values(id=row.id, building_id=row.building_id, number=row.number))


def add_homes(connection: Connection, rows: Collection[HomeRow]) -> None:
    """Store new homes."""
    connection.execute(
        sa.insert(home),
        [{"id": row.id, "building_id": row.building_id, "number": row.number} for row in rows],
    )


def remove_home(connection: Connection, home_id: str) -> None:
    """Delete a home that nobody has ever lived in."""
    connection.execute(sa.delete(home).where(home.c.id == home_id))


def list_change_numbers(connection: Connection, property_ids: Collection[str]) -> dict[str, int]:
    """Give the number of the last change of each property."""
    rows = connection.execute(_CHANGE_NUMBERS, {"property_ids": list(property_ids)})
    return {row.id: int(row.change_number) for row in rows}


def get_change_number(connection: Connection, property_id: str) -> int:
    """Give the number of the property's last change. Raises NotFound."""
    found = connection.execute(
        sa.select(property_.c.change_number).where(property_.c.id == property_id)
    ).scalar()
    if found is None:
        raise NotFound
    return int(found)


def _building(row: sa.Row[*tuple[object, ...]]) -> BuildingRow:
    return BuildingRow(id=row.id, property_id=row.property_id, name=row.name, time_zone=row.time_zone)


def _home(row: sa.Row[*tuple[object, ...]]) -> HomeRow:
    return HomeRow(id=row.id, building_id=row.building_id, number=row.number)
