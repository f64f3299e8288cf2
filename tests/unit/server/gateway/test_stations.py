"""A station is asked wherever its socket ends, and never left in doubt."""

import asyncio

import pytest

from genkan.server.gateway.presence import FORGET_S, Place, PresenceElsewhere
from genkan.server.gateway.socket import AsgiMessage, Socket
from genkan.server.gateway.stations import StationSocket, StationSockets
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.tasks import Tasks
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationPresence
from genkan.wire.call import CallRef
from genkan.wire.frame import Frame, Nothing, decode, encode_reply


class Unit:
    """A station's end of a link: answers what it is asked, unless it is told to be silent."""

    def __init__(self) -> None:
        self.is_silent = False
        self.got: list[Frame] = []
        self.is_closed = False
        socket = Socket(self._receive, self._send, Tasks())
        socket.is_open = True
        self.link = StationSocket(
            socket,
            station_id="door",
            building_id="east",
            property_id="sakura",
            public_key=bytes(32),
            presence=StationPresence(since_ms=0),
        )

    async def _receive(self) -> AsgiMessage:
        never: asyncio.Future[AsgiMessage] = asyncio.get_running_loop().create_future()
        return await never

    async def _send(self, message: AsgiMessage) -> None:
        if message["type"] == "websocket.close":
            self.is_closed = True
            return
        frame = decode(message["text"])
        self.got.append(frame)
        if frame.id is not None and not self.is_silent:
            self.link.take_answer(decode(encode_reply(frame, Nothing())))


async def ask(sockets: StationSockets) -> Frame:
    return await sockets.ask("door", "door.release", CallRef(call_id="c"), timeout_s=0.05)


@pytest.fixture
def bus() -> InProcessBus:
    return InProcessBus()


async def test_a_station_answers_from_its_own_node_and_from_another(bus: InProcessBus) -> None:
    here, there, unit = StationSockets(bus, Tasks()), StationSockets(bus, Tasks()), Unit()
    await here.add(unit.link)
    assert (await ask(here)).kind == "door.release.reply"
    assert (await ask(there)).kind == "door.release.reply"
    assert len(unit.got) == 2


async def test_a_station_that_is_nowhere_is_offline_at_once(bus: InProcessBus) -> None:
    sockets, unit = StationSockets(bus, Tasks()), Unit()
    with pytest.raises(StationOffline):
        await ask(sockets)
    await sockets.add(unit.link)
    await sockets.remove(unit.link)
    with pytest.raises(StationOffline):
        await ask(sockets)


async def test_a_silent_station_is_given_up_in_time(bus: InProcessBus) -> None:
    here, there, unit = StationSockets(bus, Tasks()), StationSockets(bus, Tasks()), Unit()
    unit.is_silent = True
    await here.add(unit.link)
    for node in (here, there):
        with pytest.raises(StationSilent):
            await ask(node)


async def test_a_link_that_breaks_leaves_nobody_waiting(bus: InProcessBus) -> None:
    sockets, unit = StationSockets(bus, Tasks()), Unit()
    unit.is_silent = True
    await sockets.add(unit.link)
    asking = asyncio.create_task(sockets.ask("door", "x", Nothing(), timeout_s=60))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await sockets.remove(unit.link)
    with pytest.raises(StationSilent):
        await asking


async def test_a_newer_link_replaces_the_older_which_is_told(bus: InProcessBus) -> None:
    sockets, old, new = StationSockets(bus, Tasks()), Unit(), Unit()
    await sockets.add(old.link)
    await sockets.add(new.link)
    assert [frame.kind for frame in old.got] == ["bye"]
    assert old.is_closed
    await sockets.remove(old.link)
    assert (await ask(sockets)).kind == "door.release.reply"
    assert len(new.got) == 1


async def test_presence_is_told_when_a_station_comes_and_goes(bus: InProcessBus) -> None:
    sockets, unit = StationSockets(bus, Tasks()), Unit()
    seen: list[bool] = []
    sockets.on_presence(lambda station: seen.append(sockets.presence(station.station_id) is not None))
    await sockets.add(unit.link)
    await sockets.remove(unit.link)
    assert seen == [True, False]


class Node:
    """A node that hears of the stations of others, with a clock moved by hand."""

    def __init__(self, bus: InProcessBus) -> None:
        self.now_s = 0.0
        self.own: list[tuple[Place, StationPresence]] = []
        self.changes: list[str] = []
        self.presence = PresenceElsewhere(
            bus, lambda: self.own, lambda place: self.changes.append(place.station_id), lambda: self.now_s
        )


DOOR = Place(station_id="door", building_id="east", property_id="sakura")
HERE = StationPresence(since_ms=1, version="1.0")


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_station_of_another_node_is_known_here(bus: InProcessBus) -> None:
    here, there = Node(bus), Node(bus)
    await here.presence.start()
    await there.presence.start()
    await there.presence.tell(DOOR, HERE)
    await settle()
    assert here.presence.find("door") == HERE
    assert there.presence.find("door") is None, "its own are not elsewhere"
    await there.presence.tell(DOOR, None)
    await settle()
    assert here.presence.find("door") is None
    assert here.changes == ["door", "door"]


async def test_a_node_that_starts_asks_for_what_the_others_have(bus: InProcessBus) -> None:
    old, new = Node(bus), Node(bus)
    old.own = [(DOOR, HERE)]
    await old.presence.start()
    await new.presence.start()
    await settle()
    assert new.presence.find("door") == HERE


async def test_the_stations_of_a_node_that_died_are_forgotten(bus: InProcessBus) -> None:
    here, there = Node(bus), Node(bus)
    await here.presence.start()
    await there.presence.tell(DOOR, HERE)
    await settle()
    here.now_s = FORGET_S - 1
    here.presence.forget()
    assert here.presence.find("door") == HERE
    here.now_s = FORGET_S + 1
    here.presence.forget()
    assert here.presence.find("door") is None
    assert here.changes == ["door", "door"]
