"""WebSockets into a server of this very process, without a network."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from typing import Any  # noqa: TID251 - the wall to the ASGI server

from genkan.server.bootstrap.server import Server
from genkan.wire.frame import Body, Frame, decode, encode
from genkan.wire.ids import new_id

LIMIT_S = 10.0


class AsgiSocket:
    """One WebSocket as a client sees it. Frames that nobody waits for are kept."""

    def __init__(self, server: Server, path: str, headers: Mapping[str, str] | None = None) -> None:
        path, _, query = path.partition("?")
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
            "client": ("192.0.2.1", 1),
        }
        self.kept: list[Frame] = []
        self._up: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self._came = asyncio.Condition()
        self._up.put_nowait({"type": "websocket.connect"})
        self._serving = asyncio.create_task(server(scope, self._up.get, self._take))

    async def tell(self, kind: str, body: Body) -> None:
        self._send_up(encode(kind, body))

    async def ask(self, kind: str, body: Body) -> Frame:
        """Ask and give the answer."""
        frame_id = new_id()
        self._send_up(encode(kind, body, id=frame_id))
        return await self.wait_for(lambda frame: frame.re == frame_id)

    def answer(self, frame: Frame, body: Body) -> None:
        """Answer what the server asked."""
        self._send_up(encode(f"{frame.kind}.reply", body, re=frame.id))

    async def wait_for_kind(self, kind: str) -> Frame:
        return await self.wait_for(lambda frame: frame.kind == kind, limit_s=LIMIT_S)

    async def wait_for(self, fits: Callable[[Frame], bool], *, limit_s: float | None = LIMIT_S) -> Frame:
        """Take the first frame that fits out of what has come or comes."""
        async with asyncio.timeout(limit_s), self._came:
            while (found := next(filter(fits, self.kept), None)) is None:
                await self._came.wait()
            self.kept.remove(found)
            return found

    async def asked(self, kind: str) -> AsyncIterator[Frame]:
        """Give every ask of the kind as it comes, until cancelled."""
        while True:
            yield await self.wait_for(lambda frame: frame.kind == kind, limit_s=None)

    async def close(self) -> None:
        self._up.put_nowait({"type": "websocket.disconnect", "code": 1000})
        async with asyncio.timeout(LIMIT_S):
            await self._serving

    def _send_up(self, frame: bytes) -> None:
        self._up.put_nowait({"type": "websocket.receive", "text": frame.decode()})

    async def _take(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] != "websocket.send":
            return
        async with self._came:
            self.kept.append(decode(message.get("text") or message["bytes"]))
            self._came.notify_all()
