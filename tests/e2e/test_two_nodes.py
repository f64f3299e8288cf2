"""Two server processes on PostgreSQL and NATS: the legs of a call end at both, and nobody notices."""

from collections.abc import Iterator

import pytest

from e2e.harness.pages import PICTURES
from e2e.harness.scene import Browsers, Scene, open_scene
from harness.house import wait_for_pulses
from harness.servers import run_nats, run_postgres

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The panel and the first phone are at one node, the second phone at the other."""
    folder = tmp_path_factory.mktemp("house")
    with run_postgres() as database_url, run_nats() as bus_url:
        settings = {"GENKAN_DATABASE_URL": database_url, "GENKAN_BUS_URL": bus_url}
        with open_scene(folder, browsers, settings=settings, has_second_node=True) as opened:
            yield opened


def test_a_phone_at_another_node_than_the_door_sees_answers_and_opens(scene: Scene) -> None:
    near, far = scene.phones
    scene.ring()
    for phone in scene.phones:
        assert phone.count_pictures() == PICTURES, "the picture does not move before answering"
    far.press("call-answer")
    far.expect_stage("talking")
    scene.panel.expect_state("talking")
    near.expect_result("call.why.elsewhere")
    at_home, at_the_door = far.hear_visitor(), scene.panel.hear_resident()
    assert at_home.tone >= 5, at_home
    assert at_the_door.tone >= 5, at_the_door

    pulses_before = len(scene.station.read_pulses())
    far.press("call-open")
    assert len(wait_for_pulses(scene.station, pulses_before + 1)) == pulses_before + 1
    far.expect_stage("opened")
    scene.panel.expect_state("opened")
    scene.settle()
    for phone in scene.phones:
        phone.expect_in_history("history.openingBy", name=far.account.name)
    near.expect_linked()


def test_answered_near_the_door_the_phone_at_the_other_node_stops(scene: Scene) -> None:
    near, far = scene.phones
    scene.talk()
    far.expect_result("call.why.elsewhere")
    scene.panel.end()
    near.expect_result("call.why.hung_up")
