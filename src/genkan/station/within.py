"""Waiting no longer than a limit, for work that hardly ever waits."""

import asyncio
from collections.abc import Coroutine, Generator
from types import coroutine
from typing import TypeVar, cast

ResultT = TypeVar("ResultT")


async def within(limit_s: float, work: Coroutine[object, object, ResultT]) -> ResultT:
    """Await the work for so long. Raises TimeoutError, and whatever the work raises.

    A frame that the kernel takes and a relay that moves at once wait for nothing: then no timer is set
    and cancelled, which would cost somebody at the door as much as the work itself.
    """
    try:
        waited_for = work.send(None)
    except StopIteration as done:
        return cast("ResultT", done.value)
    try:
        async with asyncio.timeout(limit_s):
            return await _go_on(work, waited_for)
    finally:
        work.close()


@coroutine
def _go_on(
    work: Coroutine[object, object, ResultT], waited_for: object
) -> Generator[object, object, ResultT]:
    """Hand what the work waits for to the task, and what the task says to the work, to its end."""
    while True:
        try:
            try:
                sent = yield waited_for
            except BaseException as error:  # noqa: BLE001 - the work's to deal with, a cancellation above all
                waited_for = work.throw(error)
            else:
                waited_for = work.send(sent)
        except StopIteration as done:
            return cast("ResultT", done.value)
