"""One's own data of every domain are taken along; erased, nothing of the person is left in any of them."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.service import find_person_by_username, list_memberships
from genkan.server.accounts.tables import person, session
from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.database import SqliteDatabase
from genkan.wire.call import CallRef
from genkan.wire.frame import decode_body
from genkan.wire.ids import new_id
from genkan.wire.rights import SyncPage, SyncPull
from genkan.wire.station import CallPlace, CallSnapshot, KeyPicture
from harness.asgi import LIMIT_S, AsgiSocket
from harness.promise import Promise
from harness.town import Town, open_town
from harness.waiting import until_found

EMAIL, VISITOR, VISITOR_EMAIL, CHILD = "ichiro@example.test", "山田 太郎", "yamada@example.test", "めい"
JPEG = b"\xff\xd8\xff" + bytes(range(64))
TRACES = ("鈴木", "一郎", EMAIL, VISITOR, VISITOR_EMAIL, CHILD)
ALWAYS = {"kind": "daily", "from_minute": 0, "to_minute": 1440}


async def test_a8_erasing_a_person_erases_them_in_every_domain(promise: Promise, tmp_path: Path) -> None:
    """Whoever lives alone takes along what every domain keeps of them; erased, their name, addresses,
    visitors and pictures are in no row and no file, and their PIN and keys open nothing.
    """
    async with (
        open_town(tmp_path) as town,
        town.station(EAST_STATION, town.keys[EAST_STATION]) as east,
    ):
        await east.wait_for_kind("show.config")
        async with town.client("neighbour", "resident") as neighbour:
            person_id, household_id = await town.database.write(settle)
            await enter_opening(tmp_path / "data", household_id, actor_id=person_id, via="app")
            pin = await live(east, neighbour, household_id)
            await picture_use(tmp_path / "data", east, neighbour, household_id)

            data = (await neighbour.get("/api/app/me/export")).json()
            erased = await neighbour.delete("/api/app/me")

        assert erased.status_code == 204, erased.text
        records = data["records"]
        assert {name: len(kept) for name, kept in records.items() if kept} == {
            "messages": 1,
            "household": 1,
            "keys": 2,
            "key_pictures": 1,
            "calls": 1,
            "events": 1,
        }
        assert pin not in str(data)
        assert records["calls"][0]["picture"].startswith("data:image/jpeg;base64,/9j/")
        assert records["key_pictures"][0]["picture"].startswith("data:image/jpeg;base64,/9j/")
        assert records["key_pictures"][0]["name"] == VISITOR
        assert VISITOR in str(records["keys"])
        assert decode_body(await east.ask("sync.pull", SyncPull(since=0)), SyncPage).entries == []
        folder = tmp_path / "data"
        rows = list(every_text(folder / "genkan.db")) + list(every_text(folder / "journal.db"))
        traces = [text for text in rows if any(trace in text for trace in TRACES)]
        await erase_one_of_a_family(town)
        pictures = [path for path in (folder / "blobs").rglob("*") if path.is_file()]
    assert traces == []
    assert pictures == []
    figure = f"{len(rows):,} texts of both databases searched for {len(TRACES)} names: 0 found, 0 pictures"
    promise.keep("A8", figure)


def settle(connection: Connection) -> tuple[str, str]:
    """Let the neighbour have a mail address and just have given the password; give who and where they are."""
    found = find_person_by_username(connection, "100000201")
    assert found is not None
    connection.execute(sa.update(person).where(person.c.id == found.id).values(email=EMAIL))
    proved_at = datetime.now(UTC) + timedelta(minutes=1)
    connection.execute(sa.update(session).where(session.c.person_id == found.id).values(proved_at=proved_at))
    (home,) = list_memberships(connection, found.id, datetime.now(UTC))
    assert home.household_id is not None
    return found.id, home.household_id


async def live(east: AsgiSocket, neighbour: httpx.AsyncClient, household_id: str) -> str:
    """Do what leaves something behind in every domain; give the household's PIN."""
    base = f"/api/app/households/{household_id}"
    key = {"visitor_name": VISITOR, "schedule": ALWAYS, "email": VISITOR_EMAIL}
    for answer in (
        await neighbour.post("/api/app/me/proof/code"),
        await neighbour.post(f"{base}/keys", json=key),
        await neighbour.post(f"{base}/dependents", json={"given_name": CHILD, "family_name": "鈴木"}),
        await neighbour.put(f"{base}/rules", json={"backup": "together", "name": "鈴木"}),
    ):
        assert answer.is_success, answer.text
    placed = await east.ask("call.place", CallPlace(home_number="102", key=new_id()))
    call_id = decode_body(placed, CallRef).call_id
    await east.ask("call.snapshot", CallSnapshot(call_id=call_id, jpeg=JPEG))
    await east.ask("call.hang_up", CallRef(call_id=call_id))

    async def is_entered() -> bool:
        return call_id in (await neighbour.get("/api/app/history")).text

    await until_found(is_entered, limit_s=LIMIT_S, what="the call in the history")
    return await set_pin(neighbour, base)


async def set_pin(client: httpx.AsyncClient, base: str) -> str:
    """Take the PIN that is proposed: any other may be unfit, by chance."""
    pin = str((await client.post(f"{base}/pin/proposal", json={"length": 6})).json()["pin"])
    answer = await client.put(f"{base}/pin", json={"pin": pin})
    assert answer.is_success, answer.text
    return pin


async def erase_one_of_a_family(town: Town) -> None:
    """Erase a family member: the household's PIN and their keys end, and what is the household's stays."""
    async with town.client("master", "resident") as master, town.client("family", "resident") as family:
        (home,) = (await master.get("/api/app/me")).json()["homes"]
        base = f"/api/app/households/{home['household_id']}"
        await set_pin(master, base)
        await master.put(f"{base}/rules", json={"backup": "together", "name": "佐藤"})
        for client in (master, family):
            made = await client.post(f"{base}/keys", json={"visitor_name": VISITOR, "schedule": ALWAYS})
            assert made.status_code == 201, made.text
        kept = await master.delete("/api/app/me")
        assert (kept.status_code, kept.json()["type"]) == (409, "urn:genkan:problem:master-needed")
        await town.database.write(prove_family)
        assert (await family.delete("/api/app/me")).status_code == 204

        assert (await master.get(f"{base}/pin")).json()["is_void"] is True
        assert (await master.get(f"{base}/rules")).json()["name"] == "佐藤"
        keys = (await master.get(f"{base}/keys")).json()["keys"]
        assert sorted((key["state"], key["visitor_name"]) for key in keys) == [
            ("revoked", ""),
            ("valid", VISITOR),
        ]


def prove_family(connection: Connection) -> None:
    """Let the family member have just given the password."""
    found = find_person_by_username(connection, "100000102")
    assert found is not None
    proved_at = datetime.now(UTC) + timedelta(minutes=1)
    connection.execute(sa.update(session).where(session.c.person_id == found.id).values(proved_at=proved_at))


async def picture_use(folder: Path, east: AsgiSocket, client: httpx.AsyncClient, household_id: str) -> None:
    """Let the visitor open the door with their key, and the station send the picture of it."""
    (key,) = (await client.get(f"/api/app/households/{household_id}/keys")).json()["keys"]
    use = await enter_opening(folder, household_id, credential_id=key["key_id"], via="qr")
    await east.ask("key.picture", KeyPicture(event_id=use, jpeg=JPEG + b"at the key reader"))


async def enter_opening(
    folder: Path,
    household_id: str,
    *,
    via: str,
    actor_id: str | None = None,
    credential_id: str | None = None,
) -> str:
    """Enter what a station hands over when somebody of the household has opened its door."""
    journal = Journal(SqliteDatabase(folder / "journal.db"), owns_database=True)
    opening = Event(
        id=new_id(),
        at=datetime.now(UTC),
        kind=EventKind.DOOR_RELEASED,
        property_id=PROPERTY,
        household_id=household_id,
        station_id=EAST_STATION,
        door_id=ENTRANCE,
        actor_id=actor_id,
        credential_id=credential_id,
        via=via,
        outcome="opened",
    )
    await journal.append([opening])
    await journal.close()
    return opening.id


def every_text(path: Path) -> list[str]:
    """Give every value of every row as a text."""
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            for table in tables
            for row in file.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            for value in row
        ]
