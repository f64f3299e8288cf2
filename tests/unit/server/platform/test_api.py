"""The API's description of itself."""

import asyncio
import threading
from typing import Any  # noqa: TID251 - an OpenAPI document is JSON

import httpx
from typing_extensions import override

from genkan.server.platform.api import Api


class Watched(Api):
    """Remembers which thread wrote the document."""

    def __init__(self) -> None:
        super().__init__(title="Genkan", version="1")
        self.writers: list[threading.Thread] = []

    @override
    def openapi(self) -> dict[str, Any]:
        self.writers.append(threading.current_thread())
        return super().openapi()


async def test_the_document_is_written_once_and_beside_the_event_loop() -> None:
    api = Watched()
    transport = httpx.ASGITransport(api)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answers = await asyncio.gather(*(client.get("/api/openapi.json") for _ in range(3)))
    assert {answer.json()["info"]["title"] for answer in answers} == {"Genkan"}
    (writer,) = api.writers
    assert writer is not threading.current_thread()
