"""The residents' manual on paper, in the words that the app's own page of it has."""

import io
import json
from functools import cache
from itertools import count
from pathlib import Path
from typing import cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from genkan.server.households.manual import Manual
from genkan.server.households.paper import QUIET, RIGHT, Page
from genkan.server.platform.web import find_locales

PICTURE_WIDTH = 42 * mm
PICTURE_GAP = 8 * mm
SECTION_HEIGHT = 46 * mm  # of one without a picture, roughly: what does not fit begins a page
PICTURED_HEIGHT = 104 * mm
FIRST_STEP = ".1"


def draw_manual(manual: Manual, pictures: Path) -> bytes:
    """Give the manual as a PDF; pictures that are not there are left out."""
    words = read_words(manual.language)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pdfVersion=(1, 5), pageCompression=1)
    canvas.setTitle(f"{words['manual.title']} - {manual.property_name}")
    page = Page(canvas)
    page.write(manual.property_name, size=11, colour=QUIET)
    page.write(words["manual.title"], size=22, is_bold=True, gap=2)
    page.write(words["manual.lead"], size=11, colour=QUIET, gap=4)
    page.rule()
    for section in list_sections(words):
        picture = pictures / f"{section}-{manual.language}.jpg"
        has_picture = f"manual.{section}.picture" in words and picture.exists()
        _write_section(page, words, section, picture if has_picture else None)
    _write_support(page, words, manual)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _write_section(page: Page, words: dict[str, str], section: str, picture: Path | None) -> None:
    if page.left_height < (SECTION_HEIGHT if picture is None else PICTURED_HEIGHT):
        page.turn()
    page.write(words[f"manual.{section}.title"], size=15, is_bold=True, gap=2)
    before = page.left_height
    height = 0.0 if picture is None else page.picture_at_right(picture, PICTURE_WIDTH)
    right = RIGHT if picture is None else RIGHT - PICTURE_WIDTH - PICTURE_GAP
    for number in count(1):
        text = words.get(f"manual.{section}.{number}")
        if text is None:
            break
        page.step(number, text, right=right)
    written = before - page.left_height
    page.space(max(0.0, height - written) / mm + 6)


def _write_support(page: Page, words: dict[str, str], manual: Manual) -> None:
    if page.left_height < SECTION_HEIGHT:
        page.turn()
    page.rule()
    page.write(words["manual.support.title"], size=15, is_bold=True, gap=2)
    if not manual.support_phone and not manual.support_hours:
        page.write(words["manual.support.none"], size=11.5)
        return
    page.write(words["manual.support.lead"], size=11, colour=QUIET, gap=1)
    if manual.support_phone:
        page.write(manual.support_phone, size=17, is_bold=True, gap=1)
    page.write(manual.support_hours, size=11.5)


def list_sections(words: dict[str, str]) -> list[str]:
    """Give the sections that have steps, in the order of the words."""
    firsts = [key.removesuffix(FIRST_STEP) for key in words if key.endswith(FIRST_STEP)]
    return [first.removeprefix("manual.") for first in firsts]


@cache
def read_words(language: str) -> dict[str, str]:
    """Give the manual's words in one of our languages."""
    path = find_locales() / language / "manual.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
