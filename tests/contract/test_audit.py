"""The audit list, on both databases: a change and its line are one, and people are in it by reference."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.own_data import read_owner
from genkan.server.accounts.tables import person, recovery_code, totp
from genkan.server.audit.exporting import ExportLines
from genkan.server.audit.listing import Doer, LinePage, ListLines
from genkan.server.audit.own_records import AuditRecords
from genkan.server.audit.repository import Line, LineQuery, list_lines, pick_lines
from genkan.server.audit.service import Book, record_by_operator
from genkan.server.bootstrap.installer import create_installer, reset_factor
from genkan.server.journal.service import Journal, Place
from genkan.server.platform import audit
from genkan.server.platform.audit import (
    OPERATOR_ID,
    AuditUnplaced,
    Change,
    DoerRole,
    Field,
    NewLine,
    Said,
    Subject,
    SubjectKind,
)
from genkan.server.platform.audit_policy import Area
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import (
    Actor,
    ApiScope,
    Membership,
    PersonActor,
    Role,
    Scope,
    TokenActor,
)
from genkan.server.properties.errors import HomeNumberTaken, TimeZoneUnknown
from genkan.server.properties.invitations import InvitationRow, add_invitation
from genkan.server.properties.places import AddHomes, ChangeBuilding, CreateProperty
from genkan.server.properties.settings import ChangeSettings, PropertySettings, say_price
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock
from harness.street import Street, add_member, add_somebody, add_street

INSTALLER = frozenset({Role.INSTALLER})
STAFF = frozenset({Role.INSTALLER, Role.MANAGER})


@dataclass(kw_only=True)
class Desk:
    """A property with somebody who looks after it, and what they are told of its changes."""

    database: Database
    clock: MovedClock
    street: Street
    person_id: str
    actor: PersonActor
    scope: Scope
    list: ListLines
    export: ExportLines

    def asking(
        self, operation: str, granted: frozenset[Role] = STAFF, actor: Actor | None = None, **path: str
    ) -> None:
        """Be the portal's mount of the operation; inside of `audit.request()`."""
        audit.open_draft(Book(self.clock), operation, actor or self.actor, granted, path)

    async def lines(self, query: LineQuery | None = None) -> tuple[Line, ...]:
        property_id, wanted = self.street.property_id, query or LineQuery()
        return await self.database.read(
            lambda connection: list_lines(connection, property_id, wanted, after=None, limit=100)
        )

    async def read(self, query: LineQuery | None = None) -> LinePage:
        return await self.list(
            self.scope, self.street.property_id, query or LineQuery(), after=None, limit=50
        )


@pytest.fixture
async def desk(database: Database, journal: Journal) -> Desk:
    def settle(connection: Connection) -> tuple[Street, str, str]:
        street, person_id = add_street(connection), add_somebody(connection)
        return street, person_id, add_member(connection, street, person_id, Role.INSTALLER)

    street, person_id, membership_id = await database.write(settle)
    membership = Membership(
        id=membership_id,
        role=Role.INSTALLER,
        property_id=street.property_id,
        household_id=None,
        since=NOW,
        until=None,
    )
    return Desk(
        database=database,
        clock=MovedClock(),
        street=street,
        person_id=person_id,
        actor=PersonActor(person_id=person_id, session_id="s", memberships=(membership,)),
        scope=Scope(person_id=person_id, properties=frozenset({street.property_id})),
        list=ListLines(database=database, journal=journal),
        export=ExportLines(database=database, journal=journal),
    )


@pytest.fixture
def _request(desk: Desk) -> Iterator[None]:
    """Be a request of the desk's; over before its database is cleared away."""
    assert desk.person_id
    with audit.request():
        yield


@pytest.mark.usefixtures("_request")
async def test_a_change_leaves_who_did_it_as_what_to_which_thing_and_what_it_was_before(desk: Desk) -> None:
    desk.asking("properties.change_building", INSTALLER, building_id=desk.street.building_id)
    await ChangeBuilding(desk.database)(
        desk.scope, desk.street.building_id, name="東棟", time_zone="Asia/Tokyo"
    )

    (view,) = (await desk.read()).lines
    line = view.line
    assert (line.at, line.operation, line.area) == (NOW, "properties.change_building", Area.SETTINGS)
    assert (view.doer, line.role, line.actor_id) == ("佐藤 花子", DoerRole.INSTALLER, desk.person_id)
    assert line.subject == Subject(
        kind=SubjectKind.BUILDING, id=desk.street.building_id, name="さくらハイツ 東館"
    )
    assert line.changes == (Change(Field.NAME, "さくらハイツ 東館", "東棟"),)  # the zone is what it was


@pytest.mark.usefixtures("_request")
async def test_what_is_refused_or_fails_leaves_neither_change_nor_line(desk: Desk) -> None:
    building_id = desk.street.building_id
    desk.asking("properties.add_homes", INSTALLER, building_id=building_id)
    with pytest.raises(HomeNumberTaken):
        await AddHomes(desk.database)(desk.scope, building_id, ["102", "101"])
    with pytest.raises(TimeZoneUnknown):
        await ChangeBuilding(desk.database)(desk.scope, building_id, name="東棟", time_zone="Mars/Olympus")

    assert await desk.lines() == ()


@pytest.mark.usefixtures("_request")
async def test_a_change_whose_property_nobody_can_tell_is_not_made(desk: Desk) -> None:
    desk.asking("stations.paint", thing_id="x")

    def paint(connection: Connection) -> None:
        connection.execute(sa.update(person).values(given_name="緑"))

    with pytest.raises(AuditUnplaced, match=r"stations\.paint .* audit\.note"):
        await desk.database.write(paint)

    names = await desk.database.read(
        lambda connection: connection.execute(sa.select(person.c.given_name)).scalars().all()
    )
    assert names == ["花子"]


@pytest.mark.usefixtures("_request")
async def test_several_transactions_of_one_request_are_one_line(desk: Desk) -> None:
    property_id = desk.street.property_id
    desk.asking("households.start_issue", property_id=property_id)
    await desk.database.write(lambda connection: audit.note(connection, count=1))
    await desk.database.write(lambda connection: audit.note(connection, count=2))
    await desk.database.write(lambda _: None)

    assert [(line.operation, line.count) for line in await desk.lines()] == [("households.start_issue", 2)]


async def test_nothing_outside_of_a_recorded_request_leaves_a_line(desk: Desk) -> None:
    settings = ChangeSettings(desk.database)
    property_id = desk.street.property_id
    await settings(desk.scope, property_id, PropertySettings())  # as the simulator or a test does
    with audit.request():
        await settings(desk.scope, property_id, PropertySettings(free_family_members=5))
        desk.asking("properties.change_settings", property_id=property_id)
    await settings(desk.scope, property_id, PropertySettings(free_family_members=6))

    assert await desk.lines() == ()
    with pytest.raises(RuntimeError, match="outside"):
        desk.asking("properties.change_settings", property_id=property_id)


@pytest.mark.usefixtures("_request")
async def test_who_makes_a_property_stands_in_the_list_of_the_new_one(desk: Desk) -> None:
    desk.asking("properties.create_property", INSTALLER)
    made = await CreateProperty(desk.database, InProcessBus(), desk.clock)(desk.scope, "新しい物件")

    (line,) = await desk.database.read(
        lambda connection: list_lines(connection, made, LineQuery(), after=None, limit=9)
    )
    assert (line.role, line.changes) == (DoerRole.INSTALLER, (Change(Field.NAME, None, "新しい物件"),))
    assert await desk.lines() == ()


@pytest.mark.usefixtures("_request")
async def test_a_program_is_named_by_its_token_and_never_by_its_maker(desk: Desk) -> None:
    program = TokenActor(
        token_id=new_id(),
        name="予約システム",
        property_id=desk.street.property_id,
        made_by=desk.person_id,
        scopes=frozenset({ApiScope.RESIDENTS_WRITE}),
        memberships=desk.actor.memberships,
    )
    desk.asking("households.move_out", actor=program, household_id=desk.street.household_id)
    await desk.database.write(lambda _: None)

    (line,) = await desk.lines()
    assert (line.role, line.actor_id) == (DoerRole.TOKEN, program.token_id)
    assert line.subject is not None
    assert (line.subject.name, line.subject.place) == ("101", "さくらハイツ 東館")


@pytest.mark.usefixtures("_request")
async def test_money_is_written_as_people_do_and_secrets_never(desk: Desk) -> None:
    desk.asking("properties.change_settings", property_id=desk.street.property_id)
    await ChangeSettings(desk.database)(
        desk.scope, desk.street.property_id, PropertySettings(seat_price=300, seat_currency="JPY")
    )

    (line,) = await desk.lines()
    assert line.changes == (Change(Field.SEAT_PRICE, "2.00 USD", "300 JPY"),)
    assert say_price(1500, "KWD") == "1.500 KWD"


async def test_every_filter_gives_what_it_says_in_pages_without_gap_or_repeat(desk: Desk) -> None:
    made = random.Random(5)
    doers = [(new_id(), DoerRole.MANAGER), (new_id(), DoerRole.TOKEN), (OPERATOR_ID, DoerRole.OPERATOR)]
    operations = ["properties.change_settings", "tokens.create_token", "households.move_in"]
    lines = [enter(desk, made.choice(doers), made.choice(operations), made.randrange(40)) for _ in range(150)]

    def store(connection: Connection) -> None:
        foreign = add_street(connection, name="よその物件")
        for line in lines:
            Book(desk.clock).enter(connection, line)
        record_by_operator(connection, "operator.create_sample", property_id=foreign.property_id, at=NOW)

    await desk.database.write(store)
    half = NOW - timedelta(minutes=20)
    for query, is_wanted in (
        (LineQuery(), lambda _: True),
        (LineQuery(actor_id=doers[0][0]), lambda one: one.actor_id == doers[0][0]),
        (LineQuery(area=Area.INTEGRATIONS), lambda one: one.operation == "tokens.create_token"),
        (LineQuery(since=half), lambda one: one.at >= half),
        (LineQuery(until=half), lambda one: one.at < half),
        (
            LineQuery(actor_id=OPERATOR_ID, area=Area.RESIDENTS, since=half, until=NOW),
            lambda one: (
                (one.actor_id, one.operation) == (OPERATOR_ID, "households.move_in") and half <= one.at < NOW
            ),
        ),
    ):
        wanted = sorted((one for one in lines if is_wanted(one)), key=lambda one: (one.at, one.id))
        assert await read_all(desk, query) == [one.id for one in reversed(wanted)], query
    page = await desk.read()
    assert {doer.id: doer.role for doer in page.doers} == dict(doers)


async def test_another_property_s_list_does_not_exist(desk: Desk) -> None:
    nobody = Scope(person_id=desk.person_id, properties=frozenset({new_id()}))
    with pytest.raises(NotFound):
        await desk.list(nobody, desk.street.property_id, LineQuery(), after=None, limit=9)
    with pytest.raises(NotFound):
        await desk.export(nobody, desk.street.property_id, LineQuery(), language="ja")


async def test_whoever_is_erased_has_no_name_in_any_line_and_takes_along_what_they_did(
    desk: Desk, database: Database
) -> None:
    street = desk.street

    def live(connection: Connection) -> str:
        resident = add_somebody(connection, username="100000009")
        member_id = add_member(connection, street, resident)
        said = Said(property_id=street.property_id, member_id=member_id)
        Book(desk.clock).enter(connection, a_line("households.send_again", desk.person_id, said))
        return resident

    resident = await database.write(live)
    (before,) = (await desk.read()).lines
    assert (before.doer, before.member) == ("佐藤 花子", "佐藤 花子")
    owner = await database.read(lambda connection: read_owner(connection, desk.person_id, NOW))
    assert await AuditRecords(database).export(owner) == [
        {"at": NOW.isoformat(), "property_id": street.property_id, "what": "households.send_again"}
    ]

    await database.write(
        lambda connection: connection.execute(
            sa.delete(person).where(person.c.id.in_([desk.person_id, resident]))
        )
    )

    page = await desk.read()
    assert [(view.doer, view.member) for view in page.lines] == [(None, None)]
    assert page.doers == (Doer(id=desk.person_id, role=DoerRole.INSTALLER, name=None),)
    assert (await read_file(desk))[1][1:7] == [
        "退会した方", "設置業者", "住戸と居住者", "アカウントのメールを再送", "", "退会した方",
    ]  # fmt: skip


async def test_whoever_has_not_come_is_named_as_was_typed(desk: Desk) -> None:
    street, invitation_id = desk.street, new_id()

    def invite(connection: Connection) -> None:
        known = add_somebody(connection, username="100000009")  # has an account, under another name
        row = InvitationRow(
            id=invitation_id,
            person_id=known,
            role=Role.MANAGER,
            property_id=street.property_id,
            household_id=None,
            given_name="恵",
            family_name="田中",
            language="ja",
            since=NOW,
            sent_at=NOW,
        )
        add_invitation(connection, row)
        said = Said(property_id=street.property_id, member_id=invitation_id)
        Book(desk.clock).enter(connection, a_line("properties.add_manager", desk.person_id, said))

    await desk.database.write(invite)
    assert [view.member for view in (await desk.read()).lines] == ["田中 恵"]


async def test_what_the_operator_does_to_a_property_is_in_its_list(desk: Desk) -> None:
    def install(connection: Connection) -> None:
        new = NewPerson(given_name="恵", family_name="田中", language="ja", email="megumi@example.test")
        create_installer(
            connection, new, property_name="さくらハイツ", derivation=Derivation(bytes(32)), at=NOW
        )
        add_recovery = sa.insert(recovery_code).values(
            code_hash=bytes(32), person_id=desk.person_id, created_at=NOW
        )
        connection.execute(add_recovery)
        connection.execute(
            sa.insert(totp).values(
                person_id=desk.person_id, secret=b"-", created_at=NOW, confirmed_at=NOW, last_step=0
            )
        )
        assert reset_factor(connection, "100000001", NOW)
        assert reset_factor(connection, "nobody", NOW) is None

    await desk.database.write(install)
    told = {view.line.operation: (view.line.role, view.member) for view in (await desk.read()).lines}
    assert told == {
        "operator.create_installer": (DoerRole.OPERATOR, "田中 恵"),
        "operator.reset_second_factor": (DoerRole.OPERATOR, "佐藤 花子"),
    }


async def test_the_file_is_safe_to_open_and_says_what_the_page_says(desk: Desk) -> None:
    street = desk.street
    subject = Subject(kind=SubjectKind.DOOR, id=street.door_id, name="裏口", place='=HYPERLINK("x")')
    said = Said(
        property_id=street.property_id,
        subject=subject,
        count=3,
        changes={
            Field.LIVE_VIEW: Change(Field.LIVE_VIEW, False, True),
            Field.UNTIL: Change(Field.UNTIL, None, 1_795_004_800_000),
            Field.KEPT_BY: Change(Field.KEPT_BY, "unit", "server"),
            Field.NIGHT: Change(Field.NIGHT),
            Field.SUPPORT_PHONE: Change(Field.SUPPORT_PHONE, "", "03-1234-5678"),
        },
    )
    await desk.database.write(
        lambda connection: Book(desk.clock).enter(
            connection, a_line("properties.change_entrance", desk.person_id, said)
        )
    )

    head, row = await read_file(desk)
    assert head[0] == "日時 (Asia/Tokyo)"
    assert row[0] == "2026-11-23 18:00:00"
    assert row[5] == '\'=HYPERLINK("x") 裏口'
    assert row[7] == (
        "件数 3; 居住者のライブ映像: オフ → オン; 終了: 2026-11-18 21:26:40;"
        " 鍵の置き場所: 玄関機の中 → サーバー; 夜間の時間帯; お問合せ窓口の電話: なし → 03-1234-5678"
    )
    english = await read_file(desk, "en")
    assert english[1][4] == "Changed the settings of the entrances"


async def test_a_page_is_found_by_an_index_and_sorted_by_it(desk: Desk, database: Database) -> None:
    asked: list[str] = []
    for query in (
        LineQuery(),
        LineQuery(actor_id=desk.person_id),
        LineQuery(area=Area.STAFF),
        LineQuery(actor_id=desk.person_id, area=Area.STAFF),
    ):
        asked += await database.read(partial(explain, desk, query))
    assert asked
    assert not [step for step in asked if "TEMP B-TREE" in step or "Sort" in step], asked
    assert all("ix_audit_line" in step for step in asked if "audit_line" in step), asked


def explain(desk: Desk, query: LineQuery, connection: Connection) -> list[str]:
    """Give how the database reads a page; PostgreSQL as it would among many lines."""
    is_sqlite = connection.dialect.name == "sqlite"
    steps: list[str] = []

    def ask(
        _: object, cursor: object, statement: str, parameters: object, *rest: object
    ) -> tuple[str, object]:
        return ("EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN ") + statement, parameters

    if not is_sqlite:
        for way in ("seqscan", "sort", "bitmapscan"):
            connection.execute(sa.text(f"SET LOCAL enable_{way} = off"))
    sa.event.listen(connection, "before_cursor_execute", ask, retval=True)
    try:
        values = {"since": NOW, "place_at": NOW, "place_id": ""}
        page = connection.execute(pick_lines(desk.street.property_id, query, 50), values)
        steps = [str(row[-1]) for row in page]
    finally:
        sa.event.remove(connection, "before_cursor_execute", ask)
    return steps


def a_line(operation: str, actor_id: str, said: Said) -> NewLine:
    return NewLine(
        id=new_id(), at=NOW, operation=operation, role=DoerRole.INSTALLER, actor_id=actor_id, said=said
    )


def enter(desk: Desk, doer: tuple[str, DoerRole], operation: str, minutes: int) -> NewLine:
    return NewLine(
        id=new_id(),
        at=NOW - timedelta(minutes=minutes),  # several in one: the id decides their order
        operation=operation,
        role=doer[1],
        actor_id=doer[0],
        said=Said(property_id=desk.street.property_id),
    )


async def read_all(desk: Desk, query: LineQuery) -> list[str]:
    found: list[str] = []
    place: Place | None = None
    while True:
        page = await desk.list(desk.scope, desk.street.property_id, query, after=place, limit=7)
        found += [view.line.id for view in page.lines]
        place = page.next_place
        if place is None:
            return found


async def read_file(desk: Desk, language: str = "ja") -> list[list[str]]:
    pieces = await desk.export(desk.scope, desk.street.property_id, LineQuery(), language=language)
    text = "".join([piece async for piece in pieces])
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
