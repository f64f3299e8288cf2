"""The two ends at a Mosquitto broker; runs in the peer's own environment, so it imports nothing of ours.

`mqtt_script.py door PORT` answers; `mqtt_script.py phone PORT` reads lines `COUNT PAUSE`, measures so
many round trips with a pause after each, and prints their seconds as JSON.
"""

import asyncio
import json
import socket
import sys
import time

import aiomqtt  # type: ignore[import-not-found]  # the peer's, not ours

NO_DELAY = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]  # as every other side here
COMMAND = b"x" * 220
WARM_UP = 30


async def be_a_door(port: int) -> None:
    """Answer every command."""
    async with aiomqtt.Client("127.0.0.1", port, socket_options=NO_DELAY) as client:
        await client.subscribe("door/1/command", qos=0)
        print("ready", flush=True)
        async for message in client.messages:
            await client.publish("door/1/done", message.payload, qos=0)


async def be_a_phone(port: int) -> None:
    """Measure as often as told."""
    async with aiomqtt.Client("127.0.0.1", port, socket_options=NO_DELAY) as client:
        await client.subscribe("door/1/done", qos=0)
        answers = client.messages.__aiter__()

        async def ask(pause_s: float) -> float:
            asked = time.perf_counter()
            await client.publish("door/1/command", COMMAND, qos=0)
            await answers.__anext__()
            seconds = time.perf_counter() - asked
            await asyncio.sleep(pause_s)
            return seconds

        for _ in range(WARM_UP):
            await ask(0.0)
        print("ready", flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            count, pause_s = line.split()
            print(json.dumps([await ask(float(pause_s)) for _ in range(int(count))]), flush=True)


if __name__ == "__main__":
    asyncio.run({"door": be_a_door, "phone": be_a_phone}[sys.argv[1]](int(sys.argv[2])))
