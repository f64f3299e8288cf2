"""One suite for every kind of door monitor: a file that says which doors are open, and GPIO lines."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import gpiod
import pytest
from gpiod.line import Bias, Direction, Value

from genkan.station.hardware.monitor import (
    DoorMonitor,
    GpioDoorMonitor,
    SimulatedDoorMonitor,
    make_housing,
)
from genkan.station.settings import GpioMonitor, GpioTamper, SimulatedMonitor, SimulatedTamper


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """A kind of monitor at the doors of relays 1 and 2, and how a test opens them."""

    monitor: DoorMonitor
    open_doors: Callable[[set[int]], None]


class FakeLines:
    """The input lines of a chip."""

    def __init__(self) -> None:
        self.high: set[int] = set()
        self.fault: OSError | None = None
        self.is_released = False

    def get(self, offset: int) -> bool:
        if self.fault is not None:
            raise self.fault
        return offset in self.high

    def release(self) -> None:
        self.is_released = True


@pytest.fixture(params=["simulated", "gpio"])
def contacts(request: pytest.FixtureRequest, tmp_path: Path) -> Contacts:
    if request.param == "simulated":
        file = tmp_path / "doors"
        monitor = SimulatedDoorMonitor(SimulatedMonitor(file=str(file), relays=(1, 2)))

        def write(relays: set[int]) -> None:
            file.write_text(",".join(map(str, relays)))

        return Contacts(monitor=monitor, open_doors=write)
    lines = FakeLines()

    def raise_lines(relays: set[int]) -> None:
        lines.high = {4 + relay for relay in relays}

    board = GpioDoorMonitor(GpioMonitor(lines=(5, 6)), request_lines=lambda _: lines)
    return Contacts(monitor=board, open_doors=raise_lines)


def test_each_door_is_told_as_its_contact_says(contacts: Contacts) -> None:
    contacts.monitor.start()
    assert contacts.monitor.read() == {1: False, 2: False}
    contacts.open_doors({2})
    assert contacts.monitor.read() == {1: False, 2: True}
    contacts.open_doors(set())
    assert contacts.monitor.read() == {1: False, 2: False}
    contacts.monitor.close()


class FakeRequest:
    """What the library gives for requested lines."""

    def __init__(self) -> None:
        self.is_released = False

    def get_value(self, line: int) -> Value:
        return Value.ACTIVE if line == 6 else Value.INACTIVE

    def release(self) -> None:
        self.is_released = True


@pytest.mark.parametrize("open_is_high", [True, False])
def test_lines_are_asked_of_the_chip_so_that_a_cut_wire_reads_as_an_open_door(
    monkeypatch: pytest.MonkeyPatch, open_is_high: bool
) -> None:
    request, asked = FakeRequest(), list[tuple[str, dict[tuple[int, ...], gpiod.LineSettings]]]()

    def request_lines(
        chip: str, *, consumer: str, config: dict[tuple[int, ...], gpiod.LineSettings]
    ) -> FakeRequest:
        assert consumer == "genkan-monitor"
        asked.append((chip, config))
        return request

    monkeypatch.setattr(gpiod, "request_lines", request_lines)  # this machine has no chip
    monitor = GpioDoorMonitor(GpioMonitor(lines=(5, 6), open_is_high=open_is_high))
    monitor.start()
    assert monitor.read() == {1: False, 2: True}
    monitor.close()

    [(chip, config)] = asked
    [(lines, settings)] = config.items()
    assert (chip, lines) == ("/dev/gpiochip0", (5, 6))
    assert settings.direction is Direction.INPUT
    assert settings.active_low is not open_is_high
    assert settings.bias is (Bias.PULL_UP if open_is_high else Bias.PULL_DOWN)
    assert request.is_released


def test_a_housing_is_told_by_a_file_by_a_line_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "housing"
    simulated = make_housing(SimulatedTamper(file=str(file)))
    simulated.start()
    assert simulated.read() is False
    file.write_text("1")
    assert simulated.read() is True
    simulated.close()

    monkeypatch.setattr(gpiod, "request_lines", lambda *_, **__: FakeRequest())  # this machine has no chip
    for line, is_open in ((5, False), (6, True)):
        wired = make_housing(GpioTamper(line=line))
        wired.start()
        assert wired.read() is is_open
        wired.close()
    assert make_housing(None).read() is None
