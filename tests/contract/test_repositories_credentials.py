"""PINs, keys, salts and prompts, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.credentials import CredentialKind
from genkan.core.schedules import Once, Schedule, Weekly, every_day
from genkan.server.credentials.prompt_rows import (
    PromptRow,
    add_prompt,
    answer_prompt,
    find_prompt,
    list_open_prompts,
)
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    add_credential,
    count_issued,
    end_credentials,
    find_credential,
    find_key,
    find_newest_pin,
    find_pin,
    is_pin_taken,
    list_changed,
    list_ended,
    list_keys,
    list_live_of_household,
    list_live_pins,
    list_staff,
    set_address,
    touch_household,
)
from genkan.server.credentials.salts import (
    BuildingKeys,
    add_verifiers,
    find_building_keys,
    list_verifiers,
    put_building_keys,
)
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.database import Database
from genkan.wire.ids import new_id
from harness.installation import NOW
from harness.street import Street, add_street

HOUR = timedelta(hours=1)


def a_row(street: Street, **changes: object) -> CredentialRow:
    row = CredentialRow(
        id=new_id(),
        kind=CredentialKind.QR,
        property_id=street.property_id,
        household_id=street.household_id,
        issuer_id=new_id(),
        since=NOW,
        verifier=new_id().encode(),
        name="山田",
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def a_pin(street: Street, **changes: object) -> CredentialRow:
    values: dict[str, object] = {
        "kind": CredentialKind.PIN,
        "verifier": None,
        "secret": b"sealed",
        "tag": b"t" * 32,
        "length": 6,
        "name": None,
    }
    return a_row(street, **(values | changes))


async def settle(database: Database, *rows: CredentialRow) -> None:
    def write(connection: Connection) -> None:
        for row in rows:
            add_credential(connection, row)

    await database.write(write)


@pytest.mark.parametrize(
    "schedule",
    [
        None,
        Once(start=NOW, end=NOW + HOUR),
        every_day(22 * 60, 6 * 60),
        Weekly(weekdays=frozenset({0, 6}), from_minute=0, to_minute=1_440, last_day=date(2028, 2, 29)),
    ],
)
async def test_a_credential_comes_back_as_it_was(database: Database, schedule: Schedule | None) -> None:
    street = await database.write(add_street)
    row = a_row(
        street,
        schedule=schedule,
        doors=frozenset({street.door_id}),
        uses=3,
        home_station_id=street.station_id,
        change=7,
        note="A-1",
        template="parcel",
        address="yamada@example.test",
        language="ja",
    )
    await settle(database, row)
    assert row.verifier is not None
    verifier = row.verifier
    found = await database.read(lambda connection: find_credential(connection, row.id))
    assert found == row
    assert await database.read(lambda connection: find_key(connection, verifier)) == row
    assert await database.read(lambda connection: find_credential(connection, new_id())) is None


async def test_no_two_keys_have_one_verifier(database: Database) -> None:
    street = await database.write(add_street)
    await settle(database, a_row(street, verifier=b"v" * 32))
    with pytest.raises(IntegrityError):
        await settle(database, a_row(street, verifier=b"v" * 32))


async def test_a_pin_is_taken_while_it_is_live_in_its_property(database: Database) -> None:
    street = await database.write(add_street)
    other = await database.write(lambda connection: add_street(connection, name="うめハイツ"))
    row = a_pin(street)
    await settle(database, row)

    async def is_taken(property_id: str) -> bool:
        return await database.read(lambda connection: is_pin_taken(connection, property_id, b"t" * 32))

    assert await is_taken(street.property_id)
    assert not await is_taken(other.property_id)
    assert await database.read(lambda connection: find_pin(connection, street.household_id)) == row
    await database.write(
        lambda connection: end_credentials(connection, [row.id], at=NOW + HOUR, end=End.VOID, change=2)
    )
    assert not await is_taken(street.property_id)
    assert await database.read(lambda connection: find_pin(connection, street.household_id)) is None
    newest = await database.read(lambda connection: find_newest_pin(connection, street.household_id))
    assert newest == replace(row, until=NOW + HOUR, end=End.VOID, change=2)


async def test_what_is_over_stays_as_it_ended(database: Database) -> None:
    street = await database.write(add_street)
    row = a_row(street)
    await settle(database, row)

    def end_twice(connection: Connection) -> None:
        end_credentials(connection, [row.id], at=NOW, end=End.REVOKED, change=2)
        end_credentials(connection, [row.id], at=NOW + HOUR, end=End.VOID, change=3)

    await database.write(end_twice)
    found = await database.read(lambda connection: find_credential(connection, row.id))
    assert found is not None
    assert (found.end, found.change) == (End.REVOKED, 2)


async def test_changes_come_in_order_page_by_page(database: Database) -> None:
    street = await database.write(add_street)
    rows = sorted(
        (a_row(street, change=change) for change in (1, 2, 2, 2, 3)), key=lambda row: (row.change, row.id)
    )
    gone = a_row(street, change=2, until=NOW, end=End.REVOKED)
    await settle(database, *rows, gone)

    def read_all(connection: Connection) -> list[str]:
        found: list[str] = []
        change, after = 1, "g"  # after everything of change 1
        while True:
            page = list_changed(
                connection, street.property_id, change=change, after=after, limit=2, live_only=True
            )
            if not page:
                return found
            found += [row.id for row in page]
            change, after = page[-1].change, page[-1].id

    assert await database.read(read_all) == [row.id for row in rows[1:]]
    ended = await database.read(lambda connection: list_ended(connection, street.property_id, change=1))
    assert ended == (gone.id,)
    assert await database.read(lambda connection: list_ended(connection, street.property_id, change=2)) == ()


async def test_lists_hold_what_they_say(database: Database) -> None:
    street = await database.write(add_street)
    issuer = new_id()
    pin, mine, others = a_pin(street), a_row(street, issuer_id=issuer), a_row(street, since=NOW - HOUR)
    staff = a_pin(street, household_id=None, tag=b"u" * 32)
    await settle(database, pin, mine, others, staff)

    def read(connection: Connection) -> list[list[str]]:
        household = street.household_id
        return [
            [row.id for row in list_keys(connection, household, limit=10)],
            [row.id for row in list_staff(connection, street.property_id)],
            sorted(row.id for row in list_live_pins(connection, street.property_id)),
            sorted(row.id for row in list_live_of_household(connection, household)),
            sorted(row.id for row in list_live_of_household(connection, household, issuer_id=issuer)),
        ]

    assert await database.read(read) == [
        [mine.id, others.id],
        [staff.id],
        sorted([pin.id, staff.id]),
        sorted([pin.id, mine.id, others.id]),
        sorted([pin.id, mine.id]),
    ]
    since = NOW - HOUR / 2
    count = await database.read(
        lambda connection: count_issued(connection, street.household_id, CredentialKind.QR, since)
    )
    assert count == 1


async def test_a_household_and_an_address_can_be_touched(database: Database) -> None:
    street = await database.write(add_street)
    row = a_row(street)
    await settle(database, row)
    await database.write(lambda connection: touch_household(connection, street.household_id, 9))
    await database.write(lambda connection: set_address(connection, row.id, "y@example.test", "en"))
    found = await database.read(lambda connection: find_credential(connection, row.id))
    assert found == replace(row, change=9, address="y@example.test", language="en")


async def test_a_building_has_one_salt_and_each_salt_its_hashes(database: Database) -> None:
    street = await database.write(add_street)
    pin = a_pin(street)
    await settle(database, pin)
    first = BuildingKeys(
        building_id=street.building_id, epoch=new_id(), salt=b"s" * 32, cost=2, kept_by="unit"
    )
    second = replace(first, epoch=new_id(), salt=b"t" * 32, kept_by="server")
    await database.write(lambda connection: put_building_keys(connection, first))
    await database.write(lambda connection: put_building_keys(connection, second))
    assert await database.read(lambda c: find_building_keys(c, street.building_id)) == second
    for _ in range(2):  # another process may have been first
        await database.write(lambda connection: add_verifiers(connection, first.epoch, {pin.id: b"v" * 32}))
    assert await database.read(lambda c: list_verifiers(c, first.epoch, [pin.id])) == {pin.id: b"v" * 32}
    assert await database.read(lambda c: list_verifiers(c, second.epoch, [pin.id])) == {}


async def test_a_prompt_is_answered_once_and_in_time(database: Database) -> None:
    street = await database.write(add_street)
    row = PromptRow(
        id=new_id(),
        station_id=street.station_id,
        household_id=street.household_id,
        asked_at=NOW,
        expires_at=NOW + HOUR,
    )
    await database.write(lambda connection: add_prompt(connection, row))
    assert await database.read(lambda connection: find_prompt(connection, row.id)) == row
    households = [street.household_id]
    assert await database.read(lambda c: list_open_prompts(c, households, NOW)) == (row,)
    assert await database.read(lambda c: list_open_prompts(c, households, NOW + HOUR)) == ()
    assert await database.read(lambda c: list_open_prompts(c, [], NOW)) == ()
    assert not await database.write(lambda c: answer_prompt(c, row.id, NOW + HOUR))
    assert await database.write(lambda c: answer_prompt(c, row.id, NOW))
    assert not await database.write(lambda c: answer_prompt(c, row.id, NOW))
    later = replace(row, id=new_id(), asked_at=NOW + 2 * HOUR, expires_at=NOW + 3 * HOUR)
    await database.write(lambda connection: add_prompt(connection, later))
    assert await database.read(lambda connection: find_prompt(connection, row.id)) is None


async def test_the_journal_knows_what_a_key_did(journal: Journal) -> None:
    key = new_id()

    def an_event(use_no: int, kind: EventKind) -> Event:
        return Event(
            id=new_id(),
            at=NOW + use_no * HOUR,
            kind=kind,
            property_id=new_id(),
            credential_id=key,
            use_no=use_no,
        )

    first, claim = an_event(1, EventKind.DOOR_RELEASED), an_event(2, EventKind.KEY_CLAIMED)
    await journal.append([first, claim])
    assert await journal.list_for_credential(key, limit=10) == (claim, first)
    assert await journal.list_uses([key, new_id()]) == {key: 2}
    assert await journal.list_uses([]) == {}
