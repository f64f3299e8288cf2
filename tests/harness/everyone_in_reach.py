"""What everybody gets of how calls reach devices, and how they try."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

from genkan.server.calls.deliveries import claim_delivery
from genkan.server.calls.ring_link import RingLinks
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Role
from genkan.wire.call import CallRef
from genkan.wire.ids import new_id
from harness.asgi import AsgiSocket
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, http_outcome, place_call, row

RESIDENTS, STAFF = {Role.MASTER, Role.FAMILY}, {Role.MANAGER, Role.INSTALLER}
SIGNED_IN = RESIDENTS | STAFF
RESIDENTS_ONLY = row(FORBIDDEN, master=OK, family=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN)

UNCALLED = ("installer", "foreign_installer", "moved_out", "ex_manager")

EXPECTED = {
    # Managers are called at their office: the calls of a home do not exist for them.
    "calls.note_delivery": RESIDENTS_ONLY | {"manager": HIDDEN, "foreign-manager": HIDDEN},
    "calls.list_deliveries": RESIDENTS_ONLY,
    "calls.list_reach": row(
        FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN
    ),
    # A link is worth what its own device is worth; everybody's is made for the call of home 101.
    "calls.follow_link": row(HIDDEN, master=OK, family=OK) | {"nobody": HIDDEN},
    "calls.start_test": row(OK),
    "calls.note_test": row(OK),
    "calls.note_test (another's)": row(HIDDEN, master=OK),
    "calls.get_test": row(OK),
    "calls.get_test (another's)": row(HIDDEN, master=OK),
    # It concerns no stored thing, but only who lives somewhere may use the relay.
    "calls.get_ice": row(
        OK, installer=FORBIDDEN, foreign_installer=FORBIDDEN, moved_out=FORBIDDEN, ex_manager=FORBIDDEN
    ),
    "messages.get_push": row(OK),
    "messages.subscribe_push": row(OK),
    "messages.unsubscribe_push": row(OK),
}

ROLES = {
    "calls.note_delivery": RESIDENTS | {Role.MANAGER},
    "calls.list_deliveries": RESIDENTS,
    "calls.list_reach": STAFF,
    "calls.follow_link": SIGNED_IN | {Role.ANONYMOUS},
    "calls.start_test": SIGNED_IN,
    "calls.note_test": SIGNED_IN,
    "calls.get_test": SIGNED_IN,
    "calls.get_ice": RESIDENTS | {Role.MANAGER},  # whoever is called tests the way of calls
    "messages.get_push": SIGNED_IN,
    "messages.subscribe_push": SIGNED_IN,
    "messages.unsubscribe_push": SIGNED_IN,
}


class Town(HttpTown, Protocol):
    """The town with what makes links."""

    @property
    def sessions(self) -> dict[str, str]: ...
    @property
    def links(self) -> RingLinks: ...
    @property
    def database(self) -> Database: ...


Trial = Callable[[Town, AsgiSocket, str], Awaitable[str]]


async def try_note_delivery(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post(f"/api/app/calls/{call_id}/delivery", json={"step": "seen"}))


async def try_deliveries(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get(f"/api/app/calls/{call_id}/deliveries"))


async def try_reach(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    await east.ask("call.hang_up", CallRef(call_id=call_id))
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get("/api/portal/reach"), sees="さくらハイツ")


async def try_link(town: Town, east: AsgiSocket, person: str) -> str:
    """Use the link that the person's own device would have been sent; nobody has a made-up one."""
    call_id, session_id = await place_call(east), town.sessions.get(person, new_id())
    await town.database.write(
        lambda connection: claim_delivery(
            connection, call_id=call_id, session_id=session_id, person_id=new_id(), at=datetime.now(UTC)
        )
    )
    link = town.links.make(call_id, session_id)
    async with town.client("nobody", "resident") as client:  # the link is all it takes
        return http_outcome(await client.post("/api/ring-link", json={"link": link, "intent": "decline"}))


async def try_start_test(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post("/api/app/test-ring"))


def ring_test_trial(method: str, *, owner: str | None) -> Trial:
    """Ask about, or tell of, a test call: one's own (None), or the owner's."""

    async def attempt(town: Town, _: AsgiSocket, person: str) -> str:
        starter = owner or ("master" if person == "nobody" else person)
        async with town.client(starter, "resident") as client:
            test_id = (await client.post("/api/app/test-ring")).json()["test_id"]
        async with town.client(person, "resident") as client:
            path = f"/api/app/test-ring/{test_id}"
            if method == "get":
                return http_outcome(await client.get(path))
            return http_outcome(await client.post(f"{path}/delivery", json={"step": "woke"}))

    return attempt


async def try_get_ice(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get("/api/app/ice"))


async def try_get_push(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get("/api/app/push"))


async def try_subscribe(town: Town, _: AsgiSocket, person: str) -> str:
    body = {
        "endpoint": "https://fcm.googleapis.com/fcm/send/x",
        "keys": {"p256dh": "A" * 87, "auth": "A" * 22},
    }
    async with town.client(person, "resident") as client:
        return http_outcome(await client.put("/api/app/push", json=body))


async def try_unsubscribe(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.delete("/api/app/push"))


TRIALS: dict[str, Trial] = {
    "calls.note_delivery": try_note_delivery,
    "calls.list_deliveries": try_deliveries,
    "calls.list_reach": try_reach,
    "calls.follow_link": try_link,
    "calls.start_test": try_start_test,
    "calls.note_test": ring_test_trial("post", owner=None),
    "calls.note_test (another's)": ring_test_trial("post", owner="master"),
    "calls.get_test": ring_test_trial("get", owner=None),
    "calls.get_test (another's)": ring_test_trial("get", owner="master"),
    "calls.get_ice": try_get_ice,
    "messages.get_push": try_get_push,
    "messages.subscribe_push": try_subscribe,
    "messages.unsubscribe_push": try_unsubscribe,
}
