"""Stations follow at once what another part of the server has written."""

import asyncio
from collections.abc import Collection

import structlog

from genkan.server.calls.service import Calls
from genkan.server.gateway.socket import CLOSE_POLICY
from genkan.server.gateway.stations import StationSocket, StationSockets
from genkan.server.platform.bus import Bus, Message, Subscription
from genkan.server.stations.service import StationDirectory
from genkan.wire.frame import encode
from genkan.wire.rights import SyncHurry

log = structlog.get_logger()

LOOK_EVERY_S = 2.0  # PROMISES A3: an ended right bites at a station within five seconds

PROPERTY_HINTS = "hint.property.>"  # what stations of a property decide by has changed
STATION_HINTS = "hint.station.>"  # the station itself has changed: another unit, or none any more


class StationHints:
    """Listens to the bus for the stations whose links end here. A hint only hurries."""

    def __init__(
        self, *, bus: Bus, stations: StationSockets, directory: StationDirectory, calls: Calls
    ) -> None:
        self._bus = bus
        self._calls = calls
        self._stations = stations
        self._directory = directory
        self._subscriptions: list[Subscription] = []

    async def start(self) -> None:
        self._subscriptions = [
            await self._bus.subscribe(PROPERTY_HINTS, self._hurry),
            await self._bus.subscribe(STATION_HINTS, self._recheck),
        ]

    async def run(self) -> None:
        """Look now and then whether a property has changed: a hint may be lost, or never have been given."""
        known: dict[str, int] = {}
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            numbers = await self._directory.list_change_numbers(
                {station.property_id for station in self._stations}
            )
            changed = [
                station
                for station in self._stations
                if known.get(station.property_id, numbers.get(station.property_id, 0))
                != numbers.get(station.property_id, 0)
            ]
            for station in changed:
                station.socket.post(
                    encode("sync.hurry", SyncHurry(number=numbers.get(station.property_id, 0)))
                )
            await self._dismiss_former(changed)
            known = numbers

    async def close(self) -> None:
        for subscription in self._subscriptions:
            await subscription.close()

    async def _hurry(self, message: Message) -> None:
        property_id = message.subject.rpartition(".")[2]
        frame = encode("sync.hurry", SyncHurry())
        for station in self._stations:
            if station.property_id == property_id:
                station.socket.post(frame)

    async def _recheck(self, message: Message) -> None:
        station_id = message.subject.rpartition(".")[2]
        await self._dismiss_former([each for each in self._stations if each.station_id == station_id])

    async def _dismiss_former(self, stations: Collection[StationSocket]) -> None:
        """Part with units that are no station any more: it was removed or stolen, or another unit is it."""
        if not stations:
            return
        keys = await self._directory.list_unit_keys([station.station_id for station in stations])
        for station in stations:
            if keys.get(station.station_id) != station.public_key:
                log.warning("station.dismissed", station_id=station.station_id)
                await station.socket.say_goodbye("ended", CLOSE_POLICY)
                await self._calls.lose_station(station.station_id)
