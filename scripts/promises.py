"""Write `docs/promises.md` from what the runs have noted in `var/promises.jsonl`.

    .venv/bin/python scripts/promises.py

Each row is the last figure of one test in `tests/promises`; a full one (nightly) stays until the next
full one. A row whose test is gone is taken off the page.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "var/promises.jsonl"
PAGE = ROOT / "docs/promises.md"
NUMBER = re.compile(r"([A-Z]+)(\d+)")
LINK = re.compile(r"\[(\w+)\]\(\.\./([^)]+)\)")

HEAD = """\
# What Genkan promises when things go wrong

Each promise is a test in `tests/promises`, over real processes and real databases; without a running test it
is not on this page. The runs write it: the short form belongs to `make test`, the full one to `make nightly`.
`GENKAN_SEED=<seed> .venv/bin/pytest <test>` repeats a run.

| | promise | last figure | form | seed | on | shown by |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One promise as one run showed it."""

    number: str
    sentence: str
    figure: str
    form: str
    seed: int
    on: str
    test: str


def merge(rows: Iterable[Shown]) -> list[Shown]:
    """Give the row to show for each test, oldest run first, in the order of the page."""
    newest: dict[tuple[str, str], Shown] = {}
    for shown in rows:
        known = newest.get((shown.number, shown.test))
        if known is None or shown.form == "nightly" or known.form != "nightly":
            newest[shown.number, shown.test] = shown
    return sorted(filter(has_test, newest.values()), key=_place)


def has_test(shown: Shown) -> bool:
    """Whether the test still stands where the run found it."""
    path, _, name = shown.test.partition("::")
    file = ROOT / path
    return file.is_file() and f"def {name}(" in file.read_text(encoding="utf-8")


def read_page() -> list[Shown]:
    """Give the rows of the page as it is."""
    if not PAGE.exists():
        return []
    _, _, table = PAGE.read_text(encoding="utf-8").partition("|---|---|---|---|---|---|---|\n")
    return [_parse(line) for line in table.splitlines() if line.startswith("| ")]


def read_record() -> list[Shown]:
    """Give what the runs have noted, oldest first."""
    if not RECORD.exists():
        return []
    return [Shown(**json.loads(line)) for line in RECORD.read_text(encoding="utf-8").splitlines()]


def _place(shown: Shown) -> tuple[str, int, str]:
    match = NUMBER.fullmatch(shown.number)
    return (match[1], int(match[2]), shown.test) if match else (shown.number, 0, shown.test)


def _parse(line: str) -> Shown:
    number, sentence, figure, form, seed, on, where = line.removeprefix("| ").removesuffix(" |").split(" | ")
    link = LINK.fullmatch(where)
    if link is None:
        raise ValueError(f"no test in the row {line!r}")
    return Shown(
        number=number,
        sentence=sentence,
        figure=figure,
        form=form,
        seed=int(seed),
        on=on,
        test=f"{link[2]}::{link[1]}",
    )


def _write(shown: Shown) -> str:
    path, _, name = shown.test.partition("::")
    cells = (
        shown.number,
        shown.sentence.replace("|", "∣"),
        shown.figure.replace("|", "∣"),
        shown.form,
        str(shown.seed),
        shown.on,
        f"[{name}](../{path})",
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(HEAD + "".join(map(_write, merge([*read_page(), *read_record()]))), encoding="utf-8")
