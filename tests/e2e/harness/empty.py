"""An installation that nobody has used yet, with the servers its mails and texts go to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from e2e.harness.browsers import Window
from e2e.harness.scene import Browsers
from harness.house import START_LIMIT_S, UNPACED, House, is_healthy
from harness.mail import MailServer, mail_server, plain_text
from harness.program import GENKAN, Program, free_port
from harness.sms import SmsGateway, sms_gateway
from harness.waiting import wait_until

MAIL_LIMIT_S = 20.0
USERNAME = re.compile(r"ユーザー名: (\d{9})")
PASSWORD = re.compile(r"パスワード: (\S{10})")


@dataclass(kw_only=True)
class Empty:
    """The installation, and where its mails and texts arrive."""

    house: House
    mails: MailServer
    texts: SmsGateway

    @property
    def url(self) -> str:
        return self.house.url

    def read_way_in(self, address: str) -> tuple[str, str]:
        """Give user name and first password out of the account mail to the address."""
        mail, *_ = wait_until(
            lambda: self.mails.of(address) or None, limit_s=MAIL_LIMIT_S, what=f"the mail to {address}"
        )
        text = plain_text(mail)
        username, password = USERNAME.search(text), PASSWORD.search(text)
        assert username is not None, text
        assert password is not None, text
        return username[1], password[1]


@contextmanager
def open_empty(folder: Path) -> Iterator[Empty]:
    """Start a server in the folder that holds no property and nobody."""
    port = free_port()
    with mail_server() as mails, sms_gateway() as texts:
        environment = {
            **UNPACED,
            "GENKAN_RATES_ACCOUNT_MAILS_PER_MINUTE": "60000",  # a pause shorter than the work of a mail
            "GENKAN_DATA_DIR": str(folder / "server"),
            "GENKAN_LISTEN_PORT": str(port),
            "GENKAN_MAIL_SERVER": "127.0.0.1",
            "GENKAN_MAIL_PORT": str(mails.port),
            "GENKAN_MAIL_SECURITY": "none",
            "GENKAN_MAIL_SENDER": "genkan@example.test",
            "GENKAN_SMS_PROVIDER": "http",
            "GENKAN_SMS_URL": texts.url,
        }
        server = Program("server", [GENKAN, "serve"], folder=folder, environment=environment)
        house = House(folder=folder, server=server, port=port, accounts=(), enrolment_codes=[])
        try:
            server.start()
            server.wait_for("the server", limit_s=START_LIMIT_S, ready=lambda: is_healthy(port))
            yield Empty(house=house, mails=mails, texts=texts)
        finally:
            house.close()


@contextmanager
def window_of(browsers: Browsers, *, size: dict[str, int]) -> Iterator[Window]:
    """Open a window of somebody who has not signed in; it ends without a complaint of the browser."""
    window = Window(browsers.resident, language="ja", size=size)
    window.expect_complaints("status of 401")  # asked who they are before they have signed in
    try:
        yield window
        assert window.take_complaints() == []
    finally:
        window.close()


def sign_in_to_portal(page: Page, empty: Empty, address: str) -> None:
    """Sign in with the name and the first password of the account mail."""
    username, password = empty.read_way_in(address)
    page.goto(f"{empty.url}/portal/")
    page.get_by_test_id("portal-sign-in-username").fill(username)
    page.get_by_test_id("portal-sign-in-password").fill(password)
    page.get_by_test_id("portal-sign-in-submit").click()
    put_password_off(page)


def put_password_off(page: Page) -> None:
    """Come in without a password of one's own, for which the portal asks."""
    page.get_by_test_id("portal-own-password-later").click()


def fill_person(page: Page, family_name: str, given_name: str, email: str) -> None:
    """Fill the fields of a person."""
    page.get_by_test_id("portal-person-family_name").fill(family_name)
    page.get_by_test_id("portal-person-given_name").fill(given_name)
    page.get_by_test_id("portal-person-email").fill(email)
