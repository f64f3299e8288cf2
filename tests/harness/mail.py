"""A real mail server that keeps what it is given."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from harness.program import free_port

USERNAME, PASSWORD = "genkan", "hush"
TAKEN = "250 OK"


@dataclass
class MailServer:
    """What came in, and what is answered next."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)  # to the next mails; then all are taken
    sessions: list[Session] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - how aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer == TAKEN:
            content = envelope.content
            assert isinstance(content, bytes)
            mail = message_from_bytes(content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.sessions.append(session)
        return answer

    def of(self, address: str) -> list[EmailMessage]:
        """Give the mails to the address, oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """Run one; with a context it wants STARTTLS, then the login."""
    found = MailServer(port=free_port())

    def check(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: object
    ) -> AuthResult:
        wanted = LoginPassword(USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=auth_data == wanted, handled=False)  # it answers for us

    controller = Controller(
        found,
        hostname="127.0.0.1",
        port=found.port,
        enable_SMTPUTF8=False,
        tls_context=tls,
        require_starttls=tls is not None,
        auth_required=tls is not None,
        authenticator=check if tls is not None else None,
    )
    controller.start()
    try:
        yield found
    finally:
        controller.stop()


def plain_text(mail: EmailMessage) -> str:
    """Give the mail's plain text."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_text(mail: EmailMessage) -> str:
    """Give the mail's HTML."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def pictures(mail: EmailMessage) -> list[bytes]:
    """Give the pictures inside the mail."""
    return [part.get_content() for part in mail.walk() if part.get_content_type() == "image/png"]
