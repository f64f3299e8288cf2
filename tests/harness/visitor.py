"""A visitor at a station's screen, without pixels: speaks the panel's socket and remembers what it showed."""

import asyncio
import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from genkan.wire.frame import Body, Frame, Nothing, Refused, decode, decode_body, encode
from genkan.wire.ids import new_id
from genkan.wire.panel import PanelCall, PanelCallView, PanelEntry, PanelKey, ShowPanel
from harness.house import Station
from harness.waiting import until

ASK_LIMIT_S = 8.0
OPEN_LIMIT_S = 60.0  # two starts and a reconnect on a busy machine
ALIVE_INTERVAL_S = 1.5
RETRY_S = 0.05
TAKEN_AWAY_S = 3.2


class Visitor:
    """The screen's socket, opened anew by itself while the station is away, until closed."""

    def __init__(self, station: Station, *, is_linked: bool = True) -> None:
        """Without `is_linked` a screen will do, of a unit that the server knows no more."""
        self._is_linked = is_linked
        self.panel: ShowPanel | None = None
        self._port = station.port
        self._socket: ClientConnection | None = None
        self._asked: dict[str, asyncio.Future[Frame]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._stay()), asyncio.create_task(self._say_alive())]
        if self._is_linked:
            await self.wait_until_online()
        else:
            await until(lambda: self.panel, limit_s=OPEN_LIMIT_S, what="the station's screen")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def call(self) -> PanelCallView | None:
        """The call on the screen, live or just ended."""
        return None if self.panel is None else self.panel.call

    async def wait_until_online(self) -> None:
        await until(
            lambda: self._socket is not None and self.panel is not None and self.panel.online,
            limit_s=OPEN_LIMIT_S,
            what="the station's link",
        )

    async def wait_for(
        self, fits: Callable[[PanelCallView | None], bool], *, limit_s: float, what: str
    ) -> PanelCallView | None:
        """Wait until what the screen shows of a call fits, and give it."""
        await until(lambda: self.panel is not None and fits(self.call), limit_s=limit_s, what=what)
        return self.call

    async def ring(self, home_number: str) -> Nothing | Refused:
        """Press 「呼出」."""
        return await self._ask("panel.call", PanelCall(home_number=home_number))

    async def hang_up(self) -> Nothing | Refused:
        return await self._ask("panel.hang_up", Nothing())

    async def enter(self, kind: str, body: Body) -> PanelEntry:
        """Type a PIN or show a key; a station that is away or busy is `other_way`."""
        frame = await self._send(kind, body)
        if frame is None or frame.kind == "refused":
            return PanelEntry(session="", method="qr", outcome="other_way")
        return decode_body(frame, PanelEntry)

    async def show_key(self, text: str) -> PanelEntry:
        """Show a key; one that opened is taken away from the camera, for held on it is the same showing."""
        entry = await self.enter("panel.show_key", PanelKey(session="s", token=text))
        if entry.outcome == "opened":
            await asyncio.sleep(TAKEN_AWAY_S)
        return entry

    async def _ask(self, kind: str, body: Body) -> Nothing | Refused:
        frame = await self._send(kind, body)
        if frame is None:
            return Refused(reason="station-away")
        return decode_body(frame, Refused) if frame.kind == "refused" else Nothing()

    async def _send(self, kind: str, body: Body) -> Frame | None:
        """Ask and give the answer; None when the station is away."""
        ask_id = new_id()
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._asked[ask_id] = answer
        try:
            async with asyncio.timeout(ASK_LIMIT_S):
                if self._socket is None:
                    return None
                await self._socket.send(encode(kind, body, id=ask_id).decode())
                return await answer
        except (ConnectionClosed, TimeoutError):
            return None
        finally:
            self._asked.pop(ask_id, None)

    async def _stay(self) -> None:
        address = f"127.0.0.1:{self._port}"
        while True:
            with contextlib.suppress(OSError, TimeoutError, ConnectionClosed, InvalidHandshake, EOFError):
                async with connect(
                    f"ws://{address}/panel",
                    origin=f"http://{address}",  # type: ignore[arg-type]  # a NewType of str
                    compression=None,
                    ping_interval=None,
                    close_timeout=0.2,
                ) as socket:
                    self._socket = socket
                    async for text in socket:
                        self._take(decode(text))
            self._socket = None
            self.panel = None
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(ConnectionClosed(None, None))
            await asyncio.sleep(RETRY_S)

    def _take(self, frame: Frame) -> None:
        if frame.kind == "show.panel":
            self.panel = decode_body(frame, ShowPanel)
        elif frame.re is not None:
            answer = self._asked.get(frame.re)
            if answer is not None and not answer.done():
                answer.set_result(frame)

    async def _say_alive(self) -> None:
        while True:
            if self._socket is not None:
                with contextlib.suppress(ConnectionClosed):
                    await self._socket.send(encode("panel.alive", Nothing()).decode())
            await asyncio.sleep(ALIVE_INTERVAL_S)
