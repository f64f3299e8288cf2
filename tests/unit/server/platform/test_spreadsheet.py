"""No cell of a file is ever worked out as a formula, whatever people are called."""

import csv
import io
import json
from pathlib import Path
from typing import cast

import pytest

from genkan.server.platform.spreadsheet import write_row

CORPUS = cast(
    "dict[str, list[str]]",
    json.loads((Path(__file__).parents[3] / "corpus" / "spreadsheet-formulas.json").read_text("utf-8")),
)
FORMULA_STARTS = "=+-@＝＋－＠\t\r\n"


def read_back(cells: list[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write_row(cells), newline="")))


@pytest.mark.parametrize("cell", CORPUS["formulas"])
def test_a_cell_that_looks_like_a_formula_is_text(cell: str) -> None:
    ((before, read, after),) = read_back(["a", cell, "z"])  # one line, three cells
    assert (before, after) == ("a", "z")
    assert read.startswith("'")
    assert read.removeprefix("'").split() == cell.split()
    assert all(line.strip()[:1] not in FORMULA_STARTS for line in [read])


@pytest.mark.parametrize("cell", CORPUS["harmless"])
def test_another_cell_comes_back_as_it_was(cell: str) -> None:
    assert read_back(["a", cell, "z"]) == [["a", cell, "z"]]
