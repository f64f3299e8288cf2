"""The end of a portal session, at a real server: who looks on is out, and told why."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import websockets.sync.client

from genkan.server.accounts.session_repository import PORTAL_LIFE
from genkan.server.accounts.tables import session
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import open_database
from genkan.wire.frame import decode
from harness.house import House, make_house
from harness.phone import sign_in

LEFT = timedelta(seconds=3)
LIMIT_S = 30.0  # a machine busy with other tests


def test_the_link_of_a_portal_is_closed_when_its_session_ends(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    try:
        house.start_server()
        manager = sign_in(house.url, house.find_account("manager"), app="portal")
        asyncio.run(age_sessions(house, PORTAL_LIFE - LEFT))
        ends_at = time.monotonic() + LEFT.total_seconds()
        url = f"{house.url.replace('http', 'ws', 1)}/api/app/link?app=portal"
        with websockets.sync.client.connect(url, additional_headers=manager.headers) as link:
            frames = [decode(text) for text in receive_all(link)]
        kinds = [frame.kind for frame in frames]
        assert len(kinds) > 1, "nothing was shown while the session lasted"
        assert kinds[-1] == "bye"
        assert b'"expired"' in bytes(frames[-1].body)
        assert time.monotonic() > ends_at - 1, "closed before its time"
        with websockets.sync.client.connect(url, additional_headers=manager.headers) as again:
            assert [decode(text).kind for text in receive_all(again)][-1:] == ["bye"]
    finally:
        house.close()


def receive_all(link: websockets.sync.client.ClientConnection) -> list[str | bytes]:
    """Give everything until the server closes the link."""
    received: list[str | bytes] = []
    ends = time.monotonic() + LIMIT_S
    while time.monotonic() < ends:
        try:
            received.append(link.recv(timeout=LIMIT_S))
        except websockets.exceptions.ConnectionClosed:
            return received
    raise TimeoutError("the server left the link open")


async def age_sessions(house: House, by: timedelta) -> None:
    """Let every session have begun so long ago."""
    database = open_database(f"sqlite:///{house.data_dir / 'genkan.db'}")
    since = SystemClock().now() - by
    await database.write(lambda connection: connection.execute(session.update().values(created_at=since)))
    await database.close()
