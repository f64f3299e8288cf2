"""A network of one's own between two programs: it cuts, stalls, and delays, drops or repeats frames.

The proxy forwards bytes as they are, so it may stand before HTTP and WebSockets alike. Once a
connection has become a WebSocket, whole messages can be shown to a judge, which says when each is
passed on, and how often.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from enum import Enum, StrEnum
from types import TracebackType
from typing import Self, TypeVar

from harness.frames import FrameSplitter

ResultT = TypeVar("ResultT")

CHUNK_BYTES = 65_536
CALL_LIMIT_S = 5.0


class Direction(StrEnum):
    UP = "up"  # towards the server
    DOWN = "down"  # towards the client


class Weather(Enum):
    FAIR = "fair"  # everything passes
    STALLED = "stalled"  # nothing passes, nothing closes: a half-open connection
    CUT = "cut"  # every connection is reset, and every new one


# For one message: the seconds after which each copy is passed on. (): lost; (0.0,): as it was;
# (0.0, 1.0): repeated; (2.0,): late, so that later ones overtake it.
Judge = Callable[[Direction, bytes], Sequence[float]]


def pass_on(_direction: Direction, _message: bytes) -> Sequence[float]:
    """Judge every message innocent."""
    return (0.0,)


class FaultProxy:
    """Listens on a port of its own, in a thread of its own, and forwards to another port."""

    def __init__(self, target_port: int, *, judge: Judge = pass_on) -> None:
        self.judge = judge
        self._target_port = target_port
        self._weather = Weather.FAIR
        self._loop = asyncio.new_event_loop()
        self._clear: asyncio.Event | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._late: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._call(self._listen())
        self.port: int = self._server.sockets[0].getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        """Reset every connection, and every new one, until `mend`."""
        self._call(self._turn(Weather.CUT))

    def drop(self) -> None:
        """Reset every connection once; new ones pass."""
        self._call(self._reset())

    def stall(self) -> None:
        """Let nothing pass and close nothing, until `mend` or `cut`."""
        self._call(self._turn(Weather.STALLED))

    def mend(self) -> None:
        """Let everything pass again; what was held back goes first."""
        self._call(self._turn(Weather.FAIR))

    def close(self) -> None:
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CALL_LIMIT_S)
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── in the proxy's own thread ───────────────────────────────────────────────────────────────

    def _call(self, work: Coroutine[None, None, ResultT]) -> ResultT:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(CALL_LIMIT_S)

    async def _listen(self) -> asyncio.Server:
        self._clear = asyncio.Event()
        self._clear.set()
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _turn(self, weather: Weather) -> None:
        assert self._clear is not None
        self._weather = weather
        if weather is Weather.STALLED:
            self._clear.clear()
        else:
            self._clear.set()
        if weather is Weather.CUT:
            await self._reset()

    async def _reset(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        await self._turn(Weather.CUT)
        for late in self._late:
            late.cancel()
        await asyncio.gather(*self._late, *self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)
        if self._weather is Weather.CUT:
            writer.transport.abort()
            return
        try:
            target_reader, target_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        except OSError:
            writer.transport.abort()
            return
        writers = {writer, target_writer}
        self._writers |= writers
        up = _Lane(self, Direction.UP, reader, target_writer)
        down = _Lane(self, Direction.DOWN, target_reader, writer)
        try:
            async with asyncio.TaskGroup() as lanes:
                lanes.create_task(up.run())
                lanes.create_task(down.run())
        except* OSError:
            pass  # one side is gone, so the other is let go
        finally:
            self._writers -= writers
            for each in writers:
                each.transport.abort()

    async def wait_for_fair_weather(self) -> None:
        """Return when bytes may pass."""
        assert self._clear is not None
        await self._clear.wait()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Do something later, but not past the proxy's own end."""
        task = self._loop.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)


class _Lane:
    """One direction of one connection."""

    def __init__(
        self,
        proxy: FaultProxy,
        direction: Direction,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._proxy = proxy
        self._direction = direction
        self._reader = reader
        self._writer = writer
        self._splitter = FrameSplitter()

    async def run(self) -> None:
        """Forward until the sender has no more. Raises OSError when a side is gone."""
        while chunk := await self._reader.read(CHUNK_BYTES):
            await self._proxy.wait_for_fair_weather()
            self._pass_frames(chunk)
            await self._writer.drain()
        self._writer.write_eof()

    def _pass_frames(self, chunk: bytes) -> None:
        for piece in self._splitter.feed(chunk):
            if piece.message is None:
                self._writer.write(piece.raw)
                continue
            for delay_s in self._proxy.judge(self._direction, piece.message):
                if delay_s <= 0:
                    self._writer.write(piece.raw)
                else:
                    self._proxy.start(self._pass_late(piece.raw, delay_s))

    async def _pass_late(self, raw: bytes, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        await self._proxy.wait_for_fair_weather()
        if not self._writer.transport.is_closing():
            self._writer.write(raw)
