"""The floor under one real station program: its event loop, its WebSocket client, one fdatasync, no logic.

`python -m genkan.bench.floor.unit PORT NUMBER FILE`
"""

import asyncio
import os
import sys

import aiohttp

from genkan.bench.processes import READY

RECORD = b"x" * 250  # what a journal entry takes


async def answer_for_ever(port: int, number: int, file: str) -> None:
    """Connect, and answer each frame when the disk has a record of it."""
    disk = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"ws://127.0.0.1:{port}/station/{number}", compress=0) as socket,
    ):
        print(READY, flush=True)
        async for message in socket:
            os.write(disk, RECORD)
            os.fdatasync(disk)
            await socket.send_str(message.data)


def main() -> None:
    """Read the command line and run until the relay closes."""
    port, number, file = sys.argv[1:]
    asyncio.run(answer_for_ever(int(port), int(number), file))


if __name__ == "__main__":
    main()
