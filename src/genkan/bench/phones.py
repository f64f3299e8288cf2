"""Phones of the bench: signed in, connected, and able to tap."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from genkan.bench.processes import CannotMeasure
from genkan.bench.town import SeededPhone
from genkan.bench.websocket import WebSocket, connect
from genkan.wire.app import DoorRelease
from genkan.wire.frame import Body, Frame, Ping, decode, encode

AT_ONCE = 50  # handshakes under way
SHOWN_LIMIT_S = 30.0
PING_EVERY_S = 15.0  # the app's own interval


@dataclass(slots=True)
class GenkanPhone:
    """One app's link. `watch` is called with every frame that answers nothing of ours."""

    row: SeededPhone
    watch: Callable[[Frame], None] | None = None
    socket: WebSocket | None = None
    count: int = 0
    pending: dict[str, asyncio.Future[bool]] = field(default_factory=dict)
    shown: asyncio.Future[None] | None = None

    async def open(self, port: int) -> None:
        """Connect, and wait until the server has shown the home."""
        self.shown = asyncio.get_running_loop().create_future()
        headers = {"Authorization": f"Bearer {self.row.token}"}
        self.socket = await connect(port, "/api/app/link?app=resident", self._take, headers=headers)
        self.socket.closed.add_done_callback(self._give_up)
        try:
            async with asyncio.timeout(SHOWN_LIMIT_S):
                await self.shown
        except TimeoutError:
            raise CannotMeasure("the server took a phone's socket and showed it nothing") from None
        self.shown = None

    async def release(self) -> bool:
        """Tap on 「ドアオープン」 and wait for the answer; False when it is a refusal."""
        assert self.socket is not None  # noqa: S101 - opened first
        self.count += 1
        mark = str(self.count)
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.pending[mark] = answer
        tap = DoorRelease(
            door_id=self.row.door_id, key=f"{self.row.key}-{mark}", tapped_ms=time.time_ns() // 1_000_000
        )
        self.socket.send(encode("door.release", tap, id=mark))
        return await answer

    def ping(self) -> None:
        """Say that the phone is there, as the app does."""
        self.tell("ping", Ping(mark=1))

    def tell(self, kind: str, body: Body) -> None:
        """Tell the server something that needs no answer."""
        if self.socket is not None:
            self.socket.send(encode(kind, body))

    def _take(self, _: WebSocket, text: bytes) -> None:
        frame = decode(text)
        if frame.re is not None:
            answer = self.pending.pop(frame.re, None)
            if answer is not None and not answer.done():
                answer.set_result(frame.kind == "door.release.reply")
            return
        if frame.kind == "show.home" and self.shown is not None and not self.shown.done():
            self.shown.set_result(None)
        if self.watch is not None:
            self.watch(frame)

    def _give_up(self, _: asyncio.Future[None]) -> None:
        for answer in self.pending.values():
            if not answer.done():
                answer.set_result(False)


@asynccontextmanager
async def kept_alive(phones: Sequence[GenkanPhone]) -> AsyncIterator[None]:
    """Let every phone ping as the app does, evenly spread; the server closes whoever is silent."""

    async def beat() -> None:
        while True:
            for phone in phones:
                phone.ping()
                await asyncio.sleep(PING_EVERY_S / len(phones))

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()


async def open_phones(phones: Sequence[GenkanPhone], port: int) -> None:
    """Connect the phones, a few at a time."""
    for start in range(0, len(phones), AT_ONCE):
        await asyncio.gather(*(phone.open(port) for phone in phones[start : start + AT_ONCE]))
