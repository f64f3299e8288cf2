"""One panel's socket: its page's wishes up, the unit's state down."""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from typing import Protocol

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from genkan.station.clock import ServerClock
from genkan.station.controller.entry import EntryBusy
from genkan.station.controller.ports import Screen
from genkan.station.readers.qr_camera import Seen
from genkan.wire.call import CallSignal
from genkan.wire.frame import (
    Body,
    Bye,
    Frame,
    FrameError,
    Nothing,
    Ping,
    Pong,
    Refused,
    decode,
    decode_body,
    encode,
    encode_reply,
)
from genkan.wire.panel import (
    UP,
    PanelBrightness,
    PanelCall,
    PanelEntry,
    PanelFrame,
    PanelKey,
    PanelKeyPicture,
    PanelLeave,
    PanelMedia,
    PanelPin,
    PanelSay,
    PanelSeen,
    PanelSnapshot,
    ShowPanel,
)
from genkan.wire.station import CheckReport, Directory, DirectoryList

log = structlog.get_logger(__name__)

WAITING_LIMIT = 512  # signals of six phones for several seconds; a page that lets more pile up is stuck
SEND_LIMIT_S = 5.0  # on the same machine: the page is frozen
LOOK_LIMIT_S = 5.0  # at one frame, on a unit that does much else
BUSY_LIMIT = 16  # wishes of one page at a time


class Desk(Protocol):
    """What the visitor can do."""

    async def place(
        self, home_number: str, *, office: bool = False, building_id: str | None = None
    ) -> Nothing | Refused: ...

    async def list_directory(self, building_id: str | None = None) -> Directory | Refused: ...

    async def hang_up(self) -> Nothing | Refused: ...

    async def say(self, phrase: str) -> Nothing | Refused: ...

    async def send_signal(self, signal: CallSignal) -> None: ...

    async def send_snapshot(self, snapshot: PanelSnapshot) -> None: ...


class KeyScreen(Protocol):
    """What can be typed and shown at the key screen."""

    async def enter_pin(
        self,
        digits: str,
        home_number: str | None = None,
        *,
        session: str,
        door_id: str | None = None,
        building_id: str | None = None,
    ) -> PanelEntry: ...

    async def show_qr(self, token: str, *, session: str) -> PanelEntry: ...

    def leave(self, session: str) -> None: ...


class Pictures(Protocol):
    """Takes what the camera saw of who used a key."""

    def take(self, picture: PanelKeyPicture) -> None: ...


class Check(Protocol):
    """Takes what the page has tried in an installation check."""

    async def report(self, report: CheckReport) -> Nothing | Refused: ...


class Camera(Protocol):
    """Finds keys in frames of the camera."""

    async def look(self, luminance: bytes, *, width: int, height: int) -> Seen: ...


class Unit(Protocol):
    """What the panel drives."""

    @property
    def entry(self) -> KeyScreen: ...

    @property
    def desk(self) -> Desk: ...

    @property
    def pictures(self) -> Pictures: ...

    @property
    def check(self) -> Check: ...

    def connect_screen(self, screen: Screen) -> None: ...

    def disconnect_screen(self, screen: Screen) -> None: ...

    def hear_screen(self, screen: Screen) -> None: ...

    def set_media(self, media: PanelMedia) -> None: ...

    def set_brightness(self, percent: int) -> None: ...


class PanelSocket:
    """A Screen over one WebSocket."""

    def __init__(
        self, socket: web.WebSocketResponse, *, unit: Unit, camera: Camera, clock: ServerClock
    ) -> None:
        self._socket = socket
        self._unit = unit
        self._camera = camera
        self._clock = clock
        self._waiting: deque[bytes] = deque()
        self._show: ShowPanel | None = None
        self._stirred = asyncio.Event()
        self._goodbye: tuple[Bye, int] | None = None
        self._busy = 0

    # ── what the controller wants shown ─────────────────────────────────────────────────────────

    def show(self, panel: ShowPanel) -> None:
        self._show = panel
        self._stirred.set()

    def signal(self, signal: CallSignal) -> None:
        self._post(encode("panel.signal", signal))

    def replace(self) -> None:
        log.info("station.panel.replaced")
        self.leave(Bye(reason="replaced"), code=WSCloseCode.POLICY_VIOLATION)

    def leave(self, bye: Bye, *, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Say goodbye and close."""
        self._goodbye = (bye, code)
        self._stirred.set()

    # ── its life ────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> None:
        """Drive the unit until the socket closes."""
        self._unit.connect_screen(self)
        log.info("station.panel.connected")
        try:
            async with asyncio.TaskGroup() as tasks:
                writer = tasks.create_task(self._write())
                await self._read(tasks)
                writer.cancel()
        finally:
            self._unit.disconnect_screen(self)
            log.info("station.panel.gone")

    async def _read(self, tasks: asyncio.TaskGroup) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                frame = decode(str(message.data))
            except FrameError as fault:
                log.warning("station.panel.frame_unfit", fault=str(fault))
                continue
            self._unit.hear_screen(self)
            try:
                self._take_in(frame, tasks)
            except FrameError as fault:
                log.warning("station.panel.frame_unfit", kind=frame.kind, fault=str(fault))
                self._refuse(frame, "bad-request")

    def _take_in(self, frame: Frame, tasks: asyncio.TaskGroup) -> None:
        body_type = UP.get(frame.kind)
        if body_type is None:
            self._refuse(frame, "kind-unknown")
            return
        body = decode_body(frame, body_type)
        match body:
            case Ping():
                self._post(encode("pong", Pong(server_ms=self._time_ms(), mark=body.mark)))
            case PanelMedia():
                self._unit.set_media(body)
            case PanelBrightness():
                self._unit.set_brightness(body.percent)
            case PanelLeave():
                self._unit.entry.leave(body.session)
            case PanelKeyPicture():
                self._unit.pictures.take(body)
            case _:
                work = self._find_work(frame, body)
                if work is not None:  # panel.alive: that it was heard is all it says
                    self._start(tasks, frame, work)

    def _find_work(self, frame: Frame, body: Body) -> Coroutine[None, None, None] | None:
        """Give what the page wishes, as far as it takes time."""
        match body:
            case PanelCall():
                return self._call(frame, body)
            case PanelSay():
                return self._say(frame, body)
            case PanelSnapshot() | CallSignal():
                return self._pass_on(body)
            case PanelPin() | PanelKey():
                return self._enter(frame, body)
            case PanelFrame():
                return self._look(frame, body)
            case DirectoryList():
                return self._list_directory(frame, body)
            case CheckReport():
                return self._report_check(frame, body)
            case _:
                return self._hang_up(frame) if frame.kind == "panel.hang_up" else None

    def _pass_on(self, body: PanelSnapshot | CallSignal) -> Coroutine[None, None, None]:
        desk = self._unit.desk
        return desk.send_snapshot(body) if isinstance(body, PanelSnapshot) else desk.send_signal(body)

    def _start(self, tasks: asyncio.TaskGroup, frame: Frame, work: Coroutine[None, None, None]) -> None:
        """Do what the page wishes beside reading on."""
        if self._busy >= BUSY_LIMIT:
            work.close()
            self._refuse(frame, "too-often")
            return
        self._busy += 1
        tasks.create_task(work).add_done_callback(self._end)

    def _end(self, _: asyncio.Task[None]) -> None:
        self._busy -= 1

    async def _call(self, frame: Frame, body: PanelCall) -> None:
        self._reply(
            frame,
            await self._unit.desk.place(body.home_number, office=body.office, building_id=body.building_id),
        )

    async def _list_directory(self, frame: Frame, body: DirectoryList) -> None:
        self._reply(frame, await self._unit.desk.list_directory(body.building_id))

    async def _say(self, frame: Frame, body: PanelSay) -> None:
        self._reply(frame, await self._unit.desk.say(body.phrase))

    async def _report_check(self, frame: Frame, body: CheckReport) -> None:
        self._reply(frame, await self._unit.check.report(body))

    async def _hang_up(self, frame: Frame) -> None:
        self._reply(frame, await self._unit.desk.hang_up())

    async def _enter(self, frame: Frame, body: PanelPin | PanelKey) -> None:
        entry = self._unit.entry
        try:
            if isinstance(body, PanelKey):
                shown = await entry.show_qr(body.token, session=body.session)
            else:
                shown = await entry.enter_pin(
                    body.digits,
                    body.home_number,
                    session=body.session,
                    door_id=body.door_id,
                    building_id=body.building_id,
                )
        except EntryBusy:
            self._refuse(frame, "station-busy")
        else:
            self._reply(frame, shown)

    async def _look(self, frame: Frame, body: PanelFrame) -> None:
        """Read the key in a frame, and use it."""
        try:
            async with asyncio.timeout(LOOK_LIMIT_S):
                seen = await self._camera.look(body.luminance, width=body.width, height=body.height)
        except (TimeoutError, ValueError):
            self._refuse(frame, "bad-request")
            return
        if seen.key is None:
            self._reply(frame, PanelSeen(is_foreign=seen.is_foreign))
            return
        try:
            entry = await self._unit.entry.show_qr(seen.key, session=body.session)
        except EntryBusy:
            self._refuse(frame, "station-busy")
        else:
            self._reply(frame, PanelSeen(entry=entry))

    async def _write(self) -> None:
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            try:
                async with asyncio.timeout(SEND_LIMIT_S):
                    await self._send_waiting()
            except (TimeoutError, ConnectionError):
                log.warning("station.panel.not_reading")
                await self._socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
                return
            if self._goodbye is not None:
                bye, code = self._goodbye
                await self._socket.close(code=code, message=bye.reason.encode())
                return

    async def _send_waiting(self) -> None:
        while self._show is not None or self._waiting:
            show, self._show = self._show, None
            if show is not None:
                await self._socket.send_str(encode("show.panel", show).decode())
            while self._waiting:
                await self._socket.send_str(self._waiting.popleft().decode())
        if self._goodbye is not None:
            await self._socket.send_str(encode("bye", self._goodbye[0]).decode())

    def _post(self, frame: bytes) -> None:
        if len(self._waiting) >= WAITING_LIMIT:
            self.leave(Bye(reason="too_slow"), code=WSCloseCode.TRY_AGAIN_LATER)
            return
        self._waiting.append(frame)
        self._stirred.set()

    def _reply(self, frame: Frame, body: Body) -> None:
        if frame.id is not None:
            self._post(encode_reply(frame, body))

    def _refuse(self, frame: Frame, reason: str) -> None:
        self._reply(frame, Refused(reason=reason))

    def _time_ms(self) -> int:
        """Give the server's time; while it is not known, this machine's, which is also the page's own."""
        reading = self._clock.read()
        return time.time_ns() // 1_000_000 if reading is None else reading.now_ms
