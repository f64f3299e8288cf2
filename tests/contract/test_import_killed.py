"""The server is killed while a file is imported: all of it is there afterwards, or nothing."""

import asyncio
import base64
import contextlib
import sqlite3
from pathlib import Path

import httpx

from harness.house import House, make_house
from harness.phone import sign_in

LINES = 1_500
KILLED_AFTER_S = (0.05, 0.2, 0.4, 0.8)  # the last ones after its end, where the machine is quick
ANSWER_LIMIT_S = 60.0


async def test_an_import_cut_off_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    try:
        house.start_server()
        desk = sign_in(house.url, house.find_account("manager"), app="portal")
        (building_name,), (property_id,) = read(
            house, "SELECT name, property_id FROM building LIMIT 1", columns=2
        )
        untouched = count(house)
        outcomes: list[bool] = []
        for number, pause_s in enumerate(KILLED_AFTER_S):
            before = count(house)
            async with httpx.AsyncClient(
                base_url=house.url, timeout=ANSWER_LIMIT_S, headers=desk.headers
            ) as portal:
                importing = asyncio.create_task(
                    portal.post(
                        f"/api/portal/properties/{property_id}/import", json=file_of(building_name, number)
                    )
                )
                await asyncio.sleep(pause_s)
                await asyncio.to_thread(house.server.kill)
                answered = isinstance(
                    (await asyncio.gather(importing, return_exceptions=True))[0], httpx.Response
                )
            house.server.start()
            await asyncio.to_thread(house.wait_for_server)
            after = count(house)
            whole = (before[0] + LINES, before[1] + LINES)
            assert after in {before, whole}
            assert after == whole or not answered  # what was said to be done is done
            outcomes.append(after == whole)
        print(f"whole after {KILLED_AFTER_S} s: {outcomes}")
        assert not outcomes[0]  # at least this one was cut off
        assert untouched[0] + sum(outcomes) * LINES == count(house)[0]
    finally:
        house.close()


def file_of(building_name: str, number: int) -> dict[str, str]:
    """Give a file with a new home and a new resident a line."""
    lines = [
        f"{building_name},{number + 1}{line:04},,試験,{number}の{line},r{number}-{line}@example.test"
        for line in range(LINES)
    ]
    text = "棟,住戸,区分,姓,名,メールアドレス\n" + "\n".join(lines)
    return {"content": base64.b64encode(text.encode()).decode(), "language": "ja"}


def count(house: House) -> tuple[int, int]:
    """Give how many homes and people the server's file holds."""
    [homes], [people] = read(
        house, "SELECT (SELECT count(*) FROM home), (SELECT count(*) FROM person)", columns=2
    )
    return int(homes), int(people)


def read(house: House, query: str, *, columns: int) -> list[tuple[str, ...]]:
    """Give the columns of what the query finds."""
    with contextlib.closing(sqlite3.connect(house.data_dir / "genkan.db")) as database:
        rows = database.execute(query).fetchall()
    return [tuple(row[column] for row in rows) for column in range(columns)]
