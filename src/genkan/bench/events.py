"""P9e: a page of a property's events among a million, for each filter a manager has, and the file of all.

On SQLite, and on PostgreSQL where the package that brings one for the tests is installed. What is timed is
the use case: looking for a page, and naming what is on it. Each round asks for the newest page, for one in
the middle of the year, and for what hardly ever happens; nothing of it may take 100 ms.

`python -m genkan.bench.events FOLDER COUNT [URL]` makes the property and its year of events.
"""

import asyncio
import os
import random
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from genkan.bench.figures import GENKAN, Bound, Figure, Outcome
from genkan.bench.pages import PAGE, SEED_LIMIT_S, AskPage, measure_on_both, settings_of, time_pages
from genkan.bench.plan import Plan
from genkan.bench.processes import Children, Program
from genkan.server.bootstrap.ground import Ground, open_ground
from genkan.server.events.exporting import ExportEvents
from genkan.server.events.facets import Method
from genkan.server.events.facets import Outcome as DoorOutcome
from genkan.server.events.listing import EventQuery, ListEvents
from genkan.server.journal.service import Event, EventKind, Place
from genkan.server.platform.operations import Scope
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.properties.service import BuildingRow, add_building, add_door, add_property
from genkan.wire.ids import new_id

PROPERTY, BUILDING, HOUSEHOLDS, DOORS = "p" * 32, "b" * 32, 200, 6
NOW = datetime(2026, 11, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
AT_ONCE = 5_000  # entries in one commit
MB = 2**20
RELEASED = EventKind.DOOR_RELEASED
# What happens, and how often in 100,000; and how often each door is used.
USUAL = (
    (
        (RELEASED, "app", "opened"),
        (RELEASED, "pin", "opened"),
        (RELEASED, "call", "opened"),
        (RELEASED, "qr", "opened"),
        (EventKind.CALL_ENDED, None, "no_answer"),
        (EventKind.DOOR_DENIED, "app", "denied"),
        (EventKind.DOOR_HELD, "door-held", "opened"),
        (RELEASED, "app", "failed"),
        (RELEASED, "telephone", "opened"),
    ),
    (40_000, 28_000, 8_000, 3_600, 20_000, 200, 100, 98, 2),
)
DOORS_USED = (1, 2_000, 2_000, 2_000, 2_000, 1_999)
SCOPE = Scope(person_id="m" * 32, properties=frozenset({PROPERTY}))


async def measure(plan: Plan) -> Outcome:
    """Fill each database, ask for pages, and write the file."""
    count = plan.choose(1_000_000, 20_000)
    return await measure_on_both("p9e", lambda name, url: _measure_on(plan, count, name, url))


async def _measure_on(plan: Plan, count: int, name: str, url: str) -> tuple[Figure, ...]:
    folder = plan.folder / f"events-{name.lower()}"
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    plan.say(f"{count:,} events on {name}: seeding")
    async with Children(plan.logs) as children:
        seeding = Program.module(f"events-seed-{name}", "genkan.bench.events", str(folder), str(count), url)
        await (await children.start(seeding)).wait_until_done(limit_s=SEED_LIMIT_S)
    settings = settings_of(folder, url)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:
        plan.say(f"pages of {PAGE} on {name}")
        pages = await time_pages(
            plan,
            {filter_name: _ask(ground, query) for filter_name, query in _list_queries().items()},
            key=f"p9e.{name.lower()}",
            title=f"a page of events of {count:,}, any filter ({name})",
            rounds=plan.choose(20, 3),
        )
        plan.say(f"the file of all on {name}")
        grown, took_s, lines = await _weigh_file(ground)
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return (
        pages,
        Figure(
            key=f"{pages.key}_file",
            title=f"memory that the file of {lines:,} events takes ({name})",
            unit="MB",
            rounds={GENKAN: [[grown]]},
            bounds=(Bound("goal", 32.0, of=None),),
            notes=(f"written in {took_s:.0f} s",),
        ),
    )


def _list_queries() -> dict[str, EventQuery]:
    middle = NOW - YEAR / 2
    rare, door = _door(0), _door(1)
    return {
        "everything": EventQuery(),
        "the middle of the year": EventQuery(until=middle),
        "a month": EventQuery(since=middle, until=middle + timedelta(days=30)),
        "a door": EventQuery(door_id=door),
        "a door that is hardly used": EventQuery(door_id=rare),
        "a usual method": EventQuery(method=Method.APP),
        "a method that is hardly used": EventQuery(method=Method.TELEPHONE),
        "what failed": EventQuery(outcome=DoorOutcome.FAILED),
        "a door and a method": EventQuery(door_id=door, method=Method.PIN, until=middle),
        "two that hardly meet": EventQuery(door_id=rare, method=Method.QR),
        "nothing at all": EventQuery(door_id=rare, method=Method.TELEPHONE, outcome=DoorOutcome.FAILED),
        "held open, in the middle": EventQuery(outcome=DoorOutcome.HELD, until=middle),
    }


def _ask(ground: Ground, query: EventQuery) -> AskPage:
    list_events = ListEvents(database=ground.database, journal=ground.journal, clock=ground.clock)

    async def ask(place: Place | None) -> Place | None:
        return (await list_events(SCOPE, PROPERTY, query, after=place, limit=PAGE)).next_place

    return ask


async def _weigh_file(ground: Ground) -> tuple[float, float, int]:
    """Give how far this process grew in megabytes, how long the file took in seconds, and its events."""
    export = ExportEvents(database=ground.database, journal=ground.journal, clock=ground.clock)
    pieces = await export(SCOPE, PROPERTY, EventQuery(), language="ja")
    before = most = _resident_bytes()
    begun, lines = time.perf_counter(), -1  # the heading is no event
    async for piece in pieces:
        lines += piece.count("\r\n")
        most = max(most, _resident_bytes())
    return (most - before) / MB, time.perf_counter() - begun, lines


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _door(number: int) -> str:
    return f"{number:032x}"


async def seed(folder: Path, count: int, url: str) -> None:
    """Make a property whose doors did so much in a year: calls besides, and a few doors and ways seldom."""
    settings = settings_of(folder, url)
    await migrate(settings)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:

        def build(connection: sa.Connection) -> None:
            add_property(connection, property_id=PROPERTY, name="物件")
            row = BuildingRow(id=BUILDING, property_id=PROPERTY, name="1号棟", time_zone="Asia/Tokyo")
            add_building(connection, row)
            for number in range(DOORS):
                add_door(connection, door_id=_door(number), building_id=BUILDING, name=f"ドア {number}")

        await ground.database.write(build)
        made = random.Random(9)
        for start in range(0, count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count))
            await ground.journal.append([_make_event(made, number, count) for number in numbers])
        if url:  # as the server itself does within minutes
            await ground.database.write(lambda connection: connection.execute(sa.text("ANALYZE event")))


def _make_event(made: random.Random, number: int, count: int) -> Event:
    (kind, via, outcome), household = made.choices(*USUAL)[0], made.randrange(HOUSEHOLDS)
    return Event(
        id=new_id(),
        at=NOW - YEAR * ((count - number) / count),
        kind=kind,
        property_id=PROPERTY,
        building_id=BUILDING,
        household_id=f"{household:032x}",
        door_id=_door(made.choices(range(DOORS), DOORS_USED)[0]),
        via=via,
        outcome=outcome,
    )


if __name__ == "__main__":
    asyncio.run(seed(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""))  # noqa: PLR2004 - its place
