"""Relays without hardware. Every pulse is recorded at the instant it is driven, outside this process."""

import os
import socket
import time

import msgspec

from genkan.station.hardware.relay import RELEASE_LIMIT_MS, FallBacks, RelayFailed
from genkan.station.settings import RELAY_LIMIT, SimulatedRelays, parse_address


class PulseRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the record."""

    at_ms: int
    relay: int
    release_ms: int
    event_id: str


class SimulatedRelayBoard:
    """Writes each pulse with one `write` to a file or socket, so that no kill of this process can hide it."""

    def __init__(self, settings: SimulatedRelays) -> None:
        self._settings = settings
        self._records: list[int] = []
        self._socket: socket.socket | None = None
        self._fall_backs = FallBacks(drop=self._fall_back)
        self.driven: set[int] = set()

    async def start(self) -> None:
        if self._settings.pulse_log is not None:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
            self._records.append(os.open(self._settings.pulse_log, flags, 0o644))
        if self._settings.pulse_socket is not None:
            self._socket = _connect(self._settings.pulse_socket)
            self._records.append(self._socket.fileno())

    async def pulse(self, relay: int, *, release_ms: int, event_id: str) -> None:
        if not 1 <= relay <= RELAY_LIMIT:
            raise RelayFailed(f"there is no relay {relay}")
        held_ms = min(release_ms, RELEASE_LIMIT_MS)
        if self._records:
            at_ms = time.time_ns() // 1_000_000
            record = PulseRecord(at_ms=at_ms, relay=relay, release_ms=held_ms, event_id=event_id)
            line = msgspec.json.encode(record) + b"\n"
            try:
                for descriptor in self._records:
                    os.write(descriptor, line)
            except OSError as error:
                raise RelayFailed(f"the pulse cannot be recorded: {error}") from error
        self.driven.add(relay)
        self._fall_backs.drive(relay, held_ms)

    async def close(self) -> None:
        self._fall_backs.clear()
        self.driven.clear()
        if self._socket is not None:
            self._records.remove(self._socket.fileno())
            self._socket.close()
            self._socket = None
        while self._records:
            os.close(self._records.pop())

    def _fall_back(self, relay: int) -> None:
        self.driven.discard(relay)


def _connect(address: str) -> socket.socket:
    """Connect to `unix:/path` or `tcp:host:port`. Raises OSError or ValueError."""
    scheme, _, place = address.partition(":")
    if scheme == "unix":
        recorder = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        recorder.connect(place)
        return recorder
    if scheme == "tcp":
        return socket.create_connection(parse_address(place), timeout=None)
    raise ValueError(f"pulse_socket: {address!r} is neither unix:/path nor tcp:host:port")
