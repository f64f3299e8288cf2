"""What everybody gets of the PIN and keys of home 101, of staff keys and policies, and how they try."""

from datetime import datetime, timedelta

from genkan.server.bootstrap.sample import EAST, EAST_STATION, ENTRANCE, PROPERTY, WEST_STATION
from genkan.server.credentials.pictures import AddPicture
from genkan.server.credentials.prompt_rows import PromptRow, add_prompt
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.operations import Role, StationActor
from genkan.wire.frame import Body, Nothing, Refused, decode_body
from genkan.wire.ids import new_id
from genkan.wire.rights import HouseholdAsk, KeyClaim, SyncPull
from genkan.wire.station import KeyPicture
from harness.asgi import AsgiSocket
from harness.everyone import FORBIDDEN, HIDDEN, OK, PEOPLE, HttpTown, HttpTrial, http_outcome, row

PORTAL = "/api/portal"
PROOF = "proof-needed"
RESIDENTS, STAFF = {Role.MASTER, Role.FAMILY}, {Role.MANAGER, Role.INSTALLER}
ANYONE = {Role.ANONYMOUS, *RESIDENTS, *STAFF}
FOR_HOME = row(FORBIDDEN, master=OK, family=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN)
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_INSTALLER = row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN)
JPEG = b"\xff\xd8\xff picture"
ALL_DAY = {"kind": "daily", "from_minute": 0, "to_minute": 1440}

EXPECTED = {
    "credentials.propose_pin": FOR_HOME,
    "credentials.set_pin": FOR_HOME,
    "credentials.get_pin": FOR_HOME,
    "credentials.show_pin": FOR_HOME | {"master": PROOF, "family": PROOF},
    "credentials.delete_pin": FOR_HOME,
    "credentials.create_key": FOR_HOME,
    "credentials.list_keys": FOR_HOME,
    "credentials.get_key": FOR_HOME,
    "credentials.mail_key": FOR_HOME,
    "credentials.get_picture": FOR_HOME,
    "credentials.revoke_key": FOR_HOME,
    "credentials.view_key": dict.fromkeys(PEOPLE, OK),
    "credentials.answer_prompt": FOR_HOME,
    "credentials.list_staff_keys": FOR_STAFF,
    "credentials.create_staff_key": FOR_STAFF,
    "credentials.change_staff_key": FOR_STAFF,
    "credentials.revoke_staff_key": FOR_STAFF,
    "credentials.report_stolen": FOR_STAFF,
    "credentials.list_store_keys": FOR_STAFF,
    "credentials.keep_store_key": FOR_INSTALLER,
    "access.get_policy": FOR_STAFF,
    "access.set_policy": FOR_STAFF,
    "access.serve_buildings": FOR_INSTALLER,
}

ROLES = {
    "credentials.get_pin": RESIDENTS,
    "credentials.propose_pin": RESIDENTS,
    "credentials.set_pin": RESIDENTS,
    "credentials.show_pin": RESIDENTS,
    "credentials.delete_pin": RESIDENTS,
    "credentials.list_keys": RESIDENTS,
    "credentials.create_key": RESIDENTS,
    "credentials.get_key": RESIDENTS,
    "credentials.revoke_key": RESIDENTS,
    "credentials.mail_key": RESIDENTS,
    "credentials.get_picture": RESIDENTS,
    "credentials.add_picture": {Role.STATION},
    "credentials.view_key": ANYONE,
    "credentials.list_prompts": RESIDENTS,
    "credentials.answer_prompt": RESIDENTS,
    "credentials.ask_household": {Role.STATION},
    "credentials.list_staff_keys": STAFF,
    "credentials.create_staff_key": STAFF,
    "credentials.change_staff_key": STAFF,
    "credentials.revoke_staff_key": STAFF,
    "credentials.report_stolen": STAFF,
    "credentials.list_store_keys": STAFF,
    "credentials.keep_store_key": {Role.INSTALLER},
    "access.get_policy": STAFF,
    "access.set_policy": STAFF,
    "access.serve_buildings": {Role.INSTALLER},
    "sync.pull": {Role.STATION},
    "sync.claim_use": {Role.STATION},
    "sync.get_store_key": {Role.STATION},
}


async def household_of_101(town: HttpTown) -> str:
    """Give the household that master and family have in common, whatever other trials have added."""
    found: list[set[str]] = []
    for person in ("master", "family"):
        async with town.client(person, "resident") as client:
            homes = (await client.get("/api/app/me")).json()["homes"]
            found.append({str(home["household_id"]) for home in homes})
    return min(found[0] & found[1])


async def a_fit_pin(town: HttpTown) -> str:
    path = f"/api/app/households/{await household_of_101(town)}/pin/proposal"
    async with town.client("master", "resident") as client:
        return str((await client.post(path, json={"length": 6})).json()["pin"])


async def add_key(town: HttpTown) -> dict[str, str]:
    """Let the master of 101 make a key."""
    path = f"/api/app/households/{await household_of_101(town)}/keys"
    body = {"visitor_name": "山田", "schedule": ALL_DAY, "email": "yamada@example.test"}
    async with town.client("master", "resident") as client:
        made = await client.post(path, json=body)
    assert made.status_code == 201, made.text
    found: dict[str, str] = made.json()
    return found


async def add_open_prompt(town: HttpTown) -> str:
    """Let a station ask home 101."""
    at = datetime.now().astimezone()
    prompt = PromptRow(
        id=new_id(),
        station_id=EAST_STATION,
        household_id=await household_of_101(town),
        asked_at=at,
        expires_at=at + timedelta(seconds=30),
    )
    await town.database.write(lambda connection: add_prompt(connection, prompt))
    return prompt.id


def on_household(method: str, path: str, body: dict[str, object] | None = None) -> HttpTrial:
    """Try something on the household of 101."""

    async def attempt(town: HttpTown, person: str) -> str:
        url = f"/api/app/households/{await household_of_101(town)}/{path}"
        async with town.client(person, "resident") as client:
            return http_outcome(await client.request(method, url, json=body))

    return attempt


async def try_set_pin(town: HttpTown, person: str) -> str:
    trial = on_household("PUT", "pin", {"pin": await a_fit_pin(town)})
    return await trial(town, person)


async def try_delete_pin(town: HttpTown, person: str) -> str:
    await try_set_pin(town, "master")
    return await on_household("DELETE", "pin")(town, person)


def on_key(method: str, path: str = "", body: dict[str, object] | None = None) -> HttpTrial:
    """Try something on a key of 101."""

    async def attempt(town: HttpTown, person: str) -> str:
        url = f"/api/app/keys/{(await add_key(town))['key_id']}{path}"
        async with town.client(person, "resident") as client:
            return http_outcome(await client.request(method, url, json=body))

    return attempt


async def try_list_keys(town: HttpTown, person: str) -> str:
    key_id = (await add_key(town))["key_id"]
    url = f"/api/app/households/{await household_of_101(town)}/keys"
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get(url), sees=key_id)


async def try_view_key(town: HttpTown, person: str) -> str:
    token = (await add_key(town))["qr_text"]
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post("/api/visitor/key", json={"token": token}), sees=token)


async def add_use(town: HttpTown) -> Event:
    """Let a key of 101 have opened the entrance."""
    use = Event(
        id=new_id(),
        at=datetime.now().astimezone(),
        kind=EventKind.DOOR_RELEASED,
        property_id=PROPERTY,
        household_id=await household_of_101(town),
        station_id=EAST_STATION,
        credential_id=(await add_key(town))["key_id"],
        via="qr",
        outcome="opened",
    )
    await town.journal.append([use])
    return use


async def try_get_picture(town: HttpTown, person: str) -> str:
    use = await add_use(town)
    station = StationActor(station_id=EAST_STATION, building_id=EAST, property_id=PROPERTY)
    add_picture = AddPicture(database=town.database, journal=town.journal, blobs=town.blobs)
    await add_picture(station, KeyPicture(event_id=use.id, jpeg=JPEG))
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get(f"/api/app/keys/{use.credential_id}/uses/{use.id}/picture"))


async def try_answer_prompt(town: HttpTown, person: str) -> str:
    prompt_id = await add_open_prompt(town)
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post(f"/api/app/prompts/{prompt_id}", json={"allow": False}))


def in_portal(method: str, path: str, body: dict[str, object] | None = None) -> HttpTrial:
    """Try something in the portal."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "portal") as client:
            return http_outcome(await client.request(method, f"{PORTAL}/{path}", json=body))

    return attempt


STAFF_KEY: dict[str, object] = {"name": "清掃", "kind": "pin", "schedule": ALL_DAY}


def on_staff_key(method: str, body: dict[str, object] | None = None) -> HttpTrial:
    """Try something on a PIN of the staff."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client("manager", "portal") as client:
            made = await client.post(f"{PORTAL}/properties/{PROPERTY}/staff-keys", json=STAFF_KEY)
        return await in_portal(method, f"staff-keys/{made.json()['key_id']}", body)(town, person)

    return attempt


TRIALS: dict[str, HttpTrial] = {
    "credentials.propose_pin": on_household("POST", "pin/proposal", {"length": 6}),
    "credentials.set_pin": try_set_pin,
    "credentials.get_pin": on_household("GET", "pin"),
    "credentials.show_pin": on_household("POST", "pin/show"),
    "credentials.delete_pin": try_delete_pin,
    "credentials.create_key": on_household("POST", "keys", {"visitor_name": "山田", "schedule": ALL_DAY}),
    "credentials.list_keys": try_list_keys,
    "credentials.get_key": on_key("GET"),
    "credentials.mail_key": on_key("POST", "/mail", {}),
    "credentials.revoke_key": on_key("DELETE"),
    "credentials.get_picture": try_get_picture,
    "credentials.view_key": try_view_key,
    "credentials.answer_prompt": try_answer_prompt,
    "credentials.list_staff_keys": in_portal("GET", f"properties/{PROPERTY}/staff-keys"),
    "credentials.create_staff_key": in_portal("POST", f"properties/{PROPERTY}/staff-keys", STAFF_KEY),
    "credentials.change_staff_key": on_staff_key("PUT", {"name": "管理", "schedule": None}),
    "credentials.revoke_staff_key": on_staff_key("DELETE"),
    "credentials.report_stolen": in_portal("POST", f"stations/{WEST_STATION}/stolen"),
    "credentials.list_store_keys": in_portal("GET", f"properties/{PROPERTY}/store-keys"),
    "credentials.keep_store_key": in_portal("PUT", f"buildings/{EAST}/store-key", {"kept_by": "unit"}),
    "access.get_policy": in_portal("GET", f"doors/{ENTRANCE}/policy"),
    "access.set_policy": in_portal("PUT", f"doors/{ENTRANCE}/policy", {"grants": None}),
    "access.serve_buildings": in_portal(
        "PUT", f"stations/{EAST_STATION}/buildings", {"building_ids": [EAST]}
    ),
}


async def try_stations(town: HttpTown, own: AsgiSocket, foreign: AsgiSocket, disagreements: list[str]) -> int:
    """Let a station of another property reach for the keys and homes of this one; give how many trials."""
    key_id, home = (await add_key(town))["key_id"], await household_of_101(town)
    use = await add_use(town)
    picture = KeyPicture(event_id=use.id, jpeg=JPEG)
    tried: dict[str, Body] = {
        "key.picture": picture,
        "key.claim": KeyClaim(credential_id=key_id, event_id=new_id(), door_id=ENTRANCE),
        "household.ask": HouseholdAsk(prompt_id=new_id(), household_id=home, lifetime_ms=1_000),
        "store.key": Nothing(),
    }
    for kind, body in tried.items():
        answer = await foreign.ask(kind, body)
        outcome = decode_body(answer, Refused).reason if answer.kind == "refused" else OK
        if outcome != HIDDEN:
            disagreements.append(f"{kind} by a station of another property: {outcome}")
    if (given := await own.ask("key.picture", picture)).kind == "refused":
        disagreements.append(f"key.picture by the station itself: {decode_body(given, Refused).reason}")
    if key_id.encode() in bytes((await foreign.ask("sync.pull", SyncPull(since=0))).body):
        disagreements.append("sync.pull gave a key to a station of another property")
    if key_id.encode() not in bytes((await own.ask("sync.pull", SyncPull(since=0))).body):
        disagreements.append("sync.pull gave no key to the station of its door")
    return len(tried) + 3
