"""P9a: a page of a property's audit list among a million lines, for each filter a manager has.

On SQLite, and on PostgreSQL where the package that brings one for the tests is installed. What is timed is
the use case: looking for a page, naming what is on it, and listing of whom there are lines at all.

`python -m genkan.bench.audit FOLDER COUNT [URL]` makes the property and its two years of lines.
"""

import asyncio
import random
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from genkan.bench.figures import Figure, Outcome
from genkan.bench.pages import PAGE, SEED_LIMIT_S, AskPage, measure_on_both, settings_of, time_pages
from genkan.bench.plan import Plan
from genkan.bench.processes import Children, Program
from genkan.server.audit.listing import LineQuery, ListLines
from genkan.server.bootstrap.ground import Ground, open_ground
from genkan.server.journal.service import Place
from genkan.server.platform.audit_policy import Area, area_of
from genkan.server.platform.clock import to_ms
from genkan.server.platform.operations import Scope
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.properties.service import BuildingRow, add_building, add_property
from genkan.wire.ids import new_id

PROPERTY, BUILDING = "p" * 32, "b" * 32
NOW = datetime(2026, 11, 1, tzinfo=UTC)
TWO_YEARS = timedelta(days=730)
AT_ONCE = 5_000  # lines in one commit
# What is done, and how often in 100,000; and by whom, the last hardly ever.
OPERATIONS = (
    "households.move_in",
    "access.release_remotely",
    "credentials.make_staff_key",
    "stations.change_settings",
    "alarms.acknowledge",
    "events.see_picture",
    "properties.change_entrance",
    "webhooks.add_webhook",
    "notices.send_notice",
)
HOW_OFTEN = (50_000, 30_000, 10_000, 5_000, 3_000, 1_500, 480, 18, 2)
DOERS = ("manager", "manager", "manager", "token", "installer")
DONE_BY = (60_000, 30_000, 5_000, 4_998, 2)
# Line by line, as the server enters them, a million would take half an hour.
INSERT = sa.text(
    "INSERT INTO audit_line"
    " (id, property_id, at, operation, area, role, actor_id, subject_kind, subject_id, subject_name, changes)"
    " VALUES (:id, :property_id, :at, :operation, :area, :role, :actor_id, 'home', :subject_id,"
    ' :subject_name, \'[["name","101","102"]]\')'
)
SCOPE = Scope(person_id="m" * 32, properties=frozenset({PROPERTY}))


async def measure(plan: Plan) -> Outcome:
    """Fill each database, and ask for pages."""
    count = plan.choose(1_000_000, 20_000)
    return await measure_on_both("p9a", lambda name, url: _measure_on(plan, count, name, url))


async def _measure_on(plan: Plan, count: int, name: str, url: str) -> tuple[Figure, ...]:
    folder = plan.folder / f"audit-{name.lower()}"
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    plan.say(f"{count:,} lines of the audit list on {name}: seeding")
    async with Children(plan.logs) as children:
        seeding = Program.module(f"audit-seed-{name}", "genkan.bench.audit", str(folder), str(count), url)
        await (await children.start(seeding)).wait_until_done(limit_s=SEED_LIMIT_S)
    settings = settings_of(folder, url)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:
        plan.say(f"pages of {PAGE} on {name}")
        figure = await time_pages(
            plan,
            {filter_name: _ask(ground, query) for filter_name, query in _list_queries().items()},
            key=f"p9a.{name.lower()}",
            title=f"a page of the audit list of {count:,}, any filter ({name})",
            rounds=plan.choose(20, 3),
        )
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return (figure,)


def _ask(ground: Ground, query: LineQuery) -> AskPage:
    list_lines = ListLines(database=ground.database, journal=ground.journal)

    async def ask(place: Place | None) -> Place | None:
        return (await list_lines(SCOPE, PROPERTY, query, after=place, limit=PAGE)).next_place

    return ask


def _list_queries() -> dict[str, LineQuery]:
    middle = NOW - TWO_YEARS / 2
    month = middle + timedelta(days=30)
    often, seldom = _doer(0), _doer(len(DOERS) - 1)
    return {
        "everything": LineQuery(),
        "the middle": LineQuery(until=middle),
        "a month": LineQuery(since=middle, until=month),
        "a doer": LineQuery(actor_id=often),
        "a doer of hardly anything": LineQuery(actor_id=seldom),
        "a usual area": LineQuery(area=Area.RESIDENTS),
        "an area where hardly anything is done": LineQuery(area=Area.NOTICES),
        "a doer and an area": LineQuery(actor_id=often, area=Area.RELEASES, until=middle),
        "a doer and a rare area": LineQuery(actor_id=often, area=Area.INTEGRATIONS),
        "a rare doer and a usual area": LineQuery(actor_id=seldom, area=Area.RESIDENTS),
        "nothing at all": LineQuery(actor_id=seldom, area=Area.NOTICES),
        "a rare area in a month": LineQuery(area=Area.INTEGRATIONS, since=middle, until=month),
        "a rare doer in a month": LineQuery(actor_id=seldom, since=middle, until=month),
    }


def _doer(number: int) -> str:
    return f"{number:032x}"


async def seed(folder: Path, count: int, url: str) -> None:
    """Make a property whose staff did so much in two years; some of them, and some of it, hardly ever."""
    settings = settings_of(folder, url)
    await migrate(settings)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:

        def build(connection: sa.Connection) -> None:
            add_property(connection, property_id=PROPERTY, name="物件")
            row = BuildingRow(id=BUILDING, property_id=PROPERTY, name="1号棟", time_zone="Asia/Tokyo")
            add_building(connection, row)

        await ground.database.write(build)
        made = random.Random(9)
        for start in range(0, count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count))
            lines = [_make_line(made, number, count) for number in numbers]
            await ground.database.write(
                lambda connection, lines=lines: connection.execute(INSERT, lines)  # type: ignore[misc]
            )
        if url:  # as the server itself does within minutes
            await ground.database.write(lambda connection: connection.execute(sa.text("ANALYZE audit_line")))


def _make_line(made: random.Random, number: int, count: int) -> dict[str, object]:
    operation = made.choices(OPERATIONS, HOW_OFTEN)[0]
    doer = made.choices(range(len(DOERS)), DONE_BY)[0]
    return {
        "id": new_id(),
        "property_id": PROPERTY,
        "at": to_ms(NOW - TWO_YEARS * ((count - number) / count)),
        "operation": operation,
        "area": area_of(operation).value,
        "role": DOERS[doer],
        "actor_id": _doer(doer),
        "subject_id": f"{number % 200:032x}",
        "subject_name": f"{number % 200}",
    }


if __name__ == "__main__":
    asyncio.run(seed(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""))  # noqa: PLR2004 - its place
