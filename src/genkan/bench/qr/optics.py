"""What stands between a code and a frame: lens, light, sensor and compression, as functions of pictures.

A picture is linear light in float32, height × width × 3, where 1.0 is white paper at a good exposure.
"""

import io
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Light = NDArray[np.float32]
Frame = NDArray[np.uint8]
Random = np.random.Generator

GAMMA = 2.2


def defocus(light: Light, radius: float) -> Light:
    """Spread every point over a disc of this radius in pixels, as a lens out of focus does."""
    return _convolve(light, _disc(radius)) if radius > 0 else light


def smear(light: Light, length: float, degrees: float) -> Light:
    """Draw every point out into a line, as a hand that moves while the shutter is open does."""
    return _convolve(light, _line(length, degrees)) if length > 1 else light


def shine(light: Light, rng: Random, *, spot: tuple[float, float], radius: float, strength: float) -> Light:
    """Add the reflection of a lamp: a bright stretched spot with a soft edge."""
    y, x = _coordinates(light)
    angle = rng.uniform(0, np.pi)
    along = (x - spot[0]) * np.cos(angle) + (y - spot[1]) * np.sin(angle)
    across = -(x - spot[0]) * np.sin(angle) + (y - spot[1]) * np.cos(angle)
    lamp = strength * np.exp(-((along / radius) ** 2 + (across / (radius * rng.uniform(0.35, 1))) ** 2))
    return _as_light(light + lamp[..., None])


def streak(light: Light, rng: Random, *, spot: tuple[float, float], width: float, strength: float) -> Light:
    """Add the reflection of a tube or a window frame: a band across the picture."""
    y, x = _coordinates(light)
    angle = rng.uniform(0, np.pi)
    across = -(x - spot[0]) * np.sin(angle) + (y - spot[1]) * np.cos(angle)
    return _as_light(light + (strength / (1 + (across / width) ** 6))[..., None])


def veil(light: Light, haze: float) -> Light:
    """Lay a uniform reflection over everything, as glass before a bright lobby does."""
    return _as_light(light * (1 - haze) + haze)


def shade(light: Light, rng: Random, *, spot: tuple[float, float], depth: float, softness: float) -> Light:
    """Darken one side of a straight edge."""
    y, x = _coordinates(light)
    angle = rng.uniform(0, 2 * np.pi)
    across = (x - spot[0]) * np.cos(angle) + (y - spot[1]) * np.sin(angle)
    return _as_light(light * (1 - depth / (1 + np.exp(-across / softness)))[..., None])


def flicker(light: Light, rng: Random, *, rows: float, depth: float) -> Light:
    """Darken bands of rows: a dimmed OLED switches while a rolling shutter reads."""
    y, _ = _coordinates(light)
    phase = 2 * np.pi * (y / rows + rng.uniform())
    return _as_light(light * (1 - depth * (0.5 + 0.5 * np.tanh(3 * np.sin(phase))))[..., None])


def moire(light: Light, rng: Random, *, depth: float) -> Light:
    """Beat the grid of a screen against the grid of the sensor: bent stripes, another set for each colour."""
    y, x = _coordinates(light)
    bend = 6 * np.sin(x / rng.uniform(90, 160)) + 6 * np.sin(y / rng.uniform(90, 160))
    colours = []
    for _ in range(3):
        stripes = np.zeros_like(x)
        for _ in range(2):
            angle, period = rng.uniform(0, np.pi), rng.uniform(2.6, 11)
            stripes += np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle) + bend) / period)
        colours.append(1 + depth * stripes / 2)
    return _as_light(light * np.stack(colours, axis=-1))


def expose(
    light: Light, rng: Random, *, gain: float = 1.0, noise: float = 0.006, full_well: float = 4000
) -> Light:
    """Collect photons and read them out: shot noise by the light there is, read noise by the sensor.

    A gain below 1 is a frame that stays dark; noise is of the amplified picture.
    """
    electrons = np.clip(light * gain, 0, None) * full_well
    shot = rng.normal(0, 1, light.shape) * np.sqrt(electrons) / full_well
    return _as_light(np.clip(light * gain + shot + rng.normal(0, noise, light.shape), 0, None))


def develop(light: Light, *, quality: int | None = 85, sharpen: float = 0.0) -> Frame:
    """Turn light into what the camera hands out: clipped, gamma-encoded, sharpened, pressed as JPEG."""
    encoded = np.clip(light, 0, 1) ** (1 / GAMMA) * 255
    if sharpen:
        encoded += sharpen * (encoded - _convolve(_as_light(encoded), _disc(1.5)))
    frame = np.clip(encoded + 0.5, 0, 255).astype(np.uint8)
    return frame if quality is None else press(frame, quality)


def press(frame: Frame, quality: int) -> Frame:
    """Compress as JPEG and open again."""
    file = io.BytesIO()
    Image.fromarray(frame).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file).convert("RGB"))


def coarsen(frame: Frame, factor: float) -> Frame:
    """Scale down and up again: a camera that promises more pixels than it has."""
    picture = Image.fromarray(frame)
    small = picture.resize(
        (round(picture.width / factor), round(picture.height / factor)), Image.Resampling.BOX
    )
    return np.asarray(small.resize(picture.size, Image.Resampling.BILINEAR))


def _convolve(light: Light, kernel: Light) -> Light:
    """Convolve each colour; the border is continued, so that no dark frame appears."""
    margin = max(kernel.shape)
    padded = np.pad(light, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
    shape = (padded.shape[0], padded.shape[1])
    spread = np.fft.rfft2(kernel, shape)[..., None]
    blurred = np.fft.irfft2(np.fft.rfft2(padded, axes=(0, 1)) * spread, shape, axes=(0, 1))
    top, left = margin + kernel.shape[0] // 2, margin + kernel.shape[1] // 2
    return _as_light(blurred[top : top + light.shape[0], left : left + light.shape[1]])


def _disc(radius: float) -> Light:
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return _as_light(disc / disc.sum())


def _line(length: float, degrees: float) -> Light:
    reach = int(np.ceil(length / 2)) + 1
    line = np.zeros((2 * reach + 1, 2 * reach + 1))
    for step in np.linspace(-length / 2, length / 2, int(length * 8)):
        x, y = reach + step * np.cos(np.radians(degrees)), reach + step * np.sin(np.radians(degrees))
        left, top = int(x), int(y)
        right, low = x - left, y - top
        line[top, left] += (1 - right) * (1 - low)
        line[top, left + 1] += right * (1 - low)
        line[top + 1, left] += (1 - right) * low
        line[top + 1, left + 1] += right * low
    return _as_light(line / line.sum())


def _coordinates(light: Light) -> tuple[Light, Light]:
    y, x = np.mgrid[0 : light.shape[0], 0 : light.shape[1]]
    return _as_light(y), _as_light(x)


def _as_light(values: object) -> Light:
    return cast("Light", np.asarray(values, dtype=np.float32))
