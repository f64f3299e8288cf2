"""A6: whoever takes a door station away finds nobody in it."""

import asyncio
import time
from pathlib import Path

import httpx

from genkan.core.credentials import hash_key, read_key
from genkan.station.store.sealing import KEY_FILE_NAME
from genkan.wire.panel import PanelKey, PanelPin
from harness.house import House, Station, make_house
from harness.phone import sign_in
from harness.promise import Promise
from harness.visitor import Visitor
from harness.waiting import until_found

ALL_DAY = {"kind": "daily", "from_minute": 0, "to_minute": 1440}
REVOKED_LIMIT_S = 1.0
BUSY_FACTOR = 5  # both cores may be busy with other tests; the figure says what it was
VISITORS = ("山田太郎", "Visitor McGuest")


async def test_a6_a_stolen_station_betrays_nobody(promise: Promise, tmp_path: Path) -> None:
    """An image of a door station holds no name, PIN or usable key, also with its key file where the server
    keeps the key; "station stolen" revokes it at once.
    """
    house = make_house(tmp_path)
    try:
        house.start_server()
        station = house.add_station(code=house.enrolment_codes[0])
        session = sign_in(house.url, house.find_account("master", home="101"))
        async with httpx.AsyncClient(base_url=house.url, headers=session.headers, timeout=30) as http:
            secrets, tokens, verifiers = await fill(http, station)
            searched, found = search(tmp_path / "station1", secrets)
            assert found == []
            # A key that opens nothing: what is kept of it cannot be turned back, and is sealed besides.
            assert search(tmp_path / "station1", verifiers)[1] == []
            await keep_key_at_server(house, station, tokens[0])
            assert not (tmp_path / "station1" / KEY_FILE_NAME).exists()
            revoked_s = await report_stolen(house, station, tokens[0])
            searched_after, found_after = search(tmp_path / "station1", secrets + verifiers)
    finally:
        house.close()
    assert found_after == []
    assert revoked_s <= BUSY_FACTOR * REVOKED_LIMIT_S
    promise.keep(
        "A6",
        f"{searched + searched_after:,} bytes searched for {len(secrets + verifiers)} names, PINs and keys:"
        f" 0 found; revoked after {revoked_s:.2f} s",
    )


async def fill(http: httpx.AsyncClient, station: Station) -> tuple[list[bytes], list[str], list[bytes]]:
    """Let the station know a PIN and keys, and open by them; give what must not be found in it."""
    household_id = (await http.get("/api/app/me")).json()["homes"][0]["household_id"]
    path = f"/api/app/households/{household_id}"
    pin = (await http.post(f"{path}/pin/proposal", json={"length": 8})).json()["pin"]
    assert (await http.put(f"{path}/pin", json={"pin": pin})).is_success
    tokens: list[str] = []
    for name in VISITORS:
        body = {"visitor_name": name, "id_number": "ID-4711-X", "schedule": ALL_DAY}
        tokens.append((await http.post(f"{path}/keys", json=body)).json()["qr_text"])
    async with Visitor(station) as visitor:
        await until_outcome(visitor, tokens[-1], "opened")
        entry = await visitor.enter("panel.enter_pin", PanelPin(session="s", digits=pin))
        assert entry.outcome == "opened"
        await visitor.enter("panel.enter_pin", PanelPin(session="s", digits="00000001"))
    keys = [key for token in tokens if (key := read_key(token)) is not None]
    names = [name.encode() for name in (*VISITORS, "ID-4711-X", "佐藤", "花子", "鈴木", "100000101")]
    secrets = [pin.encode(), *names, *keys, *(token.removeprefix("GK1:").encode() for token in tokens)]
    return secrets, tokens, [hash_key(key) for key in keys]


async def keep_key_at_server(house: House, station: Station, token: str) -> None:
    """Let the server keep the key of the store from now on; keys open all the same."""
    installer = sign_in(house.url, house.find_account("installer"), app="portal")
    async with httpx.AsyncClient(base_url=house.url, headers=installer.headers, timeout=30) as portal:
        buildings = (await portal.get("/api/portal/properties")).json()["properties"][0]["buildings"]
        for building in buildings:
            path = f"/api/portal/buildings/{building['building_id']}/store-key"
            assert (await portal.put(path, json={"kept_by": "server"})).is_success
    folder = house.folder / "station1"

    async def is_moved() -> bool:
        return not (folder / KEY_FILE_NAME).exists()

    await until_found(is_moved, limit_s=20, what="the key to leave the unit")
    async with Visitor(station) as visitor:
        await until_outcome(visitor, token, "opened")


async def report_stolen(house: House, station: Station, token: str) -> float:
    """Report the station stolen; give after how long it let nobody in."""
    manager = sign_in(house.url, house.find_account("manager"), app="portal")
    async with (
        httpx.AsyncClient(base_url=house.url, headers=manager.headers, timeout=30) as portal,
        Visitor(station) as visitor,
    ):
        listed = (await portal.get("/api/portal/stations")).json()["stations"]
        online = next(each["station_id"] for each in listed if each["online"])
        await asyncio.sleep(4)  # the key was just shown
        began = time.monotonic()
        answer = await portal.post(f"/api/portal/stations/{online}/stolen")
        assert answer.json() == {"homes": 1, "staff": []}
        await until_outcome(visitor, token, "other_way")
        return time.monotonic() - began


async def until_outcome(visitor: Visitor, token: str, outcome: str) -> None:
    async def look() -> bool:
        shown = PanelKey(session="s", token=token)
        is_wanted = outcome == "opened"
        entry = await (visitor.enter("panel.show_key", shown) if is_wanted else visitor.show_key(token))
        return entry.outcome == outcome

    await until_found(look, limit_s=30, what=f"a key that is {outcome}")


def search(folder: Path, secrets: list[bytes]) -> tuple[int, list[bytes]]:
    """Look through every byte of the unit's folder; give how many, and what was found."""
    content = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return len(content), [secret for secret in secrets if secret in content]
