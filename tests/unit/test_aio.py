"""Work that hardly ever waits: begun where it is asked for, limited without a timer."""

import asyncio
from collections.abc import Callable

import pytest
import uvloop

from genkan.aio import start_now, within

LONG_S = 60.0


async def test_work_that_waits_for_nothing_sets_no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> str:
        return "done"

    def refuse(_: float) -> None:
        raise AssertionError("a timer was set")

    monkeypatch.setattr(asyncio, "timeout", refuse)
    assert await within(LONG_S, work()) == "done"


async def test_work_that_waits_is_given_its_answers_and_its_faults() -> None:
    first: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    second: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.001, first.set_result, 1)
    asyncio.get_running_loop().call_later(0.002, second.set_exception, OSError("broken"))

    async def work() -> tuple[int, str]:
        got = await first
        await asyncio.sleep(0)
        try:
            await second
        except OSError as fault:
            return got, str(fault)
        raise AssertionError

    assert await within(LONG_S, work()) == (1, "broken")


async def test_a_fault_comes_through_at_once_and_later() -> None:
    async def work(*, waits: bool) -> None:
        if waits:
            await asyncio.sleep(0.001)
        raise OSError("broken")

    for waits in (False, True):
        with pytest.raises(OSError, match="broken"):
            await within(LONG_S, work(waits=waits))


async def test_what_is_late_is_cancelled() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(LONG_S)
        finally:
            ended.append("ended")

    with pytest.raises(TimeoutError):
        await within(0.005, work())
    assert ended == ["ended"]


async def test_a_cancelled_caller_cancels_the_work() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(LONG_S)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    task = asyncio.create_task(within(LONG_S, work()))
    await asyncio.sleep(0.002)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == ["cancelled"]


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_task_begins_where_it_is_made(new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    told: list[str] = []
    callers: list[asyncio.Task[None] | None] = [None]

    async def work(gate: asyncio.Event) -> str:
        told.append(f"begun by {asyncio.current_task() not in callers}")
        async with asyncio.timeout(LONG_S):
            await gate.wait()
        told.append("gone on")
        return "done"

    async def call() -> None:
        caller = asyncio.current_task()
        callers.append(caller)
        gate = asyncio.Event()
        task = start_now(work(gate))
        told.append(f"made by {asyncio.current_task() is caller}")
        gate.set()
        assert await task == "done"
        soon = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(lambda: soon.set_result(start_now(work(gate))))
        assert await (await soon) == "done", "from where no task runs"

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(call())
    assert told == ["begun by True", "made by True", "gone on", "begun by True", "gone on"]


async def test_a_task_that_fails_or_ends_at_once_is_a_task() -> None:
    async def fail() -> None:
        raise OSError("broken")

    async def end() -> int:
        return 1

    failed, ended = start_now(fail()), start_now(end())
    assert failed.done()
    assert ended.done()
    with pytest.raises(OSError, match="broken"):
        await failed
    assert await ended == 1


async def test_a_task_begun_at_once_can_be_cancelled() -> None:
    task = start_now(asyncio.sleep(LONG_S))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
