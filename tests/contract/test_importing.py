"""Homes and residents out of a file, on both databases: looked at first, then all of it or nothing."""

from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.service import find_person_by_username
from genkan.server.households.errors import ImportUnfit
from genkan.server.households.family import GetFamily
from genkan.server.households.homes import HomeState, ListHomes
from genkan.server.households.import_file import FaultReason
from genkan.server.households.importing import ImportPlan, ImportResidents, PreviewImport
from genkan.server.households.link import NoKeys
from genkan.server.households.moving import HouseholdGround
from genkan.server.messages.tables import message
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope
from genkan.server.properties.service import BuildingRow, add_building
from genkan.wire.ids import new_id
from harness.installation import MovedClock
from harness.street import Street, add_member, add_somebody, add_street

HEAD = "棟,住戸,区分,姓,名,メールアドレス\n"
EAST, WEST = "さくらハイツ 東館", "さくらハイツ 西館"


@dataclass(kw_only=True)
class Here:
    """A street of which a file is imported."""

    street: Street
    ground: HouseholdGround
    staff: Scope = field(init=False)

    def __post_init__(self) -> None:
        self.staff = Scope(person_id="-", properties=frozenset({self.street.property_id}))

    async def look_at(self, text: str) -> ImportPlan:
        preview = PreviewImport(self.ground)
        return await preview(self.staff, self.street.property_id, text.encode(), language="ja")

    async def bring_in(self, text: str) -> ImportPlan:
        bring_in = ImportResidents(self.ground)
        return await bring_in(self.staff, self.street.property_id, text.encode(), language="ja")

    async def homes(self) -> dict[str, tuple[HomeState, int]]:
        lines = await ListHomes(self.ground.database, self.ground.clock)(self.staff, self.street.property_id)
        return {f"{line.building_name} {line.number}": (line.state, line.people) for line in lines}

    async def mailed(self) -> list[str]:
        def read(connection: Connection) -> list[str]:
            return sorted(connection.execute(sa.select(message.c.address)).scalars())

        return await self.ground.database.read(read)


@pytest.fixture
async def here(database: Database) -> Here:
    def settle(connection: Connection) -> Street:
        street = add_street(connection)
        add_member(connection, street, add_somebody(connection, email="master@example.test"))
        west = BuildingRow(id=new_id(), property_id=street.property_id, name=WEST, time_zone="Asia/Tokyo")
        add_building(connection, west)
        return street

    street = await database.write(settle)
    ground = HouseholdGround(database=database, bus=InProcessBus(), clock=MovedClock(), keys=NoKeys())
    return Here(street=street, ground=ground)


def reasons(plan: ImportPlan) -> list[tuple[int, str, FaultReason]]:
    return [(fault.line, fault.column, fault.reason) for fault in plan.faults]


async def test_a_file_is_looked_at_and_then_brought_in_whole(here: Here) -> None:
    text = HEAD + (
        f"{EAST},102,,鈴木,一郎,ichiro@example.test\n"
        f"{EAST},102,,鈴木,次郎,jiro@example.test\n"
        f"{EAST},103,家族,高橋,誠,makoto@example.test\n"
        f"{EAST},103,世帯主,高橋,愛,ai@example.test\n"
        f"{EAST},101,,佐藤,健,ken@example.test\n"
        f"{WEST},101,,,,\n"
    )
    before = await here.homes()

    plan = await here.look_at(text)

    assert plan.faults == ()
    assert (plan.lines, plan.new_homes, plan.new_households, plan.new_residents) == (6, 3, 2, 5)
    assert await here.homes() == before
    assert await here.mailed() == []

    assert await here.bring_in(text) is not None

    assert await here.homes() == before | {
        f"{EAST} 101": (HomeState.ACTIVE, 2),
        f"{EAST} 102": (HomeState.WAITING, 2),
        f"{EAST} 103": (HomeState.WAITING, 2),
        f"{WEST} 101": (HomeState.VACANT, 0),
    }
    assert await here.mailed() == []  # accounts are issued when the manager says so
    family = await GetFamily(here.ground)(here.staff, here.street.household_id)
    assert {(entry.given_name, entry.role) for entry in family.people} == {
        ("花子", Role.MASTER),
        ("健", Role.FAMILY),
    }


async def test_whatever_does_not_fit_is_named_and_nothing_is_brought_in(here: Here) -> None:
    text = HEAD + (
        ",104,,山田,一,one@example.test\n"
        "南館,104,,山田,二,two@example.test\n"
        f"{EAST},101,世帯主,山田,三,three@example.test\n"
        f"{EAST},105,世帯主,山田,四,four@example.test\n"
        f"{EAST},105,世帯主,山田,五,five@example.test\n"
        f"{EAST},105,,山田,六,four@example.test\n"
        f"{EAST},106,家族,山田,七,seven@example.test\n"
        f"{EAST},108,,山田,八,eight@example.test\n"
    )
    before = await here.homes()
    plan = await here.look_at(text)
    assert reasons(plan) == [
        (2, "棟", FaultReason.BUILDING_MISSING),
        (3, "棟", FaultReason.BUILDING_UNKNOWN),
        (4, "住戸", FaultReason.HOME_OCCUPIED),
        (6, "区分", FaultReason.SECOND_MASTER),
        (7, "メールアドレス", FaultReason.MEMBER_KNOWN),
        (8, "区分", FaultReason.NO_MASTER),
    ]
    with pytest.raises(ImportUnfit):
        await here.bring_in(text)
    assert await here.homes() == before
    assert await here.mailed() == []


@pytest.mark.parametrize("typed", ["Ａ棟", "A棟", "a棟 ", "ａ棟"])
async def test_a_building_is_the_same_however_wide_it_is_typed(here: Here, typed: str) -> None:
    row = BuildingRow(id=new_id(), property_id=here.street.property_id, name="Ａ棟", time_zone="Asia/Tokyo")
    await here.ground.database.write(lambda connection: add_building(connection, row))
    plan = await here.look_at(f"{HEAD}{typed},101,,,,\n")
    assert (plan.faults, plan.new_homes) == ((), 1)


async def test_no_household_gets_more_family_members_than_it_may_have(here: Here) -> None:
    people = "".join(f"{EAST},101,,佐藤,{number},m{number}@example.test\n" for number in range(4))
    new = "".join(f"{EAST},107,,鈴木,{number},n{number}@example.test\n" for number in range(5))
    plan = await here.look_at(HEAD + people + new)
    assert reasons(plan) == [
        (5, "住戸", FaultReason.NO_SEAT_LEFT),
        (10, "住戸", FaultReason.NO_SEAT_LEFT),
    ]


async def test_the_same_file_again_finds_everything_there(here: Here) -> None:
    text = HEAD + f"{EAST},102,世帯主,鈴木,一郎,ichiro@example.test\n"
    await here.bring_in(text)
    assert reasons(await here.look_at(text)) == [
        (2, "住戸", FaultReason.HOME_OCCUPIED),
        (2, "メールアドレス", FaultReason.MEMBER_KNOWN),
    ]
    with pytest.raises(ImportUnfit):
        await here.bring_in(text)


async def test_somebody_known_is_invited_and_no_difference_is_shown(here: Here) -> None:
    plan = await here.bring_in(HEAD + f"{EAST},102,,佐藤,花子,master@example.test\n")
    assert (plan.new_households, plan.new_residents) == (1, 1)
    assert (await here.homes())[f"{EAST} 102"] == (HomeState.WAITING, 1)
    found = await here.ground.database.read(
        lambda connection: find_person_by_username(connection, "100000001")
    )
    assert found is not None


async def test_the_property_of_others_does_not_exist(here: Here) -> None:
    stranger = Scope(person_id="-", properties=frozenset())
    for use in (PreviewImport(here.ground), ImportResidents(here.ground)):
        with pytest.raises(NotFound):
            await use(stranger, here.street.property_id, b"", language="ja")


async def test_a_person_costs_a_handful_of_statements(here: Here) -> None:
    """Five thousand lines are imported in seconds, also where each statement crosses a network."""
    people = range(40)
    text = HEAD + "".join(f"{EAST},{300 + n // 2},,鈴木,{n},n{n}@example.test\n" for n in people)
    counted: list[str] = []

    def count(*values: object) -> None:
        counted.append(str(values[2]))

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    try:
        await here.bring_in(text)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", count)
    assert len(counted) > len(people)
    assert len(counted) <= 5 * len(people) + 30  # look for the address; person, membership, invitation
