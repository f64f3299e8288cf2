"""What the simulated relays did, recorded outside the programs under test."""

import json
import socket
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """A relay was driven once."""

    event_id: str
    relay: int
    release_ms: int
    at_ms: int


def read_pulses(log: Path) -> list[Pulse]:
    """Give the pulses of a log so far; a line that is still being written is left for later."""
    try:
        text = log.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [_parse(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


class PulseRecorder:
    """Takes pulses down over a socket, in a process that no test kills.

    What a station has written before it dies is in the kernel's hands, so a kill hides nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "pulses.socket"
        self._lock = threading.Lock()
        self._pulses: list[Pulse] = []
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self._path))
        self._listener.listen()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        """Give where to write to, as the setting relay.pulse_socket takes it."""
        return f"unix:{self._path}"

    def list(self) -> list[Pulse]:
        """Give every pulse so far, in order."""
        with self._lock:
            return list(self._pulses)

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._take, args=(connection,), daemon=True).start()

    def _take(self, connection: socket.socket) -> None:
        with connection, connection.makefile("r", encoding="utf-8") as lines:
            for line in lines:
                with self._lock:
                    self._pulses.append(_parse(line))


def _parse(line: str) -> Pulse:
    record = json.loads(line)
    return Pulse(
        event_id=record["event_id"],
        relay=record["relay"],
        release_ms=record["release_ms"],
        at_ms=record["at_ms"],
    )
