"""What a property decides for its entrances, from the portal's form to the visitor's screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.harness.axe import find_faults
from e2e.harness.browsers import DESKTOP, PHONE, Window
from e2e.harness.pages import SOON_MS, PhonePage, PortalPage
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from harness.house import wait_for_pulses

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with open_scene(tmp_path_factory.mktemp("house"), browsers) as opened:
        yield opened


@pytest.fixture(scope="module")
def portal(browsers: Browsers, scene: Scene) -> Iterator[PortalPage]:
    """The manager's form: an office that never closes, a list of residents, a live view."""
    window = Window(browsers.resident, language="ja", size=DESKTOP)
    account = scene.house.find_account("manager")
    page = PortalPage(window, f"{scene.house.url}/portal/", account=account, language="ja")
    page.open()
    page.sign_in()
    window.page.get_by_test_id("portal-nav-entrance").click()
    expect(window.page.get_by_test_id("entrance-form")).to_be_visible(timeout=SOON_MS)
    for weekday in range(7):
        window.page.get_by_test_id(f"entrance-day-{weekday}").check()
        row = window.page.locator("li", has=window.page.get_by_test_id(f"entrance-day-{weekday}"))
        for place, clock in enumerate(("00:00", "23:59")):
            row.locator("input[type=time]").nth(place).fill(clock)
    window.page.locator("[data-testid^='entrance-duty-']").first.check()
    window.page.get_by_test_id("entrance-directory").check()
    window.page.get_by_test_id("entrance-live-view").check()
    window.page.get_by_test_id("entrance-save").click()
    expect(window.page.get_by_test_id("entrance-saved")).to_be_visible(timeout=SOON_MS)
    assert find_faults(window.page) == []
    yield page
    window.close()


def test_the_office_rings_its_manager_who_opens(scene: Scene, portal: PortalPage, browsers: Browsers) -> None:
    window = Window(browsers.resident, language="ja", size=PHONE)
    try:
        manager = PhonePage(window, f"{scene.house.url}/app/", account=portal.account, language="ja")
        manager.open()
        manager.sign_in()
        manager.expect_home()
        scene.panel.page.get_by_test_id("panel-office").click()
        scene.panel.expect_state("calling")
        scene.panel.expect_words("office.name")
        manager.expect_stage("incoming")
        assert scene.phones[0].stage is None, "the office is no home"
        manager.press("call-answer")
        scene.panel.expect_state("talking")
        assert manager.hear_visitor().tone > 0
        pulses_before = len(scene.station.read_pulses())
        manager.press("call-open")
        wait_for_pulses(scene.station, pulses_before + 1)
        manager.expect_stage("opened")
        scene.panel.expect_state("opened")
    finally:
        window.close()


@pytest.mark.usefixtures("portal")
def test_a_home_is_chosen_from_the_list_with_the_name_it_chose(scene: Scene) -> None:
    phone = scene.phones[0]
    phone.press("tab-me")
    phone.page.get_by_test_id("rules-name").fill("佐藤")
    phone.press("rules-save")
    expect(phone.page.get_by_test_id("rules-save")).to_be_disabled(timeout=SOON_MS)
    phone.press("tab-home")
    scene.panel.page.get_by_test_id("panel-directory").click()
    entry = scene.panel.page.get_by_test_id(f"panel-entry-{HOME}")
    expect(entry).to_contain_text("佐藤", timeout=SOON_MS)
    expect(scene.panel.page.get_by_test_id("panel-entry-102")).not_to_contain_text("鈴木")
    assert find_faults(scene.panel.page) == []
    entry.click()
    scene.panel.expect_state("calling")
    phone.expect_stage("incoming")
    scene.panel.end()


@pytest.mark.usefixtures("portal")
def test_whoever_looks_through_the_camera_is_seen_to_and_remembered(scene: Scene) -> None:
    phone = scene.phones[0]
    phone.press("tab-home")
    phone.page.locator("[data-testid^='door-view-']").first.click()
    phone.expect_stage("talking")
    assert phone.count_pictures() > 1
    expect(scene.panel.page.get_by_test_id("panel-viewed")).to_be_visible(timeout=SOON_MS)
    scene.panel.expect_state("idle")
    assert not [fault for window in scene.windows for fault in find_faults(window.page)]
    scene.panel.ring("102")  # a visitor comes first
    scene.panel.expect_state("calling")
    expect(phone.call_screen).to_have_count(0, timeout=SOON_MS)
    scene.panel.end()
    line = phone.read_history(1)[0]
    assert phone.say("resident", "history.viewBy", name="佐藤 花子") in line
