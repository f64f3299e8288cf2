"""The windows as their users see them: what a visitor, a resident and a manager do and read."""

import contextlib

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from e2e.harness import measure
from e2e.harness.browsers import Window
from e2e.harness.senses import RESIDENT_HZ, VISITOR_HZ
from e2e.harness.words import say
from harness.house import Account
from harness.waiting import wait_until

SOON_MS = 10_000  # both cores may be busy encoding pictures
SETTLE_CLICK_MS = 1_000  # a button that stands still takes a click at once
PICTURES = 6


class PanelPage:
    """The screen of a door station."""

    def __init__(self, window: Window, url: str, *, language: str) -> None:
        self.window = window
        self.page = window.page
        self.language = language
        self._url = url

    @property
    def screen(self) -> Locator:
        return self.page.get_by_test_id("panel-state")

    @property
    def state(self) -> str | None:
        """What the screen is in now; None before it shows anything."""
        return self.screen.get_attribute("data-state") if self.screen.count() else None

    def open(self) -> None:
        self.page.goto(self._url)
        self.expect_state("idle")
        if self.language != "ja":  # every visit begins in Japanese
            self.page.get_by_test_id("panel-language").click()

    def expect_state(self, state: str, *, within_ms: int = SOON_MS) -> None:
        """Wait until the screen is in the state."""
        expect(self.screen).to_have_attribute("data-state", state, timeout=within_ms)

    def expect_words(self, key: str, **values: object) -> None:
        """Wait until the screen says it, in its language."""
        expect(self.screen).to_contain_text(say("panel", key, self.language, **values), timeout=SOON_MS)

    def type_number(self, number: str) -> None:
        for digit in number:
            self.page.get_by_test_id(f"panel-key-{digit}").click()
        expect(self.page.get_by_test_id("panel-number")).to_have_text(number)

    def ring(self, number: str) -> None:
        """Type the home's number and press 「呼出」."""
        self.type_number(number)
        self.page.get_by_test_id("panel-call").click()

    def choose_building(self, name: str) -> None:
        """At a gate: say which building the home is in."""
        self.expect_state("building")
        self.page.get_by_role("button", name=name).click()
        self.expect_state("idle")

    def type_pin(self, pin: str) -> None:
        """Type the digits, and press 「解錠」."""
        for digit in pin:
            self.page.get_by_test_id(f"panel-key-{digit}").click()
        self.page.get_by_test_id("panel-unlock").click()

    def opens_with(self, pin: str) -> bool:
        """Type the PIN; a try that came too early is told, and waited out."""
        self.type_pin(pin)
        expect(self.screen).not_to_have_attribute("data-state", "key_pin", timeout=SOON_MS)
        if self.state == "opened":
            return True
        self.expect_state("key_pin", within_ms=2 * SOON_MS)
        self.clear_number()
        return False

    def expect_word(self, key: str) -> None:
        """Wait until the panel shows the home's reply, in its language."""
        shown = self.page.get_by_test_id("panel-words")
        expect(shown).to_contain_text(say("phrase", key, self.language), timeout=SOON_MS)

    def say_phrase(self, phrase: str) -> None:
        """Press one of the visitor's answers."""
        self.page.get_by_test_id(f"panel-say-{phrase}").click()

    def end(self) -> None:
        """Press the one key of a call."""
        self.page.get_by_test_id("panel-hangup").click()

    def hear_resident(self) -> measure.Heard:
        return measure.hear(self.page, RESIDENT_HZ, other_hz=VISITOR_HZ)

    def settle(self, *, within_ms: int = SOON_MS) -> None:
        """Go back to where every visit starts, as a visitor would."""
        home = self.page.get_by_test_id("panel-home")
        if home.count():
            home.click()
        self.expect_state("idle", within_ms=within_ms)
        self.clear_number()

    def clear_number(self) -> None:
        """Press 「取消」 if there is anything to clear."""
        clear = self.page.get_by_test_id("panel-cancel")
        if clear.count() and clear.is_enabled():
            clear.click()


def skip_first_start(page: Page, *, has_pin: bool = False) -> None:
    """Consent, and skip every step after it."""
    page.get_by_test_id("consent-agree").check()
    page.get_by_test_id("consent-done").click()
    for step in ("password", "lock", "permissions", "test", *(() if has_pin else ("pin",))):
        expect(page.get_by_test_id("welcome")).to_have_attribute("data-step", step, timeout=SOON_MS)
        page.locator("[data-testid=welcome-skip], [data-testid=welcome-next]").click()
    expect(page.get_by_test_id("tab-me")).to_be_visible(timeout=SOON_MS)


class PortalPage:
    """The portal of a manager or an installer."""

    def __init__(self, window: Window, url: str, *, account: Account, language: str) -> None:
        self.window = window
        self.page = window.page
        self.account = account
        self.language = language
        self._url = url

    def open(self) -> None:
        self.page.goto(self._url)

    def sign_in(self) -> None:
        self.page.get_by_test_id("portal-sign-in-username").fill(self.account.username)
        self.page.get_by_test_id("portal-sign-in-password").fill(self.account.password)
        self.page.get_by_test_id("portal-sign-in-submit").click()

    def station(self, station_id: str) -> Locator:
        return self.page.get_by_test_id(f"portal-station-{station_id}")

    def expect_station(self, station_id: str, state: str, *, within_ms: int = SOON_MS) -> None:
        """Wait until the station is shown in the state."""
        shown = self.station(station_id).get_by_test_id("portal-station-state")
        expect(shown).to_have_attribute("data-state", state, timeout=within_ms)

    def say(self, key: str, **values: object) -> str:
        return say("portal", key, self.language, **values)


class PhonePage:
    """The app of one resident on one device."""

    def __init__(self, window: Window, url: str, *, account: Account, language: str) -> None:
        self.window = window
        self.page = window.page
        self.account = account
        self.language = language
        self._url = url

    @property
    def call_screen(self) -> Locator:
        return self.page.get_by_test_id("call-screen")

    @property
    def history(self) -> Locator:
        return self.page.get_by_test_id("history-item")

    def open(self) -> None:
        self.page.goto(self._url)

    def sign_in(self, *, password: str | None = None) -> None:
        """Fill the sign-in screen and press 「ログイン」."""
        self.page.get_by_test_id("sign-in-username").fill(self.account.username)
        self.page.get_by_test_id("sign-in-password").fill(password or self.account.password)
        self.page.get_by_test_id("sign-in-submit").click()

    def expect_home(self) -> None:
        """Wait until the app is signed in, and no call is on the screen."""
        expect(self.call_screen).to_have_count(0, timeout=SOON_MS)
        expect(self.page.get_by_test_id("tab-home")).to_be_visible(timeout=SOON_MS)

    def expect_linked(self) -> None:
        """Wait until the home screen knows how the doors are."""
        self.page.get_by_test_id("tab-home").click()
        expect(self.page.get_by_text(self.say("common", "station.online")).first).to_be_visible(
            timeout=SOON_MS
        )

    def expect_stage(self, stage: str, *, within_ms: int = SOON_MS) -> None:
        """Wait until the call on the screen is in the stage."""
        expect(self.call_screen).to_have_attribute("data-stage", stage, timeout=within_ms)

    @property
    def stage(self) -> str | None:
        """The stage of the call on the screen; None without one."""
        return self.call_screen.get_attribute("data-stage") if self.call_screen.count() else None

    @property
    def is_linked(self) -> bool:
        """Whether the app says nothing of a lost server."""
        return self._banners.count() == 0

    @property
    def _banners(self) -> Locator:
        # One on the page, another on the call that covers it.
        return self.page.get_by_test_id("offline-banner")

    def expect_unlinked(self) -> None:
        """Wait until the app says that it has lost the server."""
        expect(self._banners.first).to_be_visible(timeout=SOON_MS)

    def expect_linked_again(self, *, within_ms: int = SOON_MS) -> None:
        expect(self._banners).to_have_count(0, timeout=within_ms)

    def expect_over(self, *, within_ms: int = SOON_MS) -> None:
        """Wait until no call goes on: its end is on the screen, or nothing of it any more."""
        wait_until(lambda: self.stage in {None, "over"}, limit_s=within_ms / 1000, what="the end of the call")

    def expect_result(self, key: str, *, within_ms: int = SOON_MS) -> None:
        """Wait until the app says how the call ended."""
        expect(self.page.get_by_test_id("call-result")).to_have_text(
            self.say("resident", key), timeout=within_ms
        )

    def expect_words(self, *lines: str) -> None:
        """Wait until the call shows these words of both sides."""
        shown = self.page.get_by_test_id("call-words").locator("li")
        expect(shown).to_contain_text(list(lines), timeout=SOON_MS)

    def press(self, test_id: str) -> None:
        self.page.get_by_test_id(test_id).click()

    def count_pictures(self) -> int:
        """Give how many different pictures the call shows in a moment, up to PICTURES."""
        return measure.count_pictures(self.page, "call-video", wanted=PICTURES)

    def hear_visitor(self) -> measure.Heard:
        return measure.hear(self.page, VISITOR_HZ, other_hz=RESIDENT_HZ)

    def open_door(self, door_id: str) -> None:
        """Tap 「ドアオープン」 on the home screen."""
        self.press("tab-home")
        self.press(f"door-open-{door_id}")

    def list_doors(self) -> list[str]:
        """Give the ids of the doors on the home screen."""
        self.press("tab-home")
        buttons = self.page.locator("[data-testid^='door-open-']")
        expect(buttons.first).to_be_visible(timeout=SOON_MS)
        ids = [button.get_attribute("data-testid") or "" for button in buttons.all()]
        return [text.removeprefix("door-open-") for text in ids]

    def read_history(self, count: int) -> list[str]:
        """Give the text of the newest lines of the history, once there are so many."""
        self.press("tab-home")
        self.press("tab-history")
        expect(self.history.nth(count - 1)).to_be_visible(timeout=SOON_MS)
        return [self.history.nth(index).inner_text() for index in range(count)]

    def expect_in_history(self, key: str, **values: object) -> None:
        """Wait until the newest line of the history says so."""
        self.press("tab-home")
        self.press("tab-history")
        expect(self.history.first).to_contain_text(self.say("resident", key, **values), timeout=SOON_MS)

    def say(self, area: str, key: str, **values: object) -> str:
        return say(area, key, self.language, **values)

    def settle(self) -> None:
        """Close whatever a call has left on the screen, as a resident would."""
        dismiss = self.page.get_by_test_id("call-dismiss")
        if dismiss.count():
            # The screen also goes by itself; then there is nothing left to press.
            with contextlib.suppress(PlaywrightTimeout):
                dismiss.click(timeout=SETTLE_CLICK_MS)
        self.expect_home()
