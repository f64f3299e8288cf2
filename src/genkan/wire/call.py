"""What the two ends of a call tell each other, and how a call looks on the wire."""

from typing import Annotated, Literal

import msgspec

from genkan.wire.frame import Body

SdpText = Annotated[str, msgspec.Meta(max_length=32_768)]


class IceServer(Body, frozen=True, kw_only=True):
    """One STUN or TURN server, as RTCPeerConnection takes it."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Signal(Body, frozen=True, kw_only=True):
    """One step of setting up the media between a phone and the panel.

    The phone says `want`; the panel, which always offers, answers with `offer`; the phone with
    `answer`; both trickle `candidate`. A second `want` replaces the connection; a panel that has gone
    to another network says `want` for the phone to do so. `state` tells what the panel gives from now on.
    """

    type: Literal["want", "offer", "answer", "candidate", "state"]
    sdp: SdpText | None = None
    candidate: Annotated[str, msgspec.Meta(max_length=2_048)] | None = None
    sdp_mid: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    sdp_m_line_index: int | None = None
    camera: bool = True  # in an offer or state: whether the panel has a picture to send
    microphone: bool = True  # in an offer or state: whether the visitor can be heard
    is_saving: bool = False  # in a state: the line is too weak for the picture, which rests


class CallSignal(Body, frozen=True, kw_only=True):
    """A Signal on its way. `leg` is the other side: the receiver when sent, the sender when received."""

    call_id: Annotated[str, msgspec.Meta(max_length=64)]
    leg: Annotated[str, msgspec.Meta(max_length=64)]
    signal: Signal


class CallRef(Body, frozen=True, kw_only=True):
    """Names one call."""

    call_id: Annotated[str, msgspec.Meta(max_length=64)]


class WordView(Body, frozen=True, kw_only=True):
    """One thing said without a voice; a `phrase` is read in the reader's own language."""

    by: str  # home | visitor
    at_ms: int
    phrase: str | None = None  # box | doorstep | wait | leave; yes | no | again | parcel | later
    text: str | None = None  # plain text, never markup


class CallSay(Body, frozen=True, kw_only=True):
    """Say something without a voice (ask): one of the side's phrases, or from an app a text.

    Reply: Nothing, when the other side is shown it; or Refused (call-over, text-unfit, too-often).
    """

    call_id: Annotated[str, msgspec.Meta(max_length=64)]
    phrase: Annotated[str, msgspec.Meta(max_length=16)] | None = None
    text: Annotated[str, msgspec.Meta(max_length=400)] | None = None


class LegView(Body, frozen=True, kw_only=True):
    """One leg as the other side of the call sees it."""

    id: str
    kind: str  # station | app | telephone | sip
    state: str  # invited | ringing | connected | left


class ServedBuilding(Body, frozen=True, kw_only=True):
    """A building whose homes a station calls."""

    building_id: str
    name: str
