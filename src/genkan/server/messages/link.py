"""The ports to signed-in apps (implemented by the gateway) and to the carriers of mail and texts."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from genkan.wire.frame import Body


class AppLink(Protocol):
    """Every signed-in app's link, wherever its socket ends."""

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


class Carrier(Protocol):
    """Takes letters of one channel to their address."""

    async def carry(self, letter: Letter) -> None:
        """Hand the letter over; returns when it was taken. Raises NotTaken."""

    async def close(self) -> None:
        """Let go of what is open."""
