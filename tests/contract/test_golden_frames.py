"""What a released program has sent is understood for ever: stations and phones are not updated together."""

import json
from pathlib import Path

import msgspec
import pytest

from genkan import __version__
from genkan.wire.frame import FrameError, decode, decode_body
from genkan.wire.schema import CATALOGUES
from harness.golden_frames import FOLDER, Example, make_examples

RELEASES = sorted(FOLDER.glob("*.json"))


def read_examples(release: Path) -> list[Example]:
    return msgspec.json.decode(release.read_bytes(), type=list[Example])


def name_of(example: Example) -> str:
    return f"{example.catalogue} {example.kind} ({example.filling})"


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_every_frame_of_the_release_is_understood_without_loss(release: Path) -> None:
    for example in read_examples(release):
        frame = decode(example.frame)
        body_type = CATALOGUES[example.catalogue].get(frame.kind)
        assert body_type is not None, f"{name_of(example)} is no longer known"
        body = decode_body(frame, body_type)
        understood = json.loads(msgspec.json.encode(body))
        for field, value in json.loads(example.frame).get("body", {}).items():
            default = {each.name: each.default for each in msgspec.structs.fields(body_type)}.get(field)
            assert understood.get(field, default) == value, f"{name_of(example)}: {field} is lost"


def test_every_message_of_this_release_has_its_example() -> None:
    kept = {name_of(example) for example in read_examples(FOLDER / f"{__version__}.json")}
    missing = [name_of(example) for example in make_examples() if name_of(example) not in kept]
    assert not missing, "run tests/harness/golden_frames.py"


def test_a_field_that_was_renamed_would_be_noticed() -> None:
    frame = decode('{"v":1,"kind":"call.answer","body":{"call":"c1"}}')
    with pytest.raises(FrameError):
        decode_body(frame, CATALOGUES["app.up"]["call.answer"])
