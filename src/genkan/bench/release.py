"""P1: releasing a door over the app's socket, tap → journal at the station → relay → 「解錠成功」.

Latency: one phone that taps again when it is answered, one real station program with its journal on
the disk. Cost: a thousand taps a second by the clock, at stations whose journal is in memory, else it
would be the disk that is measured. Both with all stations and phones connected, on both sides.
"""

import asyncio
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Missing, Outcome
from genkan.bench.floor.phones import FloorPhone
from genkan.bench.installation import serve_town
from genkan.bench.load import Ask, Tally, run_closed_loop, run_open_loop
from genkan.bench.machine import allow_open_files
from genkan.bench.peers.home_assistant import HomeAssistant
from genkan.bench.peers.mosquitto import Mosquitto
from genkan.bench.peers.peer import Peer
from genkan.bench.phones import AT_ONCE, GenkanPhone, kept_alive, open_phones
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure, Child, Children, Program, find_free_port
from genkan.bench.town import Size

HOMES = 2  # of a building, with a phone each: twice as many phones as stations
PAUSE_S = 0.01  # after an answer; by then its journal entry is handed over, as it is between two people
WARM_UP = 100  # taps; the first ones compile statements and fill caches
FAILURES_ALLOWED = 0.001  # of the taps; more, and it is not this load that was measured
RATE_REACHED = 0.95  # of the rate that was offered; less, and the note says so
MS, US = 1e3, 1e6

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two ways from phone to station and back."""

    name: str
    server: Child
    tap_at_the_unit: Ask  # the station with a disk
    tap_anywhere: Ask  # the n-th phone, at its own station


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is measured."""

    stations: int
    rounds: int
    taps: int  # of a round
    load_rounds: int
    load_s: int
    per_second: int


async def measure(plan: Plan) -> Outcome:
    """Bring both sides up with all their sockets, then measure them turn by turn."""
    effort = Effort(
        stations=plan.choose(1_000, 40),
        rounds=plan.choose(12, 2),
        taps=plan.choose(100, 25),
        load_rounds=plan.choose(4, 1),
        load_s=plan.choose(8, 3),
        per_second=plan.choose(1_000, 200),
    )
    allow_open_files(2 * HOMES * effort.stations)
    async with Children(plan.logs) as children:
        sides = (await _start_floor(plan, children, effort), await _start_genkan(plan, children, effort))
        gc.freeze()  # what stands now is not garbage: the load shall not pause to look through it
        peers, missing = await _start_peers(plan, children)
        figures: list[Figure] = [*await _measure_latency(plan, sides, peers, effort)]
        try:
            figures += await _measure_cost(plan, sides, effort)
        except CannotMeasure as failure:
            missing.append(Missing(f"the cost of a tap at {effort.per_second:,}/s", str(failure)))
    gc.unfreeze()
    return Outcome(tuple(figures), tuple(missing))


async def _start_floor(plan: Plan, children: Children, effort: Effort) -> Side:
    plan.say(f"floor: {effort.stations:,} stations, {HOMES * effort.stations:,} phones")
    port = find_free_port()
    relay = await children.start(Program.module("floor-relay", "genkan.bench.floor.relay", str(port)))
    await relay.wait_for_port(port)
    disk, others = str(plan.folder / "floor.journal"), str(effort.stations - 1)
    for program in (
        Program.module("floor-unit", "genkan.bench.floor.unit", str(port), "0", disk),
        Program.module("floor-stations", "genkan.bench.floor.stations", str(port), "1", others),
    ):
        await (await children.start(program)).wait_until_ready()
    phones = [FloorPhone(number) for number in range(HOMES * effort.stations)]
    for start in range(0, len(phones), AT_ONCE):
        await asyncio.gather(*(phone.open(port) for phone in phones[start : start + AT_ONCE]))

    in_memory = phones[HOMES:]

    async def tap_anywhere(number: int) -> bool:
        phone = _pick(in_memory, number)
        return await phone.ask(phone.number // HOMES)

    return Side(FLOOR, relay, lambda _: phones[0].ask(0), tap_anywhere)


async def _start_genkan(plan: Plan, children: Children, effort: Effort) -> Side:
    size = Size(buildings=effort.stations, homes=HOMES, people=1, real_stations=1)
    served = await serve_town(plan, children, "release", size)
    await served.start_station(0)
    plan.say(f"Genkan: {effort.stations:,} stations, {HOMES * effort.stations:,} phones")
    await served.start_simulated_stations()
    phones = [GenkanPhone(row) for row in served.town.phones]
    await children.enter_async_context(kept_alive(phones))
    await open_phones(phones, served.port)

    in_memory = phones[HOMES:]

    async def tap_anywhere(number: int) -> bool:
        return await _pick(in_memory, number).release()

    return Side(GENKAN, served.server, lambda _: phones[0].release(), tap_anywhere)


async def _start_peers(plan: Plan, children: Children) -> tuple[list[Peer], list[Missing]]:
    """Start those peers that can be had here; say of the others why not."""
    started: list[Peer] = []
    missing: list[Missing] = []
    if not plan.with_peers:
        return started, missing
    folder = plan.folder.parent / "peers"
    peers: tuple[Peer, ...] = (HomeAssistant(folder), Mosquitto(folder))
    for peer in peers:
        plan.say(f"{peer.name}: installing and starting")
        try:
            await peer.start(children)
        except CannotMeasure as failure:
            missing.append(Missing(peer.name, str(failure)))
        else:
            started.append(peer)
    return started, missing


async def _measure_latency(
    plan: Plan, sides: Sequence[Side], peers: Sequence[Peer], effort: Effort
) -> tuple[Figure, Figure]:
    """Time taps of one phone: with a pause between them, as people leave it, and back to back."""
    names = [*(side.name for side in reversed(sides)), *(peer.name for peer in peers)]
    paused: dict[str, list[list[float]]] = {name: [] for name in names}
    back_to_back: dict[str, list[list[float]]] = {side.name: [] for side in reversed(sides)}
    for side in sides:
        _check(side, await run_closed_loop(side.tap_at_the_unit, count=WARM_UP))
    for number in range(effort.rounds):
        plan.say(f"latency {number + 1} of {effort.rounds}")
        for pause_s, rounds in ((PAUSE_S, paused), (0.0, back_to_back)):
            for side in _in_turn(sides, number):
                tally = await run_closed_loop(side.tap_at_the_unit, count=effort.taps, pause_s=pause_s)
                _check(side, tally)
                rounds[side.name].append([latency * MS for latency in tally.latencies])
        for peer in peers:
            taken = await peer.measure_round(effort.taps, pause_s=PAUSE_S)
            paused[peer.name].append([latency * MS for latency in taken])
    bounds: tuple[Bound, ...] = (Bound("step", 1.5), Bound("goal", 1.2))
    if plan.with_peers:
        bounds += (Bound("goal", 1.0, of="Home Assistant"),)
    return (
        Figure(key="p1.latency", title="tap → 解錠成功", unit="ms", rounds=paused, bounds=bounds),
        Figure(key="p1.back_to_back", title="the same, back to back", unit="ms", rounds=back_to_back),
    )


async def _measure_cost(plan: Plan, sides: Sequence[Side], effort: Effort) -> tuple[Figure, Figure]:
    """Measure the server's CPU for a tap, and how long it takes beside a thousand others."""
    cost: dict[str, list[list[float]]] = {side.name: [] for side in reversed(sides)}
    loaded: dict[str, list[list[float]]] = {side.name: [] for side in reversed(sides)}
    notes: list[str] = []
    for side in sides:
        await run_open_loop(side.tap_anywhere, per_second=effort.per_second / 2, seconds=2)
        notes.append(f"{side.name} connected and idle: {await _weigh_idle(side):.1%} of a core")
    for number in range(effort.load_rounds):
        plan.say(f"{effort.per_second:,} a second, {number + 1} of {effort.load_rounds}")
        for side in _in_turn(sides, number):
            before = side.server.cpu_s()
            tally = await run_open_loop(
                side.tap_anywhere, per_second=effort.per_second, seconds=effort.load_s
            )
            cost[side.name].append([(side.server.cpu_s() - before) / tally.offered * US])
            loaded[side.name].append([latency * MS for latency in tally.latencies])
            _check(side, tally)
            if tally.achieved_per_s < RATE_REACHED * effort.per_second:
                notes.append(f"{side.name} reached {tally.achieved_per_s:,.0f} a second only")
    return (
        Figure(
            key="p1.cpu",
            title=f"server CPU a tap at {effort.per_second:,}/s",
            unit="µs",
            rounds=cost,
            bounds=(Bound("step", 3.0), Bound("goal", 2.0)),
            notes=tuple(notes),
        ),
        Figure(key="p1.loaded", title=f"tap beside {effort.per_second:,}/s others", unit="ms", rounds=loaded),
    )


async def _weigh_idle(side: Side) -> float:
    """Give the share of a core the server takes while nobody taps."""
    seconds = 3.0
    before = side.server.cpu_s()
    await asyncio.sleep(seconds)
    return (side.server.cpu_s() - before) / seconds


def _check(side: Side, tally: Tally) -> None:
    if tally.failed > FAILURES_ALLOWED * tally.offered:
        raise CannotMeasure(f"{side.name}: {tally.failed:,} of {tally.offered:,} taps were refused or lost")


def _in_turn(sides: Sequence[Side], number: int) -> Sequence[Side]:
    """Let each side begin every other round: whoever comes second finds the caches of the first."""
    return sides if number % 2 == 0 else tuple(reversed(sides))


def _pick(items: Sequence[ItemT], number: int) -> ItemT:
    return items[number % len(items)]
