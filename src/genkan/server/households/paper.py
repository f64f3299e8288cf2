"""A page A4 that is written from the top down: the paper of everything that is printed.

Japanese is set in a font that every PDF reader brings (docs/adr/0030), so no font file is shipped.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import segno
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

JAPANESE, KOREAN = "HeiseiKakuGo-W5", "HYGothic-Medium"
LATIN, LATIN_BOLD = "Helvetica", "Helvetica-Bold"
LEFT, RIGHT, TOP, BOTTOM = 22 * mm, A4[0] - 22 * mm, A4[1] - 20 * mm, 18 * mm
QR_SIZE = 62 * mm  # a phone held at a hand's breadth reads it, also from a poor printer
QR_QUIET_ZONE = 4  # modules; ISO/IEC 18004
BODY = 12.0  # what is larger is bold
INK, QUIET, LINE = HexColor("#1C1B1A"), HexColor("#6B6660"), HexColor("#C9C3B8")

_DARK = re.compile(b"\x01+")
_LATIN = "\u0000-\u00ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_RUNS = re.compile(f"(?P<latin>[{_LATIN}]+)|(?P<korean>[{_HANGUL}]+)|(?P<other>[^{_LATIN}{_HANGUL}]+)")


class Page:
    """A page that is written from the top down."""

    def __init__(self, canvas: Canvas) -> None:
        register_fonts()
        self._canvas = canvas
        self._y = TOP

    def write(
        self, text: str, *, size: float, is_bold: bool = False, colour: Color = INK, gap: float = 0
    ) -> None:
        """Write a paragraph over the whole width; the gap below it is in millimetres."""
        self._y -= self._set(text, LEFT, RIGHT - LEFT, size=size, is_bold=is_bold, colour=colour) + gap * mm

    def step(self, number: int, text: str, *, right: float = RIGHT) -> None:
        """Write a step with its number before it."""
        self._set(str(number), LEFT, 8 * mm, size=13, is_bold=True, colour=INK)
        self._y -= self._set(text, LEFT + 9 * mm, right - LEFT - 9 * mm, size=11.5, colour=INK) + 2.5 * mm

    def row(self, cells: Sequence[tuple[str, float, Color]], *, size: float) -> None:
        """Write texts beside each other: each with its width in points and its colour."""
        left, highest = LEFT, 0.0
        for text, width, colour in cells:
            highest = max(highest, self._set(text, left, width, size=size, colour=colour))
            left += width
        self._y -= highest + 2 * mm

    def space(self, height_mm: float) -> None:
        """Leave some room."""
        self._y -= height_mm * mm

    def rule(self) -> None:
        """Draw a line across."""
        self._canvas.setStrokeColor(LINE)
        self._canvas.line(LEFT, self._y, RIGHT, self._y)
        self._y -= 6 * mm

    @property
    def left_height(self) -> float:
        """How much is left of the page, in points."""
        return self._y - BOTTOM

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self._canvas.showPage()
        self._y = TOP

    def picture_at_right(self, path: Path, width: float) -> float:
        """Draw a picture at the right edge, its top here; give how high it is."""
        picture = ImageReader(path)
        across, down = picture.getSize()
        height = width * down / across
        self._canvas.drawImage(picture, RIGHT - width, self._y - height, width, height)
        self._canvas.setStrokeColor(LINE)
        self._canvas.roundRect(RIGHT - width, self._y - height, width, height, 2 * mm)
        return float(height)

    def beside_qr(self, content: str, facts: Sequence[tuple[str, str, float]]) -> None:
        """Draw a QR code, and beside it labels with their values and the values' sizes."""
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
        paragraph = Paragraph(mark_up(text, is_bold=is_bold), style)
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


def mark_up(text: str, *, is_bold: bool) -> str:
    """Set each run of letters in a font that has them."""
    fonts = {"latin": LATIN_BOLD if is_bold else LATIN, "korean": KOREAN, "other": JAPANESE}
    return "".join(
        f'<font name="{fonts[run.lastgroup or "other"]}">{escape(run.group())}</font>'
        for run in _RUNS.finditer(text)
    )


@cache
def register_fonts() -> None:
    """Make the fonts known, once."""
    japanese = UnicodeCIDFont(JAPANESE)
    japanese.encodingName = "UniJIS-UTF16-H"  # also the kanji beyond the first 65,536, as in 𠮷田
    pdfmetrics.registerFont(japanese)
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
