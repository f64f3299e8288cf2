"""The network or a program goes in the middle of a call: everybody is told, and nothing is left stuck."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness.pages import PICTURES
from e2e.harness.scene import Browsers, Scene, open_scene

pytestmark = pytest.mark.usefixtures("calm")

# PROMISES N7 and N5: a leg that is gone ends a talk within 5 s, and the visitor is told within 10 s of
# anything. A page on a busy machine draws a little later than it knows.
DEAD_LEG_MS = 5_000 + 1_500
OUTCOME_MS = 10_000
COMMAND_LIFE_MS = 5_000
BACK_MS = 30_000  # a restarted server starts, and a station's last pause before it tries again runs out
LOST_SOCKETS = ("WebSocket connection", "net::ERR", "Failed to load resource")

Fault = Callable[[Scene], None]


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("house")
    with open_scene(folder, browsers, settings={"GENKAN_CALLS_RING_S": "20"}) as opened:
        yield opened


@pytest.fixture(autouse=True)
def mended(scene: Scene, calm: None) -> Iterator[None]:
    """What the test broke is whole again before it is looked for anything stuck."""
    for window in scene.windows:
        window.expect_complaints(*LOST_SOCKETS)
    yield
    scene.mend()
    scene.settle(within_ms=BACK_MS)


def cut_phones(scene: Scene) -> None:
    scene.phone_network.cut()


def stall_phones(scene: Scene) -> None:
    scene.phone_network.stall()


def cut_station(scene: Scene) -> None:
    scene.station_network.cut()


def stall_station(scene: Scene) -> None:
    scene.station_network.stall()


def kill_server(scene: Scene) -> None:
    scene.house.server.kill()


def stop_server(scene: Scene) -> None:
    scene.house.server.stop()


def kill_station(scene: Scene) -> None:
    scene.station.program.kill()


@pytest.mark.parametrize("fault", [cut_phones, stall_phones, cut_station, stall_station])
def test_a_network_lost_in_a_talk_ends_it_for_both_within_seconds(scene: Scene, fault: Fault) -> None:
    scene.talk()
    fault(scene)
    lost = time.monotonic()
    scene.panel.expect_state("lost", within_ms=DEAD_LEG_MS)
    scene.panel.expect_words("lost.title")
    left_ms = DEAD_LEG_MS - round((time.monotonic() - lost) * 1000)
    scene.phones[0].expect_stage("over", within_ms=max(left_ms, 100))
    is_own_network = fault in {cut_phones, stall_phones}
    scene.phones[0].expect_result("call.why.lost_here" if is_own_network else "call.why.lost")


@pytest.mark.parametrize("network", ["phone_network", "station_network"])
def test_a_network_that_is_back_within_seconds_does_not_end_the_talk(scene: Scene, network: str) -> None:
    scene.talk()
    getattr(scene, network).drop()
    through = time.monotonic() + DEAD_LEG_MS / 1000
    while time.monotonic() < through:  # for as long as a lost leg would need to end it
        assert scene.panel.state == "talking"
        assert scene.phones[0].count_pictures() == PICTURES
    scene.phones[0].press("call-hangup")
    scene.panel.expect_state("hung_up")


def test_a_phone_that_loses_its_network_while_ringing_can_answer_when_it_is_back(scene: Scene) -> None:
    scene.ring()
    scene.phone_network.cut()
    scene.phones[0].expect_unlinked()
    scene.panel.expect_state("calling")
    scene.phone_network.mend()
    scene.phones[0].expect_linked_again(within_ms=OUTCOME_MS)
    scene.phones[0].press("call-answer")
    scene.phones[0].expect_stage("talking")
    scene.panel.expect_state("talking")
    assert scene.phones[0].count_pictures() == PICTURES
    scene.panel.end()


def test_a_station_that_loses_its_network_while_ringing_tells_the_visitor(scene: Scene) -> None:
    scene.ring()
    scene.station_network.cut()
    scene.panel.expect_state("lost", within_ms=DEAD_LEG_MS)
    for phone in scene.phones:
        phone.expect_result("call.why.lost", within_ms=OUTCOME_MS)


@pytest.mark.parametrize("fault", [kill_server, stop_server])
@pytest.mark.parametrize("is_talking", [False, True], ids=["ringing", "talking"])
def test_a_server_that_goes_in_a_call_leaves_nobody_in_the_dark(
    scene: Scene, fault: Fault, *, is_talking: bool
) -> None:
    if is_talking:
        scene.talk()
    else:
        scene.ring()
    fault(scene)
    scene.panel.expect_state("lost", within_ms=OUTCOME_MS)
    if is_talking:
        scene.phones[0].expect_result("call.why.lost_here", within_ms=OUTCOME_MS)
    else:
        scene.phones[0].expect_unlinked()
    scene.house.start_server()
    for phone in scene.phones:
        phone.expect_over(within_ms=BACK_MS)


def test_a_server_that_restarts_at_once_finds_the_talk_where_it_was(scene: Scene) -> None:
    scene.talk()
    scene.house.server.kill()
    scene.house.start_server()
    scene.expect_one_word(within_ms=OUTCOME_MS)


@pytest.mark.parametrize("is_talking", [False, True], ids=["ringing", "talking"])
def test_a_station_that_dies_in_a_call_ends_it(scene: Scene, *, is_talking: bool) -> None:
    if is_talking:
        scene.talk()
    else:
        scene.ring()
    scene.station.program.kill()
    scene.phones[0].expect_result("call.why.lost", within_ms=DEAD_LEG_MS)
    scene.panel.expect_state("lost", within_ms=OUTCOME_MS)


def test_a_station_that_is_away_can_be_neither_rung_nor_opened(scene: Scene) -> None:
    phone = scene.phones[1]
    door_id = phone.list_doors()[0]
    scene.station.program.kill()
    expect(phone.page.get_by_text(phone.say("common", "station.offline")).first).to_be_visible()
    expect(phone.page.get_by_test_id(f"door-open-{door_id}")).to_be_disabled()
    expect(phone.page.get_by_text(phone.say("resident", "door.offline")).first).to_be_visible()
    scene.panel.expect_state("offline", within_ms=OUTCOME_MS)
    scene.panel.expect_words("offline.title")
    scene.station.start()
    scene.panel.expect_state("idle", within_ms=BACK_MS)
    expect(phone.page.get_by_test_id(f"door-open-{door_id}")).to_be_enabled(timeout=BACK_MS)


def test_a_station_without_its_server_says_so_and_recovers(scene: Scene) -> None:
    scene.station_network.cut()
    scene.panel.expect_state("offline", within_ms=OUTCOME_MS)
    scene.panel.expect_words("offline.server")
    scene.station_network.mend()
    scene.panel.expect_state("idle", within_ms=BACK_MS)


def test_a_tap_into_a_dead_network_claims_nothing(scene: Scene) -> None:
    phone = scene.phones[1]
    door_id = phone.list_doors()[0]
    pulses_before = len(scene.station.read_pulses())
    scene.station_network.stall()
    phone.press(f"door-open-{door_id}")
    result = phone.page.get_by_test_id("door-result")
    expect(result).to_have_attribute("data-state", "refused", timeout=4_500)
    expect(result).to_have_text(phone.say("problem", "release-unconfirmed"))
    phone.page.wait_for_timeout(COMMAND_LIFE_MS)  # the command waits in the network, and dies there
    scene.station_network.mend()
    scene.panel.expect_state("idle", within_ms=BACK_MS)
    assert len(scene.station.read_pulses()) == pulses_before, "a late command opened the door"
