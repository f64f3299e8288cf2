"""The facts behind every decision about a door, read from the domains that own them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.core.rights import (
    DoorFact,
    HolderRole,
    MembershipFact,
    Right,
    compile_office_rights,
    compile_rights,
)
from genkan.server.access.policy_text import read_policy
from genkan.server.accounts.service import MEMBERSHIPS, list_memberships
from genkan.server.households.service import HOUSEHOLDS, HomeOfHousehold, list_homes_of_households
from genkan.server.platform.clock import from_ms
from genkan.server.platform.database import Database
from genkan.server.platform.hot_query import HotQuery
from genkan.server.platform.operations import Membership
from genkan.server.properties.entrance import get_entrance
from genkan.server.properties.service import (
    DOORS,
    HOMES,
    DoorRow,
    list_buildings_of_properties,
    list_doors_of_buildings,
)
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import (
    RELAYS,
    SERVED_AT_DOOR,
    list_relays_of_doors,
    list_served_at_doors,
)
from genkan.wire.app import DoorView


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFacts:
    """Everything one decision needs, read in one snapshot."""

    door: DoorFact
    rights: tuple[Right, ...]
    station_id: str | None  # None: no relay is wired to the door
    office_rights: tuple[Right, ...]  # only for a visitor who called the office


@dataclass(frozen=True, slots=True, kw_only=True)
class PassableDoor:
    """A door the holder may pass now."""

    door: DoorRow
    station_id: str | None
    has_view: bool = False  # whether the property lets its residents look through the station's camera


@dataclass(frozen=True, slots=True, kw_only=True)
class Passable:
    """Where a person lives and what they may pass now."""

    homes: tuple[HomeOfHousehold, ...]
    roles: dict[str, str]  # household → the person's role in it
    doors: tuple[PassableDoor, ...]

    @property
    def households(self) -> frozenset[str]:
        return frozenset(home.household_id for home in self.homes)


# One statement for the tap, which must be quick: a row for each role the person has in the property.
_FACTS = HotQuery(
    sa.select(
        DOORS.c.building_id,
        DOORS.c.property_id,
        DOORS.c.is_blocked,
        RELAYS.c.station_id,
        MEMBERSHIPS.c.role,
        MEMBERSHIPS.c.household_id,
        MEMBERSHIPS.c.since,
        MEMBERSHIPS.c.until,
        DOORS.c.policy,
        DOORS.c.time_zone,
    )
    .select_from(DOORS)
    .outerjoin(RELAYS, RELAYS.c.door_id == DOORS.c.id)
    .outerjoin(
        MEMBERSHIPS,
        sa.and_(
            MEMBERSHIPS.c.person_id == sa.bindparam("person_id"),
            MEMBERSHIPS.c.property_id == DOORS.c.property_id,
        ),
    )
    .where(DOORS.c.id == sa.bindparam("door_id"))
)
_HOME = HotQuery(
    sa.select(HOMES.c.building_id, HOMES.c.id)
    .select_from(HOUSEHOLDS)
    .join(HOMES, HOMES.c.id == HOUSEHOLDS.c.home_id)
    .where(HOUSEHOLDS.c.id == sa.bindparam("household_id"))
)


# Building, property, blocked, station; of a membership: role, household, since, until; the door's policy and
# zone.
_FactRow = tuple[str, str, bool, str | None, str | None, str | None, int, int | None, str | None, str]
_Place = tuple[str | None, str | None]  # a home's building, and the home
_NOWHERE: _Place = (None, None)  # where a member of the staff lives, as far as a door is concerned
_KNOWN_HOUSEHOLDS = 16_384


class AccessReader:
    """Reads what one decision needs, at every tap anew.

    Only where a household lives is remembered: it never changes, the next tenants are another household.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._places: dict[str, _Place] = {}

    async def find(self, person_id: str, door_id: str) -> AccessFacts | None:
        """Give the facts about one person and one door; None when there is no such door."""
        found = await self._database.fetch(_FACTS, {"person_id": person_id, "door_id": door_id})
        if not found:
            return None
        rows = cast("tuple[_FactRow, ...]", tuple(found))
        places = tuple([_NOWHERE if row[5] is None else await self._find_place(row[5]) for row in rows])
        served = frozenset[str]()
        if rows[0][8] is None and any(place[0] not in {None, rows[0][0]} for place in places):
            # A neighbour from the next building: does the door's station serve theirs too?
            pairs = await self._database.fetch(SERVED_AT_DOOR, {"door_id": door_id})
            served = frozenset(str(building_id) for pair in pairs for building_id in pair)
        return _understand(person_id, door_id, rows, places, served)

    async def _find_place(self, household_id: str) -> _Place:
        place = self._places.get(household_id)
        if place is None:
            found = await self._database.fetch(_HOME, {"household_id": household_id})
            if not found:
                return _NOWHERE
            place = cast("_Place", found[0])
            if len(self._places) >= _KNOWN_HOUSEHOLDS:
                self._places.clear()
            self._places[household_id] = place
        return place


@lru_cache(maxsize=4_096)  # the rows are read at every tap; what they mean is the same while they are
def _understand(
    person_id: str,
    door_id: str,
    rows: tuple[_FactRow, ...],
    places: tuple[_Place, ...],
    served: frozenset[str],
) -> AccessFacts:
    building_id, property_id, is_blocked, station_id, *_, policy, time_zone = rows[0]
    door = DoorFact(
        door_id=door_id,
        building_id=building_id,
        property_id=property_id,
        is_blocked=bool(is_blocked),
        policy=read_policy(policy),
        zone=ZoneInfo(time_zone),
        served=served,
    )
    memberships = tuple(
        [
            MembershipFact(
                role=HolderRole(role),
                property_id=property_id,
                building_id=home_building_id,
                household_id=household_id,
                since=from_ms(since),
                until=None if until is None else from_ms(until),
                home_id=home_id,
            )
            for (*_, role, household_id, since, until, _policy, _zone), (home_building_id, home_id) in zip(
                rows, places, strict=True
            )
            if role is not None
        ]
    )
    return AccessFacts(
        door=door,
        rights=compile_rights(person_id, memberships, (door,)),
        station_id=station_id,
        office_rights=compile_office_rights(person_id, memberships, (door,)),
    )


def list_passable_doors(connection: Connection, person_id: str, at: datetime) -> Passable:
    """Read where the person lives and every door they may pass now."""
    memberships = list_memberships(connection, person_id, at)
    homes = _homes_of(connection, memberships)
    # A policy may name homes of other buildings of the property, and a gate may serve them.
    buildings = list_buildings_of_properties(connection, {home.property_id for home in homes})
    doors = list_doors_of_buildings(connection, {building.id for building in buildings})
    rights = compile_rights(person_id, _facts(memberships, homes), list_door_facts(connection, doors))
    open_doors = {right.door_id for right in rights if right.is_valid(at)}
    relays = list_relays_of_doors(connection, open_doors)
    with_view = {
        property_id
        for property_id in {door.property_id for door in doors}
        if get_entrance(connection, property_id).live_view
    }
    return Passable(
        homes=homes,
        roles={
            membership.household_id: membership.role.value
            for membership in memberships
            if membership.household_id is not None
        },
        doors=tuple(
            PassableDoor(door=door, station_id=relays.get(door.id), has_view=door.property_id in with_view)
            for door in doors
            if door.id in open_doors and not door.is_blocked
        ),
    )


def list_office_doors(
    connection: Connection, person_id: str, property_id: str, station_id: str, at: datetime
) -> tuple[PassableDoor, ...]:
    """Read what a manager may open for a visitor who called the office from the station."""
    memberships = list_memberships(connection, person_id, at)
    buildings = list_buildings_of_properties(connection, {property_id})
    doors = list_doors_of_buildings(connection, {building.id for building in buildings})
    relays = list_relays_of_doors(connection, {door.id for door in doors})
    at_station = [door for door in doors if relays.get(door.id) == station_id]
    wired = {fact.door_id: fact for fact in list_door_facts(connection, at_station)}
    rights = compile_office_rights(person_id, _facts(memberships, ()), tuple(wired.values()))
    open_doors = {right.door_id for right in rights if right.is_valid(at, wired[right.door_id].zone)}
    return tuple(
        PassableDoor(door=door, station_id=station_id)
        for door in doors
        if door.id in open_doors and not door.is_blocked
    )


def list_door_facts(connection: Connection, doors: Collection[DoorRow]) -> tuple[DoorFact, ...]:
    """Give the doors as decisions take them."""
    served = list_served_at_doors(connection, [door.id for door in doors])
    return tuple(_fact(door, served.get(door.id, frozenset())) for door in doors)


def view_door(passable: PassableDoor, station_link: StationLink) -> DoorView:
    """Show the door, and whether its station can be reached."""
    station_id = passable.station_id
    return DoorView(
        door_id=passable.door.id,
        name=passable.door.name,
        building_name=passable.door.building_name,
        online=station_id is not None and station_link.presence(station_id) is not None,
        has_view=passable.has_view and station_id is not None,
    )


def _homes_of(connection: Connection, memberships: tuple[Membership, ...]) -> tuple[HomeOfHousehold, ...]:
    households = {
        membership.household_id for membership in memberships if membership.household_id is not None
    }
    return list_homes_of_households(connection, households) if households else ()


def _facts(
    memberships: tuple[Membership, ...], homes: tuple[HomeOfHousehold, ...]
) -> tuple[MembershipFact, ...]:
    own = {home.household_id: home for home in homes}
    return tuple(
        MembershipFact(
            role=HolderRole(membership.role.value),
            property_id=membership.property_id,
            building_id=None
            if (home := own.get(membership.household_id or "")) is None
            else home.building_id,
            home_id=None if home is None else home.home_id,
            household_id=membership.household_id,
            since=membership.since,
            until=membership.until,
        )
        for membership in memberships
        if membership.property_id is not None
    )


def _fact(door: DoorRow, served: frozenset[str]) -> DoorFact:
    return DoorFact(
        door_id=door.id,
        building_id=door.building_id,
        property_id=door.property_id,
        is_blocked=door.is_blocked,
        policy=read_policy(door.policy),
        zone=ZoneInfo(door.time_zone),
        served=served,
    )
