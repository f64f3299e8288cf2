"""What everybody gets of the rules of home 101 and of the property's entrances, and how they try."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

import msgspec
from sqlalchemy import Connection

from genkan.core.call import Target, TargetKind, place
from genkan.core.legs import Leg, LegId, LegKind
from genkan.core.quiet import WeeklyHours
from genkan.server.accounts.service import find_person_by_username
from genkan.server.bootstrap.sample import EAST, EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.calls.repository import CallRow, add_call, set_snapshot
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.operations import Role
from genkan.server.properties.entrance import EntranceSettings
from genkan.server.properties.repository import set_entrance
from genkan.wire.app import DoorRelease, ViewStart
from genkan.wire.call import CallRef, CallSay
from genkan.wire.frame import decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace
from harness.asgi import AsgiSocket
from harness.everyone import (
    FORBIDDEN,
    HIDDEN,
    OK,
    HttpTown,
    HttpTrial,
    http_outcome,
    outcome_of,
    place_call,
    row,
    turned_away,
)
from harness.exchange import HOUSEHOLD_101

STAFF, MASTER = {Role.MANAGER, Role.INSTALLER}, {Role.MASTER}
EVERYBODY = STAFF | {Role.MASTER, Role.FAMILY}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)

FOR_MANAGER = row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN)

EXPECTED = {
    "calls.get_quiet": row(OK),  # one's own device, whoever one is
    "calls.change_quiet": row(OK),
    "households.get_rules": row(
        FORBIDDEN, master=OK, family=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN
    ),
    "households.change_rules": row(FORBIDDEN, master=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN),
    "properties.get_entrance": FOR_STAFF,
    "properties.change_entrance": FOR_STAFF,
    "calls.list_office_calls": FOR_MANAGER,
    "calls.get_office_picture": FOR_MANAGER,
}
OFFICE = row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN) | dict.fromkeys(
    ("master", "family", "neighbour", "west", "stranger"), HIDDEN
)
BUILDING = row(FORBIDDEN, master=OK, family=OK, neighbour=OK, west=HIDDEN, stranger=HIDDEN)
# Tried before the property's settings are changed.
CALLED = BUILDING | dict.fromkeys(("neighbour", "manager", "foreign-manager"), HIDDEN)
EXPECTED = {
    "calls.answer (office)": OFFICE,
    "calls.release_door": row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN),
    "calls.view": BUILDING,
    "calls.say": CALLED,
    **EXPECTED,
}

ROLES = {
    "calls.get_quiet": EVERYBODY,
    "calls.change_quiet": EVERYBODY,
    "households.get_rules": {Role.MASTER, Role.FAMILY},
    "households.change_rules": MASTER,
    "properties.get_entrance": STAFF,
    "properties.change_entrance": STAFF,
    "calls.view": {Role.MASTER, Role.FAMILY},
    "calls.release_door": {Role.MANAGER},
    "calls.list_office_calls": {Role.MANAGER},
    "calls.get_office_picture": {Role.MANAGER},
    "calls.say": {Role.MASTER, Role.FAMILY, Role.MANAGER, Role.STATION},
    "calls.list_directory": {Role.STATION},
}

JPEG = b"\xff\xd8\xff"
SETTINGS = {
    "directory": True,
    "live_view": True,
    "snapshots": "missed",
    "night": None,
    "night_volume": 40,
    "office_hours": [],
    "on_duty": [],
}


async def try_get_quiet(town: HttpTown, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get("/api/app/quiet"))


async def try_change_quiet(town: HttpTown, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.put("/api/app/quiet", json={}))


async def try_get_rules(town: HttpTown, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get(f"/api/app/households/{HOUSEHOLD_101}/rules"))


async def try_change_rules(town: HttpTown, person: str) -> str:
    async with town.client(person, "resident") as client:
        body = {"backup": "together"}
        return http_outcome(await client.put(f"/api/app/households/{HOUSEHOLD_101}/rules", json=body))


async def try_get_entrance(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"/api/portal/properties/{PROPERTY}/entrance"))


async def try_change_entrance(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        path = f"/api/portal/properties/{PROPERTY}/entrance"
        return http_outcome(await client.put(path, json=SETTINGS))


async def try_list_office_calls(town: HttpTown, person: str) -> str:
    call_id = await town.database.write(lambda connection: add_office_call(connection, None))
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get("/api/portal/office-calls"), sees=call_id)


async def try_office_picture(town: HttpTown, person: str) -> str:
    blob_id = await town.blobs.put(JPEG)
    call_id = await town.database.write(lambda connection: add_office_call(connection, blob_id))
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"/api/portal/office-calls/{call_id}/picture"))


def add_office_call(connection: Connection, blob_id: str | None) -> str:
    """Let a visitor have called the office in vain, and give the call."""
    at = SystemClock().now()
    visitor = Leg(id=LegId(EAST_STATION), kind=LegKind.STATION, party=EAST_STATION)
    target = Target(home_id=PROPERTY, kind=TargetKind.OFFICE)
    row = CallRow(
        id=new_id(),
        property_id=PROPERTY,
        building_id=EAST,
        station_id=EAST_STATION,
        home_id=PROPERTY,
        household_id=None,
        home_number="",
        started_at=at,
        ended_at=at,
        snapshot_id=None,
        call=place(target=target, visitor=visitor, apps=(), at=at, is_muted=True),
    )
    add_call(connection, row, row.id)
    if blob_id is not None:
        set_snapshot(connection, row.id, blob_id)
    return row.id


TRIALS: dict[str, HttpTrial] = {
    "calls.get_quiet": try_get_quiet,
    "calls.change_quiet": try_change_quiet,
    "households.get_rules": try_get_rules,
    "households.change_rules": try_change_rules,
    "properties.get_entrance": try_get_entrance,
    "properties.change_entrance": try_change_entrance,
    "calls.list_office_calls": try_list_office_calls,
    "calls.get_office_picture": try_office_picture,
}


class Town(HttpTown, Protocol):
    """The town with its apps."""

    def app(self, person: str) -> AbstractAsyncContextManager[AsgiSocket]:
        """Open the person's resident app."""


async def try_office(town: Town, east: AsgiSocket, person: str) -> str:
    placed = await east.ask("call.place", CallPlace(home_number="", key=new_id(), office=True))
    call = CallRef(call_id=decode_body(placed, CallRef).call_id)
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        return outcome_of(await app.ask("call.answer", call))


async def try_release(town: Town, east: AsgiSocket, person: str) -> str:
    placed = await east.ask("call.place", CallPlace(home_number="", key=new_id(), office=True))
    call_id = decode_body(placed, CallRef).call_id
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        tapped_ms = time.time_ns() // 1_000_000
        tap = DoorRelease(door_id=ENTRANCE, key=new_id(), tapped_ms=tapped_ms, call_id=call_id)
        return outcome_of(await app.ask("door.release", tap))


async def try_view(town: Town, east: AsgiSocket, person: str) -> str:
    await east.ask("call.hang_up", CallRef(call_id=await place_call(east)))  # ends the view before
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        return outcome_of(await app.ask("view.start", ViewStart(door_id=ENTRANCE)))


async def try_say(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        return outcome_of(await app.ask("call.say", CallSay(call_id=call_id, phrase="box")))


def open_entrance(connection: Connection) -> None:
    """Let the property have an office that never closes, and a live view."""
    manager = find_person_by_username(connection, "100000901")
    assert manager is not None
    week = tuple(WeeklyHours(weekday=day, start=0, end=24 * 60) for day in range(7))
    settings = EntranceSettings(live_view=True, office_hours=week, on_duty=(manager.id,))
    set_entrance(connection, PROPERTY, msgspec.json.encode(settings).decode())


Trial = Callable[[Town, AsgiSocket, str], Awaitable[str]]
SOCKET_TRIALS: dict[str, Trial] = {
    "calls.answer (office)": try_office,
    "calls.release_door": try_release,
    "calls.view": try_view,
    "calls.say": try_say,
}
