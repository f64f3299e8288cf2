"""Family members 「ファミリーメンバー」: added, corrected and removed by the master."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.service import hint_person
from genkan.server.households.errors import HouseholdOver, NoSeatLeft
from genkan.server.households.homes import list_people, see_household
from genkan.server.households.moving import HouseholdGround, position_in
from genkan.server.households.orders import SeatOrderRow, count_paid_seats, list_orders_of_household
from genkan.server.households.repository import (
    DependentRow,
    HouseholdRow,
    add_dependent,
    list_dependents,
    lock_household,
    remove_dependent,
    rename_dependent,
)
from genkan.server.platform import audit
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import (
    Enlisted,
    MemberState,
    correct,
    enlist,
    send_again,
    withdraw,
)
from genkan.server.properties.errors import MemberKnown
from genkan.server.properties.service import HomePlace
from genkan.server.properties.settings import PropertySettings, get_settings
from genkan.wire.ids import new_id

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A household as its members see it."""

    household_id: str
    people: tuple[Enlisted, ...]
    dependents: tuple[DependentRow, ...]
    settings: PropertySettings
    seats: int  # how many family members there may be
    taken: int
    open_order: SeatOrderRow | None

    @property
    def has_room(self) -> bool:
        return self.taken < self.seats


@operation("households.get_family")
class GetFamily:
    """Give the people of a household to its members, and to the staff."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str) -> Family:
        """Raises NotFound."""
        at = self._ground.clock.now()

        def read(connection: Connection) -> Family:
            row, place = see_household(connection, scope, household_id)
            return read_family(connection, row, place, at)

        return await self._ground.database.read(read)


@operation("households.add_member")
class AddMember:
    """Add a family member; they get the account mail, or an invitation."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, new: NewPerson) -> str:
        """Give the member's id. Raises NotFound, HouseholdOver, NoSeatLeft, MemberKnown, AddressMissing."""
        at = self._ground.clock.now()

        def add(connection: Connection) -> str:
            row, place = get_lived_in(connection, scope, household_id, at)
            lock_household(connection, household_id)  # two adds at the same instant count one after the other
            family = read_family(connection, row, place, at)
            _ensure_unknown(family, new)
            if not family.has_room:
                raise NoSeatLeft
            return enlist(connection, new, position_in(connection, place, row, Role.FAMILY), at)

        member_id = await self._ground.database.write(add)
        log.info("household.member.added", household_id=household_id)
        return member_id


@operation("households.change_member")
class ChangeMember:
    """Correct what was typed of a family member who has not come yet, or somebody's name without account."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, member_id: str, new: NewPerson) -> str:
        """Give the member's id from now on. Raises NotFound, HouseholdOver, MemberJoined, MemberKnown."""
        at = self._ground.clock.now()

        def change(connection: Connection) -> str:
            row, place = get_lived_in(connection, scope, household_id, at)
            lock_household(connection, household_id)
            family = read_family(connection, row, place, at)
            if any(dependent.id == member_id for dependent in family.dependents):
                rename_dependent(
                    connection, member_id, given_name=new.given_name, family_name=new.family_name
                )
                return member_id
            entry = get_member(family, member_id)
            _ensure_unknown(family, new, besides=member_id)
            position = position_in(connection, place, row, Role.FAMILY)
            return correct(connection, entry, new, position, at)

        return await self._ground.database.write(change)


@operation("households.remove_member")
class RemoveMember:
    """End every right of a family member at once, and void the household's shared PIN."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, member_id: str) -> None:
        """Raises NotFound."""
        at = self._ground.clock.now()

        def remove(connection: Connection) -> str | None:
            row, place = see_household(connection, scope, household_id)
            family = read_family(connection, row, place, at)
            if any(dependent.id == member_id for dependent in family.dependents):
                remove_dependent(connection, member_id)
                return None
            entry = get_member(family, member_id)
            withdraw(connection, entry, at)
            if entry.state is MemberState.JOINED:  # nobody else has ever seen the PIN
                self._ground.keys.end_member(
                    connection, household_id=household_id, person_id=entry.person_id, at=at
                )
            return entry.person_id

        person_id = await self._ground.database.write(remove)
        if person_id is not None:
            await hint_person(self._ground.bus, person_id)
        log.info("household.member.removed", household_id=household_id)


@operation("households.send_again")
class SendAgain:
    """Send the account mail of somebody who has not come yet again; the older link is void."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, member_id: str) -> str:
        """Give the member's id from now on. Raises NotFound, HouseholdOver, MemberJoined, TooOften."""
        at = self._ground.clock.now()

        def send(connection: Connection) -> str:
            row, place = get_lived_in(connection, scope, household_id, at)
            lock_household(connection, household_id)
            family = read_family(connection, row, place, at)
            entry = next((entry for entry in family.people if entry.id == member_id), None)
            if entry is None:
                raise NotFound
            sent = send_again(connection, entry, position_in(connection, place, row, entry.role), at)
            audit.note(connection, member_id=sent)
            return sent

        return await self._ground.database.write(send)


@operation("households.add_dependent")
class AddDependent:
    """Add a child or elder without mail and telephone; it takes no seat."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, *, given_name: str, family_name: str) -> str:
        """Give the id. Raises NotFound, HouseholdOver."""
        at = self._ground.clock.now()
        row = DependentRow(
            id=new_id(),
            household_id=household_id,
            given_name=given_name,
            family_name=family_name,
            since=at,
        )

        def add(connection: Connection) -> None:
            get_lived_in(connection, scope, household_id, at)
            add_dependent(connection, row)

        await self._ground.database.write(add)
        return row.id


def get_lived_in(
    connection: Connection, scope: Scope, household_id: str, at: datetime
) -> tuple[HouseholdRow, HomePlace]:
    """Give a household that lives there still, or will. Raises NotFound, HouseholdOver."""
    row, place = see_household(connection, scope, household_id)
    if row.until is not None and row.until <= at:
        raise HouseholdOver
    return row, place


def read_family(connection: Connection, row: HouseholdRow, place: HomePlace, at: datetime) -> Family:
    """Give the people of the household, and how many there may be."""
    people = list_people(connection, [row.id], at).get(row.id, ())
    orders = list_orders_of_household(connection, row.id)
    settings = get_settings(connection, place.property_id)
    return Family(
        household_id=row.id,
        people=people,
        dependents=list_dependents(connection, row.id),
        settings=settings,
        seats=settings.free_family_members + count_paid_seats(connection, row.id),
        open_order=next((order for order in orders if order.is_open), None),
        taken=count_family(people),
    )


def count_family(people: Collection[Enlisted]) -> int:
    """Give how many places of family members are taken."""
    return sum(1 for entry in people if entry.role is Role.FAMILY and entry.state is not MemberState.REFUSED)


def get_member(family: Family, member_id: str) -> Enlisted:
    """Give a family member. Raises NotFound, also for the master."""
    for entry in family.people:
        if entry.id == member_id and entry.role is Role.FAMILY:
            return entry
    raise NotFound


def _ensure_unknown(family: Family, new: NewPerson, *, besides: str | None = None) -> None:
    """Raise MemberKnown when somebody was added with the same address before.

    Only what was typed here is compared: what else an account knows would be told by it.
    """
    for entry in family.people:
        if entry.id == besides:
            continue
        if (new.email is not None and entry.email == new.email) or (
            new.mobile is not None and entry.mobile == new.mobile
        ):
            raise MemberKnown
