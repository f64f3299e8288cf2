"""Reading and writing stations, relays and enrolment codes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.properties.service import get_building, list_buildings
from genkan.server.stations.tables import enrolment_code, former_unit, relay, served_building, station


@dataclass(frozen=True, slots=True, kw_only=True)
class StationRow:
    """A station and where it stands."""

    id: str
    name: str
    building_id: str
    property_id: str
    public_key: bytes | None
    enrolled_at: datetime | None
    version: str | None
    last_seen_at: datetime | None
    connected_since: datetime | None

    def with_version(self, version: str) -> "StationRow":
        """Give it with the version its agent has just told."""
        return replace(self, version=version)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayRow:
    """Which output of which station releases a door."""

    station_id: str
    number: int
    door_id: str


_EVER_BY_ID = sa.select(station).where(station.c.id == sa.bindparam("station_id"))
_BY_ID = _EVER_BY_ID.where(station.c.removed_at.is_(None))
_UNITS = sa.select(station.c.id, station.c.public_key).where(
    station.c.id.in_(sa.bindparam("station_ids", expanding=True))
)
_NAMES = sa.select(station.c.id, station.c.name).where(
    station.c.id.in_(sa.bindparam("station_ids", expanding=True))
)
_BUILDINGS = sa.select(station.c.id, station.c.building_id).where(
    station.c.id.in_(sa.bindparam("station_ids", expanding=True))
)
_OF_BUILDINGS = (
    sa.select(station)
    .where(
        station.c.building_id.in_(sa.bindparam("building_ids", expanding=True)),
        station.c.removed_at.is_(None),
    )
    .order_by(station.c.name, station.c.id)
)
# Published, see accounts.
RELAYS = sa.select(relay.c.door_id, relay.c.station_id).subquery("wired_to")

_RELAY_OF_DOOR = sa.select(relay).where(relay.c.door_id == sa.bindparam("door_id"))
_RELAYS_OF_DOORS = sa.select(relay.c.door_id, relay.c.station_id).where(
    relay.c.door_id.in_(sa.bindparam("door_ids", expanding=True))
)
_RELAYS_OF_STATIONS = (
    sa.select(relay)
    .where(relay.c.station_id.in_(sa.bindparam("station_ids", expanding=True)))
    .order_by(relay.c.station_id, relay.c.number)
)


def find_station(connection: Connection, station_id: str) -> StationRow | None:
    """Give the station, or None."""
    return _find(connection, _BY_ID, station_id)


def recall_station(connection: Connection, station_id: str) -> StationRow | None:
    """Give the station as the history knows it: also one that was removed. None: there was none."""
    return _find(connection, _EVER_BY_ID, station_id)


def list_stations_of_buildings(
    connection: Connection, property_of_building: dict[str, str]
) -> tuple[StationRow, ...]:
    """Give every station of the buildings, by name."""
    rows = connection.execute(_OF_BUILDINGS, {"building_ids": list(property_of_building)})
    return tuple(_station(row, property_of_building[row.building_id]) for row in rows)


def list_station_names(connection: Connection, station_ids: Collection[str]) -> dict[str, str]:
    """Give the names of the stations by id, also of those that were removed."""
    if not station_ids:
        return {}
    rows = connection.execute(_NAMES, {"station_ids": list(station_ids)})
    return {row.id: row.name for row in rows}


def list_station_buildings(connection: Connection, station_ids: Collection[str]) -> dict[str, str]:
    """Give the buildings the stations stand in, by station."""
    if not station_ids:
        return {}
    rows = connection.execute(_BUILDINGS, {"station_ids": list(station_ids)})
    return {row.id: row.building_id for row in rows}


def find_relay_of_door(connection: Connection, door_id: str) -> RelayRow | None:
    """Give the relay that releases the door; None: none is wired to it."""
    found = connection.execute(_RELAY_OF_DOOR, {"door_id": door_id}).first()
    return None if found is None else _relay(found)


def list_relays_of_doors(connection: Connection, door_ids: Collection[str]) -> dict[str, str]:
    """Give door → station for the doors a relay is wired to."""
    if not door_ids:
        return {}
    rows = connection.execute(_RELAYS_OF_DOORS, {"door_ids": list(door_ids)})
    return {row.door_id: row.station_id for row in rows}


def list_relays_of_stations(connection: Connection, station_ids: Collection[str]) -> tuple[RelayRow, ...]:
    """Give every relay of the stations, by number."""
    rows = connection.execute(_RELAYS_OF_STATIONS, {"station_ids": list(station_ids)})
    return tuple(_relay(row) for row in rows)


def add_station(
    connection: Connection, *, station_id: str, building_id: str, name: str, at: datetime
) -> None:
    """Store a new station, without a unit yet."""
    connection.execute(
        sa.insert(station).values(id=station_id, building_id=building_id, name=name, created_at=at)
    )


def rename_station(connection: Connection, station_id: str, name: str) -> None:
    """Store the station's new name."""
    connection.execute(sa.update(station).where(station.c.id == station_id).values(name=name))


def remove_station(connection: Connection, station_id: str, at: datetime) -> None:
    """Store that the station is no more: no unit is it, its relays release nothing; its name stays."""
    revoke_unit(connection, station_id, at)
    for table in (relay, served_building):
        connection.execute(sa.delete(table).where(table.c.station_id == station_id))
    connection.execute(
        sa.update(station).where(station.c.id == station_id).values(removed_at=at, connected_since=None)
    )


def add_relay(connection: Connection, *, station_id: str, number: int, door_id: str) -> None:
    """Store which door a relay releases."""
    connection.execute(sa.insert(relay).values(station_id=station_id, number=number, door_id=door_id))


def remove_relay_of(connection: Connection, door_id: str) -> None:
    """Store that no relay releases the door."""
    connection.execute(sa.delete(relay).where(relay.c.door_id == door_id))


def list_enrolled(connection: Connection) -> tuple[StationRow, ...]:
    """Give every station of the installation that has a unit."""
    rows = connection.execute(sa.select(station).where(station.c.public_key.is_not(None))).all()
    buildings = list_buildings(connection, {row.building_id for row in rows})
    return tuple(_station(row, buildings[row.building_id].property_id) for row in rows)


def note_heard(connection: Connection, station_ids: Collection[str], at: datetime) -> None:
    """Store that the stations' links are open at the instant."""
    if station_ids:
        connection.execute(
            sa.update(station).where(station.c.id.in_(list(station_ids))).values(last_seen_at=at)
        )


def note_silent(connection: Connection, station_id: str, *, since: datetime) -> bool:
    """Store that the link is closed of a station nobody has heard since the instant; False: somebody has."""
    silent = connection.execute(
        sa.update(station)
        .where(
            station.c.id == station_id,
            sa.or_(station.c.last_seen_at.is_(None), station.c.last_seen_at <= since),
        )
        .values(connected_since=None)
    )
    return silent.rowcount == 1


def set_connected(connection: Connection, station_id: str, *, version: str, at: datetime) -> None:
    """Store that the station's link is open since the instant."""
    connection.execute(
        sa.update(station)
        .where(station.c.id == station_id)
        .values(version=version, connected_since=at, last_seen_at=at)
    )


def set_disconnected(connection: Connection, station_id: str, at: datetime) -> None:
    """Store that the station's link has closed."""
    connection.execute(
        sa.update(station).where(station.c.id == station_id).values(connected_since=None, last_seen_at=at)
    )


def set_all_disconnected(connection: Connection, at: datetime) -> None:
    """Store that no station's link is open."""
    connection.execute(
        sa.update(station)
        .where(station.c.connected_since.is_not(None))
        .values(connected_since=None, last_seen_at=at)
    )


def set_unit(connection: Connection, station_id: str, *, public_key: bytes, at: datetime) -> None:
    """Store the key of the unit that now is this station; the one before is remembered as a former one."""
    _part_with_unit(connection, station_id, at)
    connection.execute(
        sa.delete(former_unit).where(
            former_unit.c.station_id == station_id, former_unit.c.public_key == public_key
        )
    )
    connection.execute(
        sa.update(station).where(station.c.id == station_id).values(public_key=public_key, enrolled_at=at)
    )


def revoke_unit(connection: Connection, station_id: str, at: datetime) -> None:
    """No unit is this station any more, and no code makes one."""
    _part_with_unit(connection, station_id, at)
    connection.execute(
        sa.update(station).where(station.c.id == station_id).values(public_key=None, enrolled_at=None)
    )
    connection.execute(sa.delete(enrolment_code).where(enrolment_code.c.station_id == station_id))


def list_unit_keys(connection: Connection, station_ids: Collection[str]) -> dict[str, bytes | None]:
    """Give the public key of the unit that is each of the stations; None: no unit is."""
    rows = connection.execute(_UNITS, {"station_ids": list(station_ids)})
    return {row.id: row.public_key for row in rows}


def list_former_units(connection: Connection, station_id: str) -> tuple[bytes, ...]:
    """Give the public keys of the units that were the station before."""
    rows = connection.execute(
        sa.select(former_unit.c.public_key).where(former_unit.c.station_id == station_id)
    )
    return tuple(bytes(row.public_key) for row in rows)


def _part_with_unit(connection: Connection, station_id: str, at: datetime) -> None:
    key = list_unit_keys(connection, [station_id]).get(station_id)
    if key is None:
        return
    connection.execute(
        sa.delete(former_unit).where(former_unit.c.station_id == station_id, former_unit.c.public_key == key)
    )
    connection.execute(sa.insert(former_unit).values(station_id=station_id, public_key=key, until=at))


def replace_code(connection: Connection, *, station_id: str, code_hash: bytes, expires_at: datetime) -> None:
    """Store a new enrolment code of the station; its older one is void."""
    connection.execute(sa.delete(enrolment_code).where(enrolment_code.c.station_id == station_id))
    connection.execute(
        sa.insert(enrolment_code).values(code_hash=code_hash, station_id=station_id, expires_at=expires_at)
    )


def use_code(connection: Connection, code_hash: bytes, at: datetime) -> str | None:
    """Use the code up and give its station; None when there is no such code now."""
    found = connection.execute(
        sa.delete(enrolment_code)
        .where(enrolment_code.c.code_hash == code_hash)
        .returning(enrolment_code.c.station_id, enrolment_code.c.expires_at)
    ).first()
    return None if found is None or found.expires_at <= at else found.station_id


def _find(
    connection: Connection, query: sa.Select[*tuple[object, ...]], station_id: str
) -> StationRow | None:
    found = connection.execute(query, {"station_id": station_id}).first()
    if found is None:
        return None
    return _station(found, get_building(connection, found.building_id).property_id)


def _station(row: sa.Row[*tuple[object, ...]], property_id: str) -> StationRow:
    return StationRow(
        id=row.id,
        name=row.name,
        building_id=row.building_id,
        property_id=property_id,
        public_key=row.public_key,
        enrolled_at=row.enrolled_at,
        version=row.version,
        last_seen_at=row.last_seen_at,
        connected_since=row.connected_since,
    )


def _relay(row: sa.Row[*tuple[object, ...]]) -> RelayRow:
    return RelayRow(station_id=row.station_id, number=row.number, door_id=row.door_id)
