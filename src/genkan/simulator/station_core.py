"""A door station without hardware and disk: the real link, controller and release path, by the hundred."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.station.clock import ServerClock
from genkan.station.controller.controller import StationController
from genkan.station.hardware.relay import Relays
from genkan.station.hardware.simulated import SimulatedRelayBoard
from genkan.station.link.connection import Connection
from genkan.station.link.heartbeat import CALL_PACE, IDLE_PACE, Pace
from genkan.station.link.reconnect import Reconnect
from genkan.station.link.transport import open_websocket
from genkan.station.settings import SimulatedRelays
from genkan.station.store.identity import Identity
from genkan.station.store.journal import Journal
from genkan.station.store.memory_journal import MemoryJournal


class StationCore:
    """One enrolled station, as the server knows it; its journal ends with the process."""

    def __init__(
        self,
        identity: Identity,
        key: Ed25519PrivateKey,
        *,
        relays: Relays | None = None,
        journal: Journal | None = None,
        idle_pace: Pace = IDLE_PACE,
        call_pace: Pace = CALL_PACE,
    ) -> None:
        self.identity = identity
        self.relays = relays or SimulatedRelayBoard(SimulatedRelays())
        self.journal = journal or MemoryJournal()
        self.clock = ServerClock()
        self.controller = StationController(
            journal=self.journal,
            relays=self.relays,
            clock=self.clock,
            keep_config=lambda _: None,
        )
        self._key = key
        self._paces = (idle_pace, call_pace)

    async def live_once(self, http: aiohttp.ClientSession, opened: Callable[[], None]) -> None:
        """Live one life of the link, which ends with a LinkError."""
        identity = self.identity
        idle_pace, call_pace = self._paces
        async with open_websocket(http, identity.server_url, ca_pem=identity.ca_pem) as transport:
            connection = Connection(
                transport=transport,
                identity=identity,
                key=self._key,
                unit=self.controller,
                clock=self.clock,
                opened=opened,
                idle_pace=idle_pace,
                call_pace=call_pace,
            )
            await connection.run()

    @asynccontextmanager
    async def linked(self, http: aiohttp.ClientSession) -> AsyncIterator[None]:
        """Be linked to the server meanwhile, again and again; begins with the first open link."""
        opened = asyncio.Event()

        async def connect(tell_opened: Callable[[], None]) -> None:
            def note() -> None:
                tell_opened()
                opened.set()

            await self.live_once(http, note)

        keeping = asyncio.create_task(Reconnect(connect).run())
        try:
            await opened.wait()
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await self.controller.close()
            await self.relays.close()
