"""A housing that is opened is told once, when the unit can tell; a shake is not."""

import pytest

from genkan.station.controller.tamper_watch import TamperWatch


class Housing:
    """The contact, as a test holds it."""

    def __init__(self, *, is_open: bool | None) -> None:
        self.is_open = is_open
        self.fault: OSError | None = None

    def read(self) -> bool | None:
        if self.fault is not None:
            raise self.fault
        return self.is_open


class Unit:
    """A unit whose housing is watched."""

    def __init__(self, *, is_open: bool | None = False) -> None:
        self.housing = Housing(is_open=is_open)
        self.told: list[str] = []
        self.can_tell = True
        self.changes = 0
        self.watch = TamperWatch(contact=self.housing, tell=self._tell, changed=self._change)

    def see(self, *, is_open: bool | None, looks: int = 2) -> list[str]:
        """Look at the contact; give all that was told so far."""
        self.housing.is_open = is_open
        for _ in range(looks):
            self.watch.look()
        return self.told

    def _tell(self, what: str) -> bool:
        if self.can_tell:
            self.told.append(what)
        return self.can_tell

    def _change(self) -> None:
        self.changes += 1


def test_an_opened_housing_is_told_once_and_so_is_its_closing() -> None:
    unit = Unit()
    assert unit.see(is_open=False) == []
    assert unit.see(is_open=True, looks=5) == ["tampered"]
    assert unit.watch.is_open is True
    assert unit.see(is_open=False, looks=5) == ["tampered", "tamper-over"]
    assert unit.changes == 3


def test_a_slammed_door_that_shakes_the_contact_is_no_tampering() -> None:
    unit = Unit()
    unit.see(is_open=False)
    unit.see(is_open=True, looks=1)
    assert unit.see(is_open=False) == []


def test_a_housing_that_is_open_at_the_start_is_told() -> None:
    assert Unit().see(is_open=True) == ["tampered"]


def test_what_cannot_be_entered_yet_is_told_later() -> None:
    unit = Unit()
    unit.can_tell = False
    assert unit.see(is_open=True, looks=4) == []
    unit.can_tell = True
    assert unit.see(is_open=True, looks=4) == ["tampered"]


@pytest.mark.parametrize("fault", [None, OSError("gone")])
def test_a_unit_without_a_contact_or_with_a_broken_one_tells_nothing(fault: OSError | None) -> None:
    unit = Unit(is_open=None)
    unit.housing.fault = fault
    assert unit.see(is_open=None, looks=4) == []
    assert unit.watch.is_open is None
