"""The one frame that every Genkan link carries: `{v, kind, id, re, body}` as JSON text.

ask:  has `id`; answered by one frame whose `re` is that id.
tell: has neither; nobody answers.
show: a tell whose kind starts with `show.`; it carries the whole state, so the last one wins.

Fields are only ever added; unknown fields are ignored, unknown kinds are refused.
"""

from collections.abc import Mapping
from typing import Annotated, NewType, TypeVar, cast

import msgspec

VERSION = 1
MAX_FRAME_BYTES = 512 * 1024  # a snapshot of 640x360 as base64 is 60 KB; SDP 8 KB
MAX_APP_FRAME_BYTES = 64 * 1024  # phones send nothing larger than an SDP
ID_TEXT_LIMIT = 64

Milliseconds = NewType("Milliseconds", int)

EMPTY_BODY = msgspec.Raw(b"{}")


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of everything a frame can carry."""


class Frame(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message; `body` stays encoded until its kind is known, so nodes can pass it on untouched."""

    v: int = VERSION
    kind: Annotated[str, msgspec.Meta(max_length=ID_TEXT_LIMIT)]
    id: Annotated[str, msgspec.Meta(max_length=ID_TEXT_LIMIT)] | None = None
    re: Annotated[str, msgspec.Meta(max_length=ID_TEXT_LIMIT)] | None = None
    body: msgspec.Raw = EMPTY_BODY


class Refused(Body, frozen=True, kw_only=True):
    """The answer to an ask that was not done; `reason` is a problem type's name, its words are in locales."""

    reason: str
    retry_after_ms: int | None = None


class Nothing(Body, frozen=True, kw_only=True):
    """A body without content."""


class Ping(Body, frozen=True, kw_only=True):
    """Heartbeat. The sender remembers when it sent `mark`, and learns the round trip from the Pong."""

    mark: int = 0


class Pong(Body, frozen=True, kw_only=True):
    """The answer to a Ping, with the server's clock."""

    server_ms: int
    mark: int = 0


class Bye(Body, frozen=True, kw_only=True):
    """The last frame before a deliberate close."""

    reason: str  # restarting | signed_out | ended | replaced | unauthorised | too_slow
    retry_after_ms: int | None = None


class FrameError(Exception):
    """The text is not a frame, or its body does not fit its kind."""


Catalogue = Mapping[str, type[Body]]
BodyT = TypeVar("BodyT", bound=Body)

_encoder = msgspec.json.Encoder()
_frame_decoder = msgspec.json.Decoder(Frame)
_body_decoders: dict[type[Body], msgspec.json.Decoder[Body]] = {}


def encode(kind: str, body: Body, *, id: str | None = None, re: str | None = None) -> bytes:  # noqa: A002 - the frame's own field names
    """Encode one frame."""
    return _encoder.encode(Frame(kind=kind, id=id, re=re, body=msgspec.Raw(_encoder.encode(body))))


def encode_reply(frame: Frame, body: Body) -> bytes:
    """Encode the answer to an ask."""
    kind = "refused" if isinstance(body, Refused) else f"{frame.kind}.reply"
    return encode(kind, body, re=frame.id)


def encode_frame(frame: Frame) -> bytes:
    """Encode a decoded frame again, its body untouched."""
    return _encoder.encode(frame)


def decode(text: bytes | str) -> Frame:
    """Decode the frame, leaving its body encoded. Raises FrameError."""
    try:
        return _frame_decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FrameError("not a frame") from error


def decode_body(frame: Frame, body_type: type[BodyT]) -> BodyT:
    """Decode the frame's body as the given type. Raises FrameError."""
    decoder = _body_decoders.get(body_type)
    if decoder is None:
        decoder = _body_decoders.setdefault(body_type, msgspec.json.Decoder(body_type))
    try:
        return cast("BodyT", decoder.decode(frame.body))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FrameError(f"the body does not fit {frame.kind}") from error
