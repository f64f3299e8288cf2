"""Two ways to ask: the next when the last is answered (closed loop), or by the clock (open loop)."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Ask = Callable[[int], Awaitable[bool]]  # the n-th operation; False when it was refused or not answered

DRAIN_S = 5.0  # how long answers may trail the last ask
CLOSED_LOOP_LIMIT_S = 60.0  # an answer that never comes must not hold up everything


@dataclass(slots=True)
class Tally:
    """What became of the operations of one load. Latencies in seconds."""

    offered: int = 0
    failed: int = 0
    elapsed_s: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return len(self.latencies)

    @property
    def achieved_per_s(self) -> float:
        return self.answered / self.elapsed_s if self.elapsed_s else 0.0


class Stopwatch:
    """The clock of a load; a test brings its own."""

    def now(self) -> float:
        return time.perf_counter()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def run_closed_loop(
    ask: Ask, *, count: int, pause_s: float = 0.0, stopwatch: Stopwatch | None = None
) -> Tally:
    """Ask `count` times, each when the one before is answered and `pause_s` is over: latency without a queue.

    Without a pause, an ask also waits for what the one before has left to do after its answer.
    """
    watch = stopwatch or Stopwatch()
    tally = Tally(offered=count)
    begun = watch.now()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CLOSED_LOOP_LIMIT_S):
            for number in range(count):
                asked = watch.now()
                if await ask(number):
                    tally.latencies.append(watch.now() - asked)
                if pause_s:
                    await watch.sleep(pause_s)
    tally.failed = count - tally.answered
    tally.elapsed_s = watch.now() - begun
    return tally


async def run_open_loop(
    ask: Ask, *, per_second: float, seconds: float, stopwatch: Stopwatch | None = None
) -> Tally:
    """Ask by the clock, whether or not the one before is answered: a slow server gets no pity.

    A latency counts from min(schedule, actual start): an ask that waited for its turn has waited,
    and one that a timer fired early has not been faster for it.
    """
    watch = stopwatch or Stopwatch()
    count = round(per_second * seconds)
    tally = Tally(offered=count)
    under_way: set[asyncio.Task[None]] = set()

    async def follow(number: int, due: float) -> None:
        asked = min(due, watch.now())
        if await ask(number):
            tally.latencies.append(watch.now() - asked)
        else:
            tally.failed += 1

    begun = watch.now()
    for number in range(count):
        due = begun + number / per_second
        await watch.sleep(max(due - watch.now(), 0))  # also when behind, so that those asked get their turn
        task = asyncio.create_task(follow(number, due))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    if under_way:
        _, late = await asyncio.wait(under_way, timeout=DRAIN_S)
        for task in late:
            task.cancel()
        tally.failed += len(late)
    tally.elapsed_s = max(watch.now() - begun, seconds)
    return tally
