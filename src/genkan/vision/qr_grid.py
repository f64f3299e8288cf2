"""Reading a symbol whose place is roughly known: lay the grid exactly, learn from what every symbol has.

Finders, timing and alignment patterns are known before a symbol is read: a third of a small one. The grid is
bent until they fit (Gauss and Newton), and a linear filter over the surroundings of a module is fitted that
turns them into black and white (ridge regression). The same filter then undoes blur, motion and halos for the
unknown modules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from genkan.vision.qr_symbol import FINDER, Anatomy, Grid, Truths, get_anatomy

Plane = NDArray[np.float32]  # luminance, height × width
Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]

SMALLEST_MODULE = 0.9  # pixels
MARGIN = 2  # modules sampled around the symbol
REACH = 3  # half modules to each side that a module's filter sees
ITERATIONS = 12
TERMS = 10  # of the bend: every product of two places up to the square, and the cubes
BOWS = np.arange(-4.5, 4.6, 0.5)  # modules a paper may bow
STRETCHES = np.array([0.0, -1.5, 1.5, -3.0, 3.0])
CORNER_SHIFTS = (-2.5, 2.5, 5)  # modules the far corner of a tilted symbol may lie off
GOOD_FIT = 0.8  # correlation with the known patterns; beyond it no other bend is tried
HOPELESS_FIT = 0.3  # below it none is tried either
DOUBT = 0.4  # how far a module may be from black or white and still be learnt from
RIDGE = 4.0
POOR_FIT = 0.35  # below it there is no symbol here
STIFFNESS = np.array([0, 0, 0, 0.005, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Belief:
    """How dark each module of a symbol is believed to be: from −1 (surely light) to 1 (surely dark)."""

    version: int
    darkness: Grid
    fit: float  # correlation with the known patterns


def believe(plane: Plane, corners: Corners, version: int) -> Belief | None:
    """Give what the modules of the symbol between these corners are, or None where no such symbol is.

    Whether the symbol is dark on light or light on dark makes no difference.
    """
    anatomy = get_anatomy(version)
    cut = _cut_out(plane, corners, anatomy.side)
    if cut is None:
        return None
    fitted = _fit(*cut, anatomy)
    if fitted is None:
        return None
    fit, places = fitted
    lattice = _sample_lattice(cut[0], places, anatomy.side)
    darkness = _equalise(lattice, anatomy)
    return Belief(version, darkness, fit)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a point of the symbol lies in the picture: a perspective, and a bend on top of it."""

    homography: NDArray[np.float64]
    bend: Plane  # 2 × terms
    side: int

    def at(self, u: Plane, v: Plane) -> tuple[Plane, Plane]:
        """Give x and y of points in modules."""
        h = self.homography
        depth = h[2, 0] * u + h[2, 1] * v + 1
        x = (h[0, 0] * u + h[0, 1] * v + h[0, 2]) / depth
        y = (h[1, 0] * u + h[1, 1] * v + h[1, 2]) / depth
        terms = _bend_terms(u, v, self.side)
        return _plane(x - 0.5 + self.bend[0] @ terms), _plane(y - 0.5 + self.bend[1] @ terms)


def _cut_out(plane: Plane, corners: Corners, side: int) -> tuple[Plane, Corners] | None:
    """Cut the symbol's surroundings out of the picture, smoothed by a part of a module against noise."""
    places = np.array(corners, dtype=np.float32)
    area = (
        abs(float(np.cross(np.append(places[2] - places[0], 0), np.append(places[3] - places[1], 0))[2])) / 2
    )
    module = np.sqrt(area) / side
    if module < SMALLEST_MODULE:
        return None
    margin = 5 * module
    left, top = np.maximum(places.min(axis=0) - margin, 0).astype(int)
    right, bottom = (places.max(axis=0) + margin).astype(int)
    cut = plane[top:bottom, left:right]
    if min(cut.shape) < side:
        return None
    reach = int(module / 5)
    smooth = _box(cut, reach) if reach else cut
    a, b, c, d = ((x - left, y - top) for x, y in corners)
    return smooth, (a, b, c, d)


def _fit(plane: Plane, corners: Corners, anatomy: Anatomy) -> tuple[float, _Places] | None:
    """Bend the grid until the known patterns fit best."""
    best: tuple[float, _Places] | None = None
    homography = _map_square(corners, anatomy.side)
    module = (
        float(np.hypot(corners[1][0] - corners[3][0], corners[1][1] - corners[3][1])) / anatomy.side / 1.41
    )
    axes = _axes(corners, anatomy.side)
    rows, columns = np.nonzero(anatomy.is_known)
    target = np.repeat(np.where(anatomy.is_dark[rows, columns], 1, -1), 4).astype(np.float32)
    u = _plane((columns[:, None] + np.array([0.3, 0.7, 0.3, 0.7])).ravel())
    v = _plane((rows[:, None] + np.array([0.3, 0.3, 0.7, 0.7])).ravel())
    slopes = _slopes(plane)
    for bend in _starts(plane, homography, axes, anatomy.side):
        fitted = _descend(plane, slopes, _Places(homography, bend, anatomy.side), (u, v, target), module)
        if best is None or fitted[0] > best[0]:
            best = fitted
        if best[0] > GOOD_FIT or best[0] < HOPELESS_FIT:
            break
    return best if best is not None and best[0] > POOR_FIT else None


def _starts(
    plane: Plane, homography: NDArray[np.float64], axes: tuple[Plane, Plane], side: int
) -> Iterator[Plane]:
    """Give bends to begin with: none, the one that suits the timing patterns, and its far corner moved."""
    yield np.zeros((2, TERMS), np.float32)
    right, down = axes
    bow_down, stretch_right = _follow_timing(plane, homography, down, right, side, is_row=True)
    bow_right, stretch_down = _follow_timing(plane, homography, right, down, side, is_row=False)
    rest = (1 - FINDER / side) ** 2  # the finders' middles stay where they are
    bow = np.zeros((2, TERMS), np.float32)
    bow[:, 0] = rest * (bow_down * down + bow_right * right)
    bow[:, 4] = -bow_down * down
    bow[:, 5] = -bow_right * right
    bow[:, 1], bow[:, 8] = rest * stretch_right * right, -stretch_right * right
    bow[:, 2], bow[:, 9] = rest * stretch_down * down, -stretch_down * down
    if bow.any():
        yield bow
    for shift in CORNER_SHIFTS:
        moved = bow.copy()
        moved[:, :4] += shift / 4 * (right + down)[:, None]
        yield moved


def _follow_timing(
    plane: Plane, homography: NDArray[np.float64], away: Plane, along: Plane, side: int, *, is_row: bool
) -> tuple[float, float]:
    """Find how far the timing pattern bows away and is stretched along, in modules at its middle."""
    steps = _plane(np.arange(FINDER, side - FINDER) + 0.5)
    target = np.where(np.arange(FINDER, side - FINDER) % 2 == 0, 1, -1).astype(np.float32)
    line = np.full_like(steps, 6.5)
    u, v = (steps, line) if is_row else (line, steps)
    x, y = _Places(homography, np.zeros((2, TERMS), np.float32), side).at(u, v)
    s = 2 * steps / side - 1
    rest = (1 - FINDER / side) ** 2
    bows, stretches = np.meshgrid(BOWS, STRETCHES)
    bowed = bows.ravel()[:, None] * (rest - s * s)
    stretched = stretches.ravel()[:, None] * s * (rest - s * s)
    seen = _look(
        plane,
        _plane(x + bowed * away[0] + stretched * along[0]),
        _plane(y + bowed * away[1] + stretched * along[1]),
    )
    seen = seen - seen.mean(axis=1, keepdims=True)
    likeness = np.abs(seen @ (target - target.mean())) / (np.sqrt((seen * seen).sum(axis=1)) + 1e-3)
    likeness -= 0.02 * np.abs(bows.ravel())
    best = int(np.argmax(likeness))
    return float(bows.ravel()[best] / rest), float(stretches.ravel()[best])


def _descend(
    plane: Plane,
    slopes: tuple[Plane, Plane],
    places: _Places,
    known: tuple[Plane, Plane, Plane],
    module: float,
) -> tuple[float, _Places]:
    """Take Gauss and Newton's steps towards the best fit."""
    u, v, target = known
    terms = _bend_terms(u, v, places.side)
    s, t = 2 * u / places.side - 1, 2 * v / places.side - 1
    light = np.stack([np.ones_like(s), s, t, target, target * s, target * t], axis=1)
    best = (-1.0, places)
    for _ in range(ITERATIONS):
        x, y = places.at(u, v)
        seen = _look(plane, x, y)
        factors = np.linalg.lstsq(light, seen, rcond=None)[0]
        expected = light @ factors
        fit = abs(_correlate(seen - light[:, :3] @ factors[:3], target))
        if fit > best[0]:
            best = (fit, places)
        elif fit < best[0] - 0.02:
            break
        slope = np.concatenate([terms * _look(slopes[0], x, y), terms * _look(slopes[1], x, y)]).T
        normal = slope.T @ slope
        stiff = np.tile(STIFFNESS, 2) * normal[0, 0] + 1e-3 * np.trace(normal) / len(normal)
        step = np.linalg.solve(normal + np.diag(stiff), slope.T @ (expected - seen)).reshape(2, -1)
        largest = float(np.abs(step).sum(axis=1).max())
        if largest > module:
            step *= module / largest
        places = _Places(places.homography, _plane(places.bend + step), places.side)
    return best


def _sample_lattice(plane: Plane, places: _Places, side: int) -> Plane:
    """Look at every half module of the symbol and of its margin."""
    steps = _plane(np.arange(-2 * MARGIN, 2 * (side + MARGIN) - 1) / 2 + 0.5)
    u, v = np.meshgrid(steps, steps)
    x, y = places.at(_plane(u.ravel()), _plane(v.ravel()))
    return _look(plane, x, y).reshape(u.shape)


def _equalise(lattice: Plane, anatomy: Anatomy) -> Grid:
    """Learn from the known modules how darkness looks, and tell the unknown ones by it."""
    side = anatomy.side
    mean = _box(lattice, 5)
    spread = np.sqrt(np.maximum(_box(lattice * lattice, 5) - mean * mean, 0)) + 1e-3
    level = np.median(spread)
    flat = _plane((lattice - mean) / np.maximum(spread, 0.25 * level))
    first = 2 * MARGIN
    views = [
        flat[first + dy : first + dy + 2 * side : 2, first + dx : first + dx + 2 * side : 2]
        for dy in range(-REACH, REACH + 1)
        for dx in range(-REACH, REACH + 1)
    ]
    features = np.stack([view[:side, :side] for view in views] + [np.ones((side, side), np.float32)], axis=-1)
    known = anatomy.is_known
    wanted = np.where(anatomy.is_dark, 1, -1).astype(np.float32)
    darkness = _regress(features, known, wanted)
    # what is beyond doubt now is known too: learn again from it
    sure = known | (np.abs(np.abs(darkness) - 1) < DOUBT)
    wanted = np.where(known, wanted, np.where(darkness > 0, 1, -1)).astype(np.float32)
    darkness = _regress(features, sure, wanted)
    trust = np.minimum(1, spread[first : first + 2 * side : 2, first : first + 2 * side : 2] / (0.5 * level))
    believed = _plane(np.clip(darkness, -1, 1) * trust[:side, :side])
    return _plane(believed * _average(np.abs(believed)))  # what hides a module hides its neighbours


def _regress(features: Plane, known: Truths, wanted: Grid) -> Grid:
    rows = features[known]
    normal = rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32)
    weights = np.linalg.solve(normal, rows.T @ wanted[known])
    return _plane(features @ weights)


def _average(grid: Grid) -> Grid:
    """Give the mean of each module and its eight neighbours."""
    padded = np.pad(grid, 1, mode="edge")
    side = len(grid)
    return _plane(sum(padded[dy : dy + side, dx : dx + side] for dy in range(3) for dx in range(3)) / 9)


def _box(plane: Plane, reach: int) -> Plane:
    """Give the mean of the square around each point."""
    size = 2 * reach + 1
    padded = np.pad(plane, ((reach + 1, reach), (reach + 1, reach)), mode="reflect").astype(np.float64)
    padded[0, :] = padded[:, 0] = 0
    sums = padded.cumsum(axis=0).cumsum(axis=1)
    total = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return _plane(total / size**2)


def _look(plane: Plane, x: Plane, y: Plane) -> Plane:
    """Give the picture between its pixels; outside it, that of its border."""
    height, width = plane.shape
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right, low = x - left, y - top
    flat = plane.ravel()
    index = top * width + left
    upper = flat[index] * (1 - right) + flat[index + 1] * right
    lower = flat[index + width] * (1 - right) + flat[index + width + 1] * right
    return _plane(upper * (1 - low) + lower * low)


def _slopes(plane: Plane) -> tuple[Plane, Plane]:
    across, down = np.zeros_like(plane), np.zeros_like(plane)
    across[:, 1:-1] = (plane[:, 2:] - plane[:, :-2]) / 2
    down[1:-1] = (plane[2:] - plane[:-2]) / 2
    return across, down


def _bend_terms(u: Plane, v: Plane, side: int) -> Plane:
    s, t = 2 * u / side - 1, 2 * v / side - 1
    return _plane(np.stack([np.ones_like(s), s, t, s * t, s * s, t * t, s * s * t, s * t * t, s**3, t**3]))


def _axes(corners: Corners, side: int) -> tuple[Plane, Plane]:
    """Give how far a module reaches to the right and down, in pixels."""
    places = np.array(corners, dtype=np.float32)
    right = (places[1] - places[0] + places[2] - places[3]) / 2 / side
    down = (places[3] - places[0] + places[2] - places[1]) / 2 / side
    return _plane(right), _plane(down)


def _map_square(corners: Corners, side: int) -> NDArray[np.float64]:
    """Give the perspective that leads from modules to pixels."""
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (side, 0), (side, side), (0, side)), strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        values += [x, y]
    numbers = np.linalg.solve(np.array(rows, dtype=np.float64), np.array(values, dtype=np.float64))
    return np.append(numbers, 1).reshape(3, 3)


def _correlate(seen: Plane, target: Plane) -> float:
    seen, target = seen - seen.mean(), target - target.mean()
    return float(-(seen @ target) / (np.sqrt((seen @ seen) * (target @ target)) + 1e-9))


def _plane(values: object) -> Plane:
    return cast("Plane", np.asarray(values, dtype=np.float32))
