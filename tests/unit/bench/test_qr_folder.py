from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from PIL import Image

from genkan.bench.commands import bench
from genkan.bench.qr.folder import BadFolder, draw_folder, load_pictures, measure_folder
from genkan.bench.qr.scenes import KINDS, draw_scene


def put(folder: Path, name: str, kind: str, seed: int) -> str | None:
    scene = draw_scene(kind, seed)
    Image.fromarray(scene.frame).save(folder / name)
    return scene.content


def test_the_command_prints_what_both_readers_read(tmp_path: Path) -> None:
    truth = {
        "easy.png": put(tmp_path, "easy.png", "plain", 0),
        "hard.jpg": put(tmp_path, "hard.jpg", "dim_phone", 0),
        "none.png": put(tmp_path, "none.png", "empty", 0),
        "lying.png": "something else",
    }
    put(tmp_path, "lying.png", "plain", 1)
    put(tmp_path, "unnamed.png", "empty", 1)
    (tmp_path / "truth.json").write_bytes(msgspec.json.encode(truth))

    run = CliRunner().invoke(bench, ["qr", str(tmp_path), "--budget-ms", "60000"])

    assert run.exit_code == 0, run.output
    report = msgspec.json.decode(run.stdout)
    assert (report["pictures"], report["with_code"], report["decoded"], report["wrong"]) == (5, 3, 2, 1)
    assert report["misread"] == ["lying.png"]
    assert report["median_ms"] > 0
    assert (report["zxing_cpp"]["decoded"], report["zxing_cpp"]["missed"]) == (1, ["hard.jpg"])


def test_a_folder_without_truth_says_so(tmp_path: Path) -> None:
    run = CliRunner().invoke(bench, ["qr", str(tmp_path)])
    assert run.exit_code == 1
    assert "truth.json" in run.output


def test_a_truth_about_something_else_says_so(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('["easy.png"]')
    with pytest.raises(BadFolder, match="does not lead"):
        measure_folder(tmp_path)


def test_a_picture_that_is_missing_says_so(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"gone.png": null}')
    with pytest.raises(BadFolder, match=r"gone\.png"):
        measure_folder(tmp_path)


def test_drawn_scenes_are_loaded_again(tmp_path: Path) -> None:
    draw_folder(tmp_path, each=1, seed=3)
    pictures = list(load_pictures(tmp_path))
    assert len(pictures) == len(KINDS)
    assert [picture.name for picture in pictures if picture.content is None] == ["empty-003.png"]
