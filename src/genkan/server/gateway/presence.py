"""Which stations are connected to the other nodes of the installation.

Each node says what happens to its own stations, says it all again every few seconds, and forgets
what another node has not repeated: a node that dies needs no goodbye.
"""

import asyncio
import time
from collections.abc import Callable, Iterable

import msgspec
import structlog

from genkan.server.platform.bus import Bus, BusError, Message, Subscription
from genkan.server.stations.link import StationPresence
from genkan.wire.ids import new_id

log = structlog.get_logger()

NEWS = "presence.news"
QUESTION = "presence.question"  # a node that has just started asks the others to repeat theirs
REPEAT_S = 10.0
FORGET_S = 25.0  # two repeats missed


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A station and where it stands."""

    station_id: str
    building_id: str
    property_id: str


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What a node says of one of its stations; no presence: its link has closed."""

    node: str
    place: Place
    presence: StationPresence | None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(News).decode

ListOwn = Callable[[], Iterable[tuple[Place, StationPresence]]]
Listener = Callable[[Place], None]


class PresenceElsewhere:
    """Hears of the stations of other nodes, and tells them of ours."""

    def __init__(
        self,
        bus: Bus,
        list_own: ListOwn,
        listener: Listener,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bus = bus
        self._list_own = list_own
        self._listener = listener
        self._monotonic = monotonic
        self._node = new_id()
        self._known: dict[str, tuple[News, float]] = {}
        self._subscriptions: list[Subscription] = []

    async def start(self) -> None:
        """Listen, and ask the others what they have."""
        self._subscriptions.append(await self._bus.subscribe(NEWS, self._hear))
        self._subscriptions.append(await self._bus.subscribe(QUESTION, self._answer))
        await self._bus.publish(QUESTION, self._node.encode())

    async def close(self) -> None:
        for subscription in self._subscriptions:
            await subscription.close()

    def find(self, station_id: str) -> StationPresence | None:
        """Give how a station of another node is; None when no node has it."""
        known = self._known.get(station_id)
        return None if known is None else known[0].presence

    async def tell(self, place: Place, presence: StationPresence | None) -> None:
        """Tell the other nodes how one of our stations is now."""
        news = News(node=self._node, place=place, presence=presence)
        try:
            await self._bus.publish(NEWS, _encode(news))
        except BusError:  # said again in a few seconds
            log.debug("presence.not_told", station_id=place.station_id)

    async def run(self) -> None:
        """Repeat ours and forget what others do not repeat, until cancelled."""
        while True:
            await asyncio.sleep(REPEAT_S)
            await self._tell_all()
            self.forget()

    def forget(self) -> None:
        """Forget the stations of nodes that have fallen silent."""
        oldest = self._monotonic() - FORGET_S
        for station_id, (news, heard_at) in list(self._known.items()):
            if heard_at < oldest:
                del self._known[station_id]
                self._listener(news.place)

    async def _hear(self, message: Message) -> None:
        news = _decode(message.data)
        if news.node == self._node:
            return
        station_id = news.place.station_id
        known = self._known.get(station_id)
        if news.presence is not None:
            self._known[station_id] = (news, self._monotonic())
        elif known is not None and known[0].node == news.node:
            del self._known[station_id]
        if (known[0].presence if known else None) != news.presence:
            self._listener(news.place)

    async def _answer(self, message: Message) -> None:
        if message.data != self._node.encode():
            await self._tell_all()

    async def _tell_all(self) -> None:
        for place, presence in self._list_own():
            await self.tell(place, presence)
