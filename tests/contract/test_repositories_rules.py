"""What households and properties decide for their calls, stored and read alike on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection

from genkan.core.call import BackupRule, TargetKind, step
from genkan.core.call_events import Answered, Freed, HungUp
from genkan.core.legs import LegId
from genkan.core.quiet import DailyHours, Quiet, WeeklyHours
from genkan.server.accounts.service import list_managers, list_sessions_of_people
from genkan.server.calls.office_calls import GetOfficePicture, ListOfficeCalls
from genkan.server.calls.repository import (
    CallRow,
    add_call,
    change_call,
    find_live_call_of_home,
    find_quiet,
    list_awaited_homes,
    list_calls_waiting_for_home,
    list_quiets,
    list_shown_calls,
    list_shown_office_calls,
    set_quiet,
    set_snapshot,
)
from genkan.server.households.repository import list_households, list_names_of_homes, set_rules
from genkan.server.platform.blobs import FileBlobs
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope
from genkan.server.properties.entrance import EntranceSettings, get_entrance
from genkan.server.properties.repository import set_entrance
from genkan.server.properties.service import list_homes_of_building
from genkan.wire.ids import new_id
from harness.installation import MovedClock
from harness.ring import ring
from harness.street import Street, add_device, add_member, add_somebody, add_street

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def call_row(station: str, home_id: str, *, is_busy: bool = False, after_s: int = 0) -> CallRow:
    call = ring(is_busy=is_busy)
    return CallRow(
        id=new_id(),
        property_id="p" * 32,
        building_id="b" * 32,
        station_id=station,
        home_id=home_id,
        household_id="8" * 32,
        home_number="101",
        started_at=AT + timedelta(seconds=after_s),
        ended_at=None,
        snapshot_id=None,
        call=replace(call, target=replace(call.target, home_id=home_id)),
    )


async def test_visitors_wait_in_the_order_in_which_they_came(database: Database) -> None:
    home = "1" * 32
    first, second, third = (
        call_row("s1", home),
        call_row("s2", home, is_busy=True, after_s=2),
        call_row("s3", home, is_busy=True, after_s=1),
    )

    def store(connection: Connection) -> None:
        for row in (first, second, third):
            add_call(connection, row, row.id)

    await database.write(store)
    assert await database.read(lambda connection: find_live_call_of_home(connection, home)) == first
    assert await database.read(list_awaited_homes) == (home,)
    waiting = await database.read(lambda connection: list_calls_waiting_for_home(connection, home))
    assert waiting == (third, second)
    freed, _ = step(third.call, Freed(), AT)
    over = replace(first.call, phase=first.call.phase.ENDED, end=None, version=2)
    await database.write(lambda connection: change_call(connection, first, over, AT))
    changed = await database.write(lambda connection: change_call(connection, third, freed, AT))
    assert changed is not None
    assert await database.read(lambda connection: find_live_call_of_home(connection, home)) == changed


async def test_calls_of_an_office_are_shown_to_its_property_alone(database: Database) -> None:
    row = call_row("s1", "p" * 32)
    target = replace(row.call.target, kind=TargetKind.OFFICE, household_id=None)
    office = replace(row, household_id=None, call=replace(row.call, target=target))
    await database.write(lambda connection: add_call(connection, office, "k"))
    for properties, shown in (({"p" * 32}, (office,)), ({"q" * 32}, ()), (set[str](), ())):
        found = await database.read(
            lambda connection, p=properties: list_shown_office_calls(connection, p, AT)  # type: ignore[misc]
        )
        assert found == shown
    assert await database.read(lambda connection: list_shown_calls(connection, {"8" * 32}, AT)) == ()


async def test_a_mute_comes_back_as_it_was_stored_and_goes_with_its_device(database: Database) -> None:
    def settle(connection: Connection) -> tuple[str, str]:
        person = add_somebody(connection)
        return add_device(connection, person, token="a"), add_device(connection, person, token="b")

    one, two = await database.write(settle)
    quiet = Quiet(hours=DailyHours(start=1320, end=420), until=AT)
    for stored in (Quiet(until=AT), quiet):
        await database.write(lambda connection, q=stored: set_quiet(connection, one, q))  # type: ignore[misc]
        assert await database.read(lambda connection: find_quiet(connection, one)) == stored
    assert await database.read(lambda connection: list_quiets(connection, [one, two])) == {one: quiet}
    await database.write(lambda connection: set_quiet(connection, one, Quiet()))
    assert await database.read(lambda connection: find_quiet(connection, one)) is None


async def test_the_choices_of_households_and_properties_are_kept(database: Database) -> None:
    def settle(connection: Connection) -> Street:
        street = add_street(connection)
        add_member(connection, street, add_somebody(connection), Role.MANAGER)
        return street

    street = await database.write(settle)
    homes = {street.home_id}
    assert await database.read(lambda connection: list_names_of_homes(connection, homes, AT)) == {}
    await database.write(
        lambda connection: set_rules(
            connection, street.household_id, name="佐藤", backup_rule=BackupRule.TOGETHER.value
        )
    )
    [row] = await database.read(lambda connection: list_households(connection, {street.household_id}))
    assert (row.name, row.backup_rule) == ("佐藤", BackupRule.TOGETHER)
    names = await database.read(lambda connection: list_names_of_homes(connection, homes, AT))
    assert names == {street.home_id: "佐藤"}
    listed = await database.read(lambda connection: list_homes_of_building(connection, street.building_id))
    assert [home.number for home in listed] == ["101"]
    assert await database.read(lambda c: get_entrance(c, street.property_id)) == EntranceSettings()
    chosen = EntranceSettings(
        directory=True, night=None, office_hours=(WeeklyHours(weekday=0, start=540, end=1020),)
    )
    text = msgspec.json.encode(chosen).decode()
    await database.write(lambda connection: set_entrance(connection, street.property_id, text))
    assert await database.read(lambda c: get_entrance(c, street.property_id)) == chosen


async def test_managers_and_their_devices_are_found(database: Database) -> None:
    def settle(connection: Connection) -> tuple[Street, str, str]:
        street = add_street(connection)
        manager = add_somebody(connection, username="100000001")
        resident = add_somebody(connection, username="100000002")
        add_member(connection, street, manager, Role.MANAGER)
        add_member(connection, street, resident, Role.MASTER)
        add_device(connection, manager, token="p", app="portal")
        return street, manager, add_device(connection, manager, token="r")

    street, manager, device = await database.write(settle)
    assert await database.read(lambda c: list_managers(c, street.property_id, AT)) == (manager,)
    assert await database.read(lambda c: list_managers(c, "0" * 32, AT)) == ()
    sessions = await database.read(lambda connection: list_sessions_of_people(connection, [manager]))
    assert [session.session_id for session in sessions] == [device]


async def test_managers_see_the_calls_to_their_own_office_and_no_others(
    database: Database, tmp_path: Path
) -> None:
    street = await database.write(add_street)
    blobs = FileBlobs(tmp_path / "blobs")
    picture = await blobs.put(b"\xff\xd8\xff")

    def settle(connection: Connection) -> tuple[CallRow, CallRow]:
        manager = add_somebody(connection)
        call, _ = step(ring(), Answered(LegId(ring().legs[1].id)), AT)
        call, _ = step(call, HungUp(LegId(ring().legs[1].id)), AT)
        legs = tuple(replace(leg, party=leg.party if leg.is_visitor else manager) for leg in call.legs)
        target = replace(call.target, home_id=street.property_id, kind=TargetKind.OFFICE, household_id=None)
        row = replace(
            call_row(street.station_id, street.home_id),
            property_id=street.property_id,
            building_id=street.building_id,
            ended_at=AT,
            call=call,
        )
        answered = replace(
            row,
            id=new_id(),
            home_id=street.property_id,
            household_id=None,
            call=replace(call, legs=legs, target=target),
        )
        for each in (answered, row):
            add_call(connection, each, each.id)
            set_snapshot(connection, each.id, picture)
        return answered, row

    office, home = await database.write(settle)
    clock = MovedClock()
    own, foreign = Scope(properties=frozenset({street.property_id})), Scope(properties=frozenset({"q" * 32}))
    list_calls, get_picture = ListOfficeCalls(database, clock), GetOfficePicture(database, blobs)

    [listed] = await list_calls(own)

    assert (listed.call_id, listed.station_name) == (office.id, "正面玄関")
    assert (listed.answered_by, listed.has_picture) == ("佐藤 花子", True)
    assert await list_calls(foreign) == ()
    assert await get_picture(own, office.id) == b"\xff\xd8\xff"
    for scope, call_id in ((foreign, office.id), (own, home.id), (own, "0" * 32)):
        with pytest.raises(NotFound):
            await get_picture(scope, call_id)
    clock.move(31 * 86_400)
    assert await list_calls(own) == (), "a month is all that is shown"
