"""An owner for work that outlives the frame that began it: a release does not stop when the link does."""

import asyncio
from collections.abc import Coroutine

import structlog

from genkan.aio import start_now

log = structlog.get_logger(__name__)


class Tasks:
    """Runs coroutines until they end. One that fails is logged and stops no other."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Begin the work."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._end)

    def start_now(self, work: Coroutine[object, object, None]) -> None:
        """Do the work up to where it first waits, and let the rest follow."""
        task = start_now(work)
        self._running.add(task)
        task.add_done_callback(self._end)

    async def close(self, *, limit_s: float) -> None:
        """Give the work so much time to end, then cancel it."""
        if self._running:
            await asyncio.wait(self._running, timeout=limit_s)
        left = list(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("station.task.failed", exc_info=fault)
