"""A camera or a microphone is refused: the call goes on with what is left, and everybody knows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, expect

from e2e.harness import measure
from e2e.harness.browsers import PANEL, PHONE, Window, launch
from e2e.harness.pages import PICTURES, SOON_MS, PanelPage, PhonePage
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from e2e.harness.senses import RESIDENT_HZ, VISITOR_HZ, write_camera, write_voice

WEAK_BPS = 50_000
WEAK_LINE_MS = 30_000

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with open_scene(tmp_path_factory.mktemp("house"), browsers, languages=("en", "ja")) as opened:
        yield opened


@pytest.fixture(scope="module")
def strict_visitor(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser at the door that refuses every device it was not granted."""
    folder = tmp_path_factory.mktemp("senses")
    browser = launch(
        playwright,
        camera=write_camera(folder / "camera.mjpeg"),
        voice=write_voice(folder / "voice.wav", VISITOR_HZ),
        allow_devices=False,
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def strict_resident(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser at home that refuses every device it was not granted."""
    voice = write_voice(tmp_path_factory.mktemp("senses") / "voice.wav", RESIDENT_HZ)
    browser = launch(playwright, camera=None, voice=voice, allow_devices=False)
    yield browser
    browser.close()


@contextmanager
def panel_with(scene: Scene, browser: Browser, *permissions: str) -> Iterator[PanelPage]:
    """Let another browser drive the unit for a while."""
    window = Window(browser, language="en", size=PANEL, permissions=permissions)
    panel = PanelPage(window, scene.station.panel_url, language="en")
    panel.open()
    try:
        yield panel
        panel.settle()
        assert window.take_complaints() == []
    finally:
        window.close()
        scene.panel.open()


def test_a_panel_without_a_camera_calls_and_says_so_to_both(scene: Scene, strict_visitor: Browser) -> None:
    phone = scene.phones[1]
    with panel_with(scene, strict_visitor, "microphone") as panel:
        expect(panel.page.get_by_test_id("panel-notice-camera")).to_be_visible()
        panel.expect_words("devices.camera.refused")
        panel.ring(HOME)
        expect(phone.call_screen).to_contain_text(phone.say("resident", "call.noCamera"), timeout=SOON_MS)
        phone.press("call-answer")
        panel.expect_state("talking")
        assert phone.hear_visitor().tone >= 5
        assert panel.hear_resident().tone >= 5
        panel.end()


def test_a_panel_without_a_microphone_shows_the_visitor_and_says_so_to_both(
    scene: Scene, strict_visitor: Browser
) -> None:
    phone = scene.phones[1]
    with panel_with(scene, strict_visitor, "camera") as panel:
        expect(panel.page.get_by_test_id("panel-notice-microphone")).to_be_visible()
        panel.ring(HOME)
        phone.expect_stage("incoming")
        assert phone.count_pictures() == PICTURES
        phone.press("call-answer")
        panel.expect_state("talking")
        panel.expect_words("devices.unheard")
        expect(phone.call_screen).to_contain_text(
            phone.say("resident", "call.noVisitorMicrophone"), timeout=SOON_MS
        )
        assert panel.hear_resident().tone >= 5
        panel.end()


def test_on_a_weak_line_the_picture_rests_the_voice_stays_and_the_picture_comes_back(scene: Scene) -> None:
    phone = scene.phones[1]
    scene.talk(answerer=1)
    assert phone.count_pictures() == PICTURES
    measure.pretend_line(scene.panel.page, WEAK_BPS)
    saving = phone.page.get_by_text(phone.say("resident", "call.saving"))
    expect(saving).to_be_visible(timeout=WEAK_LINE_MS)
    assert phone.hear_visitor().tone >= 5, "the voice went with the picture"
    measure.pretend_line(scene.panel.page, None)
    expect(saving).to_have_count(0, timeout=WEAK_LINE_MS)
    assert phone.count_pictures() == PICTURES
    phone.press("call-hangup")


def test_a_phone_without_a_microphone_hears_sees_and_opens(scene: Scene, strict_resident: Browser) -> None:
    account = scene.house.list_household(HOME)[2]
    window = Window(strict_resident, language="en", size=PHONE)
    phone = PhonePage(window, f"{scene.phone_network.url}/app/", account=account, language="en")
    try:
        phone.open()
        phone.sign_in()
        phone.expect_linked()
        window.take_complaints()
        scene.ring()
        phone.expect_stage("incoming")
        phone.press("call-answer")
        phone.expect_stage("talking")
        notice = phone.page.get_by_test_id("microphone-notice")
        expect(notice).to_contain_text(phone.say("resident", "call.microphoneRefused"))
        expect(notice).to_contain_text(phone.say("resident", "ready.how"))
        assert phone.hear_visitor().tone >= 5
        assert phone.count_pictures() == PICTURES
        phone.press("call-open")
        phone.expect_stage("opened")
        scene.panel.expect_state("opened")
        assert window.take_complaints() == []
    finally:
        window.close()
