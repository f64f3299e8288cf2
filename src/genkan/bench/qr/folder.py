"""A folder of pictures with a truth.json: how many the station's reader reads, beside zxing-cpp alone."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import zxingcpp
from PIL import Image, ImageOps

from genkan.bench.qr.optics import Frame
from genkan.bench.qr.scenes import KINDS, draw_scene
from genkan.vision.qr import BUDGET_MS, QrReader

TRUTH = "truth.json"
ANY_QR_CODE = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.QRCode,))
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".pgm"}

Read = Callable[[Frame], str | None]


class BadFolder(Exception):
    """The folder cannot be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, and what its code holds; None where it has none."""

    name: str
    frame: Frame
    content: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader made of one picture."""

    picture: Picture
    text: str | None
    ms: float

    @property
    def is_right(self) -> bool:
        """True when a code is there and was read as it is."""
        return self.text is not None and self.text == self.picture.content

    @property
    def is_wrong(self) -> bool:
        """True when something was read that is not there."""
        return self.text is not None and self.text != self.picture.content


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader made of the pictures."""

    decoded: int  # pictures whose code was read as it is
    wrong: int  # pictures of which something else was read, or something where no code is
    median_ms: float
    median_ms_read: float | None  # of those it read
    missed: tuple[str, ...]
    misread: tuple[str, ...]


class FolderReport(msgspec.Struct, frozen=True, kw_only=True):
    """What `genkan bench qr` prints: the station's reader, and zxing-cpp alone beside it."""

    pictures: int
    with_code: int
    decoded: int
    wrong: int
    median_ms: float
    median_ms_read: float | None
    zxing_cpp: Score
    missed: tuple[str, ...]
    misread: tuple[str, ...]


def measure_folder(folder: Path, budget_ms: float = BUDGET_MS) -> FolderReport:
    """Read every picture with both readers in turn. Raises BadFolder."""
    pictures = list(load_pictures(folder))
    if not pictures:
        raise BadFolder(f"There is no picture in {folder}.")
    ours, alone = (
        _judge(results)
        for results in read_all(pictures, (read_with(QrReader(budget_ms=budget_ms)), read_alone))
    )
    return FolderReport(
        pictures=len(pictures),
        with_code=sum(picture.content is not None for picture in pictures),
        decoded=ours.decoded,
        wrong=ours.wrong,
        median_ms=ours.median_ms,
        median_ms_read=ours.median_ms_read,
        zxing_cpp=alone,
        missed=ours.missed,
        misread=ours.misread,
    )


def draw_folder(folder: Path, *, each: int, seed: int) -> None:
    """Draw scenes of every kind into the folder, with their truth."""
    folder.mkdir(parents=True, exist_ok=True)
    truth: dict[str, str | None] = {}
    for kind in KINDS:
        for place in range(each):
            scene = draw_scene(kind, seed + place)
            name = f"{kind}-{seed + place:03}.png"
            Image.fromarray(scene.frame).save(folder / name)
            truth[name] = scene.content
    (folder / TRUTH).write_bytes(msgspec.json.format(msgspec.json.encode(truth), indent=2) + b"\n")


def load_pictures(folder: Path) -> Iterator[Picture]:
    """Give the pictures of the folder; one that truth.json does not name has no code. Raises BadFolder."""
    truth = _load_truth(folder / TRUTH)
    names = {path.name for path in folder.iterdir() if path.suffix.lower() in SUFFIXES}
    for name in sorted(names | truth.keys()):
        try:
            picture = ImageOps.exif_transpose(Image.open(folder / name)).convert("RGBA")
        except OSError as error:
            raise BadFolder(f"{name} cannot be opened: {error}") from error
        page = Image.new("RGBA", picture.size, "white")
        page.alpha_composite(picture)
        yield Picture(name, np.asarray(page.convert("RGB")), truth.get(name))


def read_all(pictures: list[Picture], readers: tuple[Read, Read]) -> tuple[list[Result], list[Result]]:
    """Let both readers read picture by picture, the other one first every second time."""
    for read in readers:
        read(pictures[0].frame)  # what is loaded once is not the picture's
    results: tuple[list[Result], list[Result]] = ([], [])
    for turn, picture in enumerate(pictures):
        for place in (0, 1) if turn % 2 else (1, 0):
            begun = time.perf_counter()
            text = readers[place](picture.frame)
            results[place].append(Result(picture, text, (time.perf_counter() - begun) * 1000))
    return results


def read_with(reader: QrReader) -> Read:
    """Read as the station does."""

    def read(frame: Frame) -> str | None:
        reading = reader.read(frame)
        return None if reading is None else reading.text

    return read


def read_alone(frame: Frame) -> str | None:
    """Read the first code as a program does that only calls zxing-cpp."""
    found = zxingcpp.read_barcodes(frame, formats=ANY_QR_CODE)
    return found[0].text if found else None


def _judge(results: list[Result]) -> Score:
    read = [result.ms for result in results if result.is_right]
    return Score(
        decoded=len(read),
        wrong=sum(result.is_wrong for result in results),
        median_ms=round(statistics.median(result.ms for result in results), 3),
        median_ms_read=round(statistics.median(read), 3) if read else None,
        missed=tuple(
            result.picture.name
            for result in results
            if result.picture.content is not None and result.text is None
        ),
        misread=tuple(result.picture.name for result in results if result.is_wrong),
    )


def _load_truth(file: Path) -> Mapping[str, str | None]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str | None])
    except OSError as error:
        raise BadFolder(f"There is no {TRUTH} in {file.parent}: {error}") from error
    except msgspec.DecodeError as error:
        raise BadFolder(f"{file} does not lead from file names to contents: {error}") from error
