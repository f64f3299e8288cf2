"""A station's journal comes in once, in order, and is acknowledged when it is durable."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import msgspec
import pytest

from genkan.server.bootstrap.sample import ENTRANCE
from genkan.server.credentials.link import NoNotices
from genkan.server.journal.service import Event, EventKind, Journal, StationMark
from genkan.server.platform.tasks import Tasks
from genkan.server.sync.service import CHAIN_BROKEN, NO_DIGEST, TakeIn
from genkan.server.sync.telling import Telling
from genkan.wire.station import JournalEntry, chain_digest
from harness.installation import Installation

HOUSEHOLD = "5a000000000070008000000000070101"  # of the sample's home 101


def entries(
    count: int,
    *,
    start: int = 1,
    previous: bytes = NO_DIGEST,
    door_id: str = ENTRANCE,
    household_id: str = HOUSEHOLD,
    prefix: str = "e",
) -> list[JournalEntry]:
    made = []
    for seq in range(start, start + count):
        previous = chain_digest(
            previous=previous,
            seq=seq,
            event_id=f"{prefix}{seq}",
            at_ms=seq,
            door_id=door_id,
            actor_id="a",
            via="app",
        )
        made.append(
            JournalEntry(
                seq=seq,
                event_id=f"{prefix}{seq}",
                kind="release",
                at_ms=seq,
                outcome="opened",
                door_id=door_id,
                actor_id="a",
                via="app",
                household_id=household_id,
                digest=previous,
            )
        )
    return made


async def names(installation: Installation) -> list[str]:
    events = await installation.journal.list_for_households({HOUSEHOLD}, before=None, limit=100)
    assert all(event.kind is EventKind.DOOR_RELEASED for event in events)
    return [event.id for event in reversed(events)]


async def test_entries_come_in_once_whatever_is_repeated(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    intake = await take_in.open(installation.station)
    sent = entries(5)
    assert await take_in(intake, sent[:3]) == 3
    assert await take_in(intake, sent) == 5
    assert await take_in(intake, sent) == 5
    assert await names(installation) == ["e1", "e2", "e3", "e4", "e5"]


async def test_what_follows_a_gap_waits(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    intake = await take_in.open(installation.station)
    sent = entries(4)
    assert await take_in(intake, [sent[0], sent[2], sent[3]]) == 1
    assert await names(installation) == ["e1"]
    assert await take_in(intake, sent) == 4


async def test_a_new_link_goes_on_where_the_journal_ends(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    sent = entries(3)
    await take_in(await take_in.open(installation.station), sent[:2])
    again = await take_in.open(installation.station)
    assert again.seq == 2
    assert await take_in(again, sent) == 3
    assert await names(installation) == ["e1", "e2", "e3"]


async def test_several_stations_come_in_with_one_wait_for_the_disk(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    intake = await take_in.open(installation.station)
    other = await take_in.open(replace(installation.station, station_id="9" * 32))
    nothing = await take_in.open(replace(installation.station, station_id="8" * 32))
    await take_in.take_together([(intake, entries(2)), (nothing, []), (other, entries(3, prefix="other"))])
    assert (intake.seq, nothing.seq, other.seq) == (2, 0, 3)
    assert sorted(await names(installation)) == ["e1", "e2", "other1", "other2", "other3"]


async def test_a_changed_entry_is_taken_and_marked(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    intake = await take_in.open(installation.station)
    await take_in(intake, entries(1))
    await take_in(intake, entries(1, start=2, previous=b"x" * 32))
    events = await installation.journal.list_for_households({HOUSEHOLD}, before=None, limit=10)
    assert [event.reason for event in reversed(events)] == [None, CHAIN_BROKEN]


@pytest.mark.parametrize(("door_id", "household_id"), [("f" * 32, HOUSEHOLD), (ENTRANCE, "f" * 32)])
async def test_a_station_writes_into_no_history_of_others(
    installation: Installation, door_id: str, household_id: str
) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    intake = await take_in.open(installation.station)
    elsewhere = replace(installation.station, property_id="e" * 32)
    assert await take_in(intake, entries(1, door_id=door_id, household_id=household_id)) == 1, (
        "kept, so that the station can go on"
    )
    assert await take_in(await take_in.open(replace(elsewhere, station_id="9" * 32)), entries(1)) == 1
    for household in (HOUSEHOLD, "f" * 32):
        assert await installation.journal.list_for_households({household}, before=None, limit=9) == ()


async def test_what_the_disk_refused_is_taken_when_it_is_sent_again(installation: Installation) -> None:
    refusing = RefusingJournal(installation.journal)
    take_in = TakeIn(installation.database, refusing)  # type: ignore[arg-type]
    intake = await take_in.open(installation.station)
    with pytest.raises(OSError, match="full"):
        await take_in(intake, entries(2))
    refusing.is_full = False
    assert await take_in(intake, entries(2)) == 2
    assert await names(installation) == ["e1", "e2"]


class RefusingJournal:
    """A journal whose disk is full until a test makes room."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.is_full = True
        self.get_mark = journal.get_mark

    async def append(self, events: list[Event], *, marks: list[StationMark], untold: None) -> None:
        if self.is_full:
            raise OSError("the disk is full")
        await self._journal.append(events, marks=marks, untold=untold)


@dataclass(slots=True)
class Told(NoNotices):
    """Remembers who was told what."""

    doors: list[tuple[str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    dies: bool = False

    async def note(self, event: Event) -> None:
        if self.dies:
            raise asyncio.CancelledError
        self.doors.append((event.via or "", event.door_id or ""))

    async def key_used(self, *, credential_id: str, event_id: str, door_id: str, at: object) -> None:
        self.keys.append(credential_id)


def make_telling(installation: Installation, told: Told, tasks: Tasks) -> Telling:
    return Telling(
        journal=installation.journal, clock=installation.clock, tasks=tasks, alarms=told, notices=told
    )


def chained(*changes: Mapping[str, object]) -> list[JournalEntry]:
    """Give entries that say this, in one chain."""
    made: list[JournalEntry] = []
    previous = NO_DIGEST
    for seq, change in enumerate(changes, start=1):
        bare = msgspec.structs.replace(entries(1)[0], seq=seq, event_id=f"e{seq}", **change)
        previous = chain_digest(
            previous=previous,
            seq=seq,
            event_id=bare.event_id,
            at_ms=bare.at_ms,
            door_id=bare.door_id,
            actor_id=bare.actor_id,
            via=bare.via,
            credential_id=bare.credential_id,
            use_no=bare.use_no,
        )
        made.append(msgspec.structs.replace(bare, digest=previous))
    return made


async def test_what_a_contact_told_is_an_event_and_becomes_of_alarms(
    installation: Installation,
) -> None:
    told = Told()
    tasks = Tasks()
    take_in = TakeIn(installation.database, installation.journal, make_telling(installation, told, tasks))
    intake = await take_in.open(installation.station)
    notices = [
        {"kind": "notice", "via": via, "household_id": None}
        for via in ("door-forced", "door-closed", "door-held", "tampered", "tamper-over")
    ]
    foreign = {"kind": "notice", "via": "door-forced", "household_id": None, "door_id": "x" * 32}
    await take_in(intake, chained(*notices, foreign))
    events = await installation.journal.find_events([f"e{seq}" for seq in range(1, 7)])
    assert {event.id: event.kind for event in events} == {
        "e1": EventKind.DOOR_FORCED,
        "e2": EventKind.DOOR_CLOSED,
        "e3": EventKind.DOOR_HELD,
        "e4": EventKind.TAMPERED,
        "e5": EventKind.TAMPER_OVER,
        "e6": EventKind.DOOR_FORCED,
    }
    await tasks.close(grace_s=10)
    assert told.doors == [(notice["via"], ENTRANCE) for notice in notices]


async def test_a_use_of_a_key_is_told_and_one_that_failed_is_not(installation: Installation) -> None:
    told = Told()
    tasks = Tasks()
    take_in = TakeIn(installation.database, installation.journal, make_telling(installation, told, tasks))
    intake = await take_in.open(installation.station)
    used = {"via": "qr", "credential_id": "c1"}
    await take_in(intake, chained(used, used | {"outcome": "failed", "credential_id": "c2"}, {"via": "pin"}))
    await tasks.close(grace_s=10)
    assert told.keys == ["c1"]


async def test_what_nobody_was_told_when_the_server_died_is_told_by_the_next_one(
    installation: Installation,
) -> None:
    dying, tasks, forced = Told(dies=True), Tasks(), {"kind": "notice", "via": "door-forced"}
    take_in = TakeIn(installation.database, installation.journal, make_telling(installation, dying, tasks))
    await take_in(await take_in.open(installation.station), chained(forced | {"household_id": None}))
    await tasks.close(grace_s=10)
    assert dying.doors == []
    told = Told()
    telling = make_telling(installation, told, tasks)
    installation.clock.move(0.001)
    await telling.tell_left(timedelta(minutes=1))
    assert told.doors == [], "another node may be about it"
    await telling.tell_left(timedelta(0))
    await telling.tell_left(timedelta(0))
    assert told.doors == [("door-forced", ENTRANCE)]


async def test_a_unit_that_takes_a_station_over_begins_a_chain_of_its_own(installation: Installation) -> None:
    take_in = TakeIn(installation.database, installation.journal)
    old = await take_in.open(installation.station)
    await take_in(old, entries(2))
    await installation.journal.restart_chain(installation.station.station_id)

    fresh = await take_in.open(installation.station)
    assert await take_in(fresh, entries(2, start=3, prefix="f")) == 4

    found = await installation.journal.find_events(["f3", "f4"])
    assert [event.reason for event in found] == [None, None]
    again = await take_in.open(installation.station)
    await take_in(again, entries(1, start=5, prefix="g"))
    (broken,) = await installation.journal.find_events(["g5"])
    assert broken.reason == CHAIN_BROKEN, "only once"
