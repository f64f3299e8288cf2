"""The printed sheet of an account: one page A4 a person, drawn from values alone.

Japanese is set in a font that every PDF reader brings (docs/adr/0030), so no font file is shipped.
"""

import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import cast

import segno
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from genkan.server.households.sheet import Sheet
from genkan.server.platform.web import find_locales

JAPANESE, KOREAN = "HeiseiKakuGo-W5", "HYGothic-Medium"
LATIN, LATIN_BOLD = "Helvetica", "Helvetica-Bold"
LEFT, RIGHT, TOP = 22 * mm, A4[0] - 22 * mm, A4[1] - 20 * mm
QR_SIZE = 62 * mm  # a phone held at a hand's breadth reads it, also from a poor printer
QR_QUIET_ZONE = 4  # modules; ISO/IEC 18004
BODY = 12.0  # what is larger is bold
INK, QUIET, LINE = HexColor("#1C1B1A"), HexColor("#6B6660"), HexColor("#C9C3B8")

_DARK = re.compile(b"\x01+")
_BLANK = re.compile(r"{{\s*(\w+)\s*}}")
_LATIN = "\u0000-\u00ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_RUNS = re.compile(f"(?P<latin>[{_LATIN}]+)|(?P<korean>[{_HANGUL}]+)|(?P<other>[^{_LATIN}{_HANGUL}]+)")


def draw_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Give a PDF with a page for each sheet."""
    _register_fonts()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pdfVersion=(1, 5), pageCompression=1)
    canvas.setTitle("Genkan")
    for sheet in sheets:
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    say = _Words(sheet)
    page = _Page(canvas)
    page.write(say("place"), size=11, colour=QUIET)
    page.write(say("name"), size=22, is_bold=True, gap=5)
    page.rule()
    page.write(say("title"), size=16, is_bold=True, gap=2)
    page.write(say("lead"), size=11, gap=6)
    page.beside_qr(
        sheet.link,
        [
            (say("username"), _group(sheet.username), 20),
            (say("server_id"), sheet.server_id, 13),
            (say("until_label"), sheet.until, 11),
            (say("address"), sheet.address, 10),
        ],
    )
    page.write(say("steps"), size=13, is_bold=True, gap=3)
    for number in range(1, 5):
        page.step(number, say(f"step{number}"))
    page.space(2)
    page.write(say("once"), size=10, colour=QUIET, gap=1)
    page.write(say("known"), size=10, colour=QUIET, gap=6)
    if sheet.support_phone or sheet.support_hours:
        page.rule()
        page.write(say("support"), size=12, is_bold=True, gap=1)
        if sheet.support_phone:
            page.write(sheet.support_phone, size=15, is_bold=True, gap=1)
        page.write(sheet.support_hours, size=11, colour=QUIET)


class _Words:
    """Says a key in the sheet's language, its blanks filled in."""

    def __init__(self, sheet: Sheet) -> None:
        self._words = _read_words(sheet.language)
        self._values: Mapping[str, str] = {
            "property": sheet.property_name,
            "building": sheet.building_name,
            "home": sheet.home_number,
            "name": sheet.name,
        }

    def __call__(self, key: str) -> str:
        return _BLANK.sub(lambda blank: self._values[blank.group(1)], self._words[f"sheet.{key}"])


class _Page:
    """A page that is written from the top down."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._y = TOP

    def write(
        self, text: str, *, size: float, is_bold: bool = False, colour: Color = INK, gap: float = 0
    ) -> None:
        self._y -= self._set(text, LEFT, RIGHT - LEFT, size=size, is_bold=is_bold, colour=colour) + gap * mm

    def step(self, number: int, text: str) -> None:
        self._set(str(number), LEFT, 8 * mm, size=13, is_bold=True, colour=INK)
        self._y -= self._set(text, LEFT + 9 * mm, RIGHT - LEFT - 9 * mm, size=11.5, colour=INK) + 2.5 * mm

    def space(self, height_mm: float) -> None:
        self._y -= height_mm * mm

    def rule(self) -> None:
        self._canvas.setStrokeColor(LINE)
        self._canvas.line(LEFT, self._y, RIGHT, self._y)
        self._y -= 6 * mm

    def beside_qr(self, content: str, facts: Sequence[tuple[str, str, float]]) -> None:
        top = self._y
        self._draw_qr(content, LEFT, top - QR_SIZE)
        self._y -= 3 * mm
        left = LEFT + QR_SIZE + 8 * mm
        for label, value, size in facts:
            self._y -= self._set(label, left, RIGHT - left, size=10, colour=QUIET)
            self._y -= (
                self._set(value, left, RIGHT - left, size=size, is_bold=size > BODY, colour=INK) + 2 * mm
            )
        self._y = min(self._y, top - QR_SIZE) - 7 * mm

    def _set(
        self, text: str, left: float, width: float, *, size: float, is_bold: bool = False, colour: Color
    ) -> float:
        style = ParagraphStyle(
            "sheet", fontName=JAPANESE, fontSize=size, leading=size * 1.5, textColor=colour, wordWrap="CJK"
        )
        paragraph = Paragraph(_mark_up(text, is_bold=is_bold), style)
        _, height = paragraph.wrap(width, A4[1])
        paragraph.drawOn(self._canvas, left, self._y - height)
        return float(height)

    def _draw_qr(self, content: str, left: float, bottom: float) -> None:
        """Draw it as squares: sharp on every printer."""
        code = segno.make_qr(content, error="m")
        rows = [bytes(row) for row in code.matrix_iter(border=QR_QUIET_ZONE)]
        side = QR_SIZE / len(rows)
        path = self._canvas.beginPath()
        for y, row in enumerate(rows):
            for dark in _DARK.finditer(row):
                width = dark.end() - dark.start()
                path.rect(left + dark.start() * side, bottom + QR_SIZE - (y + 1) * side, width * side, side)
        self._canvas.setFillColor(HexColor("#000000"))
        self._canvas.drawPath(path, stroke=0, fill=1)


def _mark_up(text: str, *, is_bold: bool) -> str:
    """Set each run of letters in a font that has them."""
    fonts = {"latin": LATIN_BOLD if is_bold else LATIN, "korean": KOREAN, "other": JAPANESE}
    return "".join(
        f'<font name="{fonts[run.lastgroup or "other"]}">{escape(run.group())}</font>'
        for run in _RUNS.finditer(text)
    )


def _group(digits: str) -> str:
    return " ".join(digits[start : start + 3] for start in range(0, len(digits), 3))


@cache
def _register_fonts() -> None:
    japanese = UnicodeCIDFont(JAPANESE)
    japanese.encodingName = "UniJIS-UTF16-H"  # also the kanji beyond the first 65,536, as in 𠮷田
    pdfmetrics.registerFont(japanese)
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))


@cache
def _read_words(language: str) -> dict[str, str]:
    path = find_locales() / language / "sheet.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
