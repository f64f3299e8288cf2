"""How a run is published."""

from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Missing
from genkan.bench.machine import Machine
from genkan.bench.picture import draw_picture
from genkan.bench.report import (
    TABLE_BEGINS,
    TABLE_ENDS,
    Report,
    draw_markdown,
    draw_table,
    encode_report,
    format_number,
    put_table_into,
)

HOME_ASSISTANT = "Home Assistant"


@pytest.fixture
def report() -> Report:
    machine = Machine(
        taken_at="2026-01-02T03:04:05+00:00",
        genkan="0.1.0",
        python="3.11.2",
        system="Linux 6.1",
        processor="A <fast> one",
        cores=2,
        memory_gb=8,
        load_before=0.1,
    )
    release = Figure(
        key="p1.latency",
        title="tap → 解錠成功",
        unit="ms",
        rounds={
            GENKAN: [[1.0, 1.2], [1.1, 1.1]],
            FLOOR: [[1.0, 1.0], [0.5, 0.5]],
            HOME_ASSISTANT: [[2.2], [2.2]],
        },
        bounds=(Bound("step", 1.5), Bound("goal", 1.2), Bound("goal", 1.0, of=HOME_ASSISTANT)),
        notes=("a note",),
    )
    return Report(machine, (release,), (Missing("Mosquitto", "is not installed"),))


def test_json_carries_statistics_ratios_and_verdicts(report: Report) -> None:
    document = msgspec.json.decode(encode_report(report))

    (figure,) = document["figures"]
    assert figure["sides"][GENKAN]["samples"] == 4
    assert figure["sides"][GENKAN]["median"] == pytest.approx(1.1)
    assert figure["ratios"][FLOOR]["value"] == pytest.approx(1.65)
    assert [(v["label"], v["of"], v["is_met"]) for v in figure["verdicts"]] == [
        ("step", FLOOR, False),
        ("goal", FLOOR, False),
        ("goal", HOME_ASSISTANT, True),
    ]


def test_what_is_missing_is_named_everywhere_with_its_reason(report: Report) -> None:
    for text in (encode_report(report).decode(), draw_table(report), draw_markdown(report)):
        assert "Mosquitto" in text
        assert "is not installed" in text


def test_table_tells_ratio_spread_bounds_and_peers_in_a_line(report: Report) -> None:
    line = next(line for line in draw_table(report).splitlines() if line.startswith("P1"))

    assert "1.65 (1.10 to 2.20)" in line
    assert "≤ 1.5 × ✗" in line
    assert "≤ 1 × Home Assistant ✓" in line
    assert "Home Assistant 2.2 ms" in line


def test_document_keeps_everything_around_its_table(report: Report, tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"before\n{TABLE_BEGINS}\nold\n{TABLE_ENDS}\nafter\n")

    assert put_table_into(document, report)
    assert put_table_into(document, report)  # a second run finds the marks again

    text = document.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert text.count("| P1 tap") == 1


def test_document_without_marks_is_left_alone(report: Report, tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("no table here\n")

    assert not put_table_into(document, report)
    assert document.read_text() == "no table here\n"
    assert not put_table_into(tmp_path / "absent.md", report)


def test_picture_is_well_formed_and_shows_every_side(report: Report) -> None:
    picture = draw_picture(report)

    drawing = ET.fromstring(picture)  # noqa: S314 - our own
    texts = [text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    for side in (GENKAN, FLOOR, HOME_ASSISTANT):
        assert any(text.startswith(side) for text in texts)
    assert any("A <fast> one" in text for text in texts)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.4567, "0.457"), (1.5, "1.5"), (12.345, "12.3"), (123.4, "123"), (12_345.6, "12,346")],
)
def test_numbers_show_three_digits_and_no_exponent(value: float, text: str) -> None:
    assert format_number(value) == text
