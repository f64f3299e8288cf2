"""The visitor the fake camera sees: somebody in the lobby in the evening, drawn here, no photograph."""

import io
import math
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

SIZE = (1280, 720)
FRAMES = 48  # Chromium plays a file of JPEGs at 30 a second and starts over
_SUPERSAMPLING = 2  # drawn twice as large: smooth edges
_LARGE = (SIZE[0] * _SUPERSAMPLING, SIZE[1] * _SUPERSAMPLING)

WALL_TOP, WALL_BOTTOM = (214, 196, 172), (176, 154, 130)
DUSK_TOP, DUSK_BOTTOM = (58, 84, 122), (226, 170, 122)
WOOD, WOOD_DARK = (122, 88, 62), (92, 66, 48)
FLOOR_FAR, FLOOR_NEAR = (150, 132, 114), (96, 84, 74)
LEAVES: tuple[Colour, ...] = ((62, 104, 72), (78, 122, 84), (48, 86, 62))
POT = (196, 186, 172)
SKIN, SKIN_SHADE = (238, 200, 170), (216, 170, 140)
HAIR = (50, 40, 38)
COAT, COAT_SHADE, COAT_LIGHT = (44, 72, 112), (32, 54, 88), (62, 94, 140)
SCARF, SCARF_SHADE = (196, 88, 66), (164, 66, 50)
BAG = (156, 112, 72)


def write_visitor(path: Path) -> Path:
    """Write the visitor, who breathes and sways a little, as concatenated JPEGs."""
    lobby = _draw_lobby()
    with path.open("wb") as file:
        for number in range(FRAMES):
            turn = 2 * math.pi * number / FRAMES
            file.write(_encode(_draw_frame(lobby, turn)))
    return path


def _draw_frame(lobby: Image.Image, turn: float) -> Image.Image:
    frame = lobby.copy()
    figure = Image.new("RGBA", _LARGE, (0, 0, 0, 0))
    _draw_person(_Pen(figure), sway=9 * math.sin(turn), breath=4 * math.sin(2 * turn))
    shadow = Image.new("RGBA", figure.size, (30, 22, 18, 0))
    shadow.putalpha(figure.getchannel("A").point(lambda alpha: alpha * 90 // 255))
    frame.paste(shadow, (26, 18), shadow.filter(ImageFilter.GaussianBlur(28)))
    frame.paste(figure, (0, 0), figure)
    return frame.resize(SIZE, Image.Resampling.LANCZOS)


def _draw_lobby() -> Image.Image:
    """Draw what stands behind: a glass door to the dusk, mailboxes, a plant; out of focus."""
    lobby = Image.new("RGB", _LARGE)
    pen = _Pen(lobby)
    pen.gradient((0, 0, 1280, 560), WALL_TOP, WALL_BOTTOM)
    pen.gradient((0, 560, 1280, 720), FLOOR_FAR, FLOOR_NEAR)
    _draw_door(pen)
    _draw_mailboxes(pen)
    _draw_plant(pen)
    lobby = lobby.filter(ImageFilter.GaussianBlur(7 * _SUPERSAMPLING))
    glow = Image.new("RGB", lobby.size)
    light = _Pen(glow)
    for left in (250, 600, 950):  # lamps in the ceiling
        light.ellipse((left - 150, -190, left + 150, 110), (120, 96, 64))
    return ImageChops.add(lobby, glow.filter(ImageFilter.GaussianBlur(80 * _SUPERSAMPLING)))


def _draw_door(pen: "_Pen") -> None:
    pen.box((330, 60, 950, 580), WOOD_DARK)
    pen.gradient((350, 80, 930, 580), DUSK_TOP, DUSK_BOTTOM)
    for x, height in ((372, 210), (452, 300), (560, 170), (668, 260), (772, 200), (850, 330)):
        pen.box((x, 560 - height, x + 74, 580), (56, 66, 88))  # houses over the street
        for row in range(0, height - 40, 44):
            lit = (x + row) % 3 == 0
            pen.box(
                (x + 16, 576 - height + row, x + 34, 600 - height + row),
                (240, 204, 140) if lit else (72, 84, 108),
            )
    for x in (632, 642):  # where the two wings meet
        pen.box((x, 80, x + 6, 580), WOOD)
    for x in (606, 662):
        pen.box((x, 300, x + 10, 420), (212, 200, 180))
    pen.box((330, 60, 350, 580), WOOD)
    pen.box((930, 60, 950, 580), WOOD)


def _draw_mailboxes(pen: "_Pen") -> None:
    pen.box((1010, 190, 1250, 460), (132, 116, 102))
    for row in range(4):
        for column in range(3):
            left, top = 1022 + 76 * column, 202 + 64 * row
            pen.box((left, top, left + 66, top + 54), (204, 194, 178))
            pen.box((left + 10, top + 10, left + 56, top + 16), (120, 106, 94))


def _draw_plant(pen: "_Pen") -> None:
    pen.polygon(((120, 500), (240, 500), (222, 640), (138, 640)), POT)
    for number in range(15):
        angle = math.pi * (0.12 + 0.76 * number / 14)
        length = 210 + 60 * math.sin(3.1 * number)
        tip = (180 - length * math.cos(angle), 490 - length * math.sin(angle))
        side = (16 * math.sin(angle) + 6, 16 * math.cos(angle))
        middle = ((180 + tip[0]) / 2, (490 + tip[1]) / 2)
        pen.polygon(
            (
                (180, 500),
                (middle[0] - side[0], middle[1] - side[1]),
                tip,
                (middle[0] + side[0], middle[1] + side[1]),
            ),
            LEAVES[number % 3],
        )


def _draw_person(pen: "_Pen", *, sway: float, breath: float) -> None:
    """Draw somebody in a winter coat, looking at the panel."""
    x, y = 640 + sway, 380 - breath / 2
    body = y + 190 - breath
    pen.ellipse((x - 138, y - 216, x + 138, y + 108), HAIR)  # hair, behind
    pen.round_box((x - 138, y - 60, x + 138, y + 120), 64, HAIR)
    pen.round_box((x - 46, y + 40, x + 46, y + 180), 40, SKIN_SHADE)  # neck
    pen.round_box((x - 278, body - 34, x + 278, 900), 150, COAT)
    for side in (-1, 1):  # where the sleeves begin
        pen.polygon(
            (
                (x + side * 214, body + 96),
                (x + side * 206, body + 96),
                (x + side * 180, 760),
                (x + side * 200, 760),
            ),
            COAT_SHADE,
        )
    pen.polygon(((x - 70, body - 30), (x + 70, body - 30), (x + 8, 760), (x - 8, 760)), COAT_LIGHT)
    pen.polygon(((x - 182, body - 12), (x - 146, body - 24), (x - 96, 760), (x - 140, 760)), BAG)  # strap
    pen.round_box((x - 118, body - 78, x + 118, body + 4), 40, SCARF)
    pen.round_box((x - 96, body - 50, x + 96, body + 14), 32, SCARF_SHADE)
    pen.round_box((x + 10, body - 20, x + 74, body + 150), 18, SCARF)
    _draw_face(pen, x, y)


def _draw_face(pen: "_Pen", x: float, y: float) -> None:
    pen.ellipse((x - 98, y - 150, x + 98, y + 96), SKIN)
    pen.pie((x - 112, y - 196, x + 112, y + 20), 180, 360, HAIR)  # fringe
    pen.ellipse((x - 88, y - 104, x + 88, y - 40), SKIN)
    for side in (-1, 1):
        pen.ellipse((x + side * 42 - 9, y - 34, x + side * 42 + 9, y - 12), HAIR)  # eyes
        pen.arc((x + side * 42 - 24, y - 66, x + side * 42 + 24, y - 30), 205, 335, HAIR, 6)  # brows
        pen.ellipse((x + side * 62 - 22, y + 8, x + side * 62 + 22, y + 34), (240, 184, 156))  # cheeks
    pen.arc((x - 12, y - 8, x + 12, y + 20), 20, 160, SKIN_SHADE, 6)  # nose
    pen.arc((x - 34, y + 10, x + 34, y + 62), 25, 155, (176, 92, 82), 7)  # a smile


class _Pen:
    """Draws in the picture's own pixels, whatever it is drawn at."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self._draw = ImageDraw.Draw(image)

    def box(self, box: tuple[float, float, float, float], fill: Colour) -> None:
        self._draw.rectangle(_scaled(box), fill)

    def round_box(self, box: tuple[float, float, float, float], radius: float, fill: Colour) -> None:
        self._draw.rounded_rectangle(_scaled(box), radius * _SUPERSAMPLING, fill)

    def ellipse(self, box: tuple[float, float, float, float], fill: Colour) -> None:
        self._draw.ellipse(_scaled(box), fill)

    def pie(self, box: tuple[float, float, float, float], start: int, end: int, fill: Colour) -> None:
        self._draw.pieslice(_scaled(box), start, end, fill)

    def arc(
        self, box: tuple[float, float, float, float], start: int, end: int, fill: Colour, width: int
    ) -> None:
        self._draw.arc(_scaled(box), start, end, fill, width * _SUPERSAMPLING)

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        self._draw.polygon([tuple(_scaled(point)) for point in points], fill)

    def gradient(self, box: tuple[int, int, int, int], top: Colour, bottom: Colour) -> None:
        left, upper, right, lower = _scaled(box)
        for row in range(upper, lower):
            part = (row - upper) / (lower - upper)
            red, green, blue = (round(a + (b - a) * part) for a, b in zip(top, bottom, strict=True))
            self._draw.line((left, row, right, row), (red, green, blue))


def _scaled(lengths: Iterable[float]) -> list[int]:
    return [round(length * _SUPERSAMPLING) for length in lengths]


def _encode(frame: Image.Image) -> bytes:
    encoded = io.BytesIO()
    frame.save(encoded, "JPEG", quality=88)
    return encoded.getvalue()
