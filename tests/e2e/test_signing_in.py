"""The ways in, and who is not let in: resident app and portal, both languages."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from e2e.harness.browsers import DESKTOP, PHONE, Window
from e2e.harness.pages import PhonePage, PortalPage
from e2e.harness.scene import Browsers
from harness.house import House, make_house

ANSWERED_WITH_401 = "status of 401"  # Chromium writes every refused request into the console


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = make_house(tmp_path_factory.mktemp("house"))
    try:
        house.start_server()
        house.add_station(code=house.enrolment_codes[0])
        yield house
    finally:
        house.close()


@contextmanager
def phone_of(browsers: Browsers, house: House, language: str) -> Iterator[PhonePage]:
    window = Window(browsers.resident, language=language, size=PHONE)
    window.expect_complaints(ANSWERED_WITH_401)
    account = house.find_account("master", home="101")
    try:
        phone = PhonePage(window, f"{house.url}/app/", account=account, language=language)
        phone.open()
        yield phone
        assert window.take_complaints() == []
    finally:
        window.close()


@contextmanager
def portal_of(browsers: Browsers, house: House, language: str, *, role: str) -> Iterator[PortalPage]:
    window = Window(browsers.resident, language=language, size=DESKTOP)
    window.expect_complaints(ANSWERED_WITH_401, "status of 403")
    try:
        portal = PortalPage(
            window, f"{house.url}/portal/", account=house.find_account(role), language=language
        )
        portal.open()
        yield portal
        assert window.take_complaints() == []
    finally:
        window.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_wrong_password_is_said_and_nothing_typed_is_lost(
    browsers: Browsers, house: House, language: str
) -> None:
    with phone_of(browsers, house, language) as phone:
        phone.sign_in(password="not the password")
        expect(phone.page.get_by_test_id("sign-in-problem")).to_have_text(
            phone.say("problem", "wrong-password")
        )
        expect(phone.page.get_by_test_id("sign-in-username")).to_have_value(phone.account.username)
        phone.sign_in()
        phone.expect_linked()


def test_who_signs_out_is_out_also_after_a_reload(browsers: Browsers, house: House) -> None:
    with phone_of(browsers, house, "ja") as phone:
        phone.sign_in()
        phone.expect_linked()
        phone.page.reload()
        phone.expect_linked()
        phone.press("tab-me")
        phone.press("sign-out")
        phone.press("sign-out-confirm")
        expect(phone.page.get_by_test_id("sign-in-username")).to_be_visible()
        phone.page.reload()
        expect(phone.page.get_by_test_id("sign-in-username")).to_be_visible()


@pytest.mark.parametrize("role", ["installer", "manager"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_staff_see_stations_and_doors_live(
    browsers: Browsers, house: House, language: str, role: str
) -> None:
    with portal_of(browsers, house, language, role=role) as portal:
        portal.sign_in()
        tiles = portal.page.locator("[data-testid^='portal-station-'][data-testid$='31']")
        expect(tiles.first).to_be_visible()
        station_id = (tiles.first.get_attribute("data-testid") or "").removeprefix("portal-station-")
        portal.expect_station(station_id, "online")
        assert portal.page.locator("[data-testid^='portal-door-']").count() >= 2
        house.stations[0].program.kill()
        portal.expect_station(station_id, "offline")
        house.stations[0].start()
        portal.expect_station(station_id, "online", within_ms=30_000)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_resident_is_told_that_the_portal_is_not_theirs(
    browsers: Browsers, house: House, language: str
) -> None:
    with portal_of(browsers, house, language, role="master") as portal:
        portal.sign_in()
        expect(portal.page.get_by_test_id("portal-sign-in-problem")).to_contain_text(
            portal.say("signIn.notStaff")
        )
