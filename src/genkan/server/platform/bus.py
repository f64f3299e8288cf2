"""Messages between the processes of one installation, and within one.

A subject is dotted words; a subscription to `a.b.>` hears everything below `a.b.`. Messages of one
publisher start their handlers in the order they were published; handlers run beside each other, so
one that waits for a station holds up nobody. Nothing is kept: whoever is not there misses it.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Protocol

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription as NatsSubscription
from nats.errors import ConnectionClosedError, NoRespondersError, OutboundBufferLimitError
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout

log = structlog.get_logger()

REACH_TIMEOUT_S = 5  # a bus on the same network that takes longer is not there
RECONNECT_PAUSE_S = 1


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
    return await NatsBus.connect(url, timeout_s=timeout_s) if url else InProcessBus()


class _Handlers:
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

    def __init__(self) -> None:
        self._exact: dict[str, list[Handler]] = {}
        self._below: dict[str, list[Handler]] = {}
        self._handlers = _Handlers()

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


class NatsBus:
    """The bus of an installation of several processes: one NATS server (or cluster)."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._handlers = _Handlers()

    @classmethod
    async def connect(cls, url: str, *, timeout_s: float) -> "NatsBus":
        """Connect, and stay connected through restarts of the NATS server. Raises BusDown."""
        client = Client()
        try:
            async with asyncio.timeout(timeout_s):
                await client.connect(
                    url,
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=RECONNECT_PAUSE_S,
                    error_cb=_note_error,
                    disconnected_cb=_note_loss,
                    reconnected_cb=_note_return,
                )
        except (NatsError, OSError, TimeoutError) as error:
            await client.close()
            raise BusDown("not reached") from error
        return cls(client)

    async def publish(self, subject: str, data: bytes) -> None:
        try:
            await self._client.publish(subject, data)
        except (ConnectionClosedError, OutboundBufferLimitError) as error:
            raise BusDown(subject) from error

    async def subscribe(self, subject: str, handler: Handler) -> Subscription:
        async def hear(received: Msg) -> None:
            reply = received.respond if received.reply else None
            self._handlers.start(handler, Message(received.subject, received.data, reply))

        subscription = await self._client.subscribe(subject, cb=hear)
        await self._client.flush()  # the server knows it before anyone can publish
        return _NatsSubscription(subscription)

    async def request(self, subject: str, data: bytes, *, timeout_s: float) -> bytes:
        try:
            answer = await self._client.request(subject, data, timeout=timeout_s)
        except NoRespondersError:
            raise NoResponder(subject) from None
        except NatsTimeout:
            raise BusTimeout(subject) from None
        except (ConnectionClosedError, OutboundBufferLimitError) as error:
            raise BusDown(subject) from error
        return answer.data

    async def check(self) -> None:
        if not self._client.is_connected:
            raise BusDown("not connected")
        try:
            await self._client.flush(timeout=REACH_TIMEOUT_S)
        except (NatsError, TimeoutError) as error:
            raise BusDown(type(error).__name__) from error

    async def close(self) -> None:
        try:
            await self._client.drain()
        except NatsError:  # closed already, or the server is away and there is nothing to drain
            await self._client.close()
        await self._handlers.finish()


class _NatsSubscription:
    def __init__(self, subscription: NatsSubscription) -> None:
        self._subscription = subscription

    async def close(self) -> None:
        with contextlib.suppress(NatsError):  # closed already, by us or by the connection
            await self._subscription.unsubscribe()


async def _note_error(error: Exception) -> None:
    log.debug("bus.error", error=type(error).__name__)


async def _note_loss() -> None:
    log.warning("bus.lost")


async def _note_return() -> None:
    log.info("bus.found")
