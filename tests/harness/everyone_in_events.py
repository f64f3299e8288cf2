"""Who sees what happened at the doors: managers of the property alone, and of residents nothing unasked."""

from datetime import UTC, datetime

from genkan.server.bootstrap.sample import EAST, EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.credentials.picture_ids import picture_id
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row
from harness.everyone_in_households import household_101
from harness.everyone_in_properties import OF_PROPERTY

FOR_MANAGER = row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN)
JPEG = b"\xff\xd8\xff\xe0 a picture \xff\xd9"

EXPECTED = {
    "events.list_events": FOR_MANAGER,
    "events.export_events": FOR_MANAGER,
    "events.look_for": FOR_MANAGER,
    "events.look_at_picture": FOR_MANAGER,
    "events.get_week": FOR_MANAGER,
}

ROLES = {name: {Role.MANAGER} for name in EXPECTED}


async def add_pictured_use(town: HttpTown) -> str:
    """Let a guest of home 101 open with a key, and give the opening's id."""
    household_id = await town.database.write(household_101)
    use = Event(
        id=new_id(),
        at=datetime.now(UTC),
        kind=EventKind.DOOR_RELEASED,
        property_id=PROPERTY,
        building_id=EAST,
        household_id=household_id,
        station_id=EAST_STATION,
        door_id=ENTRANCE,
        via="qr",
        outcome="opened",
        credential_id=new_id(),
    )
    picture = Event(
        id=picture_id(use.id),
        at=use.at,
        kind=EventKind.USE_PICTURED,
        property_id=PROPERTY,
        household_id=household_id,
        credential_id=use.credential_id,
        blob_id=await town.blobs.put(JPEG),
    )
    await town.journal.append([use, picture])
    return use.id


def see_trial(tail: str) -> HttpTrial:
    """Try to read the events, after one was added."""

    async def attempt(town: HttpTown, person: str) -> str:
        await add_pictured_use(town)
        async with town.client(person, "portal") as client:
            return http_outcome(await client.get(f"{OF_PROPERTY}/{tail}"), sees="エントランス")

    return attempt


async def try_week(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"{OF_PROPERTY}/week"), sees="Asia/Tokyo")


async def try_look_for(town: HttpTown, person: str) -> str:
    body = {"household_id": await town.database.write(household_101), "reason": "落とし物の確認"}
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(f"{OF_PROPERTY}/events/look", json=body))


async def try_picture(town: HttpTown, person: str) -> str:
    event_id = await add_pictured_use(town)
    async with town.client(person, "portal") as client:
        path = f"{OF_PROPERTY}/events/{event_id}/picture"
        return http_outcome(await client.post(path, json={"reason": "落とし物の確認"}))


TRIALS: dict[str, HttpTrial] = {
    "events.list_events": see_trial("events"),
    "events.export_events": see_trial("events.csv"),
    "events.look_for": try_look_for,
    "events.look_at_picture": try_picture,
    "events.get_week": try_week,
}
