"""The homes of a property as its staff see them: who lives there, and whether they have signed in."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from genkan.server.accounts.members import list_members_of_households
from genkan.server.households.errors import HomeHasHistory
from genkan.server.households.repository import (
    HouseholdRow,
    find_household,
    has_history,
    list_households_of_homes,
)
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import Enlisted, MailState, MemberState, list_enlisted
from genkan.server.properties.invitations import list_invitations_of_households
from genkan.server.properties.places import see_property
from genkan.server.properties.service import (
    HomePlace,
    list_buildings_of_properties,
    list_home_places,
    list_homes_of_buildings,
    lock_home,
    remove_home,
)


class HomeState(StrEnum):
    VACANT = "vacant"  # nobody lives there
    PLANNED = "planned"  # somebody will move in
    WAITING = "waiting"  # the master has not signed in yet
    ACTIVE = "active"  # the master has signed in


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    """One home in the list: its household, or the next one when it is vacant now."""

    home_id: str
    number: str
    building_id: str
    building_name: str
    state: HomeState
    household_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    master_name: str | None = None
    mail: MailState | None = None
    is_held: bool = False  # no account mail was sent to the master yet
    people: int = 0
    next_since: datetime | None = None  # when the household after this one moves in


@operation("households.list_homes")
class ListHomes:
    """Give every home of a property with its state."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str) -> tuple[HomeLine, ...]:
        """Raises NotFound."""
        see_property(scope, property_id)
        at = self._clock.now()
        return await self._database.read_long(lambda connection: _read_homes(connection, property_id, at))


@operation("households.remove_home")
class RemoveHome:
    """Take away a home that nobody has ever lived in: its number was mistyped."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, home_id: str) -> None:
        """Raises NotFound, HomeHasHistory."""

        def remove(connection: Connection) -> None:
            see_home(connection, scope, home_id)
            lock_home(connection, home_id)
            if has_history(connection, home_id):
                raise HomeHasHistory
            remove_home(connection, home_id)

        await self._database.write(remove)


def see_home(connection: Connection, scope: Scope, home_id: str) -> HomePlace:
    """Give the home. Raises NotFound, also for one of a property that the asker does not look after."""
    place = list_home_places(connection, [home_id]).get(home_id)
    if place is None or place.property_id not in scope.properties:
        raise NotFound
    return place


def see_household(connection: Connection, scope: Scope, household_id: str) -> tuple[HouseholdRow, HomePlace]:
    """Give the household and its home to its members and to the staff. Raises NotFound for all others."""
    row = find_household(connection, household_id)
    if row is None:
        raise NotFound
    place = list_home_places(connection, [row.home_id])[row.home_id]
    if household_id not in scope.households and place.property_id not in scope.properties:
        raise NotFound
    return row, place


def list_people(
    connection: Connection, household_ids: Collection[str], at: datetime
) -> dict[str, tuple[Enlisted, ...]]:
    """Give the people of each household who have an account, or were asked to."""
    members: dict[str, list[Enlisted]] = defaultdict(list)
    found = list_members_of_households(connection, household_ids, at)
    household_of = {member.membership.id: member.membership.household_id for member in found}
    invitations = list_invitations_of_households(connection, household_ids)
    household_of |= {row.id: row.household_id for row in invitations}
    for entry in list_enlisted(connection, found, invitations):
        members[household_of[entry.id] or ""].append(entry)
    return {household_id: tuple(entries) for household_id, entries in members.items()}


def find_master(people: Collection[Enlisted]) -> Enlisted | None:
    """Give the master among them."""
    return next((entry for entry in people if entry.role is Role.MASTER), None)


def _read_homes(connection: Connection, property_id: str, at: datetime) -> tuple[HomeLine, ...]:
    buildings = list_buildings_of_properties(connection, [property_id])
    homes = list_homes_of_buildings(connection, [building.id for building in buildings])
    households: dict[str, list[HouseholdRow]] = defaultdict(list)
    for row in list_households_of_homes(connection, [home.id for home in homes], at):
        households[row.home_id].append(row)
    shown = [rows[0].id for rows in households.values()]
    people = list_people(connection, shown, at)
    names = {building.id: building.name for building in buildings}
    return tuple(
        _line(
            HomeLine(
                home_id=home.id,
                number=home.number,
                building_id=home.building_id,
                building_name=names[home.building_id],
                state=HomeState.VACANT,
            ),
            households[home.id],
            people,
            at,
        )
        for home in homes
    )


def _line(
    vacant: HomeLine, households: list[HouseholdRow], people: dict[str, tuple[Enlisted, ...]], at: datetime
) -> HomeLine:
    if not households:
        return vacant
    first = households[0]
    entries = people.get(first.id, ())
    master = find_master(entries)
    return HomeLine(
        home_id=vacant.home_id,
        number=vacant.number,
        building_id=vacant.building_id,
        building_name=vacant.building_name,
        state=_state(first, master, at),
        household_id=first.id,
        since=first.since,
        until=first.until,
        master_name=None if master is None else master.display_name,
        mail=None if master is None else master.mail,
        is_held=master is not None and master.is_held,
        people=len(entries),
        next_since=households[1].since if len(households) > 1 else None,
    )


def _state(household: HouseholdRow, master: Enlisted | None, at: datetime) -> HomeState:
    if household.since > at:
        return HomeState.PLANNED
    if master is not None and master.state is MemberState.JOINED:
        return HomeState.ACTIVE
    return HomeState.WAITING
