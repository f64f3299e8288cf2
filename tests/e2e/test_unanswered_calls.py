"""Calls that nobody takes, with a ring as short as the settings allow; and a home that is in a call."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.harness.browsers import PANEL, Window
from e2e.harness.pages import SOON_MS, PanelPage
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from harness.neighbours import add_second_station

pytestmark = pytest.mark.usefixtures("calm")

RING_S = 8  # long enough for pages on a busy machine, short enough to wait for
VACANT_HOME = "103"


@dataclass(slots=True)
class SideDoor:
    """The second station of the building."""

    station_id: str = ""

    def prepare(self, data_dir: Path) -> None:
        self.station_id = add_second_station(data_dir)


@pytest.fixture(scope="module")
def side_door() -> SideDoor:
    return SideDoor()


@pytest.fixture(scope="module")
def scene(
    browsers: Browsers, side_door: SideDoor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    with open_scene(
        tmp_path_factory.mktemp("house"),
        browsers,
        settings={"GENKAN_CALLS_RING_S": str(RING_S)},
        prepare=side_door.prepare,
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def side_panel(browsers: Browsers, scene: Scene, side_door: SideDoor) -> Iterator[PanelPage]:
    station = scene.house.add_station(code=scene.house.request_code(side_door.station_id))
    window = Window(browsers.visitor, language="en", size=PANEL)
    panel = PanelPage(window, station.panel_url, language="en")
    panel.open()
    yield panel
    window.close()


def test_a_missed_call_leaves_a_picture_in_the_history(scene: Scene) -> None:
    scene.ring()
    scene.panel.expect_state("no_answer", within_ms=(RING_S + 5) * 1000)
    scene.panel.expect_words("no_answer.title")
    for phone in scene.phones:
        phone.expect_result("call.why.no_answer")
        phone.settle()
        phone.expect_in_history("history.call.missed")
        picture = phone.history.first.locator("img")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("(image) => image.naturalWidth") > 100


def test_a_vacant_home_rings_and_ends_like_an_absent_one(scene: Scene) -> None:
    scene.panel.ring(VACANT_HOME)
    scene.panel.expect_state("calling")
    scene.panel.expect_state("no_answer", within_ms=(RING_S + 5) * 1000)


def test_a_second_visitor_at_a_busy_home_waits_and_rings_when_it_is_free(
    scene: Scene, side_panel: PanelPage
) -> None:
    scene.talk()
    phone = scene.phones[0]
    side_panel.ring(HOME)
    side_panel.expect_state("waiting")
    side_panel.expect_words("waiting.title")
    scene.panel.expect_state("talking")
    waiting = phone.page.get_by_test_id("call-waiting")
    expect(waiting).to_be_visible(timeout=SOON_MS)
    phone.press("call-waiting-ask")
    side_panel.expect_word("wait")
    phone.press("call-hangup")
    scene.panel.expect_state("hung_up")

    side_panel.expect_state("calling")
    expect(waiting).to_have_count(0, timeout=SOON_MS)
    phone.expect_stage("incoming")
    side_panel.end()
    phone.expect_result("call.why.cancelled")


def test_a_muted_home_is_answered_for_at_once(scene: Scene) -> None:
    for phone in scene.phones:
        phone.press("tab-me")
        phone.press("quiet-now-1")
        expect(phone.page.get_by_test_id("quiet-until")).to_be_visible(timeout=SOON_MS)
    scene.panel.ring(HOME)
    scene.panel.expect_state("no_answer", within_ms=3_000)
    scene.panel.settle()
    for phone in scene.phones:
        assert phone.say("resident", "history.call.missed") in phone.read_history(1)[0]
        phone.press("tab-me")
        phone.press("quiet-end")
        expect(phone.page.get_by_test_id("quiet-now-1")).to_be_visible(timeout=SOON_MS)
        phone.press("tab-home")
    scene.ring()
    scene.panel.end()
