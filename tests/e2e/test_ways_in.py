"""A newcomer's mail from a real mail server, its QR code before the phone's camera, and what comes after."""

import asyncio
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from sqlalchemy import Connection

from e2e.harness.browsers import launch
from e2e.harness.closed_phone import ClosedPhone
from e2e.harness.senses import show_to_camera
from genkan.server.accounts.issue import AccountPlace, NewPerson, issue_account
from genkan.server.accounts.service import add_membership
from genkan.server.bootstrap.sample import EAST, PROPERTY
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import open_database
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import find_home
from genkan.wire.ids import new_id
from harness.certificates import make_certificate, serving_context
from harness.house import House, make_house
from harness.mail import PASSWORD, USERNAME, MailServer, mail_server, pictures, plain_text
from harness.push_service import PushService
from harness.sms import SmsGateway, sms_gateway
from harness.waiting import wait_until

EMAIL, MOBILE = "yuki@example.test", "+819012345678"
TAPS_LIMIT = 12
SOON_S = 20.0  # a poll of the outbox, TLS and a busy machine
SOON_MS = 20_000
REFUSED = "status of 40"  # Chromium writes every refused request into the console


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Everything that leaves the house."""

    house: House
    mail: MailServer
    sms: SmsGateway
    push: PushService


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """A server that mails through a real mail server with STARTTLS and login, and texts through a gateway."""
    folder = tmp_path_factory.mktemp("post")
    certificate, key = make_certificate(folder)
    with mail_server(serving_context(certificate, key)) as mail, sms_gateway() as sms, PushService() as push:
        house = make_house(
            folder,
            settings={
                "GENKAN_MAIL_SERVER": "localhost",
                "GENKAN_MAIL_PORT": str(mail.port),
                "GENKAN_MAIL_USERNAME": USERNAME,
                "GENKAN_MAIL_PASSWORD": PASSWORD,
                "GENKAN_MAIL_SENDER": "genkan@example.test",
                "GENKAN_MAIL_CA_FILE": str(certificate),
                "GENKAN_SMS_PROVIDER": "http",
                "GENKAN_SMS_URL": sms.url,
                **push.settings,
            },
        )
        with ThreadPoolExecutor(1) as apart:  # Playwright runs a loop of its own here
            apart.submit(lambda: asyncio.run(issue(house))).result()
        try:
            house.start_server()
            yield Post(house=house, mail=mail, sms=sms, push=push)
        finally:
            house.close()


async def issue(house: House) -> None:
    """Issue the account of the new master of home 103, who helps the manager too, as the portal does."""
    database = open_database(f"sqlite:///{house.data_dir / 'genkan.db'}")
    at = SystemClock().now()
    person = NewPerson(given_name="ゆき", family_name="中村", language="ja", email=EMAIL, mobile=MOBILE)
    place = AccountPlace(
        role=Role.MASTER, property_id=PROPERTY, property_name="さくらハイツ", home_number="103"
    )

    def add(connection: Connection) -> None:
        issued = issue_account(connection, person, place, at)
        home = find_home(connection, EAST, "103")
        assert home is not None
        household = HouseholdRow(id=new_id(), home_id=home.id, name=None, since=at, until=None)
        add_household(connection, household)
        for role, household_id in ((Role.MASTER, household.id), (Role.MANAGER, None)):
            membership = Membership(
                id=new_id(),
                role=role,
                property_id=PROPERTY,
                household_id=household_id,
                since=at,
                until=None,
            )
            add_membership(connection, issued.person_id, membership)

    await database.write(add)
    await database.close()


def find_mail(post: Post, number: int, subject: str) -> str:
    """Wait for the newcomer's mail of that number and subject, and give its plain text."""

    def look() -> str | None:
        found = [mail for mail in post.mail.of(EMAIL) if mail["Subject"] == subject]
        return plain_text(found[number]) if len(found) > number else None

    return wait_until(look, limit_s=SOON_S, what=f"the mail {subject}")


# Nobody has been asked about notifications and microphone yet; on the taps, the phone's user says yes.
ASKS_FIRST = """
  const key = "test.allowed";
  const read = () => (localStorage.getItem(key) ? "granted" : "default");
  Object.defineProperty(Notification, "permission", { get: read });
  Notification.requestPermission = async () => {
    localStorage.setItem(key, "1");
    return "granted";
  };
  const query = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = async (what) =>
    what.name === "microphone" ? { state: "prompt", onchange: null } : query(what);
"""


@pytest.fixture
def newcomer(playwright: Playwright, post: Post, tmp_path: Path) -> Iterator[ClosedPhone]:
    """The newcomer's phone; before its camera is the account mail, printed or on a computer's screen."""
    find_mail(post, 0, "アカウントが作成されました")
    (png,) = pictures(post.mail.of(EMAIL)[0])
    browser: Browser = launch(playwright, camera=show_to_camera(png, tmp_path / "mail.mjpeg"), voice=None)
    phone = ClosedPhone(
        browser,
        post.house.url,
        account=post.house.accounts[0],  # has none yet
        device=post.push.add_device(),
        language="ja",
        permissions=("notifications", "camera", "microphone"),
    )
    phone.window.context.add_init_script(ASKS_FIRST)
    phone.window.expect_complaints(REFUSED)
    yield phone
    phone.window.close()
    browser.close()


@dataclass(slots=True)
class Thumb:
    """Taps, and counts."""

    page: Page
    begun: float
    taps: int = 0

    def tap(self, test_id: str) -> None:
        self.page.get_by_test_id(test_id).click(timeout=SOON_MS)
        self.taps += 1


def start_until_it_rings(newcomer: ClosedPhone, post: Post) -> None:
    """From the printed mail to 「着信できます」, as fast as somebody who skips what may wait."""
    thumb = Thumb(newcomer.window.page, time.monotonic())
    page = thumb.page
    page.goto(f"{post.house.url}/app/")
    thumb.tap("entry-scan")
    thumb.tap("scan-camera")
    expect(page.get_by_test_id("link-name")).to_contain_text("中村 ゆき", timeout=SOON_MS)
    for test_id in ("link-enter", "consent-agree", "consent-done"):
        thumb.tap(test_id)
    for step in ("password", "lock"):
        expect(page.get_by_test_id("welcome")).to_have_attribute("data-step", step)
        thumb.tap("welcome-skip")
    for test_id in ("push-allow", "allow-microphone", "welcome-next"):
        thumb.tap(test_id)
    newcomer.hear_pushes()
    thumb.tap("check-start")
    newcomer.deliver(newcomer.device.wait_for("test"))
    verdict = page.get_by_test_id("check-verdict")
    expect(verdict).to_have_attribute("data-verdict", "good", timeout=30_000)
    print(f"from the mail to a phone that rings: {thumb.taps} taps, {time.monotonic() - thumb.begun:.1f} s")
    assert newcomer.wait_for_notice("test")["title"] == "テスト着信"
    assert thumb.taps <= TAPS_LIMIT
    thumb.tap("welcome-next")
    expect(page.get_by_test_id("pin-input")).to_have_value(re.compile(r"^\d{6}$"), timeout=SOON_MS)
    thumb.tap("pin-save")


def sign_out(page: Page) -> None:
    page.get_by_test_id("tab-me").click()
    page.get_by_test_id("sign-out").click()
    page.get_by_test_id("sign-out-confirm").click()
    expect(page.get_by_test_id("sign-in-username")).to_be_visible()


def expect_home(page: Page) -> None:
    expect(page.get_by_test_id("tab-me")).to_be_visible(timeout=SOON_MS)


def test_a_newcomer_signs_in_by_the_mails_qr_code_forgets_the_password_and_comes_back_by_code(
    newcomer: ClosedPhone, post: Post
) -> None:
    page = newcomer.window.page
    # The camera reads the mail; nothing is typed.
    start_until_it_rings(newcomer, post)
    expect_home(page)
    page.reload()  # what was done or skipped is not asked again
    expect_home(page)

    # The link of the same mail is used up, and says what to do.
    sign_out(page)
    link = re.search(r"\S+/app/open#\S+", find_mail(post, 0, "アカウントが作成されました"))
    assert link is not None
    page.goto(link[0])
    expect(page.get_by_test_id("link-dead")).to_be_visible()
    page.get_by_test_id("link-new").click()
    expect(page.get_by_test_id("link-sent")).to_be_visible()
    assert "#" in find_mail(post, 0, "新しいログイン用リンク")
    page.get_by_test_id("link-other").click()

    # The password is forgotten; a mail brings a new one.
    page.get_by_test_id("entry-forgot").click()
    page.get_by_test_id("forgot-email").fill(EMAIL)
    page.get_by_test_id("forgot-submit").click()
    expect(page.get_by_test_id("forgot-sent")).to_be_visible()
    reset = re.search(r"\S+/app/reset#\S+", find_mail(post, 0, "パスワードの再設定"))
    assert reset is not None
    page.goto("about:blank")  # the mail is opened in a window of its own
    page.goto(reset[0])
    page.get_by_test_id("new-password").fill("sakura-no-hana")
    page.get_by_test_id("new-password-submit").click()
    expect_home(page)
    assert "#" not in page.url

    # And in by a code, typed as people type numbers.
    sign_out(page)
    page.get_by_test_id("entry-code").click()
    page.get_by_test_id("number").fill("０９０−１２３４−５６７８")
    page.get_by_test_id("code-submit").click()
    text = wait_until(lambda: post.sms.texts, limit_s=SOON_S, what="the text")[-1]
    assert text["to"] == MOBILE
    code = re.search(r"確認コード (\d{6})", text["text"])
    assert code is not None
    page.get_by_test_id("code").fill(code[1])
    expect_home(page)
    assert newcomer.window.take_complaints() == []
