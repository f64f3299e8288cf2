"""More people sign in than passwords can be hashed: they are told so, and the doors go on."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx

from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE
from genkan.wire.frame import decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import Release, Released
from harness.asgi import LIMIT_S, AsgiSocket
from harness.town import Town, open_town
from harness.waiting import until_found

CROWD = 20


async def test_a_full_queue_of_sign_ins_is_told_to_come_back_and_doors_open_meanwhile(tmp_path: Path) -> None:
    narrow = {"GENKAN_SIGN_IN_HASH_THREADS": "1", "GENKAN_SIGN_IN_HASH_QUEUE": "0"}
    busy: list[httpx.Response] = []
    async with (
        open_town(tmp_path, **narrow) as town,
        town.station(EAST_STATION, town.keys[EAST_STATION]) as east,
    ):
        await east.wait_for_kind("show.config")
        answering = asyncio.create_task(open_doors(east))

        async def is_told() -> bool:
            crowd = asyncio.gather(*(sign_in(town, number) for number in range(CROWD)))
            released = await release(town)
            answers = await crowd
            assert released.status_code == 200, released.text
            assert {answer.status_code for answer in answers} <= {401, 503}
            busy.extend(answer for answer in answers if answer.status_code == 503)
            return bool(busy)

        await until_found(is_told, limit_s=LIMIT_S, what="a sign-in that found the queue full")
        answering.cancel()
    problem = busy[0].json()
    assert problem["type"] == "urn:genkan:problem:sign-in-busy"
    assert "混み合って" in problem["detail"]
    assert problem["retry_after_ms"] == 1_000
    assert busy[0].headers["retry-after"] == "1"


async def sign_in(town: Town, number: int) -> httpx.Response:
    async with town.client("nobody", "resident") as client:
        body = {"username": f"20000000{number}", "password": "wrong one", "app": "resident"}
        return await client.post("/api/sign-in", json=body)


async def release(town: Town) -> httpx.Response:
    body = {"key": new_id(), "tapped_ms": int(datetime.now(UTC).timestamp() * 1000)}
    async with town.client("master", "resident") as client:
        return await client.post(f"/api/app/doors/{ENTRANCE}/release", json=body)


async def open_doors(east: AsgiSocket) -> None:
    """Be a station whose relay always works."""
    async for frame in east.asked("door.release"):
        command = decode_body(frame, Release)
        at_ms = int(datetime.now(UTC).timestamp() * 1000)
        east.answer(frame, Released(event_id=command.command_id, at_ms=at_ms))
