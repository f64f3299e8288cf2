"""The floor under a thousand stations without disks: each answers what it is sent.

`python -m genkan.bench.floor.stations PORT FIRST COUNT`
"""

import asyncio
import sys

import uvloop

from genkan.bench.processes import READY
from genkan.bench.websocket import WebSocket, connect

AT_ONCE = 50  # handshakes under way


async def answer_for_ever(port: int, first: int, count: int) -> None:
    """Connect the stations and answer."""
    sockets: list[WebSocket] = []
    for start in range(first, first + count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, first + count))
        sockets += await asyncio.gather(
            *(connect(port, f"/station/{number}", WebSocket.send) for number in numbers)
        )
    print(READY, flush=True)
    await asyncio.gather(*(station.closed for station in sockets))


def main() -> None:
    """Read the command line and run until the relay closes."""
    port, first, count = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(answer_for_ever(int(port), int(first), int(count)))


if __name__ == "__main__":
    main()
