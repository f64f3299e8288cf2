"""A whole visit without a spoken word: by button and typing at home, by button at the door."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness.axe import find_faults
from e2e.harness.pages import SOON_MS
from e2e.harness.scene import Browsers, Scene, open_scene

pytestmark = pytest.mark.usefixtures("calm")

RING_S = 15


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("house")
    with open_scene(folder, browsers, settings={"GENKAN_CALLS_RING_S": str(RING_S)}) as opened:
        yield opened


def test_a_visitor_is_told_what_to_do_without_an_answer(scene: Scene) -> None:
    """Both phones see what was said, the panel says it in its own language, and nothing was missed."""
    scene.ring()
    japanese, english = scene.phones
    english.press("call-reply-box")
    scene.panel.expect_word("box")
    for phone in scene.phones:
        phone.expect_words(phone.say("phrase", "box"))
    scene.panel.say_phrase("again")
    japanese.expect_words(japanese.say("phrase", "box"), japanese.say("phrase", "again"))
    english.expect_words(english.say("phrase", "box"), english.say("phrase", "again"))
    assert not [fault for window in scene.windows for fault in find_faults(window.page)]
    scene.panel.expect_state("replied", within_ms=(RING_S + 5) * 1000)
    expect(scene.panel.screen).to_contain_text(japanese.say("phrase", "box"))
    for phone in scene.phones:
        phone.expect_result("call.why.replied")
        phone.settle()
        assert phone.say("resident", "history.call.replied") in phone.read_history(1)[0]


def test_a_resident_who_cannot_speak_or_hear_talks_by_typing(scene: Scene) -> None:
    scene.talk()
    phone = scene.phones[0]
    phone.press("call-reply-type")
    phone.page.get_by_test_id("call-reply-text").fill("<b>どちら様</b>ですか")
    phone.page.keyboard.press("Enter")
    shown = scene.panel.page.get_by_test_id("panel-words")
    expect(shown).to_contain_text("<b>どちら様</b>ですか", timeout=SOON_MS)
    assert shown.locator("b").count() == 0, "typed text is never markup"
    expect(phone.page.get_by_test_id("call-reply-text")).to_have_value("")
    scene.panel.say_phrase("parcel")
    phone.expect_words("<b>どちら様</b>ですか", phone.say("phrase", "parcel"))
    phone.press("call-open")
    phone.expect_stage("opened")
    scene.panel.expect_state("opened")
