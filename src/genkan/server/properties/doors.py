"""Reading and writing doors. One that was removed stays known by its name, for the history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.properties.tables import building, door

DEFAULT_RELEASE_MS = 5_000  # SPEC, "door": long enough to reach and push it


class FailMode(StrEnum):
    """What the strike does without power, as it was installed. Genkan records it and drives nothing by it."""

    SECURE = "secure"  # stays locked
    SAFE = "safe"  # unlocks: ways out, and what the fire panel has to open


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRow:
    """A door and where it stands."""

    id: str
    name: str
    building_id: str
    building_name: str
    property_id: str
    release_ms: int
    is_blocked: bool
    time_zone: str = "UTC"
    policy: str | None = None  # JSON, as `access` reads it
    fail_mode: FailMode = FailMode.SECURE


_EVERY_DOOR = (
    sa.select(
        door.c.id,
        door.c.name,
        door.c.building_id,
        building.c.name.label("building_name"),
        building.c.property_id,
        door.c.release_ms,
        door.c.is_blocked,
        door.c.policy,
        building.c.time_zone,
        door.c.fail_mode,
    )
    .join(building, building.c.id == door.c.building_id)
    .order_by(building.c.name, door.c.name, door.c.id)
)
_DOORS = _EVERY_DOOR.where(door.c.removed_at.is_(None))
# Published, see accounts.
DOORS = _DOORS.order_by(None).subquery("standing_door")

_BY_ID = _DOORS.order_by(None).where(door.c.id == sa.bindparam("door_id"))
_BY_IDS = _DOORS.where(door.c.id.in_(sa.bindparam("door_ids", expanding=True)))
_EVER_BY_IDS = _EVERY_DOOR.where(door.c.id.in_(sa.bindparam("door_ids", expanding=True)))
_OF_BUILDINGS = _DOORS.where(door.c.building_id.in_(sa.bindparam("building_ids", expanding=True)))


def find_door(connection: Connection, door_id: str) -> DoorRow | None:
    """Give the door with its building and property, or None."""
    found = connection.execute(_BY_ID, {"door_id": door_id}).first()
    return None if found is None else _door(found)


def list_doors(connection: Connection, door_ids: Collection[str]) -> tuple[DoorRow, ...]:
    """Give those of the doors that are there."""
    return tuple(_door(row) for row in connection.execute(_BY_IDS, {"door_ids": list(door_ids)}))


def recall_doors(connection: Connection, door_ids: Collection[str]) -> tuple[DoorRow, ...]:
    """Give the doors as the history knows them: also those that were removed."""
    if not door_ids:
        return ()
    return tuple(_door(row) for row in connection.execute(_EVER_BY_IDS, {"door_ids": list(door_ids)}))


def list_doors_of_buildings(connection: Connection, building_ids: Collection[str]) -> tuple[DoorRow, ...]:
    """Give every door of the buildings, by building and name."""
    values = {"building_ids": list(building_ids)}
    return tuple(_door(row) for row in connection.execute(_OF_BUILDINGS, values))


def list_door_names(connection: Connection, door_ids: Collection[str]) -> dict[str, str]:
    """Give the names of the doors by id, also of those that were removed."""
    return {row.id: row.name for row in recall_doors(connection, door_ids)}


def add_door(
    connection: Connection,
    *,
    door_id: str,
    building_id: str,
    name: str,
    release_ms: int = DEFAULT_RELEASE_MS,
    fail_mode: FailMode = FailMode.SECURE,
) -> None:
    """Store a new door."""
    connection.execute(
        sa.insert(door).values(
            id=door_id,
            building_id=building_id,
            name=name,
            release_ms=release_ms,
            is_blocked=False,
            fail_mode=fail_mode.value,
        )
    )


def change_door(
    connection: Connection,
    door_id: str,
    *,
    building_id: str,
    name: str,
    release_ms: int,
    fail_mode: FailMode,
) -> None:
    """Store what the door is from now on."""
    connection.execute(
        sa.update(door)
        .where(door.c.id == door_id)
        .values(building_id=building_id, name=name, release_ms=release_ms, fail_mode=fail_mode.value)
    )


def remove_doors(connection: Connection, door_ids: Collection[str], at: datetime) -> None:
    """Store that the doors are there no more; their names stay."""
    connection.execute(sa.update(door).where(door.c.id.in_(list(door_ids))).values(removed_at=at))


def set_door_blocked(connection: Connection, door_id: str, *, is_blocked: bool) -> None:
    """Take the door out of service, or back."""
    connection.execute(sa.update(door).where(door.c.id == door_id).values(is_blocked=is_blocked))


def set_door_policy(connection: Connection, door_id: str, policy: str | None) -> None:
    """Store who may pass the door and when."""
    connection.execute(sa.update(door).where(door.c.id == door_id).values(policy=policy))


def _door(row: sa.Row[*tuple[object, ...]]) -> DoorRow:
    return DoorRow(
        id=row.id,
        name=row.name,
        building_id=row.building_id,
        building_name=row.building_name,
        property_id=row.property_id,
        release_ms=row.release_ms,
        is_blocked=row.is_blocked,
        time_zone=row.time_zone,
        policy=row.policy,
        fail_mode=FailMode(row.fail_mode),
    )
