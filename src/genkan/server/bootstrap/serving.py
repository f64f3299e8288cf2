"""Running the assembled server on its port, from the first request to the last goodbye."""

import asyncio
import gc
import signal
import ssl
import sys
from typing import cast

import structlog
import uvicorn
from typing_extensions import override
from uvicorn._types import ASGIApplication

from genkan.server.bootstrap.server import Server, build_server, open_ground
from genkan.server.gateway.direct import DirectWebSocket
from genkan.server.platform.exclusive import only_server
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import CannotStart, Settings
from genkan.server.stations.service import StationDirectory
from genkan.wire.frame import MAX_FRAME_BYTES

log = structlog.get_logger()

GC_ALLOCATIONS = 20_000  # a few hundred taps
GC_GENERATIONS = 20
SWITCH_AFTER_S = 0.0001  # a tap waits no longer for a thread that writes; Python's default is ten times that
GOODBYE_LIMIT_S = 2  # then connections are cut; a supervisor waits a few seconds at most


class _Uvicorn(uvicorn.Server):
    """Says goodbye to the sockets before uvicorn closes them, and leaves signals to us."""

    def __init__(self, config: uvicorn.Config, server: Server) -> None:
        super().__init__(config)
        self._server = server

    @override
    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await self._server.say_goodbye()
        await super().shutdown(None)


async def serve_until_stopped(settings: Settings) -> None:
    """Migrate, serve, and stop on SIGTERM or SIGINT. Raises CannotStart."""
    with only_server(settings):
        await _serve(settings)


async def _serve(settings: Settings) -> None:
    secrets = load_secrets(settings.data_dir)
    await migrate(settings)
    _check_certificate(settings)
    async with open_ground(settings, secrets) as ground:
        server = build_server(ground)
        if not settings.bus_url:  # the only process: links that the last one noted are gone with it
            await StationDirectory(ground.database, ground.clock).forget_links()
        web = _Uvicorn(_configure(settings, server), server)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, _stop, web)
        _settle_memory()
        sys.setswitchinterval(SWITCH_AFTER_S)
        async with server.running():
            log.info("server.started", url=settings.public_url, server_id=secrets.server_id)
            try:
                await web.serve()
            except SystemExit as fault:  # uvicorn's way to say that it cannot listen
                raise CannotStart(
                    f"listen.port {settings.listen.port}: the server cannot listen there;"
                    " another program may use the port. Choose another one."
                ) from fault
        log.info("server.stopped")


def _check_certificate(settings: Settings) -> None:
    listen = settings.listen
    if listen.tls_cert is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(listen.tls_cert, listen.tls_key)
    except (ssl.SSLError, OSError) as fault:
        raise CannotStart(
            f"listen.tls_cert: {listen.tls_cert} and {listen.tls_key} are no certificate and its key"
            " in PEM form; give the two files that belong together."
        ) from fault


def _settle_memory() -> None:
    """Let the collector pass over what lives as long as the process, and look for garbage less often.

    Thousands of sockets are long-lived objects and a tap makes no cycles; at Python's defaults the
    collector would walk them again and again under load.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_ALLOCATIONS, GC_GENERATIONS, GC_GENERATIONS)


def _stop(web: uvicorn.Server) -> None:
    web.should_exit = True


def _configure(settings: Settings, server: Server) -> uvicorn.Config:
    listen = settings.listen
    return uvicorn.Config(
        cast("ASGIApplication", server),
        host=listen.host,
        port=listen.port,
        loop="none",
        http="httptools",
        ws=DirectWebSocket,
        ws_max_size=MAX_FRAME_BYTES,
        ws_ping_interval=None,  # our own heartbeats carry the time as well
        ws_per_message_deflate=False,  # frames are small; a compressor costs 60 KB a socket
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        backlog=4096,
        ssl_certfile=listen.tls_cert,
        ssl_keyfile=listen.tls_key,
        timeout_graceful_shutdown=GOODBYE_LIMIT_S,
    )
