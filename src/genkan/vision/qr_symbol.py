"""The anatomy of a QR symbol up to version 6 (ISO/IEC 18004): which module is what, and in which order."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]  # side × side
Truths = NDArray[np.bool_]

LARGEST_VERSION = 6
FINDER = 7  # modules
FORMAT_MASK = 0x5412
FORMAT_GENERATOR = 0x537
LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}  # as the format information writes them

TOTAL_CODEWORDS = {1: 26, 2: 44, 3: 70, 4: 100, 5: 134, 6: 172}
# version → level → (check bytes of a block, blocks)
BLOCKS: dict[int, dict[str, tuple[int, int]]] = {
    1: {"L": (7, 1), "M": (10, 1), "Q": (13, 1), "H": (17, 1)},
    2: {"L": (10, 1), "M": (16, 1), "Q": (22, 1), "H": (28, 1)},
    3: {"L": (15, 1), "M": (26, 1), "Q": (18, 2), "H": (22, 2)},
    4: {"L": (20, 1), "M": (18, 2), "Q": (26, 2), "H": (16, 4)},
    5: {"L": (26, 1), "M": (24, 2), "Q": (18, 4), "H": (22, 4)},
    6: {"L": (18, 2), "M": (16, 4), "Q": (24, 4), "H": (28, 4)},
}


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What one version looks like before anything is written into it."""

    version: int
    side: int
    is_known: Truths  # finders, their edges, timing, alignment, the one dark module
    is_dark: Truths  # of those
    formats: NDArray[np.intp]  # 2 copies × 15 bits × (row, column), highest bit first
    data: NDArray[np.intp]  # modules × (row, column), in the order of the bits


@dataclass(frozen=True, slots=True)
class Format:
    """What the format information says."""

    level: str
    mask: int


@cache
def get_anatomy(version: int) -> Anatomy:
    """Give the anatomy of a version from 1 to 6."""
    side = 17 + 4 * version
    known, dark = np.zeros((side, side), bool), np.zeros((side, side), bool)
    for top, left in ((0, 0), (0, side - FINDER), (side - FINDER, 0)):
        _draw_finder(known, dark, top, left)
    for place in range(FINDER + 1, side - FINDER - 1):
        known[6, place] = known[place, 6] = True
        dark[6, place] = dark[place, 6] = place % 2 == 0
    if version > 1:
        middle = side - FINDER
        known[middle - 2 : middle + 3, middle - 2 : middle + 3] = True
        dark[middle - 2 : middle + 3, middle - 2 : middle + 3] = True
        dark[middle - 1 : middle + 2, middle - 1 : middle + 2] = False
        dark[middle, middle] = True
    known[side - 8, 8] = dark[side - 8, 8] = True
    formats = _place_formats(side)
    reserved = known.copy()
    reserved[formats[..., 0], formats[..., 1]] = True
    return Anatomy(version, side, known, dark, formats, _order_data(reserved))


@cache
def get_mask(version: int, mask: int) -> Truths:
    """Give which modules a mask flips."""
    side = get_anatomy(version).side
    row, column = np.mgrid[0:side, 0:side]
    flips = {
        0: (row + column) % 2,
        1: row % 2,
        2: column % 3,
        3: (row + column) % 3,
        4: (row // 2 + column // 3) % 2,
        5: (row * column) % 2 + (row * column) % 3,
        6: ((row * column) % 2 + (row * column) % 3) % 2,
        7: ((row + column) % 2 + (row * column) % 3) % 2,
    }
    return np.asarray(flips[mask] == 0)


@cache
def list_formats() -> tuple[tuple[Format, ...], Grid]:
    """Give the 32 formats, and for each its 15 bits as −1 and 1, highest first."""
    formats = tuple(Format(level, mask) for level in LEVELS for mask in range(8))
    bits = [_write_format(format_) for format_ in formats]
    return formats, np.array(bits, dtype=np.float32)


def write_symbol(version: int, format_: Format, codewords: list[int]) -> Truths:
    """Draw the symbol of these codewords, as they follow each other in it; True is dark."""
    anatomy = get_anatomy(version)
    dark = anatomy.is_dark.copy()
    bits = np.unpackbits(np.array(codewords, dtype=np.uint8)).astype(bool)
    places = anatomy.data[: len(bits)]
    dark[anatomy.data[:, 0], anatomy.data[:, 1]] = False
    dark[places[:, 0], places[:, 1]] = bits
    data = anatomy.data
    dark[data[:, 0], data[:, 1]] ^= get_mask(version, format_.mask)[data[:, 0], data[:, 1]]
    written = np.array(_write_format(format_)) > 0
    for copy in anatomy.formats:
        dark[copy[:, 0], copy[:, 1]] = written
    return dark


@cache
def deal_codewords(version: int, level: str) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Give for each block the places of its bytes in the symbol, and how many of them are check bytes."""
    parity, count = BLOCKS[version][level]
    total = TOTAL_CODEWORDS[version]
    longer = total % count
    sizes = [total // count - parity + (block >= count - longer) for block in range(count)]
    blocks: list[list[int]] = [[] for _ in range(count)]
    place = 0
    for row in range(max(sizes)):
        for block in range(count):
            if row < sizes[block]:
                blocks[block].append(place)
                place += 1
    for _ in range(parity):
        for block in range(count):
            blocks[block].append(place)
            place += 1
    return tuple(tuple(block) for block in blocks), parity


def _draw_finder(known: Truths, dark: Truths, top: int, left: int) -> None:
    """Draw a finder pattern and the light modules around it."""
    side = len(known)
    known[max(0, top - 1) : min(side, top + 8), max(0, left - 1) : min(side, left + 8)] = True
    dark[top : top + 7, left : left + 7] = True
    dark[top + 1 : top + 6, left + 1 : left + 6] = False
    dark[top + 2 : top + 5, left + 2 : left + 5] = True


def _place_formats(side: int) -> NDArray[np.intp]:
    first = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    second = [(side - 1 - r, 8) for r in range(7)] + [(8, side - 8 + c) for c in range(8)]
    return np.array([first, second], dtype=np.intp)


def _order_data(reserved: Truths) -> NDArray[np.intp]:
    """Walk up and down in columns of two from the lower right, around what is reserved."""
    side = len(reserved)
    places = []
    rows = range(side - 1, -1, -1)
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for row in rows:
            places += [(row, column) for column in (right, right - 1) if not reserved[row, column]]
        rows = rows[::-1]
    return np.array(places, dtype=np.intp)


def _write_format(format_: Format) -> list[int]:
    value = LEVELS[format_.level] << 3 | format_.mask
    rest = value << 10
    for bit in range(14, 9, -1):
        if rest >> bit & 1:
            rest ^= FORMAT_GENERATOR << (bit - 10)
    written = (value << 10 | rest) ^ FORMAT_MASK
    return [1 if written >> bit & 1 else -1 for bit in range(14, -1, -1)]
