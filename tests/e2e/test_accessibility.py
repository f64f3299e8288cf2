"""Every screen is usable by everybody: axe-core finds no fault, in both languages, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e.harness.axe import find_faults
from e2e.harness.browsers import DESKTOP, Window
from e2e.harness.pages import PortalPage
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from harness.house import wait_for_pulses

TABS_LIMIT = 20
LIST_MOTIONS = """() => document.getAnimations()
  .filter((animation) => animation.playState === "running")
  .filter((animation) => (animation.effect?.getComputedTiming().endTime ?? 0) > 20)
  .map((animation) => animation.animationName ?? animation.transitionProperty ?? "script")"""

LANGUAGES = (("ja", "en"), ("en", "ja"))


@pytest.fixture(scope="module", params=LANGUAGES, ids=["panel-ja", "panel-en"])
def scene(
    request: pytest.FixtureRequest, browsers: Browsers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("house")
    settings = {"GENKAN_CALLS_RING_S": "30"}
    with open_scene(folder, browsers, settings=settings, languages=request.param) as opened:
        opened.phones[1].page.emulate_media(color_scheme="dark")
        yield opened


def expect_no_faults(screen: str, *windows: Window) -> None:
    faults = [f"{screen}: {fault}" for window in windows for fault in find_faults(window.page)]
    assert not faults, "\n".join(faults)


def test_the_screens_of_a_call(scene: Scene) -> None:
    first, second = scene.phones
    expect_no_faults("home", *scene.windows)
    scene.panel.ring("999")
    scene.panel.expect_state("unknown_home")
    expect_no_faults("unknown home", scene.panel.window)
    scene.panel.clear_number()
    scene.ring()
    expect_no_faults("ringing", *scene.windows)
    first.press("call-answer")
    first.expect_stage("talking")
    scene.panel.expect_state("talking")
    second.expect_stage("over")
    expect_no_faults("talking", *scene.windows)
    first.press("call-open")
    first.expect_stage("opened")
    scene.panel.expect_state("opened")
    expect_no_faults("opened", first.window, scene.panel.window)
    scene.settle()


def test_the_screens_of_a_refusal(scene: Scene) -> None:
    scene.ring()
    for phone in scene.phones:
        phone.press("call-decline")
    scene.panel.expect_state("declined")
    expect_no_faults("declined", scene.panel.window)
    scene.panel.settle()
    scene.station_network.cut()
    scene.panel.expect_state("offline")
    expect(
        scene.phones[0].page.get_by_text(scene.phones[0].say("resident", "door.offline")).first
    ).to_be_visible()
    expect_no_faults("offline", *scene.windows)
    scene.station_network.mend()
    scene.panel.expect_state("idle", within_ms=30_000)


def test_the_screens_of_a_resident_at_rest(scene: Scene) -> None:
    for phone in scene.phones:
        phone.read_history(1)
        expect_no_faults("history", phone.window)
        phone.press("tab-me")
        expect_no_faults("my page", phone.window)
        phone.press("sign-out")
        expect(phone.page.get_by_test_id("sign-out-confirm")).to_be_visible()
        expect_no_faults("signing out", phone.window)
        phone.page.keyboard.press("Escape")
        phone.press("tab-home")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_before_and_after_signing_in(scene: Scene, browsers: Browsers, scheme: str) -> None:
    language = scene.panel.language
    window = Window(browsers.resident, language=language, size=DESKTOP)
    window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    try:
        window.page.goto(f"{scene.house.url}/app/")
        expect(window.page.get_by_test_id("sign-in-submit")).to_be_visible()
        window.page.get_by_test_id("sign-in-submit").click()  # both fields say what they miss
        expect_no_faults("sign-in", window)
        account = scene.house.find_account("installer")
        portal = PortalPage(window, f"{scene.house.url}/portal/", account=account, language=language)
        portal.open()
        expect(window.page.get_by_test_id("portal-sign-in-submit")).to_be_visible()
        expect_no_faults("portal: sign-in", window)
        portal.sign_in()
        expect(window.page.get_by_test_id("portal-overall")).to_be_visible()
        expect_no_faults("portal: live", window)
        window.page.get_by_test_id("portal-all-alarms").click()
        expect(window.page.get_by_test_id("portal-alarm-offline_after_min")).to_be_visible()
        expect_no_faults("portal: alarms", window)
        window.page.get_by_test_id("portal-nav-devices").click()
        expect(window.page.locator("[data-testid^='portal-station-']").first).to_be_visible()
        expect_no_faults("portal: devices", window)
        show_integrations(window)
        window.page.locator("[data-testid='portal-person-menu']:visible").click()
        window.page.get_by_test_id("portal-security").click()
        expect(window.page.get_by_test_id("totp-begin")).to_be_visible()
        expect_no_faults("portal: security", window)
        if scheme == "light":
            show_managers_pages(scene, browsers)
    finally:
        window.close()


def show_managers_pages(scene: Scene, browsers: Browsers) -> None:
    """A manager looks at the events, and writes to everybody; both phones are told, and read it."""
    language = scene.panel.language
    window = Window(browsers.resident, language=language, size=DESKTOP)
    try:
        account = scene.house.find_account("manager")
        portal = PortalPage(window, f"{scene.house.url}/portal/events", account=account, language=language)
        portal.open()
        portal.sign_in()
        page = window.page
        expect(page.get_by_test_id("portal-events-file")).to_be_visible()
        expect_no_faults("portal: events", window)
        page.get_by_test_id("portal-events-week").click()
        expect(page.locator("figure").first).to_be_visible()
        expect_no_faults("portal: a week of events", window)
        page.get_by_test_id("portal-nav-notices").click()
        page.get_by_test_id("portal-notice-write").click()
        page.get_by_test_id("portal-notice-preview").click()  # each field says what it misses
        expect_no_faults("portal: a new notice", window)
        page.get_by_test_id("portal-notice-title").fill("断水のお知らせ")
        page.get_by_test_id("portal-notice-text").fill("10時から11時まで水が出ません。")
        page.get_by_test_id("portal-notice-file").set_input_files(
            {"name": "断水.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
        )
        expect(page.get_by_test_id("portal-notice-attached")).to_be_visible()
        page.get_by_test_id("portal-notice-preview").click()
        expect_no_faults("portal: the preview of a notice", window)
        page.get_by_test_id("portal-notice-send").click()
        expect(page.get_by_test_id("portal-notice-reads")).to_be_visible()
        expect_no_faults("portal: notices", window)
        page.get_by_test_id("portal-nav-audit").click()
        expect(page.get_by_test_id("portal-audit-line").first).to_contain_text("断水のお知らせ")
        expect_no_faults("portal: the audit list", window)
        for phone in scene.phones:
            phone.press("home-notices")
            phone.page.get_by_test_id("notice-open").first.click()
            expect(phone.page.get_by_test_id("notice-file")).to_be_visible()
            expect_no_faults("notices", phone.window)
            phone.press("tab-home")
    finally:
        window.close()


def show_integrations(window: Window) -> None:
    """Make an API token, and look at what it may ask for."""
    page = window.page
    page.get_by_test_id("portal-nav-settings").click()
    page.get_by_test_id("portal-integrations-open").click()
    page.get_by_test_id("portal-token-add").click()
    page.get_by_test_id("portal-token-submit").click()  # each field says what it misses
    expect_no_faults("portal: a new token", window)
    page.get_by_test_id("portal-token-name").fill("予約システム")
    page.get_by_test_id("portal-token-scope-residents-read").check()
    page.get_by_test_id("portal-token-submit").click()
    expect(page.get_by_test_id("portal-token-text")).to_contain_text("genkan_")
    expect_no_faults("portal: the token", window)
    page.get_by_test_id("portal-token-done").click()
    expect(page.get_by_test_id("portal-token").first).to_contain_text("予約システム")
    expect_no_faults("portal: API access", window)
    page.get_by_test_id("portal-reference-open").click()
    page.get_by_test_id("portal-operation").first.click()
    expect_no_faults("portal: API reference", window)


def test_a_home_is_called_answered_and_opened_by_keyboard_alone_and_without_motion(scene: Scene) -> None:
    phone = scene.phones[0]
    for window in scene.windows:
        window.page.emulate_media(reduced_motion="reduce")
    page = scene.panel.page
    page.keyboard.type(HOME)
    page.keyboard.press("Enter")
    scene.panel.expect_state("calling")
    phone.expect_stage("incoming")
    expect_no_motion("ringing", *scene.windows)
    press_by_keyboard(phone.page, "call-answer")
    phone.expect_stage("talking")
    scene.panel.expect_state("talking")
    expect_no_motion("talking", *scene.windows)
    pulses_before = len(scene.station.read_pulses())
    press_by_keyboard(phone.page, "call-open")
    wait_for_pulses(scene.station, pulses_before + 1)
    phone.expect_stage("opened")
    scene.panel.expect_state("opened")
    expect_no_motion("opened", *scene.windows)
    for window in scene.windows:
        window.page.emulate_media(reduced_motion="null")
    scene.settle()


def press_by_keyboard(page: Page, test_id: str) -> None:
    """Go there with the tab key, see that it is shown where one is, and press Enter."""
    wanted = page.get_by_test_id(test_id)
    for _ in range(TABS_LIMIT):
        if wanted.evaluate("(element) => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    assert wanted.evaluate("(element) => element.matches(':focus-visible')")
    page.keyboard.press("Enter")


def expect_no_motion(screen: str, *windows: Window) -> None:
    """Whoever asked for little motion is shown none that lasts."""
    moving = [f"{screen}: {name}" for window in windows for name in window.page.evaluate(LIST_MOTIONS)]
    assert not moving, "\n".join(moving)
