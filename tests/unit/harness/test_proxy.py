"""The faulty network does what the tests of promises believe it does."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from harness.proxy import Direction, FaultProxy

WHOLE_LIMIT_S = 5
NOTHING_COMES_S = 0.3


async def echo(socket: ServerConnection) -> None:
    async for message in socket:
        await socket.send(message)


@asynccontextmanager
async def echo_through() -> AsyncIterator[tuple[FaultProxy, ClientConnection]]:
    async with serve(echo, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        with FaultProxy(port) as proxy:
            async with connect(f"ws://127.0.0.1:{proxy.port}", compression=None, close_timeout=0.1) as socket:
                yield proxy, socket


async def hear(socket: ClientConnection) -> str:
    async with asyncio.timeout(WHOLE_LIMIT_S):
        return str(await socket.recv())


async def open_and_read(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await reader.readexactly(1)
    finally:
        writer.close()


async def test_what_is_not_judged_passes_untouched() -> None:
    async with echo_through() as (_, socket):
        for size in (0, 1, 125, 126, 70_000):
            await socket.send("x" * size)
            assert await hear(socket) == "x" * size


async def test_a_stalled_network_lets_nothing_pass_and_closes_nothing_until_it_is_mended() -> None:
    async with echo_through() as (proxy, socket):
        proxy.stall()
        await socket.send("late")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(NOTHING_COMES_S):
                await socket.recv()
        proxy.mend()
        assert await hear(socket) == "late"


async def test_a_cut_network_resets_what_is_open_and_what_is_new() -> None:
    async with echo_through() as (proxy, socket):
        proxy.cut()
        with pytest.raises(ConnectionClosed):
            await hear(socket)
        with pytest.raises((OSError, EOFError)):
            await open_and_read(proxy.port)


async def test_messages_are_lost_repeated_and_overtaken_as_judged() -> None:
    judged: list[bytes] = []

    def judge(direction: Direction, message: bytes) -> Sequence[float]:
        if direction is Direction.DOWN:
            return (0.0,)
        judged.append(message)
        return {b"lost": (), b"twice": (0.0, 0.0), b"late": (0.2,)}.get(message, (0.0,))

    async with echo_through() as (proxy, socket):
        proxy.judge = judge
        for message in ("lost", "late", "twice", "last"):
            await socket.send(message)
        assert [await hear(socket) for _ in range(4)] == ["twice", "twice", "last", "late"]
    assert judged == [b"lost", b"late", b"twice", b"last"]
