"""P10: from the start of `genkan serve` to its first answer, beside the start of the bare stack."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Outcome
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure, Children, Program, find_free_port

LIMIT_S = 60.0
POLL_S = 0.005

Recipe = Callable[[int, Path], tuple[Program, dict[str, str]]]


async def measure(plan: Plan) -> Outcome:
    """Start both in turn, each time anew; the database exists and is up to date."""
    folder = plan.folder / "startup"
    rounds: dict[str, list[list[float]]] = {GENKAN: [], FLOOR: []}
    await _time_start(plan, _serve, folder)  # makes the database, and warms the disk's cache
    for number in range(plan.choose(7, 2)):
        plan.say(f"start {number + 1}")
        rounds[FLOOR].append([await _time_start(plan, _bare_stack, folder)])
        rounds[GENKAN].append([await _time_start(plan, _serve, folder)])
    figure = Figure(
        key="p10.start",
        title="start → first answer",
        unit="s",
        rounds=rounds,
        bounds=(Bound("step", 2.0), Bound("goal", 1.5)),
    )
    return Outcome((figure,))


def _bare_stack(port: int, _: Path) -> tuple[Program, dict[str, str]]:
    return Program.module("bare-stack", "genkan.bench.floor.stack", str(port)), {}


def _serve(port: int, folder: Path) -> tuple[Program, dict[str, str]]:
    settings = {"GENKAN_DATA_DIR": str(folder), "GENKAN_LISTEN_PORT": str(port)}
    return Program.genkan("startup-server", "serve"), settings


async def _time_start(plan: Plan, program: Recipe, folder: Path) -> float:
    port = find_free_port()
    what, environment = program(port, folder)
    async with Children(plan.logs) as children:
        begun = time.perf_counter()
        await children.start(what, environment=environment)
        while not await _is_healthy(port):
            if time.perf_counter() - begun > LIMIT_S:
                raise CannotMeasure(f"{what.name} did not answer within {LIMIT_S:.0f} s")
            await asyncio.sleep(POLL_S)
        return time.perf_counter() - begun


async def _is_healthy(port: int) -> bool:
    with contextlib.suppress(OSError):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = await reader.readline()
        writer.close()
        return b" 200 " in answer
    return False
