"""The floor under the phone: it sends a number and waits for it to come back."""

import asyncio
from dataclasses import dataclass, field

from genkan.bench.websocket import WebSocket, connect

PAYLOAD = "x" * 220  # what a release takes as JSON


@dataclass(slots=True)
class FloorPhone:
    """A phone at the raw relay."""

    number: int
    pending: dict[bytes, asyncio.Future[bool]] = field(default_factory=dict)
    socket: WebSocket | None = None
    count: int = 0

    async def open(self, port: int) -> None:
        self.socket = await connect(port, f"/phone/{self.number}", self._take)
        self.socket.closed.add_done_callback(self._give_up)

    async def ask(self, station: int) -> bool:
        """Send one frame to the station and wait until it is back."""
        assert self.socket is not None  # noqa: S101 - opened first
        self.count += 1
        mark = b"%d" % self.count
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.pending[mark] = answer
        self.socket.send(b"%d %s %s" % (station, mark, PAYLOAD.encode()))
        return await answer

    def _take(self, _: WebSocket, text: bytes) -> None:
        answer = self.pending.pop(text.split(b" ", 2)[1], None)
        if answer is not None and not answer.done():
            answer.set_result(True)

    def _give_up(self, _: asyncio.Future[None]) -> None:
        for answer in self.pending.values():
            if not answer.done():
                answer.set_result(False)
