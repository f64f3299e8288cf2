"""A station's journal comes in once, in order, and is acknowledged when it is durable."""

from genkan.server.journal.service import EventKind
from genkan.server.sync.service import CHAIN_BROKEN, NO_DIGEST, TakeIn
from genkan.wire.station import JournalEntry, chain_digest
from harness.installation import Installation

HOUSEHOLD = "h" * 32


def entries(count: int, *, start: int = 1, previous: bytes = NO_DIGEST) -> list[JournalEntry]:
    made = []
    for seq in range(start, start + count):
        previous = chain_digest(
            previous=previous, seq=seq, event_id=f"e{seq}", at_ms=seq, door_id="d", actor_id="a", via="app"
        )
        made.append(
            JournalEntry(
                seq=seq,
                event_id=f"e{seq}",
                kind="release",
                at_ms=seq,
                outcome="opened",
                door_id="d",
                actor_id="a",
                via="app",
                household_id=HOUSEHOLD,
                digest=previous,
            )
        )
    return made


async def names(installation: Installation) -> list[str]:
    events = await installation.journal.list_for_households({HOUSEHOLD}, before=None, limit=100)
    assert all(event.kind is EventKind.DOOR_RELEASED for event in events)
    return [event.id for event in reversed(events)]


async def test_entries_come_in_once_whatever_is_repeated(installation: Installation) -> None:
    take_in = TakeIn(installation.journal)
    intake = await take_in.open(installation.station)
    sent = entries(5)
    assert await take_in(intake, sent[:3]) == 3
    assert await take_in(intake, sent) == 5
    assert await take_in(intake, sent) == 5
    assert await names(installation) == ["e1", "e2", "e3", "e4", "e5"]


async def test_what_follows_a_gap_waits(installation: Installation) -> None:
    take_in = TakeIn(installation.journal)
    intake = await take_in.open(installation.station)
    sent = entries(4)
    assert await take_in(intake, [sent[0], sent[2], sent[3]]) == 1
    assert await names(installation) == ["e1"]
    assert await take_in(intake, sent) == 4


async def test_a_new_link_goes_on_where_the_journal_ends(installation: Installation) -> None:
    take_in = TakeIn(installation.journal)
    sent = entries(3)
    await take_in(await take_in.open(installation.station), sent[:2])
    again = await take_in.open(installation.station)
    assert again.seq == 2
    assert await take_in(again, sent) == 3
    assert await names(installation) == ["e1", "e2", "e3"]


async def test_a_changed_entry_is_taken_and_marked(installation: Installation) -> None:
    take_in = TakeIn(installation.journal)
    intake = await take_in.open(installation.station)
    await take_in(intake, entries(1))
    await take_in(intake, entries(1, start=2, previous=b"x" * 32))
    events = await installation.journal.list_for_households({HOUSEHOLD}, before=None, limit=10)
    assert [event.reason for event in reversed(events)] == [None, CHAIN_BROKEN]
