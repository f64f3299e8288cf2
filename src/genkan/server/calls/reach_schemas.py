"""What the HTTP API says about how calls reach phones."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from genkan.server.calls.deliveries import Delivery
from genkan.server.calls.reach import CallReach, DeviceReach
from genkan.server.platform.clock import to_ms
from genkan.wire.call import IceServer

Milliseconds = int | None


class StepIn(BaseModel):
    """A step that this device has taken."""

    step: Literal["woke", "rang", "seen"]


class StillWantedOut(BaseModel):
    """Whether the call still waits for an answer on this device."""

    is_wanted: bool


class FollowLinkIn(BaseModel):
    """The link of a notice, and what its user pressed."""

    link: str = Field(min_length=20, max_length=128)
    intent: Literal["open", "decline"]


class DeviceReachOut(BaseModel):
    """How a call reached one device; null: the step was not taken, or the device did not tell."""

    session_id: str
    device_label: str
    person_name: str
    queued_ms: int
    sent_ms: Milliseconds
    accepted_ms: Milliseconds
    failure: str | None = Field(description="gone | refused | unreachable")
    woke_ms: Milliseconds
    rang_ms: Milliseconds
    seen_ms: Milliseconds
    answered_ms: Milliseconds

    @classmethod
    def of(cls, reach: DeviceReach) -> "DeviceReachOut":
        return cls(
            session_id=reach.session_id,
            device_label=reach.device_label,
            person_name=reach.person_name,
            queued_ms=to_ms(reach.queued_at),
            sent_ms=_ms(reach.sent_at),
            accepted_ms=_ms(reach.accepted_at),
            failure=reach.failure,
            woke_ms=_ms(reach.woke_at),
            rang_ms=_ms(reach.rang_at),
            seen_ms=_ms(reach.seen_at),
            answered_ms=_ms(reach.answered_at),
        )


class DeliveriesOut(BaseModel):
    """The devices a call was to reach."""

    devices: list[DeviceReachOut]


class CallReachOut(BaseModel):
    """How a call reached the devices of a home that is not named."""

    at_ms: int
    station_name: str
    building_name: str
    devices: int
    pushed: int
    accepted: int
    woke: int
    rang: int
    first_rang_ms: int | None = Field(description="From the visitor's press to the first device that rang.")

    @classmethod
    def of(cls, reach: CallReach) -> "CallReachOut":
        return cls(
            at_ms=to_ms(reach.at),
            station_name=reach.station_name,
            building_name=reach.building_name,
            devices=reach.devices,
            pushed=reach.pushed,
            accepted=reach.accepted,
            woke=reach.woke,
            rang=reach.rang,
            first_rang_ms=reach.first_rang_ms,
        )


class ReachOut(BaseModel):
    """The newest calls, newest first."""

    calls: list[CallReachOut]


class IceServerOut(BaseModel):
    """One STUN or TURN server, as RTCPeerConnection takes it."""

    urls: list[str]
    username: str | None
    credential: str | None


class IceOut(BaseModel):
    """The servers a device may try."""

    servers: list[IceServerOut]

    @classmethod
    def of(cls, servers: list[IceServer]) -> "IceOut":
        return cls(
            servers=[
                IceServerOut(urls=server.urls, username=server.username, credential=server.credential)
                for server in servers
            ]
        )


class TestStartedOut(BaseModel):
    """A test call is on its way."""

    test_id: str


class TestOut(BaseModel):
    """How far this device's test call has come."""

    sent_ms: Milliseconds
    accepted_ms: Milliseconds
    failure: str | None = Field(description="off | gone | refused | unreachable")
    woke_ms: Milliseconds
    rang_ms: Milliseconds
    seen_ms: Milliseconds

    @classmethod
    def of(cls, test: Delivery) -> "TestOut":
        return cls(
            sent_ms=_ms(test.sent_at),
            accepted_ms=_ms(test.accepted_at),
            failure=test.failure,
            woke_ms=_ms(test.woke_at),
            rang_ms=_ms(test.rang_at),
            seen_ms=_ms(test.seen_at),
        )


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)
