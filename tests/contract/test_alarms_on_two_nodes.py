"""Two server processes on PostgreSQL and NATS raise an alarm once and tell of it once, also when one dies."""

import asyncio
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.repository import set_address
from genkan.server.accounts.service import find_person_by_username
from genkan.server.bootstrap.sample import EAST_STATION, PROPERTY, WEST_STATION
from genkan.server.messages.service import Channel
from genkan.server.platform.postgres import PostgresDatabase
from harness.house import House, make_house
from harness.mail import MailServer, mail_server, plain_text
from harness.phone import sign_in
from harness.receiver import Receiver, open_receiver
from harness.waiting import until

FAST_CLOCK = Path(__file__).parents[1] / "harness/fast_clock"
MANAGER_MAIL = "manager@example.test"
PORTAL = "/api/portal"
LIMIT_S = 90.0  # two minutes, of a clock that runs fifteen times as fast; a busy machine takes longer


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with open_receiver() as opened:
        yield opened


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, postgres_url: str, nats_url: str, mail: MailServer) -> Iterator[House]:
    made = make_house(
        tmp_path,
        settings={
            "GENKAN_DATABASE_URL": postgres_url,
            "GENKAN_BUS_URL": nats_url,
            "GENKAN_MAIL_SERVER": "127.0.0.1",
            "GENKAN_MAIL_PORT": str(mail.port),
            "GENKAN_MAIL_SECURITY": "none",
            "GENKAN_MAIL_SENDER": "genkan@example.test",
            "GENKAN_WEBHOOKS_ALLOW_PRIVATE": "true",
        },
    )
    made.server.environment |= {"PYTHONPATH": str(FAST_CLOCK), "FAST_CLOCK_FROM": str(time.time())}
    yield made
    made.close()


def give_manager_a_mailbox(house: House, postgres_url: str) -> None:
    username = house.find_account("manager").username

    def give(connection: Connection) -> None:
        person = find_person_by_username(connection, username)
        assert person is not None
        set_address(connection, person.id, Channel.MAIL, MANAGER_MAIL, datetime.now(UTC))

    async def write() -> None:
        database = PostgresDatabase(postgres_url)
        await database.write(give)
        await database.close()

    asyncio.run(write())


async def list_alarms(postgres_url: str) -> list[tuple[str, str]]:
    """Give the kind and the station of every alarm there is."""
    database = PostgresDatabase(postgres_url)
    rows = await database.read(
        lambda connection: connection.execute(sa.text("SELECT kind, station_id FROM alarm")).all()
    )
    await database.close()
    return sorted((row[0], row[1]) for row in rows)


async def test_an_alarm_is_raised_told_and_seen_to_once(
    house: House, postgres_url: str, mail: MailServer, receiver: Receiver
) -> None:
    await asyncio.to_thread(give_manager_a_mailbox, house, postgres_url)
    await asyncio.to_thread(house.start_server)
    other_url = f"http://localhost:{await asyncio.to_thread(house.add_node)}"
    manager = sign_in(house.url, house.find_account("manager"), app="portal")
    stations = {
        EAST_STATION: house.add_station(code=house.enrolment_codes[0]),
        WEST_STATION: house.add_station(code=house.request_code(WEST_STATION)),
    }

    def of_station(station_id: str) -> list[str]:
        told = [json.loads(got.body) for got in receiver.received]
        return [said["type"] for said in told if said["data"]["station_id"] == station_id]

    async with httpx.AsyncClient(base_url=other_url, headers=manager.headers, timeout=30) as portal:
        form = {"url": receiver.url, "topics": ["alarm"]}
        assert (await portal.post(f"{PORTAL}/properties/{PROPERTY}/webhooks", json=form)).is_success
        rules = {"offline_after_min": 1, "clock_bound_s": 600, "remind_after_min": 1}
        settings = f"{PORTAL}/properties/{PROPERTY}/alarm-settings"
        answer = await portal.put(f"{settings}/rules", json=rules)
        assert answer.is_success, answer.text

        stations[EAST_STATION].program.kill()
        await until(lambda: of_station(EAST_STATION), limit_s=LIMIT_S, what="the first alarm")
        stations[WEST_STATION].program.kill()
        house.server.kill()  # the node of both stations, before it could tell of the second
        await until(lambda: of_station(WEST_STATION), limit_s=LIMIT_S, what="the second alarm")
        await until(lambda: len(mail.of(MANAGER_MAIL)) >= 4, limit_s=LIMIT_S, what="both reminders")

        shown = (await portal.get(f"{PORTAL}/alarms")).json()["alarms"]
        for alarm in shown:
            path = f"{PORTAL}/alarms/{alarm['alarm_id']}/acknowledge"
            said = [await portal.post(path, json={"remark": "再起動"}) for _ in range(2)]
            assert [answer.status_code for answer in said] == [HTTPStatus.NO_CONTENT, HTTPStatus.CONFLICT]
    assert await list_alarms(postgres_url) == [("offline", EAST_STATION), ("offline", WEST_STATION)]
    for station_id in stations:
        assert of_station(station_id) == ["alarm.station_offline"]
    subjects = sorted(str(each["Subject"]) for each in mail.of(MANAGER_MAIL))
    assert len(subjects) == 4, subjects
    for building in ("東館", "西館"):
        told = [each for each in mail.of(MANAGER_MAIL) if building in plain_text(each)]
        assert len(told) == 2, "once, and once more as a reminder"
