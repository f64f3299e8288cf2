"""Building a property, on both databases."""

import asyncio

import pytest

from genkan.server.accounts.service import list_memberships
from genkan.server.platform.bus import InProcessBus, Message
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope
from genkan.server.properties.errors import HomeNumberTaken, TimeZoneUnknown
from genkan.server.properties.places import (
    AddHomes,
    ChangeBuilding,
    CreateBuilding,
    CreateProperty,
    ListProperties,
    RenameProperty,
)
from genkan.server.properties.service import list_homes_of_buildings
from genkan.server.properties.settings import ChangeSettings, GetSettings, PropertySettings
from harness.installation import MovedClock
from harness.street import Street, add_somebody, add_street


def scope_of(street: Street) -> Scope:
    return Scope(person_id="-", properties=frozenset({street.property_id}))


async def test_whoever_makes_a_property_is_its_installer_at_once(database: Database) -> None:
    person_id = await database.write(add_somebody)
    bus, clock, heard = InProcessBus(), MovedClock(), []

    async def hear(message: Message) -> None:
        heard.append(message.subject)

    await bus.subscribe("hint.person.>", hear)

    made = await CreateProperty(database, bus, clock)(Scope(person_id=person_id), "みどりの丘")
    await bus.close()

    (membership,) = await database.read(
        lambda connection: list_memberships(connection, person_id, clock.now())
    )
    assert (membership.role, membership.property_id) == (Role.INSTALLER, made)
    assert heard == [f"hint.person.{person_id}"]


async def test_a_property_is_listed_with_its_buildings_and_the_number_of_their_homes(
    database: Database,
) -> None:
    own = await database.write(add_street)
    await database.write(add_street)
    scope = scope_of(own)
    made = await CreateBuilding(database)(scope, own.property_id, name="西館", time_zone="Asia/Tokyo")
    await AddHomes(database)(scope, made, ["201", "202"])
    await RenameProperty(database)(scope, own.property_id, "さくらコート")

    (found,) = await ListProperties(database)(scope)

    assert found.property.name == "さくらコート"
    assert [(row.building.name, row.homes) for row in found.buildings] == [
        ("さくらハイツ 東館", 1),
        ("西館", 2),
    ]


async def test_homes_are_added_all_or_none(database: Database) -> None:
    own = await database.write(add_street)

    with pytest.raises(HomeNumberTaken):
        await AddHomes(database)(scope_of(own), own.building_id, ["100", "101"])
    with pytest.raises(HomeNumberTaken):
        await AddHomes(database)(scope_of(own), own.building_id, ["102", "102"])

    homes = await database.read(lambda connection: list_homes_of_buildings(connection, [own.building_id]))
    assert [home.number for home in homes] == ["101"]


async def test_two_installers_who_add_the_same_homes_add_them_once(database: Database) -> None:
    own = await database.write(add_street)
    numbers = [str(number) for number in range(102, 142)]

    outcomes = await asyncio.gather(
        *(AddHomes(database)(scope_of(own), own.building_id, numbers) for _ in range(4)),
        return_exceptions=True,
    )

    assert [outcome for outcome in outcomes if outcome is None] == [None]
    assert all(isinstance(outcome, HomeNumberTaken) for outcome in outcomes if outcome is not None)


async def test_a_building_has_a_time_zone_that_exists(database: Database) -> None:
    own = await database.write(add_street)

    with pytest.raises(TimeZoneUnknown):
        await CreateBuilding(database)(scope_of(own), own.property_id, name="別館", time_zone="Asia/Edo")
    await ChangeBuilding(database)(scope_of(own), own.building_id, name="本館", time_zone="Asia/Seoul")

    (found,) = await ListProperties(database)(scope_of(own))
    assert [(row.building.name, row.building.time_zone) for row in found.buildings] == [
        ("本館", "Asia/Seoul")
    ]


async def test_things_of_another_property_do_not_exist(database: Database) -> None:
    own, other = await database.write(add_street), await database.write(add_street)
    scope = scope_of(own)

    for attempt in (
        lambda: RenameProperty(database)(scope, other.property_id, "-"),
        lambda: CreateBuilding(database)(scope, other.property_id, name="-", time_zone="Asia/Tokyo"),
        lambda: ChangeBuilding(database)(scope, other.building_id, name="-", time_zone="Asia/Tokyo"),
        lambda: AddHomes(database)(scope, other.building_id, ["1"]),
        lambda: GetSettings(database)(scope, other.property_id),
        lambda: ChangeSettings(database)(scope, other.property_id, PropertySettings()),
    ):
        with pytest.raises(NotFound):
            await attempt()


async def test_settings_have_the_defaults_of_the_specification_until_they_are_changed(
    database: Database,
) -> None:
    own = await database.write(add_street)
    get, change = GetSettings(database), ChangeSettings(database)

    before = await get(scope_of(own), own.property_id)
    assert (before.free_family_members, before.seat_price, before.seat_currency) == (3, 200, "USD")

    wanted = PropertySettings(
        free_family_members=5, seat_price=300, seat_currency="JPY", support_phone="03-0000-0000"
    )
    await change(scope_of(own), own.property_id, wanted)
    assert await get(scope_of(own), own.property_id) == wanted
