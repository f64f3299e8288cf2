"""What everybody gets of properties, buildings and homes, and how they try."""

from itertools import count

from genkan.server.bootstrap.sample import EAST, PROPERTY
from genkan.server.platform.operations import Role
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

PORTAL = "/api/portal"
STAFF, INSTALLER = {Role.MANAGER, Role.INSTALLER}, {Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_INSTALLER = row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN)

EXPECTED = {
    "properties.list_properties": FOR_STAFF,
    "properties.create_property": row(FORBIDDEN, installer=OK, foreign_installer=OK),
    "properties.rename_property": FOR_INSTALLER,
    "properties.create_building": FOR_INSTALLER,
    "properties.change_building": FOR_INSTALLER,
    "properties.add_homes": FOR_INSTALLER,
    "properties.get_settings": FOR_STAFF,
    "properties.change_settings": FOR_STAFF,
}

ROLES = {
    "properties.list_properties": STAFF,
    "properties.create_property": INSTALLER,
    "properties.rename_property": INSTALLER,
    "properties.create_building": INSTALLER,
    "properties.change_building": INSTALLER,
    "properties.add_homes": INSTALLER,
    "properties.get_settings": STAFF,
    "properties.change_settings": STAFF,
}

SETTINGS = {"free_family_members": 3, "seat_price": 200, "seat_currency": "USD"}
_numbers = count(9001)


async def try_list(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"{PORTAL}/properties"), sees=PROPERTY)


async def try_create(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(f"{PORTAL}/properties", json={"name": "新しい物件"}))


async def try_rename(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(
            await client.put(f"{PORTAL}/properties/{PROPERTY}", json={"name": "さくらハイツ"})
        )


async def try_create_building(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(
            await client.post(f"{PORTAL}/properties/{PROPERTY}/buildings", json={"name": "南館"})
        )


async def try_change_building(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(
            await client.put(f"{PORTAL}/buildings/{EAST}", json={"name": "さくらハイツ 東館"})
        )


async def try_add_homes(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        body = {"numbers": [str(next(_numbers))]}
        return http_outcome(await client.post(f"{PORTAL}/buildings/{EAST}/homes", json=body))


async def try_get_settings(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"{PORTAL}/properties/{PROPERTY}/settings"))


async def try_change_settings(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.put(f"{PORTAL}/properties/{PROPERTY}/settings", json=SETTINGS))


TRIALS: dict[str, HttpTrial] = {
    "properties.list_properties": try_list,
    "properties.create_property": try_create,
    "properties.rename_property": try_rename,
    "properties.create_building": try_create_building,
    "properties.change_building": try_change_building,
    "properties.add_homes": try_add_homes,
    "properties.get_settings": try_get_settings,
    "properties.change_settings": try_change_settings,
}
