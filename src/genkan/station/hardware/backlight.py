"""The lamp behind the unit's screen, through the kernel's backlight class."""

from pathlib import Path
from typing import Protocol


class Backlight(Protocol):
    """What lights the screen."""

    @property
    def is_there(self) -> bool:
        """Whether the unit can dim its screen at all."""

    def light(self, percent: int) -> None:
        """Shine with so many per cent of what the lamp can. Raises OSError."""


class NoBacklight:
    """A screen that cannot be dimmed from here: the panel's page darkens its picture instead."""

    is_there = False

    def light(self, percent: int) -> None:
        """There is nothing to do."""


class SysfsBacklight:
    """One folder below `/sys/class/backlight`, as the Raspberry Pi's screen and most notebooks have it.

    Raises OSError when it cannot be read or written, ValueError when it is no backlight.
    """

    is_there = True

    def __init__(self, folder: Path) -> None:
        self._brightness = folder / "brightness"
        self._most = int((folder / "max_brightness").read_text(encoding="ascii"))
        if self._most < 1:
            raise ValueError("it has no levels")
        with self._brightness.open("r+", encoding="ascii"):
            pass  # a folder that may only be read is found out now, and not in the first night

    def light(self, percent: int) -> None:
        # Level 0 switches many lamps off: a dark screen looks broken.
        level = max(1, round(self._most * percent / 100))
        self._brightness.write_text(f"{level}\n", encoding="ascii")
