"""The ports to signed-in apps (by the gateway), to closed ones, and to the carriers of mail and texts."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from genkan.wire.frame import Body


class AppLink(Protocol):
    """Every signed-in app's link, wherever its socket ends."""

    def is_open(self, session_id: str) -> bool:
        """Whether an app of the session is linked to this very node."""

    async def show(self, session_id: str, kind: str, body: Body) -> None:
        """Show the session's apps a whole state; whoever is not connected is shown it later."""

    async def tell(self, session_id: str, kind: str, body: Body) -> None:
        """Tell the session's apps something that is worthless later."""


class Fault(StrEnum):
    """Why a message was not taken."""

    UNREACHABLE = "unreachable"  # the carrier does not answer
    DEFERRED = "deferred"  # it answered, and wants to be asked again
    REFUSED = "refused"  # it answered that this can never be delivered
    SIGN_IN = "sign-in"  # it did not accept our credentials, or no TLS
    UNSET = "unset"  # no carrier is configured
    TOO_LATE = "too-late"  # it would have come after it was worth anything
    UNREADABLE = "unreadable"  # the row cannot be composed any more


class NotTaken(Exception):
    """The carrier did not take the message."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG that stands inside a mail."""

    cid: str
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A composed mail or text, ready to be handed over. It may hold secrets, so it is never kept."""

    message_id: str
    address: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    pictures: tuple[Picture, ...] = ()
    language: str = "ja"
    path: str = ""  # of a push: where a press leads
    skip: str = ""  # of a push: a session that is not told


class Carrier(Protocol):
    """Takes letters of one channel to their address."""

    async def carry(self, letter: Letter) -> None:
        """Hand the letter over; returns when it was taken. Raises NotTaken."""

    async def close(self) -> None:
        """Let go of what is open."""


class PushOutcome(StrEnum):
    ACCEPTED = "accepted"  # the push service took it; whether the device wakes is its business
    GONE = "gone"  # the subscription is dead and will never work again
    REFUSED = "refused"  # the push service does not want this message
    UNREACHABLE = "unreachable"  # no answer from the push service, also not after trying again


class Urgency(StrEnum):
    VERY_LOW = "very-low"  # only while the device is awake and charging
    NORMAL = "normal"
    HIGH = "high"  # wakes a sleeping phone


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAddress:
    """Where one app can be woken. `transport` names how; the rest is the transport's own."""

    transport: str
    endpoint: str = field(repr=False)
    p256dh: str = field(default="", repr=False)  # the app's public key
    auth: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PushMessage:
    """One message. A later one of the same topic replaces it as long as it was not delivered."""

    body: bytes
    topic: str
    ttl_s: int  # worthless afterwards
    urgency: Urgency


class PushTransport(Protocol):
    """One way to wake apps: Web Push now; a native shell brings its own."""

    def is_fit(self, address: PushAddress) -> bool:
        """Whether the address is one that this server may speak to."""

    async def send(self, address: PushAddress, message: PushMessage) -> PushOutcome:
        """Hand the message to the push service."""

    async def close(self) -> None:
        """Let go of connections."""
