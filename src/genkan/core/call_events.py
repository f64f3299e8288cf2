"""What can happen to a call, and what must be done about it."""

from dataclasses import dataclass

from genkan.core.legs import LegEnd, LegId
from genkan.core.words import Phrase


@dataclass(frozen=True, slots=True)
class Rang:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Answered:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Declined:
    leg: LegId


@dataclass(frozen=True, slots=True)
class HungUp:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Lost:
    leg: LegId


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The leg said something without a voice: one of its side's phrases, or a text from an app."""

    leg: LegId
    phrase: Phrase | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """The door was released by somebody who may, from any leg."""


@dataclass(frozen=True, slots=True)
class Freed:
    """Those who are called have ended their other call."""


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    pass


LegEvent = Rang | Answered | Declined | HungUp | Lost
Event = LegEvent | Said | Released | Freed | DeadlinePassed


@dataclass(frozen=True, slots=True)
class Invite:
    """Make the leg ring. Only telephone legs need it: apps and stations are shown the whole state."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop the leg, because of `end`."""

    leg: LegId
    end: LegEnd


@dataclass(frozen=True, slots=True)
class Connect:
    """Let the leg and the visitor talk."""

    leg: LegId


Effect = Invite | Withdraw | Connect
