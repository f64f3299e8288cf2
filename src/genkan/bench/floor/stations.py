"""The floor under the station: it answers what it is sent, after one fdatasync where it has a file.

`python -m genkan.bench.floor.stations PORT FIRST COUNT [FILE]`
"""

import asyncio
import os
import sys

import uvloop

from genkan.bench.processes import READY
from genkan.bench.websocket import WebSocket, connect

AT_ONCE = 50  # handshakes under way
RECORD = b"x" * 250  # what a journal entry takes


async def answer_for_ever(port: int, first: int, count: int, file: str | None) -> None:
    """Connect the stations and answer."""
    disk = None if file is None else os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def answer(station: WebSocket, text: bytes) -> None:
        if disk is not None:
            os.write(disk, RECORD)
            os.fdatasync(disk)
        station.send(text)

    sockets: list[WebSocket] = []
    for start in range(first, first + count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, first + count))
        sockets += await asyncio.gather(*(connect(port, f"/station/{number}", answer) for number in numbers))
    print(READY, flush=True)
    await asyncio.gather(*(station.closed for station in sockets))


def main() -> None:
    """Read the command line and run until the relay closes."""
    port, first, count, *rest = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(answer_for_ever(int(port), int(first), int(count), rest[0] if rest else None))


if __name__ == "__main__":
    main()
