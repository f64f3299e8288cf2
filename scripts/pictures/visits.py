"""Visits that are not a call and an answer: words without a voice, the residents' list, a look out."""

from playwright.sync_api import expect
from scripts.pictures.album import LANGUAGES, Album
from scripts.pictures.stage import DESKTOP, Stage, wait_for_picture

from e2e.harness.browsers import Window
from e2e.harness.pages import SOON_MS, PortalPage
from e2e.harness.scene import HOME
from e2e.harness.words import say

DETAIL_MS = 1_000  # the visitor's own picture on the panel starts after the household's


def photograph_visits(stage: Stage, album: Album) -> None:
    """Take what a property that has opened everything shows."""
    _open_everything(stage)
    for language in LANGUAGES:
        _choose(stage, album, language)
        with stage.posing():
            _write(stage, album, language)
        with stage.posing():
            _look_out(stage, album, language)


def _open_everything(stage: Stage) -> None:
    """As the manager: an office that is closed now, a list of residents, a live view."""
    house = stage.scene.house
    window = Window(stage.resident_browser, language="ja", size=DESKTOP)
    portal = PortalPage(window, f"{house.url}/portal/", account=house.find_account("manager"), language="ja")
    portal.open()
    portal.sign_in()
    page = window.page
    page.get_by_test_id("portal-nav-entrance").click()
    expect(page.get_by_test_id("entrance-form")).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("entrance-day-0").check()
    page.locator("[data-testid^='entrance-duty-']").first.check()
    page.get_by_test_id("entrance-directory").check()
    page.get_by_test_id("entrance-live-view").check()
    page.get_by_test_id("entrance-save").click()
    expect(page.get_by_test_id("entrance-saved")).to_be_visible(timeout=SOON_MS)
    window.close()


def _choose(stage: Stage, album: Album, language: str) -> None:
    panel = stage.scene.panel
    stage.speak(language)
    panel.page.get_by_test_id("panel-directory").click()
    expect(panel.page.get_by_test_id(f"panel-entry-{HOME}")).to_be_visible(timeout=SOON_MS)
    album.shoot(panel.page, "panel", "directory", language)
    panel.settle()


def _write(stage: Stage, album: Album, language: str) -> None:
    """The phone that speaks the language says what to do; the visitor answers with a button."""
    panel, phone = stage.scene.panel, stage.phones[language]
    stage.speak(language)
    stage.scene.ring()
    wait_for_picture(phone.page)
    phone.press("call-reply-box")
    shown = panel.page.get_by_test_id("panel-words")
    expect(shown).to_contain_text(say("phrase", "box", language), timeout=SOON_MS)
    panel.say_phrase("again")
    phone.expect_words(phone.say("phrase", "box"), phone.say("phrase", "again"))
    panel.page.wait_for_timeout(DETAIL_MS)
    album.shoot(panel.page, "panel", "told", language)
    album.shoot(phone.page, "resident", "told", language)
    phone.press("call-answer")
    phone.expect_stage("talking")
    phone.press("call-reply-type")
    phone.page.get_by_test_id("call-reply-text").fill({"ja": "どちら様ですか", "en": "Who is it?"}[language])
    album.shoot(phone.page, "resident", "typing", language)
    phone.page.keyboard.press("Enter")
    album.shoot(panel.page, "panel", "told-talking", language)
    panel.end()


def _look_out(stage: Stage, album: Album, language: str) -> None:
    panel, phone = stage.scene.panel, stage.phones[language]
    phone.press("tab-home")
    phone.page.locator("[data-testid^='door-view-']").first.click()
    phone.expect_stage("talking")
    wait_for_picture(phone.page)
    album.shoot(phone.page, "resident", "live-view", language)
    expect(panel.page.get_by_test_id("panel-viewed")).to_be_visible(timeout=SOON_MS)
    album.shoot(panel.page, "panel", "viewed", language)
    phone.press("call-hangup")
