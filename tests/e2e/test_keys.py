"""PINs and QR keys from the app to the door: a mailed key, shown to the station's camera, opens once."""

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Playwright, expect

from e2e.harness.axe import find_faults
from e2e.harness.browsers import DESKTOP, PANEL, PHONE, Window, launch
from e2e.harness.pages import SOON_MS, PanelPage, PhonePage, PortalPage
from e2e.harness.scene import Browsers
from e2e.harness.words import say
from genkan.core.keypad import LivePins, Step, free_guesses
from genkan.server.bootstrap.sample import EAST_STATION
from genkan.wire.ids import new_id
from harness.house import House, Station, make_house
from harness.mail import MailServer, mail_server, pictures, plain_text
from harness.phone import sign_in
from harness.qr import read_qr
from harness.waiting import wait_until

VISITOR = "taro@example.test"
FRAMES = 10
MAIL_LIMIT_S = 30.0
REASON = "荷物の行方の確認"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """A house whose mails are read, its station, and a resident with the app open."""

    house: House
    station: Station
    mails: MailServer
    phone: PhonePage
    folder: Path


@pytest.fixture(scope="module")
def entrance(browsers: Browsers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entrance]:
    folder = tmp_path_factory.mktemp("keys")
    with ExitStack() as stack:
        mails = stack.enter_context(mail_server())
        house = make_house(
            folder / "house",
            settings={
                "GENKAN_MAIL_SERVER": "127.0.0.1",
                "GENKAN_MAIL_PORT": str(mails.port),
                "GENKAN_MAIL_SECURITY": "none",
                "GENKAN_MAIL_SENDER": "genkan@example.test",
            },
        )
        stack.callback(house.close)
        house.start_server()
        station = house.add_station(code=house.enrolment_codes[0])
        window = Window(browsers.resident, language="ja", size=PHONE)
        stack.callback(window.close)
        account = house.find_account("master", home="101")
        phone = PhonePage(window, f"{house.url}/app/", account=account, language="ja")
        phone.open()
        phone.sign_in()
        phone.expect_linked()
        yield Entrance(house=house, station=station, mails=mails, phone=phone, folder=folder)


@pytest.fixture
def panel(browsers: Browsers, entrance: Entrance) -> Iterator[PanelPage]:
    window = Window(browsers.visitor, language="ja", size=PANEL)
    panel = PanelPage(window, entrance.station.panel_url, language="ja")
    panel.open()
    yield panel
    window.close()


def show_to_camera(png: bytes, path: Path) -> Path:
    """Write what a camera sees of a phone that shows the picture."""
    code = Image.open(io.BytesIO(png)).convert("RGB").resize((230, 230))
    scene = Image.new("RGB", (640, 480), (84, 82, 78))
    scene.paste(Image.new("RGB", (260, 400), (240, 240, 245)), (190, 40))
    scene.paste(code, (205, 110))
    with path.open("wb") as file:
        for _ in range(FRAMES):
            scene.save(file, "JPEG", quality=75)
    return path


def test_a_key_that_was_mailed_opens_once(playwright: Playwright, entrance: Entrance) -> None:
    phone = entrance.phone.page
    entrance.phone.press("tab-keys")
    entrance.phone.press("key-new")
    phone.get_by_test_id("key-name").fill("山田 太郎")
    phone.get_by_test_id("key-email").fill(VISITOR)
    entrance.phone.press("key-issue")
    expect(phone.get_by_test_id("key-qr")).to_be_visible(timeout=SOON_MS)

    wait_until(lambda: entrance.mails.of(VISITOR), limit_s=MAIL_LIMIT_S, what="the mail to the visitor")
    (mail,) = entrance.mails.of(VISITOR)
    (picture,) = pictures(mail)
    token = read_qr(picture)
    assert token.startswith("GK1:")
    link = next(word for word in plain_text(mail).split() if "/app/key#" in word)
    assert link.endswith(token.removeprefix("GK1:"))

    camera = show_to_camera(picture, entrance.folder / "phone.mjpeg")
    visitor = launch(playwright, camera=camera, voice=None)
    try:
        window = Window(visitor, language="ja", size=PANEL)
        panel = PanelPage(window, entrance.station.panel_url, language="ja")
        panel.open()
        before = len(entrance.station.read_pulses())
        panel.page.get_by_test_id("panel-keys").click()
        panel.page.get_by_test_id("panel-to-qr").click()
        panel.expect_state("opened", within_ms=2 * SOON_MS)
        assert len(entrance.station.read_pulses()) == before + 1

        panel.expect_state("idle", within_ms=SOON_MS)
        panel.page.get_by_test_id("panel-keys").click()
        panel.page.get_by_test_id("panel-to-qr").click()
        panel.expect_state("key_told", within_ms=2 * SOON_MS)
        expect_told(panel, "used_up.title")
        assert len(entrance.station.read_pulses()) == before + 1
        assert window.take_complaints() == []
    finally:
        visitor.close()

    used = phone.get_by_test_id("key-uses-list")
    expect(used).to_be_visible(timeout=2 * SOON_MS)
    used.get_by_role("button").click(timeout=2 * SOON_MS)  # the camera's picture of who showed it
    seen = phone.get_by_role("dialog").get_by_role("img")
    expect(seen).to_be_visible(timeout=SOON_MS)
    assert seen.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    phone.keyboard.press("Escape")
    guest = Window(entrance.phone.window.context.browser or visitor, language="en", size=PHONE)
    try:
        guest.page.goto(f"{entrance.house.url}/app/key#{token.removeprefix('GK1:')}")
        expect(guest.page.get_by_text("It is used up")).to_be_visible(timeout=SOON_MS)
        expect(guest.page.get_by_test_id("key-qr")).to_have_count(0)
    finally:
        guest.close()


def test_a_pin_opens_and_a_wrong_one_does_not_also_without_the_server(
    entrance: Entrance, panel: PanelPage
) -> None:
    phone = entrance.phone.page
    entrance.phone.press("tab-me")
    entrance.phone.press("me-pin")
    field = phone.get_by_test_id("pin-input")
    expect(field).not_to_have_value("", timeout=SOON_MS)
    pin = field.input_value()
    entrance.phone.press("pin-save")
    expect(phone.get_by_test_id("pin-shown")).to_be_visible(timeout=SOON_MS)
    before = len(entrance.station.read_pulses())

    panel.page.get_by_test_id("panel-keys").click()
    panel.type_pin(f"{(int(pin) + 1) % 10 ** len(pin):0{len(pin)}d}")
    panel.expect_state("key_told")
    expect_told(panel, "unknown.pin.title")
    assert len(entrance.station.read_pulses()) == before

    panel.expect_state("key_pin")
    wait_until(lambda: panel.opens_with(pin), limit_s=20, what="the door")
    assert len(entrance.station.read_pulses()) == before + 1

    entrance.house.server.kill()
    try:
        panel.expect_state("offline", within_ms=60_000)
        panel.page.get_by_test_id("panel-keys").click()
        panel.type_pin(pin)
        panel.expect_state("opened")
        assert len(entrance.station.read_pulses()) == before + 2
    finally:
        entrance.house.start_server()
    panel.expect_state("idle", within_ms=60_000)


def test_a_keypad_that_was_guessed_at_slows_down_and_asks_for_the_home_and_then_for_a_tap(
    entrance: Entrance, panel: PanelPage
) -> None:
    pin = set_new_pin(entrance.house)
    wrong = f"{(int(pin) + 1) % 10 ** len(pin):0{len(pin)}d}"
    before = len(entrance.station.read_pulses())
    remember_guesses(entrance, panel, length=len(pin))

    panel.page.get_by_test_id("panel-keys").click()
    panel.type_pin(wrong)
    give_home_number(panel, "101")
    panel.expect_state("key_phone")  # a wrong entry looks as a right one does
    expect_told(panel, "key_phone.title")
    panel.page.get_by_test_id("panel-again").click()
    panel.type_pin(pin)
    expect_told(panel, "slow_down.title")
    give_home_number(panel, "101")
    panel.expect_state("key_phone")
    assert len(entrance.station.read_pulses()) == before
    entrance.phone.press("prompt-allow")
    panel.expect_state("opened")
    assert len(entrance.station.read_pulses()) == before + 1


def test_staff_open_with_a_pin_of_the_portal_until_their_station_is_stolen(
    browsers: Browsers, entrance: Entrance, panel: PanelPage
) -> None:
    manager = entrance.house.find_account("manager")
    window = Window(browsers.resident, language="ja", size=DESKTOP)
    portal = PortalPage(window, f"{entrance.house.url}/portal/keys", account=manager, language="ja")
    try:
        portal.open()
        portal.sign_in()
        portal.page.get_by_test_id("portal-staff-add").click(timeout=SOON_MS)
        window.take_complaints()  # that nobody was signed in yet
        portal.page.keyboard.press("Escape")
        look_at_the_visitor(portal)
        portal.page.get_by_test_id("portal-nav-keys").click()
        portal.page.get_by_test_id("portal-staff-add").click(timeout=SOON_MS)
        portal.page.get_by_test_id("portal-staff-name").fill("清掃")
        portal.page.get_by_test_id("portal-staff-submit").click()
        shown = portal.page.get_by_test_id("portal-staff-made-pin")
        expect(shown).to_be_visible(timeout=SOON_MS)
        pin = shown.inner_text()
        portal.page.get_by_test_id("portal-staff-made-done").click()
        before = len(entrance.station.read_pulses())
        panel.page.get_by_test_id("panel-keys").click()
        wait_until(lambda: panel.opens_with(pin), limit_s=60, what="the door")
        assert len(entrance.station.read_pulses()) == before + 1

        portal.page.goto(f"{entrance.house.url}/portal/devices?station={EAST_STATION}")
        portal.page.get_by_test_id("portal-stolen").click()
        portal.page.get_by_test_id("portal-stolen-confirm").click()
        done = portal.page.get_by_test_id("portal-stolen-done")
        expect(done).to_contain_text("1世帯", timeout=SOON_MS)
        expect(done).to_contain_text("清掃")
        panel.expect_state("revoked", within_ms=60_000)
        expect(panel.page.get_by_test_id("panel-keys")).to_have_count(0)  # nowhere to type a PIN any more
        assert len(entrance.station.read_pulses()) == before + 1
        assert window.take_complaints() == []
    finally:
        window.close()
    entrance.phone.press("tab-home")
    entrance.phone.press("tab-me")
    entrance.phone.press("me-pin")
    expect(entrance.phone.page.get_by_text(say("keys", "pin.void", "ja"))).to_be_visible(timeout=SOON_MS)
    entrance.phone.press("tab-history")
    look = entrance.phone.page.locator("[data-testid='history-item'][data-kind='look']")
    expect(look).to_contain_text(say("resident_pages", "history.look.picture", "ja"), timeout=SOON_MS)
    expect(look).to_contain_text(REASON)


def look_at_the_visitor(portal: PortalPage) -> None:
    """Find among the events who came with a key, and look at the picture, for a reason."""
    page = portal.page
    page.get_by_test_id("portal-nav-events").click()
    page.get_by_test_id("portal-events-method").select_option("qr", timeout=SOON_MS)
    page.get_by_test_id("portal-event-picture").click(timeout=SOON_MS)
    page.get_by_test_id("portal-reason").fill(REASON)
    page.get_by_test_id("portal-picture-submit").click()
    seen = page.get_by_test_id("portal-picture")
    expect(seen).to_be_visible(timeout=SOON_MS)
    assert seen.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.keyboard.press("Escape")
    assert find_faults(page) == []
    with page.expect_download() as download:
        page.get_by_test_id("portal-events-file").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert text.count("\n") == 2, "the heading and the one key that was used"
    assert "QRコード" in text
    page.get_by_test_id("portal-events-week").check()
    expect(page.get_by_role("table", name=say("portal_events", "week.openings.title", "ja"))).to_be_attached()
    expect(page.locator("main svg rect").first).to_be_visible(timeout=SOON_MS)
    assert find_faults(page) == []


def give_home_number(panel: PanelPage, number: str) -> None:
    """Wait out that the station slows down, and give the number it asks for."""
    words = [say("panel_keys", key, "ja") for key in ("slow_down.title", "pin.prompt.home")]
    expect(panel.screen).to_contain_text(re.compile("|".join(words)), timeout=SOON_MS)
    if panel.state == "key_told":
        panel.expect_state("key_pin", within_ms=2 * SOON_MS)
        panel.page.get_by_test_id("panel-unlock").click()
    expect_told(panel, "pin.prompt.home")
    panel.type_pin(number)


def set_new_pin(house: House) -> str:
    """Let the master of 101 take the PIN that is proposed."""
    session = sign_in(house.url, house.find_account("master", home="101"))
    with httpx.Client(base_url=house.url, headers=session.headers, timeout=30) as app:
        homes = app.get("/api/app/me").json()["homes"]
        path = f"/api/app/households/{homes[0]['household_id']}/pin"
        pin = str(app.post(f"{path}/proposal", json={"length": 6}).json()["pin"])
        assert app.put(path, json={"pin": pin}).is_success
    return pin


def remember_guesses(entrance: Entrance, panel: PanelPage, *, length: int) -> None:
    """Let somebody have guessed at the keypad for hours: its memory outlives the station's restart."""
    station = entrance.station
    assert station.program.stop() == 0
    expect(panel.screen).not_to_have_attribute("data-state", "idle", timeout=SOON_MS)  # it has noticed
    most = free_guesses(length, LivePins(homes={length: 1}).chance_alone(length), 1)
    with closing(sqlite3.connect(entrance.house.folder / "station1" / "rights.db")) as store:
        (now_ms,) = store.execute("SELECT ms FROM steady").fetchone()
        for step in (Step.ALONE, Step.WITH_HOME):
            rows = [(new_id(), now_ms, length, step.value, None) for _ in range(most)]
            store.executemany("INSERT INTO wrong_entry VALUES (?, ?, ?, ?, ?)", rows)
        store.commit()
    station.start()
    panel.expect_state("idle", within_ms=60_000)


def expect_told(panel: PanelPage, key: str) -> None:
    """Wait until the key screen says it."""
    expect(panel.screen).to_contain_text(say("panel_keys", key, panel.language), timeout=SOON_MS)
