"""Reading QR codes off a camera's frames: zxing-cpp first, then whatever else pays while there is time.

What zxing-cpp reads at once costs nothing more. Where it sees a symbol and cannot read it, its grid is laid
anew (`qr_grid`); where it sees none, the frame is looked at in other ways, and at last searched for what
resembles the squares of a symbol (`qr_finders`). Every further way leaves check bytes unused, so that noise
is not read as a key.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import hypot

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from genkan.vision.qr_decode import MODEL_2, decode
from genkan.vision.qr_finders import Guess, guess_symbols
from genkan.vision.qr_grid import Corners, Plane, believe
from genkan.vision.qr_symbol import LARGEST_VERSION

Frame = NDArray[np.uint8]  # height × width of luminance, or × 3 of red, green and blue

BUDGET_MS = 1000.0  # every way takes about 400 on a small machine; newer frames wait meanwhile
LARGEST = 1280  # pixels of a picture's longer side that further ways look at
SMALL = 800  # pixels up to which a picture is also enlarged
SPARED = 0.1  # share of the check bytes a further way of zxing-cpp's must leave unused
SPARED_OF_FEW = 0.2  # in the smallest symbol, which has few
MOST_GUESSES = 24
SHARPENED = ImageFilter.UnsharpMask(radius=4, percent=300, threshold=0)
MEDIAN = ImageFilter.MedianFilter(5)
COLOURFUL = 24  # levels between the colours of a pixel, in a twentieth of the picture


@dataclass(frozen=True, slots=True)
class Reading:
    """A code that was read, and the way that read it."""

    text: str
    way: str  # "direct" is zxing-cpp alone


@dataclass(slots=True)
class _Attempt:
    """One frame: what was looked at, until something is read or time is up."""

    accepts: Callable[[str], bool]
    ends: float
    clock: Callable[[], float]
    seen: list[Guess] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.clock() >= self.ends

    def is_new(self, guess: Guess) -> bool:
        """Note a place to look at; False where the same one was looked at before."""
        for other in self.seen:
            apart = max(
                hypot(one[0] - two[0], one[1] - two[1])
                for one, two in zip(guess.corners, other.corners, strict=True)
            )
            if other.version == guess.version and apart < 0.04 * _diagonal(guess.corners):
                return False
        self.seen.append(guess)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class QrReader:
    """Reads one code off a frame; safe to use from several threads.

    `accepts` tells a text that is looked for: codes that say something else are passed over.
    """

    accepts: Callable[[str], bool] = bool
    budget_ms: float = BUDGET_MS
    clock: Callable[[], float] = time.monotonic

    def read(self, frame: Frame) -> Reading | None:
        """Give what the frame's code says, or None where none can be read in time."""
        direct = zxingcpp.read_barcode(frame, formats=MODEL_2, text_mode=zxingcpp.TextMode.Plain)
        if direct is not None and direct.valid and self.accepts(direct.text):
            return Reading(direct.text, "direct")
        attempt = _Attempt(self.accepts, self.clock() + self.budget_ms / 1000, self.clock)
        luminance = _luminance(frame)
        reading = _look_harder(luminance, attempt)
        if reading is None and not attempt.is_over and _is_colourful(frame):
            reading = _look_at_colours(frame, attempt)
        return reading or _search(luminance, attempt)


def _look_harder(luminance: Frame, attempt: _Attempt) -> Reading | None:
    """Let zxing-cpp look in several ways, and lay the grid of what it sees anew."""
    plane = luminance.astype(np.float32)
    for way, picture, scale in _prepare(luminance):
        for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
            found = zxingcpp.read_barcodes(
                picture,
                formats=MODEL_2,
                text_mode=zxingcpp.TextMode.Plain,
                binarizer=binarizer,
                return_errors=True,
            )
            for barcode in found:
                if barcode.valid and _is_sound(barcode) and attempt.accepts(barcode.text):
                    return Reading(barcode.text, way)
            for guess in _guess_from(found, scale) if scale else ():
                reading = _resolve(plane, guess, f"{way}, laid anew", attempt)
                if reading is not None:
                    return reading
            if attempt.is_over:
                return None
    return None


def _look_at_colours(frame: Frame, attempt: _Attempt) -> Reading | None:
    """Look at the colours apart: two of the same brightness differ in one of them."""
    red, green, blue = (frame[..., colour].astype(np.float32) for colour in range(3))
    for name, view in (("red", red), ("green", green), ("blue", blue), ("hue", red - green)):
        stretched = _stretch(view)
        for barcode in zxingcpp.read_barcodes(
            stretched, formats=MODEL_2, text_mode=zxingcpp.TextMode.Plain, return_errors=True
        ):
            if barcode.valid and _is_sound(barcode) and attempt.accepts(barcode.text):
                return Reading(barcode.text, name)
            for guess in _guess_from([barcode], 1):
                reading = _resolve(stretched.astype(np.float32), guess, f"{name}, laid anew", attempt)
                if reading is not None:
                    return reading
        if attempt.is_over:
            return None
    return None


def _search(luminance: Frame, attempt: _Attempt) -> Reading | None:
    """Search for the three squares themselves."""
    if attempt.is_over:
        return None
    plane = luminance.astype(np.float32)
    for guess in guess_symbols(plane)[:MOST_GUESSES]:
        reading = _resolve(plane, guess, "searched", attempt)
        if reading is not None or attempt.is_over:
            return reading
    return None


def _prepare(luminance: Frame) -> Iterator[tuple[str, Frame, float]]:
    """Give ways to look at a frame, the most rewarding first, and how many times larger each is.

    0 is said of the one whose places are of no use.
    """
    yield "plain", luminance, 1
    stretched = _stretch(luminance.astype(np.float32))
    yield "stretched", stretched, 1
    image = Image.fromarray(stretched)
    yield "sharpened", np.asarray(image.filter(SHARPENED)), 1
    yield "smoothed", np.asarray(image.filter(MEDIAN)), 1
    if max(image.size) > SMALL:
        return
    yield "framed", np.pad(stretched, 24, constant_values=255), 0
    doubled = image.resize((2 * image.width, 2 * image.height), Image.Resampling.BICUBIC)
    yield "enlarged", np.asarray(doubled), 2


def _resolve(plane: Plane, guess: Guess, way: str, attempt: _Attempt) -> Reading | None:
    if attempt.is_over or not attempt.is_new(guess):
        return None
    belief = believe(plane, guess.corners, guess.version)
    text = None if belief is None else decode(belief)
    return None if text is None or not attempt.accepts(text) else Reading(text, way)


def _guess_from(found: list[zxingcpp.Barcode], scale: float) -> Iterator[Guess]:
    """Give where zxing-cpp saw symbols that it could not read."""
    for barcode in found:
        version = _fact(barcode, "Version")
        if not version.isdecimal() or int(version) > LARGEST_VERSION:
            continue
        at = barcode.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        a, b, c, d = ((point.x / scale, point.y / scale) for point in corners)
        yield Guess((a, b, c, d), int(version), 1)


def _is_sound(barcode: zxingcpp.Barcode) -> bool:
    """True when so many check bytes were left over that noise cannot have passed."""
    share = float(_fact(barcode, "UEC") or 0)
    return share >= (SPARED_OF_FEW if _fact(barcode, "Version") == "1" else SPARED)


def _fact(barcode: zxingcpp.Barcode, name: str) -> str:
    """Give what zxing-cpp tells about a symbol besides its text; nothing where it does not."""
    facts = barcode.extra
    return str(facts.get(name, "")) if isinstance(facts, dict) else ""


def _luminance(frame: Frame) -> Frame:
    """Give the luminance, of a large picture reduced: what is left to find is not small in it."""
    picture = Image.fromarray(frame).convert("L")
    factor = max(picture.size) / LARGEST
    if factor > 1:
        size = (round(picture.width / factor), round(picture.height / factor))
        picture = picture.resize(size, Image.Resampling.BOX)
    return np.asarray(picture)


def _stretch(view: Plane) -> Frame:
    """Spread what there is over all levels."""
    low, high = np.percentile(view[::4, ::4], (0.5, 99.5))
    stretched = np.clip((view - low) * (255 / max(1.0, float(high - low))), 0, 255)
    return np.asarray(stretched, dtype=np.uint8)


def _is_colourful(frame: Frame) -> bool:
    if frame.ndim == 2:  # noqa: PLR2004 - luminance
        return False
    sample = frame[::4, ::4].astype(np.int16)
    return float(np.mean(sample.max(axis=2) - sample.min(axis=2) > COLOURFUL)) > 1 / 20


def _diagonal(corners: Corners) -> float:
    return hypot(corners[0][0] - corners[2][0], corners[0][1] - corners[2][1])
