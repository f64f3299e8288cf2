"""P2: what an idle socket costs the server, application state included, beside one that is nothing else."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Outcome
from genkan.bench.installation import serve_town
from genkan.bench.machine import allow_open_files
from genkan.bench.phones import AT_ONCE, GenkanPhone, kept_alive, open_phones
from genkan.bench.plan import Plan
from genkan.bench.processes import Child, Children, Program, find_free_port
from genkan.bench.town import Size
from genkan.bench.websocket import WebSocket, close_all, connect

HOMES, PEOPLE = 50, 2  # of a building: a hundred phones
FIRST_SHARE = 0.05  # these sockets pay for what is loaded once
STILL_S = 1.0  # the memory is read when it has not grown for so long
LOOK_EVERY_S = 0.25
LOOKS_LIMIT = 60
KB = 1024

OpenSome = Callable[[int, int], Awaitable[Sequence[WebSocket]]]  # from … up to …


async def measure(plan: Plan) -> Outcome:
    """Fill one side after the other, each in new processes."""
    count = plan.choose(10_000, 400)
    allow_open_files(count)
    rounds: dict[str, list[list[float]]] = {GENKAN: [], FLOOR: []}
    for number in range(plan.choose(2, 1)):
        plan.say(f"{count:,} idle sockets, round {number + 1}")
        rounds[FLOOR].append([await _fill_floor(plan, count)])
        rounds[GENKAN].append([await _fill_genkan(plan, count)])
    figure = Figure(
        key="p2.memory",
        title=f"memory of an idle socket at {count:,}",
        unit="KB",
        rounds=rounds,
        bounds=(Bound("step", 1.3), Bound("goal", 12.0, of=None)),
        notes=("the server's resident memory; what the kernel keeps for a TCP socket is not in it",),
    )
    return Outcome((figure,))


async def _fill_floor(plan: Plan, count: int) -> float:
    port = find_free_port()
    async with Children(plan.logs) as children:
        relay = await children.start(Program.module("floor-idle", "genkan.bench.floor.relay", str(port)))
        await relay.wait_for_port(port)

        async def open_some(first: int, last: int) -> Sequence[WebSocket]:
            sockets: list[WebSocket] = []
            for start in range(first, last, AT_ONCE):
                some = range(start, min(start + AT_ONCE, last))
                sockets += await asyncio.gather(*(connect(port, "/idle", _ignore) for _ in some))
            return sockets

        return await _weigh_sockets(relay, open_some, count)


async def _fill_genkan(plan: Plan, count: int) -> float:
    size = Size(buildings=count // (HOMES * PEOPLE), homes=HOMES, people=PEOPLE, real_stations=0)
    async with Children(plan.logs) as children:
        served = await serve_town(plan, children, "memory", size)
        phones = [GenkanPhone(row) for row in served.town.phones]
        await children.enter_async_context(kept_alive(phones))

        async def open_some(first: int, last: int) -> Sequence[WebSocket]:
            await open_phones(phones[first:last], served.port)
            return [phone.socket for phone in phones[first:last] if phone.socket is not None]

        return await _weigh_sockets(served.server, open_some, count)


async def _weigh_sockets(server: Child, open_some: OpenSome, count: int) -> float:
    """Give the KB of each socket beyond the first ones."""
    first = max(round(count * FIRST_SHARE), 1)
    sockets = list(await open_some(0, first))
    before = await _read_when_still(server)
    sockets += await open_some(first, count)
    after = await _read_when_still(server)
    await close_all(sockets)
    return (after - before) / (count - first) / KB


async def _read_when_still(server: Child) -> int:
    """Give the server's memory once it has stopped growing."""
    most, still_s = server.resident_bytes(), 0.0
    for _ in range(LOOKS_LIMIT):
        await asyncio.sleep(LOOK_EVERY_S)
        now = server.resident_bytes()
        still_s = 0.0 if now > most else still_s + LOOK_EVERY_S
        most = max(most, now)
        if still_s >= STILL_S:
            break
    return server.resident_bytes()


def _ignore(_: WebSocket, __: bytes) -> None:
    """An idle socket says nothing that matters."""
