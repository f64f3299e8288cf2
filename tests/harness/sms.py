"""A gateway that takes texts as JSON and keeps them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


@dataclass
class SmsGateway:
    """What came in, oldest first."""

    url: str
    texts: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def sms_gateway() -> Iterator[SmsGateway]:
    """Run one on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            found.texts.append(json.loads(self.rfile.read(length)))
            self.send_response(202)
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = SmsGateway(url=f"http://127.0.0.1:{server.server_port}/send")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
