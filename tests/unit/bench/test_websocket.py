"""The load's own WebSocket client, against uvicorn's real protocol."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from genkan.bench.floor.phones import FloorPhone
from genkan.bench.processes import Children, Program, find_free_port
from genkan.bench.websocket import HandshakeRefused, WebSocket, connect


@pytest.fixture
async def relay_port(tmp_path: Path) -> AsyncIterator[int]:
    port = find_free_port()
    async with Children(tmp_path) as children:
        relay = await children.start(Program.module("relay", "genkan.bench.floor.relay", str(port)))
        await relay.wait_for_port(port)
        for program in (
            Program.module("unit", "genkan.bench.floor.unit", str(port), "0", str(tmp_path / "disk")),
            Program.module("stations", "genkan.bench.floor.stations", str(port), "1", "2"),
        ):
            await (await children.start(program)).wait_until_ready()
        yield port


async def test_phone_and_station_reach_each_other_through_the_floor(relay_port: int, tmp_path: Path) -> None:
    phone = FloorPhone(7)
    await phone.open(relay_port)

    async with asyncio.timeout(5):
        assert all(await asyncio.gather(phone.ask(0), phone.ask(1), phone.ask(2)))

    assert (tmp_path / "disk").stat().st_size > 0


async def test_frames_of_every_length_come_back_whole(relay_port: int) -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    def take(_: WebSocket, text: bytes) -> None:
        heard.put_nowait(text)

    socket = await connect(relay_port, "/phone/1", take)
    for length in (0, 1, 123, 124, 125, 126, 65_533, 65_534, 200_000):
        socket.send(b"0 " + b"x" * length)

        async with asyncio.timeout(5):
            assert await heard.get() == b"0 " + b"x" * length
    socket.close()
    async with asyncio.timeout(5):
        await socket.closed


async def test_refused_handshake_is_told(tmp_path: Path) -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(HandshakeRefused, match="403"):
            await connect(port, "/", lambda _socket, _text: None)
