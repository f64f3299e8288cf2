"""The installation check on both databases: who stands there, what moves a relay, what the report says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pypdfium2
import pytest
from typing_extensions import override

from genkan.server.accounts.own_data import Owner
from genkan.server.calls.errors import StationBusy
from genkan.server.calls.last_call import LastCall
from genkan.server.checks.answers import Answer, AnswerLine, FinishCheck, LookAgain
from genkan.server.checks.errors import (
    CheckCodeNeeded,
    CheckCodeWrong,
    CheckOver,
    CheckStepUnfit,
    StationOutdated,
)
from genkan.server.checks.lines import CODE_TRIES, LineState, Part, Verdict, judge
from genkan.server.checks.own_records import CheckRecords
from genkan.server.checks.printing import PrintReport
from genkan.server.checks.service import Arrive, CheckShown, ListChecks, StartCheck, TakeReport, see_call
from genkan.server.checks.showing import CHECK_LIFE, CheckScreens
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, StationActor
from genkan.server.platform.settings import IceSettings
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationPresence
from genkan.wire.frame import Body, Frame, Refused
from genkan.wire.station import (
    CheckReport,
    CheckResult,
    CheckView,
    Release,
    Released,
    ShowCheck,
    UnitFacts,
)
from harness.installation import FakeStationLink, MovedClock
from harness.street import Street, add_somebody, add_street

HEALTHY = UnitFacts(panel_connected=True, is_in_call=False, clock_uncertainty_ms=14)
BY_EAR = CheckResult(part="loudspeaker", state="asking")
SENSES = (
    CheckResult(part="camera", state="ok", detail="1280 × 720"),
    CheckResult(part="microphone", state="ok", detail="-31 dB"),
    BY_EAR,
)


class UnitLink(FakeStationLink):
    """A unit that answers each kind of ask as the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, tuple[str, Body]] = {
            "check.look": ("check.look.reply", HEALTHY),
            "door.release": ("door.release.reply", Released(event_id="e", at_ms=1)),
        }

    @override
    async def ask(self, station_id: str, kind: str, body: Body, *, timeout_s: float) -> Frame:
        self.answer = self.answers[kind]
        return await super().ask(station_id, kind, body, timeout_s=timeout_s)


@dataclass(kw_only=True)
class Site:
    """An installer, their phone and a unit, as far as the server knows them."""

    database: Database
    street: Street
    installer_id: str
    turn_urls: tuple[str, ...] = ()
    link: UnitLink = field(default_factory=UnitLink)
    clock: MovedClock = field(default_factory=MovedClock)

    def __post_init__(self) -> None:
        self.set_door("closed")
        self.screens = CheckScreens(
            database=self.database,
            clock=self.clock,
            station_link=self.link,
            derivation=Derivation(bytes(32)),
            ice=IceSettings(turn_urls=self.turn_urls, turn_secret="s" * 32),
        )
        parts = {
            "database": self.database,
            "clock": self.clock,
            "station_link": self.link,
            "screens": self.screens,
        }
        self.start_check = StartCheck(**parts)  # type: ignore[arg-type]
        self.list_checks = ListChecks(**parts)  # type: ignore[arg-type]
        self.look_again = LookAgain(**parts)  # type: ignore[arg-type]
        self.answer_line = AnswerLine(**parts, pace=RateLimit(per_second=0.1, burst=3))  # type: ignore[arg-type]
        self.arrive = Arrive(self.database, self.clock, self.screens)
        self.finish = FinishCheck(self.database, self.clock, self.screens)
        self.take_report = TakeReport(self.database, self.clock, self.screens)

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.installer_id, properties=frozenset({self.street.property_id}))

    @property
    def unit(self) -> StationActor:
        return StationActor(
            station_id=self.street.station_id,
            building_id=self.street.building_id,
            property_id=self.street.property_id,
        )

    @property
    def relay(self) -> str:
        return f"relay:{self.street.door_id}"

    @property
    def monitor(self) -> str:
        return f"monitor:{self.street.door_id}"

    def shown(self) -> CheckView | None:
        """Give what the unit's screen shows now."""
        _, kind, body = self.link.told[-1]
        assert kind == "show.check"
        assert isinstance(body, ShowCheck)
        return body.check

    def set_door(self, state: str | None) -> None:
        doors = {} if state is None else {self.street.door_id: state}
        self.link.present[self.street.station_id] = StationPresence(since_ms=0, doors=doors)

    async def start(self) -> str:
        return await self.start_check(self.scope, self.street.station_id, language="ja")

    async def start_there(self) -> str:
        check_id = await self.start()
        await self.arrive(self.scope, check_id, self.screens.code_of(check_id))
        return check_id

    async def report(self, check_id: str, results: Sequence[CheckResult], *, at_round: int = 1) -> None:
        report = CheckReport(check_id=check_id, round=at_round, results=list(results))
        await self.take_report(self.unit, report)

    async def answer(self, check_id: str, key: str, answer: Answer) -> None:
        await self.answer_line(self.scope, check_id, key, answer)

    async def latest(self) -> CheckShown:
        return (await self.list_checks(self.scope, self.street.station_id))[0]

    async def states(self) -> dict[str, tuple[LineState, str]]:
        """Give every line's state and reason, by key."""
        lines = (await self.latest()).row.progress.lines
        return {line.key: (line.state, line.reason) for line in lines}


@pytest.fixture
async def site(database: Database) -> Site:
    return await open_site(database)


async def open_site(database: Database, turn_urls: tuple[str, ...] = ()) -> Site:
    street, installer_id = await database.write(
        lambda connection: (add_street(connection), add_somebody(connection))
    )
    return Site(database=database, street=street, installer_id=installer_id, turn_urls=turn_urls)


async def test_a_check_goes_from_the_code_to_a_report_of_every_line(site: Site) -> None:
    check_id = await site.start()

    shown = site.shown()
    assert shown is not None
    assert shown.code == site.screens.code_of(check_id)
    assert set(shown.wanted) == {"camera", "microphone", "loudspeaker"}
    await site.report(check_id, SENSES)
    await site.arrive(site.scope, check_id, site.screens.code_of(check_id))
    arrived = site.shown()
    assert arrived is not None
    assert arrived.code is None
    await site.answer(check_id, "loudspeaker", Answer.CONFIRM)
    await site.answer(check_id, site.relay, Answer.PULSE)
    assert (await site.states())[site.monitor] == (LineState.ASKING, "")
    site.set_door("open")
    states = await site.states()
    assert states[site.relay] == states[site.monitor] == (LineState.OK, "")
    await site.answer(check_id, "call", Answer.SKIP)
    await site.finish(site.scope, check_id)

    done = await site.latest()
    assert site.shown() is None, "the screen belongs to visitors again"
    assert not done.is_running
    assert done.is_own
    assert done.row.version == "0.1.0" or done.row.version is None
    assert judge(done.row.progress.lines) is Verdict.INCOMPLETE, "the call was left out"
    by_person = {line.key for line in done.row.progress.lines if line.by_person}
    assert by_person == {"loudspeaker"}
    said = {language: await read_report(site, check_id, language) for language in ("ja", "en")}
    for words in said.values():
        for fact in ("さくらハイツ", "エントランス", "1280×720", "2026-"):
            assert fact in words
    assert "取付チェック報告書" in said["ja"]
    assert "confirmedbytheinstaller" in said["en"]
    assert "NFCisnotbuiltinyet." in said["en"]


async def read_report(site: Site, check_id: str, language: str) -> str:
    """Give what the printed report says, without white space."""
    pdf = await PrintReport(site.database)(site.scope, check_id, language)
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def call_of(after_s: float | None, *, is_over: bool) -> LastCall:
    return LastCall(taken_after=None if after_s is None else timedelta(seconds=after_s), is_over=is_over)


async def test_the_test_call_is_a_visitors_call_that_somebody_takes(site: Site) -> None:
    check_id = await site.start_there()
    await site.answer(check_id, "call", Answer.CALL)
    shown = site.shown()
    assert shown is not None
    assert shown.is_calling, "the unit's screen is for the call"
    progress = (await site.latest()).row.progress
    assert see_call(progress, None) == see_call(progress, call_of(None, is_over=False)) == progress
    missed = see_call(progress, call_of(None, is_over=True)).find("call")
    taken = see_call(progress, call_of(4.24, is_over=False))
    assert missed is not None
    assert (missed.state, missed.reason) == (LineState.FAILED, "unanswered")
    line = taken.find("call")
    assert line is not None
    assert (line.state, line.reason, line.detail) == (LineState.ASKING, "answered", "4.2 s")
    assert not taken.is_calling


async def test_an_erased_installer_leaves_the_report_without_a_name(site: Site) -> None:
    check_id = await site.start_there()
    await site.finish(site.scope, check_id)
    records = CheckRecords(site.database)
    owner = Owner(person_id=site.installer_id, stays=(), homes=frozenset(), alone=frozenset())
    assert [record["station_id"] for record in await records.export(owner)] == [site.street.station_id]
    await site.database.write(lambda connection: records.erase(connection, owner, site.clock.now()))
    assert await records.export(owner) == []
    assert (await site.latest()).person_name is None
    assert "somebodywhohasleft" in await read_report(site, check_id, "en")


async def test_no_relay_moves_before_the_code_of_the_screen_was_typed(site: Site) -> None:
    check_id = await site.start()
    with pytest.raises(CheckCodeNeeded):
        await site.answer(check_id, site.relay, Answer.PULSE)
    with pytest.raises(CheckCodeWrong):
        await site.arrive(site.scope, check_id, "000000")
    with pytest.raises(CheckCodeNeeded):
        await site.answer(check_id, site.relay, Answer.PULSE)
    assert [kind for _, kind, _ in site.link.asked] == ["check.look"]


async def test_a_few_wrong_codes_end_the_check(site: Site) -> None:
    check_id = await site.start()
    for _ in range(CODE_TRIES - 1):
        with pytest.raises(CheckCodeWrong):
            await site.arrive(site.scope, check_id, "000000")
    with pytest.raises(CheckOver):
        await site.arrive(site.scope, check_id, "000000")
    with pytest.raises(CheckOver):
        await site.arrive(site.scope, check_id, site.screens.code_of(check_id))
    assert site.shown() is None


async def test_the_release_is_the_installers_and_says_that_it_was_a_check(site: Site) -> None:
    check_id = await site.start_there()
    await site.answer(check_id, site.relay, Answer.PULSE)

    station_id, kind, command = site.link.asked[-1]
    assert (station_id, kind) == (site.street.station_id, "door.release")
    assert isinstance(command, Release)
    assert (command.via, command.actor_id, command.door_id) == (
        "check",
        site.installer_id,
        site.street.door_id,
    )
    assert command.household_id is None
    assert command.lifetime_ms == 5_000


async def test_only_whoever_leads_a_running_check_has_a_say(site: Site) -> None:
    check_id = await site.start_there()
    colleague = Scope(person_id="c" * 32, properties=site.scope.properties)
    stranger = Scope(person_id=site.installer_id, properties=frozenset({"p" * 32}))
    with pytest.raises(CheckOver):
        await site.answer_line(colleague, check_id, site.relay, Answer.PULSE)
    with pytest.raises(NotFound):
        await site.answer_line(stranger, check_id, site.relay, Answer.PULSE)
    with pytest.raises(NotFound):
        await site.list_checks(stranger, site.street.station_id)
    site.clock.move(CHECK_LIFE.total_seconds())
    with pytest.raises(CheckOver):
        await site.answer(check_id, site.relay, Answer.PULSE)
    assert await site.screens.find(site.street.station_id) is None
    assert not (await site.latest()).is_running


async def test_another_check_takes_the_place_of_the_one_that_runs(site: Site) -> None:
    first = await site.start_there()
    second = await site.start()
    with pytest.raises(CheckOver):
        await site.answer(first, site.relay, Answer.PULSE)
    shown = await site.list_checks(site.scope, site.street.station_id)
    assert [(check.row.id, check.is_running) for check in shown] == [(second, True), (first, False)]
    found = await site.screens.find(site.street.station_id)
    assert found is not None
    assert found.check is not None
    assert found.check.check_id == second, "a unit that comes back shows the running one"


@pytest.mark.parametrize(
    ("facts", "key", "reason"),
    [
        (UnitFacts(panel_connected=False, is_in_call=False, clock_uncertainty_ms=9), "camera", "no-screen"),
        (UnitFacts(panel_connected=True, is_in_call=False, clock_uncertainty_ms=2_500), "clock", "clock"),
        (UnitFacts(panel_connected=True, is_in_call=False), "clock", "clock"),
    ],
)
async def test_a_fault_of_the_unit_names_its_remedy(
    site: Site, facts: UnitFacts, key: str, reason: str
) -> None:
    site.link.answers["check.look"] = ("check.look.reply", facts)
    check_id = await site.start()
    assert (await site.states())[key] == (LineState.FAILED, reason)
    site.link.answers["check.look"] = ("check.look.reply", HEALTHY)
    await site.look_again(site.scope, check_id)
    assert (await site.states())[key][0] is not LineState.FAILED, "mended, and measured again"
    with pytest.raises(CheckOver):
        await site.report(check_id, SENSES, at_round=1)
    await site.report(check_id, SENSES, at_round=2)


async def test_a_unit_that_cannot_be_checked_now_is_refused(site: Site) -> None:
    site.link.answers["check.look"] = ("check.look.reply", UnitFacts(panel_connected=True, is_in_call=True))
    with pytest.raises(StationBusy):
        await site.start()
    site.link.answers["check.look"] = ("refused", Refused(reason="kind-unknown"))
    with pytest.raises(StationOutdated):
        await site.start()
    for failure in (StationOffline, StationSilent):
        site.link.failure = failure
        with pytest.raises(StationOffline):
            await site.start()
    assert await site.list_checks(site.scope, site.street.station_id) == ()


async def test_a_relay_that_does_not_move_says_why_and_is_tried_again(site: Site) -> None:
    check_id = await site.start_there()
    site.link.answers["door.release"] = ("refused", Refused(reason="relay_failed"))
    await site.answer(check_id, site.relay, Answer.PULSE)
    assert (await site.states())[site.relay] == (LineState.FAILED, "relay-failed")
    assert (await site.states())[site.monitor] == (LineState.WAITING, "")
    site.link.answers["door.release"] = ("door.release.reply", Released(event_id="e", at_ms=1))
    await site.answer(check_id, site.relay, Answer.PULSE)
    await site.answer(check_id, site.relay, Answer.DENY)
    await site.answer(check_id, site.monitor, Answer.DENY)
    states = await site.states()
    assert states[site.relay] == (LineState.FAILED, "not-opened")
    assert states[site.monitor] == (LineState.FAILED, "unmoved")
    await site.answer(check_id, site.relay, Answer.PULSE)
    with pytest.raises(TooOften):
        await site.answer(check_id, site.relay, Answer.PULSE)


async def test_a_door_that_stood_open_before_proves_nothing(site: Site) -> None:
    check_id = await site.start_there()
    site.set_door("open")
    await site.answer(check_id, site.relay, Answer.PULSE)
    states = await site.states()
    assert states[site.monitor] == (LineState.FAILED, "open-before")
    assert states[site.relay] == (LineState.ASKING, "")


async def test_what_is_not_there_is_said_and_is_no_fault(database: Database) -> None:
    site = await open_site(database)
    site.set_door(None)
    check_id = await site.start_there()
    states = await site.states()
    assert states[site.monitor] == (LineState.SKIPPED, "no-monitor")
    assert states["nfc"] == (LineState.SKIPPED, "not-built-in")
    assert states["turn"] == (LineState.SKIPPED, "no-turn")
    await site.report(check_id, (*SENSES[:2], CheckResult(part="loudspeaker", state="ok")))
    await site.answer(check_id, site.relay, Answer.PULSE)
    await site.answer(check_id, site.relay, Answer.CONFIRM)
    await site.finish(site.scope, check_id)
    lines = [line for line in (await site.latest()).row.progress.lines if line.part is not Part.CALL]
    assert judge(lines) is Verdict.PASSED


async def test_a_relay_of_media_is_tried_where_there_is_one(database: Database) -> None:
    site = await open_site(database, turn_urls=("turn:turn.example.org",))
    check_id = await site.start()
    shown = site.shown()
    assert shown is not None
    assert "turn" in shown.wanted
    assert [server.urls for server in shown.ice] == [["turn:turn.example.org"]]
    await site.report(check_id, [CheckResult(part="turn", state="failed", reason="blocked")])
    assert (await site.states())["turn"] == (LineState.FAILED, "blocked")
    reported = site.shown()
    assert reported is not None
    assert reported.ice == (), "its credentials are shown no longer than they are needed"


async def test_an_answer_that_fits_no_line_is_refused(site: Site) -> None:
    check_id = await site.start_there()
    for key, answer in (
        ("camera", Answer.CONFIRM),  # measured, never said
        ("loudspeaker", Answer.CONFIRM),  # nothing has sounded yet
        (site.monitor, Answer.CONFIRM),
        (site.relay, Answer.CALL),
        ("call", Answer.PULSE),
        ("call", Answer.CONFIRM),
        ("relay:elsewhere", Answer.PULSE),
        ("nfc", Answer.SKIP),
    ):
        with pytest.raises(CheckStepUnfit):
            await site.answer(check_id, key, answer)
    assert [kind for _, kind, _ in site.link.asked] == ["check.look"], "no relay moved"
