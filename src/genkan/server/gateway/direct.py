"""uvicorn's WebSocket with a way past its queue, for frames that nobody has to wait for.

Through the queue a frame costs two turns of the event loop, a stop and a start of reading, and the walk
back through every coroutine between the ASGI server and the endpoint: a third of what a tap costs the
server. A frame on the shortcut is handled where it is read; ADR 0019 has the figures.
"""

from collections.abc import Callable
from typing import Protocol, cast

from typing_extensions import override
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.http11 import Request

from genkan.server.gateway.handshake import Scope

EXTENSION = "genkan.direct"  # in the ASGI scope's extensions

Shortcut = Callable[[bytes], bool]


class Direct(Protocol):
    """What a socket may do without waiting, where the ASGI server can."""

    shortcut: Shortcut | None
    """Asked for each text that comes while none before it is waiting; True: it is dealt with."""

    def write(self, text: bytes) -> bool:
        """Send the text at once; False: it cannot be sent now, and nothing was."""


def find_direct(scope: Scope) -> Direct | None:
    """Give the connection's direct way; None under another ASGI server."""
    return cast("Direct | None", scope.get("extensions", {}).get(EXTENSION))


class DirectWebSocket(WebSocketsSansIOProtocol):
    """Serves ASGI as uvicorn does, and is a Direct."""

    shortcut: Shortcut | None = None

    @override
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if (scope := getattr(self, "scope", None)) is not None:
            scope["extensions"][EXTENSION] = self

    @override
    def send_receive_event_to_app(self) -> None:
        if (
            self.shortcut is not None
            and len(self.frames) == 1
            and self.curr_msg_data_type == "text"
            and self.queue.empty()
            and not self.close_sent
            and self.shortcut(self.frames[0])
        ):
            self.frames = []
            return
        super().send_receive_event_to_app()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.shortcut = None
        super().connection_lost(exc)

    def write(self, text: bytes) -> bool:
        if not self.handshake_complete or self.close_sent or self.disconnected or not self.writable.is_set():
            return False
        try:
            self.conn.send_text(text)
        except InvalidState:  # the other side has begun to close
            return False
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True
