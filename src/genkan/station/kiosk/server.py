"""The web server of the panel's page."""

import ssl
from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

import structlog
from aiohttp import web

from genkan import __version__
from genkan.station.clock import ServerClock
from genkan.station.controller.state import UnitState
from genkan.station.kiosk import panel_socket
from genkan.station.kiosk.origin import is_own_host, is_own_origin
from genkan.station.kiosk.pages import (
    INDEX,
    KEEP_NEVER,
    SECURITY_HEADERS,
    Pages,
    cache_rule,
    content_type,
    missing_page,
)
from genkan.station.kiosk.panel_socket import Camera, PanelSocket
from genkan.wire.frame import MAX_FRAME_BYTES, Bye

log = structlog.get_logger(__name__)

PANEL_PATH = "/panel"
COME_BACK_MS = 1_000
CLOSE_LIMIT_S = 2.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Unit(panel_socket.Unit, Protocol):
    """What the panel drives, and how it is."""

    @property
    def state(self) -> UnitState: ...


class Kiosk:
    """Serves the page, its socket and `/healthz`."""

    def __init__(
        self,
        *,
        unit: Unit,
        camera: Camera,
        clock: ServerClock,
        pages: Pages,
        allowed_hosts: Collection[str] = (),
    ) -> None:
        self._unit = unit
        self._camera = camera
        self._clock = clock
        self._pages = pages
        self._allowed_hosts = allowed_hosts
        self._panels: set[PanelSocket] = set()
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int, *, tls: ssl.SSLContext | None = None) -> int:
        """Listen, and give the port (another one when it was 0). Raises OSError."""
        app = web.Application(middlewares=[self._guard], client_max_size=0)
        app.router.add_get("/healthz", self._tell_health)
        app.router.add_get(PANEL_PATH, self._open_panel)
        app.router.add_get("/{path:.*}", self._serve_page)
        app.on_shutdown.append(self._say_goodbye)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_LIMIT_S)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, ssl_context=tls)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Say goodbye to the panel and listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse pages of others; send every answer with the headers that keep them out."""
        if not is_own_host(request.headers.get("Host", ""), self._allowed_hosts):
            log.warning("station.kiosk.foreign_host")
            return _with_security(web.Response(status=421, text="This name is not allowed here.\n"))
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            _with_security(refusal)
            raise
        return response if response.prepared else _with_security(response)

    async def _tell_health(self, _: web.Request) -> web.Response:
        state = self._unit.state
        return web.json_response(
            {
                "status": "ok",
                "version": __version__,
                "state": state.value,
                "enrolled": state is not UnitState.UNENROLLED,
                "online": state not in {UnitState.UNENROLLED, UnitState.REVOKED, UnitState.OFFLINE},
            },
            headers={"Cache-Control": KEEP_NEVER},
        )

    async def _open_panel(self, request: web.Request) -> web.StreamResponse:
        if not is_own_origin(request.headers.get("Origin"), request.headers.get("Host", "")):
            log.warning("station.kiosk.foreign_origin")
            return web.Response(status=403, text="Only this station's own page may drive it.\n")
        socket = web.WebSocketResponse(
            timeout=CLOSE_LIMIT_S, compress=False, max_msg_size=MAX_FRAME_BYTES, heartbeat=None
        )
        if not socket.can_prepare(request).ok:
            return web.Response(status=426, text="This is the socket of the station's page.\n")
        await socket.prepare(request)
        panel = PanelSocket(socket, unit=self._unit, camera=self._camera, clock=self._clock)
        self._panels.add(panel)
        try:
            await panel.run()
        finally:
            self._panels.discard(panel)
        return socket

    async def _serve_page(self, request: web.Request) -> web.StreamResponse:
        path = self._pages.find(request.path)
        if path is not None:
            headers = {"Cache-Control": cache_rule(request.path), "Content-Type": content_type(path)}
            return web.FileResponse(path, headers=headers)
        if request.path == INDEX:
            return web.Response(
                status=503,
                text=missing_page(),
                content_type="text/html",
                headers={"Cache-Control": KEEP_NEVER, "Retry-After": "10"},
            )
        return web.Response(
            status=404, text="There is nothing here.\n", headers={"Cache-Control": KEEP_NEVER}
        )

    async def _say_goodbye(self, _: web.Application) -> None:
        for panel in self._panels:
            panel.leave(Bye(reason="restarting", retry_after_ms=COME_BACK_MS))


def _with_security(response: web.StreamResponse) -> web.StreamResponse:
    response.headers.update(SECURITY_HEADERS)
    return response
