"""Making a letter of a message: words, secrets, pictures, and the two layouts."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import assert_never, cast
from urllib.parse import urlsplit

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from genkan.core.credentials import write_key, write_qr_text
from genkan.server.messages.link import Letter, Picture
from genkan.server.messages.repository import Derived, DerivedKind, MessageRow
from genkan.server.messages.templates import (
    MAILS,
    NOTES,
    TEXTS,
    Block,
    Button,
    Fact,
    Facts,
    Note,
    Qr,
    Steps,
    Text,
)
from genkan.server.platform.derive import Derivation
from genkan.server.platform.web import find_locales

QR_QUIET_ZONE = 4  # modules; ISO/IEC 18004
QR_SHARP_PX = 480  # shown at 240: as many pixels as a phone's screen has there

_BLANK = re.compile(r"{{\s*(\w+)\s*}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block with its words and values, as the layouts take it."""

    kind: str
    text: str = ""
    url: str = ""
    cid: str = ""
    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()


class Composer:
    """Composes messages. Raises LookupError or ValueError for a row whose template is gone."""

    def __init__(self, derivation: Derivation, *, public_url: str, server_id: str) -> None:
        self._derivation = derivation
        self._public_url = public_url
        self._always = {
            "server_id": server_id,
            "server_url": public_url,
            "app_url": f"{public_url}/app/",
            "portal_url": f"{public_url}/portal/",
            "get_url": f"{public_url}/app/get",
            "host": urlsplit(public_url).hostname or "",
        }

    def compose(self, row: MessageRow) -> Letter:
        """Give the letter. Composed anew it is the same."""
        values = {
            **self._always,
            **row.parameters,
            **{name: self._make(derived) for name, derived in row.derived.items()},
        }
        say = _Words(row.language, values)
        if row.channel == "sms":
            return Letter(
                message_id=row.id,
                address=row.address,
                subject="",
                text=say(TEXTS[row.template]),
                language=row.language,
            )
        if row.channel == "push":
            note = NOTES[row.template]
            return Letter(
                message_id=row.id,
                address=row.address,
                subject=say(note.title),
                text=say(note.body),
                language=row.language,
                path=note.path,
                skip=row.parameters.get("skip", ""),
            )
        mail = MAILS[row.template]
        pieces = [piece for block in mail.blocks if (piece := _piece(block, say, values)) is not None]
        content = {
            "language": row.language,
            "title": say(mail.title),
            "pieces": pieces,
            "footer": say("footer"),
        }
        return Letter(
            message_id=row.id,
            address=row.address,
            subject=say(mail.subject),
            text=_layouts().get_template("layout.txt.j2").render(content).strip() + "\n",
            html=_layouts().get_template("layout.html.j2").render(content),
            pictures=tuple(
                Picture(cid=block.value, png=draw_qr(values[block.value]))
                for block in mail.blocks
                if isinstance(block, Qr)
            ),
            language=row.language,
        )

    def _make(self, derived: Derived) -> str:
        match derived.kind:
            case DerivedKind.LINK:
                token = self._derivation.link(derived.purpose, derived.row_id)
                return f"{self._public_url}{derived.path}#{token}"
            case DerivedKind.CODE:
                return self._derivation.code(derived.purpose, derived.row_id)
            case DerivedKind.PASSWORD:
                return self._derivation.password(derived.purpose, derived.row_id)
            case DerivedKind.KEY:
                return write_qr_text(self._derivation.key(derived.purpose, derived.row_id))
            case DerivedKind.KEY_LINK:
                key = write_key(self._derivation.key(derived.purpose, derived.row_id))
                return f"{self._public_url}{derived.path}#{key}"
        assert_never(derived.kind)


def draw_qr(content: str) -> bytes:
    """Draw the content as a QR code on white, with its quiet zone, as PNG."""
    code = segno.make_qr(content, error="m")
    modules = code.symbol_size(border=QR_QUIET_ZONE)[0]
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=-(-QR_SHARP_PX // modules), border=QR_QUIET_ZONE)
    return picture.getvalue()


def draw_svg(content: str) -> bytes:
    """Draw the content as a QR code on white, with its quiet zone, as SVG."""
    picture = io.BytesIO()
    segno.make_qr(content, error="m").save(picture, kind="svg", border=QR_QUIET_ZONE, light="#fff", scale=4)
    return picture.getvalue()


def render_outbox(messages: list[dict[str, str]]) -> str:
    """Give the demo's page of messages."""
    return _layouts().get_template("outbox.html.j2").render(messages=messages)


class _Words:
    """Says a key in the message's language, its blanks filled in. Raises KeyError for what is missing."""

    def __init__(self, language: str, values: Mapping[str, str]) -> None:
        self._words = mail_words(language)
        self._values = values

    def __call__(self, key: str) -> str:
        words = self._words[key.format_map(self._values)]
        return _BLANK.sub(lambda blank: self._values[blank.group(1)], words)


def _piece(block: Block, say: _Words, values: Mapping[str, str]) -> Piece | None:
    match block:
        case Text() | Note():
            if block.needs is not None and not values.get(block.needs):
                return None
            return Piece(kind="text" if isinstance(block, Text) else "note", text=say(block.key))
        case Facts():
            rows = tuple(_fact(fact, say, values) for fact in block.facts if values.get(fact.value))
            if not rows:
                return None
            return Piece(kind="facts", title=say(block.title) if block.title else "", rows=rows)
        case Qr():
            return Piece(kind="qr", cid=block.value, text=say(block.caption))
        case Button():
            return Piece(kind="button", url=values[block.url], text=say(block.key))
        case Steps():
            rows = tuple((str(number), say(key)) for number, key in enumerate(block.keys, 1))
            return Piece(kind="steps", title=say(block.title), rows=rows)
    assert_never(block)


def _fact(fact: Fact, say: _Words, values: Mapping[str, str]) -> tuple[str, str]:
    return say(fact.label), values[fact.value]


@cache
def mail_words(language: str) -> dict[str, str]:
    """Give the words of mails and texts in a language."""
    path = find_locales() / language / "mail.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


@cache
def _layouts() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "layouts"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
