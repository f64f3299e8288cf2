"""How a load is counted: on a clock that only the test moves."""

import asyncio

from genkan.bench.load import Stopwatch, Tally, run_closed_loop, run_open_loop


class HandClock(Stopwatch):
    """Stands still but for the sleeps and the work of the test; timers may fire early."""

    def __init__(self, *, early_s: float = 0.0) -> None:
        self.at = 1000.0
        self.early_s = early_s

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        until = self.at + seconds - self.early_s
        await asyncio.sleep(0)  # what was asked before runs before the time has passed
        self.at = max(self.at, until)


async def test_closed_loop_times_each_operation_by_itself() -> None:
    clock = HandClock()

    async def ask(number: int) -> bool:
        clock.at += 0.001 * (number + 1)
        return True

    tally = await run_closed_loop(ask, count=3, stopwatch=clock)

    assert [round(latency, 6) for latency in tally.latencies] == [0.001, 0.002, 0.003]
    assert round(tally.elapsed_s, 6) == 0.006


async def test_a_pause_is_nobodys_latency() -> None:
    clock = HandClock()

    async def ask(_: int) -> bool:
        clock.at += 0.001
        return True

    tally = await run_closed_loop(ask, count=3, pause_s=0.5, stopwatch=clock)

    assert [round(latency, 6) for latency in tally.latencies] == [0.001] * 3


async def test_refused_operations_are_counted_and_not_timed() -> None:
    async def ask(number: int) -> bool:
        return number != 1

    closed = await run_closed_loop(ask, count=3, stopwatch=HandClock())
    opened = await run_open_loop(ask, per_second=100, seconds=0.03, stopwatch=HandClock())

    for tally in (closed, opened):
        assert (tally.offered, tally.answered, tally.failed) == (3, 2, 1)


async def test_open_loop_asks_by_the_clock_and_not_by_the_answers() -> None:
    clock = HandClock()
    asked_at: list[float] = []
    never = asyncio.Event()

    async def ask(_: int) -> bool:
        asked_at.append(round(clock.now() - 1000, 6))
        if len(asked_at) == 4:
            never.set()
        await never.wait()  # nobody is answered before the last has asked
        return True

    tally = await run_open_loop(ask, per_second=10, seconds=0.4, stopwatch=clock)

    assert asked_at == [0, 0.1, 0.2, 0.3]
    assert tally.answered == 4


async def test_an_ask_that_had_to_wait_for_its_turn_counts_from_its_schedule() -> None:
    clock = HandClock()

    async def ask(number: int) -> bool:
        if number == 0:
            clock.at += 1.0  # the generator itself is held up for a second
        return True

    tally = await run_open_loop(ask, per_second=10, seconds=0.3, stopwatch=clock)

    assert [round(latency, 6) for latency in tally.latencies] == [1.0, 0.9, 0.8]


async def test_a_timer_that_fires_early_does_not_make_anything_faster() -> None:
    clock = HandClock(early_s=0.0009)

    async def ask(_: int) -> bool:
        clock.at += 0.002
        return True

    tally = await run_open_loop(ask, per_second=10, seconds=0.3, stopwatch=clock)

    # Counted from the actual start, which was before the schedule; not from the schedule, which would
    # give 1.1 ms.
    assert all(round(latency, 6) == 0.002 for latency in tally.latencies)


def test_rate_achieved_is_what_was_answered_and_not_what_was_offered() -> None:
    tally = Tally(offered=1000, failed=400, elapsed_s=2.0, latencies=[0.001] * 600)

    assert tally.achieved_per_s == 300
