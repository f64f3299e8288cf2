"""N1 and A3 with what the station decides itself: PINs and QR keys, linked and cut off, through crashes."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from genkan.wire.panel import PanelEntry, PanelKey, PanelPin
from harness.house import House, Station, make_house
from harness.phone import Session, sign_in
from harness.promise import Promise
from harness.pulses import PulseRecorder
from harness.visitor import Visitor
from harness.waiting import until_found

KEYS = 6  # shown in turn: the same code held before the camera counts once
ALL_DAY = {"kind": "daily", "from_minute": 0, "to_minute": 1440}
TRY_PACE_S = 2.1  # PROMISES, Guessing: one try in two seconds
SYNC_LIMIT_S = 15.0  # a busy machine; the figure says what it was
HANDED_OVER_LIMIT_S = 60.0


@dataclass(slots=True)
class Household:
    """What home 101 does by HTTP."""

    http: httpx.AsyncClient
    household_id: str
    keys: list[dict[str, str]] = field(default_factory=list)

    async def make_key(self, **changes: object) -> dict[str, str]:
        body = {"visitor_name": "山田", "schedule": ALL_DAY, **changes}
        made = await self.http.post(f"/api/app/households/{self.household_id}/keys", json=body)
        assert made.status_code == 201, made.text
        key: dict[str, str] = made.json()
        self.keys.append(key)
        return key

    async def set_pin(self) -> str:
        """Set a proposed PIN and give it."""
        path = f"/api/app/households/{self.household_id}/pin"
        proposed = (await self.http.post(f"{path}/proposal", json={"length": 6})).json()["pin"]
        assert (await self.http.put(path, json={"pin": proposed})).status_code == 200
        return str(proposed)


async def test_n1_every_opening_by_pin_and_key_has_exactly_one_event(
    promise: Promise, tmp_path: Path
) -> None:
    """Every opening by PIN and QR key, linked, cut off and through crashes, has exactly one event."""
    kills = promise.pick(short=8, nightly=2_000)
    recorder = PulseRecorder(tmp_path)
    house = make_house(tmp_path)
    try:
        house.start_server()
        station = house.add_station(
            code=house.enrolment_codes[0],
            environment={"GENKAN_STATION_RELAY_PULSE_SOCKET": recorder.address},
        )
        session = sign_in(house.url, house.find_account("master", home="101"))
        async with open_household(house, session) as home, Visitor(station) as visitor:
            learnt_s = await open_by_everything(home, visitor)
            await open_cut_off(house, home, visitor)
            told_s = await revoke_a_key(home, visitor)
            await show_through_kills(house, station, visitor, home, kills, promise.random)
            pulsed = Counter(pulse.event_id for pulse in recorder.list())
            history = await read_history(home.http, set(pulsed))
    finally:
        house.close()
        recorder.close()
    assert [event_id for event_id, count in pulsed.items() if count > 1] == []
    assert set(pulsed) <= set(history), "pulses without an event"
    ways = Counter(history[event_id] for event_id in pulsed)
    assert ways["pin"] >= 2
    promise.keep(
        "N1",
        f"{kills} kills, {len(pulsed)} openings ({ways['pin']} by PIN, {ways['qr']} by key): 0 missing, "
        f"0 doubled; a new key opened after {learnt_s:.2f} s, a revoked one no more after {told_s:.2f} s",
    )


def open_household(house: House, session: Session) -> "OpenHousehold":
    return OpenHousehold(house, session)


class OpenHousehold:
    """Home 101, signed in."""

    def __init__(self, house: House, session: Session) -> None:
        self._http = httpx.AsyncClient(base_url=house.url, headers=session.headers, timeout=30)

    async def __aenter__(self) -> Household:
        homes = (await self._http.get("/api/app/me")).json()["homes"]
        return Household(self._http, str(homes[0]["household_id"]))

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()


async def open_by_everything(home: Household, visitor: Visitor) -> float:
    """Open by PIN and key, and use a key for one use up; give how long a new key took to be known."""
    once = await home.make_key(schedule=_today(), uses=1)
    began = time.monotonic()
    assert (await show_until(visitor, once["qr_text"], "opened")).method == "qr"
    learnt_s = time.monotonic() - began
    await asyncio.sleep(3.5)  # taken away from the camera
    assert (await show(visitor, once["qr_text"])).outcome == "used_up"
    pin = await home.set_pin()
    assert (await enter_until(visitor, pin, "opened")).method == "pin"
    home.keys.remove(once)
    for _ in range(KEYS):
        await home.make_key()
    await show_until(visitor, home.keys[-1]["qr_text"], "opened")
    return learnt_s


async def open_cut_off(house: House, home: Household, visitor: Visitor) -> None:
    """Without a server a PIN and a key open as they do with one."""
    pin = await home.set_pin()
    await enter_until(visitor, pin, "opened")
    await asyncio.to_thread(house.server.kill)
    await until_found(lambda: is_offline(visitor), limit_s=SYNC_LIMIT_S, what="the station cut off")
    await asyncio.sleep(TRY_PACE_S)
    assert (await enter(visitor, pin)).outcome == "opened"
    assert (await show(visitor, home.keys[0]["qr_text"])).outcome == "opened"
    house.start_server()
    await visitor.wait_until_online()


async def revoke_a_key(home: Household, visitor: Visitor) -> float:
    """Revoke a key; give after how long it opened no more."""
    key = home.keys.pop()
    assert (await home.http.delete(f"/api/app/keys/{key['key_id']}")).status_code == 200
    began = time.monotonic()
    await show_until(visitor, key["qr_text"], "unknown")
    return time.monotonic() - began


async def show_through_kills(
    house: House, station: Station, visitor: Visitor, home: Household, kills: int, dice: Random
) -> None:
    """Show keys without a pause while station and server die and come back."""
    showing = asyncio.create_task(show_for_ever(visitor, home))
    for _ in range(kills):
        await asyncio.sleep(dice.uniform(0.1, 1.5))
        victims = dice.choice([[station.program], [station.program], [station.program, house.server]])
        for victim in victims:
            await asyncio.to_thread(victim.kill)
        for victim in victims:
            victim.start()
        await visitor.wait_until_online()
    showing.cancel()
    await asyncio.gather(showing, return_exceptions=True)
    await show_until(visitor, home.keys[0]["qr_text"], "opened")


async def show_for_ever(visitor: Visitor, home: Household) -> None:
    while True:
        for key in home.keys:
            await show(visitor, key["qr_text"])
            await asyncio.sleep(0.1)


async def show(visitor: Visitor, text: str) -> PanelEntry:
    return await visitor.enter("panel.show_key", PanelKey(session="s", token=text))


async def enter(visitor: Visitor, pin: str) -> PanelEntry:
    return await visitor.enter("panel.enter_pin", PanelPin(session="s", digits=pin))


async def show_until(visitor: Visitor, text: str, outcome: str) -> PanelEntry:
    async def look() -> PanelEntry | None:
        entry = await (show(visitor, text) if outcome == "opened" else visitor.show_key(text))
        return entry if entry.outcome == outcome else None

    return await until_found(look, limit_s=SYNC_LIMIT_S, what=f"a key that is {outcome}")


async def enter_until(visitor: Visitor, pin: str, outcome: str) -> PanelEntry:
    async def look() -> PanelEntry | None:
        entry = await enter(visitor, pin)
        if entry.outcome == outcome:
            return entry
        await asyncio.sleep(TRY_PACE_S)
        return None

    return await until_found(look, limit_s=2 * SYNC_LIMIT_S, what=f"a PIN that is {outcome}")


async def is_offline(visitor: Visitor) -> bool:
    return visitor.panel is not None and not visitor.panel.online


async def read_history(http: httpx.AsyncClient, expected: set[str]) -> dict[str, str]:
    """Give event → way in, once the station has handed everything over."""

    async def look() -> dict[str, str] | None:
        found: dict[str, str] = {}
        before: dict[str, int] = {}
        while True:
            page = (await http.get("/api/app/history", params={"limit": 100, **before})).json()
            found |= {item["id"]: item["via"] for item in page["items"] if item["kind"] == "opening"}
            if page["next_before_ms"] is None:
                return found if expected <= set(found) else None
            before = {"before_ms": page["next_before_ms"] + 1}

    return await until_found(look, limit_s=HANDED_OVER_LIMIT_S, what="every opening in the history")


def _today() -> dict[str, object]:
    now_ms = int(time.time() * 1000)
    return {"kind": "once", "from_ms": now_ms - 60_000, "until_ms": now_ms + 3_600_000}
