"""The report of an installation check: who checked what, when, and every line."""

import io
import json
from datetime import datetime
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from genkan.server.checks.lines import Line, LineState, judge
from genkan.server.checks.printing import Report
from genkan.server.households.paper import INK, QUIET, Page
from genkan.server.platform.web import find_locales

NAME_WIDTH, STATE_WIDTH, NOTE_WIDTH = 56 * mm, 24 * mm, 86 * mm
FACT_WIDTH = 42 * mm
ROW_HEIGHT = 18 * mm  # of a line with two lines of notes: what does not fit begins a page
PINE, CRIMSON = HexColor("#2E7D4F"), HexColor("#B3362F")
COLOURS: dict[LineState, Color] = {LineState.OK: PINE, LineState.FAILED: CRIMSON}


def draw_report(report: Report) -> bytes:
    """Give the report as a PDF."""
    words = read_words(report.language)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pdfVersion=(1, 5), pageCompression=1)
    canvas.setTitle(f"{words['check.title']} - {report.property_name} {report.station_name}")
    page = Page(canvas)
    page.write(report.property_name, size=11, colour=QUIET)
    page.write(words["check.report.title"], size=22, is_bold=True, gap=3)
    for name, value in _list_facts(report, words):
        page.row([(name, FACT_WIDTH, QUIET), (value, NOTE_WIDTH + STATE_WIDTH, INK)], size=11)
    page.space(3)
    verdict = judge(report.row.progress.lines)
    page.write(words[f"check.verdict.{verdict}"], size=15, is_bold=True, gap=3)
    page.rule()
    for line in report.row.progress.lines:
        if page.left_height < ROW_HEIGHT:
            page.turn()
        page.row(
            [
                (tell_name(line, words), NAME_WIDTH, INK),
                (words[f"check.state.{line.shown_state}"], STATE_WIDTH, COLOURS.get(line.state, QUIET)),
                (_tell_notes(line, words), NOTE_WIDTH, QUIET),
            ],
            size=11,
        )
    _write_signature(page, words)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _list_facts(report: Report, words: dict[str, str]) -> list[tuple[str, str]]:
    row = report.row
    ended = row.ended_at or row.started_at
    return [
        (words["check.report.station"], f"{report.building_name} {report.station_name}"),
        (words["check.report.version"], row.version or "-"),
        (words["check.report.started"], _tell_instant(row.started_at, report.time_zone)),
        (
            words["check.report.ended"],
            words["check.report.running"] if row.ended_at is None else _tell_instant(ended, report.time_zone),
        ),
        (words["check.report.person"], report.person_name or words["check.somebody"]),
    ]


def _tell_instant(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def tell_name(line: Line, words: dict[str, str]) -> str:
    """Give what the line is about."""
    name = words[f"check.part.{line.part}"]
    return f"{name} - {line.door_name}" if line.door_name else name


def _tell_notes(line: Line, words: dict[str, str]) -> str:
    """Give the figure, who found it, and for a fault what to do."""
    notes = [line.detail]
    if line.state is LineState.OK:
        notes.append(words["check.by.person" if line.by_person else "check.by.unit"])
    elif line.reason:
        notes.append(words.get(f"check.reason.{line.reason}", words["check.reason.other"]))
    return " / ".join(note for note in notes if note)


def _write_signature(page: Page, words: dict[str, str]) -> None:
    if page.left_height < 2 * ROW_HEIGHT:
        page.turn()
    page.space(4)
    page.rule()
    page.write(words["check.report.signature"], size=11, colour=QUIET)


@cache
def read_words(language: str) -> dict[str, str]:
    """Give the words of checks in one of our languages."""
    path = find_locales() / language / "check.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
