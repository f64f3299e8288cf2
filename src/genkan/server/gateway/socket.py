"""One open WebSocket, as the gateway's endpoints see it."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any  # noqa: TID251 - the wall to the ASGI server

import structlog
from uvicorn.protocols.utils import ClientDisconnected

from genkan.server.gateway.direct import Direct
from genkan.server.platform.tasks import Tasks
from genkan.wire.frame import Bye, Frame, FrameError, decode, encode

log = structlog.get_logger()

AsgiMessage = MutableMapping[str, Any]  # what the ASGI standard calls an event
Receive = Callable[[], Awaitable[AsgiMessage]]
Send = Callable[[AsgiMessage], Awaitable[None]]

BACKLOG_LIMIT = 64  # frames; a phone that is so far behind gets the whole state when it is back
Take = Callable[[Frame], bool]

GOODBYE_LIMIT_S = 1.0  # a slow reader does not hold up the end
CLOSE_NORMAL = 1000
CLOSE_GOING_AWAY = 1001
CLOSE_POLICY = 1008
CLOSE_TOO_BIG = 1009


class SocketClosed(Exception):
    """The other side is gone."""


class Socket:
    """A socket from its opening handshake to its end; it is never used again.

    `send` waits until the other side takes the frame; `post` does not wait and closes a socket
    that is too far behind, so that one slow phone holds up nobody.
    """

    __slots__ = (
        "_backlog",
        "_direct",
        "_pump",
        "_receive",
        "_send",
        "_serving",
        "_tasks",
        "heard_at",
        "is_aborted",
        "is_open",
    )

    def __init__(self, receive: Receive, send: Send, tasks: Tasks, direct: Direct | None = None) -> None:
        self._receive = receive
        self._send = send
        self._direct = direct
        self._tasks = tasks
        self._backlog: deque[bytes] | None = None
        self._pump: asyncio.Task[None] | None = None
        self._serving: asyncio.Task[object] | None = None
        self.is_open = False
        self.is_aborted = False
        self.heard_at = 0.0  # loop time of the last frame from the other side

    async def accept(self) -> None:
        """Complete the opening handshake."""
        message = await self._receive()
        if message["type"] != "websocket.connect":
            raise SocketClosed
        await self._send({"type": "websocket.accept"})
        self._serving = asyncio.current_task()
        self.is_open = True
        self.heard_at = asyncio.get_running_loop().time()

    async def reject(self) -> None:
        """Refuse the opening handshake (HTTP 403)."""
        await self._receive()
        await self._send({"type": "websocket.close", "code": CLOSE_POLICY})

    async def receive(self, *, limit: int) -> Frame:
        """Wait for the next frame. Raises SocketClosed, or FrameError for what is none.

        Frames over `limit` bytes close the socket before they are decoded.
        """
        message = await self._receive()
        if not self.is_open:  # closed from our side while the frame was on its way
            raise SocketClosed
        if message["type"] != "websocket.receive":
            self.is_open = False
            raise SocketClosed
        self.heard_at = asyncio.get_running_loop().time()
        text: str | None = message.get("text")
        if text is None:
            raise FrameError("not a text frame")
        if len(text) > limit:
            await self.close(CLOSE_TOO_BIG)
            raise SocketClosed
        return decode(text)

    def use_shortcut(self, take: Take, *, limit: int) -> None:
        """Hand `take` each frame that comes while none before it waits to be received.

        It gives True for a frame it has dealt with; any other is received in its turn. It must not wait.
        """
        if self._direct is None:
            return
        loop = asyncio.get_running_loop()

        def try_taking(text: bytes) -> bool:
            if not self.is_open or len(text) > limit:
                return False
            self.heard_at = loop.time()
            try:
                return take(decode(text))
            except FrameError:
                return False  # received in its turn, it is answered as what it is

        self._direct.shortcut = try_taking

    async def receive_within(self, limit_s: float, *, limit: int) -> Frame:
        """Wait for the next frame for so long. Raises TimeoutError too."""
        async with asyncio.timeout(limit_s):
            return await self.receive(limit=limit)

    def send_at_once(self, frame: bytes) -> bool:
        """Send one frame without waiting; False: it cannot be, and nothing was sent."""
        return self.is_open and self._direct is not None and self._direct.write(frame)

    async def send(self, frame: bytes) -> None:
        """Send one frame. Raises SocketClosed."""
        if not self.is_open:
            raise SocketClosed
        if self.send_at_once(frame):
            return
        try:
            await self._send({"type": "websocket.send", "text": frame.decode()})
        except (ClientDisconnected, OSError, RuntimeError) as error:
            self.is_open = False
            raise SocketClosed from error

    async def reply(self, frame: bytes) -> None:
        """Send the answer to an ask; an asker that is gone needs none."""
        with contextlib.suppress(SocketClosed):
            await self.send(frame)

    def post(self, frame: bytes) -> None:
        """Send one frame soon, in the order of posting."""
        if not self.is_open:
            return
        if self._pump is None:
            self._backlog = deque((frame,))
            self._pump = self._tasks.start(self._send_backlog(self._backlog))
            return
        if self._backlog is None or len(self._backlog) >= BACKLOG_LIMIT:
            log.info("socket.too_slow")
            self._tasks.start(self.say_goodbye("too_slow", CLOSE_POLICY))
            return
        self._backlog.append(frame)

    async def say_goodbye(self, reason: str, code: int, *, retry_after_ms: int | None = None) -> None:
        """Tell the other side why, and close."""
        try:
            async with asyncio.timeout(GOODBYE_LIMIT_S):
                await self.send(encode("bye", Bye(reason=reason, retry_after_ms=retry_after_ms)))
                await self.close(code)
        except SocketClosed:
            self.is_open = False
        except TimeoutError:
            self.abort()

    def abort(self) -> None:
        """End a socket whose other side takes nothing any more, not even a goodbye."""
        self.is_open = False
        self.is_aborted = True
        if self._serving is not None:
            self._serving.cancel()

    async def close(self, code: int = CLOSE_NORMAL) -> None:
        if not self.is_open:
            return
        self.is_open = False
        try:
            await self._send({"type": "websocket.close", "code": code})
        except (ClientDisconnected, OSError, RuntimeError):
            return

    async def _send_backlog(self, backlog: deque[bytes]) -> None:
        try:
            while backlog:
                await self.send(backlog.popleft())
        except SocketClosed:
            backlog.clear()
        finally:
            self._backlog = None
            self._pump = None
