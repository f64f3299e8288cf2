"""The pictures of the guides for installers and managers, and a station that is lost."""

from playwright.sync_api import Page, expect
from scripts.pictures.album import DESKTOP as WIDE
from scripts.pictures.album import LANGUAGES, PHONE, PORTRAIT, Album
from scripts.pictures.pages import EAST, LIST_HEAD, NOTICE, SETTLE_MS
from scripts.pictures.stage import DESKTOP, Stage

from e2e.harness.pages import SOON_MS, PhonePage, PortalPage
from e2e.harness.scene import HOME
from genkan.server.bootstrap.sample import EAST_STATION, WEST_STATION

NEWCOMERS = ("山田 太郎", "伊藤 さくら", "渡辺 学", "中村 由美", "小林 大輔", "加藤 葵", "吉田 誠一")
GATE = {"ja": "裏口", "en": "Back door"}
REASON = {"ja": "消防設備の点検業者の立ち会い", "en": "Inspection of the fire alarm"}


def photograph_guides(stage: Stage, album: Album) -> None:
    """Take what the guides show: a property in use, with some people who have not signed in yet."""
    _move_in(stage.installers["ja"].page)
    for phone in stage.phones.values():
        _come_home(phone)
    for language in LANGUAGES:
        _look_after(stage, album, language)
        _add(stage.installers[language].page, album, language)
        _check(stage, album, language)
    lose_a_station(stage, album)


def lose_a_station(stage: Stage, album: Album) -> None:
    """Take what the portal says of it."""
    stage.west.program.stop()
    for language, portal in stage.installers.items():
        portal.page.get_by_test_id("portal-nav-live").click()
        portal.expect_station(WEST_STATION, "offline", within_ms=3 * SOON_MS)
        album.shoot(portal.page, "portal", "live-offline-station", language)
        portal.station(WEST_STATION).get_by_role("link").click()
        expect(portal.page.get_by_test_id("portal-sheet")).to_be_visible(timeout=SOON_MS)
        album.shoot(portal.page, "portal", "offline-station", language)
        portal.page.keyboard.press("Escape")


def _move_in(page: Page) -> None:
    """Import people whose accounts are still to be issued."""
    lines = [
        f"{EAST},30{number},世帯主,{name.replace(' ', ',')},resident-{number}@example.test,\n"
        for number, name in enumerate(NEWCOMERS, 1)
    ]
    page.get_by_test_id("portal-nav-homes").click()
    page.get_by_test_id("portal-import-open").click()
    page.get_by_test_id("portal-import-file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": (LIST_HEAD + "".join(lines)).encode()}
    )
    page.get_by_test_id("portal-import-submit").click()
    expect(page.get_by_test_id("portal-issue")).to_be_visible(timeout=SOON_MS)


def _come_home(phone: PhonePage) -> None:
    phone.press("tab-home")
    for door in phone.list_doors():
        phone.open_door(door)
        expect(phone.page.get_by_test_id("door-result").first).to_be_visible(timeout=SOON_MS)


def _look_after(stage: Stage, album: Album, language: str) -> None:
    """As the manager: the pages a day begins with."""
    house = stage.scene.house
    with stage.new_window(language, DESKTOP) as window:
        portal = PortalPage(
            window, f"{house.url}/portal/", account=house.find_account("manager"), language=language
        )
        portal.open()
        portal.sign_in()
        portal.expect_station(EAST_STATION, "online")
        page = portal.page
        _station(album, page, language)
        page.get_by_test_id("portal-nav-homes").click()
        expect(page.get_by_test_id(f"portal-home-{HOME}").first).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "guide-homes", language)
        page.get_by_test_id("portal-to-accounts").click()
        expect(page.get_by_test_id("portal-issue")).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "guide-accounts", language)
        page.get_by_test_id("portal-nav-events").click()
        expect(page.get_by_test_id("portal-event").first).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "guide-events", language)
        _notice(album, page, language)


def _station(album: Album, page: Page, language: str) -> None:
    """The station's page, with what a release from afar asks for."""
    page.get_by_test_id("portal-nav-devices").click()
    page.get_by_test_id(f"portal-station-{EAST_STATION}").get_by_role("link").click()
    page.get_by_test_id("portal-remote-open").first.click()
    page.get_by_test_id("portal-remote-reason").fill(REASON[language])
    _shoot(album, page, "guide-station", language)
    page.get_by_test_id("portal-remote-confirm").click()
    expect(page.get_by_test_id("portal-remote-opened")).to_be_visible(timeout=SOON_MS)
    page.keyboard.press("Escape")


def _add(page: Page, album: Album, language: str) -> None:
    """The form of a new station and its door."""
    page.get_by_test_id("portal-nav-devices").click()
    page.get_by_test_id("portal-add-station").click()
    page.get_by_test_id("portal-station-name").fill(GATE[language])
    page.get_by_test_id("portal-door-name").fill(GATE[language])
    _shoot(album, page, "guide-new-station", language)
    page.keyboard.press("Escape")


def _check(stage: Stage, album: Album, language: str) -> None:
    """As the installer with a phone, standing at the unit."""
    page, panel = stage.installers[language].page, stage.panel_page
    page.get_by_test_id("portal-nav-devices").click()
    page.get_by_test_id(f"portal-station-{EAST_STATION}").get_by_role("link").click()
    stage.speak(language)
    page.get_by_test_id("portal-check-start").click(timeout=SOON_MS)
    code = panel.get_by_test_id("panel-check-code").inner_text(timeout=SOON_MS)
    for part in ("camera", "microphone"):
        line = page.get_by_test_id(f"portal-check-line-{part}")
        expect(line).to_have_attribute("data-state", "ok", timeout=SOON_MS)
    album.shoot(panel, "panel", "check", language, only=PORTRAIT)
    page.get_by_test_id("portal-check-code").fill(code)
    page.get_by_test_id("portal-check-code-send").click()
    there = page.get_by_test_id("portal-check-there")
    expect(there).to_be_visible(timeout=SOON_MS)
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    there.evaluate("shown => shown.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(SETTLE_MS)
    album.shoot(page, "portal", "guide-check", language, only=PHONE)
    page.get_by_test_id("portal-check-finish").click()
    expect(page.get_by_test_id("portal-check-done").first).to_be_visible(timeout=SOON_MS)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": WIDE.width, "height": WIDE.height})


def _notice(album: Album, page: Page, language: str) -> None:
    title, text = NOTICE[language]
    page.get_by_test_id("portal-nav-notices").click()
    page.get_by_test_id("portal-notice-write").click()
    page.get_by_test_id("portal-notice-title").fill(title)
    page.get_by_test_id("portal-notice-text").fill(text)
    page.get_by_test_id("portal-notice-preview").click()
    page.get_by_test_id("portal-notice-send").click()
    card = page.get_by_test_id("portal-notice").filter(has_text=title)
    expect(card).to_have_attribute("data-state", "sent", timeout=3 * SOON_MS)
    _shoot(album, page, "guide-notices", language)


def _shoot(album: Album, page: Page, screen: str, language: str) -> None:
    page.wait_for_timeout(SETTLE_MS)
    album.shoot(page, "portal", screen, language, only=WIDE)
