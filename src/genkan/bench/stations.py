"""A thousand door stations in one process: on the wire like real ones, their journals in memory.

They cost the machine as little as they can, for what is weighed is the server. Each answers a release
at once, and its journal's entry rides on the answer as the real one's does.

`python -m genkan.bench.stations PORT FOLDER`
"""

import asyncio
import sys
import time
from pathlib import Path

import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan import __version__
from genkan.bench.processes import READY
from genkan.bench.town import SeededStation, Town, read_town
from genkan.bench.websocket import WebSocket, connect
from genkan.wire.frame import Body, Frame, Ping, decode, decode_body, encode, encode_reply
from genkan.wire.station import (
    Challenge,
    Health,
    Hello,
    JournalEntry,
    Release,
    Released,
    Welcome,
    chain_digest,
    signed_bytes,
)

AT_ONCE = 20  # handshakes under way
PING_EVERY_S = 10.0  # the real station's pace while nobody calls


class BenchStation:
    """One station's side of the link."""

    __slots__ = (
        "_digest",
        "_key",
        "_seq",
        "_socket",
        "is_open",
        "row",
    )

    def __init__(self, row: SeededStation) -> None:
        self.row = row
        self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(row.private_key))
        self._socket: WebSocket | None = None
        self._seq = 0
        self._digest = bytes(32)
        self.is_open: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, port: int) -> WebSocket:
        """Connect and wait for the welcome."""
        socket = await connect(port, "/api/stations/link", self._take)
        await self.is_open
        return socket

    def ping(self) -> None:
        self._tell("ping", Ping(mark=1))

    def _take(self, socket: WebSocket, text: bytes) -> None:
        self._socket = socket  # the challenge may come with the end of the handshake
        frame = decode(text)
        match frame.kind:
            case "door.release":
                self._release(frame, decode_body(frame, Release))
            case "challenge":
                self._prove(decode_body(frame, Challenge).nonce)
            case "welcome":
                self._seq = decode_body(frame, Welcome).acknowledged_seq
                self._tell("health", Health(clock_uncertainty_ms=5))
                self.is_open.set_result(None)
            case _:
                pass  # configuration, calls and acknowledgements concern nobody here

    def _prove(self, nonce: str) -> None:
        station_id = self.row.station_id
        signature = self._key.sign(signed_bytes(nonce=nonce, station_id=station_id))
        hello = Hello(station_id=station_id, signature=signature, version=__version__, next_seq=self._seq + 1)
        self._tell("hello", hello)

    def _release(self, ask: Frame, command: Release) -> None:
        at_ms = time.time_ns() // 1_000_000
        assert self._socket is not None  # noqa: S101 - a frame came over it
        self._seq += 1
        self._digest = chain_digest(
            previous=self._digest,
            seq=self._seq,
            event_id=command.command_id,
            at_ms=at_ms,
            door_id=command.door_id,
            actor_id=command.actor_id,
            via=command.via,
        )
        entry = JournalEntry(
            seq=self._seq,
            event_id=command.command_id,
            kind="release",
            at_ms=at_ms,
            outcome="opened",
            door_id=command.door_id,
            actor_id=command.actor_id,
            via=command.via,
            digest=self._digest,
            household_id=command.household_id,
            call_id=command.call_id,
            clock_uncertainty_ms=5,
        )
        answer = Released(event_id=command.command_id, at_ms=at_ms, entry=entry)
        self._socket.send(encode_reply(ask, answer))

    def _tell(self, kind: str, body: Body) -> None:
        if self._socket is not None:
            self._socket.send(encode(kind, body))


async def stand_for_ever(port: int, town: Town) -> None:
    """Connect the stations, and answer until the server closes."""
    stations = [BenchStation(row) for row in town.stations if row.private_key]
    sockets: list[WebSocket] = []
    for start in range(0, len(stations), AT_ONCE):
        sockets += await asyncio.gather(
            *(station.open(port) for station in stations[start : start + AT_ONCE])
        )
    print(READY, flush=True)
    beating = asyncio.create_task(_beat(stations))
    await asyncio.gather(*(socket.closed for socket in sockets))
    beating.cancel()


async def _beat(stations: list[BenchStation]) -> None:
    """Ping for each station every ten seconds, spread evenly as a town's are."""
    while True:
        for station in stations:
            station.ping()
            await asyncio.sleep(PING_EVERY_S / len(stations))


def main() -> None:
    """Read the command line and run until the server closes."""
    port, folder = sys.argv[1:]
    town = read_town(Path(folder))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(stand_for_ever(int(port), town))


if __name__ == "__main__":
    main()
