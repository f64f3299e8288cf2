"""A phone of a resident without pixels: signs in over HTTP, speaks the app's link, remembers what it saw."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Self, TypeVar

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from genkan.wire.app import AppCall, CallAnswered, DoorRelease, DoorReleased, ShowCalls, ShowHome
from genkan.wire.call import CallRef
from genkan.wire.frame import Body, Frame, Nothing, Ping, Pong, Refused, decode, decode_body, encode
from genkan.wire.ids import new_id
from harness.house import Account
from harness.waiting import until

BodyT = TypeVar("BodyT", bound=Body)

ASK_LIMIT_S = 8.0
OPEN_LIMIT_S = 40.0  # the server may be starting, on a machine busy with other tests
STATION_LIMIT_S = 20.0
RETRY_S = 0.05
CONNECTION_LOST = "connection-lost"  # our own reason: nobody knows whether the ask was done


class Session:
    """A signed-in device. Its token works on every address of the server."""

    def __init__(self, token: str, *, app: str) -> None:
        self.token = token
        self.app = app

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def sign_in(server_url: str, account: Account, *, app: str = "resident") -> Session:
    """Sign the account in as a new device."""
    answer = httpx.post(
        f"{server_url}/api/sign-in",
        json={
            "username": account.username,
            "password": account.password,
            "app": app,
            "device_label": "test phone",
        },
        timeout=ASK_LIMIT_S,
    )
    assert answer.status_code == HTTPStatus.OK, answer.text
    return Session(answer.cookies[f"__Host-genkan-{app}"], app=app)


class Phone:
    """One link of a signed-in device, opened anew by itself whenever it is lost, until closed."""

    def __init__(self, server_url: str, session: Session) -> None:
        self.session = session
        self.home: ShowHome | None = None
        self.calls: list[AppCall] = []
        self.goodbyes: list[str] = []
        self.echoed_at = 0.0  # when the server last sent our call.alive back
        self.frames: list[Frame] = []
        self.clock_offset_ms = 0
        self.over_ms: dict[str, int] = {}  # by call: when this phone first knew that it is over
        self._url = f"{server_url.replace('http', 'ws', 1)}/api/app/link?app={session.app}"
        self._socket: ClientConnection | None = None
        self._asked: dict[str, asyncio.Future[Frame]] = {}
        self._task: asyncio.Task[None] | None = None
        self._beat: asyncio.Task[None] | None = None

    # ── its life ────────────────────────────────────────────────────────────────────────────────

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._stay())
        await until(lambda: self.home, limit_s=OPEN_LIMIT_S, what="the phone's home screen")
        return self

    async def kill(self) -> None:
        """Be gone, as an app that the phone's system ended."""
        self.stop_talking()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        self._lose()

    def revive(self) -> None:
        """Open the app again, if it was killed."""
        if self._task is None:
            self._task = asyncio.create_task(self._stay())

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    async def wait_until_open(self) -> None:
        await until(lambda: self._socket, limit_s=OPEN_LIMIT_S, what="the phone's link")

    async def wait_for_doors(self) -> list[str]:
        """Give the doors on the home screen, once their station is connected."""

        def look() -> list[str] | None:
            doors = [] if self.home is None else self.home.doors
            online = [door.door_id for door in doors if door.online]
            return online if online and len(online) == len(doors) else None

        return await until(look, limit_s=STATION_LIMIT_S, what="the doors' station")

    async def drop(self) -> None:
        """Let the socket go as a phone without network does; it comes back by itself."""
        if self._socket is not None:
            self._socket.transport.abort()

    # ── what a resident does ────────────────────────────────────────────────────────────────────

    def server_ms(self) -> int:
        """Give the server's time as the phone knows it."""
        return time.time_ns() // 1_000_000 + self.clock_offset_ms

    async def release(
        self,
        door_id: str,
        *,
        key: str | None = None,
        call_id: str | None = None,
        tapped_ms: int | None = None,
    ) -> DoorReleased | Refused:
        """Tap on 「ドアオープン」."""
        body = DoorRelease(
            door_id=door_id,
            key=key or new_id(),
            tapped_ms=self.server_ms() if tapped_ms is None else tapped_ms,
            call_id=call_id,
        )
        return await self.ask("door.release", body, DoorReleased)

    async def answer(self, call_id: str) -> CallAnswered | Refused:
        return await self.ask("call.answer", CallRef(call_id=call_id), CallAnswered)

    async def decline(self, call_id: str) -> Nothing | Refused:
        return await self.ask("call.decline", CallRef(call_id=call_id), Nothing)

    async def hang_up(self, call_id: str) -> Nothing | Refused:
        return await self.ask("call.hang_up", CallRef(call_id=call_id), Nothing)

    def keep_talking(self, call_id: str) -> None:
        """Say every 1.5 s that this end of the call is alive, as the app does."""
        self._beat = asyncio.create_task(self._say_alive(call_id))

    def stop_talking(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None

    async def wait_for_call(
        self, fits: Callable[[AppCall], bool], *, limit_s: float = OPEN_LIMIT_S, what: str = "a call"
    ) -> AppCall:
        """Give the first call shown that fits."""
        return await until(
            lambda: next((call for call in self.calls if fits(call)), None), limit_s=limit_s, what=what
        )

    async def ask(self, kind: str, body: Body, answer: type[BodyT]) -> BodyT | Refused:
        """Ask the server. A link that goes meanwhile answers CONNECTION_LOST."""
        ask_id = new_id()
        future: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._asked[ask_id] = future
        try:
            async with asyncio.timeout(ASK_LIMIT_S):
                await self._send(encode(kind, body, id=ask_id))
                frame = await future
        except (ConnectionClosed, TimeoutError):
            return Refused(reason=CONNECTION_LOST)
        finally:
            self._asked.pop(ask_id, None)
        return decode_body(frame, Refused) if frame.kind == "refused" else decode_body(frame, answer)

    async def tell(self, kind: str, body: Body) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self._send(encode(kind, body))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    async def _send(self, frame: bytes) -> None:
        if self._socket is None:
            raise ConnectionClosed(None, None)
        await self._socket.send(frame.decode())

    async def _stay(self) -> None:
        while True:
            with contextlib.suppress(OSError, TimeoutError, ConnectionClosed, InvalidHandshake, EOFError):
                async with connect(
                    self._url,
                    additional_headers=self.session.headers,
                    compression=None,
                    open_timeout=OPEN_LIMIT_S,
                    ping_interval=None,
                    close_timeout=0.2,
                ) as socket:
                    self._socket = socket
                    await socket.send(encode("ping", Ping(mark=time.time_ns() // 1_000_000)).decode())
                    async for text in socket:
                        await self._take(decode(text))
            self._lose()
            await asyncio.sleep(RETRY_S)

    def _lose(self) -> None:
        self._socket = None
        for future in self._asked.values():
            if not future.done():
                future.set_exception(ConnectionClosed(None, None))

    async def _take(self, frame: Frame) -> None:
        self.frames.append(frame)
        match frame.kind:
            case "show.home":
                self.home = decode_body(frame, ShowHome)
            case "show.calls":
                self._see(decode_body(frame, ShowCalls).calls)
                await self._say_ringing()
            case "pong":
                self._learn(decode_body(frame, Pong))
            case "call.alive":
                self.echoed_at = time.monotonic()
            case "bye":
                self.goodbyes.append(json.loads(bytes(frame.body))["reason"])
            case _ if frame.re is not None:
                future = self._asked.get(frame.re)
                if future is not None and not future.done():
                    future.set_result(frame)
            case _:
                pass

    def _learn(self, pong: Pong) -> None:
        now_ms = time.time_ns() // 1_000_000
        self.clock_offset_ms = round(pong.server_ms - (pong.mark + now_ms) / 2)

    def _see(self, shown: list[AppCall]) -> None:
        """Take a whole state; a call whose word was overtaken on its way keeps the newer one."""
        known = {call.call_id: call for call in self.calls}
        for call in shown:
            if call.phase == "ended":
                self.over_ms.setdefault(call.call_id, time.time_ns() // 1_000_000)
        self.calls = [
            known[call.call_id]
            if call.call_id in known and known[call.call_id].version > call.version
            else call
            for call in shown
        ]

    async def _say_ringing(self) -> None:
        for call in self.calls:
            if call.phase == "ringing" and call.leg_state == "invited":
                await self.tell("call.rang", CallRef(call_id=call.call_id))

    async def _say_alive(self, call_id: str) -> None:
        while True:
            await self.tell("call.alive", CallRef(call_id=call_id))
            await asyncio.sleep(1.5)
