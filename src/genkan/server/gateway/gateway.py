"""The gateway as the rest of the server sees it: an ASGI application for WebSockets."""

import asyncio

import structlog

from genkan.server.gateway.app_endpoint import AppEndpoint
from genkan.server.gateway.apps import AppSockets
from genkan.server.gateway.direct import find_direct
from genkan.server.gateway.handshake import Scope
from genkan.server.gateway.hints import Hints
from genkan.server.gateway.socket import CLOSE_POLICY, Receive, Send, Socket, SocketClosed
from genkan.server.gateway.station_endpoint import StationEndpoint
from genkan.server.gateway.station_hints import StationHints
from genkan.server.gateway.stations import StationSockets
from genkan.server.platform.clock import Clock
from genkan.server.platform.tasks import Tasks

log = structlog.get_logger()

APP_PATH = "/api/app/link"
STATION_PATH = "/api/stations/link"
# Apps ping every 15 s, stations every 10. With the check and an unheard goodbye it is 41 s (PROMISES N7: 45).
IDLE_LIMIT_S = 35.0
IDLE_CHECK_S = 5.0
END_CHECK_S = 1.0  # PROMISES A3: an ended right bites within a second
RETURN_AFTER_MS = 1_000  # how soon clients of a restarting server may come back


class Gateway:
    """Serves the sockets, and closes those that are dead."""

    def __init__(
        self,
        *,
        apps: AppSockets,
        stations: StationSockets,
        app_endpoint: AppEndpoint,
        station_endpoint: StationEndpoint,
        hints: Hints,
        station_hints: StationHints,
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self.apps = apps
        self.stations = stations
        self._app_endpoint = app_endpoint
        self._station_endpoint = station_endpoint
        self._hints = hints
        self._station_hints = station_hints
        self._tasks = tasks
        self._clock = clock
        self._is_closing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one WebSocket."""
        socket = Socket(receive, send, self._tasks, find_direct(scope))
        path = scope["path"]
        if self._is_closing or path not in {APP_PATH, STATION_PATH}:
            await socket.reject()
            return
        try:
            if path == APP_PATH:
                await self._app_endpoint.serve(scope, socket)
            else:
                await self._station_endpoint.serve(socket)
        except SocketClosed:
            return
        except asyncio.CancelledError:
            if not socket.is_aborted:
                raise

    async def start(self) -> None:
        await self.apps.start()
        await self.stations.start()
        await self._hints.start()
        await self._station_hints.start()

    async def run(self) -> None:
        """Close sockets from which nothing comes any more, and keep nodes in step, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._close_idle_for_ever())
            group.create_task(self._close_ended_for_ever())
            group.create_task(self.stations.run())
            group.create_task(self._station_hints.run())

    async def _close_idle_for_ever(self) -> None:
        while True:
            await asyncio.sleep(IDLE_CHECK_S)
            self.close_idle()

    async def _close_ended_for_ever(self) -> None:
        while True:
            await asyncio.sleep(END_CHECK_S)
            await self.close_ended()

    async def close_ended(self) -> None:
        """Close the links of sessions that have ended by themselves."""
        await self.apps.dismiss(self.apps.ended(self._clock.now()), "expired")

    def close_idle(self) -> None:
        """Close every socket that has been silent for longer than a live one can be."""
        oldest = asyncio.get_running_loop().time() - IDLE_LIMIT_S
        for entry in (*self.apps, *self.stations):
            if entry.socket.heard_at < oldest:
                log.info("socket.silent")
                self._tasks.start(entry.socket.say_goodbye("silent", CLOSE_POLICY))

    async def say_goodbye(self) -> None:
        """Tell every client that the server goes away, and take no more."""
        self._is_closing = True
        await asyncio.gather(
            self.apps.say_goodbye("restarting", retry_after_ms=RETURN_AFTER_MS),
            self.stations.say_goodbye("restarting", retry_after_ms=RETURN_AFTER_MS),
        )

    async def close(self) -> None:
        await self._hints.close()
        await self._station_hints.close()
        await self.stations.close()
        await self.apps.close()
