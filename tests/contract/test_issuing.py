"""Account mails of a whole property, and printed sheets, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2
import pytest
import sqlalchemy as sa
import zxingcpp
from sqlalchemy import Connection

from genkan.server.accounts.errors import LinkExpired, LinkUsed
from genkan.server.accounts.service import find_person, find_person_by_email
from genkan.server.accounts.sign_in_by_link import LinkState
from genkan.server.bootstrap.places import HouseholdNumbers
from genkan.server.households.errors import IssueOver, IssueUnderWay, NobodyToMail
from genkan.server.households.importing import ImportResidents
from genkan.server.households.issue_runs import RunState
from genkan.server.households.issue_schemas import AccountsOut
from genkan.server.households.issuing import Accounts, ChangeIssue, Issuing, ListAccounts, Run, StartIssue
from genkan.server.households.link import NoKeys
from genkan.server.households.moving import HouseholdGround, MoveOut
from genkan.server.households.sheets import Imprint, PrintSheets
from genkan.server.messages.tables import message
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.properties.accepting import ListInvitations
from genkan.server.properties.settings import PropertySettings, set_settings
from harness.newcomer import Newcomer, caller
from harness.street import Street, add_member, add_somebody, add_street

FILE = (
    "住戸,姓,名,メールアドレス\n"
    "102,鈴木,一郎,ichiro@example.test\n"
    "102,鈴木,次郎,jiro@example.test\n"
    "103,高橋,誠,makoto@example.test\n"
    "104,佐藤,花子,known@example.test\n"
)
EVERYBODY = ["ichiro@example.test", "jiro@example.test", "known@example.test", "makoto@example.test"]
PER_MINUTE = 60


@dataclass(kw_only=True)
class Office:
    """A manager's office: four people were imported, one of whom has had an account elsewhere."""

    street: Street
    ground: HouseholdGround
    newcomer: Newcomer
    staff: Scope = field(init=False)

    def __post_init__(self) -> None:
        self.staff = Scope(person_id="-", properties=frozenset({self.street.property_id}))
        database, clock = self.ground.database, self.ground.clock
        self.listing, self.starting = ListAccounts(database, clock), StartIssue(database, clock)
        self.changing = ChangeIssue(database, clock)
        imprint = Imprint(
            public_url="https://genkan.example",
            server_id="gk-abc234",
            derivation=self.newcomer.derivation,
        )
        self.printing = PrintSheets(database, clock, imprint)

    def issuing(self) -> Issuing:
        """Give the work of a server that has just started."""
        return Issuing(self.ground, per_minute=PER_MINUTE)

    async def accounts(self) -> Accounts:
        return await self.listing(self.staff, self.street.property_id)

    async def run(self) -> Run:
        found = (await self.accounts()).run
        assert found is not None
        return found

    async def states(self) -> dict[str, str]:
        return {
            row.address.partition("@")[0]: row.state
            for row in AccountsOut.of(await self.accounts(), PER_MINUTE).accounts
        }

    async def entry(self, name: str) -> str:
        return next(
            one.entry.id
            for one in (await self.accounts()).waiting
            if one.entry.email == f"{name}@example.test"
        )

    async def start(self, *names: str) -> None:
        entries = [await self.entry(name) for name in names or [mail.split("@")[0] for mail in EVERYBODY]]
        await self.starting(self.staff, self.street.property_id, entries)

    async def mailed(self) -> list[str]:
        def read(connection: Connection) -> list[str]:
            return sorted(connection.execute(sa.select(message.c.address)).scalars())

        return await self.ground.database.read(read)

    async def send_all(self) -> None:
        issuing = self.issuing()
        while (await self.run()).row.state is RunState.RUNNING:
            if not await issuing.step():
                self.newcomer.clock.move(1)

    async def sheet(self, name: str) -> tuple[str, str]:
        """Print a sheet; give what it says and the token in its code."""
        pdf = await self.printing(self.staff, self.street.property_id, [await self.entry(name)])
        (page,) = pypdfium2.PdfDocument(pdf)
        (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
        assert code.text.startswith("https://genkan.example/app/open#")
        return page.get_textpage().get_text_range(), code.text.partition("#")[2]


@pytest.fixture
async def office(database: Database) -> Office:
    newcomer = Newcomer(database=database)

    def settle(connection: Connection) -> Street:
        street = add_street(connection)
        add_member(connection, street, add_somebody(connection, email="master@example.test"))
        add_somebody(connection, username="100000002", email="known@example.test")
        settings = PropertySettings(support_phone="03-1234-5678", support_hours="平日 9:00〜18:00")
        set_settings(connection, street.property_id, settings)
        return street

    street = await database.write(settle)
    ground = HouseholdGround(database=database, bus=InProcessBus(), clock=newcomer.clock, keys=NoKeys())
    made = Office(street=street, ground=ground, newcomer=newcomer)
    await ImportResidents(ground)(made.staff, street.property_id, FILE.encode(), language="ja")
    return made


async def test_whoever_was_imported_waits_and_is_told_nothing(office: Office) -> None:
    accounts = await office.accounts()
    assert (len(accounts.waiting), accounts.joined, accounts.run) == (4, 1, None)
    assert set((await office.states()).values()) == {"held"}
    assert await office.mailed() == []


async def test_mails_go_out_one_after_the_other_at_the_pace(office: Office) -> None:
    await office.start()
    issuing = office.issuing()
    assert await issuing.step()
    assert not await issuing.step()  # the next one is a second away
    assert len(await office.mailed()) == 1
    office.newcomer.clock.move(1)
    assert await issuing.step()
    run = await office.run()
    assert (run.row.state, run.count.total, run.count.sent, run.count.left) == (RunState.RUNNING, 4, 2, 2)


async def test_a_run_outlives_a_restart_and_ends_when_all_are_mailed(office: Office) -> None:
    await office.start()
    assert await office.issuing().step()
    office.newcomer.clock.move(3_600)  # the server was away for an hour
    await office.send_all()
    assert await office.mailed() == EVERYBODY
    assert (await office.run()).row.state is RunState.DONE
    assert set((await office.states()).values()) == {"sent"}
    assert not await office.issuing().step()


async def test_a_paused_run_sends_nothing_until_it_goes_on(office: Office) -> None:
    await office.start()
    issuing = office.issuing()
    await issuing.step()
    run_id = (await office.run()).row.id
    await office.changing(office.staff, run_id, RunState.PAUSED)
    office.newcomer.clock.move(60)
    assert not await issuing.step()
    assert len(await office.mailed()) == 1
    with pytest.raises(IssueUnderWay):
        await office.start()

    await office.changing(office.staff, run_id, RunState.RUNNING)
    await office.send_all()
    assert await office.mailed() == EVERYBODY
    with pytest.raises(IssueOver):
        await office.changing(office.staff, run_id, RunState.PAUSED)


async def test_a_stopped_run_leaves_the_others_unmailed(office: Office) -> None:
    await office.start()
    await office.issuing().step()
    await office.changing(office.staff, (await office.run()).row.id, RunState.STOPPED)
    office.newcomer.clock.move(60)
    assert not await office.issuing().step()
    assert sorted((await office.states()).values()) == ["held", "held", "held", "sent"]
    await office.start("makoto")  # and another may begin
    await office.send_all()
    assert "makoto@example.test" in await office.mailed()


async def test_a_reminder_voids_the_older_link_and_skips_whoever_has_come(office: Office) -> None:
    await office.start("makoto", "ichiro")
    await office.send_all()
    older = await office.newcomer.link()
    office.newcomer.clock.move(3_600)
    await office.start("ichiro", "makoto")
    await office.issuing().step()
    with pytest.raises(LinkExpired):
        await office.newcomer.sign_in_by_link(older, caller())
    await office.newcomer.sign_in_by_link(await office.newcomer.link(), caller())  # ichiro comes
    office.newcomer.clock.move(1)
    await office.send_all()
    assert "ichiro" not in await office.states()


async def test_whoever_left_before_their_turn_is_skipped(office: Office) -> None:
    await office.start()
    household = next(
        one.household.id for one in (await office.accounts()).waiting if one.place.number == "103"
    )
    await MoveOut(office.ground)(office.staff, household)
    await office.send_all()
    count = (await office.run()).count
    assert (count.sent, count.skipped, count.left) == (3, 1, 0)
    assert "makoto@example.test" not in await office.mailed()


async def test_nobody_is_mailed_twice_when_all_have_gone(office: Office) -> None:
    with pytest.raises(NobodyToMail):
        await office.starting(office.staff, office.street.property_id, ["unknown"])


async def test_a_sheet_signs_in_once_and_verifies_no_address(office: Office) -> None:
    text, token = await office.sheet("makoto")
    for words in ("高橋 誠 様", "103号室", "03-1234-5678", "gk-abc234", "2026年12月23日"):
        assert words in text

    signed = await office.newcomer.sign_in_by_link(token, caller())

    assert signed.me.username in text.replace(" ", "")
    person = await office.ground.database.read(
        lambda connection: find_person(connection, signed.me.person_id)
    )
    assert person is not None
    assert person.email_verified_at is None
    with pytest.raises(LinkUsed):
        await office.newcomer.sign_in_by_link(token, caller())


async def test_a_new_sheet_voids_the_old_one_and_a_mail_does_not(office: Office) -> None:
    _, old = await office.sheet("makoto")
    _, new = await office.sheet("makoto")
    await office.start("makoto")
    await office.send_all()
    with pytest.raises(LinkExpired):
        await office.newcomer.sign_in_by_link(old, caller())
    await office.newcomer.sign_in_by_link(new, caller())


async def test_a_sheet_is_worth_nothing_once_its_person_has_come(office: Office) -> None:
    _, token = await office.sheet("makoto")
    await office.start("makoto")
    await office.send_all()
    await office.newcomer.sign_in_by_link(await office.newcomer.link(), caller())
    assert (await office.newcomer.look_at_link(token, is_reset=False)).state is LinkState.USED
    with pytest.raises(LinkUsed):
        await office.newcomer.sign_in_by_link(token, caller())


async def test_no_sheet_leads_into_an_account_that_was_there_before(office: Office) -> None:
    text, token = await office.sheet("known")
    assert "佐藤 花子 様" in text
    assert "100 000 002" not in text
    seen = await office.newcomer.look_at_link(token, is_reset=False)
    assert (seen.state, seen.display_name) == (LinkState.INVITATION, "")
    uses: list[Callable[[], object]] = [
        lambda: office.newcomer.sign_in_by_link(token, caller()),
        lambda: office.newcomer.make_hand_over(token),
    ]
    for use in uses:
        with pytest.raises(LinkUsed):
            await use()  # type: ignore[misc]
    await office.newcomer.request_link(token, "resident")
    assert await office.mailed() == []


async def test_an_invitation_is_seen_when_it_was_mailed_or_printed_and_not_before(office: Office) -> None:
    person = await office.ground.database.read(
        lambda connection: find_person_by_email(connection, "known@example.test")
    )
    assert person is not None
    own = Scope(person_id=person.id, properties=frozenset())
    listing = ListInvitations(office.ground.database, HouseholdNumbers(), office.ground.clock)
    assert await listing(own) == ()
    await office.sheet("known")
    assert [row.home_number for row in await listing(own)] == ["104"]


async def test_the_property_of_others_does_not_exist(office: Office) -> None:
    stranger = Scope(person_id="-", properties=frozenset())
    await office.start()
    run_id = (await office.run()).row.id
    for use in (
        office.listing(stranger, office.street.property_id),
        office.starting(stranger, office.street.property_id, ["-"]),
        office.changing(stranger, run_id, RunState.STOPPED),
        office.printing(stranger, office.street.property_id, ["-"]),
    ):
        with pytest.raises(NotFound):
            await use
