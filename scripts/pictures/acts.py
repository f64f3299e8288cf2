"""What is photographed: every screen of every app, reached the way people reach it."""

from playwright.sync_api import Page, expect
from scripts.pictures.album import LANGUAGES, SIZES_OF_APP, Album
from scripts.pictures.entries import photograph_entries
from scripts.pictures.guides import photograph_guides
from scripts.pictures.pages import photograph_pages
from scripts.pictures.stage import DESKTOP, PHONE, RING_S, Stage, wait_for_picture
from scripts.pictures.visits import photograph_visits

from e2e.harness.pages import SOON_MS, PhonePage, PortalPage
from e2e.harness.scene import HOME
from e2e.harness.words import say
from genkan.server.bootstrap.sample import EAST_STATION


def photograph_all(stage: Stage, album: Album, *, only: str | None = None) -> None:
    """Take everything, from the first sign-in to the last loss of a network; or one part alone."""
    if only is not None:
        PARTS[only](stage, album)
        return
    for language in LANGUAGES:
        _sign_in_to_app(stage, album, language)
        _sign_in_to_portal(stage, album, language)
    photograph_calls(stage, album)
    for language, portal in stage.installers.items():
        _look_after(album, portal, language)
    photograph_pages(stage, album)
    photograph_visits(stage, album)
    photograph_entries(stage, album)
    photograph_guides(stage, album)
    _lose_networks(stage, album)


def photograph_calls(stage: Stage, album: Album) -> None:
    """Take the phones at rest, every way a call may go, and what is left of it."""
    for language, phone in stage.phones.items():
        _home_and_me(album, phone, language)
    for language in LANGUAGES:
        _dial(stage, album, language)
        with stage.posing():
            _answer_and_open(stage, album, language)
        with stage.posing():
            _decline(stage, album, language)
    with stage.posing():
        _miss(stage, album)
    for language, phone in stage.phones.items():
        with stage.posing():
            _release_and_look_back(album, phone, language)


PARTS = {
    "calls": photograph_calls,
    "pages": photograph_pages,
    "visits": photograph_visits,
    "entries": photograph_entries,
    "guides": photograph_guides,
}


# ── signing in ───────────────────────────────────────────────────────────────────────────────────


def _sign_in_to_app(stage: Stage, album: Album, language: str) -> None:
    account = stage.scene.house.list_household(HOME)[0]
    with stage.new_window(language, PHONE) as window:
        phone = PhonePage(window, f"{stage.scene.house.url}/app/", account=account, language=language)
        phone.open()
        expect(phone.page.get_by_test_id("sign-in-submit")).to_be_visible(timeout=SOON_MS)
        album.shoot(phone.page, "resident", "sign-in", language)
        phone.sign_in(password=phone.account.password[::-1])
        expect(phone.page.get_by_test_id("sign-in-problem")).to_be_visible(timeout=SOON_MS)
        album.shoot(phone.page, "resident", "sign-in-wrong-password", language)


def _sign_in_to_portal(stage: Stage, album: Album, language: str) -> None:
    house = stage.scene.house
    with stage.new_window(language, DESKTOP) as window:
        url = f"{house.url}/portal/"
        portal = PortalPage(window, url, account=house.find_account("master"), language=language)
        portal.open()
        expect(portal.page.get_by_test_id("portal-sign-in-submit")).to_be_visible(timeout=SOON_MS)
        album.shoot(portal.page, "portal", "sign-in", language)
        portal.sign_in()
        problem = portal.page.get_by_test_id("portal-sign-in-problem")
        expect(problem).to_be_visible(timeout=SOON_MS)
        album.shoot(portal.page, "portal", "sign-in-resident", language)
        portal.page.get_by_test_id("portal-sign-in-password").fill(portal.account.password[::-1])
        portal.page.get_by_test_id("portal-sign-in-submit").click()
        expect(problem).to_have_text(say("problem", "wrong-password", language), timeout=SOON_MS)
        album.shoot(portal.page, "portal", "sign-in-wrong-password", language)


# ── at home ──────────────────────────────────────────────────────────────────────────────────────


def _home_and_me(album: Album, phone: PhonePage, language: str) -> None:
    page = phone.page
    album.shoot(page, "resident", "home", language)
    phone.press("tab-history")
    expect(page.get_by_text(phone.say("resident", "history.empty.title"))).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "resident", "history-empty", language)
    phone.press("tab-me")
    expect(page.get_by_test_id("sign-out")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "resident", "me", language)
    phone.press("sign-out")
    expect(page.get_by_test_id("sign-out-confirm")).to_be_visible(timeout=SOON_MS)
    _settle(page)
    album.shoot(page, "resident", "sign-out", language)
    page.keyboard.press("Escape")
    phone.press("tab-home")


def _release_and_look_back(album: Album, phone: PhonePage, language: str) -> None:
    page = phone.page
    phone.open_door(phone.list_doors()[0])
    expect(page.get_by_test_id("door-result")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "resident", "door-opened", language)
    phone.read_history(3)
    album.shoot(page, "resident", "history", language)
    phone.history.locator("img").first.click()
    expect(page.get_by_role("dialog").locator("img")).to_be_visible(timeout=SOON_MS)
    _settle(page)
    album.shoot(page, "resident", "history-picture", language)
    page.keyboard.press("Escape")
    phone.press("tab-home")


# ── at the panel, and calls ──────────────────────────────────────────────────────────────────────


def _dial(stage: Stage, album: Album, language: str) -> None:
    panel = stage.scene.panel
    stage.speak(language)
    album.shoot(panel.page, "panel", "idle", language)
    panel.type_number(HOME)
    album.shoot(panel.page, "panel", "number", language)
    panel.settle()
    stage.speak(language)
    panel.ring("999")
    panel.expect_state("unknown_home")
    album.shoot(panel.page, "panel", "unknown-home", language)
    panel.page.get_by_test_id("panel-cancel").click()
    panel.expect_state("idle")


def _answer_and_open(stage: Stage, album: Album, language: str) -> None:
    """Everything of a call that goes well; the phone that speaks the language answers."""
    panel, phone = stage.scene.panel, stage.phones[language]
    other = next(each for each in stage.phones.values() if each is not phone)
    stage.speak(language)
    stage.scene.ring()
    album.shoot(panel.page, "panel", "calling", language)
    wait_for_picture(phone.page)
    album.shoot(phone.page, "resident", "incoming", language)
    phone.press("call-answer")
    phone.expect_stage("talking")
    panel.expect_state("talking")
    other.expect_stage("over")
    album.shoot(other.page, "resident", "answered-elsewhere", other.language)
    wait_for_picture(phone.page)
    album.shoot(phone.page, "resident", "talking", language)
    album.shoot(panel.page, "panel", "talking", language)
    phone.page.locator("[data-testid='call-screen'] [data-testid^='call-open']").first.click()
    panel.expect_state("opened")
    album.shoot(panel.page, "panel", "opened", language)
    phone.expect_stage("opened")
    album.shoot(phone.page, "resident", "call-opened", language)


def _decline(stage: Stage, album: Album, language: str) -> None:
    panel = stage.scene.panel
    stage.speak(language)
    stage.scene.ring()
    for phone in stage.phones.values():
        phone.press("call-decline")
    panel.expect_state("declined")
    album.shoot(panel.page, "panel", "declined", language)


def _miss(stage: Stage, album: Album) -> None:
    """A ring takes its time: one is enough for both languages."""
    panel = stage.scene.panel
    stage.scene.ring()
    panel.expect_state("no_answer", within_ms=(RING_S + 20) * 1000)
    for language, phone in stage.phones.items():
        stage.speak(language)
        album.shoot(panel.page, "panel", "no-answer", language)
        phone.expect_stage("over")
        album.shoot(phone.page, "resident", "call-missed", language)


# ── in the portal ────────────────────────────────────────────────────────────────────────────────


def _secure(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    page.locator("[data-testid='portal-person-menu']:visible").click()
    page.get_by_test_id("portal-security").click()
    page.get_by_test_id("totp-begin").click()
    expect(page.get_by_test_id("proof-password")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "portal", "proof", language)
    page.get_by_test_id("proof-password").fill(portal.account.password)
    page.get_by_test_id("proof-submit").click()
    expect(page.get_by_test_id("totp-secret")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible(timeout=SOON_MS)  # drawn later
    album.shoot(page, "portal", "authenticator-app", language)
    page.keyboard.press("Escape")
    album.shoot(page, "portal", "security", language)


def _look_after(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    album.shoot(page, "portal", "live", language)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "portal", "shortcuts", language)
    page.keyboard.press("Escape")
    for size in reversed(SIZES_OF_APP["portal"]):  # a menu opens where its button is
        page.set_viewport_size({"width": size.width, "height": size.height})
        page.locator("[data-testid='portal-person-menu']:visible").click()
        expect(page.get_by_test_id("portal-sign-out")).to_be_visible(timeout=SOON_MS)
        album.shoot(page, "portal", "person", language, only=size)
        page.keyboard.press("Escape")
    page.get_by_test_id("portal-all-alarms").click()
    expect(page.get_by_test_id("portal-alarm-offline_after_min")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "portal", "alarms", language)
    _secure(album, portal, language)
    page.get_by_test_id("portal-nav-devices").click()
    expect(portal.station(EAST_STATION)).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "portal", "devices", language)
    portal.station(EAST_STATION).get_by_role("link").click()
    expect(page.get_by_test_id("portal-enrol")).to_be_visible(timeout=SOON_MS)
    album.shoot(page, "portal", "station", language)
    page.get_by_test_id("portal-enrol").click()
    album.shoot(page, "portal", "replace", language)
    page.get_by_test_id("portal-enrol-confirm").click()
    expect(page.get_by_test_id("portal-enrol-code")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_role("img", name="QR")).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("portal-enrol-code").scroll_into_view_if_needed()
    album.shoot(page, "portal", "enrolment-code", language)
    page.get_by_role("img", name="QR").scroll_into_view_if_needed()
    album.shoot(page, "portal", "enrolment-qr", language)
    page.keyboard.press("Escape")
    page.get_by_test_id("portal-search").fill("zzz")
    album.shoot(page, "portal", "nothing-found", language)
    page.get_by_test_id("portal-search").fill("")
    page.get_by_test_id("portal-nav-live").click()


def _lose_networks(stage: Stage, album: Album) -> None:
    """First the station's network, then everybody else's."""
    scene = stage.scene
    scene.station_network.cut()
    scene.panel.expect_state("offline", within_ms=6 * SOON_MS)
    for language in LANGUAGES:
        stage.speak(language)
        album.shoot(scene.panel.page, "panel", "offline", language)
    for language, phone in stage.phones.items():
        expect(phone.page.get_by_text(phone.say("common", "station.offline")).first).to_be_visible(
            timeout=6 * SOON_MS
        )
        album.shoot(phone.page, "resident", "home-station-offline", language)
    scene.phone_network.cut()
    for language, page, app in (
        *((language, phone.page, "resident") for language, phone in stage.phones.items()),
        *((language, portal.page, "portal") for language, portal in stage.installers.items()),
    ):
        expect(page.get_by_test_id("offline-banner")).to_be_visible(timeout=3 * SOON_MS)
        album.shoot(page, app, "offline", language)


def _settle(page: Page) -> None:
    """Let a sheet that slides in arrive."""
    page.wait_for_timeout(600)
