"""A code on its carrier, held somewhere before the camera."""

import secrets
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from genkan.bench.qr.optics import GAMMA, Light, Random

WIDTH, HEIGHT = 640, 480  # a cheap lobby camera
OVERSAMPLING = 2
QUIET = 4  # modules around a code
FOCAL_LENGTH = 620.0  # pixels: a lens of 55° at 640 pixels
SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # base32: all of it in QR's alphanumeric mode
SYMBOLS_OF_A_TOKEN = 26  # 130 bits

Modules = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How the code stands before the camera."""

    size: float = 190  # pixels of its side in the frame if it faced the camera
    yaw: float = 0  # degrees
    pitch: float = 0
    roll: float = 0
    x: float = 0  # its middle beside the frame's, in pixels
    y: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What shows the code: by default a phone's screen with a page around it."""

    white: tuple[float, float, float] = (0.85, 0.86, 0.9)  # linear light of its bright parts
    black: tuple[float, float, float] = (0.02, 0.02, 0.02)
    ground: float = 0.012  # of the case around it
    quiet: int = QUIET
    is_round: bool = False  # dots instead of squares
    has_text: bool = True
    bend: float = 0  # of the surface, as the share of the code's side its middle stands out; 0 is flat


def draw_token(rng: Random) -> str:
    """Make up what a key's code holds: 128 bits in base32 behind the name of the format."""
    return "GK1:" + "".join(SYMBOLS[index] for index in rng.integers(0, 32, SYMBOLS_OF_A_TOKEN))


def encode(content: str) -> Modules:
    """Give the dark modules of the smallest code of level M."""
    code = segno.make(content, error="m", micro=False, boost_error=False)
    return np.array([[bool(cell) for cell in row] for row in code.matrix], dtype=np.bool_)


def stage(modules: Modules, pose: Pose, carrier: Carrier, background: Light) -> Light:
    """Hold the carrier before the background and look at it with a perfect lens."""
    scale = max(3, round(OVERSAMPLING * pose.size / len(modules)))
    page = _draw_page(modules, carrier, scale)
    side = len(modules) * scale
    if carrier.bend:
        page = _bend(page, carrier.bend)
    corners = _project(page.size, side, pose)
    size = (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING)
    inverse = _homography([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in corners], page.size)
    seen = page.transform(size, Image.Transform.PERSPECTIVE, inverse, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, inverse, Image.Resampling.BILINEAR
    )
    covered = _shrink(np.asarray(mask, dtype=np.float32) / 255)[..., None]
    light = _shrink((np.asarray(seen, dtype=np.float32) / 255) ** GAMMA)
    return cast("Light", (light * (covered > 0) + background * (1 - covered)).astype(np.float32))


def lobby(rng: Random, *, brightness: float = 0.18, clutter: int = 14) -> Light:
    """Make up what stands behind: a wall with a gradient, frames, tiles and lamps."""
    picture = Image.new("L", (WIDTH, HEIGHT), int(255 * brightness ** (1 / GAMMA)))
    draw = ImageDraw.Draw(picture)
    for _ in range(clutter):
        left, top = rng.integers(-60, WIDTH), rng.integers(-60, HEIGHT)
        wide, high = rng.integers(12, 240, 2)
        tone = int(np.clip(255 * (brightness * rng.uniform(0.15, 2.4)) ** (1 / GAMMA), 0, 255))
        draw.rectangle((int(left), int(top), int(left + wide), int(top + high)), fill=tone)
    wall = (np.asarray(picture, dtype=np.float32) / 255) ** GAMMA
    gradient = np.linspace(rng.uniform(0.6, 1), rng.uniform(0.8, 1.3), WIDTH, dtype=np.float32)
    tint = np.array([1.0, rng.uniform(0.88, 1.0), rng.uniform(0.7, 1.0)], dtype=np.float32)
    return cast("Light", (wall * gradient)[..., None] * tint)


def tile(light: Light, rng: Random, count: int) -> Light:
    """Lay checkered patches over the picture, which look like parts of a code."""
    filled = light.copy()
    for _ in range(count):
        cells = int(rng.integers(4, 12))
        step = int(rng.integers(4, 12))
        patch = np.kron(rng.integers(0, 2, (cells, cells)), np.ones((step, step)))
        top, left = int(rng.integers(0, HEIGHT - 1)), int(rng.integers(0, WIDTH - 1))
        patch = patch[: HEIGHT - top, : WIDTH - left]
        filled[top : top + patch.shape[0], left : left + patch.shape[1]] = 0.03 + 0.6 * patch[..., None]
    return filled


def hold(rng: Random, **given: float) -> Pose:
    """Hold a code as people do: roughly in the middle, roughly upright."""
    pose = Pose(
        yaw=rng.uniform(-8, 8),
        pitch=rng.uniform(-8, 8),
        roll=rng.uniform(-8, 8),
        x=rng.uniform(-60, 60),
        y=rng.uniform(-40, 40),
    )
    return replace(pose, **given)


def centre_of(pose: Pose) -> tuple[float, float]:
    """Give where the middle of the code stands in the frame."""
    return WIDTH / 2 + pose.x, HEIGHT / 2 + pose.y


def new_seed() -> int:
    """Give a seed to name in a report."""
    return secrets.randbelow(2**31)


def _draw_page(modules: Modules, carrier: Carrier, scale: int) -> Image.Image:
    """Draw the carrier: a code with its quiet zone, a page with bars of text, and the case."""
    white, black = (_encode_colour(colour) for colour in (carrier.white, carrier.black))
    code = _draw_code(modules, carrier, scale, white, black)
    margin = max(2 * scale, scale * (len(modules) // 10)) if carrier.has_text else 0
    case = max(3, len(modules) * scale // 14) if carrier.has_text else 0
    wide = code.width + 2 * margin
    above, below = (wide // 4, wide // 2) if carrier.has_text else (0, 0)
    ground = _encode_colour((carrier.ground,) * 3)
    page = Image.new("RGB", (wide + 2 * case, code.height + above + below + 2 * case), ground)
    draw = ImageDraw.Draw(page)
    draw.rectangle((case, case, page.width - case, page.height - case), fill=white)
    middle = code.height // 2 + above + case
    page.paste(code, (case + margin, middle - code.height // 2))
    if carrier.has_text:
        bar = max(2, wide // 40)
        for line, share in enumerate((0.6, 0.8, 0.5)):
            top = middle + code.height // 2 + bar * (2 + 3 * line)
            draw.rectangle((case + margin, top, case + margin + int(wide * share), top + bar), fill=black)
        draw.rectangle(
            (case + wide // 3, case + above // 3, case + 2 * wide // 3, case + above // 2), fill=black
        )
    # the middle of the page is to be the middle of the code
    centred = Image.new("RGB", (page.width, 2 * max(middle, page.height - middle)), ground)
    centred.paste(page, (0, centred.height // 2 - middle))
    return centred.crop((0, 0, centred.width, centred.height))


def _draw_code(
    modules: Modules, carrier: Carrier, scale: int, white: tuple[int, int, int], black: tuple[int, int, int]
) -> Image.Image:
    side = (len(modules) + 2 * carrier.quiet) * scale
    code = Image.new("RGB", (side, side), white)
    draw = ImageDraw.Draw(code)
    for row, column in np.argwhere(modules):
        left, top = (int(column) + carrier.quiet) * scale, (int(row) + carrier.quiet) * scale
        box = (left, top, left + scale - 1, top + scale - 1)
        if carrier.is_round and not _is_finder(int(row), int(column), len(modules)):
            draw.ellipse(box, fill=black)
        else:
            draw.rectangle(box, fill=black)
    return code


def _is_finder(row: int, column: int, side: int) -> bool:
    return (row < 7 and (column < 7 or column >= side - 7)) or (row >= side - 7 and column < 7)  # noqa: PLR2004


def _bend(page: Image.Image, bend: float) -> Image.Image:
    """Wrap the page around an upright cylinder, seen from the front: its sides are squeezed and sink."""
    wide, high = page.size
    strips = 32
    half = min(1.3, 2 * np.arcsin(min(0.95, 2 * bend)))
    mesh = []
    for strip in range(strips):
        left, right = wide * strip // strips, wide * (strip + 1) // strips
        source = [
            (np.arcsin(np.clip((2 * x / wide - 1) * np.sin(half), -1, 1)) / half + 1) / 2 * wide
            for x in (left, right)
        ]
        sinks = [high * bend * 0.35 * (1 - np.cos((2 * x / wide - 1) * half)) for x in (left, right)]
        quad = (
            source[0],
            sinks[0],
            source[0],
            high + sinks[0],
            source[1],
            high + sinks[1],
            source[1],
            sinks[1],
        )
        mesh.append(((left, 0, right, high), quad))
    return page.transform(page.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


def _project(page: tuple[int, int], side: int, pose: Pose) -> list[tuple[float, float]]:
    """Give where the page's corners are seen."""
    yaw, pitch, roll = np.radians((pose.yaw, pose.pitch, pose.roll))
    turn_roll = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    turn_yaw = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn_pitch = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    wide, high = page
    distance = FOCAL_LENGTH * side / pose.size
    seen = []
    for x, y in ((0, 0), (wide, 0), (wide, high), (0, high)):
        point = turn_pitch @ turn_yaw @ turn_roll @ np.array([x - wide / 2, y - high / 2, 0.0])
        depth = FOCAL_LENGTH / (distance + point[2])
        seen.append(
            (float(point[0] * depth + WIDTH / 2 + pose.x), float(point[1] * depth + HEIGHT / 2 + pose.y))
        )
    return seen


def _homography(seen: list[tuple[float, float]], page: tuple[int, int]) -> tuple[float, ...]:
    """Give the eight numbers that lead from a point seen back to the page."""
    wide, high = page
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, ((0, 0), (wide, 0), (wide, high), (0, high)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(number) for number in np.linalg.solve(np.array(rows), np.array(values)))


def _shrink(picture: NDArray[np.floating]) -> Light:
    high, wide = picture.shape[0] // OVERSAMPLING, picture.shape[1] // OVERSAMPLING
    blocks = picture.reshape(high, OVERSAMPLING, wide, OVERSAMPLING, *picture.shape[2:])
    return cast("Light", blocks.mean(axis=(1, 3)).astype(np.float32))


def _encode_colour(colour: tuple[float, ...]) -> tuple[int, int, int]:
    red, green, blue = (int(np.clip(round(255 * max(0.0, part) ** (1 / GAMMA)), 0, 255)) for part in colour)
    return red, green, blue
