"""What managers see of events, on both databases: everything that is looked for, once, and nobody's name."""

import csv
import io
import random
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from genkan.core.call import End
from genkan.server.calls.history import ListHistory
from genkan.server.credentials.picture_ids import picture_id
from genkan.server.events.errors import LookOver
from genkan.server.events.exporting import ExportEvents
from genkan.server.events.facets import DENIALS, NOTICES, RELEASES, Method, Outcome, outcome_of
from genkan.server.events.listing import EventQuery, ListEvents
from genkan.server.events.looking import LookAtPicture, LookFor
from genkan.server.events.naming import Holder
from genkan.server.events.week import GetWeek
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.journal.service import Event, EventKind, Journal, Place
from genkan.server.platform.blobs import FileBlobs
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.properties.service import add_door
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock
from harness.street import Street, add_member, add_somebody, add_street

MANAGER = new_id()
JPEG = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
KNOWN = (*RELEASES, *DENIALS, *NOTICES)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def street(database: Database) -> Street:
    return await database.write(lambda connection: add_street(connection, at=NOW - timedelta(days=400)))


@pytest.fixture
def scope(street: Street) -> Scope:
    return Scope(person_id=MANAGER, properties=frozenset({street.property_id}))


@pytest.fixture
def list_events(database: Database, journal: Journal, clock: MovedClock) -> ListEvents:
    return ListEvents(database=database, journal=journal, clock=clock)


@pytest.fixture
def look_for(database: Database, journal: Journal, clock: MovedClock) -> LookFor:
    return LookFor(database=database, journal=journal, clock=clock)


def an_event(street: Street, **changes: object) -> Event:
    values: dict[str, object] = {
        "id": new_id(),
        "at": NOW,
        "kind": EventKind.DOOR_RELEASED,
        "property_id": street.property_id,
        "building_id": street.building_id,
        "household_id": street.household_id,
        "station_id": street.station_id,
        "door_id": street.door_id,
        "via": "app",
        "outcome": "opened",
        **changes,
    }
    return Event(**values)  # type: ignore[arg-type]  # the factory's defaults are complete


async def read_all(
    list_events: ListEvents, scope: Scope, street: Street, query: EventQuery, *, limit: int = 7
) -> list[str]:
    found: list[str] = []
    place: Place | None = None
    while True:
        page = await list_events(scope, street.property_id, query, after=place, limit=limit)
        found += [view.event.id for view in page.events]
        place = page.next_place
        if place is None:
            return found


def newest_first(events: Sequence[Event], is_wanted: Callable[[Event], bool]) -> list[str]:
    wanted = [event for event in events if is_wanted(event)]
    return [event.id for event in sorted(wanted, key=lambda one: (one.at, one.id), reverse=True)]


async def test_every_filter_gives_what_it_says_in_pages_without_gap_or_repeat(
    database: Database, journal: Journal, street: Street, scope: Scope, list_events: ListEvents
) -> None:
    back_door = new_id()
    await database.write(
        lambda connection: add_door(
            connection, door_id=back_door, building_id=street.building_id, name="裏口"
        )
    )
    made = random.Random(7)
    events = [
        an_event(
            street,
            # several in one millisecond: the id decides their order
            at=NOW - timedelta(minutes=made.randrange(60)),
            door_id=made.choice([street.door_id, back_door]),
            kind=facet.kind,
            via=facet.via,
            outcome=facet.outcome,
        )
        for facet in made.choices(KNOWN, k=150)
    ]
    calls = [
        an_event(street, kind=EventKind.CALL_ENDED, via=None, outcome=End.NO_ANSWER.value, door_id=None),
        an_event(street, kind=EventKind.USE_PICTURED, via=None, outcome=None),
        an_event(street, kind=EventKind.KEYPAD_GUESSED, via="pin-guessed"),
    ]
    await journal.append([*events, *calls, an_event(street, property_id=new_id())])
    half = NOW - timedelta(minutes=30)

    def reads(query: EventQuery, is_wanted: Callable[[Event], bool]) -> None:
        expected.append((query, newest_first(events, is_wanted)))

    expected: list[tuple[EventQuery, list[str]]] = []
    reads(EventQuery(), lambda _: True)
    reads(EventQuery(door_id=back_door), lambda one: one.door_id == back_door)
    reads(EventQuery(method=Method.PIN), lambda one: one.via == "pin")
    reads(EventQuery(outcome=Outcome.OPENED), lambda one: outcome_of(one) is Outcome.OPENED)
    reads(EventQuery(outcome=Outcome.HELD), lambda one: one.kind is EventKind.DOOR_HELD)
    reads(EventQuery(outcome=Outcome.TAMPERED), lambda one: one.kind is EventKind.TAMPERED)
    reads(EventQuery(since=half), lambda one: one.at >= half)
    reads(EventQuery(until=half), lambda one: one.at < half)
    reads(EventQuery(method=Method.PIN, outcome=Outcome.DENIED), lambda _: False)
    reads(
        EventQuery(door_id=back_door, method=Method.APP, outcome=Outcome.DENIED, since=half, until=NOW),
        lambda one: (
            (one.door_id, one.via, one.outcome) == (back_door, "app", "denied") and half <= one.at < NOW
        ),
    )
    for query, ids in expected:
        assert await read_all(list_events, scope, street, query) == ids, query


async def test_a_resident_has_no_name_and_the_staffs_key_has_one(
    database: Database, journal: Journal, street: Street, scope: Scope, list_events: ListEvents
) -> None:
    hanako = await database.write(add_somebody)
    await journal.append(
        [
            an_event(street, actor_id=hanako),
            an_event(street, at=NOW - timedelta(minutes=1), household_id=None, actor_id=hanako, via="call"),
            an_event(street, at=NOW - timedelta(minutes=2), household_id=None, reason="foreign"),
        ]
    )
    page = await list_events(scope, street.property_id, EventQuery(), after=None, limit=10)
    assert [(view.holder, view.holder_name) for view in page.events] == [
        (Holder.RESIDENT, None),
        (Holder.STAFF, "佐藤 花子"),
        (Holder.UNKNOWN, None),
    ]
    assert {view.door_name for view in page.events} == {"エントランス"}
    assert page.ground.time_zone == "Asia/Tokyo"


async def test_a_search_for_a_home_stands_in_its_history_with_its_reason_and_ends_in_an_hour(
    database: Database,
    journal: Journal,
    street: Street,
    scope: Scope,
    clock: MovedClock,
    list_events: ListEvents,
    look_for: LookFor,
) -> None:
    hanako = await database.write(add_somebody)
    await database.write(lambda connection: add_member(connection, street, hanako, since=NOW))
    own = an_event(street, at=NOW - timedelta(hours=1), actor_id=hanako)
    others = an_event(street, household_id=new_id())
    await journal.append([own, others])
    begun = await look_for(
        scope, street.property_id, household_id=street.household_id, member_id=None, reason="鍵の紛失の相談"
    )
    query = EventQuery(look_id=begun.id)
    page = await list_events(scope, street.property_id, query, after=None, limit=10)
    assert [(view.event.id, view.holder_name) for view in page.events] == [(own.id, "佐藤 花子")]
    assert page.home is not None
    assert page.home.number == "101"

    history = await ListHistory(database, journal)(
        Scope(households=frozenset({street.household_id})), before=None, limit=10
    )
    look = history.items[0]
    assert (look.kind, look.via, look.reason) == (EventKind.RECORDS_SEEN, "search", "鍵の紛失の相談")

    colleague = Scope(person_id=new_id(), properties=scope.properties)
    with pytest.raises(LookOver):  # a reason is of whoever typed it
        await list_events(colleague, street.property_id, query, after=None, limit=10)
    clock.move(3_600)
    with pytest.raises(LookOver):
        await list_events(scope, street.property_id, query, after=None, limit=10)


async def test_a_household_that_has_moved_out_is_not_looked_for(
    database: Database, street: Street, scope: Scope, look_for: LookFor
) -> None:
    gone = HouseholdRow(
        id=new_id(),
        home_id=street.home_id,
        name=None,
        since=NOW - timedelta(days=90),
        until=NOW - timedelta(days=1),
    )
    await database.write(lambda connection: add_household(connection, gone))
    for household_id, member_id in ((gone.id, None), (new_id(), None), (street.household_id, new_id())):
        with pytest.raises(NotFound):
            await look_for(
                scope, street.property_id, household_id=household_id, member_id=member_id, reason="確認"
            )


async def test_a_picture_is_shown_only_after_the_household_can_read_of_it(
    database: Database,
    journal: Journal,
    street: Street,
    scope: Scope,
    clock: MovedClock,
    list_events: ListEvents,
    tmp_path: Path,
) -> None:
    blobs = FileBlobs(tmp_path / "blobs")
    key_id = new_id()
    use = an_event(street, via="qr", credential_id=key_id)
    plain = an_event(street, at=NOW - timedelta(hours=1))
    picture = Event(
        id=picture_id(use.id),
        at=NOW,
        kind=EventKind.USE_PICTURED,
        property_id=street.property_id,
        household_id=street.household_id,
        credential_id=key_id,
        blob_id=await blobs.put(JPEG),
    )
    await journal.append([use, plain, picture])
    page = await list_events(scope, street.property_id, EventQuery(), after=None, limit=10)
    assert [view.has_picture for view in page.events] == [True, False]

    look_at = LookAtPicture(database=database, journal=journal, clock=clock, blobs=blobs)
    assert await look_at(scope, street.property_id, use.id, reason="荷物の確認") == JPEG
    for missing in (plain.id, picture.id, new_id()):
        with pytest.raises(NotFound):
            await look_at(scope, street.property_id, missing, reason="荷物の確認")

    history = await ListHistory(database, journal)(
        Scope(households=frozenset({street.household_id})), before=None, limit=10
    )
    (look,) = [item for item in history.items if item.kind is EventKind.RECORDS_SEEN]
    assert (look.via, look.reason, look.door_name) == ("picture", "荷物の確認", "エントランス")


async def test_a_file_holds_all_that_is_looked_for_by_the_buildings_clock(
    database: Database, journal: Journal, street: Street, scope: Scope, clock: MovedClock
) -> None:
    midnight = datetime(2026, 3, 1, 15, tzinfo=UTC)  # in Tokyo the second of March begins
    await journal.append(
        [
            an_event(street, at=midnight + timedelta(seconds=5)),
            an_event(street, at=midnight, kind=EventKind.DOOR_FORCED, via="door-forced", household_id=None),
        ]
    )
    export = ExportEvents(database=database, journal=journal, clock=clock)
    pieces = await export(scope, street.property_id, EventQuery(), language="ja")
    text = "".join([piece async for piece in pieces])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [
        ["日時 (Asia/Tokyo)", "棟", "ドア", "結果", "方法", "区分", "名前"],
        ["2026-03-02 00:00:05", "さくらハイツ 東館", "エントランス", "解錠成功", "アプリ", "居住者", ""],
        ["2026-03-02 00:00:00", "さくらハイツ 東館", "エントランス", "解錠なしに開いた", "", "", ""],
    ]
    pieces = await export(scope, street.property_id, EventQuery(outcome=Outcome.DENIED), language="en")
    assert [piece async for piece in pieces] == [
        '\ufeff"Time (Asia/Tokyo)","Building","Door","Outcome","Method","Opened by","Name"\r\n'
    ]


async def test_a_file_takes_no_more_memory_the_longer_it_gets(
    database: Database, journal: Journal, street: Street, scope: Scope, clock: MovedClock
) -> None:
    await journal.append([an_event(street, at=NOW - timedelta(seconds=second)) for second in range(20_000)])
    export = ExportEvents(database=database, journal=journal, clock=clock)
    pieces = await export(scope, street.property_id, EventQuery(), language="ja")
    lines, peaks = 0, []
    tracemalloc.start()
    try:
        async for piece in pieces:
            lines += piece.count("\r\n")
            if lines % 5_000 < 500:  # each quarter of the file
                peaks.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.reset_peak()
    finally:
        tracemalloc.stop()
    assert lines == 20_001
    assert peaks[-1] < 1.5 * peaks[1], f"the peaks of the quarters: {peaks}"


async def test_a_week_is_counted_by_the_buildings_hours(
    database: Database, journal: Journal, street: Street, scope: Scope, clock: MovedClock
) -> None:
    eight = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # 8:30 on the second in Tokyo
    await journal.append(
        [
            an_event(street, at=eight),
            an_event(street, at=eight + timedelta(minutes=29)),
            an_event(street, at=eight + timedelta(minutes=30)),
            an_event(street, at=eight, outcome="failed"),
            an_event(street, at=eight - timedelta(days=7)),
        ]
    )
    get_week = GetWeek(database=database, journal=journal, clock=clock)
    week = await get_week(scope, street.property_id, date(2026, 3, 2))
    assert [day.date for day in week.days] == [
        date(2026, 3, 2) - timedelta(days=back) for back in range(6, -1, -1)
    ]
    assert {hour: count for hour, count in enumerate(week.days[-1].openings) if count} == {8: 2, 9: 1}
    assert sum(sum(day.openings) for day in week.days) == 3
    assert (week.first_rang.count, week.first_rang.median_ms) == (0, None)
    with pytest.raises(NotFound):
        await get_week(Scope(), street.property_id, None)
