"""Mail by SMTP (RFC 5321), submitted to the operator's mail server."""

import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from genkan.server.messages.link import Fault, Letter, NotTaken
from genkan.server.platform.clock import Clock
from genkan.server.platform.message_settings import MailSecurity, MailSettings

TIMEOUT_S = 20  # for each step of the dialogue; a server slower than this is not well
PERMANENT = 500  # RFC 5321 4.2.1: 5yz will fail in the same way again


class SmtpCarrier:
    """Hands mails to one server, a connection each: they are rare, and a stale connection is a fault."""

    def __init__(self, settings: MailSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._tls = None
        if settings.security is not MailSecurity.NONE:
            self._tls = ssl.create_default_context(cafile=settings.ca_file)

    async def carry(self, letter: Letter) -> None:
        settings = self._settings
        mail = write_mail(letter, sender=settings.sender, at=format_datetime(self._clock.now()))
        try:
            await aiosmtplib.send(
                mail,
                hostname=settings.server,
                port=settings.port,
                username=settings.username or None,
                password=settings.password or None,
                use_tls=settings.security is MailSecurity.TLS,
                start_tls=settings.security is MailSecurity.STARTTLS,
                tls_context=self._tls,
                timeout=TIMEOUT_S,
            )
        except SMTPAuthenticationError as refusal:
            raise NotTaken(Fault.SIGN_IN) from refusal
        except SMTPRecipientsRefused as refusal:
            codes = [recipient.code for recipient in refusal.recipients]
            raise NotTaken(Fault.REFUSED if min(codes) >= PERMANENT else Fault.DEFERRED) from None
        except SMTPResponseException as refusal:
            raise NotTaken(Fault.REFUSED if refusal.code >= PERMANENT else Fault.DEFERRED) from None
        except (SMTPNotSupported, ssl.SSLError) as refusal:  # a certificate of another
            raise NotTaken(Fault.SIGN_IN) from refusal
        except (SMTPException, OSError) as refusal:
            # The bare class is the library's "this server offers no STARTTLS" and "no AUTH".
            lacks = type(refusal) is SMTPException
            raise NotTaken(Fault.SIGN_IN if lacks else Fault.UNREACHABLE) from refusal

    async def close(self) -> None:
        """Nothing is open between mails."""


def write_mail(letter: Letter, *, sender: str, at: str) -> EmailMessage:
    """Write the letter as MIME: plain text, and HTML with its pictures inside."""
    mail = EmailMessage()
    mail["Subject"] = letter.subject
    mail["From"] = Address("Genkan", addr_spec=sender)
    mail["To"] = Address(addr_spec=letter.address)
    mail["Date"] = at
    # The same at every attempt: a mail taken twice is shown once.
    mail["Message-ID"] = f"<{letter.message_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation notice answers
    mail["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    mail["Content-Language"] = letter.language
    mail.set_content(letter.text)
    if letter.html:
        mail.add_alternative(letter.html, subtype="html")
        html = mail.get_payload()[1]  # type: ignore[index]  # the part just added
        for picture in letter.pictures:
            html.add_related(  # type: ignore[union-attr]
                picture.png,
                "image",
                "png",
                cid=f"<{picture.cid}>",
                filename=f"{picture.cid}.png",
                disposition="inline",
            )
    return mail
