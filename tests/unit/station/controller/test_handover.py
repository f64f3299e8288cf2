"""Handing the journal over: in order, whole, until the server keeps it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog.testing

from genkan.station.controller.handover import ACKNOWLEDGE_LIMIT_S, ENTRIES_A_FRAME, HandOver
from genkan.station.store.journal import Intent, Outcome
from genkan.station.store.memory_journal import MemoryJournal
from genkan.wire.ids import new_id
from genkan.wire.station import JournalEntries
from harness.station_parts import FRONT_DOOR, RESIDENT, SERVER_MS, FakeUplink


def add_entry(journal: MemoryJournal, *, outcome: Outcome | None = Outcome.OPENED) -> int:
    seq = journal.record_intent(
        Intent(
            event_id=new_id(),
            at_ms=SERVER_MS,
            door_id=FRONT_DOOR,
            actor_id=RESIDENT,
            via="app",
            household_id=None,
            call_id=None,
            clock_uncertainty_ms=1,
        )
    )
    if outcome is not None:
        journal.record_outcome(seq, outcome)
    return seq


def sent_seqs(uplink: FakeUplink) -> list[list[int]]:
    frames = uplink.bodies("journal.entries")
    return [[entry.seq for entry in frame.entries] for frame in frames if isinstance(frame, JournalEntries)]


@asynccontextmanager
async def handing_over(
    journal: MemoryJournal, *, acknowledged_seq: int = 0
) -> AsyncIterator[tuple[HandOver, FakeUplink]]:
    hand_over, uplink = HandOver(journal), FakeUplink()
    hand_over.begin(acknowledged_seq)
    running = asyncio.create_task(hand_over.run(uplink))
    await settle()
    yield hand_over, uplink
    running.cancel()


async def settle(until: Callable[[], bool] = lambda: False) -> None:
    """Let everything happen that needs no time."""
    for _ in range(10):
        if until():
            return
        await asyncio.sleep(0)


async def test_entries_follow_what_the_server_keeps() -> None:
    journal = MemoryJournal()
    for _ in range(5):
        add_entry(journal)

    async with handing_over(journal, acknowledged_seq=3) as (_, uplink):
        assert sent_seqs(uplink) == [[4, 5]]


async def test_next_frame_waits_for_the_acknowledgement() -> None:
    journal = MemoryJournal()
    for _ in range(ENTRIES_A_FRAME + 30):
        add_entry(journal)

    async with handing_over(journal) as (hand_over, uplink):
        add_entry(journal)
        hand_over.wake()
        await settle()
        assert [len(seqs) for seqs in sent_seqs(uplink)] == [ENTRIES_A_FRAME]
        hand_over.acknowledge(ENTRIES_A_FRAME)
        await settle()
        assert [len(seqs) for seqs in sent_seqs(uplink)] == [ENTRIES_A_FRAME, 31]


async def test_entry_without_outcome_holds_back_those_behind_it() -> None:
    journal = MemoryJournal()
    add_entry(journal)
    pending = add_entry(journal, outcome=None)
    add_entry(journal)

    async with handing_over(journal) as (hand_over, uplink):
        assert sent_seqs(uplink) == [[1]]
        hand_over.acknowledge(1)
        await settle()
        assert sent_seqs(uplink) == [[1]]
        journal.record_outcome(pending, Outcome.UNKNOWN)
        hand_over.wake()
        await settle()
        assert sent_seqs(uplink) == [[1], [2, 3]]


async def test_frame_is_sent_again_when_nobody_acknowledges_it() -> None:
    journal = MemoryJournal()
    add_entry(journal)

    async with handing_over(journal) as (hand_over, uplink):
        for _ in range(3):
            await asyncio.sleep(ACKNOWLEDGE_LIMIT_S / 2)
            hand_over.wake()  # other openings do not put it off
        assert sent_seqs(uplink) == [[1], [1]]


async def test_entry_that_went_with_an_answer_is_sent_again_when_nobody_acknowledges_it() -> None:
    journal = MemoryJournal()

    async with handing_over(journal) as (hand_over, uplink):
        assert hand_over.may_ride(add_entry(journal))
        hand_over.note_ridden(1)
        hand_over.wake()
        await settle()
        assert sent_seqs(uplink) == []
        await asyncio.sleep(ACKNOWLEDGE_LIMIT_S + 1)
        assert sent_seqs(uplink) == [[1]]


async def test_later_entries_go_before_the_earlier_ones_are_acknowledged() -> None:
    journal = MemoryJournal()
    add_entry(journal)

    async with handing_over(journal) as (hand_over, uplink):
        add_entry(journal)
        hand_over.wake()
        await settle()
        assert sent_seqs(uplink) == [[1], [2]]
        hand_over.acknowledge(1)
        await asyncio.sleep(ACKNOWLEDGE_LIMIT_S + 1)
        assert sent_seqs(uplink) == [[1], [2], [2]]


async def test_acknowledgement_without_progress_starts_no_storm() -> None:
    journal = MemoryJournal()
    add_entry(journal)

    async with handing_over(journal) as (hand_over, uplink):
        for _ in range(5):
            hand_over.acknowledge(0)
            await settle()
        assert sent_seqs(uplink) == [[1]]


async def test_restored_unit_says_so_and_never_gives_a_number_twice() -> None:
    journal = MemoryJournal()
    add_entry(journal)

    with structlog.testing.capture_logs() as logs:
        async with handing_over(journal, acknowledged_seq=40) as (hand_over, uplink):
            assert add_entry(journal) == 41
            hand_over.wake()
            await settle()
            assert sent_seqs(uplink) == [[41]]

    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == [
        "station.journal.behind_the_server"
    ]


async def test_restored_server_gets_again_what_it_forgot() -> None:
    journal = MemoryJournal()
    for _ in range(6):
        add_entry(journal)
    journal.acknowledge(6)

    async with handing_over(journal, acknowledged_seq=2) as (_, uplink):
        assert sent_seqs(uplink) == [[3, 4, 5, 6]]


async def test_next_link_starts_where_the_server_stands() -> None:
    journal = MemoryJournal()
    add_entry(journal)
    async with handing_over(journal) as (hand_over, uplink):
        assert sent_seqs(uplink) == [[1]]

    again = FakeUplink()
    hand_over.begin(0)
    running = asyncio.create_task(hand_over.run(again))
    await settle()

    assert sent_seqs(again) == [[1]]
    running.cancel()
