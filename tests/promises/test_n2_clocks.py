"""Commands that are delayed, repeated and overtaken while every clock jumps and the station is frozen."""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from genkan.wire.frame import Refused
from genkan.wire.station import Release, Released
from harness.promise import Promise
from harness.pulses import Pulse, PulseRecorder
from harness.scripted_server import ScriptedServer, scripted_server
from harness.station_program import StationProgram

HOPPING_CLOCK = Path(__file__).parents[1] / "harness/hopping_clock"
LIFE_MS = 5_000
DAY_MS = 24 * 3_600 * 1_000
LONGEST_DELAY_S = 8.0
SMALLEST_STEP_S = (
    10.0  # of the server's clock: larger than any delay. A smaller one moves the limit by itself.
)
LARGEST_STEP_S = 86_400.0
START_LIMIT_S = 60.0
PACE_S = 0.08  # from tap to tap
PROMPT_SHARE = 0.4  # of the deliveries are not delayed
FREEZES_S = (1.0, 5.5)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="n2-", dir="/var/tmp") as name:
        yield Path(name)


@dataclass(slots=True)
class Taps:
    """What was tapped when, by this machine's clock, and what it was answered."""

    random: Random
    tapped_ms: dict[str, int] = field(default_factory=dict)
    answers: dict[str, list[Released | Refused]] = field(default_factory=dict)
    copies: int = 0
    steps: int = 0
    freezes: int = 0

    async def tap(self, server: ScriptedServer, delays_s: list[float]) -> None:
        """Tap once; the command arrives as many times as there are delays."""
        command = server.a_release()
        self.tapped_ms[command.command_id] = command.issued_ms - server.script.clock_skew_ms
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
        if self.random.random() < PROMPT_SHARE:
            return 0.0
        return self.random.uniform(0, LONGEST_DELAY_S)


async def test_n2_no_pulse_is_late_or_double_whatever_the_clocks_do(promise: Promise, folder: Path) -> None:
    """No pulse later than 5 s after its tap and none twice, while clocks jump and the station freezes."""
    count = promise.pick(short=150, nightly=5_000)
    taps = Taps(promise.random)
    recorder = PulseRecorder(folder)
    async with scripted_server() as server:
        unit = StationProgram(
            server,
            folder,
            pulse_socket=recorder.address,
            environment={"PYTHONPATH": str(HOPPING_CLOCK)},
        )
        try:
            unit.start()
            await server.next_link(limit_s=START_LIMIT_S)
            await play(taps, server, unit, count)
            unit.program.stop()
        finally:
            unit.program.close()
            recorder.close()

    ages_ms = {pulse.event_id: true_age_ms(pulse, taps) for pulse in recorder.list()}
    late = {event: age_ms for event, age_ms in ages_ms.items() if age_ms > LIFE_MS}
    pulses = Counter(pulse.event_id for pulse in recorder.list())
    double = [event for event, times in pulses.items() if times > 1]
    told = {event for event, answers in taps.answers.items() if any(isinstance(a, Released) for a in answers)}
    assert (late, double) == ({}, [])
    assert told <= set(pulses), "told open without a pulse"
    assert len(pulses) > count / 5, "the station hardly opened"
    promise.keep(
        "N2",
        f"{count} taps in {taps.copies} deliveries, {taps.steps} steps of the server's clock, {taps.freezes} "
        f"freezes, its own wall clock hopping: {len(pulses)} pulses, the last {max(ages_ms.values())} ms "
        "after its tap: 0 late, 0 double",
    )


def true_age_ms(pulse: Pulse, taps: Taps) -> int:
    """Give the time from the tap to the pulse. The unit's clock is wrong by whole days, and only by those."""
    apparent_ms = pulse.at_ms - taps.tapped_ms[pulse.event_id]
    return (apparent_ms + DAY_MS // 2) % DAY_MS - DAY_MS // 2


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
    frozen_s = taps.random.choice(FREEZES_S)
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
