"""Calls and the facts of a tap, read and written alike on both databases."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.call import (
    Answered,
    Call,
    Declined,
    Event,
    HungUp,
    Leg,
    LegId,
    LegKind,
    Rang,
    Target,
    place,
    step,
)
from genkan.server.access.service import AccessReader, list_passable_doors
from genkan.server.accounts.service import find_person_by_username
from genkan.server.bootstrap.sample import (
    BICYCLES,
    EAST,
    EAST_STATION,
    ENTRANCE,
    PROPERTY,
    WEST_ENTRANCE,
    WEST_STATION,
    create_sample,
)
from genkan.server.calls.deliveries import claim_delivery, note_sent
from genkan.server.calls.repository import (
    CallRow,
    add_call,
    change_call,
    find_call,
    find_call_by_key,
    find_live_call_of_home,
    find_live_call_of_station,
    list_calls_by_id,
    list_calls_ended_since,
    list_due_calls,
    list_live_calls,
    list_shown_calls,
    set_snapshot,
)
from genkan.server.calls.week import CallTally, tally_calls
from genkan.server.platform.database import Database
from genkan.server.stations.enrol import CodeHasher
from genkan.wire.ids import new_id

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PHONE = LegId("phone")


def ringing(home_id: str = "1" * 32, station_id: str = EAST_STATION, household_id: str = "8" * 32) -> CallRow:
    call = place(
        target=Target(home_id=home_id, household_id=household_id),
        visitor=Leg(id=LegId(station_id), kind=LegKind.STATION, party=station_id),
        apps=(Leg(id=PHONE, kind=LegKind.APP, party="person"),),
        at=AT,
    )
    return CallRow(
        id=new_id(),
        property_id=PROPERTY,
        building_id=EAST,
        station_id=station_id,
        home_id=home_id,
        household_id=household_id,
        home_number="101",
        started_at=AT,
        ended_at=None,
        snapshot_id=None,
        call=call,
    )


def after(row: CallRow, event: Answered | HungUp) -> Call:
    return step(row.call, event, AT + timedelta(seconds=1))[0]


async def store(database: Database, row: CallRow, key: str = "k") -> None:
    await database.write(lambda connection: add_call(connection, row, key))


async def test_a_call_comes_back_as_it_was_stored(database: Database) -> None:
    row = ringing()
    await store(database, row)
    assert await database.read(lambda connection: find_call(connection, row.id)) == row
    assert await database.read(lambda connection: find_call_by_key(connection, EAST_STATION, "k")) == row
    assert await database.read(lambda connection: find_live_call_of_home(connection, row.home_id)) == row
    assert await database.read(lambda connection: find_live_call_of_station(connection, EAST_STATION)) == row
    assert await database.read(list_live_calls) == (row,)


async def test_a_change_succeeds_only_on_the_version_that_was_read(database: Database) -> None:
    row = ringing()
    await store(database, row)
    talking = after(row, Answered(PHONE))
    changed = await database.write(lambda connection: change_call(connection, row, talking, AT))
    assert changed == replace(row, call=talking)
    late = await database.write(
        lambda connection: change_call(connection, row, after(row, HungUp(PHONE)), AT)
    )
    assert late is None
    assert await database.read(lambda connection: find_call(connection, row.id)) == changed


async def test_of_many_simultaneous_changes_exactly_one_succeeds(database: Database) -> None:
    row = ringing()
    await store(database, row)
    talking = after(row, Answered(PHONE))
    results = await asyncio.gather(
        *(database.write(lambda connection: change_call(connection, row, talking, AT)) for _ in range(8))
    )
    assert sum(result is not None for result in results) == 1


@pytest.mark.parametrize(
    "second",
    [ringing(station_id=WEST_STATION), ringing(home_id="2" * 32)],
    ids=["the same home", "the same station"],
)
async def test_the_database_itself_lets_no_two_live_calls_meet(database: Database, second: CallRow) -> None:
    await store(database, ringing(), key="1")
    with pytest.raises(IntegrityError):
        await store(database, second, key="2")


async def test_an_ended_call_makes_room_and_stays_readable(database: Database) -> None:
    row = ringing()
    await store(database, row, key="1")
    over = after(row, HungUp(LegId(EAST_STATION)))
    ended = await database.write(lambda connection: change_call(connection, row, over, AT))
    assert ended is not None
    await store(database, ringing(), key="2")
    households = {"8" * 32}
    shown = await database.read(lambda connection: list_shown_calls(connection, households, AT))
    assert len(shown) == 2
    later = AT + timedelta(seconds=1)
    shown = await database.read(lambda connection: list_shown_calls(connection, households, later))
    assert [call.call.end for call in shown] == [None]
    assert await database.read(lambda connection: list_calls_ended_since(connection, AT)) == (ended,)
    found = await database.read(lambda connection: list_calls_by_id(connection, {row.id}, households))
    assert found == (ended,)
    assert await database.read(lambda connection: list_calls_by_id(connection, {row.id}, {"9" * 32})) == ()


async def test_calls_are_due_at_their_deadline_and_not_before(database: Database) -> None:
    row = ringing()
    await store(database, row)
    assert row.call.deadline is not None
    for at, due in ((row.call.deadline - timedelta(milliseconds=1), ()), (row.call.deadline, (row,))):
        assert await database.read(lambda connection, at=at: list_due_calls(connection, at)) == due  # type: ignore[misc]


async def test_a_picture_is_put_to_a_call_and_taken_away(database: Database) -> None:
    row = ringing()
    await store(database, row)
    for snapshot_id in ("a" * 64, None):
        await database.write(lambda connection, s=snapshot_id: set_snapshot(connection, row.id, s))  # type: ignore[misc]
        found = await database.read(lambda connection: find_call(connection, row.id))
        assert found is not None
        assert found.snapshot_id == snapshot_id


async def test_the_facts_of_a_tap_are_the_same_on_both(database: Database) -> None:
    await database.write(lambda connection: create_sample(connection, AT, CodeHasher(b"key")))
    hanako = await database.read(lambda connection: find_person_by_username(connection, "100000101"))
    manager = await database.read(lambda connection: find_person_by_username(connection, "100000901"))
    assert hanako is not None
    assert manager is not None
    facts = await AccessReader(database).find(hanako.id, ENTRANCE)
    assert facts is not None
    [right] = facts.rights
    assert (facts.station_id, right.door_id, right.since, right.until) == (EAST_STATION, ENTRANCE, AT, None)
    for person, door_id in ((hanako, WEST_ENTRANCE), (manager, ENTRANCE)):
        other = await AccessReader(database).find(person.id, door_id)
        assert other is not None
        assert other.rights == ()
    assert await AccessReader(database).find(hanako.id, "0" * 32) is None
    passable = await database.read(lambda connection: list_passable_doors(connection, hanako.id, AT))
    assert {door.door.id for door in passable.doors} == {ENTRANCE, BICYCLES}
    assert [home.number for home in passable.homes] == ["101"]


async def test_a_week_counts_what_became_of_calls_and_how_quickly_phones_rang(database: Database) -> None:
    station = LegId(EAST_STATION)
    ways: tuple[tuple[Event, ...], ...] = (
        (Rang(PHONE), Answered(PHONE), HungUp(PHONE)),
        (Declined(PHONE),),
        (HungUp(station),),  # gave up before an answer
        (HungUp(station),),
    )
    for number, events in enumerate(ways):
        row = ringing()
        await store(database, row, f"k{number}")
        call = row.call
        for second, event in enumerate(events, start=1):
            call = step(call, event, AT + timedelta(seconds=second))[0]
        ended = AT + timedelta(seconds=5)
        assert await database.write(partial(change_call, row=row, after=call, at=ended)) is not None
        await database.write(partial(_note_push, call_id=row.id, ms=100 * number))
    later = ringing()
    await store(database, later, "live")

    def tally(since: datetime, until: datetime) -> Callable[[Connection], CallTally]:
        return partial(tally_calls, property_id=PROPERTY, since=since, until=until)

    found = await database.read(tally(AT, AT + timedelta(milliseconds=1)))
    assert (found.answered, found.declined, found.missed) == (1, 1, 2)
    assert found.first_rang_ms == (1000,)
    assert sorted(found.push_ms) == [0, 100, 200, 300]
    assert found.woke_ms == ()
    before = await database.read(tally(AT - timedelta(days=1), AT))
    assert (before.answered, before.declined, before.missed) == (0, 0, 0)


def _note_push(connection: Connection, *, call_id: str, ms: int) -> None:
    """Say that a push to the call's phone was taken after so long."""
    claim_delivery(connection, call_id=call_id, session_id=PHONE, person_id="person", at=AT)
    taken = AT + timedelta(milliseconds=ms)
    note_sent(connection, call_id, PHONE, sent_at=AT, accepted_at=taken, failure=None)
