"""One life of the link: from the socket's opening to its end. It never comes back."""

import asyncio
import functools
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, Protocol

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan import __version__
from genkan.aio import within
from genkan.station.clock import ServerClock
from genkan.station.controller.ports import AnswerT, LinkLost, ServerWord, Uplink
from genkan.station.controller.release import Answer, ReleaseAnswer
from genkan.station.link.errors import (
    LinkBroken,
    LinkDropped,
    LinkError,
    LinkSilent,
    Replaced,
    Revoked,
    ServerRestarting,
    Unauthorised,
    WrongServer,
)
from genkan.station.link.heartbeat import CALL_PACE, IDLE_PACE, Heartbeat, Pace
from genkan.station.link.transport import Transport
from genkan.station.store.identity import Identity
from genkan.wire.call import CallRef, CallSignal
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
from genkan.wire.rights import HouseholdAnswer, KeyClaim, KeyClaimed, SyncHurry
from genkan.wire.station import (
    DOWN,
    Challenge,
    Hello,
    JournalAcknowledged,
    Release,
    ShowCall,
    ShowCheck,
    ShowConfig,
    UnitFacts,
    Welcome,
    signed_bytes,
)

log = structlog.get_logger(__name__)

HANDSHAKE_LIMIT_S = 10.0  # two round trips; a server that needs longer cannot carry a call
ASK_LIMIT_S = 4.0  # below the visitor's patience, so that an ask can be repeated on a new link
SEND_LIMIT_S = 2.0  # the kernel's buffer holds seconds of frames: full means that nobody reads
MARKS_KEPT = 8


class Unit(Protocol):
    """What a connection serves."""

    @property
    def next_seq(self) -> int: ...

    async def serve(self, uplink: Uplink, welcome: Welcome) -> None: ...

    def look(self) -> UnitFacts: ...

    def obey(self, command: Release, answer: Answer) -> None: ...

    def receive(self, word: ServerWord) -> None: ...

    def give_use(self, claim: KeyClaim) -> KeyClaimed | Refused: ...

    def clock_learnt(self) -> None: ...

    def become_revoked(self) -> None: ...


class Connection:
    """Speaks the station's protocol over one transport, until that ends."""

    def __init__(
        self,
        *,
        transport: Transport,
        identity: Identity,
        key: Ed25519PrivateKey,
        unit: Unit,
        clock: ServerClock,
        opened: Callable[[], None],
        idle_pace: Pace = IDLE_PACE,
        call_pace: Pace = CALL_PACE,
    ) -> None:
        self._transport = transport
        self._identity = identity
        self._key = key
        self._unit = unit
        self._clock = clock
        self._opened = opened
        self._paces = (idle_pace, call_pace)
        self._heartbeat = Heartbeat(self._now_s(), idle_pace)
        self._stirred = asyncio.Event()
        self._asked: dict[str, asyncio.Future[Frame]] = {}
        self._last_id = 0
        self._sent_ms: dict[int, float] = {}  # mark of a ping → when it was sent
        self._last_mark = 0
        self._is_over = False

    # ── what the unit may do with it ────────────────────────────────────────────────────────────

    @property
    def heard_ms(self) -> float:
        return self._heartbeat.heard_at * 1000

    async def ask(self, kind: str, body: Body, answer: type[AnswerT]) -> AnswerT | Refused:
        if self._is_over:
            raise LinkLost
        self._last_id += 1
        ask_id = f"s{self._last_id}"
        answered: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._asked[ask_id] = answered
        try:
            async with asyncio.timeout(ASK_LIMIT_S):
                await self._send(encode(kind, body, id=ask_id))
                frame = await answered
            return decode_body(frame, Refused) if frame.kind == "refused" else decode_body(frame, answer)
        except (TimeoutError, LinkDropped, FrameError) as error:
            raise LinkLost(str(error)) from error
        finally:
            del self._asked[ask_id]

    async def tell(self, kind: str, body: Body) -> None:
        if not self._is_over:
            with suppress(LinkDropped):
                await self._send(encode(kind, body))

    def set_pace(self, *, in_call: bool) -> None:
        pace = self._paces[in_call]
        if pace is not self._heartbeat.pace:
            self._heartbeat.pace = pace
            self._stirred.set()

    def refresh_clock(self) -> None:
        self._heartbeat.hurry()
        self._stirred.set()

    # ── its life ────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> NoReturn:
        """Open the link and serve the unit until it ends, which it always does with a LinkError."""
        try:
            await self._run()
        except Revoked:
            self._unit.become_revoked()
            raise

    async def _run(self) -> NoReturn:
        try:
            async with asyncio.timeout(HANDSHAKE_LIMIT_S):
                welcome = await self._shake_hands()
        except TimeoutError:
            raise LinkBroken("no welcome in time") from None
        self._opened()
        try:
            async with asyncio.TaskGroup() as parts:
                # First the unit has the link: what follows the welcome may need an answer at once.
                running = (self._unit.serve(self, welcome), self._read(), self._beat())
                # Waited for inside the group, so that it can tell our own end from that of a part.
                await asyncio.wait([parts.create_task(part) for part in running])
        except ExceptionGroup as ends:
            # A part that fails while it is cancelled hides that we are; whoever ends us would wait for ever.
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise asyncio.CancelledError from None
            raise _find_ending(ends) from None
        finally:
            self._is_over = True
            for answered in self._asked.values():
                if not answered.done():
                    answered.set_exception(LinkLost())
        raise LinkBroken("ended by itself")

    async def _shake_hands(self) -> Welcome:
        challenge = decode_body(await self._expect("challenge"), Challenge)
        signed = signed_bytes(nonce=challenge.nonce, station_id=self._identity.station_id)
        hello = Hello(
            station_id=self._identity.station_id,
            signature=self._key.sign(signed),
            version=__version__,
            next_seq=self._unit.next_seq,
        )
        sent_ms = self._clock.monotonic_ms()
        await self._send(encode("hello", hello))
        welcome = decode_body(await self._expect("welcome"), Welcome)
        if welcome.server_id != self._identity.server_id:
            raise WrongServer("another server answers at this address")
        self._clock.learn(
            server_ms=welcome.server_ms, sent_ms=sent_ms, received_ms=self._clock.monotonic_ms()
        )
        return welcome

    async def _expect(self, kind: str) -> Frame:
        """Give the next frame of the handshake. Raises what a goodbye means, or LinkBroken."""
        frame = self._decode(await self._transport.receive())
        self._heartbeat.hear(self._now_s())
        if frame.kind == "bye":
            raise error_of_goodbye(decode_body(frame, Bye))
        if frame.kind != kind:
            raise LinkBroken(f"{frame.kind} instead of {kind}")
        return frame

    async def _read(self) -> NoReturn:
        while True:
            text = await self._transport.receive()
            self._heartbeat.hear(self._now_s())
            frame = self._decode(text)
            if frame.re is not None:
                self._settle(frame)
                continue
            try:
                await self._take_in(frame)
            except FrameError as fault:
                log.warning("station.link.frame_unfit", kind=frame.kind, fault=str(fault))
                await self._refuse(frame, "bad-request")

    async def _take_in(self, frame: Frame) -> None:
        body_type = DOWN.get(frame.kind)
        if body_type is None:
            log.debug("station.link.kind_unknown", kind=frame.kind)
            await self._refuse(frame, "kind-unknown")
            return
        body = decode_body(frame, body_type)
        match body:
            case Release():
                self._unit.obey(body, functools.partial(self._answer, frame))
            case ShowConfig() | ShowCall() | CallSignal() | CallRef() | JournalAcknowledged():
                self._unit.receive(body)
            case SyncHurry() | HouseholdAnswer() | ShowCheck():
                self._unit.receive(body)
            case Nothing() if frame.kind == "check.look":
                await self._send(encode_reply(frame, self._unit.look()))
            case KeyClaim():
                await self._send(encode_reply(frame, self._unit.give_use(body)))
            case Pong():
                self._learn(body)
            case Bye():
                raise error_of_goodbye(body)
            case _:
                log.debug("station.link.frame_unexpected", kind=frame.kind)

    async def _beat(self) -> NoReturn:
        while True:
            at = self._now_s()
            if self._heartbeat.is_dead(at):
                raise LinkSilent(f"nothing came for {self._heartbeat.pace.silence_limit_s:g} s")
            if self._heartbeat.is_ping_due(at):
                await self._ping(at)
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, self._heartbeat.next_at() - at)):
                    await self._stirred.wait()

    async def _ping(self, at: float) -> None:
        self._heartbeat.ping(at)
        self._last_mark += 1
        self._sent_ms[self._last_mark] = self._clock.monotonic_ms()
        self._sent_ms.pop(self._last_mark - MARKS_KEPT, None)
        await self._send(encode("ping", Ping(mark=self._last_mark)))

    def _learn(self, pong: Pong) -> None:
        sent_ms = self._sent_ms.pop(pong.mark, None)
        if sent_ms is None:
            return  # a second answer to one ping proves nothing about the round trip
        received_ms = self._clock.monotonic_ms()
        if self._clock.learn(server_ms=pong.server_ms, sent_ms=sent_ms, received_ms=received_ms):
            self._unit.clock_learnt()

    def _settle(self, frame: Frame) -> None:
        answered = self._asked.get(frame.re or "")
        if answered is not None and not answered.done():
            answered.set_result(frame)

    async def _answer(self, asked: Frame, reply: ReleaseAnswer) -> None:
        """Answer an ask of the server. Raises LinkLost."""
        if self._is_over:
            raise LinkLost
        try:
            await self._send(encode_reply(asked, reply))
        except LinkDropped as error:
            raise LinkLost(str(error)) from error

    async def _refuse(self, frame: Frame, reason: str) -> None:
        if frame.id is not None:
            await self._send(encode_reply(frame, Refused(reason=reason)))

    async def _send(self, frame: bytes) -> None:
        """Send a frame. Raises LinkDropped, also when nobody reads what was sent."""
        try:
            await within(SEND_LIMIT_S, self._transport.send(frame))
        except TimeoutError:
            raise LinkDropped("the server does not read") from None

    def _decode(self, text: str) -> Frame:
        try:
            return decode(text)
        except FrameError as error:
            raise LinkBroken(str(error)) from error

    def _now_s(self) -> float:
        return self._clock.monotonic_ms() / 1000


def error_of_goodbye(bye: Bye) -> LinkError:
    """Give what the server's goodbye means for trying again."""
    match bye.reason:
        case "restarting" | "too_slow":
            return ServerRestarting(bye.retry_after_ms)
        case "replaced":
            return Replaced("another unit uses this unit's identity")
        case "ended":
            return Revoked("the server has revoked this unit")
        case "unauthorised" | "signed_out":
            return Unauthorised("the server does not accept this unit")
        case _:
            return LinkDropped(f"the server said goodbye ({bye.reason})")


def _find_ending(ends: ExceptionGroup) -> LinkError:
    """Give what ended the link. The doors and the screen outlive a fault of ours in it; it is tried again."""
    faults = ends.split(LinkError)[1]
    if faults is not None:
        log.error("station.link.fault", exc_info=faults)
        return LinkBroken("a fault of the station's own")
    ending = ends.exceptions[0]
    return ending if isinstance(ending, LinkError) else LinkBroken(str(ending))
