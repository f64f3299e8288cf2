"""Chromium processes: each has one fake camera, one fake microphone, and any number of windows."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

from e2e.harness.measure import prepare
from e2e.harness.witness import Witness
from harness.program import Program

QUIET_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-renderer-backgrounding",  # several windows are in use at once
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
)
FAKE_DEVICES = "--use-fake-device-for-media-stream"
ALLOW_DEVICES = "--use-fake-ui-for-media-stream"  # as if every question about devices were answered with yes
REFUSE_DEVICES = "--deny-permission-prompts"  # with no

PHONE = {"width": 390, "height": 844}
PANEL = {"width": 800, "height": 1280}
DESKTOP = {"width": 1280, "height": 800}


def launch(
    playwright: Playwright, *, camera: Path | None, voice: Path | None, allow_devices: bool = True
) -> Browser:
    """Start Debian's Chromium with these devices."""
    program = shutil.which("chromium")
    assert program is not None, "Debian's package chromium is not installed"
    devices = [ALLOW_DEVICES if allow_devices else REFUSE_DEVICES]
    if camera is not None:
        devices.append(f"--use-file-for-fake-video-capture={camera}")
    if voice is not None:
        devices.append(f"--use-file-for-fake-audio-capture={voice}")
    return playwright.chromium.launch(executable_path=program, args=[*QUIET_FLAGS, FAKE_DEVICES, *devices])


def launch_with_sound(playwright: Playwright, sound_server: str) -> Browser:
    """Start Debian's Chromium with the loudspeaker and microphone of a PulseAudio, and without a camera."""
    program = shutil.which("chromium")
    assert program is not None, "Debian's package chromium is not installed"
    return playwright.chromium.launch(
        executable_path=program,
        args=[*QUIET_FLAGS, ALLOW_DEVICES],
        ignore_default_args=["--mute-audio"],  # which Playwright gives every browser without a window
        env={**Program.surroundings(), "PULSE_SERVER": sound_server},
    )


class Window:
    """One person's window, in a profile of its own. What its console complains about fails the test."""

    def __init__(
        self,
        browser: Browser,
        *,
        language: str,
        size: dict[str, int],
        permissions: Iterable[str] = (),
        relay_only: bool = False,
    ) -> None:
        self.context: BrowserContext = browser.new_context(
            locale={"ja": "ja-JP", "en": "en-US"}[language],
            timezone_id="Asia/Tokyo",
            viewport={"width": size["width"], "height": size["height"]},
            permissions=list(permissions),
        )
        prepare(self.context, relay_only=relay_only)
        self._witness = Witness(self.context)
        self.page: Page = self.context.new_page()
        self._complaints: list[str] = []
        self._expected: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complaints.append(f"uncaught: {error}"))

    def expect_complaints(self, *parts: str) -> None:
        """Take complaints that contain one of these as part of the fault under test."""
        self._expected += parts

    def take_complaints(self) -> list[str]:
        """Give what was complained about since the last time, without what was expected."""
        complaints, self._complaints = self._complaints, []
        expected, self._expected = self._expected, []
        return [text for text in complaints if not any(part in text for part in expected)]

    def close(self) -> None:
        self._witness.speak_if_failed()
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append(f"{message.text} ({message.location.get('url', '')})")
