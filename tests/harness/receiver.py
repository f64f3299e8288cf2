"""A program that is told what happens: a real HTTP server, which answers as a test says."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes = field(repr=False)

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]


@dataclass(slots=True)
class Receiver:
    """Everything that came, and what is answered: `answers` in turn, then 200."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    location: str = ""  # of a redirect
    gate: threading.Event = field(default_factory=threading.Event)  # closed: it answers nothing

    def answer_next(self, status: int, text: str = "") -> None:
        """Answer so once more."""
        self.answers.append((status, text))


@contextlib.contextmanager
def open_receiver(port: int = 0) -> Iterator[Receiver]:
    """Listen on this machine while the block runs."""
    receiver = Receiver()
    receiver.gate.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.gate.wait()
            receiver.received.append(Received(path=self.path, headers=headers, body=body))
            status, text = receiver.answers.pop(0) if receiver.answers else (200, "")
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(status)
                if receiver.location:
                    self.send_header("location", receiver.location)
                self.send_header("content-length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()
