"""The main job where panel and phone find no direct way to each other: all media pass a real coturn."""

from collections.abc import Iterator

import pytest

from e2e.harness import measure
from e2e.harness.pages import PICTURES
from e2e.harness.scene import Browsers, Scene, open_scene
from harness.coturn import Coturn
from harness.house import wait_for_pulses

pytestmark = pytest.mark.usefixtures("calm")


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
