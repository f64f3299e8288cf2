"""What a bench asks of the machine, and how it says so."""

import platform
import resource

import pytest

from genkan.bench.machine import allow_open_files, describe_machine
from genkan.bench.processes import CannotMeasure


def test_too_low_a_limit_of_open_files_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(_limit: int, _values: tuple[int, int]) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (1024, 4096))
    monkeypatch.setattr(resource, "setrlimit", forbid)

    with pytest.raises(CannotMeasure, match=r"10,000 sockets need 10,512 open files.*may have 4,096.*ulimit"):
        allow_open_files(10_000)


def test_limit_that_is_high_enough_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (20_000, 20_000))
    monkeypatch.delattr(resource, "setrlimit")

    allow_open_files(10_000)


def test_description_names_no_host() -> None:

    machine = describe_machine()

    assert machine.cores >= 1
    assert platform.node() not in repr(machine)
