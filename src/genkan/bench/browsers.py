"""Two real browsers, a visitor's and a resident's, with a fake camera and voices that never pause."""

import contextlib
import math
import shutil
import struct
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from genkan.bench.processes import CannotMeasure

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, StorageState, ViewportSize

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream=fps=25",
)
PHONE: "ViewportSize" = {"width": 390, "height": 844}  # what is drawn by a processor costs by the pixel
PANEL: "ViewportSize" = {"width": 800, "height": 1280}
INSTRUMENT = Path(__file__).with_name("instrument.js")
RATE_HZ = 48_000
VOICE_S = 2
LOUDNESS = 0.3
WAIT_MS = 15_000


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """When things happened in a page: milliseconds of the machine's clock."""

    pressed: float | None = None  # a finger came down
    clicked: float | None = None  # and was lifted on the same key
    framed: float | None = None  # the first picture was on the screen
    heard: float | None = None  # the first sound was handed to the loudspeaker


@dataclass(frozen=True, slots=True)
class Browsers:
    """Each side has a browser of its own, as it has in life."""

    visitor: "Browser"
    resident: "Browser"


@contextlib.asynccontextmanager
async def open_browsers(folder: Path) -> AsyncIterator[Browsers]:
    """Start both. Raises CannotMeasure where there is no browser or no driver for it."""
    try:
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - only calls need it
    except ModuleNotFoundError:
        raise CannotMeasure("the Python package playwright is not installed") from None
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise CannotMeasure("no Chromium is installed (Debian's package chromium)")
    voice = write_voice(folder / "voice.wav")
    arguments = [*FLAGS, f"--use-file-for-fake-audio-capture={voice}"]
    async with async_playwright() as playwright:
        try:
            visitor = await playwright.chromium.launch(executable_path=program, args=arguments)
            resident = await playwright.chromium.launch(executable_path=program, args=arguments)
        except Error as failure:
            raise CannotMeasure(f"Chromium does not start: {failure.message}") from failure
        try:
            yield Browsers(visitor, resident)
        finally:
            await visitor.close()
            await resident.close()


@contextlib.asynccontextmanager
async def open_page(
    browser: "Browser", url: str, screen: "ViewportSize", *, state: "StorageState | None" = None
) -> AsyncIterator["Page"]:
    """Open a measured page that may use camera and microphone, in a profile with this state or none."""
    context = await browser.new_context(
        permissions=["camera", "microphone"], locale="ja-JP", storage_state=state, viewport=screen
    )
    try:
        await context.add_init_script(path=INSTRUMENT)
        page = await context.new_page()
        page.set_default_timeout(WAIT_MS)
        await page.goto(url)
        yield page
    finally:
        await context.close()


async def wait_for_mark(page: "Page", name: str) -> None:
    """Wait until the page has noted the mark."""
    await page.wait_for_function("name => window.genkanBench[name] !== null", arg=name, polling=20)


async def read_marks(page: "Page") -> Marks:
    """Give what the page has noted."""
    return msgspec.convert(cast("object", await page.evaluate("window.genkanBench")), Marks, strict=False)


def write_voice(path: Path) -> Path:
    """Write a sound that never pauses and never stands still: a steady tone is noise to a suppressor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = bytearray()
    phase = 0.0
    for number in range(VOICE_S * RATE_HZ):
        pitch_hz = 500 + 300 * math.sin(2 * math.pi * 3 * number / RATE_HZ)
        phase += 2 * math.pi * pitch_hz / RATE_HZ
        samples += struct.pack("<h", round(32_767 * LOUDNESS * math.sin(phase)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(bytes(samples))
    return path
