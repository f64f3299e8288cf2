"""The run as JSON for programs, and as one table for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from genkan.bench.figures import FLOOR, GENKAN, Figure, Missing, Statistic, Verdict, percentile
from genkan.bench.machine import Machine

FORMAT = 1  # of latest.json; fields are only added
TABLE_BEGINS = "<!-- the last run: written by `make bench` -->"
TABLE_ENDS = "<!-- end of the last run -->"
HEADINGS = ("", "Genkan", "floor", "times the floor", "step", "goal", "beside it")
LARGE = 100  # from here on digits after the point are noise


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run found."""

    machine: Machine
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...]
    has_failed: bool = False  # a scenario broke: the run is shown, and not published


def encode_report(report: Report) -> bytes:
    """Give the JSON of the run: each figure's statistics, ratios and verdicts, and what is missing."""
    document = {
        "format": FORMAT,
        "machine": asdict(report.machine),
        "figures": [_describe(figure) for figure in report.figures],
        "missing": [asdict(missing) for missing in report.missing],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def draw_table(report: Report) -> str:
    """Give the table for a terminal."""
    rows = [HEADINGS, *(_row(figure) for figure in report.figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join([*lines, *_list_notes(report)])


def draw_markdown(report: Report) -> str:
    """Give the table for docs/performance.md."""
    machine = report.machine
    where = (
        f"Taken {machine.taken_at} with Genkan {machine.genkan}, Python {machine.python},"
        f" {machine.cores} cores ({machine.processor}), {machine.memory_gb} GB;"
        f" load before the run {machine.load_before}."
    )
    lines = [
        where,
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|---" * len(HEADINGS) + "|",
        *("| " + " | ".join(_row(figure)) + " |" for figure in report.figures),
        "",
        *(f"- {note}" for note in _list_notes(report)),
    ]
    return "\n".join(lines).rstrip()


def put_table_into(document: Path, report: Report) -> bool:
    """Replace the table between the two marks of the document; False when it has no marks."""
    if not document.is_file():
        return False
    before, begins, rest = document.read_text(encoding="utf-8").partition(TABLE_BEGINS)
    _, ends, after = rest.partition(TABLE_ENDS)
    if not begins or not ends:
        return False
    document.write_text(f"{before}{begins}\n{draw_markdown(report)}\n{ends}{after}", encoding="utf-8")
    return True


def format_number(value: float) -> str:
    """Give three significant digits, without an exponent."""
    if abs(value) >= LARGE:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _row(figure: Figure) -> Sequence[str]:
    ratio = figure.ratio(FLOOR)
    return (
        f"{figure.key.partition('.')[0].upper()} {figure.title}",
        _format_value(figure, GENKAN),
        _format_value(figure, FLOOR),
        "" if ratio is None else f"{ratio.value:.2f} ({ratio.least:.2f} to {ratio.most:.2f})",
        _format_verdicts(figure, "step"),
        _format_verdicts(figure, "goal"),
        " · ".join(f"{peer} {_format_value(figure, peer)}" for peer in find_peers(figure)),
    )


def find_peers(figure: Figure) -> tuple[str, ...]:
    """Give the sides that are neither Genkan nor the floor."""
    return tuple(side for side in figure.rounds if side not in {GENKAN, FLOOR})


def _format_value(figure: Figure, side: str) -> str:
    value = figure.value(side)
    if value is None:
        return ""
    statistic = "" if figure.statistic is Statistic.MEDIAN else f" {figure.statistic}"
    return f"{format_number(value)} {figure.unit}{statistic}"


def _format_verdicts(figure: Figure, label: str) -> str:
    return ", ".join(
        _format_verdict(verdict, figure.unit) for verdict in figure.verdicts() if verdict.bound.label == label
    )


def _format_verdict(verdict: Verdict, unit: str) -> str:
    bound = verdict.bound
    limit = f"{bound.at_most:g} {unit}" if bound.of is None else f"{bound.at_most:g} ×"
    other = f" {bound.of}" if bound.of not in {None, FLOOR} else ""
    mark = {True: "✓", False: "✗", None: "?"}[verdict.is_met]
    return f"≤ {limit}{other} {mark}"


def _list_notes(report: Report) -> Iterable[str]:
    for figure in report.figures:
        for note in figure.notes:
            yield f"{figure.key}: {note}"
    for missing in report.missing:
        yield f"missing: {missing.what}: {missing.reason}"


def _describe(figure: Figure) -> Mapping[str, object]:
    ratios = {side: figure.ratio(side) for side in figure.rounds if side != GENKAN}
    return {
        "key": figure.key,
        "title": figure.title,
        "unit": figure.unit,
        "statistic": figure.statistic.value,
        "sides": {
            side: {
                "value": figure.value(side),
                "median": percentile(samples, 0.5),
                "p95": percentile(samples, 0.95),
                "least": min(samples),
                "most": max(samples),
                "samples": len(samples),
                "rounds": [figure.statistic.of(turn) for turn in figure.rounds[side] if turn],
            }
            for side in figure.rounds
            if (samples := figure.samples(side))
        },
        "ratios": {side: asdict(ratio) for side, ratio in ratios.items() if ratio is not None},
        "verdicts": [
            {**asdict(verdict.bound), "measured": verdict.measured, "is_met": verdict.is_met}
            for verdict in figure.verdicts()
        ],
        "notes": list(figure.notes),
    }


def _width(text: str) -> int:
    return sum(2 if "\u3000" <= character <= "\uff60" else 1 for character in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
