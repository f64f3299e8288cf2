"""Children of a bench: started, weighed by their own times, ended by their pid."""

import os
import sys
import time
from pathlib import Path

import pytest

from genkan.bench.processes import CannotMeasure, Children, Program, read_cpu_s

BURN = """
import sys, time
while time.process_time() < 0.3: pass
print('ready', flush=True)
sys.stdin.read()
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_child_is_weighed_by_its_own_cpu_time_and_not_by_the_clock(tmp_path: Path) -> None:
    async with Children(tmp_path) as children:
        child = await children.start(Program("burner", (sys.executable, "-c", BURN)))
        await child.wait_until_ready()

        assert 0.25 <= child.cpu_s() <= 0.6
        assert child.resident_bytes() > 1_000_000


async def test_children_end_with_the_scenario(tmp_path: Path) -> None:
    async with Children(tmp_path) as children:
        child = await children.start(Program("burner", (sys.executable, "-c", BURN)))
        await child.wait_until_ready()
        assert is_alive(child.pid)

    assert not is_alive(child.pid)


async def test_child_that_dies_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    async with Children(tmp_path) as children:
        child = await children.start(Program("broken", (sys.executable, "-c", "raise SystemExit('no disk')")))

        with pytest.raises(CannotMeasure, match=r"broken ended by itself(.|\n)*no disk"):
            await child.wait_until_ready()


def test_cpu_time_of_this_process_grows_with_its_work() -> None:
    before = read_cpu_s(os.getpid())
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass

    assert 0.05 <= read_cpu_s(os.getpid()) - before <= 0.5
