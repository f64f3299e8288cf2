"""Keep an example of every message of this release, for all later releases to decode.

    .venv/bin/python tests/harness/golden_frames.py

writes `tests/contract/frames/<version>.json`. Examples that are there already are never changed: only
what this release has added is written. Run it before a release is tagged.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import inspect

from genkan import __version__
from genkan.wire.frame import Body, encode
from genkan.wire.schema import CATALOGUES

FOLDER = Path(__file__).parents[1] / "contract/frames"


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One frame as a program of the release sends it."""

    catalogue: str  # link and direction
    kind: str
    filling: str  # all: every field is there · least: only those without a default
    frame: str


def write_examples() -> Path:
    """Add what is missing to this release's file and give its path."""
    path = FOLDER / f"{__version__}.json"
    known = msgspec.json.decode(path.read_bytes(), type=list[Example]) if path.exists() else []
    kept = {(example.catalogue, example.kind, example.filling): example for example in known}
    for example in make_examples():
        kept.setdefault((example.catalogue, example.kind, example.filling), example)
    rows = [msgspec.to_builtins(kept[key]) for key in sorted(kept)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def make_examples() -> Iterator[Example]:
    """Give two frames for every kind of every catalogue."""
    for catalogue, kinds in CATALOGUES.items():
        for kind, body_type in kinds.items():
            for filling in ("all", "least"):
                body = msgspec.convert(_fill(inspect.type_info(body_type), filling), body_type)
                yield Example(
                    catalogue=catalogue, kind=kind, filling=filling, frame=_encode(kind, body, filling)
                )


def _encode(kind: str, body: Body, filling: str) -> str:
    is_answer = kind.endswith(".reply") or kind == "refused"
    mark = {"re": "a1"} if is_answer else {"id": "a1"} if filling == "all" else {}
    return encode(kind, body, **mark).decode()


def _fill(info: inspect.Type, filling: str) -> object:
    match info:
        case inspect.StructType(fields=fields):
            return {
                field.encode_name: _fill_field(field, filling)
                for field in fields
                if filling == "all" or field.required
            }
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return [_fill(item, filling)]
        case inspect.UnionType(types=types):
            return _fill(next(each for each in types if not isinstance(each, inspect.NoneType)), filling)
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.DictType(key_type=key, value_type=value):
            return {str(_fill(key, filling)): _fill(value, filling)}
        case _:
            return _fill_plain(info)


def _fill_plain(info: inspect.Type) -> object:
    match info:
        case inspect.StrType():
            return "0192a3b4c5d6e7f8"
        case inspect.BytesType():
            return b"\xff\xd8\xff\xe0"
        case inspect.BoolType():
            return True
        case inspect.IntType(le=most):
            return 1_750_000_000_000 if most is None else most
        case inspect.DateType():
            return "2028-02-29"
        case _:
            raise TypeError(f"no example for {info}: add one here")


def _fill_field(field: inspect.Field, filling: str) -> object:
    # A value equal to its default does not travel.
    return not field.default if isinstance(field.default, bool) else _fill(field.type, filling)


if __name__ == "__main__":
    print(write_examples())
