"""The carriers of mail and texts, against a real mail server and the answers providers give."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from genkan.server.messages.carriers import HttpCarrier, TwilioCarrier, UnsetCarrier
from genkan.server.messages.link import Carrier, Fault, Letter, NotTaken, Picture
from genkan.server.messages.smtp import SmtpCarrier
from genkan.server.platform.message_settings import MailSecurity, MailSettings, SmsProvider, SmsSettings
from harness.certificates import make_certificate, serving_context
from harness.installation import MovedClock
from harness.mail import PASSWORD, USERNAME, MailServer, html_text, mail_server, pictures, plain_text
from harness.program import free_port

LETTER = Letter(
    message_id="0" * 32,
    address="hanako@example.test",
    subject="アカウントが作成されました",
    text="こんにちは\n",
    html="<p>こんにちは</p>",
    pictures=(Picture(cid="link", png=b"\x89PNG"),),
)
SMS = Letter(message_id="1", address="+819012345678", subject="", text="【Genkan】確認コード 123456")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def server(certificate: tuple[Path, Path]) -> Iterator[MailServer]:
    """A mail server that wants STARTTLS and a login."""
    with mail_server(serving_context(*certificate)) as running:
        yield running


@pytest.fixture
def settings(server: MailServer, certificate: tuple[Path, Path]) -> MailSettings:
    return MailSettings(
        server="localhost",
        port=server.port,
        username=USERNAME,
        password=PASSWORD,
        sender="genkan@example.test",
        ca_file=certificate[0],
    )


async def fault_of(carrier: Carrier, letter: Letter = LETTER) -> Fault:
    with pytest.raises(NotTaken) as refused:
        await carrier.carry(letter)
    await asyncio.sleep(0.05)  # a transport that was refused closes in the loop's next turns
    return refused.value.fault


# --- mail ---------------------------------------------------------------------------------------
async def test_a_mail_arrives_encrypted_and_signed_in(server: MailServer, settings: MailSettings) -> None:
    await SmtpCarrier(settings, MovedClock()).carry(LETTER)

    (mail,) = server.mails
    (session,) = server.sessions
    assert session.ssl is not None
    assert session.authenticated
    assert mail["Subject"] == LETTER.subject
    assert mail["To"] == "hanako@example.test"
    assert mail["From"] == "Genkan <genkan@example.test>"
    assert mail["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert plain_text(mail).replace("\r\n", "\n") == LETTER.text
    assert html_text(mail).strip() == LETTER.html
    assert pictures(mail) == [b"\x89PNG"]


async def test_a_wrong_password_is_told_apart(server: MailServer, settings: MailSettings) -> None:
    carrier = SmtpCarrier(replace(settings, password="wrong"), MovedClock())

    assert await fault_of(carrier) is Fault.SIGN_IN
    assert server.mails == []


async def test_nothing_is_said_to_a_server_with_somebody_elses_certificate(
    server: MailServer, settings: MailSettings
) -> None:
    carrier = SmtpCarrier(replace(settings, ca_file=None), MovedClock())

    assert await fault_of(carrier) is Fault.SIGN_IN
    assert server.mails == []


async def test_nothing_is_said_to_a_server_that_offers_no_encryption(settings: MailSettings) -> None:
    with mail_server() as plain:
        carrier = SmtpCarrier(replace(settings, port=plain.port), MovedClock())

        assert await fault_of(carrier) is Fault.SIGN_IN
        assert plain.mails == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("451 later", Fault.DEFERRED), ("550 no such mailbox", Fault.REFUSED), ("421 bye", Fault.DEFERRED)],
)
async def test_later_and_never_are_told_apart(answer: str, fault: Fault) -> None:
    with mail_server() as plain:
        settings = MailSettings(
            server="127.0.0.1", port=plain.port, security=MailSecurity.NONE, sender="genkan@example.test"
        )
        carrier = SmtpCarrier(settings, MovedClock())
        plain.answers = [answer]

        assert await fault_of(carrier) is fault
        await carrier.carry(LETTER)
        assert len(plain.mails) == 1


async def test_a_server_that_is_not_there_is_unreachable(settings: MailSettings) -> None:
    carrier = SmtpCarrier(replace(settings, port=free_port()), MovedClock())

    assert await fault_of(carrier) is Fault.UNREACHABLE


async def test_without_a_carrier_messages_wait() -> None:
    assert await fault_of(UnsetCarrier()) is Fault.UNSET


# --- texts --------------------------------------------------------------------------------------
def client(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.MockTransport(answer))


def twilio(answer: Callable[[httpx.Request], httpx.Response]) -> TwilioCarrier:
    settings = SmsSettings(provider=SmsProvider.TWILIO, account="AC1", token="hush", sender="+15005550006")
    return TwilioCarrier(settings, client(answer))


def gateway(answer: Callable[[httpx.Request], httpx.Response]) -> HttpCarrier:
    settings = SmsSettings(
        provider=SmsProvider.HTTP, token="hush", sender="Genkan", url="https://sms.example/send"
    )
    return HttpCarrier(settings, client(answer))


async def test_twilio_is_asked_as_its_reference_says() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"sid": "SM1"})

    carrier = twilio(answer)
    await carrier.carry(SMS)
    await carrier.close()

    (request,) = seen
    assert str(request.url) == "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
    assert request.headers["authorization"] == "Basic QUMxOmh1c2g="
    assert parse_qs(request.content.decode()) == {
        "To": ["+819012345678"],
        "From": ["+15005550006"],
        "Body": [SMS.text],
    }


async def test_any_gateway_is_given_a_json_object_with_an_id_that_repeats() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202)

    carrier = gateway(answer)
    await carrier.carry(SMS)
    await carrier.carry(SMS)
    await carrier.close()

    assert seen[0].headers["authorization"] == "Bearer hush"
    assert [json.loads(request.content) for request in seen] == [
        {"id": "1", "to": "+819012345678", "from": "Genkan", "text": SMS.text}
    ] * 2


@pytest.mark.parametrize("make", [twilio, gateway])
@pytest.mark.parametrize(
    ("status", "fault"),
    [(400, Fault.REFUSED), (401, Fault.SIGN_IN), (403, Fault.SIGN_IN), (404, Fault.REFUSED),
     (429, Fault.DEFERRED), (500, Fault.DEFERRED), (503, Fault.DEFERRED), (302, Fault.REFUSED)],
)  # fmt: skip
async def test_every_answer_of_a_provider_has_its_meaning(
    make: Callable[[Callable[[httpx.Request], httpx.Response]], Carrier], status: int, fault: Fault
) -> None:
    carrier = make(lambda _: httpx.Response(status))

    assert await fault_of(carrier, SMS) is fault
    await carrier.close()


@pytest.mark.parametrize("make", [twilio, gateway])
async def test_a_provider_that_does_not_answer_is_unreachable(
    make: Callable[[Callable[[httpx.Request], httpx.Response]], Carrier],
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("slow", request=request)

    carrier = make(fail)
    assert await fault_of(carrier, SMS) is Fault.UNREACHABLE
    await carrier.close()
