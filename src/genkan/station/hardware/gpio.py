"""Relays on the lines of a GPIO chip, through the kernel's character device (libgpiod 2)."""

from collections.abc import Callable, Mapping
from typing import Protocol

from genkan.station.hardware.relay import FallBacks, RelayFailed
from genkan.station.settings import GpioRelays


class OutputLines(Protocol):
    """The requested lines of a chip, by their offsets. `True` drives the relay, whatever the polarity."""

    def set(self, offset: int, *, is_driven: bool) -> None:
        """Set one line. Raises OSError."""

    def release(self) -> None:
        """Give the lines back to the kernel."""


RequestLines = Callable[[GpioRelays], OutputLines]


class GpioRelayBoard:
    """Drives one line for each relay; requesting the lines already lets them all fall back."""

    def __init__(self, settings: GpioRelays, request_lines: RequestLines | None = None) -> None:
        self._settings = settings
        self._request_lines = request_lines or request_chip_lines
        self._offsets: Mapping[int, int] = dict(enumerate(settings.lines, start=1))
        self._lines: OutputLines | None = None
        self._fall_backs = FallBacks(drop=self._drop)

    async def start(self) -> None:
        self._lines = self._request_lines(self._settings)

    async def pulse(self, relay: int, *, release_ms: int, event_id: str) -> None:  # noqa: ARG002 - a line has no name to give
        offset = self._offsets.get(relay)
        if offset is None or self._lines is None:
            raise RelayFailed(f"there is no relay {relay}")
        try:
            self._lines.set(offset, is_driven=True)
        except OSError as error:
            raise RelayFailed(f"relay {relay}: {error}") from error
        self._fall_backs.drive(relay, release_ms)

    async def close(self) -> None:
        self._fall_backs.clear()
        if self._lines is None:
            return
        try:
            for offset in self._offsets.values():
                self._lines.set(offset, is_driven=False)
        finally:
            self._lines.release()
            self._lines = None

    def _drop(self, relay: int) -> None:
        if self._lines is not None:
            self._lines.set(self._offsets[relay], is_driven=False)


class _ChipLines:
    """gpiod's request behind our port."""

    def __init__(self, settings: GpioRelays) -> None:
        import gpiod  # noqa: PLC0415 - only units with GPIO have the library

        self._value = gpiod.line.Value
        self._request = gpiod.request_lines(
            settings.chip,
            consumer="genkan",
            config={
                settings.lines: gpiod.LineSettings(
                    direction=gpiod.line.Direction.OUTPUT,
                    active_low=settings.active_low,
                    output_value=gpiod.line.Value.INACTIVE,
                )
            },
        )

    def set(self, offset: int, *, is_driven: bool) -> None:
        self._request.set_value(offset, self._value.ACTIVE if is_driven else self._value.INACTIVE)

    def release(self) -> None:
        self._request.release()


def request_chip_lines(settings: GpioRelays) -> OutputLines:
    """Take the lines as outputs, none driven. Raises OSError, or ModuleNotFoundError without the library."""
    return _ChipLines(settings)
