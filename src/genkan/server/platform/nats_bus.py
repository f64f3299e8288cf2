"""The bus on NATS, for an installation of several processes."""

import asyncio
import contextlib

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription as NatsSubscription
from nats.errors import ConnectionClosedError, NoRespondersError, OutboundBufferLimitError
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout

from genkan.server.platform.bus import (
    REACH_TIMEOUT_S,
    BusDown,
    BusTimeout,
    Handler,
    Handlers,
    Message,
    NoResponder,
    Subscription,
)

log = structlog.get_logger()

RECONNECT_PAUSE_S = 1


class NatsBus:
    """The bus of an installation of several processes: one NATS server (or cluster)."""

    is_shared = True

    def __init__(self, client: Client) -> None:
        self._client = client
        self._handlers = Handlers()

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
