"""Commands that are delayed, repeated and overtaken while every clock jumps and the station is frozen."""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import msgspec
import pytest

from genkan.wire.frame import Refused
from genkan.wire.station import Release, Released
from harness.promise import Promise
from harness.scripted_server import ScriptedServer, scripted_server
from harness.station_program import StationProgram

HOPPING_CLOCK = Path(__file__).parents[1] / "harness/hopping_clock"
LIFE_S = 5.0
# Nothing is delivered in the last moments of a life: how fast this test sees a pulse is not the point.
STILL_ALIVE_S = 4.5
SURELY_DEAD_S = 5.05
LONGEST_DELAY_S = 8.0
SMALLEST_STEP_S = (
    10.0  # of the server's clock: larger than any delay. A smaller one moves the limit by itself.
)
LARGEST_STEP_S = 86_400.0
START_LIMIT_S = 60.0
PACE_S = 0.08  # from tap to tap


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="n2-", dir="/var/tmp") as name:
        yield Path(name)


class _Line(msgspec.Struct):
    event_id: str


@dataclass(slots=True)
class Witness:
    """Notes each pulse with the time of its arrival here, by this process's steady clock."""

    address: str
    arrived_at: dict[str, float] = field(default_factory=dict)
    pulses: Counter[str] = field(default_factory=Counter)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for line in reader:
            event_id = msgspec.json.decode(line, type=_Line).event_id
            self.arrived_at.setdefault(event_id, asyncio.get_running_loop().time())
            self.pulses[event_id] += 1
        writer.close()


@asynccontextmanager
async def witness(folder: Path) -> AsyncIterator[Witness]:
    noted = Witness(f"unix:{folder}/pulses.socket")
    async with await asyncio.start_unix_server(noted.take, folder / "pulses.socket"):
        yield noted


@dataclass(slots=True)
class Taps:
    """What was tapped when, by the steady clock, and what it was answered."""

    random: Random
    tapped_at: dict[str, float] = field(default_factory=dict)
    answers: dict[str, list[Released | Refused]] = field(default_factory=dict)
    copies: int = 0
    steps: int = 0
    freezes: int = 0

    async def tap(self, server: ScriptedServer, delays_s: list[float]) -> None:
        """Tap once; the command arrives as many times as there are delays."""
        command = server.a_release()
        self.tapped_at[command.command_id] = asyncio.get_running_loop().time()
        self.answers[command.command_id] = []
        async with asyncio.TaskGroup() as copies:
            for delay_s in delays_s:
                copies.create_task(self._deliver(server, command, delay_s))

    async def _deliver(self, server: ScriptedServer, command: Release, delay_s: float) -> None:
        self.copies += 1
        await asyncio.sleep(delay_s)
        with suppress(TimeoutError, ConnectionError):
            self.answers[command.command_id].append(await server.peer.release(command))

    def draw_delays(self) -> list[float]:
        return [self._draw_delay() for _ in range(self.random.choice((1, 1, 2, 3)))]

    def _draw_delay(self) -> float:
        fate = self.random.random()
        if fate < 0.4:
            return 0.0
        if fate < 0.75:
            return self.random.uniform(0, STILL_ALIVE_S)
        return self.random.uniform(SURELY_DEAD_S, LONGEST_DELAY_S)


async def test_n2_no_pulse_is_late_or_double_whatever_the_clocks_do(promise: Promise, folder: Path) -> None:
    """No pulse later than 5 s after its tap and none twice, while clocks jump and the station freezes."""
    count = promise.pick(short=150, nightly=5_000)
    taps = Taps(promise.random)
    async with scripted_server() as server, witness(folder) as seen:
        unit = StationProgram(
            server,
            folder,
            pulse_socket=seen.address,
            environment={"PYTHONPATH": str(HOPPING_CLOCK)},
        )
        try:
            unit.start()
            await server.next_link(limit_s=START_LIMIT_S)
            await play(taps, server, unit, count)
            unit.program.stop()
        finally:
            unit.program.close()

    late = [event for event, at in seen.arrived_at.items() if at - taps.tapped_at[event] > LIFE_S]
    double = [event for event, times in seen.pulses.items() if times > 1]
    told = [event for event, answers in taps.answers.items() if any(isinstance(a, Released) for a in answers)]
    assert (late, double) == ([], [])
    assert set(told) <= set(seen.pulses), "told open without a pulse"
    assert len(seen.pulses) > count / 4, "the station hardly opened"
    promise.keep(
        "N2",
        f"{count} taps in {taps.copies} deliveries, {taps.steps} steps of the server's clock, {taps.freezes} "
        f"freezes, the unit's wall clock hopping: {len(seen.pulses)} pulses, 0 late, 0 double",
    )


async def play(taps: Taps, server: ScriptedServer, unit: StationProgram, count: int) -> None:
    """Tap at a steady pace; now and then set the server's clock or freeze the station."""
    async with asyncio.TaskGroup() as tapping:
        for number in range(count):
            tapping.create_task(taps.tap(server, taps.draw_delays()))
            await asyncio.sleep(PACE_S)
            if number % 40 == 20:
                step_s = taps.random.uniform(SMALLEST_STEP_S, LARGEST_STEP_S)
                server.script.clock_skew_ms += int(taps.random.choice((-1, 1)) * step_s * 1_000)
                taps.steps += 1
            if number % 60 == 50:
                await freeze(taps, server, unit)


async def freeze(taps: Taps, server: ScriptedServer, unit: StationProgram) -> None:
    """Hold the program still while commands pile up before it."""
    frozen_s = taps.random.choice((1.0, SURELY_DEAD_S + 0.5))
    os.kill(unit.program.pid, signal.SIGSTOP)
    try:
        async with asyncio.TaskGroup() as piling:
            for _ in range(5):
                piling.create_task(taps.tap(server, [0.0]))
            await asyncio.sleep(frozen_s)
            os.kill(unit.program.pid, signal.SIGCONT)
    finally:
        with suppress(ProcessLookupError):
            os.kill(unit.program.pid, signal.SIGCONT)
    taps.freezes += 1
