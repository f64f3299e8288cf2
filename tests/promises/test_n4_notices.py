"""N4 for what people are told of: a server that dies between the journal and the mail tells all the same."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from genkan.server.accounts.repository import set_address
from genkan.server.messages.service import Channel
from genkan.server.platform.database import sqlite_engine
from harness.house import House, make_house
from harness.promise import Promise
from harness.waiting import until

MANAGER_MAIL = "manager@example.test"
LIMIT_S = 30.0
DYING_S = 0.1  # how long it is held before the mail, at least


async def test_n4_a_notice_survives_the_server(promise: Promise, tmp_path: Path) -> None:
    """Whoever is to be told of what a station saw is told once, also when the server dies before that."""
    kills = promise.pick(short=2, nightly=100)
    doors, slowest_s = tmp_path / "doors", 0.0
    doors.write_text("")
    house = make_house(tmp_path)
    try:
        give_manager_a_mailbox(house)
        house.start_server()
        house.add_station(
            code=house.enrolment_codes[0],
            environment={
                "GENKAN_STATION_MONITOR_KIND": "simulated",
                "GENKAN_STATION_MONITOR_FILE": str(doors),
            },
        )
        for killed in range(1, kills + 1):
            await until(lambda: is_connected(house), limit_s=LIMIT_S, what="the station's return")
            pretend_long_ago(house)
            with writers_waiting(house):
                doors.write_text("1")
                await until(
                    lambda killed=killed: count_troubles(house) == killed,  # type: ignore[misc]
                    limit_s=LIMIT_S,
                    what="the journal's entry",
                )
                await asyncio.sleep(promise.random.uniform(DYING_S, 2 * DYING_S))
                await asyncio.to_thread(house.server.kill)
            assert len(list_mails(house)) == killed - 1, "it died before it had written the mail"
            doors.write_text("")
            began = time.monotonic()
            await asyncio.to_thread(house.start_server)
            await until(
                lambda killed=killed: len(list_mails(house)) == killed,  # type: ignore[misc]
                limit_s=LIMIT_S,
                what="the mail",
            )
            slowest_s = max(slowest_s, time.monotonic() - began)
            await until(lambda: count_untold(house) == 0, limit_s=LIMIT_S, what="nothing left to tell")
    finally:
        house.close()
    assert list_mails(house) == [MANAGER_MAIL] * kills
    promise.keep(
        "N4",
        f"{kills} kills between journal and mail: 0 notices lost, 0 doubled; queued {slowest_s:.1f} s after "
        "the start at most",
    )


def give_manager_a_mailbox(house: House) -> None:
    username = house.find_account("manager").username
    with sqlite_engine(house.data_dir / "genkan.db").connect() as connection, connection.begin():
        found = connection.exec_driver_sql("SELECT id FROM person WHERE username = ?", (username,))
        set_address(connection, found.scalar_one(), Channel.MAIL, MANAGER_MAIL, datetime.now(UTC))


@contextmanager
def writers_waiting(house: House) -> Iterator[None]:
    """Nobody can write to the database beside the journal: a mail is not queued until this is over."""
    with sqlite_engine(house.data_dir / "genkan.db").connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.exec_driver_sql("ROLLBACK")


def pretend_long_ago(house: House) -> None:
    """Whoever was told of a door a moment ago is not told of it again; let that have been yesterday."""
    with sqlite_engine(house.data_dir / "genkan.db").connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alarm SET told_at = told_at - 86400000 WHERE told_at IS NOT NULL")


def is_connected(house: House) -> bool:
    with sqlite_engine(house.data_dir / "genkan.db").connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM station WHERE connected_since IS NOT NULL")
        return found.first() is not None


def count_troubles(house: House) -> int:
    with sqlite_engine(house.data_dir / "journal.db").connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM event WHERE kind = 'door-forced'")
        return int(found.scalar_one())


def count_untold(house: House) -> int:
    with sqlite_engine(house.data_dir / "journal.db").connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM untold").scalar_one())


def list_mails(house: House) -> list[str]:
    with sqlite_engine(house.data_dir / "genkan.db").connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT address FROM message WHERE template = 'door-forced' AND channel = 'mail'"
        )
        return [str(row[0]) for row in found]
