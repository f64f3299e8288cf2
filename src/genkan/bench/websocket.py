"""A WebSocket client that costs next to nothing, so that a load weighs the server and not itself.

It speaks what the bench needs of RFC 6455: whole text frames both ways, ping and close. Its mask is
zero: masks protect proxies, and on loopback there is none.
"""

import asyncio
import base64
import contextlib
import os
from collections.abc import Callable, Mapping
from typing import cast

OnText = Callable[["WebSocket", bytes], None]

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL = 0x80
MASKED = 0x80
NO_MASK = bytes(4)
SHORT, MEDIUM = 126, 1 << 16  # below SHORT the length stands in the first byte pair
OPEN_LIMIT_S = 20.0


class HandshakeRefused(Exception):
    """The server did not open the socket; the text is its status line."""


class WebSocket(asyncio.Protocol):
    """One client connection; `on_text` is called with each text frame."""

    __slots__ = ("_buffer", "_on_text", "_opened", "_request", "_transport", "closed")

    def __init__(self, request: bytes, on_text: OnText) -> None:
        loop = asyncio.get_running_loop()
        self._request = request
        self._on_text = on_text
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._opened: asyncio.Future[None] | None = loop.create_future()
        self.closed: asyncio.Future[None] = loop.create_future()

    async def wait_until_open(self) -> None:
        """Wait for the end of the handshake. Raises HandshakeRefused."""
        if self._opened is not None:
            async with asyncio.timeout(OPEN_LIMIT_S):
                await self._opened

    def send(self, text: bytes) -> None:
        """Send one text frame."""
        self._write(TEXT, text)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    # asyncio calls these

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name
        self._transport.write(self._request)
        self._request = b""

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        if self._opened is not None:
            head, end, buffer = buffer.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            self._finish_handshake(head)
        self._buffer = self._take_frames(buffer)

    def connection_lost(self, error: Exception | None) -> None:
        if self._opened is not None and not self._opened.done():
            self._opened.set_exception(HandshakeRefused(str(error or "closed")))
        if not self.closed.done():
            self.closed.set_result(None)

    def _finish_handshake(self, head: bytes) -> None:
        opened, self._opened = self._opened, None
        if opened is None or opened.done():
            return
        status = head.partition(b"\r\n")[0]
        if b" 101 " in status + b" ":
            opened.set_result(None)
        else:
            opened.set_exception(HandshakeRefused(status.decode("latin-1")))

    def _take_frames(self, buffer: bytes) -> bytes:
        """Handle every whole frame and give what is left."""
        start = 0
        while len(buffer) - start >= 2:  # noqa: PLR2004 - the first byte pair
            length, at = buffer[start + 1] & 0x7F, start + 2
            if length >= SHORT:
                width = 2 if length == SHORT else 8
                if len(buffer) < at + width:
                    break
                length, at = int.from_bytes(buffer[at : at + width], "big"), at + width
            if len(buffer) < at + length:
                break
            self._take(buffer[start] & 0x0F, buffer[at : at + length])
            start = at + length
        return buffer[start:]

    def _take(self, kind: int, payload: bytes) -> None:
        if kind == TEXT:
            self._on_text(self, payload)
        elif kind == PING:
            self._write(PONG, payload)
        elif kind == CLOSE:
            self._write(CLOSE, payload[:2])
            self.close()

    def _write(self, kind: int, payload: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        length = len(payload)
        if length < SHORT:
            head = bytes((FINAL | kind, MASKED | length))
        elif length < MEDIUM:
            head = bytes((FINAL | kind, MASKED | SHORT)) + length.to_bytes(2, "big")
        else:
            head = bytes((FINAL | kind, MASKED | SHORT + 1)) + length.to_bytes(8, "big")
        self._transport.write(head + NO_MASK + payload)


async def connect(
    port: int, path: str, on_text: OnText, *, headers: Mapping[str, str] | None = None
) -> WebSocket:
    """Open a socket to 127.0.0.1. Raises HandshakeRefused, or OSError."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: WebSocket(request, on_text), "127.0.0.1", port)
    try:
        await socket.wait_until_open()
    except (HandshakeRefused, TimeoutError):
        socket.close()
        raise
    return socket


async def close_all(sockets: list[WebSocket]) -> None:
    """Close the sockets and wait until they are."""
    for socket in sockets:
        socket.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(OPEN_LIMIT_S):
            await asyncio.gather(*(socket.closed for socket in sockets))
