"""The way past uvicorn's queue, under a real uvicorn: nothing overtakes, is lost, or outlives the link."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any  # noqa: TID251 - the wall to the ASGI server

import uvicorn
from websockets.asyncio.client import connect

from genkan.server.gateway.direct import Direct, DirectWebSocket, find_direct
from harness.waiting import until

Message = MutableMapping[str, Any]
COUNT = 300


class Echo:
    """Takes every third text by the shortcut, the others in their turn; answers each with its number."""

    def __init__(self) -> None:
        self.direct: Direct | None = None
        self.order: list[str] = []
        self.by_shortcut = 0

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        self.direct = find_direct(scope)
        assert self.direct is not None
        self.direct.shortcut = self.take
        while (message := await receive())["type"] == "websocket.receive":
            self.order.append(message["text"])
            await asyncio.sleep(0)
            assert self.direct.write(message["text"].encode())

    def take(self, text: bytes) -> bool:
        assert self.direct is not None
        if int(text) % 3:
            return False
        self.order.append(text.decode())
        self.by_shortcut += 1
        return self.direct.write(text)


@asynccontextmanager
async def serving(echo: Echo) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(echo, ws=DirectWebSocket, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"ws://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()


async def test_frames_keep_their_order_and_none_is_lost() -> None:
    echo, sent = Echo(), [str(number) for number in range(COUNT)]
    async with serving(echo) as url, connect(url, compression=None) as link:
        for text in sent:
            await link.send(text)
        answers = {await link.recv() for _ in sent}
    assert echo.order == sent
    assert answers == set(sent)
    assert echo.by_shortcut > 0


async def test_nothing_is_written_to_a_link_that_has_ended() -> None:
    echo = Echo()
    async with serving(echo) as url:
        async with connect(url, compression=None) as link:
            await link.send("0")
            assert await link.recv() == "0"
        direct = echo.direct
        assert direct is not None
        await until(lambda: direct.shortcut is None, limit_s=30, what="the link's end")
        assert not direct.write(b"1")
