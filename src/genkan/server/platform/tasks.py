"""The owner of tasks that outlive the call that starts them."""

import asyncio
from collections.abc import Coroutine

import structlog

from genkan.aio import start_now

log = structlog.get_logger()


class Tasks:
    """Keeps tasks from being collected, reports their faults, and ends them at shutdown."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Run the work beside the caller."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finish)
        return task

    def start_now(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Do the work up to where it first waits, and let the rest follow beside the caller."""
        task = start_now(work)
        self._running.add(task)
        task.add_done_callback(self._finish)
        return task

    async def close(self, *, grace_s: float) -> None:
        """Let the tasks finish for a while, then cancel what is left."""
        if self._running:
            await asyncio.wait(self._running, timeout=grace_s)
        for task in self._running:
            task.cancel()

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task.failed", exc_info=error)
