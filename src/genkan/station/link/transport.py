"""The socket under a connection."""

import asyncio
import functools
import ssl
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from genkan import __version__
from genkan.station.link.errors import LinkBroken, LinkDropped, ServerUnreachable, Unauthorised, WrongServer
from genkan.wire.frame import MAX_FRAME_BYTES

OPEN_LIMIT_S = 10.0  # TCP, TLS and the upgrade over a bad mobile link take 3 s
LINK_PATH = "/api/stations/link"
UNAUTHORISED_STATUSES = frozenset({401, 403})


class Transport(Protocol):
    """Text frames in order, both ways."""

    async def receive(self) -> str:
        """Give the next frame. Raises LinkDropped at the end, LinkBroken for what is no text."""

    async def send(self, frame: bytes) -> None:
        """Hand the frame to the kernel. Raises LinkDropped."""

    async def close(self) -> None:
        """Say goodbye and close."""


Connect = AbstractAsyncContextManager[Transport]


class WebSocketTransport:
    """aiohttp's client WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def receive(self) -> str:
        message = await self._socket.receive()
        match message.type:
            case aiohttp.WSMsgType.TEXT:
                return str(message.data)
            case aiohttp.WSMsgType.CLOSE | aiohttp.WSMsgType.CLOSING | aiohttp.WSMsgType.CLOSED:
                raise LinkDropped(f"closed ({self._socket.close_code})")
            case aiohttp.WSMsgType.ERROR:
                raise LinkDropped(f"failed ({type(message.data).__name__})")
            case _:
                raise LinkBroken("a frame that is no text")

    async def send(self, frame: bytes) -> None:
        try:
            await self._socket.send_str(frame.decode())
        except (ConnectionError, aiohttp.ClientError) as error:
            raise LinkDropped("closed while sending") from error

    async def close(self) -> None:
        await self._socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)


def link_url(server_url: str) -> str:
    """Give the address of the stations' socket."""
    parts = urlsplit(server_url)
    scheme = {"http": "ws", "https": "wss"}[parts.scheme]
    return urlunsplit((scheme, parts.netloc, parts.path.rstrip("/") + LINK_PATH, "", ""))


@functools.cache
def tls_context(ca_pem: str | None) -> ssl.SSLContext:
    """Trust the usual authorities, or only the server's own one. Raises ssl.SSLError for no certificate.

    Reading the usual ones takes 40 ms and 600 KB, so it is done once.
    """
    return ssl.create_default_context(cadata=ca_pem)


@asynccontextmanager
async def open_websocket(
    http: aiohttp.ClientSession, server_url: str, *, ca_pem: str | None = None
) -> AsyncIterator[Transport]:
    """Open the stations' socket. Raises ServerUnreachable, WrongServer or Unauthorised."""
    try:
        async with asyncio.timeout(OPEN_LIMIT_S):
            socket = await http.ws_connect(
                link_url(server_url),
                ssl=tls_context(ca_pem) if server_url.startswith("https:") else True,
                autoping=True,
                compress=0,
                max_msg_size=MAX_FRAME_BYTES,
                headers={"User-Agent": f"genkan-station/{__version__}"},
                timeout=aiohttp.ClientWSTimeout(ws_close=1.0),
            )
    except aiohttp.WSServerHandshakeError as error:
        if error.status in UNAUTHORISED_STATUSES:
            raise Unauthorised(f"the server answered {error.status}") from error
        raise ServerUnreachable(f"the server answered {error.status}") from error
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError) as error:
        raise WrongServer("the server's certificate is not trusted") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise ServerUnreachable(_in_words(error)) from error
    try:
        yield WebSocketTransport(socket)
    finally:
        await socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)


def _in_words(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "no answer in time"
        case aiohttp.ClientConnectorDNSError():
            return "its name is not known"
        case aiohttp.ClientConnectorError():
            return error.os_error.strerror or "no connection"
        case _:
            return type(error).__name__
