"""The main job: a visitor rings, a resident sees, answers and opens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness import measure
from e2e.harness.pages import PICTURES
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from harness.house import wait_for_pulses

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with open_scene(tmp_path_factory.mktemp("house"), browsers) as opened:
        yield opened


def test_a_visitor_rings_a_resident_sees_answers_and_opens(scene: Scene) -> None:
    first, second = scene.phones
    scene.ring()
    assert first.count_pictures() == PICTURES, "the picture does not move before answering"
    assert second.count_pictures() == PICTURES, "the picture does not move before answering"

    first.press("call-answer")
    first.expect_stage("talking")
    scene.panel.expect_state("talking")
    second.expect_result("call.why.elsewhere")
    at_home, at_the_door = first.hear_visitor(), scene.panel.hear_resident()
    assert at_home.tone >= 5, at_home
    assert at_the_door.tone >= 5, at_the_door
    assert min(at_home.energy, at_the_door.energy) > 0.001

    pulses_before = len(scene.station.read_pulses())
    first.press("call-open")
    assert len(wait_for_pulses(scene.station, pulses_before + 1)) == pulses_before + 1
    first.expect_stage("opened")
    scene.panel.expect_state("opened")
    scene.panel.expect_words("opened.title")
    scene.settle()
    assert measure.count_open_peers(scene.panel.page) == 0, "a connection was left open"
    for phone in scene.phones:
        call, opening = sorted(
            phone.read_history(2), key=lambda line: phone.say("resident", "history.via.call") in line
        )
        assert phone.say("resident", "history.call.opened") in call
        assert phone.say("resident", "history.call.answeredBy", name=first.account.name) in call
        assert phone.say("resident", "history.openingBy", name=first.account.name) in opening


def test_a_call_declined_by_all_ends_and_the_visitor_is_told(scene: Scene) -> None:
    scene.ring()
    scene.phones[0].press("call-decline")
    scene.phones[0].expect_home()
    scene.panel.expect_state("calling")
    scene.phones[1].press("call-decline")
    scene.panel.expect_state("declined")
    scene.panel.expect_words("declined.title")
    for phone in scene.phones:
        phone.expect_in_history("history.call.declined")


def test_a_visitor_who_gives_up_stops_every_phone(scene: Scene) -> None:
    scene.ring()
    scene.panel.end()
    scene.panel.expect_state("idle")
    for phone in scene.phones:
        phone.expect_result("call.why.cancelled")
        phone.settle()
        phone.expect_in_history("history.call.missed")


def test_a_resident_who_hangs_up_ends_the_talk_for_the_visitor(scene: Scene) -> None:
    scene.talk()
    scene.phones[0].press("call-hangup")
    scene.panel.expect_state("hung_up")
    scene.phones[0].expect_result("call.why.hung_up")


def test_a_visitor_who_hangs_up_ends_the_talk_for_the_resident(scene: Scene) -> None:
    scene.talk(answerer=1)
    scene.panel.end()
    scene.phones[1].expect_result("call.why.hung_up")


def test_a_door_opened_from_the_preview_ends_the_call_unanswered(scene: Scene) -> None:
    scene.ring()
    pulses_before = len(scene.station.read_pulses())
    scene.phones[1].press("call-open")
    wait_for_pulses(scene.station, pulses_before + 1)
    scene.phones[1].expect_stage("opened")
    scene.panel.expect_state("opened")
    scene.phones[0].expect_stage("opened")


def test_a_door_is_opened_from_the_home_screen_without_a_call(scene: Scene) -> None:
    phone = scene.phones[1]
    doors = phone.list_doors()
    pulses_before = len(scene.station.read_pulses())
    phone.press(f"door-open-{doors[0]}")
    expect(phone.page.get_by_test_id("door-result")).to_have_text(phone.say("common", "door.released"))
    pulses = wait_for_pulses(scene.station, pulses_before + 1)
    assert len(pulses) == pulses_before + 1
    scene.panel.expect_state("opened")
    phone.expect_in_history("history.openingBy", name=phone.account.name)


def test_an_unknown_home_number_is_said_and_can_be_corrected(scene: Scene) -> None:
    scene.panel.ring("999")
    scene.panel.expect_state("unknown_home")
    scene.panel.expect_words("unknown_home.title", number="999")
    scene.panel.page.get_by_test_id("panel-cancel").click()
    scene.panel.ring(HOME)
    scene.panel.expect_state("calling")
    scene.panel.end()


def test_a_second_tap_on_the_keys_of_a_call_does_nothing_twice(scene: Scene) -> None:
    """A hasty double tap on 「呼出」 rings once and does not cancel."""
    scene.panel.type_number(HOME)
    scene.panel.page.get_by_test_id("panel-call").dblclick()
    scene.panel.expect_state("calling")
    scene.phones[0].expect_stage("incoming")
    scene.panel.expect_state("calling")
    scene.panel.end()


def test_a_reloaded_phone_takes_up_its_talk(scene: Scene) -> None:
    scene.talk()
    scene.phones[0].page.reload()
    scene.phones[0].expect_stage("talking")
    assert scene.phones[0].count_pictures() == PICTURES
    scene.panel.expect_state("talking")
    scene.phones[0].press("call-hangup")
    scene.panel.expect_state("hung_up")
