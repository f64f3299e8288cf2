"""Waiting for other programs: until a condition holds, never for a fixed time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

ResultT = TypeVar("ResultT")

POLL_S = 0.02  # what another process does has no event here


class NotInTime(AssertionError):
    """The condition did not come to hold within the time a test grants."""


def wait_until(condition: Callable[[], ResultT | None], *, limit_s: float, what: str) -> ResultT:
    """Give the condition's first true value. Raises NotInTime."""
    deadline = time.monotonic() + limit_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= deadline:
            raise NotInTime(f"{what}: not within {limit_s:g} s")
        time.sleep(POLL_S)


async def until(condition: Callable[[], ResultT | None], *, limit_s: float, what: str) -> ResultT:
    """Give the condition's first true value, letting others run meanwhile. Raises NotInTime."""

    async def look() -> ResultT | None:
        return condition()

    return await until_found(look, limit_s=limit_s, what=what)


async def until_found(look: Callable[[], Awaitable[ResultT | None]], *, limit_s: float, what: str) -> ResultT:
    """Give the first true value that looking gives. Raises NotInTime."""
    deadline = time.monotonic() + limit_s
    while True:
        value = await look()
        if value:
            return value
        if time.monotonic() >= deadline:
            raise NotInTime(f"{what}: not within {limit_s:g} s")
        await asyncio.sleep(POLL_S)
