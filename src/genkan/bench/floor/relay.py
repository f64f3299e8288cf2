"""The floor under the server: a raw ASGI relay that knows nothing and stores nothing.

`/station/N` and `/phone/N` are sockets; a frame from either begins with the number of the other and
is passed on with the sender's number in its place. `/idle` is a socket that only exists. Over HTTP
it gives the page of the bare call.

`python -m genkan.bench.floor.relay PORT`
"""

import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path

import uvicorn

Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PAGE = Path(__file__).with_name("call.html").read_bytes()

phones: dict[str, Send] = {}
stations: dict[str, Send] = {}


async def relay(scope: Message, receive: Receive, send: Send) -> None:
    """Serve one connection (ASGI)."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE})
    else:
        _, _, rest = str(scope["path"]).partition("/")
        kind, _, number = rest.partition("/")
        await receive()
        await send({"type": "websocket.accept"})
        if kind == "phone":
            await _pass_on(number, phones, stations, receive, send)
        elif kind == "station":
            await _pass_on(number, stations, phones, receive, send)
        else:
            while (await receive())["type"] != "websocket.disconnect":
                pass


async def _pass_on(
    number: str, near: dict[str, Send], far: dict[str, Send], receive: Receive, send: Send
) -> None:
    near[number] = send
    try:
        while (message := await receive())["type"] != "websocket.disconnect":
            other, _, payload = str(message["text"]).partition(" ")
            await far[other]({"type": "websocket.send", "text": f"{number} {payload}"})
    finally:
        del near[number]


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def main() -> None:
    """Serve as `genkan serve` does: the same loop, the same parsers, no compression, one process."""
    uvicorn.run(
        relay,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        backlog=4096,
        access_log=False,
        log_level="error",
    )


if __name__ == "__main__":
    main()
