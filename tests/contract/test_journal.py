"""The journal on both databases: durable, once, in order, and grouped."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest

from genkan.server.journal.service import Event, EventKind, Journal, StationMark
from genkan.server.platform.database import Database, ResultT, Work
from genkan.server.platform.hot_query import HotQuery, Row
from genkan.wire.ids import new_id
from harness.installation import NOW as NOON

HOUSEHOLD, NEIGHBOUR = new_id(), new_id()
STATION = new_id()


def an_event(**changes: object) -> Event:
    values: dict[str, object] = {
        "id": new_id(),
        "at": NOON,
        "kind": EventKind.DOOR_RELEASED,
        "property_id": "p" * 32,
        "building_id": "b" * 32,
        "household_id": HOUSEHOLD,
        "station_id": STATION,
        "door_id": "d" * 32,
        "actor_id": "a" * 32,
        "call_id": "c" * 32,
        "via": "app",
        "outcome": "opened",
        "reason": "none",
        "blob_id": "f" * 64,
        **changes,
    }
    return Event(**values)  # type: ignore[arg-type]  # the factory's defaults are complete


async def history(journal: Journal, *households: str) -> list[Event]:
    return list(await journal.list_for_households(households or (HOUSEHOLD,), before=None, limit=100))


async def test_an_event_comes_back_as_it_was_entered(journal: Journal) -> None:
    full = an_event()
    bare = Event(
        id=new_id(),
        at=NOON - timedelta(seconds=1),
        kind=EventKind.CALL_ENDED,
        property_id="p" * 32,
        household_id=HOUSEHOLD,
    )

    await journal.append([full, bare])

    assert await history(journal) == [full, bare]


async def test_an_event_entered_twice_is_there_once_as_it_was_first(journal: Journal) -> None:
    event = an_event()
    await journal.append([event])

    await journal.append([an_event(id=event.id, outcome="failed"), event])

    assert await history(journal) == [event]


async def test_a_household_reads_only_its_own_events(journal: Journal) -> None:
    own, other = an_event(), an_event(household_id=NEIGHBOUR)
    await journal.append([own, other, an_event(household_id=None)])

    assert await history(journal, HOUSEHOLD) == [own]
    assert {event.id for event in await history(journal, HOUSEHOLD, NEIGHBOUR)} == {own.id, other.id}
    assert await journal.list_for_households((), before=None, limit=100) == ()


async def test_pages_run_from_new_to_old_without_a_gap(journal: Journal) -> None:
    events = [an_event(at=NOON + timedelta(seconds=second)) for second in range(5)]
    await journal.append(events)

    first = await journal.list_for_households([HOUSEHOLD], before=None, limit=2)
    second = await journal.list_for_households([HOUSEHOLD], before=first[-1].at, limit=2)

    assert [*first, *second] == events[:0:-1]


async def test_a_mark_moves_forward_with_its_entries_and_never_back(journal: Journal) -> None:
    assert await journal.get_mark(STATION) is None
    newer = StationMark(station_id=STATION, seq=7, digest=bytes(range(32)))

    await journal.append([an_event()], marks=[newer])
    await journal.append([], marks=[StationMark(station_id=STATION, seq=3, digest=bytes(32))])

    assert await journal.get_mark(STATION) == newer


async def test_the_latest_event_of_each_station_is_known(journal: Journal) -> None:
    later = NOON + timedelta(hours=1)
    await journal.append([an_event(), an_event(at=later), an_event(station_id="s" * 32)])

    assert await journal.list_latest_of_stations([STATION, "x" * 32]) == {STATION: later}


async def test_what_arrives_during_a_commit_shares_the_next_one(journal_database: Database) -> None:
    counting = CountingDatabase(journal_database)
    journal = Journal(counting)

    await asyncio.gather(*(journal.append([an_event()]) for _ in range(100)))

    assert counting.writes == 1
    waiting = [asyncio.create_task(journal.append([an_event()]))]
    await counting.writing.wait()
    waiting += [asyncio.create_task(journal.append([an_event()])) for _ in range(50)]
    await asyncio.gather(*waiting)
    assert counting.writes == 3


async def test_a_refusing_disk_is_told_to_everybody_and_the_next_entry_tries_again(
    journal_database: Database,
) -> None:
    counting = CountingDatabase(journal_database, fails=1)
    journal = Journal(counting)

    results = await asyncio.gather(*(journal.append([an_event()]) for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [OSError] * 3

    await journal.append([an_event()])
    assert counting.writes == 2


async def test_a_caller_who_goes_away_does_not_take_the_entry_along(journal: Journal) -> None:
    event = an_event()
    impatient = asyncio.create_task(journal.append([event]))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient

    await journal.append([])

    assert await history(journal) == [event]


class CountingDatabase:
    """Counts the commits of a real database, and can refuse the first ones."""

    def __init__(self, database: Database, *, fails: int = 0) -> None:
        self.writes = 0
        self.writing = asyncio.Event()
        self._database = database
        self._fails = fails

    async def write(self, work: Work[ResultT]) -> ResultT:
        self.writes += 1
        self.writing.set()
        if self._fails:
            self._fails -= 1
            raise OSError("no space left")
        result = await self._database.write(work)
        self.writing.clear()
        return result

    async def read(self, work: Work[ResultT]) -> ResultT:
        return await self._database.read(work)

    async def fetch(self, query: HotQuery, values: Mapping[str, object]) -> list[Row]:
        return await self._database.fetch(query, values)

    async def read_long(self, work: Work[ResultT]) -> ResultT:
        return await self._database.read_long(work)

    async def close(self) -> None:
        await self._database.close()
