"""The operator's settings: one TOML file and the environment, read once, frozen.

A key such as `listen.port` stands in the file as `port` below `[listen]` and in the environment as
GENKAN_LISTEN_PORT, which wins unless it is empty. Nothing secret has a default. `docs/guide` lists every key.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from genkan.server.platform.message_settings import (
    MailSettings,
    SmsSettings,
    find_message_contradictions,
    read_mail,
    read_sms,
)
from genkan.server.platform.payment_settings import (
    PaymentSettings,
    find_payment_contradictions,
    read_payments,
)
from genkan.server.platform.setting_reader import CannotStart, SettingReader, read_file

__all__ = [
    "CallSettings",
    "CannotStart",
    "IceSettings",
    "ListenSettings",
    "LogFormat",
    "RateSettings",
    "RetentionSettings",
    "Settings",
    "SignInSettings",
    "make_data_dir",
    "read_settings",
]


class LogFormat(StrEnum):
    CONSOLE = "console"  # for people
    JSON = "json"  # one object a line, for collectors


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenSettings:
    """Where the server is reached."""

    host: str = "127.0.0.1"
    port: int = 8440  # 0: the system chooses
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def has_tls(self) -> bool:
        return self.tls_cert is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class IceSettings:
    """How phones and panels find a path for sound and picture."""

    stun_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    turn_secret: str = field(default="", repr=False)  # coturn's static-auth-secret
    credential_lifetime: timedelta = timedelta(seconds=30)  # for so long they outlive their call


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSettings:
    """How long a call may ring and talk where the property says nothing else."""

    ring: timedelta = timedelta(seconds=30)
    talk: timedelta = timedelta(seconds=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettings:
    """How often things may be asked for; beyond, the answer is `too-often`."""

    releases_per_minute: int = 6  # per person and door
    calls_per_minute: int = 20  # per station; a child at the keypad does not ring a whole building
    test_calls_per_minute: int = 6  # per device; somebody tries until it rings
    account_mails_per_minute: int = 120  # per property, when many are issued; mail servers dislike more
    requests_per_second: int = 20  # per session
    request_burst: int = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSettings:
    """How guessing a password is slowed down."""

    free_failures: int = 5  # per account; then waits of 1, 2, 4 … seconds
    longest_wait: timedelta = timedelta(seconds=900)
    address_attempts: int = 30  # per address (IPv6: per /64) in the window
    address_window: timedelta = timedelta(minutes=10)
    hash_threads: int = 2  # 19 MiB and 29 ms of one core each
    hash_queue: int = 32  # waiting beyond the threads; the next is told to come back
    longest_password: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """How apps that are closed are woken."""

    contact: str = ""  # a mail address for the push services; empty: postmaster at the public address
    extra_services: tuple[str, ...] = ()  # origins the server may push to besides the browsers' own services


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """How long things are kept."""

    pictures: timedelta = timedelta(days=30)  # of visitors
    calls: timedelta = timedelta(days=90)
    openings: timedelta = timedelta(days=365)
    messages: timedelta = timedelta(days=30)  # once sent or given up
    audit: timedelta = timedelta(days=730)  # who of the staff changed what


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """Where properties may have themselves told of."""

    allow_private: bool = False  # also machines of the server's own network, and by http


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an operator decides."""

    data_dir: Path = Path("var/genkan")
    database_url: str = field(default="", repr=False)  # may carry a password
    public_url: str = ""
    bus_url: str = field(default="", repr=False)  # empty: in this process
    log_format: LogFormat = LogFormat.CONSOLE
    metrics: bool = True
    demo: bool = False
    listen: ListenSettings = ListenSettings()
    ice: IceSettings = IceSettings()
    calls: CallSettings = CallSettings()
    rates: RateSettings = RateSettings()
    sign_in: SignInSettings = SignInSettings()
    retention: RetentionSettings = RetentionSettings()
    mail: MailSettings = field(default_factory=MailSettings)
    sms: SmsSettings = field(default_factory=SmsSettings)
    push: PushSettings = PushSettings()
    payments: PaymentSettings = field(default_factory=PaymentSettings)
    webhooks: WebhookSettings = WebhookSettings()

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def journal_url(self) -> str:
        """The journal's database: beside SQLite's file another one, in PostgreSQL the same.

        In one SQLite file an entry would wait for whatever else is being written: 1.4 s beside an
        import, against 3 ms in its own.
        """
        return f"sqlite:///{self.data_dir / 'journal.db'}" if self.is_sqlite else self.database_url


def read_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings. Raises CannotStart with one sentence for each fault."""
    reader = SettingReader(read_file(file), os.environ if environment is None else environment)  # noqa: TID251 - here
    settings = _read(reader)
    faults = reader.faults + reader.find_unknown_keys() or _find_contradictions(settings)
    if faults:
        raise CannotStart("\n".join(faults))
    return settings


def make_data_dir(settings: Settings) -> None:
    """See that the data folder is there and can be written. Raises CannotStart."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotStart(
            f"data_dir: {folder} cannot be made ({fault.strerror}); make it, or choose another folder."
        ) from fault
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotStart(
            f"data_dir: {folder} cannot be written by this user; give it to them, or choose another folder."
        )


def _read(reader: SettingReader) -> Settings:
    data_dir = reader.path("data_dir") or Settings().data_dir
    listen = _read_listen(reader)
    scheme = "https" if listen.has_tls else "http"
    host = "localhost" if listen.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else listen.host  # noqa: S104 - compared only
    return Settings(
        data_dir=data_dir,
        database_url=reader.url(
            "database_url", f"sqlite:///{data_dir / 'genkan.db'}", ("sqlite:///", "postgresql://")
        ),
        public_url=reader.url(
            "public_url", f"{scheme}://{host}:{listen.port}", ("https://", "http://")
        ).rstrip("/"),
        bus_url=reader.url("bus_url", "", ("nats://", "tls://")),
        log_format=reader.choice("log_format", LogFormat.CONSOLE),
        metrics=reader.flag("metrics", default=True),
        demo=reader.flag("demo", default=False),
        listen=listen,
        ice=IceSettings(
            stun_urls=reader.texts("ice.stun_urls", ("stun:", "stuns:")),
            turn_urls=reader.texts("ice.turn_urls", ("turn:", "turns:")),
            turn_secret=reader.text("ice.turn_secret", ""),
            credential_lifetime=reader.seconds("ice.credential_lifetime_s", 30, at_least=5),
        ),
        calls=CallSettings(
            ring=reader.seconds("calls.ring_s", 30, at_least=5, at_most=120),
            talk=reader.seconds("calls.talk_s", 120, at_least=10, at_most=600),
        ),
        rates=RateSettings(
            releases_per_minute=reader.number("rates.releases_per_minute", 6),
            calls_per_minute=reader.number("rates.calls_per_minute", 20),
            test_calls_per_minute=reader.number("rates.test_calls_per_minute", 6),
            account_mails_per_minute=reader.number("rates.account_mails_per_minute", 120),
            requests_per_second=reader.number("rates.requests_per_second", 20),
            request_burst=reader.number("rates.request_burst", 40),
        ),
        sign_in=SignInSettings(
            free_failures=reader.number("sign_in.free_failures", 5),
            longest_wait=reader.seconds("sign_in.longest_wait_s", 900),
            address_attempts=reader.number("sign_in.address_attempts", 30),
            address_window=reader.seconds("sign_in.address_window_s", 600),
            hash_threads=reader.number("sign_in.hash_threads", 2, at_most=64),
            hash_queue=reader.number("sign_in.hash_queue", 32, at_least=0),
            longest_password=reader.number("sign_in.longest_password", 20, at_least=8, at_most=128),
        ),
        retention=_read_retention(reader),
        mail=read_mail(reader),
        sms=read_sms(reader),
        payments=read_payments(reader),
        webhooks=WebhookSettings(allow_private=reader.flag("webhooks.allow_private", default=False)),
        push=PushSettings(
            contact=reader.text("push.contact", ""),
            extra_services=reader.texts("push.extra_services", ("https://", "http://")),
        ),
    )


def _read_retention(reader: SettingReader) -> RetentionSettings:
    return RetentionSettings(
        pictures=reader.days("retention.pictures_days", 30),
        calls=reader.days("retention.calls_days", 90),
        openings=reader.days("retention.openings_days", 365),
        messages=reader.days("retention.messages_days", 30),
        audit=reader.days("retention.audit_days", 730),
    )


def _read_listen(reader: SettingReader) -> ListenSettings:
    return ListenSettings(
        host=reader.text("listen.host", "127.0.0.1"),
        port=reader.number("listen.port", 8440, at_least=0, at_most=65_535),
        tls_cert=reader.file("listen.tls_cert"),
        tls_key=reader.file("listen.tls_key"),
    )


def _find_contradictions(settings: Settings) -> list[str]:
    faults = []
    if (settings.listen.tls_cert is None) != (settings.listen.tls_key is None):
        faults.append(
            "listen.tls_cert and listen.tls_key: only one of them is set; give both files, or neither."
        )
    if settings.ice.turn_urls and not settings.ice.turn_secret:
        faults.append(
            "ice.turn_secret: is empty although ice.turn_urls is set;"
            " give the static-auth-secret of your coturn."
        )
    if settings.push.contact and "@" not in settings.push.contact:
        faults.append("push.contact: is no mail address; give one that is read, or leave it empty.")
    if settings.bus_url and settings.is_sqlite:
        faults.append(
            "bus_url: is set, but SQLite serves one process only;"
            " set database_url to a PostgreSQL server, or leave bus_url empty."
        )
    return (
        faults
        + find_message_contradictions(settings.mail, settings.sms)
        + find_payment_contradictions(settings.payments)
    )
