"""What a station is given to decide by: the rights of credentials at its doors, by the compiler of taps."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from genkan.core.credentials import PinHashing, hash_home_number
from genkan.core.rights import DoorFact, HouseholdFact, Right, compile_credential_rights
from genkan.server.access.service import list_door_facts
from genkan.server.credentials.service import CredentialRow
from genkan.server.platform.clock import to_ms
from genkan.server.properties.service import (
    BuildingRow,
    DoorRow,
    get_building,
    list_buildings_of_properties,
    list_doors,
)
from genkan.server.stations.service import list_relays_of_stations, list_stations_of_buildings
from genkan.wire.rights import CredentialEntry, RightEntry
from genkan.wire.schedule import write_schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class StationGround:
    """A station with its doors, and the names of the stations around it."""

    station_id: str
    building: BuildingRow
    doors: tuple[DoorFact, ...]
    stations: Mapping[str, str]
    mark: str  # another one when doors, policies or names have changed: then everything is sent anew


def read_ground(connection: Connection, station_id: str, building_id: str) -> StationGround:
    """Read where the station stands and what it releases."""
    building = get_building(connection, building_id)
    relays = list_relays_of_stations(connection, [station_id])
    rows = list_doors(connection, [relay.door_id for relay in relays])
    buildings = list_buildings_of_properties(connection, {building.property_id})
    stations = {
        row.id: row.name
        for row in list_stations_of_buildings(connection, {each.id: each.property_id for each in buildings})
    }
    doors = list_door_facts(connection, rows)
    return StationGround(
        station_id=station_id,
        building=building,
        doors=doors,
        stations=stations,
        mark=_mark(building, rows, doors, stations),
    )


def compile_entry(
    row: CredentialRow,
    *,
    household: HouseholdFact | None,
    home_number: str | None,
    verifier: bytes,
    ground: StationGround,
    hashing: PinHashing,
    used: int,
) -> CredentialEntry | None:
    """Give what the station keeps of the credential; None when it opens none of its doors.

    A station goes on counting the uses of a key whose door was given to another one.
    """
    rights = compile_credential_rights(row.fact, household, ground.doors)
    is_counted_here = row.uses is not None and row.home_station_id == ground.station_id
    if not rights and not is_counted_here:
        return None
    elsewhere = None
    if household is not None and household.building_id != ground.building.id:
        elsewhere = household.building_id
    return CredentialEntry(
        credential_id=row.id,
        kind=row.kind.value,
        verifier=verifier,
        rights=_group(rights),
        household_id=row.household_id,
        home_hash=None if home_number is None else hash_home_number(home_number, hashing, elsewhere),
        length=row.length or 0,
        uses=row.uses,
        used=used,
        home_station_id=row.home_station_id if row.uses is not None else None,
    )


def _group(rights: tuple[Right, ...]) -> list[RightEntry]:
    """Write down each time once, with all the doors it is for."""
    doors: dict[tuple[object, ...], list[str]] = {}
    first: dict[tuple[object, ...], Right] = {}
    for right in rights:
        time = (right.since, right.until, right.schedules)
        doors.setdefault(time, []).append(right.door_id)
        first.setdefault(time, right)
    return [
        RightEntry(
            doors=doors[time],
            since_ms=to_ms(right.since),
            until_ms=None if right.until is None else to_ms(right.until),
            schedules=tuple(write_schedule(schedule) for schedule in right.schedules),
        )
        for time, right in first.items()
    ]


def _mark(
    building: BuildingRow,
    doors: tuple[DoorRow, ...],
    facts: tuple[DoorFact, ...],
    stations: Mapping[str, str],
) -> str:
    told = [building.time_zone, *(f"{door.id} {door.building_id} {door.policy}" for door in doors)]
    told += [f"{fact.door_id} {' '.join(sorted(fact.served))}" for fact in facts if fact.served]
    told += sorted(f"{station_id} {name}" for station_id, name in stations.items())
    return hashlib.blake2b("\n".join(told).encode(), digest_size=8).hexdigest()
