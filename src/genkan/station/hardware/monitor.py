"""Door monitors: contacts that tell whether a door stands open, and the same at the unit's housing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, assert_never

from genkan.station.settings import GpioMonitor, GpioTamper, SimulatedMonitor, SimulatedTamper

EMPTY_FILE_LIMIT = 64  # characters; more is not what a test or a demo wrote


class DoorMonitor(Protocol):
    """The contacts of a unit; monitor n is at the door of relay n."""

    def start(self) -> None:
        """Take the hardware. Raises OSError, or ModuleNotFoundError without its library."""

    def read(self) -> Mapping[int, bool]:
        """Give by relay whether its door is open; a relay without a monitor is missing. Raises OSError."""

    def close(self) -> None:
        """Use the hardware no more."""


class NoMonitor:
    """No door has a contact."""

    def start(self) -> None:
        """There is nothing to take."""

    def read(self) -> Mapping[int, bool]:
        return {}

    def close(self) -> None:
        """There is nothing to give back."""


class SimulatedDoorMonitor:
    """Reads from a file which doors are open, such as `1,3`; without the file every door is closed."""

    def __init__(self, settings: SimulatedMonitor) -> None:
        self._file = Path(settings.file)
        self._relays = settings.relays

    def start(self) -> None:
        """The file may come later."""

    def read(self) -> Mapping[int, bool]:
        try:
            text = self._file.read_text(encoding="utf-8")[:EMPTY_FILE_LIMIT]
        except FileNotFoundError:
            text = ""
        opened = {part.strip() for part in text.split(",")}
        return {relay: str(relay) in opened for relay in self._relays}

    def close(self) -> None:
        """Nothing is held."""


class Housing:
    """The contact behind the unit's front plate: a monitor with one contact, whose door is the housing."""

    def __init__(self, contact: DoorMonitor) -> None:
        self._contact = contact

    def start(self) -> None:
        """Take the hardware. Raises OSError, or ModuleNotFoundError without its library."""
        self._contact.start()

    def read(self) -> bool | None:
        """Give whether the housing is open; None: it has no contact. Raises OSError."""
        return self._contact.read().get(1)

    def close(self) -> None:
        """Use the hardware no more."""
        self._contact.close()


class InputLines(Protocol):
    """The requested lines of a chip, by their offsets. `True`: the contact says open."""

    def get(self, offset: int) -> bool:
        """Read one line. Raises OSError."""

    def release(self) -> None:
        """Give the lines back to the kernel."""


RequestInputs = Callable[[GpioMonitor], InputLines]


class GpioDoorMonitor:
    """One line of a GPIO chip for each door."""

    def __init__(self, settings: GpioMonitor, request_lines: RequestInputs | None = None) -> None:
        self._settings = settings
        self._request_lines = request_lines or request_chip_inputs
        self._lines: InputLines | None = None

    def start(self) -> None:
        self._lines = self._request_lines(self._settings)

    def read(self) -> Mapping[int, bool]:
        lines = self._lines
        if lines is None:
            return {}
        return {relay: lines.get(offset) for relay, offset in enumerate(self._settings.lines, start=1)}

    def close(self) -> None:
        if self._lines is not None:
            self._lines.release()
            self._lines = None


class _ChipInputs:
    """gpiod's request behind our port."""

    def __init__(self, settings: GpioMonitor) -> None:
        import gpiod  # noqa: PLC0415 - only units with GPIO have the library

        self._active = gpiod.line.Value.ACTIVE
        # A cut wire floats to where an open contact is: it reads as an open door, not as a closed one.
        self._request = gpiod.request_lines(
            settings.chip,
            consumer="genkan-monitor",
            config={
                settings.lines: gpiod.LineSettings(
                    direction=gpiod.line.Direction.INPUT,
                    active_low=not settings.open_is_high,
                    bias=gpiod.line.Bias.PULL_UP if settings.open_is_high else gpiod.line.Bias.PULL_DOWN,
                )
            },
        )

    def get(self, offset: int) -> bool:
        return bool(self._request.get_value(offset) == self._active)

    def release(self) -> None:
        self._request.release()


def request_chip_inputs(settings: GpioMonitor) -> InputLines:
    """Take the lines as inputs. Raises OSError, or ModuleNotFoundError without the library."""
    return _ChipInputs(settings)


def make_housing(settings: SimulatedTamper | GpioTamper | None) -> Housing:
    """Give the contact the installer chose."""
    match settings:
        case None:
            return Housing(NoMonitor())
        case SimulatedTamper():
            return Housing(SimulatedDoorMonitor(SimulatedMonitor(file=settings.file)))
        case GpioTamper():
            line = GpioMonitor(lines=(settings.line,), chip=settings.chip, open_is_high=settings.open_is_high)
            return Housing(GpioDoorMonitor(line))
        case _:
            assert_never(settings)
