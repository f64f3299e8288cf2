"""The reader before frames of a lobby's camera: what must hold. Figures stand in docs/performance.md."""

import numpy as np
import pytest
import segno

from genkan.bench.qr.folder import read_alone
from genkan.bench.qr.scenes import KINDS, draw_scene
from genkan.vision.qr import Frame, QrReader

UNHURRIED = QrReader(budget_ms=60_000)  # the machine of a test may be busy


def draw_code(text: str, scale: int = 5) -> Frame:
    code = segno.make(text, error="m", micro=False)
    rows = [[0 if cell else 255 for cell in row] for row in code.matrix_iter(scale=scale, border=4)]
    return np.array(rows, dtype=np.uint8)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "empty"])
def test_nothing_is_read_but_what_is_there(kind: str) -> None:
    scene = draw_scene(kind, 1)
    reading = UNHURRIED.read(scene.frame)
    assert reading is None or reading.text == scene.content


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_read_where_no_code_is(seed: int) -> None:
    assert UNHURRIED.read(draw_scene("empty", seed).frame) is None


@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        ("dim_phone", 0),
        ("glare", 1),
        ("moved", 6),
        ("defocused", 1),
        ("covered", 9),
        ("curved", 1),
        ("noisy", 1),
    ],
)
def test_a_scene_that_defeats_zxing_cpp_is_read(kind: str, seed: int) -> None:
    scene = draw_scene(kind, seed)
    reading = UNHURRIED.read(scene.frame)
    assert read_alone(scene.frame) is None
    assert reading is not None
    assert reading.text == scene.content


def test_an_easy_frame_is_read_without_a_further_way() -> None:
    scene = draw_scene("plain", 0)
    reading = UNHURRIED.read(scene.frame)
    assert reading is not None
    assert (reading.text, reading.way) == (scene.content, "direct")


def test_luminance_is_enough() -> None:
    reading = QrReader().read(draw_code("GK1:ABC"))
    assert reading is not None
    assert reading.text == "GK1:ABC"


def test_a_code_that_is_not_looked_for_is_passed_over() -> None:
    poster, key = draw_code("HTTPS://EXAMPLE.ORG/"), draw_code("GK1:ABC")
    frame = np.full((480, 640), 255, np.uint8)
    frame[20 : 20 + len(poster), 20 : 20 + len(poster)] = poster
    frame[250 : 250 + len(key), 350 : 350 + len(key)] = key
    reading = QrReader(accepts=lambda text: text.startswith("GK1:"), budget_ms=60_000).read(frame)
    assert reading is not None
    assert reading.text == "GK1:ABC"
    assert QrReader(accepts=lambda text: text == "", budget_ms=60_000).read(frame) is None


def test_no_further_way_is_tried_when_time_is_up() -> None:
    scene = draw_scene("dim_phone", 0)
    assert UNHURRIED.read(scene.frame) is not None
    assert QrReader(budget_ms=0).read(scene.frame) is None
