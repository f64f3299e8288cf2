"""Properties, buildings, homes, doors and households, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.server.households.service import (
    HouseholdRow,
    add_household,
    find_current_household,
    list_homes_of_households,
)
from genkan.server.platform.database import Database, open_database
from genkan.server.platform.errors import BadRequest, NotFound
from genkan.server.platform.settings import Settings
from genkan.server.properties.service import (
    HomeRow,
    add_door,
    add_home,
    find_door,
    find_home,
    get_building,
    list_buildings_of_properties,
    list_door_names,
    list_doors_of_buildings,
    list_property_names,
    set_door_blocked,
    take_change_number,
)
from genkan.wire.ids import new_id
from harness.installation import NOW
from harness.street import add_street

A_SECOND = timedelta(seconds=1)


async def test_a_door_knows_its_building_and_property(database: Database) -> None:
    street = await database.write(add_street)

    door = await database.read(lambda connection: find_door(connection, street.door_id))

    assert door is not None
    assert (door.name, door.building_name) == ("エントランス", "さくらハイツ 東館")
    assert (door.building_id, door.property_id) == (street.building_id, street.property_id)
    assert (door.release_ms, door.is_blocked) == (5_000, False)
    assert await database.read(lambda connection: find_door(connection, new_id())) is None


async def test_a_door_can_be_taken_out_of_service_and_back(database: Database) -> None:
    street = await database.write(add_street)

    def block(connection: Connection) -> list[bool]:
        states = []
        for blocked in (True, False):
            set_door_blocked(connection, street.door_id, is_blocked=blocked)
            door = find_door(connection, street.door_id)
            assert door is not None
            states.append(door.is_blocked)
        return states

    assert await database.write(block) == [True, False]


async def test_doors_are_listed_by_building_and_name_and_never_those_of_others(database: Database) -> None:
    own = await database.write(add_street)
    await database.write(add_street)
    await database.write(
        lambda connection: add_door(connection, door_id=new_id(), building_id=own.building_id, name="A門")
    )

    doors = await database.read(lambda connection: list_doors_of_buildings(connection, {own.building_id}))

    assert [door.name for door in doors] == ["A門", "エントランス"]
    assert await database.read(lambda connection: list_doors_of_buildings(connection, set())) == ()


async def test_a_home_is_found_by_its_number_in_its_own_building_only(database: Database) -> None:
    first, second = await database.write(add_street), await database.write(add_street)

    def find(connection: Connection) -> list[str | None]:
        found = [
            find_home(connection, first.building_id, "101"),
            find_home(connection, second.building_id, "101"),
            find_home(connection, first.building_id, "999"),
        ]
        return [None if home is None else home.id for home in found]

    assert await database.read(find) == [first.home_id, second.home_id, None]


async def test_text_that_a_database_cannot_hold_is_somebodys_bad_request(settings: Settings) -> None:
    if settings.is_sqlite:
        pytest.skip("SQLite holds any text")
    database = open_database(settings.database_url)
    street = await database.write(add_street)
    home = HomeRow(id=new_id(), building_id=street.building_id, number="1" * 17)

    with pytest.raises(BadRequest):
        await database.read(lambda connection: find_home(connection, street.building_id, "1\0"))
    with pytest.raises(BadRequest):
        await database.write(lambda connection: add_home(connection, home))
    await database.close()


async def test_a_number_is_given_once_in_a_building(database: Database) -> None:
    street = await database.write(add_street)

    with pytest.raises(IntegrityError):
        await database.write(
            lambda connection: add_home(
                connection, HomeRow(id=new_id(), building_id=street.building_id, number="101")
            )
        )


async def test_names_are_given_by_id_and_missing_ones_left_out(database: Database) -> None:
    street = await database.write(add_street)

    def names(connection: Connection) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        return (
            list_door_names(connection, {street.door_id, new_id()}),
            list_door_names(connection, set()),
            list_property_names(connection, {street.property_id, new_id()}),
        )

    assert await database.read(names) == (
        {street.door_id: "エントランス"},
        {},
        {street.property_id: "さくらハイツ"},
    )


async def test_buildings_are_listed_for_their_properties_only(database: Database) -> None:
    own = await database.write(add_street)
    await database.write(add_street)

    buildings = await database.read(
        lambda connection: list_buildings_of_properties(connection, {own.property_id})
    )

    assert [building.id for building in buildings] == [own.building_id]
    with pytest.raises(NotFound):
        await database.read(lambda connection: get_building(connection, new_id()))


async def test_change_numbers_rise_by_one_for_each_property_also_side_by_side(database: Database) -> None:
    street = await database.write(add_street)

    taken = await asyncio.gather(
        *(
            database.write(lambda connection: take_change_number(connection, street.property_id))
            for _ in range(5)
        )
    )

    assert sorted(taken) == [1, 2, 3, 4, 5]
    with pytest.raises(NotFound):
        await database.write(lambda connection: take_change_number(connection, new_id()))


async def test_a_failed_transaction_gives_its_change_number_back(database: Database) -> None:
    street = await database.write(add_street)

    def fail(connection: Connection) -> None:
        take_change_number(connection, street.property_id)
        raise NotFound

    with pytest.raises(NotFound):
        await database.write(fail)

    assert await database.write(lambda connection: take_change_number(connection, street.property_id)) == 1


async def test_the_household_of_a_home_changes_at_the_instant(database: Database) -> None:
    street = await database.write(lambda connection: add_street(connection, at=NOW))
    moved_in = NOW + timedelta(days=30)
    next_tenants = HouseholdRow(
        id=new_id(), home_id=street.home_id, name=None, since=moved_in, until=moved_in + A_SECOND
    )
    await database.write(lambda connection: add_household(connection, next_tenants))

    def at_each(connection: Connection) -> list[str | None]:
        instants = (NOW - A_SECOND, NOW, moved_in - A_SECOND, moved_in)
        found = [find_current_household(connection, street.home_id, at) for at in instants]
        return [None if household is None else household.id for household in found]

    assert await database.read(at_each) == [None, street.household_id, street.household_id, next_tenants.id]


async def test_a_household_that_moved_out_leaves_the_home_vacant(database: Database) -> None:
    street = await database.write(add_street)
    vacant = HomeRow(id=new_id(), building_id=street.building_id, number="102")
    gone = HouseholdRow(id=new_id(), home_id=vacant.id, name="旧居", since=NOW, until=NOW + A_SECOND)

    def move_out(connection: Connection) -> None:
        add_home(connection, vacant)
        add_household(connection, gone)

    await database.write(move_out)

    assert (
        await database.read(lambda connection: find_current_household(connection, vacant.id, NOW + A_SECOND))
        is None
    )


async def test_homes_of_households_come_with_their_buildings(database: Database) -> None:
    street, other = await database.write(add_street), await database.write(add_street)

    homes = await database.read(
        lambda connection: list_homes_of_households(connection, {street.household_id})
    )

    assert [(home.home_id, home.number, home.building_id) for home in homes] == [
        (street.home_id, "101", street.building_id)
    ]
    assert homes[0].property_id == street.property_id != other.property_id
    assert await database.read(lambda connection: list_homes_of_households(connection, set())) == ()
