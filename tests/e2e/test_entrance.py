"""What a property decides for its entrances, from the portal's form to the visitor's screen."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import Connection

from e2e.harness.axe import find_faults
from e2e.harness.browsers import DESKTOP, PHONE, Window
from e2e.harness.pages import SOON_MS, PhonePage, PortalPage
from e2e.harness.scene import HOME, Browsers, Scene, open_scene
from e2e.harness.words import say
from genkan.server.accounts.service import add_membership, find_person_by_username
from genkan.server.bootstrap.sample import EAST_STATION, PROPERTY, WEST
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import open_database
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import find_home
from genkan.wire.ids import new_id
from harness.authenticator import show_code
from harness.house import House, wait_for_pulses
from harness.phone import sign_in
from harness.waiting import wait_until

MENU = "[data-testid='portal-person-menu']:visible"  # one in the rail, one in a phone's header
# A phone or laptop that asks its holder for a fingerprint, and gets it.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

HOUSING = "housing"  # a file that holds 1 says that the unit's housing is open

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture(scope="module")
def scene(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("house")
    unit = {
        "GENKAN_STATION_TAMPER_KIND": "simulated",
        "GENKAN_STATION_TAMPER_FILE": str(folder / HOUSING),
    }
    with open_scene(folder, browsers, prepare=settle_west, unit=unit) as opened:
        yield opened


def settle_west(data_dir: Path) -> None:
    """Let the second phone's owner live in home 101 of the west building, too."""

    def settle(connection: Connection) -> None:
        at = SystemClock().now()
        home = find_home(connection, WEST, HOME)
        ken = find_person_by_username(connection, "100000102")
        assert home is not None
        assert ken is not None
        household_id = new_id()
        add_household(
            connection, HouseholdRow(id=household_id, home_id=home.id, name=None, since=at, until=None)
        )
        membership = Membership(
            id=new_id(),
            role=Role.MASTER,
            property_id=PROPERTY,
            household_id=household_id,
            since=at,
            until=None,
        )
        add_membership(connection, ken.id, membership)

    async def write() -> None:
        database = open_database(f"sqlite:///{data_dir / 'genkan.db'}")
        await database.write(settle)
        await database.close()

    with ThreadPoolExecutor(1) as apart:  # the browser's event loop runs here
        apart.submit(lambda: asyncio.run(write())).result()


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
        for place, clock in enumerate(("00:00", "00:00")):
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


def test_a_manager_comes_in_by_authenticator_app_recovery_code_and_passkey(portal: PortalPage) -> None:
    page = portal.page
    page.locator(MENU).click()
    page.get_by_test_id("portal-security").click()
    page.get_by_test_id("totp-begin").click()
    page.get_by_test_id("proof-password").fill(portal.account.password)
    page.get_by_test_id("proof-submit").click()
    secret = page.get_by_test_id("totp-secret").inner_text(timeout=SOON_MS).replace(" ", "")
    assert find_faults(page) == []
    page.get_by_test_id("code").fill(show_code(secret, time.time()))
    page.get_by_test_id("totp-confirm").click()
    codes = page.get_by_test_id("recovery-code")
    expect(codes).to_have_count(10, timeout=SOON_MS)
    recovery = codes.first.inner_text()
    page.get_by_test_id("recovery-codes-done").click()
    expect(page.get_by_test_id("totp-on")).to_be_visible(timeout=SOON_MS)

    sign_in_anew(portal)
    expect(page.get_by_test_id("second-step")).to_be_visible(timeout=SOON_MS)
    assert find_faults(page) == []
    # The code of this half minute was used; the next one's is taken already.
    page.get_by_test_id("code").fill(show_code(secret, time.time() + 30))
    expect(page.locator(MENU)).to_be_visible(timeout=SOON_MS)

    sign_in_anew(portal)
    page.get_by_test_id("second-recovery").click(timeout=SOON_MS)
    page.get_by_test_id("second-recovery-code").fill("wrong-codes")
    page.get_by_test_id("second-submit").click()
    expect(page.get_by_text(say("entry", "second.recoveryWrong", "ja"))).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("second-recovery-code").fill(recovery)
    page.get_by_test_id("second-submit").click()
    expect(page.locator(MENU)).to_be_visible(timeout=SOON_MS)

    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.locator(MENU).click()
    page.get_by_test_id("portal-security").click()
    page.get_by_test_id("passkey-add").click()
    page.get_by_test_id("passkey-name").fill("会社のパソコン")
    page.get_by_test_id("passkey-make").click()
    page.get_by_test_id("proof-password").fill(portal.account.password)
    page.get_by_test_id("proof-submit").click()
    expect(page.get_by_test_id("passkey-line")).to_contain_text("会社のパソコン", timeout=SOON_MS)
    assert find_faults(page) == []
    sign_in_anew(portal)
    expect(page.get_by_test_id("second-step")).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("passkey").click()  # as the second step
    expect(page.locator(MENU)).to_be_visible(timeout=SOON_MS)
    sign_out(portal)
    page.get_by_test_id("passkey").click(timeout=SOON_MS)  # and alone
    expect(page.locator(MENU)).to_be_visible(timeout=SOON_MS)


def sign_out(portal: PortalPage) -> None:
    portal.page.locator(MENU).click()
    portal.page.get_by_test_id("portal-sign-out").click()
    expect(portal.page.get_by_test_id("portal-sign-in-submit")).to_be_visible(timeout=SOON_MS)


def sign_in_anew(portal: PortalPage) -> None:
    """Sign out, and give user name and password again."""
    sign_out(portal)
    portal.sign_in()


def test_an_opened_housing_is_an_alarm_that_a_manager_sees_to(scene: Scene, portal: PortalPage) -> None:
    housing = scene.house.folder / HOUSING
    page = portal.page
    page.get_by_test_id("portal-nav-live").click()
    expect(page.get_by_test_id("portal-overall")).to_be_visible(timeout=SOON_MS)
    housing.write_text("1")
    alarm = page.get_by_test_id("portal-open-alarms").get_by_test_id("portal-alarm")
    expect(alarm).to_have_attribute("data-state", "going", timeout=SOON_MS)
    expect(alarm).to_contain_text(say("portal_alarms", "alarms.kind.tamper", "ja"))
    alarm.get_by_test_id("portal-alarm-acknowledge").click()
    assert find_faults(page) == []
    alarm.get_by_test_id("portal-alarm-remark").fill("電池の交換")
    alarm.get_by_test_id("portal-alarm-confirm").click()
    expect(alarm.get_by_test_id("portal-alarm-seen")).to_contain_text("電池の交換", timeout=SOON_MS)
    housing.write_text("0")
    expect(page.get_by_test_id("portal-open-alarms")).to_have_count(0, timeout=SOON_MS)


@pytest.fixture(scope="module")
def installer(browsers: Browsers, scene: Scene) -> Iterator[PortalPage]:
    """The installer's phone, with the page of the station in the east."""
    window = Window(browsers.resident, language="ja", size=PHONE)
    url = f"{scene.house.url}/portal/devices?station={EAST_STATION}"
    page = PortalPage(window, url, account=scene.house.find_account("installer"), language="ja")
    page.open()
    page.sign_in()
    yield page
    window.close()


def test_a_gate_of_two_buildings_calls_the_right_home_and_opens_for_its_pin(
    scene: Scene, installer: PortalPage
) -> None:
    east, west = scene.phones
    serve_west(installer, is_served=True)
    call_at_gate(scene, "西館")
    west.expect_stage("incoming")
    expect(west.call_screen).to_contain_text("西館")
    assert east.stage is None, "the namesake in the other building rang"
    scene.panel.end()
    call_at_gate(scene, "東館")
    for phone in scene.phones:
        phone.expect_stage("incoming")
    expect(east.call_screen).to_contain_text("東館")
    scene.panel.end()

    pin = set_pin_in_west(scene.house)
    scene.panel.expect_state("building")
    pulses_before = len(scene.station.read_pulses())
    scene.panel.page.get_by_test_id("panel-keys").click()
    wait_until(lambda: scene.panel.opens_with(pin), limit_s=60, what="the gate")
    assert len(scene.station.read_pulses()) == pulses_before + 1
    serve_west(installer, is_served=False)
    scene.panel.expect_state("idle")  # a station of one building asks nothing
    scene.panel.page.get_by_test_id("panel-keys").click()
    scene.panel.type_pin(pin)
    scene.panel.expect_state("key_told")
    assert len(scene.station.read_pulses()) == pulses_before + 1
    scene.panel.page.get_by_test_id("panel-back").click()


def serve_west(portal: PortalPage, *, is_served: bool) -> None:
    """Say in the portal whether the station serves the west building, too."""
    page = portal.page
    page.get_by_test_id("portal-serves-change").click(timeout=SOON_MS)
    page.get_by_role("checkbox", name="西館").set_checked(is_served)
    assert find_faults(page) == []
    page.get_by_test_id("portal-serves-save").click()
    served = page.get_by_test_id("portal-serves")
    if is_served:
        expect(served).to_contain_text("西館", timeout=SOON_MS)
    else:
        expect(served).not_to_contain_text("西館", timeout=SOON_MS)


def call_at_gate(scene: Scene, building: str) -> None:
    """Ring home 101 of the building."""
    scene.panel.expect_state("building")
    assert find_faults(scene.panel.page) == []
    scene.panel.choose_building(building)
    scene.panel.ring(HOME)
    scene.panel.expect_state("calling")
    expect(scene.panel.screen).to_contain_text(building)


def set_pin_in_west(house: House) -> str:
    """Let the household of the west building take the PIN that is proposed."""
    session = sign_in(house.url, house.list_household(HOME)[1])
    with httpx.Client(base_url=house.url, headers=session.headers, timeout=30) as app:
        homes = app.get("/api/app/me").json()["homes"]
        [home] = [each for each in homes if each["building_name"].endswith("西館")]
        path = f"/api/app/households/{home['household_id']}/pin"
        pin = str(app.post(f"{path}/proposal", json={"length": 6}).json()["pin"])
        assert app.put(path, json={"pin": pin}).is_success
    return pin


def test_a_panel_obeys_what_the_portal_sets(scene: Scene, installer: PortalPage) -> None:
    page, panel = installer.page, scene.panel.page
    dimmer = panel.get_by_test_id("panel-dimmer")
    page.get_by_test_id("portal-unit-change").click(timeout=SOON_MS)
    page.get_by_test_id("portal-unit-brightness").fill("50")
    page.get_by_test_id("portal-unit-language").select_option("en")
    page.get_by_test_id("portal-unit-snapshots").select_option("never")
    assert find_faults(page) == []
    page.get_by_test_id("portal-unit-save").click()
    expect(page.get_by_test_id("portal-unit-facts")).to_contain_text("English", timeout=SOON_MS)
    scene.panel.type_number("1")  # whoever touches it has the light of the day, also at night
    expect(dimmer).to_have_css("opacity", "0.5", timeout=SOON_MS)
    scene.panel.clear_number()
    expect(panel.get_by_text(say("panel", "prompt", "en"))).to_be_visible()
    page.get_by_test_id("portal-unit-change").click()
    page.get_by_test_id("portal-unit-reset").click()
    page.get_by_test_id("portal-unit-save").click()
    expect(dimmer).to_have_count(0, timeout=SOON_MS)
    expect(panel.get_by_text(say("panel", "prompt", "ja"))).to_be_visible()


def test_an_installer_checks_the_unit_down_to_its_report(scene: Scene, installer: PortalPage) -> None:
    page, panel = installer.page, scene.panel.page

    def line(key: str) -> Locator:
        return page.get_by_test_id(f"portal-check-line-{key}")

    def expect_line(key: str, state: str) -> None:
        expect(line(key)).to_have_attribute("data-state", state, timeout=SOON_MS)

    page.get_by_test_id("portal-check-start").click(timeout=SOON_MS)
    code = panel.get_by_test_id("panel-check-code").inner_text(timeout=SOON_MS)
    for each in (page, panel):
        assert find_faults(each) == []
    for part in ("link", "clock", "camera", "microphone"):
        expect_line(part, "ok")
    relays = page.locator("[data-testid^='portal-check-line-relay']")
    expect(relays.first.get_by_test_id("portal-check-pulse")).to_be_disabled()
    page.get_by_test_id("portal-check-code").fill(code)
    page.get_by_test_id("portal-check-code-send").click()
    expect(page.get_by_test_id("portal-check-there")).to_be_visible(timeout=SOON_MS)
    line("loudspeaker").get_by_test_id("portal-check-yes").click(timeout=SOON_MS)
    expect_line("loudspeaker", "ok")
    for relay in relays.all():
        pulses_before = len(scene.station.read_pulses())
        relay.get_by_test_id("portal-check-pulse").click()
        relay.get_by_test_id("portal-check-pulse-confirm").click()
        wait_for_pulses(scene.station, pulses_before + 1)
        relay.get_by_test_id("portal-check-yes").click(timeout=SOON_MS)
        expect(relay).to_have_attribute("data-state", "ok", timeout=SOON_MS)

    page.get_by_test_id("portal-check-call").click()
    expect(panel.get_by_test_id("panel-check-chip")).to_be_visible(timeout=SOON_MS)
    scene.panel.expect_state("idle")
    scene.talk()
    line("call").get_by_test_id("portal-check-yes").click(timeout=SOON_MS)
    expect_line("call", "ok")
    scene.panel.end()
    page.get_by_test_id("portal-check-finish").click()
    done = page.get_by_test_id("portal-check-done")
    expect(done).to_contain_text(say("check", "check.verdict.passed", "ja"), timeout=SOON_MS)
    expect(panel.get_by_test_id("panel-check")).to_have_count(0, timeout=SOON_MS)
    report = page.request.get(f"{scene.house.url}{done.get_by_role('link').get_attribute('href')}")
    assert report.body().startswith(b"%PDF")
    assert find_faults(page) == []
