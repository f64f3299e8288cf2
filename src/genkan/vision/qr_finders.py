"""Finding the three squares of a symbol where edges are gone: by their likeness, at every size.

A square that is blurred, smeared, dim or mirrored over still resembles itself more than anything around it.
The picture is scaled so that a module measures two pixels and compared with squares turned by a few angles; a
symbol in light on dark resembles the negative.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import hypot
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genkan.vision.qr_grid import Corners, Plane
from genkan.vision.qr_symbol import FINDER, LARGEST_VERSION

MODULE = 2  # pixels of a module in the template
EDGE = 9 * MODULE  # of the template: the square and the light modules around it
SMALLEST_MODULE, LARGEST_MODULE = 1.5, 16.0  # pixels in the picture
STEP = 1.3  # from one size to the next
TURNS = (0.0, 22.5, 45.0, 67.5)  # degrees; the square looks the same every 90
RESEMBLANCE = 0.42  # correlation from which on a place is looked at
MOST_PLACES = 14
# versions a guess may be off: sizes are a third apart, a tilt shortens, a square in the dark seems smaller
TOO_SMALL, TOO_LARGE = 2.1, 1.3


@dataclass(frozen=True, slots=True)
class Place:
    """Where something resembles one of the three squares."""

    x: float
    y: float
    module: float  # pixels
    resemblance: float


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a symbol may be, of which version."""

    corners: Corners
    version: int
    likelihood: float


def guess_symbols(plane: Plane) -> list[Guess]:
    """Give where dark or light symbols may be, the likeliest first."""
    places, negatives = find_squares(plane)
    guesses = [*_combine(places), *_combine(negatives)]
    return sorted(guesses, key=lambda guess: -guess.likelihood)


def find_squares(plane: Plane) -> tuple[list[Place], list[Place]]:
    """Give what resembles dark squares, and what resembles light ones."""
    found: list[Place] = []
    negative: list[Place] = []
    module = SMALLEST_MODULE
    picture = Image.fromarray(plane)
    while module <= LARGEST_MODULE:
        scale = MODULE / module
        width, height = round(picture.width * scale), round(picture.height * scale)
        if min(width, height) > 2 * EDGE:
            reduced = picture.resize((width, height), Image.Resampling.BILINEAR)
            likeness = _compare(np.asarray(reduced, dtype=np.float32))
            found += _find_peaks(likeness.max(axis=0), scale)
            negative += _find_peaks(-likeness.min(axis=0), scale)
        module *= STEP
    return _keep_best(found), _keep_best(negative)


def _compare(picture: Plane) -> Plane:
    """Give the correlation with each template at each place of the picture: from −1 to 1."""
    height, width = picture.shape
    shape = (_round_up(height), _round_up(width))
    padded = np.pad(picture, ((0, shape[0] - height), (0, shape[1] - width)), mode="edge")
    spectrum = np.fft.rfft2(padded)
    weights = _templates(shape)
    mean = np.fft.irfft2(spectrum * weights[0], shape)
    square = np.fft.irfft2(np.fft.rfft2(padded * padded) * weights[0], shape)
    spread = np.sqrt(np.maximum(square - mean * mean, 0)) + 1.0
    likeness = [np.fft.irfft2(spectrum * template, shape) / spread for template in weights[1:]]
    return cast("Plane", np.stack(likeness)[:, :height, :width].astype(np.float32))


@cache
def _templates(shape: tuple[int, int]) -> list[NDArray[np.complex64]]:
    """Give the spectrum of the window's mean, then of each template."""
    spectra = []
    window = _window()
    spectra.append(_spectrum(window / window.sum(), shape))
    for turn in TURNS:
        square = _draw_square(turn)
        square -= (square * window).sum() / window.sum()
        square /= np.sqrt((square * square * window).sum() / window.sum())
        spectra.append(_spectrum(square * window / window.sum(), shape))
    return spectra


def _round_up(length: int) -> int:
    """Give the next length that a Fourier transform is quick with."""
    while True:
        rest = length
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return length
        length += 1


def _spectrum(kernel: Plane, shape: tuple[int, int]) -> NDArray[np.complex64]:
    """Give the spectrum that correlates with the kernel, whose middle is where the answer stands."""
    page = np.zeros(shape, np.float32)
    page[: kernel.shape[0], : kernel.shape[1]] = kernel
    page = np.roll(page, (-(kernel.shape[0] // 2), -(kernel.shape[1] // 2)), axis=(0, 1))
    return cast("NDArray[np.complex64]", np.conj(np.fft.rfft2(page)).astype(np.complex64))


def _radii(turn: float) -> tuple[Plane, Plane]:
    reach = EDGE // 2 + 2
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32) / MODULE
    angle = np.radians(turn)
    turned = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    return cast("Plane", turned[0].astype(np.float32)), cast("Plane", turned[1].astype(np.float32))


def _draw_square(turn: float) -> Plane:
    x, y = _radii(turn)
    out = cast("Plane", np.maximum(np.abs(x), np.abs(y)))  # modules from the middle
    soft = 0.35  # modules over which an edge fades: no picture here is sharp
    inner = _fade((1.5 - out) / soft)
    ring = _fade((3.5 - out) / soft) * _fade((out - 2.5) / soft)
    return cast("Plane", (1 - 2 * np.maximum(inner, ring)).astype(np.float32))


def _window() -> Plane:
    x, y = _radii(0)
    out = np.hypot(x, y)
    return cast("Plane", np.clip((5.2 - out) / 1.4, 0, 1).astype(np.float32))


def _fade(distance: NDArray[np.floating]) -> Plane:
    return cast("Plane", np.clip(distance / 2 + 0.5, 0, 1).astype(np.float32))


def _find_peaks(likeness: Plane, scale: float) -> list[Place]:
    """Give the places that resemble most in their own surroundings."""
    best = likeness[1:-1, 1:-1]
    is_peak = best > RESEMBLANCE
    for dy in (0, 1, 2):
        for dx in (0, 1, 2):
            is_peak &= best >= likeness[dy : dy + best.shape[0], dx : dx + best.shape[1]]
    rows, columns = np.nonzero(is_peak)
    return [
        Place((column + 1.5) / scale, (row + 1.5) / scale, MODULE / scale, float(best[row, column]))
        for row, column in zip(rows, columns, strict=True)
    ]


def _keep_best(places: list[Place]) -> list[Place]:
    """Keep the best of those that stand at one place, and not too many."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: -place.resemblance):
        if all(hypot(place.x - other.x, place.y - other.y) > 3 * other.module for other in kept):
            kept.append(place)
        if len(kept) == MOST_PLACES:
            break
    return kept


def _combine(places: list[Place]) -> Iterator[Guess]:
    """Give every three places that may be the squares of one symbol."""
    for three in combinations(places, 3):
        if max(place.module for place in three) > 2 * min(place.module for place in three):
            continue
        # the corner lies opposite the longest side
        corner, one, other = max(
            ((three[0], three[1], three[2]), (three[1], three[0], three[2]), (three[2], three[0], three[1])),
            key=lambda order: hypot(order[1].x - order[2].x, order[1].y - order[2].y),
        )
        cross = (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x)
        right, below = (one, other) if cross > 0 else (other, one)
        yield from _guess(corner, right, below, abs(cross))


def _guess(corner: Place, right: Place, below: Place, area: float) -> Iterator[Guess]:
    legs = [hypot(place.x - corner.x, place.y - corner.y) for place in (right, below)]
    if min(legs) * 3 < max(legs) or area < 0.4 * legs[0] * legs[1]:
        return
    module = (corner.module + right.module + below.module) / 3
    apart = max(legs) / module
    likeliest = (apart + FINDER - 17) / 4
    resemblance = corner.resemblance + right.resemblance + below.resemblance
    squareness = min(legs) / max(legs) * area / (legs[0] * legs[1])
    for version in range(1, LARGEST_VERSION + 1):
        away = abs(version - likeliest)
        if -TOO_SMALL < version - likeliest < TOO_LARGE:
            likelihood = resemblance + 0.5 * squareness - 0.25 * away
            yield Guess(_corners(corner, right, below, 17 + 4 * version), version, likelihood)


def _corners(corner: Place, right: Place, below: Place, side: int) -> Corners:
    apart = side - FINDER
    rx, ry = (right.x - corner.x) / apart, (right.y - corner.y) / apart
    dx, dy = (below.x - corner.x) / apart, (below.y - corner.y) / apart

    def at(u: float, v: float) -> tuple[float, float]:
        u, v = u - FINDER / 2, v - FINDER / 2
        return corner.x + u * rx + v * dx, corner.y + u * ry + v * dy

    return at(0, 0), at(side, 0), at(side, side), at(0, side)
