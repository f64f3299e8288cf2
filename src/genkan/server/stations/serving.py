"""Which buildings a station serves: the one it stands in, and at a gate others beside it."""

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform.hot_query import HotQuery
from genkan.server.stations.tables import relay, served_building, station

SERVED_LIMIT = 18  # what the panel shows at once in keys that everybody can press

_BESIDE = sa.select(served_building).where(
    served_building.c.station_id.in_(sa.bindparam("station_ids", expanding=True))
)
_OF_DOORS = (
    sa.select(relay.c.door_id, station.c.building_id.label("own_id"), served_building.c.building_id)
    .select_from(relay)
    .join(station, station.c.id == relay.c.station_id)
    .join(served_building, served_building.c.station_id == relay.c.station_id)
    .where(relay.c.door_id.in_(sa.bindparam("door_ids", expanding=True)))
)
# For the tap: the buildings whose homes the door's station serves; none for a station with one building.
SERVED_AT_DOOR = HotQuery(
    sa.select(station.c.building_id, served_building.c.building_id)
    .select_from(relay)
    .join(station, station.c.id == relay.c.station_id)
    .join(served_building, served_building.c.station_id == relay.c.station_id)
    .where(relay.c.door_id == sa.bindparam("door_id"))
)
_DOORS_FOR = (
    sa.select(relay.c.door_id)
    .select_from(relay)
    .join(station, station.c.id == relay.c.station_id)
    .join(served_building, served_building.c.station_id == relay.c.station_id)
    .where(
        sa.or_(
            served_building.c.building_id == sa.bindparam("building_id"),
            station.c.building_id == sa.bindparam("building_id"),
        )
    )
    .distinct()
    .order_by(relay.c.door_id)
)


def list_served(connection: Connection, station_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Give the buildings each of the stations serves beside its own; a station without any is missing."""
    if not station_ids:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_BESIDE, {"station_ids": list(station_ids)}):
        found[row.station_id].add(row.building_id)
    return {station_id: frozenset(buildings) for station_id, buildings in found.items()}


def list_served_at_doors(connection: Connection, door_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Give the buildings served at each door whose station serves several; other doors are missing."""
    if not door_ids:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_OF_DOORS, {"door_ids": list(door_ids)}):
        found[row.door_id] |= {row.own_id, row.building_id}
    return {door_id: frozenset(buildings) for door_id, buildings in found.items()}


def list_doors_for_building(connection: Connection, building_id: str) -> tuple[str, ...]:
    """Give the doors of stations that serve the building among several."""
    return tuple(row.door_id for row in connection.execute(_DOORS_FOR, {"building_id": building_id}))


def set_served(connection: Connection, station_id: str, building_ids: Collection[str]) -> None:
    """Store which buildings the station serves beside its own."""
    connection.execute(sa.delete(served_building).where(served_building.c.station_id == station_id))
    if building_ids:
        rows = [{"station_id": station_id, "building_id": building_id} for building_id in building_ids]
        connection.execute(sa.insert(served_building), rows)
