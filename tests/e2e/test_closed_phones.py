"""A home with phones open and one closed: all ring, each can answer, and none rings on after the call."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness.closed_phone import ClosedPhone
from e2e.harness.pages import PICTURES
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from harness.house import wait_for_pulses
from harness.push_service import PushService

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture(scope="module")
def scene(
    browsers: Browsers, service: PushService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    with open_scene(tmp_path_factory.mktemp("house"), browsers, settings=service.settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def closed(scene: Scene, browsers: Browsers, service: PushService) -> Iterator[ClosedPhone]:
    """A third member of the home, whose app is closed."""
    phone = ClosedPhone(
        browsers.resident,
        scene.phone_network.url,
        account=scene.house.list_household(HOME)[2],
        device=service.add_device(),
        language="ja",
    )
    phone.subscribe()
    yield phone
    phone.window.close()


@pytest.fixture(autouse=True)
def rested(closed: ClosedPhone) -> Iterator[None]:
    yield
    closed.device.pushed.clear()


def ring(scene: Scene, closed: ClosedPhone) -> None:
    """Ring until the open phones ring and the closed one shows its notice."""
    scene.ring()
    closed.deliver(closed.device.wait_for("ring"))
    closed.wait_for_notice("ring")


def test_a_closed_phone_rings_answers_from_its_notice_and_sees_the_visitor(
    scene: Scene, closed: ClosedPhone
) -> None:
    ring(scene, closed)
    notice = closed.list_notices()[0]
    assert notice["title"] == "正面玄関からの呼出"
    assert notice["actions"] == ["answer", "open"]
    assert all(pushed.headers["urgency"] == "high" for pushed in closed.device.pushed)

    path = closed.press_notice("answer")
    assert path is not None
    phone = closed.open_app(path)
    phone.expect_stage("talking")
    scene.panel.expect_state("talking")
    assert phone.count_pictures() == PICTURES
    for other in scene.phones:
        other.expect_result("call.why.elsewhere")
    assert phone.hear_visitor().tone >= 5
    phone.press("call-hangup")
    scene.panel.expect_state("hung_up")
    closed.close_app()
    closed.expect_silence()


def test_a_press_on_the_notice_opens_the_live_call_ready_to_answer(scene: Scene, closed: ClosedPhone) -> None:
    ring(scene, closed)
    phone = closed.open_app(closed.press_notice() or "")
    phone.expect_stage("incoming")
    assert phone.count_pictures() == PICTURES
    phone.press("call-decline")
    phone.expect_home()
    closed.close_app()
    scene.panel.end()


def test_whoever_leaves_the_app_while_it_rings_gets_the_notice(scene: Scene, closed: ClosedPhone) -> None:
    phone = closed.open_app("/app/")
    phone.expect_home()
    scene.ring()
    phone.expect_stage("incoming")
    assert closed.device.pushed == [], "the app and a notice rang together"
    closed.close_app()
    closed.deliver(closed.device.wait_for("ring"))
    closed.wait_for_notice("ring")
    scene.panel.end()
    closed.deliver(closed.device.wait_for("missed"))
    closed.wait_for_notice("missed")
    closed.press_notice()


def test_the_door_opens_from_the_notice_without_opening_the_app(scene: Scene, closed: ClosedPhone) -> None:
    ring(scene, closed)
    pulses_before = len(scene.station.read_pulses())
    assert closed.press_notice("open") is None, "a window was opened"
    assert len(wait_for_pulses(scene.station, pulses_before + 1)) == pulses_before + 1
    scene.panel.expect_state("opened")
    assert closed.wait_for_notice("withdraw")["title"] == "解錠成功"
    closed.deliver(closed.device.wait_for("withdraw"))
    closed.expect_silence()


def test_of_three_phones_the_open_and_the_closed_one_ring_and_the_muted_one_does_not(
    scene: Scene, closed: ClosedPhone
) -> None:
    awake, muted = scene.phones
    muted.press("tab-me")
    muted.press("quiet-now-1")
    expect(muted.page.get_by_test_id("quiet-until")).to_be_visible()
    scene.panel.ring(HOME)
    awake.expect_stage("incoming")
    closed.deliver(closed.device.wait_for("ring"))
    closed.wait_for_notice("ring")
    assert muted.stage is None, "it rang although it is muted"
    phone = closed.open_app(closed.press_notice("answer") or "")
    phone.expect_stage("talking")
    awake.expect_result("call.why.elsewhere")
    assert muted.stage is None
    phone.press("call-hangup")
    closed.close_app()
    muted.press("quiet-end")
    expect(muted.page.get_by_test_id("quiet-now-1")).to_be_visible()
    muted.press("tab-home")


def test_answered_on_another_phone_the_notice_goes(scene: Scene, closed: ClosedPhone) -> None:
    ring(scene, closed)
    scene.phones[0].press("call-answer")
    scene.phones[0].expect_stage("talking")
    closed.deliver(closed.device.wait_for("withdraw"))
    closed.expect_silence()
    scene.phones[0].press("call-hangup")


def test_a_missed_call_leaves_a_notice_with_the_visitors_picture(scene: Scene, closed: ClosedPhone) -> None:
    ring(scene, closed)
    scene.panel.page.wait_for_timeout(1_500)  # the panel sends its picture beside the ring
    scene.panel.end()
    missed = closed.device.wait_for("missed")
    assert missed["has_picture"] is True
    closed.deliver(missed)
    notice = closed.wait_for_notice("missed")
    assert notice["title"] == "不在着信"
    assert notice["image"] == "data:image/jpeg;base64"
    assert closed.press_notice() == "/app/history"


def test_a_ring_that_arrives_after_the_call_does_not_ring(scene: Scene, closed: ClosedPhone) -> None:
    scene.ring()
    late = closed.device.wait_for("ring")
    scene.panel.end()
    scene.panel.expect_state("idle")
    closed.deliver(late)
    scene.panel.page.wait_for_timeout(1_500)  # it rings until the server says that the call is over
    closed.expect_silence()


def test_the_time_line_of_a_call_tells_each_device_step_by_step(scene: Scene, closed: ClosedPhone) -> None:
    ring(scene, closed)
    phone = closed.open_app(closed.press_notice("answer") or "")
    phone.expect_stage("talking")
    phone.page.wait_for_timeout(1_200)  # the note that it was seen comes after the picture
    phone.press("call-hangup")
    closed.close_app()
    reader = scene.phones[0]
    reader.settle()
    reader.window.expect_complaints("/snapshot")  # of an answered call it goes while the history is read
    reader.read_history(1)
    reader.page.get_by_test_id("history-reach").first.click()
    sheet = reader.page.get_by_test_id("reach-sheet")
    own = sheet.get_by_test_id("reach-device").filter(has_text=closed.account.name)
    expect(own.locator("[data-step='answered']")).to_be_visible()
    steps = [row.get_attribute("data-step") for row in own.locator("[data-step]").all()]
    assert steps == ["queued", "sent", "accepted", "woke", "rang", "seen", "answered"]
    reader.page.keyboard.press("Escape")


def test_a_test_call_takes_the_same_way_and_says_that_this_phone_can_be_called(
    scene: Scene, closed: ClosedPhone
) -> None:
    phone = closed.open_app("/app/check")
    page = phone.page
    page.get_by_test_id("check-start").click()
    closed.deliver(closed.device.wait_for("test"))
    verdict = page.get_by_test_id("check-verdict")
    expect(verdict).to_have_attribute("data-verdict", "good", timeout=30_000)
    expect(verdict).to_contain_text("着信できます")
    assert closed.wait_for_notice("test")["title"] == "テスト着信"
    phone.page.close()
    assert (closed.press_notice() or "").startswith("/app/check?test=")


def test_a_phone_that_can_be_woken_no_more_is_told_so_when_its_app_is_opened(
    scene: Scene, closed: ClosedPhone, service: PushService
) -> None:
    service.answer(closed.device, 410)
    scene.ring()
    scene.panel.end()
    phone = closed.open_app("/app/")
    card = phone.page.get_by_test_id("push-card")
    expect(card).to_contain_text("この端末に着信できません", timeout=10_000)
    service.answer(closed.device, 201)
    phone.press("push-allow")
    card.wait_for(state="detached")
    phone.page.close()
