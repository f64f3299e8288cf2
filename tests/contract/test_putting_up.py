"""An installer puts a station up, changes its wiring, replaces its unit and takes it away: real programs."""

import sqlite3
from base64 import b64encode
from collections.abc import Mapping
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.server.bootstrap.sample import EAST_STATION
from genkan.wire.app import DoorReleased
from genkan.wire.frame import Bye, Refused, decode_body
from harness.house import House, Station, make_house, wait_for_pulses
from harness.phone import Phone, sign_in
from harness.town import Town, open_town
from harness.visitor import Visitor
from harness.waiting import until, until_found

LIMIT_S = 20.0
ALL_DAY = {"kind": "daily", "from_minute": 0, "to_minute": 1440}


class Site:
    """A house, its installer's portal, and the phone of a resident of home 101."""

    def __init__(self, house: House, portal: httpx.AsyncClient, app: httpx.AsyncClient, phone: Phone) -> None:
        self.house = house
        self.portal = portal
        self.app = app
        self.phone = phone

    async def call(
        self, method: str, path: str, body: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        answer = await self.portal.request(method, f"/api/portal/{path}", json=body)
        assert answer.is_success, answer.text
        return dict(answer.json()) if answer.status_code != HTTPStatus.NO_CONTENT else {}

    async def find_building(self) -> str:
        properties = (await self.portal.get("/api/portal/properties")).json()["properties"]
        return str(properties[0]["buildings"][0]["building_id"])

    async def find_door(self, name: str) -> str:
        """Give the door once the phone shows it, without having been opened anew."""

        def look() -> str | None:
            doors = [] if self.phone.home is None else self.phone.home.doors
            return next((door.door_id for door in doors if door.name == name), None)

        return await until(look, limit_s=LIMIT_S, what=f"{name} on the phone")

    async def open(self, door_id: str) -> DoorReleased:
        await until(lambda: self.is_online(door_id), limit_s=LIMIT_S, what="the door's station")

        async def tap() -> DoorReleased | None:
            answer = await self.phone.release(door_id)  # the unit may still be learning the time
            return answer if isinstance(answer, DoorReleased) else None

        return await until_found(tap, limit_s=LIMIT_S, what="a release")

    def is_online(self, door_id: str) -> bool:
        doors = [] if self.phone.home is None else self.phone.home.doors
        return any(door.door_id == door_id and door.online for door in doors)


async def test_a_station_is_put_up_rewired_replaced_and_taken_away(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    try:
        house.start_server()
        installer = sign_in(house.url, house.find_account("installer"), app="portal")
        resident = sign_in(house.url, house.find_account("master", home="101"))
        async with (
            httpx.AsyncClient(base_url=house.url, headers=installer.headers, timeout=LIMIT_S) as portal,
            httpx.AsyncClient(base_url=house.url, headers=resident.headers, timeout=LIMIT_S) as app,
            Phone(house.url, resident) as phone,
        ):
            site = Site(house, portal, app, phone)
            station_id, door_id, unit = await put_up(site)
            await rewire(site, station_id, door_id, unit)
            fresh = await replace_unit(site, station_id, door_id, unit)
            await take_away(site, station_id, door_id, fresh)
    finally:
        house.close()


async def put_up(site: Site) -> tuple[str, str, Station]:
    """A station with its first door, and a unit: the resident opens, for as long as the installer said."""
    door = {"name": "通用口", "relay": 2, "release_ms": 1_500, "fail_mode": "safe"}
    body = {"name": "通用口の玄関機", "building_id": await site.find_building(), "door": door}
    station_id = str((await site.call("POST", "stations", body))["station_id"])
    door_id = await site.find_door("通用口")
    unit = site.house.add_station(code=site.house.request_code(station_id))
    await site.open(door_id)
    (pulse,) = wait_for_pulses(unit, 1)
    assert (pulse.relay, pulse.release_ms) == (2, 1_500)
    return station_id, door_id, unit


async def rewire(site: Site, station_id: str, door_id: str, unit: Station) -> None:
    """The door moves to another relay, and a second one takes its place: the unit follows at once."""
    body = {"name": "通用口", "station_id": station_id, "relay": 3, "release_ms": 2_500}
    await site.call("PUT", f"doors/{door_id}", body)
    await site.call("POST", f"stations/{station_id}/doors", {"name": "駐輪場の扉", "relay": 2})
    second = await site.find_door("駐輪場の扉")
    await site.open(door_id)
    await site.open(second)
    assert [(pulse.relay, pulse.release_ms) for pulse in wait_for_pulses(unit, 3)[1:]] == [
        (3, 2_500),
        (2, 5_000),
    ]
    await site.call("DELETE", f"doors/{second}")
    assert await site.phone.release(second) == Refused(reason="not-found")


async def replace_unit(site: Site, station_id: str, door_id: str, unit: Station) -> Station:
    """Another unit takes the place of one that was away: the old one lets nobody in once it is back."""
    household_id = (await site.app.get("/api/app/me")).json()["homes"][0]["household_id"]
    key = {"visitor_name": "山田", "schedule": ALL_DAY}
    made = await site.app.post(f"/api/app/households/{household_id}/keys", json=key)
    token = str(made.json()["qr_text"])
    async with Visitor(unit) as visitor:
        await until_shown(visitor, token, "opened")
    unit.program.kill()
    fresh = site.house.add_station(code=site.house.request_code(station_id))
    await site.open(door_id)
    (pulse,) = wait_for_pulses(fresh, 1)
    assert pulse.relay == 3, "place and wiring stay"
    async with Visitor(fresh) as visitor:
        await until_shown(visitor, token, "opened")
    unit.start()
    before = len(unit.read_pulses())
    async with Visitor(unit, is_linked=False) as visitor:
        await until_refused(visitor, token)
        await until(
            lambda: visitor.panel is not None and visitor.panel.revoked,
            limit_s=3 * LIMIT_S,
            what="a screen that says that the unit was replaced",
        )
    assert len(unit.read_pulses()) - before <= 1, "it may have opened before it heard of its end"
    opened = len(unit.read_pulses())
    unit.program.kill()
    unit.start()
    async with Visitor(unit, is_linked=False) as visitor:
        assert visitor.panel is not None
        assert visitor.panel.revoked, "the first word of its screen, before any link"
        assert (await visitor.show_key(token)).outcome != "opened"
    assert len(unit.read_pulses()) == opened
    broken = count_broken(site.house.data_dir / "journal.db", station_id)
    assert broken == 0, "the new unit's entries are a chain of their own"
    return fresh


async def take_away(site: Site, station_id: str, door_id: str, unit: Station) -> None:
    """The station goes, in the middle of a call: everybody sees its end, and the history keeps its name."""
    async with Visitor(unit) as visitor:
        await visitor.ring("101")
        ringing = await site.phone.wait_for_call(lambda call: call.phase == "ringing")
        assert await site.call("DELETE", f"stations/{station_id}") == {"doors": ["通用口"], "keys": 0}
        await site.phone.wait_for_call(
            lambda call: call.call_id == ringing.call_id and call.phase == "ended", limit_s=LIMIT_S
        )
    await until(
        lambda: site.phone.home and all(door.door_id != door_id for door in site.phone.home.doors),
        limit_s=LIMIT_S,
        what="the door to leave the phone",
    )
    listed = (await site.portal.get("/api/portal/stations")).json()["stations"]
    assert station_id not in {station["station_id"] for station in listed}
    items = (await site.app.get("/api/app/history")).json()["items"]
    opened = {item["door_name"] for item in items if item["kind"] == "opening"}
    assert opened == {"通用口", "駐輪場の扉"}
    assert "通用口の玄関機" in {item["station_name"] for item in items if item["kind"] == "call"}


async def until_shown(visitor: Visitor, token: str, outcome: str) -> None:
    async def look() -> bool:
        return (await visitor.show_key(token)).outcome == outcome

    await until_found(look, limit_s=LIMIT_S, what=f"a key that is {outcome}")


async def until_refused(visitor: Visitor, token: str) -> None:
    async def look() -> bool:
        return visitor.panel is not None and (await visitor.show_key(token)).outcome != "opened"

    await until_found(look, limit_s=3 * LIMIT_S, what="the old unit to let nobody in")


def count_broken(journal: Path, station_id: str) -> int:
    with closing(sqlite3.connect(journal)) as file:
        (found,) = file.execute(
            "SELECT count(*) FROM event WHERE station_id = ? AND reason IS NOT NULL", (station_id,)
        ).fetchone()
    return int(found)


async def test_a_unit_that_was_replaced_is_cut_off_at_once_and_told_so(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        old, fresh = town.keys[EAST_STATION], Ed25519PrivateKey.generate()
        async with (
            town.station(EAST_STATION, old) as station,
            town.client("installer", "portal") as portal,
        ):
            code = (await portal.post(f"/api/portal/stations/{EAST_STATION}/enrolment-code")).json()["code"]
            public_key = b64encode(fresh.public_key().public_bytes_raw()).decode()
            body = {"code": code, "public_key": public_key}
            assert (await portal.post("/api/stations/enrol", json=body)).is_success
            goodbye = decode_body(await station.wait_for_kind("bye"), Bye)
        assert goodbye.reason == "ended", "so it forgets whom it let in"
        assert await greet(town, old) == "ended"
        assert await greet(town, Ed25519PrivateKey.generate()) == "unauthorised"
        assert await greet(town, fresh) == "welcome"


async def greet(town: Town, key: Ed25519PrivateKey) -> str:
    """Say to be the station, and give the word that comes: welcome, or the goodbye's reason."""
    async with town.station(EAST_STATION, key) as socket:
        answer = await socket.wait_for(lambda frame: frame.kind in {"welcome", "bye"})
    return answer.kind if answer.kind == "welcome" else decode_body(answer, Bye).reason
