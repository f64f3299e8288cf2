"""The operator's settings for what leaves the house: mail and texts."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from genkan.server.platform.setting_reader import SettingReader


class MailSecurity(StrEnum):
    STARTTLS = "starttls"  # port 587
    TLS = "tls"  # port 465
    NONE = "none"  # a server on this machine or network


class SmsProvider(StrEnum):
    OUTBOX = "outbox"  # nothing leaves; seen at /dev/outbox in the demo
    TWILIO = "twilio"
    HTTP = "http"  # any gateway that takes JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The server that takes our mails. Without one, mails wait; the demo shows them at /dev/outbox."""

    server: str = ""
    port: int = 587
    security: MailSecurity = MailSecurity.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    ca_file: Path | None = None  # of a mail server whose certificate no public authority signed


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings:
    """Who takes our texts."""

    provider: SmsProvider = SmsProvider.OUTBOX
    account: str = ""  # Twilio's account SID
    token: str = field(default="", repr=False)  # Twilio's auth token, or a bearer token
    sender: str = ""  # the number or name texts come from
    url: str = ""  # of the HTTP gateway


def read_mail(reader: SettingReader) -> MailSettings:
    """Read the keys below [mail]."""
    return MailSettings(
        server=reader.text("mail.server", ""),
        port=reader.number("mail.port", 587, at_most=65_535),
        security=reader.choice("mail.security", MailSecurity.STARTTLS),
        username=reader.text("mail.username", ""),
        password=reader.text("mail.password", ""),
        sender=reader.text("mail.sender", ""),
        ca_file=reader.file("mail.ca_file"),
    )


def read_sms(reader: SettingReader) -> SmsSettings:
    """Read the keys below [sms]."""
    return SmsSettings(
        provider=reader.choice("sms.provider", SmsProvider.OUTBOX),
        account=reader.text("sms.account", ""),
        token=reader.text("sms.token", ""),
        sender=reader.text("sms.sender", ""),
        url=reader.url("sms.url", "", ("https://", "http://")),
    )


def find_message_contradictions(mail: MailSettings, sms: SmsSettings) -> list[str]:
    """Name what is missing."""
    faults = []
    if mail.server and "@" not in mail.sender:
        faults.append(
            "mail.sender: is no mail address although mail.server is set; give the one mails come from."
        )
    if mail.username and mail.security is MailSecurity.NONE:
        faults.append(
            "mail.security: is none although mail.username is set;"
            " choose starttls or tls, so that nobody reads the password on the way."
        )
    if sms.provider is SmsProvider.TWILIO and not (sms.account and sms.token and sms.sender):
        faults.append("sms.account, sms.token and sms.sender: are needed for twilio; give all three.")
    if sms.provider is SmsProvider.HTTP and not sms.url:
        faults.append("sms.url: is needed for the provider http; give the address of the gateway.")
    return faults
