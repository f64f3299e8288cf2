"""Calls over a real database: who rings, who wins, who is told, and what stays."""

import asyncio
from dataclasses import replace

import pytest

from genkan.server.bootstrap.sample import EAST_STATION, WEST, WEST_STATION
from genkan.server.calls.errors import CallOver, HomeUnknown
from genkan.server.calls.history import GetSnapshot, ListHistory
from genkan.server.credentials.errors import SnapshotUnfit
from genkan.server.platform.errors import DomainError, NotFound, TooOften
from genkan.server.platform.operations import Scope
from genkan.wire.call import CallSignal, Signal
from genkan.wire.station import CallSnapshot
from harness.exchange import HANAKO, ICHIRO, JPEG, KEN, MEMBERS, PHONES, STRANGERS, Exchange


async def test_every_phone_of_the_home_rings_and_no_other(exchange: Exchange) -> None:
    await exchange.ring()
    assert exchange.seen_by(PHONES[HANAKO]) == [("ringing", None, None)]
    assert exchange.seen_by(PHONES[KEN]) == [("ringing", None, None)]
    assert PHONES[ICHIRO] not in {session for session, _, _ in exchange.installation.app_link.shown}
    assert exchange.seen_at_door() == ("ringing", None)


@pytest.mark.parametrize("number", ["101", " 101 ", "１０１"])
async def test_a_number_is_understood_as_visitors_type_it(exchange: Exchange, number: str) -> None:
    assert await exchange.ring(number)


async def test_an_unknown_number_rings_nobody(exchange: Exchange) -> None:
    with pytest.raises(HomeUnknown):
        await exchange.ring("999")
    assert exchange.installation.app_link.shown == []


async def test_the_same_press_is_the_same_call(exchange: Exchange) -> None:
    assert await exchange.ring(key="k") == await exchange.ring(key="k")


async def test_a_vacant_home_rings_like_an_absent_one(exchange: Exchange) -> None:
    await exchange.ring("203")
    assert exchange.seen_at_door() == ("ringing", None)
    exchange.installation.clock.move(30)
    await exchange.switchboard.sweep()
    assert exchange.seen_at_door() == ("ended", "no_answer")


async def test_a_station_reaches_only_the_homes_of_its_building(exchange: Exchange) -> None:
    west = replace(exchange.installation.station, station_id=WEST_STATION, building_id=WEST)
    await exchange.ring(actor=west)
    assert exchange.installation.app_link.shown == [], "101 of the west building is another home"


async def test_a_station_that_calls_again_ends_its_older_call(exchange: Exchange) -> None:
    await exchange.ring(key="1")
    await exchange.ring("102", key="2")
    assert exchange.seen_by(PHONES[HANAKO]) == [("ended", "over", "cancelled")]
    assert exchange.seen_by(PHONES[ICHIRO]) == [("ringing", None, None)]


async def test_one_of_two_answers_wins_and_the_other_phone_is_told(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    won = await asyncio.gather(
        exchange.calls.answer(MEMBERS, PHONES[HANAKO], call_id),
        exchange.calls.answer(MEMBERS, PHONES[KEN], call_id),
    )
    assert sorted(won) == [False, True]
    loser = PHONES[KEN] if won[0] else PHONES[HANAKO]
    assert exchange.seen_by(loser) == [("talking", "elsewhere", None)]


async def test_nobody_else_can_touch_a_call(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    calls, phone = exchange.calls, PHONES[ICHIRO]
    signal = CallSignal(call_id=call_id, leg=EAST_STATION, signal=Signal(type="want"))
    attempts = (
        calls.answer(STRANGERS, phone, call_id),
        calls.decline(STRANGERS, phone, call_id),
        calls.hang_up(STRANGERS, phone, call_id),
        calls.signal(STRANGERS, phone, signal),
        calls.cancel(Scope(station_id=WEST_STATION), call_id),
        calls.lose_visitor(Scope(station_id=WEST_STATION), call_id),
        calls.add_snapshot(Scope(station_id=WEST_STATION), CallSnapshot(call_id=call_id, jpeg=JPEG)),
        calls.end_opened(call_id, session_id=PHONES[HANAKO], person_id="somebody else"),
    )
    for attempt in attempts:
        with pytest.raises(DomainError) as refusal:
            await attempt
        assert isinstance(refusal.value, NotFound)
    assert exchange.seen_at_door() == ("ringing", None)


async def test_signals_pass_between_phone_and_door_only(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    want = Signal(type="want")
    await exchange.calls.signal(
        MEMBERS, PHONES[HANAKO], CallSignal(call_id=call_id, leg=EAST_STATION, signal=want)
    )
    assert exchange.installation.station_link.told[-1] == (
        EAST_STATION,
        "call.signal",
        CallSignal(call_id=call_id, leg=PHONES[HANAKO], signal=want),
    )
    with pytest.raises(NotFound):
        await exchange.calls.signal(
            MEMBERS, PHONES[HANAKO], CallSignal(call_id=call_id, leg=PHONES[KEN], signal=want)
        )
    await exchange.calls.answer(MEMBERS, PHONES[KEN], call_id)
    with pytest.raises(CallOver):
        await exchange.calls.signal(
            MEMBERS, PHONES[HANAKO], CallSignal(call_id=call_id, leg=EAST_STATION, signal=want)
        )


async def test_whoever_asks_for_the_picture_late_gets_fresh_keys_for_the_relay(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    want = CallSignal(call_id=call_id, leg=EAST_STATION, signal=Signal(type="want"))
    first = exchange.call_on(PHONES[HANAKO]).ice
    exchange.installation.clock.move(5)
    await exchange.calls.signal(MEMBERS, PHONES[HANAKO], want)
    assert exchange.call_on(PHONES[HANAKO]).ice == first, "they are good for a while yet"
    exchange.installation.clock.move(15)
    await exchange.calls.signal(MEMBERS, PHONES[HANAKO], want)
    for at_home in (HANAKO, KEN):
        assert exchange.call_on(PHONES[at_home]).ice[0].username > first[0].username  # type: ignore[operator]
    kinds = [kind for _, kind, _ in exchange.installation.station_link.told]
    assert kinds[-2:] == ["show.call", "call.signal"], "the panel has its own before it offers"


async def test_an_unanswered_call_stays_in_the_history_with_its_picture(exchange: Exchange) -> None:
    installation = exchange.installation
    call_id = await exchange.ring()
    await exchange.calls.add_snapshot(installation.station_scope, CallSnapshot(call_id=call_id, jpeg=JPEG))
    installation.clock.move(30)
    await exchange.switchboard.sweep()
    await exchange.settle()
    history = ListHistory(installation.database, installation.journal)
    [item] = (await history(MEMBERS, before=None, limit=10)).items
    assert (item.outcome, item.has_snapshot, item.actor_name) == ("no_answer", True, None)
    get_snapshot = GetSnapshot(installation.database, installation.blobs)
    assert await get_snapshot(MEMBERS, call_id) == JPEG
    with pytest.raises(NotFound):
        await get_snapshot(STRANGERS, call_id)
    assert (await history(STRANGERS, before=None, limit=10)).items == ()


async def test_no_picture_is_kept_of_a_visitor_somebody_talked_with(exchange: Exchange) -> None:
    installation = exchange.installation
    call_id = await exchange.ring()
    await exchange.calls.add_snapshot(installation.station_scope, CallSnapshot(call_id=call_id, jpeg=JPEG))
    await exchange.calls.answer(MEMBERS, PHONES[HANAKO], call_id)
    installation.clock.move(42)
    await exchange.calls.hang_up(MEMBERS, PHONES[HANAKO], call_id)
    await exchange.settle()
    history = ListHistory(installation.database, installation.journal)
    [item] = (await history(MEMBERS, before=None, limit=10)).items
    assert (item.outcome, item.actor_name, item.talked_s) == ("hung_up", "佐藤 花子", 42)
    assert not item.has_snapshot
    assert not [path for path in (installation.blobs._folder).rglob("*") if path.is_file()]  # noqa: SLF001


async def test_what_is_no_picture_is_refused(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    with pytest.raises(SnapshotUnfit):
        await exchange.calls.add_snapshot(
            exchange.installation.station_scope, CallSnapshot(call_id=call_id, jpeg=b"<svg/>")
        )


async def test_a_station_is_paced(exchange: Exchange) -> None:
    for number in range(20):
        await exchange.ring(key=str(number))
    with pytest.raises(TooOften):
        await exchange.ring(key="one more")


async def test_a_process_that_starts_takes_up_the_calls_of_one_that_died(exchange: Exchange) -> None:
    await exchange.ring()
    heir = Exchange(exchange.installation)
    exchange.installation.clock.move(31)
    await heir.switchboard.start()
    await heir.settle()
    await asyncio.sleep(0)
    await heir.switchboard.sweep()
    assert heir.seen_at_door() == ("ended", "no_answer")
    await heir.switchboard.close()


async def test_a_silent_phone_ends_the_talk_for_the_visitor(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.calls.answer(MEMBERS, PHONES[HANAKO], call_id)
    await exchange.switchboard._lose(call_id, PHONES[HANAKO])  # noqa: SLF001 - what the watch calls
    assert exchange.seen_at_door() == ("ended", "lost")


async def test_who_moves_out_in_a_call_is_out_of_it(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.calls.answer(MEMBERS, PHONES[HANAKO], call_id)
    await exchange.calls.leave_all(PHONES[HANAKO], households=frozenset())
    assert exchange.seen_at_door() == ("ended", "hung_up")


async def test_a_phone_that_connects_is_shown_the_call_and_why_it_ended(exchange: Exchange) -> None:
    installation = exchange.installation
    call_id = await exchange.ring()
    shown = await exchange.announcer.get_calls_of(installation.people[HANAKO], PHONES[HANAKO])
    [call] = shown.calls
    assert (call.call_id, call.phase, [door.name for door in call.doors]) == (
        call_id,
        "ringing",
        ["エントランス", "駐輪場"],
    )
    assert call.ice[0].username is not None
    assert call.ice[0].username.endswith(f":{call_id}.{PHONES[HANAKO]}")
    await exchange.calls.cancel(installation.station_scope, call_id)
    [over] = (await exchange.announcer.get_calls_of(installation.people[HANAKO], PHONES[HANAKO])).calls
    assert (over.end, over.ice) == ("cancelled", [])
    installation.clock.move(11)
    assert (await exchange.announcer.get_calls_of(installation.people[HANAKO], PHONES[HANAKO])).calls == []
