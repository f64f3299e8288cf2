"""The server's side of the station link, small and scripted: it does what a test says, faults included."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
from aiohttp import WSMsgType, web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from genkan.station.link.enrolment import ENROL_PATH
from genkan.station.link.transport import LINK_PATH
from genkan.wire.call import CallRef
from genkan.wire.frame import (
    Body,
    Bye,
    Frame,
    Nothing,
    Ping,
    Pong,
    Refused,
    decode,
    decode_body,
    encode,
    encode_reply,
)
from genkan.wire.ids import new_id
from genkan.wire.station import (
    Challenge,
    Hello,
    JournalAcknowledged,
    JournalEntries,
    JournalEntry,
    Release,
    Released,
    ShowCall,
    ShowConfig,
    Welcome,
    signed_bytes,
)
from harness.station_parts import a_config, a_release
from harness.waiting import until

SERVER_ID = "genkan-test"
CODE = "ABCD-2345"
ANSWER_LIMIT_S = 5.0


class _EnrolRequest(msgspec.Struct):
    code: str
    public_key: bytes


@dataclass(slots=True, kw_only=True)
class Script:
    """What the server does otherwise than it should; changed while it runs."""

    accepts_signatures: bool = True
    server_id: str = SERVER_ID
    answers_pings: bool = True
    acknowledges: bool = True
    sends_challenge: bool = True
    clock_skew_ms: int = 0  # the server's clock was set
    acknowledged_seq: int | None = None  # instead of what it really keeps
    enrol_status: int = 200
    enrol_problem: str = "enrolment-code-unknown"


@dataclass(slots=True)
class StationPeer:
    """One open link as the server sees it."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport
    hello: Hello
    frames: list[Frame] = field(default_factory=list)
    asked: dict[str, asyncio.Future[Frame]] = field(default_factory=dict)
    is_over: bool = False

    async def send(self, kind: str, body: Body, *, id: str | None = None) -> None:  # noqa: A002 - the frame's field
        await self.socket.send_str(encode(kind, body, id=id).decode())

    async def ask(self, kind: str, body: Body) -> Frame:
        """Ask the station. Raises TimeoutError, or ConnectionError when the link ends first."""
        frame_id = new_id()
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self.asked[frame_id] = answer
        async with asyncio.timeout(ANSWER_LIMIT_S):
            await self.send(kind, body, id=frame_id)
            return await answer

    async def release(self, command: Release) -> Released | Refused:
        """Release a door and give the station's answer."""
        frame = await self.ask("door.release", command)
        return decode_body(frame, Refused) if frame.kind == "refused" else decode_body(frame, Released)

    async def drop(self) -> None:
        """Break the link without a word."""
        self.transport.abort()

    def kinds(self) -> list[str]:
        return [frame.kind for frame in self.frames]


class ScriptedServer:
    """Enrols stations, opens their links, keeps their journals and asks them what a test wants."""

    def __init__(self) -> None:
        self.script = Script()
        self.config: ShowConfig = a_config()
        self.call = ShowCall()
        self.keys: dict[str, bytes] = {}
        self.codes = {CODE}
        self.entries: dict[str, dict[int, JournalEntry]] = {}
        self.received: list[JournalEntry] = []  # also what came twice
        self.links: list[StationPeer] = []
        self.handshakes: list[float] = []
        self.port = 0
        self.tls: ssl.SSLContext | None = None
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}" if self.tls is None else f"https://localhost:{self.port}"

    @property
    def peer(self) -> StationPeer:
        """The newest link."""
        return self.links[-1]

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 + self.script.clock_skew_ms

    def a_release(self, **changes: object) -> Release:
        return a_release(**({"issued_ms": self.now_ms()} | changes))

    def kept(self, station_id: str) -> list[JournalEntry]:
        """Give the station's entries as the server keeps them, in order."""
        return [entry for _, entry in sorted(self.entries.get(station_id, {}).items())]

    async def start(self) -> None:
        """Listen, on the port of the life before if there was one."""
        app = web.Application()
        app.router.add_post(ENROL_PATH, self._enrol)
        app.router.add_get(LINK_PATH, self._open_link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True, ssl_context=self.tls)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self, *, bye: Bye | None = None) -> None:
        """End: with a goodbye, or as a crash would."""
        for link in self.links:
            if bye is not None and not link.is_over:
                await link.send("bye", bye)
                await link.socket.close()
            elif not link.is_over:
                await link.drop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def next_link(self, *, after: int = 0, limit_s: float = 10.0) -> StationPeer:
        """Wait for a link beyond the first `after`."""
        await until(lambda: len(self.links) > after, limit_s=limit_s, what=f"link {after + 1}")
        return self.links[after]

    # ── what stations ask ───────────────────────────────────────────────────────────────────────

    async def _enrol(self, request: web.Request) -> web.Response:
        wanted = msgspec.json.decode(await request.read(), type=_EnrolRequest)
        if self.script.enrol_status != 200 or wanted.code not in self.codes:
            problem = {"type": f"urn:genkan:problem:{self.script.enrol_problem}", "title": "Refused"}
            status = 404 if self.script.enrol_status == 200 else self.script.enrol_status
            return web.json_response(problem, status=status)
        self.codes.discard(wanted.code)
        station_id = new_id()
        self.keys[station_id] = wanted.public_key
        return web.json_response({"station_id": station_id, "server_id": SERVER_ID})

    async def _open_link(self, request: web.Request) -> web.WebSocketResponse:
        self.handshakes.append(time.monotonic())
        socket = web.WebSocketResponse(compress=False, timeout=0.2)
        await socket.prepare(request)
        if not self.script.sends_challenge:
            await socket.receive()
            return socket
        nonce = new_id()
        await socket.send_str(encode("challenge", Challenge(nonce=nonce)).decode())
        message = await socket.receive()
        if message.type is not WSMsgType.TEXT:
            return socket
        hello = decode_body(decode(message.data), Hello)
        if not (self.script.accepts_signatures and self._is_signed(hello, nonce)):
            await socket.send_str(encode("bye", Bye(reason="unauthorised")).decode())
            await socket.close()
            return socket
        assert isinstance(request.transport, asyncio.Transport)
        await self._serve(StationPeer(socket, request.transport, hello))
        return socket

    def _is_signed(self, hello: Hello, nonce: str) -> bool:
        key = self.keys.get(hello.station_id)
        if key is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(
                hello.signature, signed_bytes(nonce=nonce, station_id=hello.station_id)
            )
        except InvalidSignature:
            return False
        return True

    async def _serve(self, peer: StationPeer) -> None:
        kept = self.entries.setdefault(peer.hello.station_id, {})
        acknowledged = self.script.acknowledged_seq
        await peer.send(
            "welcome",
            Welcome(
                server_ms=self.now_ms(),
                server_id=self.script.server_id,
                acknowledged_seq=max(kept, default=0) if acknowledged is None else acknowledged,
            ),
        )
        await peer.send("show.config", self.config)
        await peer.send("show.call", self.call)
        self.links.append(peer)
        try:
            async for message in peer.socket:
                if message.type is WSMsgType.TEXT:
                    await self._take_in(peer, decode(message.data))
        finally:
            peer.is_over = True
            for answer in peer.asked.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the link ended"))
                    answer.exception()  # whoever asked hears it; nobody else need

    async def _take_in(self, peer: StationPeer, frame: Frame) -> None:
        peer.frames.append(frame)
        if frame.re is not None:
            answer = peer.asked.pop(frame.re, None)
            if answer is not None and not answer.done():
                answer.set_result(frame)
            if frame.kind == "door.release.reply" and (entry := decode_body(frame, Released).entry):
                await self._keep(peer, [entry])
            return
        match frame.kind:
            case "ping" if self.script.answers_pings:
                mark = decode_body(frame, Ping).mark
                await peer.send("pong", Pong(server_ms=self.now_ms(), mark=mark))
            case "journal.entries":
                await self._keep(peer, decode_body(frame, JournalEntries).entries)
            case "call.place":
                await self._answer(peer, frame, CallRef(call_id="c" * 32))
            case "call.hang_up" | "call.snapshot":
                await self._answer(peer, frame, Nothing())
            case "call.alive":
                await peer.send("call.alive", decode_body(frame, CallRef))

    async def _keep(self, peer: StationPeer, entries: list[JournalEntry]) -> None:
        self.received.extend(entries)
        if not self.script.acknowledges:
            return
        kept = self.entries[peer.hello.station_id]
        for entry in entries:
            kept.setdefault(entry.seq, entry)
        await peer.send("journal.acknowledged", JournalAcknowledged(seq=max(kept)))

    async def _answer(self, peer: StationPeer, frame: Frame, body: Body) -> None:
        await peer.socket.send_str(encode_reply(frame, body).decode())


@asynccontextmanager
async def scripted_server(*, tls: ssl.SSLContext | None = None) -> AsyncIterator[ScriptedServer]:
    """Run a scripted server meanwhile."""
    server = ScriptedServer()
    server.tls = tls
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
