"""The stations connected now: the adapter behind the port `StationLink`."""

import asyncio
from collections.abc import Callable, Iterator

import structlog

from genkan.server.gateway.presence import Place, PresenceElsewhere
from genkan.server.gateway.socket import CLOSE_GOING_AWAY, CLOSE_POLICY, Socket, SocketClosed
from genkan.server.platform.bus import Bus, BusError, BusTimeout, Message, NoResponder, Subscription
from genkan.server.platform.tasks import Tasks
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationPresence
from genkan.wire.frame import Body, Frame, decode, encode, encode_frame
from genkan.wire.ids import new_id
from genkan.wire.station import Health

log = structlog.get_logger()

RELAYED_ASK_TIMEOUT_S = 5.0  # the asker's own limit is shorter


class StationSocket:
    """One station's open link."""

    __slots__ = (
        "_asked",
        "building_id",
        "health",
        "presence",
        "property_id",
        "public_key",
        "socket",
        "station_id",
    )

    def __init__(
        self,
        socket: Socket,
        *,
        station_id: str,
        building_id: str,
        property_id: str,
        public_key: bytes,
        presence: StationPresence,
    ) -> None:
        self.socket = socket
        self.station_id = station_id
        self.building_id = building_id
        self.property_id = property_id
        self.public_key = public_key  # of the unit that proved to be the station
        self.presence = presence
        self.health = Health()
        self._asked: dict[str, asyncio.Future[Frame]] = {}

    @property
    def place(self) -> Place:
        return Place(station_id=self.station_id, building_id=self.building_id, property_id=self.property_id)

    async def ask(self, frame_id: str, frame: bytes, *, timeout_s: float) -> Frame:
        """Send an ask and wait for its answer. Raises StationSilent when none comes in time."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Frame] = loop.create_future()
        self._asked[frame_id] = answer
        until = loop.time() + timeout_s
        timer = loop.call_at(until, _give_up, answer)
        try:
            if not self.socket.send_at_once(frame):
                async with asyncio.timeout_at(until):
                    await self.socket.send(frame)
            return await answer
        except SocketClosed:
            raise StationOffline from None
        except TimeoutError:
            raise StationSilent from None
        finally:
            timer.cancel()
            self._asked.pop(frame_id, None)

    def take_answer(self, frame: Frame) -> None:
        """Hand a frame with `re` to whoever asked."""
        answer = self._asked.get(frame.re or "")
        if answer is not None and not answer.done():
            answer.set_result(frame)

    def abandon(self) -> None:
        """The link is gone: nobody knows whether what was asked was done."""
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(StationSilent())


def _give_up(answer: asyncio.Future[Frame]) -> None:
    if not answer.done():
        answer.set_exception(TimeoutError())


PresenceListener = Callable[[Place], None]


class StationSockets:
    """Every station's link, wherever its socket ends."""

    def __init__(self, bus: Bus, tasks: Tasks) -> None:
        self._bus = bus
        self._tasks = tasks
        self._elsewhere = PresenceElsewhere(bus, self._list_own, self._notify) if bus.is_shared else None
        self._sockets: dict[str, StationSocket] = {}
        self._ask_prefix = new_id()  # a station hears asks of every node
        self._ask_count = 0
        self._subscriptions: dict[str, Subscription] = {}
        self._listeners: list[PresenceListener] = []

    def on_presence(self, listener: PresenceListener) -> None:
        """Call the listener whenever a station comes, goes or changes."""
        self._listeners.append(listener)

    async def ask(self, station_id: str, kind: str, body: Body, *, timeout_s: float) -> Frame:
        """Ask the station and give its answer; never queued.

        Raises StationOffline when it has no link, StationSilent when no answer comes in time.
        """
        self._ask_count += 1
        frame_id = f"{self._ask_prefix}-{self._ask_count}"
        frame = encode(kind, body, id=frame_id)
        local = self._sockets.get(station_id)
        if local is not None:
            return await local.ask(frame_id, frame, timeout_s=timeout_s)
        try:
            answer = await self._bus.request(_ask_subject(station_id), frame, timeout_s=timeout_s)
        except NoResponder:
            raise StationOffline from None
        except BusTimeout:
            raise StationSilent from None
        except BusError:
            raise StationOffline from None
        return decode(answer)

    async def tell(self, station_id: str, kind: str, body: Body) -> None:
        """Tell the station when it is connected; whoever is not there misses it."""
        frame = encode(kind, body)
        local = self._sockets.get(station_id)
        if local is not None:
            local.socket.post(frame)
        else:
            await self._bus.publish(_tell_subject(station_id), frame)

    def presence(self, station_id: str) -> StationPresence | None:
        """Give how the station is now; None while it has no link."""
        local = self._sockets.get(station_id)
        if local is not None:
            return local.presence
        return None if self._elsewhere is None else self._elsewhere.find(station_id)

    async def add(self, station: StationSocket) -> None:
        """Take a new link in; an older one of the same station is told and closed."""
        older = self._sockets.get(station.station_id)
        self._sockets[station.station_id] = station
        if older is not None:
            older.abandon()
            await older.socket.say_goodbye("replaced", CLOSE_POLICY)
        else:
            for subject, handler in (
                (_ask_subject(station.station_id), self._pass_ask),
                (_tell_subject(station.station_id), self._pass_tell),
            ):
                self._subscriptions[subject] = await self._bus.subscribe(subject, handler)
        self.tell_presence(station)

    async def remove(self, station: StationSocket) -> None:
        """Forget a link that is closed."""
        station.abandon()
        if self._sockets.get(station.station_id) is not station:
            return
        del self._sockets[station.station_id]
        for subject in (_ask_subject(station.station_id), _tell_subject(station.station_id)):
            subscription = self._subscriptions.pop(subject, None)
            if subscription is not None:
                await subscription.close()
        self.tell_presence(station)

    def tell_presence(self, station: StationSocket) -> None:
        """Tell listeners and other nodes that a station has come, gone or changed."""
        self._notify(station.place)
        if self._elsewhere is not None:
            is_here = station.station_id in self._sockets
            self._tasks.start(self._elsewhere.tell(station.place, station.presence if is_here else None))

    async def start(self) -> None:
        """Hear of the stations of other nodes."""
        if self._elsewhere is not None:
            await self._elsewhere.start()

    async def run(self) -> None:
        """Keep the other nodes up to date, until cancelled."""
        if self._elsewhere is not None:
            await self._elsewhere.run()

    async def close(self) -> None:
        if self._elsewhere is not None:
            await self._elsewhere.close()

    async def say_goodbye(self, reason: str, *, retry_after_ms: int) -> None:
        """Tell every station that the server goes away for a while."""
        await asyncio.gather(
            *(
                station.socket.say_goodbye(reason, CLOSE_GOING_AWAY, retry_after_ms=retry_after_ms)
                for station in list(self._sockets.values())
            )
        )

    def __iter__(self) -> Iterator[StationSocket]:
        return iter(list(self._sockets.values()))

    def __len__(self) -> int:
        return len(self._sockets)

    def _notify(self, place: Place) -> None:
        for listener in self._listeners:
            listener(place)

    def _list_own(self) -> list[tuple[Place, StationPresence]]:
        return [(station.place, station.presence) for station in self]

    async def _pass_ask(self, message: Message) -> None:
        station = self._sockets.get(message.subject.rpartition(".")[2])
        if station is None or message.reply is None:
            return
        frame_id = decode(message.data).id
        if frame_id is None:
            return
        try:
            answer = await station.ask(frame_id, message.data, timeout_s=RELAYED_ASK_TIMEOUT_S)
        except (StationOffline, StationSilent):
            return  # the node that asked runs into its own time limit
        await message.reply(encode_frame(answer))

    async def _pass_tell(self, message: Message) -> None:
        station = self._sockets.get(message.subject.rpartition(".")[2])
        if station is not None:
            station.socket.post(message.data)


def _ask_subject(station_id: str) -> str:
    return f"station.ask.{station_id}"


def _tell_subject(station_id: str) -> str:
    return f"station.tell.{station_id}"
