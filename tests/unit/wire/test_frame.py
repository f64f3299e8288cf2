"""The frame: what goes in comes out, and what does not fit is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genkan.wire import app, panel, station
from genkan.wire.call import CallRef, CallSignal, Signal
from genkan.wire.frame import FrameError, Refused, decode, decode_body, encode, encode_frame, encode_reply
from genkan.wire.ids import ID_LENGTH, new_id
from genkan.wire.schema import CATALOGUES, wire_schema


def test_a_body_survives_the_way() -> None:
    sent = app.DoorRelease(door_id="d", key="k", tapped_ms=5)
    frame = decode(encode("door.release", sent, id="7"))
    assert (frame.kind, frame.id, frame.re) == ("door.release", "7", None)
    assert decode_body(frame, app.DoorRelease) == sent


def test_unknown_fields_are_ignored_so_that_newer_peers_are_understood() -> None:
    frame = decode(
        b'{"v":1,"kind":"door.release","later":1,"body":{"door_id":"d","key":"k","tapped_ms":1,"x":[]}}'
    )
    assert decode_body(frame, app.DoorRelease).door_id == "d"


def test_a_frame_passes_a_node_unchanged() -> None:
    text = encode("call.signal", CallSignal(call_id="c", leg="l", signal=Signal(type="want")))
    assert decode(encode_frame(decode(text))) == decode(text)


def test_an_answer_names_what_it_answers() -> None:
    ask = decode(encode("call.answer", CallRef(call_id="c"), id="9"))
    assert decode(encode_reply(ask, app.CallAnswered(won=True))).kind == "call.answer.reply"
    refusal = decode(encode_reply(ask, Refused(reason="call-over")))
    assert (refusal.kind, refusal.re) == ("refused", "9")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b'{"v":1}',
        b'{"v":"1","kind":"ping","body":{}}',
        b'{"kind":5,"body":{}}',
        b'{"kind":"' + b"x" * 65 + b'","body":{}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_frame_is_refused(text: bytes) -> None:
    with pytest.raises(FrameError):
        decode(text)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(text: bytes) -> None:
    try:
        decode(text)
    except FrameError:
        return
    assert text.strip().startswith(b"{")


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"door_id":1,"key":"k","tapped_ms":1}', b"null"])
def test_a_body_of_the_wrong_shape_is_refused(body: bytes) -> None:
    frame = decode(b'{"kind":"door.release","body":' + body + b"}")
    with pytest.raises(FrameError):
        decode_body(frame, app.DoorRelease)


def test_every_body_has_one_name_in_the_schema() -> None:
    schema = wire_schema()
    kinds = schema["kinds"]
    assert isinstance(kinds, dict)
    assert set(kinds) == set(CATALOGUES)
    assert kinds["app.up"]["door.release"] == "DoorRelease"


def test_each_ask_of_a_catalogue_has_its_reply() -> None:
    for up, down in ((app.UP, app.DOWN), (station.UP, station.DOWN), (panel.UP, panel.DOWN)):
        replies = {kind.removesuffix(".reply") for kind in down if kind.endswith(".reply")}
        assert replies <= set(up)


def test_ids_sort_by_time_and_are_uuids_of_version_7() -> None:
    ids = [new_id(at_ms=at) for at in (1, 2, 3_000_000_000_000)]
    assert ids == sorted(ids)
    assert all(len(value) == ID_LENGTH and value[12] == "7" and value[16] in "89ab" for value in ids)
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_the_chain_depends_on_everything_before() -> None:
    def digest(previous: bytes, seq: int) -> bytes:
        return station.chain_digest(
            previous=previous, seq=seq, event_id="e", at_ms=1, door_id="d", actor_id="a", via="app"
        )

    assert len({digest(bytes(32), 1), digest(bytes(32), 2), digest(b"x" * 32, 1)}) == 3
