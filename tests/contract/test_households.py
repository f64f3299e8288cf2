"""Moving in and out, family members and managers, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.repository import set_password
from genkan.server.accounts.service import find_person, find_session_by_id, list_memberships
from genkan.server.audit.service import Book
from genkan.server.households.devices import StopMemberDevices, StopResidentDevices
from genkan.server.households.errors import (
    HomeHasHistory,
    HomeOccupied,
    HouseholdOver,
    MemberWaiting,
    NoSeatLeft,
)
from genkan.server.households.family import (
    AddDependent,
    AddMember,
    ChangeMember,
    GetFamily,
    RemoveMember,
    SendAgain,
)
from genkan.server.households.handing_over import HandOver
from genkan.server.households.homes import HomeState, ListHomes, RemoveHome
from genkan.server.households.moving import CancelMoveOut, HouseholdGround, MoveIn, MoveOut
from genkan.server.households.turning import Turning
from genkan.server.platform.bus import InProcessBus, Message
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.operations import Role, Scope
from genkan.server.properties.accepting import AcceptInvitation, ListInvitations, RefuseInvitation
from genkan.server.properties.enlisting import Enlisted, MemberState
from genkan.server.properties.errors import InvitationOver, MemberJoined, MemberKnown
from genkan.server.properties.service import HomeRow, add_home
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock
from harness.street import Street, add_device, add_member, add_somebody, add_street

A_DAY = timedelta(days=1)


@dataclass
class RecordedKeys:
    """Remembers what was voided."""

    ended: list[tuple[str, str]] = field(default_factory=list)
    planned: list[str] = field(default_factory=list)

    def end_member(self, connection: Connection, *, household_id: str, person_id: str, at: datetime) -> None:
        self.ended.append(("member", person_id))

    def end_household(self, connection: Connection, *, household_id: str, at: datetime) -> None:
        self.ended.append(("household", household_id))

    def change_household(self, connection: Connection, *, household_id: str) -> None:
        self.planned.append(household_id)

    def stop_devices(self, connection: Connection, *, person_id: str, at: datetime) -> None:
        self.ended.append(("devices", person_id))


@dataclass(kw_only=True)
class Neighbourhood:
    """A street with a vacant home 102, a master in 101, and whoever asks."""

    database: Database
    street: Street
    vacant: str
    master: str
    clock: MovedClock = field(default_factory=MovedClock)
    keys: RecordedKeys = field(default_factory=RecordedKeys)
    bus: InProcessBus = field(default_factory=InProcessBus)
    hinted: list[str] = field(default_factory=list)

    @property
    def ground(self) -> HouseholdGround:
        return HouseholdGround(database=self.database, bus=self.bus, clock=self.clock, keys=self.keys)

    @property
    def staff(self) -> Scope:
        return Scope(person_id="-", properties=frozenset({self.street.property_id}))

    @property
    def resident(self) -> Scope:
        return Scope(person_id=self.master, households=frozenset({self.street.household_id}))

    async def people(self) -> tuple[Enlisted, ...]:
        return (await GetFamily(self.ground)(self.resident, self.street.household_id)).people

    async def member(self, member_id: str) -> Enlisted:
        return next(entry for entry in await self.people() if entry.id == member_id)

    async def add(self, email: str = "ken@example.test", **other: str) -> str:
        return await AddMember(self.ground)(self.resident, self.street.household_id, newcomer(email, **other))

    async def come(self, person_id: str) -> None:
        """Let somebody choose a password: they have signed in."""
        await self.database.write(lambda connection: set_password(connection, person_id, "chosen"))

    async def roles(self, person_id: str) -> list[Role]:
        now = self.clock.now()
        found = await self.database.read(lambda connection: list_memberships(connection, person_id, now))
        return [membership.role for membership in found]


def newcomer(email: str = "ken@example.test", **other: str) -> NewPerson:
    given = {"given_name": "健", "family_name": "佐藤", "language": "ja", "email": email} | other
    return NewPerson(**given)


@pytest.fixture
async def here(database: Database) -> Neighbourhood:
    def settle(connection: Connection) -> tuple[Street, str, str]:
        street = add_street(connection)
        master = add_somebody(connection, email="master@example.test")
        add_member(connection, street, master)
        home = HomeRow(id=new_id(), building_id=street.building_id, number="102")
        add_home(connection, home)
        return street, home.id, master

    street, vacant, master = await database.write(settle)
    here = Neighbourhood(database=database, street=street, vacant=vacant, master=master)

    async def hear(message: Message) -> None:
        here.hinted.append(message.subject.rpartition(".")[2])

    await here.bus.subscribe("hint.person.>", hear)
    return here


# --- moving ---------------------------------------------------------------------------------------
def _accepting(here: Neighbourhood) -> AcceptInvitation:
    return AcceptInvitation(here.database, here.bus, here.clock, Book(here.clock))


async def test_a_home_is_vacant_then_waits_for_its_master_and_then_is_lived_in(here: Neighbourhood) -> None:
    states = []

    async def look() -> None:
        lines = await ListHomes(here.database, here.clock)(here.staff, here.street.property_id)
        states.append(next(line.state for line in lines if line.home_id == here.vacant))

    await look()
    household_id = await MoveIn(here.ground)(here.staff, here.vacant, newcomer())
    await look()
    scope = Scope(person_id="-", households=frozenset({household_id}))
    (master,) = (await GetFamily(here.ground)(scope, household_id)).people
    await here.come(master.person_id)
    await look()

    assert states == [HomeState.VACANT, HomeState.WAITING, HomeState.ACTIVE]
    assert await here.roles(master.person_id) == [Role.MASTER]


async def test_a_planned_move_gives_its_rights_at_the_instant_and_not_before(here: Neighbourhood) -> None:
    moves_in, moves_out = NOW + A_DAY, NOW + 3 * A_DAY
    household_id = await MoveIn(here.ground)(here.staff, here.vacant, newcomer(), since=moves_in)
    await MoveOut(here.ground)(here.staff, household_id, until=moves_out)
    (master,) = (await GetFamily(here.ground)(here.staff, household_id)).people
    turning, seen = Turning(here.ground), []
    await here.database.write(lambda connection: add_device(connection, master.person_id, token="t"))
    await turning.look()
    await asyncio.sleep(0)
    here.hinted.clear()

    for instant in (NOW, moves_in, moves_out - timedelta(milliseconds=1), moves_out):
        here.clock.instant = instant
        await turning.look()
        seen.append(len(await here.roles(master.person_id)))
    await here.bus.close()

    assert seen == [0, 1, 1, 0]
    assert here.hinted == [master.person_id, master.person_id]  # once in, once out
    assert here.keys.ended == [("household", household_id)]
    with pytest.raises(HouseholdOver):
        await MoveOut(here.ground)(here.staff, household_id)


async def test_nobody_moves_into_a_home_that_is_lived_in(here: Neighbourhood) -> None:
    move_in = MoveIn(here.ground)

    with pytest.raises(HomeOccupied):
        await move_in(here.staff, here.street.home_id, newcomer())
    await MoveOut(here.ground)(here.staff, here.street.household_id, until=NOW + A_DAY)
    with pytest.raises(HomeOccupied):
        await move_in(here.staff, here.street.home_id, newcomer())
    await move_in(here.staff, here.street.home_id, newcomer(), since=NOW + A_DAY)
    with pytest.raises(HomeOccupied):
        await CancelMoveOut(here.ground)(here.staff, here.street.household_id)


async def test_of_two_households_that_move_in_at_once_one_does(here: Neighbourhood) -> None:
    outcomes = await asyncio.gather(
        *(
            MoveIn(here.ground)(here.staff, here.vacant, newcomer(f"p{number}@example.test"))
            for number in range(4)
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, HomeOccupied) for outcome in outcomes) == 3


async def test_moving_out_ends_every_right_and_keeps_the_past(here: Neighbourhood) -> None:
    session = await here.database.write(lambda connection: add_device(connection, here.master, token="t"))
    waiting = await here.add()
    person = (await here.member(waiting)).person_id

    await MoveOut(here.ground)(here.staff, here.street.household_id)
    await here.bus.close()

    assert await here.roles(here.master) == []
    assert await here.database.read(lambda connection: find_session_by_id(connection, session)) is None
    assert await here.database.read(lambda connection: find_person(connection, person)) is None
    assert set(here.hinted) == {here.master, person}
    past = await here.database.read(lambda connection: list_memberships(connection, here.master, NOW))
    assert past == ()  # the end is exclusive
    assert here.keys.ended == [("household", here.street.household_id)]


async def test_a_planned_move_out_can_be_taken_back(here: Neighbourhood) -> None:
    await MoveOut(here.ground)(here.staff, here.street.household_id, until=NOW + A_DAY)

    await CancelMoveOut(here.ground)(here.staff, here.street.household_id)

    here.clock.move(2 * 86_400)
    assert await here.roles(here.master) == [Role.MASTER]
    assert here.keys.planned == [here.street.household_id] * 2  # planned, and taken back


async def test_a_home_with_a_past_stays(here: Neighbourhood) -> None:
    with pytest.raises(HomeHasHistory):
        await RemoveHome(here.database)(here.staff, here.street.home_id)
    await RemoveHome(here.database)(here.staff, here.vacant)

    lines = await ListHomes(here.database, here.clock)(here.staff, here.street.property_id)
    assert [line.number for line in lines] == ["101"]


# --- family ---------------------------------------------------------------------------------------
async def test_a_new_member_and_a_known_one_look_the_same_to_whoever_added_them(here: Neighbourhood) -> None:
    await here.database.write(
        lambda connection: add_somebody(connection, username="777777777", email="known@example.test")
    )

    new = await here.member(await here.add("new@example.test"))
    known = await here.member(await here.add("known@example.test"))

    shown = [
        (entry.state, entry.username, entry.given_name, entry.family_name, entry.mail, entry.role)
        for entry in (new, known)
    ]
    assert shown[0] == shown[1]
    assert known.email == "known@example.test"


async def test_somebody_known_joins_by_accepting_and_not_before(here: Neighbourhood) -> None:
    known = await here.database.write(
        lambda connection: add_somebody(connection, username="777777777", email="known@example.test")
    )
    await here.come(known)
    member_id = await here.add("known@example.test")
    self_scope = Scope(person_id=known)
    listing = ListInvitations(here.database, Numbers(), here.clock)

    (invitation,) = await listing(self_scope)
    assert (invitation.id, invitation.home_number, await here.roles(known)) == (member_id, "101", [])
    with pytest.raises(NotFound):
        await _accepting(here)(Scope(person_id="other"), member_id)
    await _accepting(here)(self_scope, member_id)

    joined = await here.member(member_id)
    assert (joined.state, joined.username, joined.given_name) == (MemberState.JOINED, "777777777", "花子")
    assert await here.roles(known) == [Role.FAMILY]
    assert await listing(self_scope) == ()


async def test_a_refused_invitation_is_shown_and_takes_no_seat(here: Neighbourhood) -> None:
    known = await here.database.write(
        lambda connection: add_somebody(connection, username="777777777", email="known@example.test")
    )
    member_id = await here.add("known@example.test")

    await RefuseInvitation(here.database, here.clock, Book(here.clock))(Scope(person_id=known), member_id)

    family = await GetFamily(here.ground)(here.resident, here.street.household_id)
    assert [entry.state for entry in family.people if entry.id == member_id] == [MemberState.REFUSED]
    assert family.taken == 0
    with pytest.raises(InvitationOver):
        await _accepting(here)(Scope(person_id=known), member_id)


async def test_an_invitation_lives_thirty_days(here: Neighbourhood) -> None:
    known = await here.database.write(
        lambda connection: add_somebody(connection, username="777777777", email="known@example.test")
    )
    member_id = await here.add("known@example.test")

    here.clock.move(30 * 86_400)
    with pytest.raises(InvitationOver):
        await _accepting(here)(Scope(person_id=known), member_id)


async def test_a_removed_member_is_out_everywhere_at_once(here: Neighbourhood) -> None:
    member_id = await here.add()
    person = (await here.member(member_id)).person_id
    await here.come(person)
    session = await here.database.write(lambda connection: add_device(connection, person, token="t"))

    await RemoveMember(here.ground)(here.resident, here.street.household_id, member_id)
    await here.bus.close()

    assert await here.roles(person) == []
    assert await here.database.read(lambda connection: find_session_by_id(connection, session)) is None
    assert here.hinted[-1] == person
    assert here.keys.ended == [("member", person)]
    assert [entry.id for entry in await here.people()] != [member_id]


async def test_whoever_belongs_elsewhere_stays_signed_in_there(here: Neighbourhood) -> None:
    member_id = await here.add()
    person = (await here.member(member_id)).person_id
    await here.come(person)
    other = await here.database.write(add_street)
    await here.database.write(lambda connection: add_member(connection, other, person, Role.MANAGER))
    session = await here.database.write(lambda connection: add_device(connection, person, token="t"))

    await RemoveMember(here.ground)(here.resident, here.street.household_id, member_id)

    assert await here.roles(person) == [Role.MANAGER]
    assert await here.database.read(lambda connection: find_session_by_id(connection, session)) is not None


async def test_a_mistyped_address_can_be_corrected_and_keeps_no_account(here: Neighbourhood) -> None:
    member_id = await here.add("kenn@example.test")
    mistyped = (await here.member(member_id)).person_id

    corrected = await ChangeMember(here.ground)(
        here.resident, here.street.household_id, member_id, newcomer("ken@example.test")
    )

    assert (await here.member(corrected)).email == "ken@example.test"
    assert await here.database.read(lambda connection: find_person(connection, mistyped)) is None
    again = await ChangeMember(here.ground)(
        here.resident, here.street.household_id, corrected, newcomer("ken@example.test", given_name="賢")
    )
    assert again == corrected
    assert (await here.member(again)).given_name == "賢"


async def test_name_and_address_are_the_members_own_once_they_have_come(here: Neighbourhood) -> None:
    member_id = await here.add()
    await here.come((await here.member(member_id)).person_id)

    with pytest.raises(MemberJoined):
        await ChangeMember(here.ground)(
            here.resident, here.street.household_id, member_id, newcomer("thief@example.test")
        )
    with pytest.raises(MemberJoined):
        await SendAgain(here.ground)(here.resident, here.street.household_id, member_id)


async def test_a_mail_can_be_sent_again_after_a_minute(here: Neighbourhood) -> None:
    member_id = await here.add()
    send = SendAgain(here.ground)

    with pytest.raises(TooOften):
        await send(here.resident, here.street.household_id, member_id)
    here.clock.move(60)
    assert await send(here.staff, here.street.household_id, member_id) == member_id


async def test_an_address_is_added_once(here: Neighbourhood) -> None:
    await here.add("ken@example.test")

    with pytest.raises(MemberKnown):
        await here.add("ken@example.test")


async def test_three_are_free_and_a_fourth_needs_a_seat(here: Neighbourhood) -> None:
    for number in range(3):
        await here.add(f"p{number}@example.test")
    await AddDependent(here.ground)(
        here.resident, here.street.household_id, given_name="みお", family_name="佐藤"
    )

    with pytest.raises(NoSeatLeft):
        await here.add("p3@example.test")


async def test_somebody_without_account_is_renamed_and_removed(here: Neighbourhood) -> None:
    household = here.street.household_id
    dependent = await AddDependent(here.ground)(
        here.resident, household, given_name="みお", family_name="佐藤"
    )
    nameless = NewPerson(given_name="澪", family_name="佐藤", language="ja")

    await ChangeMember(here.ground)(here.resident, household, dependent, nameless)
    family = await GetFamily(here.ground)(here.resident, household)
    assert [row.given_name for row in family.dependents] == ["澪"]

    await RemoveMember(here.ground)(here.resident, household, dependent)
    assert (await GetFamily(here.ground)(here.resident, household)).dependents == ()


async def test_the_master_role_is_handed_on_to_somebody_who_has_come(here: Neighbourhood) -> None:
    household, hand_over = here.street.household_id, HandOver(here.ground)
    member_id = await here.add()
    heir = (await here.member(member_id)).person_id
    with pytest.raises(MemberWaiting):
        await hand_over(here.resident, household, member_id)
    await here.come(heir)

    await hand_over(here.resident, household, member_id)
    await here.bus.close()

    assert (await here.roles(heir), await here.roles(here.master)) == ([Role.MASTER], [Role.FAMILY])
    assert {heir, here.master} <= set(here.hinted)
    assert (await GetFamily(here.ground)(here.staff, household)).taken == 1


async def test_a_lost_telephone_is_stopped_by_the_master_and_by_the_staff(here: Neighbourhood) -> None:
    household, member_id = here.street.household_id, await here.add()
    person = (await here.member(member_id)).person_id
    await here.come(person)
    own = (await here.people())[0].id
    devices = [
        await here.database.write(lambda connection, t=token: add_device(connection, person, token=t))  # type: ignore[misc]
        for token in "ab"
    ]

    async def are_gone() -> bool:
        found = [
            await here.database.read(lambda connection, s=session: find_session_by_id(connection, s))  # type: ignore[misc]
            for session in devices
        ]
        return found == [None, None]

    await StopMemberDevices(here.ground)(here.resident, household, member_id)
    assert await are_gone()
    assert await here.roles(person) == [Role.FAMILY]
    with pytest.raises(NotFound):  # the master's own devices are in their own list
        await StopMemberDevices(here.ground)(here.resident, household, own)
    await StopResidentDevices(here.ground)(here.staff, household, own, reason="紛失の届け出")
    assert here.keys.ended == [("devices", person), ("devices", here.master)]


# --- others ---------------------------------------------------------------------------------------
async def test_a_household_of_another_property_does_not_exist(here: Neighbourhood) -> None:
    other = await here.database.write(add_street)
    household = other.household_id
    attempts: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: MoveIn(here.ground)(here.staff, other.home_id, newcomer()),
        lambda: MoveOut(here.ground)(here.staff, household),
        lambda: CancelMoveOut(here.ground)(here.staff, household),
        lambda: GetFamily(here.ground)(here.staff, household),
        lambda: AddMember(here.ground)(here.resident, household, newcomer()),
        lambda: RemoveMember(here.ground)(here.resident, household, "-"),
        lambda: HandOver(here.ground)(here.resident, household, "-"),
        lambda: StopMemberDevices(here.ground)(here.resident, household, "-"),
        lambda: RemoveHome(here.database)(here.staff, other.home_id),
    )

    for attempt in attempts:
        with pytest.raises(NotFound):
            await attempt()


class Numbers:
    """Every household lives in 101."""

    def list_home_numbers(self, connection: Connection, household_ids: object) -> dict[str, str]:
        assert isinstance(household_ids, set)
        return dict.fromkeys(household_ids, "101")
