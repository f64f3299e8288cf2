"""Moving in and out: a household begins and ends at an instant, and its members' rights with it."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.issue import AccountPlace, NewPerson
from genkan.server.accounts.members import (
    close_memberships_of_household,
    reopen_memberships_of_household,
    sign_out_strangers,
)
from genkan.server.accounts.service import hint_person
from genkan.server.households.errors import HomeOccupied, HouseholdOver
from genkan.server.households.homes import list_people, see_home, see_household
from genkan.server.households.link import HouseholdKeys
from genkan.server.households.repository import (
    HouseholdRow,
    add_household,
    list_households_of_homes,
    set_household_end,
)
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import MemberState, Position, enlist, withdraw
from genkan.server.properties.invitations import limit_invitations
from genkan.server.properties.service import (
    HomePlace,
    get_building,
    list_property_names,
    lock_home,
    take_change_number,
)
from genkan.server.properties.settings import get_settings
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import HouseholdData, Kind
from genkan.wire.ids import new_id

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdGround:
    """What the use cases of households share."""

    database: Database
    bus: Bus
    clock: Clock
    keys: HouseholdKeys


@operation("households.move_in")
class MoveIn:
    """Begin a household in a home at an instant, with its master, who gets the account mail at once."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(
        self, scope: Scope, home_id: str, new: NewPerson, *, since: datetime | None = None
    ) -> str:
        """Give the household's id. Raises NotFound, HomeOccupied, AddressMissing."""
        at = self._ground.clock.now()
        row = HouseholdRow(id=new_id(), home_id=home_id, name=None, since=max(since or at, at), until=None)

        def move(connection: Connection) -> None:
            place = see_home(connection, scope, home_id)
            lock_home(connection, home_id)  # two people at two desks
            if any(_overlaps(row, other) for other in list_households_of_homes(connection, [home_id], at)):
                raise HomeOccupied
            add_household(connection, row)
            tell_household(connection, Kind.MOVED_IN, place, row, at)
            master = enlist(connection, new, position_in(connection, place, row, Role.MASTER), at)
            planned = [Change(Field.SINCE, None, to_ms(row.since))] if row.since > at else []
            audit.note(connection, member_id=master, changes=planned)

        await self._ground.database.write(move)
        log.info("household.moved_in", household_id=row.id, home_id=home_id)
        return row.id


@operation("households.move_out")
class MoveOut:
    """End a household at an instant, and every right of its members with it. Its history stays its own."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, *, until: datetime | None = None) -> None:
        """Raises NotFound, HouseholdOver."""
        at = self._ground.clock.now()
        ends_at = max(until or at, at)

        def move(connection: Connection) -> tuple[str, ...]:
            row, place = see_household(connection, scope, household_id)
            lock_home(connection, place.id)
            if row.until is not None and row.until <= at:
                raise HouseholdOver
            people = list_people(connection, [household_id], at).get(household_id, ())
            if ends_at <= at:
                for entry in people:
                    if entry.state is not MemberState.JOINED:
                        withdraw(connection, entry, at)
            planned = [Change(Field.UNTIL, None, to_ms(ends_at))] if ends_at > at else []
            audit.note(connection, changes=planned)
            set_household_end(connection, household_id, ends_at)
            tell_household(connection, Kind.MOVED_OUT, place, replace(row, until=ends_at), at)
            ended = close_memberships_of_household(connection, household_id, ends_at)
            limit_invitations(connection, household_id, ends_at)
            take_change_number(connection, place.property_id)
            if ends_at <= at:
                self._ground.keys.end_household(connection, household_id=household_id, at=at)
            else:
                self._ground.keys.change_household(connection, household_id=household_id)
            sign_out_strangers(connection, ended, at)
            return tuple({*ended, *(entry.person_id for entry in people)})

        for person_id in await self._ground.database.write(move):
            await hint_person(self._ground.bus, person_id)
        log.info("household.moved_out", household_id=household_id, planned=ends_at > at)


@operation("households.cancel_move_out")
class CancelMoveOut:
    """Let a household stay that was to move out."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str) -> None:
        """Raises NotFound, HouseholdOver, HomeOccupied."""
        at = self._ground.clock.now()

        def stay(connection: Connection) -> tuple[str, ...]:
            row, place = see_household(connection, scope, household_id)
            lock_home(connection, place.id)
            if row.until is None:
                return ()
            if row.until <= at:
                raise HouseholdOver
            others = list_households_of_homes(connection, [place.id], at)
            if any(other.since >= row.until for other in others if other.id != row.id):
                raise HomeOccupied
            set_household_end(connection, household_id, None)
            audit.note(connection, changes=[Change(Field.UNTIL, to_ms(row.until), None)])
            tell_household(connection, Kind.STAYS, place, replace(row, until=None), at)
            limit_invitations(connection, household_id, None)
            take_change_number(connection, place.property_id)
            self._ground.keys.change_household(connection, household_id=household_id)
            return reopen_memberships_of_household(connection, household_id, row.until)

        for person_id in await self._ground.database.write(stay):
            await hint_person(self._ground.bus, person_id)


def tell_household(
    connection: Connection, kind: Kind, place: HomePlace, row: HouseholdRow, at: datetime
) -> None:
    """Queue what other programs are told of a household."""
    data = HouseholdData(
        household_id=row.id,
        home_id=place.id,
        home_number=place.number,
        building_id=place.building_id,
        since_ms=to_ms(row.since),
        until_ms=None if row.until is None else to_ms(row.until),
    )
    note(connection, kind, data, property_id=place.property_id, at=at)


def position_in(connection: Connection, place: HomePlace, household: HouseholdRow, role: Role) -> Position:
    """Give what somebody becomes who is added to the household."""
    settings = get_settings(connection, place.property_id)
    account = AccountPlace(
        role=role,
        property_id=place.property_id,
        property_name=list_property_names(connection, [place.property_id])[place.property_id],
        home_number=place.number,
        support_phone=settings.support_phone,
        support_hours=settings.support_hours,
        time_zone=get_building(connection, place.building_id).time_zone,
    )
    return Position(place=account, household_id=household.id, since=household.since, until=household.until)


def _overlaps(row: HouseholdRow, other: HouseholdRow) -> bool:
    return other.until is None or row.since < other.until
