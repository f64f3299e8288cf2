"""The endpoint `/api/stations/link`: one station's link from its challenge to its end."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from genkan.server.calls.announcer import Announcer
from genkan.server.calls.directory import ListDirectory
from genkan.server.calls.liveness import Liveness
from genkan.server.calls.place import PlaceCall
from genkan.server.calls.say import SayInCall
from genkan.server.calls.service import Calls
from genkan.server.checks.service import Checking
from genkan.server.credentials.pictures import AddPicture
from genkan.server.credentials.prompts import AskHousehold
from genkan.server.gateway.signature import has_signed
from genkan.server.gateway.socket import CLOSE_POLICY, Socket
from genkan.server.gateway.stations import StationSocket, StationSockets
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.errors import DomainError
from genkan.server.platform.operations import StationActor, operation
from genkan.server.platform.policing import Policing
from genkan.server.platform.tasks import Tasks
from genkan.server.stations.link import StationPresence
from genkan.server.stations.service import StationDirectory, StationRow
from genkan.server.sync.rights import ClaimUse, GetStoreKey, PullRights
from genkan.server.sync.service import Intake, TakeIn
from genkan.wire.call import CallRef, CallSay, CallSignal
from genkan.wire.frame import (
    MAX_FRAME_BYTES,
    Body,
    Frame,
    FrameError,
    Nothing,
    Ping,
    Pong,
    Refused,
    decode_body,
    encode,
    encode_reply,
)
from genkan.wire.rights import HouseholdAsk, KeyClaim, SyncPull
from genkan.wire.station import (
    CallLegLost,
    CallPlace,
    CallSnapshot,
    Challenge,
    CheckReport,
    DirectoryList,
    Health,
    Hello,
    JournalAcknowledged,
    JournalEntries,
    JournalEntry,
    KeyPicture,
    Released,
    Welcome,
    signed_bytes,
)

log = structlog.get_logger()

UNAUTHORISED, REVOKED = "unauthorised", "ended"
# A frame costs the server 60 µs and tells the station only what it may forget: it waits for others.
ACKNOWLEDGE_AFTER_S = 5.0  # a station waits for 15 before it sends again
ACKNOWLEDGE_AT_ONCE = 50  # entries: a station that catches up waits for them
TAKE_RIDDEN_AFTER_S = 0.005  # answers of other doors go first, and what came with them goes in together
HELLO_LIMIT_S = 10  # a unit that has booted answers at once; whoever is silent is not one of ours


@dataclass(slots=True, eq=False)
class _Link:
    """What one open link is made of."""

    station: StationSocket
    actor: StationActor
    intake: Intake
    acknowledged_seq: int
    acknowledging: asyncio.TimerHandle | None = None

    def acknowledge_soon(self) -> None:
        """Tell the station before long how far its journal has come in."""
        if self.intake.seq - self.acknowledged_seq >= ACKNOWLEDGE_AT_ONCE:
            self._acknowledge()
        elif self.acknowledging is None:
            loop = asyncio.get_running_loop()
            self.acknowledging = loop.call_later(ACKNOWLEDGE_AFTER_S, self._acknowledge)

    def close(self) -> None:
        if self.acknowledging is not None:
            self.acknowledging.cancel()

    def _acknowledge(self) -> None:
        self.close()
        self.acknowledging = None
        self.acknowledged_seq = self.intake.seq
        body = JournalAcknowledged(seq=self.acknowledged_seq)
        self.station.socket.post(encode("journal.acknowledged", body))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The use cases of a station that decides by itself."""

    pull: PullRights
    claim_use: ClaimUse
    ask_household: AskHousehold
    get_store_key: GetStoreKey
    add_picture: AddPicture


Ask = Callable[[_Link, Frame], Awaitable[Body]]


class StationEndpoint:
    """Serves stations. One instance for all of them."""

    def __init__(  # noqa: PLR0913 - a mount for each use case a station has
        self,
        *,
        sockets: StationSockets,
        directory: StationDirectory,
        policing: Policing,
        announcer: Announcer,
        liveness: Liveness,
        place_call: PlaceCall,
        calls: Calls,
        say: SayInCall,
        list_directory: ListDirectory,
        take_in: TakeIn,
        rights: Rights,
        checking: Checking,
        tasks: Tasks,
        clock: Clock,
        server_id: str,
    ) -> None:
        self._sockets = sockets
        self._directory = directory
        self._policing = policing
        self._announcer = announcer
        self._liveness = liveness
        self._place_call = place_call
        self._calls = calls
        self._say = say
        self._directory_list = list_directory
        self._take_in = take_in
        self._rights = rights
        self._checking = checking
        self._tasks = tasks
        self._clock = clock
        self._server_id = server_id
        self._arrived: dict[_Link, list[JournalEntry]] = {}  # entries that are not yet being taken in
        self._taking: asyncio.Task[None] | None = None
        self._asks: dict[str, Ask] = {
            "call.place": self._place,
            "directory.list": self._list_directory,
            "call.hang_up": self._hang_up,
            "call.say": self._say_phrase,
            "call.snapshot": self._add_snapshot,
            "sync.pull": self._pull,
            "key.claim": self._claim,
            "household.ask": self._ask_household,
            "store.key": self._give_store_key,
            "key.picture": self._add_picture,
            "check.report": self._report_check,
        }

    async def serve(self, socket: Socket) -> None:
        """Serve one station until its link closes."""
        await socket.accept()
        row = await self._identify(socket)
        if not isinstance(row, StationRow):
            await socket.say_goodbye(row, CLOSE_POLICY)
            return
        actor = StationActor(station_id=row.id, building_id=row.building_id, property_id=row.property_id)
        intake = await self._take_in.open(actor)
        station = StationSocket(
            socket,
            station_id=row.id,
            building_id=row.building_id,
            property_id=row.property_id,
            public_key=row.public_key or b"",
            presence=StationPresence(since_ms=to_ms(self._clock.now()), version=row.version),
        )
        link = _Link(station, actor, intake, intake.seq)
        await self._welcome(link)
        await self._sockets.add(station)
        try:
            await self._directory.note_connected(row.id, version=row.version or "")
            socket.use_shortcut(lambda frame: self._take_at_once(link, frame), limit=MAX_FRAME_BYTES)
            while True:
                await self._take(link, await socket.receive(limit=MAX_FRAME_BYTES))
        except FrameError as error:
            log.warning("station.frame.unfit", station_id=row.id, fault=str(error))
            await socket.close(CLOSE_POLICY)
        finally:
            link.close()
            await self._sockets.remove(station)
            await self._directory.note_disconnected(row.id)
            # Who was shown the stations while that was being written has seen it connected still.
            self._sockets.tell_presence(station)
            log.info("station.disconnected", station_id=row.id)

    async def _identify(self, socket: Socket) -> StationRow | str:
        """Ask for the key's proof; when it does not come or does not hold, give the word to part with."""
        nonce = secrets.token_urlsafe(32)
        await socket.send(encode("challenge", Challenge(nonce=nonce)))
        try:
            frame = await socket.receive_within(HELLO_LIMIT_S, limit=MAX_FRAME_BYTES)
            hello = decode_body(frame, Hello)
        except (FrameError, TimeoutError):
            return UNAUTHORISED
        row = await self._directory.recall(hello.station_id)
        if frame.kind != "hello" or row is None:
            return UNAUTHORISED
        if row.public_key is None:
            return REVOKED
        signed = signed_bytes(nonce=nonce, station_id=hello.station_id)
        if has_signed(row.public_key, hello.signature, signed):
            return row.with_version(hello.version)
        former = await self._directory.list_former_units(row.id)
        if any(has_signed(key, hello.signature, signed) for key in former):
            log.warning("station.former_unit", station_id=row.id)
            return REVOKED  # another unit has taken its place: it forgets whom it let in
        log.warning("station.signature.wrong", station_id=hello.station_id)
        return UNAUTHORISED

    async def _welcome(self, link: _Link) -> None:
        actor = link.actor
        socket = link.station.socket
        welcome = Welcome(
            server_ms=to_ms(self._clock.now()),
            server_id=self._server_id,
            acknowledged_seq=link.intake.seq,
        )
        await socket.send(encode("welcome", welcome))
        scope = self._policing.authorise("stations.get_config", actor)
        await socket.send(encode("show.config", await self._directory.get_config(scope)))
        call = await self._announcer.get_call_of_station(actor.station_id)
        await socket.send(encode("show.call", call))
        check = await self._checking.screens.find(actor.station_id)
        if check is not None:
            await socket.send(encode("show.check", check))
        log.info("station.connected", station_id=actor.station_id)

    def _take_at_once(self, link: _Link, frame: Frame) -> bool:
        """Hand an answer to whoever asked; False: the frame is none."""
        if frame.re is None:
            return False
        self._liveness.hear(link.actor.station_id)
        link.station.take_answer(frame)
        if frame.kind == "door.release.reply":  # somebody at a door waits for it: the history is next
            asyncio.get_running_loop().call_later(TAKE_RIDDEN_AFTER_S, self._take_ridden, link, frame)
        return True

    def _take_ridden(self, link: _Link, frame: Frame) -> None:
        """Take in the entry that came with an answer."""
        try:
            entry = decode_body(frame, Released).entry
        except FrameError as fault:
            log.warning("station.entry.unfit", station_id=link.actor.station_id, fault=str(fault))
            return
        if entry is not None:
            self._take_in_soon(link, [entry])

    async def _take(self, link: _Link, frame: Frame) -> None:
        """Handle one frame; what takes time goes on beside the next one."""
        if self._take_at_once(link, frame):
            return
        self._liveness.hear(link.actor.station_id)
        match frame.kind:
            case "ping":
                pong = Pong(server_ms=to_ms(self._clock.now()), mark=decode_body(frame, Ping).mark)
                await link.station.socket.send(encode("pong", pong))
            case "journal.entries":
                self._take_in_soon(link, decode_body(frame, JournalEntries).entries)
            case "call.signal":
                await self._pass_signal(link, decode_body(frame, CallSignal))
            case "call.alive":
                await link.station.socket.send(encode("call.alive", decode_body(frame, CallRef)))
            case "call.lost":
                self._tasks.start(self._lose(link, decode_body(frame, CallLegLost)))
            case "health":
                self._note_health(link, decode_body(frame, Health))
            case _:
                self._tasks.start(self._answer(link, frame))

    async def _answer(self, link: _Link, frame: Frame) -> None:
        ask = self._asks.get(frame.kind)
        try:
            reply: Body = Refused(reason="kind-unknown") if ask is None else await ask(link, frame)
        except DomainError as error:
            reply = Refused(reason=error.type, retry_after_ms=error.retry_after_ms)
        except FrameError:
            reply = Refused(reason="bad-request")
        if frame.id is not None:
            await link.station.socket.reply(encode_reply(frame, reply))

    async def _place(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("calls.place", link.actor)
        row = await self._place_call(link.actor, decode_body(frame, CallPlace))
        return CallRef(call_id=row.id)

    async def _list_directory(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("calls.list_directory", link.actor)
        return await self._directory_list(link.actor, decode_body(frame, DirectoryList).building_id)

    async def _hang_up(self, link: _Link, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.cancel", link.actor)
        await self._calls.cancel(scope, decode_body(frame, CallRef).call_id)
        return Nothing()

    async def _say_phrase(self, link: _Link, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.say", link.actor)
        await self._say(scope, link.actor.station_id, decode_body(frame, CallSay))
        return Nothing()

    async def _add_snapshot(self, link: _Link, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.add_snapshot", link.actor)
        await self._calls.add_snapshot(scope, decode_body(frame, CallSnapshot))
        return Nothing()

    async def _pull(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("sync.pull", link.actor)
        return await self._rights.pull(link.actor, decode_body(frame, SyncPull))

    async def _claim(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("sync.claim_use", link.actor)
        return await self._rights.claim_use(link.actor, decode_body(frame, KeyClaim))

    async def _ask_household(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("credentials.ask_household", link.actor)
        await self._rights.ask_household(link.actor, decode_body(frame, HouseholdAsk))
        return Nothing()

    async def _give_store_key(self, link: _Link, _: Frame) -> Body:
        self._policing.authorise("sync.get_store_key", link.actor)
        return await self._rights.get_store_key(link.actor)

    async def _add_picture(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("credentials.add_picture", link.actor)
        await self._rights.add_picture(link.actor, decode_body(frame, KeyPicture))
        return Nothing()

    async def _report_check(self, link: _Link, frame: Frame) -> Body:
        self._policing.authorise("checks.report", link.actor)
        await self._checking.take_report(link.actor, decode_body(frame, CheckReport))
        return Nothing()

    async def _lose(self, link: _Link, body: CallLegLost) -> None:
        scope = self._policing.authorise("calls.lose_visitor", link.actor)
        try:
            await self._calls.lose_visitor(scope, body.call_id)
        except DomainError as error:
            log.debug("call.lost.refused", reason=error.type)

    async def _pass_signal(self, link: _Link, body: CallSignal) -> None:
        scope = self._policing.authorise("calls.signal", link.actor)
        try:
            await self._calls.signal(scope, link.actor.station_id, body)
        except DomainError as error:
            log.debug("call.signal.refused", reason=error.type)

    def _take_in_soon(self, link: _Link, entries: list[JournalEntry]) -> None:
        """Take in entries of a station's journal, in the order in which they came.

        What comes while the disk writes goes in together: a task for each would cost as much as the rest.
        """
        self._arrived.setdefault(link, []).extend(entries)
        if self._taking is None or self._taking.done():
            self._taking = self._tasks.start(self._take_all_in())

    async def _take_all_in(self) -> None:
        while self._arrived:
            arrived, self._arrived = self._arrived, {}
            await self._take_together(arrived)

    async def _take_together(self, batch: dict[_Link, list[JournalEntry]]) -> None:
        for link in batch:
            self._policing.authorise("sync.take_in", link.actor)
        await self._take_in.take_together([(link.intake, entries) for link, entries in batch.items()])
        for link, entries in batch.items():
            link.acknowledge_soon()
            if entries:
                link.station.presence = link.station.presence.with_event(entries[-1].at_ms)

    @operation("sync.tell_health")
    def _note_health(self, link: _Link, health: Health) -> None:
        self._policing.authorise("sync.tell_health", link.actor)
        link.station.health = health
        before = link.station.presence
        link.station.presence = before.with_health(health, at_ms=to_ms(self._clock.now()))
        if not link.station.presence.shows_as(before):  # told again every minute, it is no news
            self._sockets.tell_presence(link.station)
