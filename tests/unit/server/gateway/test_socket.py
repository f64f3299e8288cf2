"""One open socket: its order, its back-pressure, its end."""

import asyncio
import json

import pytest

from genkan.server.gateway.direct import Shortcut
from genkan.server.gateway.socket import BACKLOG_LIMIT, AsgiMessage, Socket, SocketClosed
from genkan.server.platform.tasks import Tasks
from genkan.wire.frame import Frame, FrameError, Nothing, decode, encode


class Peer:
    """The ASGI server's side of a socket, which can be as slow as a test wants."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[AsgiMessage] = asyncio.Queue()
        self.incoming.put_nowait({"type": "websocket.connect"})
        self.sent: list[AsgiMessage] = []
        self.may_send = asyncio.Event()
        self.may_send.set()

    async def receive(self) -> AsgiMessage:
        return await self.incoming.get()

    async def send(self, message: AsgiMessage) -> None:
        await self.may_send.wait()
        self.sent.append(message)

    def kinds(self) -> list[str]:
        return [json.loads(message["text"])["kind"] for message in self.sent if "text" in message]


async def open_socket() -> tuple[Peer, Socket, Tasks]:
    peer, tasks = Peer(), Tasks()
    socket = Socket(peer.receive, peer.send, tasks)
    await socket.accept()
    return peer, socket, tasks


async def test_posted_frames_keep_their_order() -> None:
    peer, socket, tasks = await open_socket()
    peer.may_send.clear()
    for number in range(5):
        socket.post(encode(f"n{number}", Nothing()))
    peer.may_send.set()
    await tasks.close(grace_s=1)
    assert peer.kinds() == ["n0", "n1", "n2", "n3", "n4"]


async def test_a_socket_that_is_too_far_behind_is_told_and_closed() -> None:
    peer, socket, tasks = await open_socket()
    peer.may_send.clear()
    for _ in range(BACKLOG_LIMIT + 2):
        socket.post(encode("n", Nothing()))
        await asyncio.sleep(0)
    peer.may_send.set()
    await tasks.close(grace_s=1)
    assert "bye" in peer.kinds()
    assert peer.sent[-1]["type"] == "websocket.close"
    assert not socket.is_open


async def test_an_oversized_frame_closes_before_it_is_decoded() -> None:
    peer, socket, _ = await open_socket()
    peer.incoming.put_nowait({"type": "websocket.receive", "text": "[" * 2_000})
    with pytest.raises(SocketClosed):
        await socket.receive(limit=1_000)
    assert peer.sent[-1] == {"type": "websocket.close", "code": 1009}


async def test_a_binary_frame_is_no_frame() -> None:
    peer, socket, _ = await open_socket()
    peer.incoming.put_nowait({"type": "websocket.receive", "bytes": b"\x00"})
    with pytest.raises(FrameError):
        await socket.receive(limit=1_000)


async def test_sending_to_a_closed_socket_says_so() -> None:
    peer, socket, _ = await open_socket()
    peer.incoming.put_nowait({"type": "websocket.disconnect", "code": 1006})
    with pytest.raises(SocketClosed):
        await socket.receive(limit=1_000)
    with pytest.raises(SocketClosed):
        await socket.send(encode("n", Nothing()))


async def test_a_peer_that_takes_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("genkan.server.gateway.socket.GOODBYE_LIMIT_S", 0.01)
    peer, tasks = Peer(), Tasks()
    socket = Socket(peer.receive, peer.send, tasks)

    accepted = asyncio.Event()

    async def serve() -> None:
        await socket.accept()
        peer.may_send.clear()
        accepted.set()
        await socket.receive(limit=1_000)

    serving = asyncio.create_task(serve())
    await accepted.wait()
    await socket.say_goodbye("silent", 1008)
    with pytest.raises(asyncio.CancelledError):
        await serving
    assert socket.is_aborted


async def test_nothing_is_taken_from_a_socket_that_we_closed() -> None:
    peer, socket, _ = await open_socket()
    await socket.close()
    peer.incoming.put_nowait({"type": "websocket.receive", "text": '{"kind":"ping","body":{}}'})
    with pytest.raises(SocketClosed):
        await socket.receive(limit=1_000)


class DirectPeer(Peer):
    """An ASGI server that can also do without the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.shortcut: Shortcut | None = None
        self.written: list[bytes] = []
        self.takes = True

    def write(self, text: bytes) -> bool:
        if self.takes:
            self.written.append(text)
        return self.takes


async def open_direct_socket(*, limit: int = 1_000) -> tuple[DirectPeer, Socket, list[str]]:
    peer, taken = DirectPeer(), list[str]()
    socket = Socket(peer.receive, peer.send, Tasks(), peer)
    await socket.accept()

    def take(frame: Frame) -> bool:
        if frame.kind == "slow":
            return False
        taken.append(frame.kind)
        return True

    socket.use_shortcut(take, limit=limit)
    return peer, socket, taken


async def test_the_shortcut_takes_what_needs_no_turn_and_leaves_the_rest_to_it() -> None:
    peer, _, taken = await open_direct_socket(limit=100)
    assert peer.shortcut is not None
    assert peer.shortcut(encode("quick", Nothing()))
    assert not peer.shortcut(encode("slow", Nothing()))
    assert not peer.shortcut(b"no frame")
    assert not peer.shortcut(b" " * 101)
    assert taken == ["quick"]


async def test_a_closed_socket_takes_no_shortcut() -> None:
    peer, socket, taken = await open_direct_socket()
    await socket.close()
    assert peer.shortcut is not None
    assert not peer.shortcut(encode("quick", Nothing()))
    assert taken == []


async def test_what_cannot_be_written_at_once_is_sent_in_its_turn() -> None:
    peer, socket, _ = await open_direct_socket()
    await socket.send(encode("n0", Nothing()))
    peer.takes = False
    await socket.send(encode("n1", Nothing()))
    assert [decode(text).kind for text in peer.written] == ["n0"]
    assert peer.kinds() == ["n1"]
