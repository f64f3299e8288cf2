"""The kinds of hard scenes, each drawn anew for every seed: from easy to hopeless for any reader."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

import numpy as np
from PIL import Image, ImageDraw

from genkan.bench.qr import optics
from genkan.bench.qr.optics import Frame, Light, Random
from genkan.bench.qr.staging import (
    HEIGHT,
    WIDTH,
    Carrier,
    Pose,
    centre_of,
    draw_token,
    encode,
    hold,
    lobby,
    stage,
    tile,
)

PHONE = Carrier()
PAPER = Carrier(white=(0.62, 0.62, 0.6), black=(0.035, 0.035, 0.035), ground=0.5)


@dataclass(frozen=True, slots=True)
class Scene:
    """One frame and what a perfect reader reads in it."""

    frame: Frame
    content: str | None


class Camera(TypedDict, total=False):
    """What the camera does to the light, where it is not what cheap cameras do on a good day."""

    haze: float  # share of a uniform reflection
    blur: float  # pixels
    smear: float  # pixels
    gain: float
    noise: float
    full_well: float  # electrons
    quality: int  # of the JPEG
    sharpen: float


Kind = Callable[[Random], Scene]


def draw_scene(name: str, seed: int) -> Scene:
    """Draw one scene of the kind; the same seed draws the same one. Raises KeyError for an unknown kind."""
    return KINDS[name](np.random.default_rng((seed, *name.encode())))


def plain(rng: Random) -> Scene:
    """Well lit, well held, near enough."""
    return _shoot(rng, PHONE, hold(rng))


def small(rng: Random) -> Scene:
    """A thumbnail of a code on a phone."""
    return _shoot(rng, PHONE, hold(rng, size=rng.uniform(30, 62)))


def far(rng: Random) -> Scene:
    """Held too far away, on paper."""
    return _shoot(rng, PAPER, hold(rng, size=rng.uniform(34, 58)), blur=rng.uniform(0.4, 1.2))


def near(rng: Random) -> Scene:
    """Held so near that the lens cannot focus."""
    return _shoot(rng, PHONE, hold(rng, size=rng.uniform(330, 400), x=0, y=0), blur=rng.uniform(6, 14))


def rotated(rng: Random) -> Scene:
    """Held at any angle."""
    return _shoot(rng, PHONE, hold(rng, roll=rng.uniform(0, 360), size=rng.uniform(100, 200)))


def tilted(rng: Random) -> Scene:
    """Seen from one side."""
    pose = hold(rng, yaw=_either(rng, 45, 68), pitch=rng.uniform(-20, 20), size=rng.uniform(110, 200))
    return _shoot(rng, PHONE, pose)


def steep(rng: Random) -> Scene:
    """Tilted in both directions, at a corner of the picture."""
    pose = hold(
        rng,
        yaw=_either(rng, 45, 62),
        pitch=_either(rng, 30, 52),
        roll=rng.uniform(0, 360),
        size=rng.uniform(180, 270),
    )
    return _shoot(rng, PHONE, pose)


def defocused(rng: Random) -> Scene:
    """The lens is out of focus."""
    return _shoot(rng, PHONE, hold(rng), blur=rng.uniform(4, 8))


def moved(rng: Random) -> Scene:
    """The hand moves while the shutter is open."""
    return _shoot(rng, PHONE, hold(rng), smear=rng.uniform(8, 20))


def glare(rng: Random) -> Scene:
    """A lamp is mirrored on the code."""
    pose = hold(rng)
    spot = _spot_on(rng, pose, 0.45)

    def shine(light: Light) -> Light:
        return optics.shine(
            light, rng, spot=spot, radius=pose.size * rng.uniform(0.2, 0.45), strength=rng.uniform(0.7, 2.5)
        )

    return _shoot(rng, PHONE, pose, on_light=shine)


def streaked(rng: Random) -> Scene:
    """A tube or a window frame is mirrored on the code."""
    pose = hold(rng)
    spot = _spot_on(rng, pose, 0.3)

    def shine(light: Light) -> Light:
        width = pose.size * rng.uniform(0.04, 0.12)
        return optics.streak(light, rng, spot=spot, width=width, strength=rng.uniform(0.6, 2))

    return _shoot(rng, PHONE, pose, on_light=shine)


def dark(rng: Random) -> Scene:
    """Nearly no light falls on a paper."""
    return _shoot(rng, PAPER, hold(rng), gain=rng.uniform(0.004, 0.015), noise=rng.uniform(0.0006, 0.002))


def dim_phone(rng: Random) -> Scene:
    """The phone's brightness is down while the lobby is lit."""
    white = rng.uniform(0.022, 0.06)
    carrier = replace(PHONE, white=(white, white, white), black=(0.012, 0.012, 0.012))
    return _shoot(
        rng,
        carrier,
        hold(rng),
        background=lobby(rng, brightness=0.4),
        haze=rng.uniform(0.05, 0.2),
        blur=rng.uniform(1, 3),
    )


def low_contrast(rng: Random) -> Scene:
    """The glass before the camera mirrors the lobby."""
    return _shoot(rng, PHONE, hold(rng), haze=rng.uniform(0.82, 0.95), noise=rng.uniform(0.004, 0.02))


def overexposed(rng: Random) -> Scene:
    """A bright phone in a dark lobby: the camera gains for the lobby, the light runs over."""
    carrier = replace(PHONE, black=(0.05, 0.05, 0.06))
    pose = hold(rng, size=rng.uniform(120, 200))
    return _shoot(rng, carrier, pose, gain=rng.uniform(5, 14), blur=rng.uniform(1, 2.2), noise=0.02)


def inverted(rng: Random) -> Scene:
    """A dark theme turned the code into light on dark."""
    carrier = replace(PHONE, white=(0.02, 0.02, 0.03), black=(0.7, 0.7, 0.72))
    return _shoot(rng, carrier, hold(rng, size=rng.uniform(60, 180)), blur=rng.uniform(1.5, 4))


def moire(rng: Random) -> Scene:
    """The grids of screen and sensor beat."""
    depth = rng.uniform(0.7, 1.5)
    return _shoot(
        rng,
        PHONE,
        hold(rng, size=rng.uniform(110, 200)),
        on_light=lambda light: optics.moire(light, rng, depth=depth),
    )


def flickering(rng: Random) -> Scene:
    """A dimmed OLED screen before a rolling shutter."""
    rows, depth = rng.uniform(10, 70), rng.uniform(0.6, 0.93)
    carrier = replace(PHONE, white=(0.3, 0.3, 0.32))
    return _shoot(
        rng, carrier, hold(rng), on_light=lambda light: optics.flicker(light, rng, rows=rows, depth=depth)
    )


def noisy(rng: Random) -> Scene:
    """The sensor's gain is at its end."""
    return _shoot(
        rng, PAPER, hold(rng, size=rng.uniform(110, 200)), noise=rng.uniform(0.25, 0.8), full_well=100
    )


def shadowed(rng: Random) -> Scene:
    """Half of a paper lies in a hard shadow."""
    pose = hold(rng)
    spot = _spot_on(rng, pose, 0.3)
    depth, softness = rng.uniform(0.75, 0.96), rng.uniform(0.5, 12)
    return _shoot(
        rng,
        PAPER,
        pose,
        on_light=lambda light: optics.shade(light, rng, spot=spot, depth=depth, softness=softness),
    )


def covered(rng: Random) -> Scene:
    """A finger or a sticker lies on a part of the code that has no finder pattern."""
    pose = hold(rng, yaw=0, pitch=0, roll=0, size=rng.uniform(140, 200))
    middle = centre_of(pose)

    def cover(light: Light) -> Light:
        picture = Image.new("L", (WIDTH, HEIGHT), 0)
        radius = pose.size * rng.uniform(0.1, 0.2)
        x = middle[0] + pose.size * rng.uniform(-0.05, 0.5)
        y = middle[1] + pose.size * rng.uniform(-0.05, 0.5)
        ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius * 1.3), fill=255)
        mask = np.asarray(picture, dtype=np.float32)[..., None] / 255
        skin = np.array([0.45, 0.27, 0.2], dtype=np.float32) * np.float32(rng.uniform(0.3, 1.2))
        return (light * (1 - mask) + skin * mask).astype(np.float32)

    return _shoot(rng, PHONE, pose, on_light=cover)


def scratched(rng: Random) -> Scene:
    """Cracks in the glass run across the code."""
    pose = hold(rng)
    middle = centre_of(pose)

    def scratch(light: Light) -> Light:
        picture = Image.new("L", (WIDTH, HEIGHT), 0)
        draw = ImageDraw.Draw(picture)
        for _ in range(int(rng.integers(4, 14))):
            x, y = (middle[axis] + pose.size * rng.uniform(-0.7, 0.7) for axis in (0, 1))
            points = [(x, y)]
            for _ in range(4):
                x, y = x + pose.size * rng.uniform(-0.3, 0.3), y + pose.size * rng.uniform(-0.3, 0.3)
                points.append((x, y))
            draw.line(points, fill=255, width=int(rng.integers(1, 4)))
        mask = np.asarray(picture, dtype=np.float32)[..., None] / 255
        return (light * (1 - mask) + np.float32(rng.choice([0.02, 0.9])) * mask).astype(np.float32)

    return _shoot(rng, PHONE, pose, on_light=scratch)


def pressed(rng: Random) -> Scene:
    """The camera compresses far too much."""
    pose = hold(rng, size=rng.uniform(60, 120))
    return _shoot(rng, PHONE, pose, quality=int(rng.integers(2, 7)))


def coarse(rng: Random) -> Scene:
    """The camera's pixels are scaled up."""
    scene = _shoot(rng, PHONE, hold(rng, size=rng.uniform(110, 190)))
    return replace(scene, frame=optics.press(optics.coarsen(scene.frame, rng.uniform(2.6, 5)), 80))


def curved(rng: Random) -> Scene:
    """A label on a parcel's round side, or a paper that will not stay flat."""
    carrier = replace(PAPER, bend=rng.uniform(0.1, 0.46))
    return _shoot(rng, carrier, hold(rng, size=rng.uniform(150, 240), roll=rng.uniform(-15, 15)))


def coloured(rng: Random) -> Scene:
    """Two colours of nearly the same brightness."""
    pairs = (((0.1, 0.6, 0.75), (0.75, 0.1, 0.1)), ((0.9, 0.4, 0.35), (0.1, 0.5, 0.3)))
    light, deep = pairs[int(rng.integers(2))]
    return _shoot(rng, replace(PHONE, white=light, black=deep), hold(rng))


def cluttered(rng: Random) -> Scene:
    """Among much that looks like parts of a code."""
    background = tile(lobby(rng, brightness=0.4, clutter=40), rng, 60)
    return _shoot(rng, PHONE, hold(rng, size=rng.uniform(45, 110)), background=background, blur=1.5)


def edgeless(rng: Random) -> Scene:
    """No quiet zone: the code was cut out too tightly, on a dark page."""
    carrier = replace(PHONE, quiet=0, has_text=False)
    background = lobby(rng, brightness=0.03)
    return _shoot(rng, carrier, hold(rng, size=rng.uniform(100, 200)), background=background)


def dotted(rng: Random) -> Scene:
    """A designer made the modules round."""
    return _shoot(
        rng, replace(PHONE, is_round=True), hold(rng, size=rng.uniform(110, 220)), blur=rng.uniform(0.5, 4)
    )


def sharpened(rng: Random) -> Scene:
    """The camera's own sharpening draws halos around a blurred code."""
    return _shoot(rng, PHONE, hold(rng), blur=rng.uniform(3, 6), sharpen=rng.uniform(2, 6))


def worst_phone(rng: Random) -> Scene:
    """A dim, tilted, mirroring phone in a moving hand: an evening at the lobby."""
    white = rng.uniform(0.1, 0.25)
    carrier = replace(PHONE, white=(white, white, white * 1.05), black=(0.012, 0.012, 0.012))
    pose = hold(
        rng, yaw=rng.uniform(-30, 30), pitch=rng.uniform(-30, 30), roll=rng.uniform(-25, 25), size=200
    )
    spot = _spot_on(rng, pose, 0.6)

    def shine(light: Light) -> Light:
        light = optics.moire(light, rng, depth=0.15)
        return optics.shine(
            light, rng, spot=spot, radius=pose.size * rng.uniform(0.2, 0.4), strength=white * 2
        )

    return _shoot(
        rng,
        carrier,
        pose,
        on_light=shine,
        blur=rng.uniform(1, 4),
        smear=rng.uniform(1, 9),
        noise=0.015,
        quality=60,
    )


def empty(rng: Random) -> Scene:
    """No code at all; whatever is read here is wrong."""
    light = tile(lobby(rng, brightness=0.35, clutter=30), rng, 30)
    return Scene(optics.develop(optics.expose(light, rng, noise=0.02)), None)


KINDS: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (
        plain, small, far, near, rotated, tilted, steep, defocused, moved, sharpened, glare, streaked,
        shadowed, dark, dim_phone, low_contrast, overexposed, inverted, moire, flickering, noisy, covered,
        scratched, pressed, coarse, curved, coloured, cluttered, edgeless, dotted, worst_phone, empty,
    )
}  # fmt: skip


def _shoot(
    rng: Random,
    carrier: Carrier,
    pose: Pose,
    *,
    background: Light | None = None,
    on_light: Callable[[Light], Light] = lambda light: light,
    **camera: Unpack[Camera],
) -> Scene:
    content = draw_token(rng)
    light = stage(encode(content), pose, carrier, lobby(rng) if background is None else background)
    light = optics.veil(on_light(light), camera.get("haze", 0))
    light = optics.defocus(light, camera.get("blur", 0.5))
    light = optics.smear(light, camera.get("smear", 0), rng.uniform(0, 180))
    light = optics.expose(
        light,
        rng,
        gain=camera.get("gain", 1),
        noise=camera.get("noise", 0.006),
        full_well=camera.get("full_well", 4000),
    )
    frame = optics.develop(light, quality=camera.get("quality", 85), sharpen=camera.get("sharpen", 0))
    return Scene(frame, content)


def _spot_on(rng: Random, pose: Pose, reach: float) -> tuple[float, float]:
    """Choose a place on the code, as far from its middle as `reach` of its side."""
    x, y = centre_of(pose)
    return x + pose.size * rng.uniform(-reach, reach), y + pose.size * rng.uniform(-reach, reach)


def _either(rng: Random, least: float, most: float) -> float:
    """Draw from the range or its negative."""
    return float(rng.uniform(least, most) * rng.choice([-1, 1]))
