"""Where panel and phone find no direct way to each other: all media pass a real coturn.

And 「取付チェック」, which tells an installer of that coturn, and hears a tone for real.
"""

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Playwright, expect

from e2e.harness import measure
from e2e.harness.browsers import DESKTOP, PANEL, Window, launch_with_sound
from e2e.harness.lobby import Lobby, Microphone
from e2e.harness.pages import PICTURES, SOON_MS, PanelPage, PortalPage
from e2e.harness.scene import Browsers, Scene, open_scene
from e2e.harness.words import say
from genkan.server.bootstrap.sample import EAST_STATION
from harness.coturn import Coturn
from harness.house import wait_for_pulses

CHECK_LIMIT_MS = 3 * SOON_MS  # a browser tries ten seconds to reach a relay


@pytest.fixture(scope="module")
def coturn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coturn]:
    relay = Coturn(tmp_path_factory.mktemp("coturn"))
    relay.start()
    yield relay
    relay.close()


@pytest.fixture(scope="module")
def scene(browsers: Browsers, coturn: Coturn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("house")
    with open_scene(
        folder, browsers, settings=coturn.settings, languages=("en", "ja"), relay_only=True
    ) as opened:
        yield opened


@pytest.mark.usefixtures("calm")
def test_picture_and_voices_pass_the_relay_and_the_door_opens(scene: Scene, coturn: Coturn) -> None:
    answerer = scene.phones[0]
    scene.ring()
    for phone in scene.phones:
        assert phone.count_pictures() == PICTURES, "the picture does not move before answering"

    answerer.press("call-answer")
    answerer.expect_stage("talking")
    scene.panel.expect_state("talking")
    scene.panel.expect_words("talking.title")
    at_home, at_the_door = answerer.hear_visitor(), scene.panel.hear_resident()
    assert at_home.tone >= 5, at_home
    assert at_the_door.tone >= 5, at_the_door
    assert measure.list_routes(answerer.page) == ["relay"]
    assert measure.list_routes(scene.panel.page) == ["relay"]
    assert coturn.count_allocations() >= 4, "two phones and the panel's two ends"

    pulses_before = len(scene.station.read_pulses())
    answerer.press("call-open")
    wait_for_pulses(scene.station, pulses_before + 1)
    scene.panel.expect_state("opened")
    answerer.expect_stage("opened")


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lobby]:
    made = Lobby(tmp_path_factory.mktemp("lobby"))
    made.start()
    yield made
    made.close()


class UnitCheck:
    """「取付チェック」 as the installer leads it."""

    def __init__(self, portal: PortalPage, panel: PanelPage) -> None:
        self.portal = portal
        self.page = portal.page
        self.panel = panel

    def start(self) -> None:
        self.page.get_by_test_id("portal-check-start").click(timeout=SOON_MS)
        code = self.panel.page.get_by_test_id("panel-check-code").inner_text(timeout=SOON_MS)
        self.page.get_by_test_id("portal-check-code").fill(code)
        self.page.get_by_test_id("portal-check-code-send").click()
        expect(self.page.get_by_test_id("portal-check-there")).to_be_visible(timeout=SOON_MS)

    def measure_again(self) -> None:
        self.page.get_by_test_id("portal-check-again").click()

    def expect_line(self, part: str, state: str, *, says: str) -> None:
        """Wait until the line is in the state, and says it."""
        line = self.page.get_by_test_id(f"portal-check-line-{part}")
        expect(line).to_have_attribute("data-state", state, timeout=CHECK_LIMIT_MS)
        expect(line).to_contain_text(says)

    def expect_fault(self, part: str, reason: str) -> None:
        """Wait until the line failed with the reason's words, which name the remedy."""
        self.expect_line(part, "failed", says=say("check", f"check.reason.{reason}", "ja"))

    def finish(self) -> str:
        """End the check and give what its printed report says, without white space."""
        self.page.get_by_test_id("portal-check-finish").click()
        link = self.page.get_by_test_id("portal-check-done").get_by_role("link").first
        href = link.get_attribute("href", timeout=SOON_MS)
        document = pypdfium2.PdfDocument(
            self.page.request.get(f"{self.page.url.split('/portal/')[0]}{href}").body()
        )
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.fixture(scope="module")
def check(browsers: Browsers, playwright: Playwright, scene: Scene, lobby: Lobby) -> Iterator[UnitCheck]:
    """The installer's portal, and the panel in a browser with real sound; the scene's own panel rests."""
    scene.panel.page.goto("about:blank")
    with launch_with_sound(playwright, lobby.server) as browser:
        panel = PanelPage(Window(browser, language="ja", size=PANEL), scene.station.panel_url, language="ja")
        panel.open()
        window = Window(browsers.resident, language="ja", size=DESKTOP)
        url = f"{scene.house.url}/portal/devices?station={EAST_STATION}"
        portal = PortalPage(window, url, account=scene.house.find_account("installer"), language="ja")
        portal.open()
        portal.sign_in()
        yield UnitCheck(portal, panel)
        window.close()


@pytest.mark.nightly  # real sound wants a machine that does nothing else
def test_the_unit_hears_its_own_tone_and_reaches_the_relay(check: UnitCheck) -> None:
    check.start()
    check.expect_line("turn", "ok", says=" ms")
    check.expect_line("microphone", "ok", says=" dB")
    check.expect_line("loudspeaker", "ok", says="1 kHz +")
    check.expect_fault("camera", "missing")


@pytest.mark.nightly  # real sound wants a machine that does nothing else
def test_a_dead_microphone_and_a_relay_of_another_secret_are_told_with_their_remedy(
    check: UnitCheck, lobby: Lobby, coturn: Coturn
) -> None:
    lobby.plug(Microphone.UNPLUGGED)
    coturn.close()
    coturn.start(secret="of-another-server")
    check.measure_again()
    check.expect_fault("turn", "turn-refused")
    check.expect_fault("microphone", "silent")
    check.page.get_by_test_id("portal-check-yes").click(timeout=SOON_MS)  # ears decide about the loudspeaker
    check.expect_line("loudspeaker", "ok", says="")


@pytest.mark.nightly  # real sound wants a machine that does nothing else
def test_a_tone_that_nobody_hears_and_a_relay_that_is_away_stand_in_the_report(
    check: UnitCheck, lobby: Lobby, coturn: Coturn
) -> None:
    lobby.plug(Microphone.ELSEWHERE)
    coturn.close()
    check.measure_again()
    check.expect_line("microphone", "ok", says=" dB")
    check.page.get_by_test_id("portal-check-no").click(timeout=SOON_MS)
    check.expect_fault("loudspeaker", "unheard")
    check.expect_fault("turn", "blocked")
    report = check.finish()
    expect(check.panel.page.get_by_test_id("panel-check")).to_have_count(0, timeout=SOON_MS)
    for reason in ("missing", "unheard", "blocked"):
        assert say("check", f"check.reason.{reason}", "ja") in report
    assert say("check", "check.verdict.faults", "ja") in report
