"""How people come in: the ways in, the first start of somebody new, the lock; and what staff see of it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import Page, expect
from scripts.pictures.album import LANGUAGES, Album
from scripts.pictures.stage import DESKTOP, PHONE, Stage, wait_for_picture
from sqlalchemy import Connection

from e2e.harness.pages import SOON_MS, PortalPage
from genkan.server.accounts.issue import AccountPlace, Issued, NewPerson, issue_account
from genkan.server.accounts.links import SIGN_IN_LINK
from genkan.server.accounts.repository import set_address
from genkan.server.accounts.service import add_membership, find_person_by_username
from genkan.server.bootstrap.sample import EAST, EAST_STATION, PROPERTY, WEST_STATION
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.messages.repository import State, settle_message
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import open_database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import Membership, Role
from genkan.server.platform.secrets import load_secrets
from genkan.server.properties.enlisting import Position, enlist
from genkan.server.properties.service import HomeRow, add_home, add_property
from genkan.server.properties.settings import PropertySettings, set_settings
from genkan.wire.ids import new_id
from harness.house import House

SETTLE_MS = 500
PASSWORD = "kaede-2026"  # noqa: S105 - of somebody who lives for these pictures
LOCK = "4826"
MANAGER = "manager@example.test"
CALLER = "+815031234567"
NAMES = {"ja": ("高橋", "楓"), "en": ("Parker", "Robin")}
LOOK = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
WAYS = ("code", "forgot", "scan", "hand-over", "get", "lost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody whose account mail has just come."""

    email: str
    link: str  # the token


def photograph_entries(stage: Stage, album: Album) -> None:
    """Take every screen of somebody who is not in yet, or for the first time."""
    with ThreadPoolExecutor(1) as apart:  # Playwright runs a loop of its own here
        newcomers = apart.submit(lambda: asyncio.run(_issue(stage.scene.house))).result()
    for language in LANGUAGES:
        with stage.new_window(language, PHONE) as window:
            _ways_in(stage, album, window.page, language)
            _first_start(stage, album, window.page, newcomers[language], language)
            _lock(album, window.page, language)
        _invite(stage, album, language)
    for language, portal in stage.installers.items():
        _failed_messages(album, portal.page, language)
        _report_stolen(album, portal, language)
    for language in LANGUAGES:
        _keys_at_the_panel(stage, album, language)
        _answer_page(stage, album, language)
    for language, portal in stage.installers.items():
        _gate(stage, album, portal, language)


async def _issue(house: House) -> dict[str, Newcomer]:
    """Let a new master for each language have been added, and two mails have failed."""
    database = open_database(f"sqlite:///{house.data_dir / 'genkan.db'}")
    derivation = Derivation(load_secrets(house.data_dir).server_key)
    at = SystemClock().now()
    username = house.find_account("manager").username

    def add(connection: Connection) -> dict[str, Newcomer]:
        _set_up(connection, at)
        _ask_manager(connection, username, at)
        return {language: _move_in(connection, language, at, derivation) for language in LANGUAGES}

    made = await database.write(add)
    await database.close()
    return made


def _set_up(connection: Connection, at: datetime) -> None:
    """Give the property a telephone that calls, a contact, and two mails that failed."""
    support = PropertySettings(
        backup_caller=CALLER, support_phone="03-1234-5678", support_hours="平日 9:00〜18:00"
    )
    set_settings(connection, PROPERTY, support)
    for address, fault in (("yamada@example.test", "refused"), ("sato@example.test", "unreachable")):
        message = NewMessage(
            channel=Channel.MAIL,
            template="account",
            address=address,
            language="ja",
            property_id=PROPERTY,
            parameters={},
        )
        settle_message(connection, enqueue(connection, message, at), State.DEAD, at, fault)


def _ask_manager(connection: Connection, username: str, at: datetime) -> None:
    """Invite the manager to another property."""
    manager = find_person_by_username(connection, username)
    if manager is None:
        raise LookupError(username)
    set_address(connection, manager.id, Channel.MAIL, MANAGER, at)
    elsewhere = new_id()
    add_property(connection, property_id=elsewhere, name="コーポかえで")
    asked = NewPerson(
        given_name=manager.given_name, family_name=manager.family_name, language="ja", email=MANAGER
    )
    place = AccountPlace(role=Role.MANAGER, property_id=elsewhere, property_name="コーポかえで")
    enlist(connection, asked, Position(place=place, household_id=None, since=at), at)


def _move_in(connection: Connection, language: str, at: datetime, derivation: Derivation) -> Newcomer:
    """Issue a master's account for a home of its own."""
    family_name, given_name = NAMES[language]
    email = f"newcomer-{language}@example.test"
    person = NewPerson(given_name=given_name, family_name=family_name, language=language, email=email)
    number = {"ja": "305", "en": "306"}[language]
    place = AccountPlace(
        role=Role.MASTER, property_id=PROPERTY, property_name="さくらハイツ", home_number=number
    )
    issued = issue_account(connection, person, place, at)
    if not isinstance(issued, Issued) or issued.link_id is None:
        raise LookupError(email)
    home = HomeRow(id=new_id(), building_id=EAST, number=number)
    add_home(connection, home)
    household = HouseholdRow(id=new_id(), home_id=home.id, name=None, since=at, until=None)
    add_household(connection, household)
    membership = Membership(
        id=new_id(),
        role=Role.MASTER,
        property_id=PROPERTY,
        household_id=household.id,
        since=at,
        until=None,
    )
    add_membership(connection, issued.person_id, membership)
    return Newcomer(email=email, link=derivation.link(SIGN_IN_LINK, issued.link_id))


# ── in the app ───────────────────────────────────────────────────────────────────────────────────


def _ways_in(stage: Stage, album: Album, page: Page, language: str) -> None:
    app = f"{stage.scene.house.url}/app/"
    page.goto(app)
    for way in WAYS:
        page.get_by_test_id(f"entry-{way}").click()
        expect(page.get_by_test_id("entry-back" if way != "code" else "code-submit")).to_be_visible(
            timeout=SOON_MS
        )
        _shoot(album, page, "resident", f"entry-{way}", language)
        if way == "code":
            page.goto("about:blank")
            page.goto(app)
        else:
            page.get_by_test_id("entry-back").click()
    for path, screen in (
        ("stop#token", "entry-stop"),
        ("reset#token", "entry-reset"),
        ("open#token", "entry-link-dead"),
    ):
        page.goto("about:blank")
        page.goto(f"{app}{path}")
        _shoot(album, page, "resident", screen, language)


def _first_start(stage: Stage, album: Album, page: Page, newcomer: Newcomer, language: str) -> None:
    """By the mail's link, through every step."""
    page.goto("about:blank")
    page.goto(f"{stage.scene.house.url}/app/open#{newcomer.link}")
    expect(page.get_by_test_id("link-enter")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "resident", "entry-link", language)
    page.get_by_test_id("link-enter").click()
    _shoot_step(album, page, "policy", language)
    page.get_by_test_id("consent-agree").check()
    page.get_by_test_id("consent-done").click()
    _shoot_step(album, page, "password", language)
    page.get_by_test_id("new-password").fill(PASSWORD)
    page.get_by_test_id("new-password-submit").click()
    _shoot_step(album, page, "lock", language)
    page.get_by_test_id("code").fill(LOCK)
    page.wait_for_timeout(SETTLE_MS)
    page.get_by_test_id("code").fill(LOCK)
    for step in ("permissions", "contact", "test", "pin"):
        _shoot_step(album, page, step, language)
        page.locator("[data-testid=welcome-skip], [data-testid=welcome-next]").click()
    expect(page.get_by_test_id("tab-me")).to_be_visible(timeout=SOON_MS)


def _shoot_step(album: Album, page: Page, step: str, language: str) -> None:
    expect(page.get_by_test_id("welcome")).to_have_attribute("data-step", step, timeout=SOON_MS)
    _shoot(album, page, "resident", f"start-{step}", language)


def _lock(album: Album, page: Page, language: str) -> None:
    page.get_by_test_id("tab-me").click()
    page.get_by_test_id("contact-save").scroll_into_view_if_needed()
    _shoot(album, page, "resident", "me-contact", language)
    page.get_by_test_id("me-lock").click()
    _shoot(album, page, "resident", "lock", language)
    page.locator("input[type=radio]").first.check()  # at once
    for state in ("hidden", "visible"):
        page.evaluate(LOOK, state)
    _shoot(album, page, "resident", "locked", language)


# ── in the portal ────────────────────────────────────────────────────────────────────────────────


def _invite(stage: Stage, album: Album, language: str) -> None:
    """Open the invitation of a manager to another property."""
    manager = stage.scene.house.find_account("manager")
    with stage.new_window(language, DESKTOP) as window:
        page = window.page
        page.goto(f"{stage.scene.house.url}/portal/invitation")
        page.get_by_test_id("portal-sign-in-username").fill(manager.username)
        page.get_by_test_id("portal-sign-in-password").fill(manager.password)
        page.get_by_test_id("portal-sign-in-submit").click()
        expect(page.get_by_test_id("portal-invitation")).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "portal", "invitation", language)


def _failed_messages(album: Album, page: Page, language: str) -> None:
    page.get_by_test_id("portal-nav-homes").click()
    page.reload()
    failed = page.get_by_test_id("portal-failed")
    expect(failed).to_be_visible(timeout=SOON_MS)
    failed.scroll_into_view_if_needed()
    _shoot(album, page, "portal", "failed-messages", language)


def _report_stolen(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    page.get_by_test_id("portal-nav-devices").click()
    portal.station(WEST_STATION).get_by_role("link").click()
    page.get_by_test_id("portal-stolen").click()
    expect(page.get_by_test_id("portal-stolen-confirm")).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("portal-stolen-confirm").scroll_into_view_if_needed()
    _shoot(album, page, "portal", "stolen", language)
    page.keyboard.press("Escape")
    page.get_by_test_id("portal-nav-live").click()


# ── at the entrance ──────────────────────────────────────────────────────────────────────────────


def _keys_at_the_panel(stage: Stage, album: Album, language: str) -> None:
    """A PIN, and a number that opens nothing."""
    page = stage.panel_page
    stage.speak(language)
    page.get_by_test_id("panel-keys").click()
    page.get_by_test_id("panel-unlock").wait_for(timeout=SOON_MS)
    _shoot(album, page, "panel", "keys", language)
    for digit in "4931":
        page.get_by_test_id(f"panel-key-{digit}").click()
    _shoot(album, page, "panel", "keys-typed", language)
    with stage.posing():
        page.get_by_test_id("panel-unlock").click()
        _shoot(album, page, "panel", "keys-denied", language)
        page.get_by_test_id("panel-back").click()
    stage.scene.panel.settle()


def _gate(stage: Stage, album: Album, portal: PortalPage, language: str) -> None:
    """Let the station serve both buildings, and take it back."""
    page, panel = portal.page, stage.scene.panel
    page.get_by_test_id("portal-nav-devices").click()
    portal.station(EAST_STATION).get_by_role("link").click()
    west = page.get_by_role("checkbox", name="西館")
    page.get_by_test_id("portal-serves-change").click()
    west.check()
    page.get_by_test_id("portal-serves-save").scroll_into_view_if_needed()
    _shoot(album, page, "portal", "serves", language)
    page.get_by_test_id("portal-serves-save").click()
    panel.expect_state("building")
    stage.speak(language)
    _shoot(album, panel.page, "panel", "building", language)
    panel.choose_building("西館")
    panel.type_number("203")
    _shoot(album, panel.page, "panel", "building-chosen", language)
    page.get_by_test_id("portal-serves-change").click()
    west.uncheck()
    page.get_by_test_id("portal-serves-save").click()
    panel.settle()
    page.keyboard.press("Escape")
    page.get_by_test_id("portal-nav-live").click()


def _answer_page(stage: Stage, album: Album, language: str) -> None:
    """What a press on the notice of a ring opens."""
    stage.scene.ring()
    page = stage.phones[language].window.context.new_page()
    page.goto(f"{stage.scene.house.url}/app/answer.html")
    wait_for_picture(page)
    album.shoot(page, "resident", "answer-page", language)
    page.close()
    stage.phones[language].press("call-decline")
    for phone in stage.phones.values():
        if phone.stage is not None:
            phone.press("call-decline")
    stage.scene.settle()


def _shoot(album: Album, page: Page, app: str, screen: str, language: str) -> None:
    page.wait_for_timeout(SETTLE_MS)
    album.shoot(page, app, screen, language)
