"""The printed sheet of an account: one page A4 a person, drawn from values alone."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from genkan.server.households.paper import QUIET, Page
from genkan.server.households.sheet import Sheet
from genkan.server.platform.web import find_locales

_BLANK = re.compile(r"{{\s*(\w+)\s*}}")


def draw_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Give a PDF with a page for each sheet."""
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
    page = Page(canvas)
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


def _group(digits: str) -> str:
    return " ".join(digits[start : start + 3] for start in range(0, len(digits), 3))


@cache
def _read_words(language: str) -> dict[str, str]:
    path = find_locales() / language / "sheet.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
