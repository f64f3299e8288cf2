"""Work that may take no longer than its limit, and needs no timer when it does not wait."""

import asyncio

import pytest

from genkan.station.within import within

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
