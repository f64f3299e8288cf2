"""What is forgotten after a while, and not a moment earlier; on both databases."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from contract.test_repositories_calls import ringing
from genkan.server.accounts.session_repository import find_session_by_id
from genkan.server.audit.repository import LineQuery, list_lines
from genkan.server.audit.service import record_by_operator
from genkan.server.bootstrap.retention import Retention
from genkan.server.calls.repository import add_call, find_call, set_snapshot
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.messages.repository import State, list_newest, settle_message
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.blobs import BlobMissing, FileBlobs
from genkan.server.platform.database import Database
from genkan.server.platform.settings import RetentionSettings
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock
from harness.street import add_device, add_somebody, add_street

DAY_S = 86_400
HOUSEHOLD = "h" * 32


@dataclass(kw_only=True)
class Past:
    """A clock, the journal, and the sweep."""

    clock: MovedClock
    journal: Journal
    retention: Retention

    async def enter(self, kind: EventKind, *, use_no: int | None = None) -> str:
        event = Event(
            id=new_id(),
            at=self.clock.now(),
            kind=kind,
            property_id="p1",
            household_id=HOUSEHOLD,
            credential_id=None if use_no is None else "c1",
            use_no=use_no,
        )
        await self.journal.append([event])
        return event.id

    async def known(self) -> set[str]:
        return {
            event.id for event in await self.journal.list_for_households({HOUSEHOLD}, before=None, limit=9)
        }


@pytest.fixture
async def past(database: Database, journal: Journal, tmp_path: Path) -> Past:
    clock = MovedClock()
    retention = Retention(database, journal, FileBlobs(tmp_path / "blobs"), clock, RetentionSettings())
    return Past(clock=clock, journal=journal, retention=retention)


async def test_calls_stay_ninety_days_and_openings_a_year(past: Past) -> None:
    call = await past.enter(EventKind.CALL_ENDED)
    opening = await past.enter(EventKind.DOOR_RELEASED)
    counted = await past.enter(EventKind.DOOR_RELEASED, use_no=1)

    past.clock.move(90 * DAY_S)
    await past.retention.sweep()
    assert await past.known() == {call, opening, counted}
    past.clock.move(0.001)
    await past.retention.sweep()
    assert await past.known() == {opening, counted}
    past.clock.move(275 * DAY_S)
    await past.retention.sweep()

    assert await past.known() == {counted}  # or the key would open once more


async def test_sent_messages_stay_thirty_days(past: Past, database: Database) -> None:
    message = NewMessage(channel=Channel.MAIL, address="a@example.test", template="reset", language="ja")

    def add(connection: Connection) -> None:
        message_id = enqueue(connection, message, NOW)
        settle_message(connection, message_id, State.SENT, NOW, None)
        enqueue(connection, message, NOW)  # waits, however long

    await database.write(add)
    past.clock.move(30 * DAY_S + 0.001)

    await past.retention.sweep()

    (left,) = await database.read(lambda connection: list_newest(connection, 9))
    assert left.settled_at is None


async def test_pictures_go_after_thirty_days_and_calls_after_ninety(
    past: Past, database: Database, tmp_path: Path
) -> None:
    blobs = FileBlobs(tmp_path / "blobs")
    picture, shared = await blobs.put(b"a visitor"), await blobs.put(b"an empty lobby")
    now = past.clock.now()
    rows = [
        replace(ringing(home_id=f"{number}" * 32, station_id=f"{number}" * 32), snapshot_id=snapshot)
        for number, snapshot in ((1, picture), (2, shared), (3, shared))
    ]

    def add(connection: Connection) -> None:
        for number, row in enumerate(rows):
            ended_at = now + timedelta(days=number // 2)  # the last a day later
            add_call(connection, replace(row, ended_at=ended_at), f"k{number}")
            set_snapshot(connection, row.id, row.snapshot_id)

    await database.write(add)

    past.clock.move(30 * DAY_S + 0.001)
    await past.retention.sweep()

    with pytest.raises(BlobMissing):
        blobs.open(picture)
    blobs.open(shared).close()  # a later call has the same one
    found = await database.read(lambda connection: [find_call(connection, row.id) for row in rows])
    assert [row is not None and row.snapshot_id for row in found] == [None, None, shared]
    past.clock.move(60 * DAY_S)
    await past.retention.sweep()
    found = await database.read(lambda connection: [find_call(connection, row.id) for row in rows])
    assert [row is not None for row in found] == [False, False, True]


async def test_what_the_staff_changed_stays_two_years(past: Past, database: Database) -> None:
    def enter(connection: Connection) -> str:
        street = add_street(connection)
        record_by_operator(
            connection, "operator.create_sample", property_id=street.property_id, at=past.clock.now()
        )
        return street.property_id

    property_id = await database.write(enter)

    async def count() -> int:
        lines = await database.read(
            lambda connection: list_lines(connection, property_id, LineQuery(), after=None, limit=9)
        )
        return len(lines)

    past.clock.move(730 * DAY_S)
    await past.retention.sweep()
    assert await count() == 1
    past.clock.move(0.001)
    await past.retention.sweep()
    assert await count() == 0


async def test_a_session_of_the_portal_is_forgotten_a_day_after_its_end(
    past: Past, database: Database
) -> None:
    past.clock.instant = datetime.now(UTC)  # by which `add_device` lets sessions begin

    def sign_in(connection: Connection) -> tuple[str, ...]:
        person_id = add_somebody(connection)
        return tuple(add_device(connection, person_id, token=app, app=app) for app in ("portal", "resident"))

    portal, resident = await database.write(sign_in)

    async def known() -> list[bool]:
        return await database.read(
            lambda connection: [find_session_by_id(connection, one) is not None for one in (portal, resident)]
        )

    past.clock.move((12 + 24) * 3_600 - 60)
    await past.retention.sweep()
    assert await known() == [True, True]
    past.clock.move(120)
    await past.retention.sweep()
    assert await known() == [False, True]
