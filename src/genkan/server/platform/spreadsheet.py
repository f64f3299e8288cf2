"""Tables for spreadsheets: CSV as RFC 4180 has it, in which no cell is a formula.

A cell that begins like one gets an apostrophe before it, which spreadsheets show as text (OWASP, CSV
injection). Their full-width twins count, too: a Japanese Excel takes ＝ for =.
"""

from collections.abc import Iterable
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads UTF-8 as Shift_JIS
_FORMULA_STARTS: Final = frozenset("=+-@\t\r\n＝＋－＠")


def write_row(cells: Iterable[str]) -> str:
    """Give one line, its end included; every cell is quoted."""
    return ",".join(f'"{make_safe(cell)}"' for cell in cells) + "\r\n"


def make_safe(cell: str) -> str:
    """Give the cell's text for between the quotes: on one line, and nothing that would be worked out."""
    is_formula = cell.lstrip(" \u3000\u00a0\ufeff")[:1] in _FORMULA_STARTS and cell.strip() != ""
    line = " ".join(cell.replace("\x00", "").splitlines()) if cell else ""
    return ("'" if is_formula else "") + line.replace("\t", " ").replace('"', '""')
