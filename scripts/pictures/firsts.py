"""What somebody sees once: the first start, step by step, and the lock they may choose there."""

from playwright.sync_api import Page, expect
from scripts.pictures.album import Album
from scripts.pictures.stage import Stage

from e2e.harness.browsers import PHONE
from e2e.harness.pages import SOON_MS, PhonePage

STEPS = ("password", "lock", "permissions", "test", "pin")  # after the consent; each can be skipped
SETTLE_MS = 500


def photograph_first_starts(stage: Stage, album: Album) -> None:
    """Take the way from the policy into the app, and the lock's own pages."""
    house = stage.scene.house
    # Two people who have never signed in: whoever has agreed once is not asked again.
    newcomers = {"ja": house.list_household("102")[0], "en": house.list_household("101")[2]}
    for language, account in newcomers.items():
        with stage.new_window(language, PHONE) as window:
            phone = PhonePage(window, f"{house.url}/app/", account=account, language=language)
            phone.open()
            phone.sign_in()
            _start(album, phone.page, language)
            _lock(album, phone.page, language)


def _start(album: Album, page: Page, language: str) -> None:
    expect(page.get_by_test_id("consent-agree")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "first-consent", language)
    page.get_by_test_id("consent-agree").check()
    page.get_by_test_id("consent-done").click()
    for step in STEPS:
        expect(page.get_by_test_id("welcome")).to_have_attribute("data-step", step, timeout=SOON_MS)
        _shoot(album, page, f"first-{step}", language)
        page.locator("[data-testid=welcome-skip], [data-testid=welcome-next]").click()
    expect(page.get_by_test_id("tab-me")).to_be_visible(timeout=SOON_MS)


def _lock(album: Album, page: Page, language: str) -> None:
    page.get_by_test_id("tab-me").click()
    page.get_by_test_id("me-lock").click()
    page.wait_for_url("**/app/me/lock*")
    _shoot(album, page, "lock", language)


def _shoot(album: Album, page: Page, screen: str, language: str) -> None:
    page.wait_for_timeout(SETTLE_MS)
    album.shoot(page, "resident", screen, language)
