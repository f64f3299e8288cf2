"""Messages between the processes of one installation, and within one.

A subject is dotted words; a subscription to `a.b.>` hears everything below `a.b.`. Messages of one
publisher start their handlers in the order they were published; handlers run beside each other, so
one that waits for a station holds up nobody. Nothing is kept: whoever is not there misses it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Protocol

import structlog

log = structlog.get_logger()

REACH_TIMEOUT_S = 5  # a bus on the same network that takes longer is not there


class BusError(Exception):
    """The bus could not deliver."""


class NoResponder(BusError):
    """Nobody subscribes to the subject."""


class BusTimeout(BusError):
    """No reply in time."""


class BusDown(BusError):
    """The bus itself cannot be reached."""


Reply = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `reply` is there when the sender waits for an answer."""

    subject: str
    data: bytes
    reply: Reply | None = None


Handler = Callable[[Message], Coroutine[object, object, None]]


class Subscription(Protocol):
    async def close(self) -> None:
        """Stop listening; handlers under way finish."""


class Bus(Protocol):
    is_shared: bool  # whether other processes may be on it

    async def publish(self, subject: str, data: bytes) -> None:
        """Tell everybody who subscribes to the subject."""

    async def subscribe(self, subject: str, handler: Handler) -> Subscription:
        """Listen; when this returns, a message published anywhere after it is heard."""

    async def request(self, subject: str, data: bytes, *, timeout_s: float) -> bytes:
        """Ask and give the first reply. Raises NoResponder at once when nobody listens, or BusTimeout."""

    async def check(self) -> None:
        """Return when the bus answers. Raises BusDown."""

    async def close(self) -> None:
        """Stop listening and let handlers under way finish."""


async def open_bus(url: str, *, timeout_s: float = REACH_TIMEOUT_S) -> Bus:
    """Open the bus of a URL; the empty one stays in this process. Raises BusDown."""
    if not url:
        return InProcessBus()
    from genkan.server.platform.nats_bus import NatsBus  # noqa: PLC0415 - its client loads for 0.3 s

    return await NatsBus.connect(url, timeout_s=timeout_s)


class Handlers:
    """The handlers under way: kept from being collected, waited for at the end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, handler: Handler, message: Message) -> None:
        task = asyncio.create_task(_run(handler, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks)


async def _run(handler: Handler, message: Message) -> None:
    try:
        await handler(message)
    except Exception:  # a handler's fault must not stop the next message
        log.exception("bus.handler.failed", subject=message.subject)


class InProcessBus:
    """The bus of an installation of one process."""

    is_shared = False

    def __init__(self) -> None:
        self._exact: dict[str, list[Handler]] = {}
        self._below: dict[str, list[Handler]] = {}
        self._handlers = Handlers()

    async def publish(self, subject: str, data: bytes) -> None:
        message = Message(subject, data)
        for handler in self._find(subject):
            self._handlers.start(handler, message)

    async def subscribe(self, subject: str, handler: Handler) -> Subscription:
        table, key = (
            (self._below, subject.removesuffix(">")) if subject.endswith(".>") else (self._exact, subject)
        )
        table.setdefault(key, []).append(handler)
        return _InProcessSubscription(table, key, handler)

    async def request(self, subject: str, data: bytes, *, timeout_s: float) -> bytes:
        handlers = self._find(subject)
        if not handlers:
            raise NoResponder(subject)
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        async def reply(content: bytes) -> None:
            if not answer.done():
                answer.set_result(content)

        message = Message(subject, data, reply)
        for handler in handlers:
            self._handlers.start(handler, message)
        try:
            async with asyncio.timeout(timeout_s):
                return await answer
        except TimeoutError:
            raise BusTimeout(subject) from None

    async def check(self) -> None:
        """Return: the process that asks is the bus."""

    async def close(self) -> None:
        self._exact.clear()
        self._below.clear()
        await self._handlers.finish()

    def _find(self, subject: str) -> list[Handler]:
        found = list(self._exact.get(subject, ()))
        if self._below:
            end = subject.rfind(".")
            while end > 0:
                found += self._below.get(subject[: end + 1], ())
                end = subject.rfind(".", 0, end)
        return found


class _InProcessSubscription:
    def __init__(self, table: dict[str, list[Handler]], key: str, handler: Handler) -> None:
        self._table = table
        self._key = key
        self._handler = handler

    async def close(self) -> None:
        handlers = self._table.get(self._key, [])
        if self._handler in handlers:
            handlers.remove(self._handler)
            if not handlers:
                del self._table[self._key]
