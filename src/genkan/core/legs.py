"""The legs of a call: who takes part, how far each has come, and why one left."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

LegId = NewType("LegId", str)


class LegKind(StrEnum):
    STATION = "station"  # the door station the visitor stands at
    APP = "app"  # one signed-in device of those who are called
    TELEPHONE = "telephone"  # a landline or mobile number called through the trunk
    SIP = "sip"  # a SIP door phone in place of a station


class LegState(StrEnum):
    INVITED = "invited"  # told to ring; no proof yet that it does
    RINGING = "ringing"  # the device said that it rings
    CONNECTED = "connected"  # its microphone is in the call
    LEFT = "left"  # will not come back


class LegEnd(StrEnum):
    DECLINED = "declined"  # its user refused
    ELSEWHERE = "elsewhere"  # another leg answered first
    HUNG_UP = "hung_up"  # its user ended the call
    LOST = "lost"  # it dropped out
    OVER = "over"  # the call ended around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One party of the call."""

    id: LegId
    kind: LegKind
    party: str  # opaque id of the person, station or number behind the leg
    state: LegState = LegState.INVITED
    end: LegEnd | None = None
    rang_at: datetime | None = None
    connected_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.state is not LegState.LEFT

    @property
    def is_visitor(self) -> bool:
        """Whether the leg is the door's side of the call."""
        return self.kind in (LegKind.STATION, LegKind.SIP)
