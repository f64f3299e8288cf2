"""Who may build properties, and issue accounts to their managers."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import Connection

from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.service import find_person_by_username
from genkan.server.bootstrap.sample import EAST, PROPERTY
from genkan.server.platform.operations import Role
from genkan.server.properties.enlisting import enlist
from genkan.server.properties.invitations import InvitationRow, add_invitation
from genkan.server.properties.managers import position_of_manager
from genkan.wire.ids import new_id
from harness.everyone import (
    FORBIDDEN,
    HIDDEN,
    OK,
    PEOPLE,
    HttpTown,
    HttpTrial,
    http_outcome,
    row,
)
from harness.installation import NOW
from harness.street import add_street

Json = Mapping[str, object]
Body = Json | Callable[[], Json] | None

PORTAL = "/api/portal"
OF_PROPERTY = f"{PORTAL}/properties/{PROPERTY}"
STAFF = {Role.MANAGER, Role.INSTALLER}
INSTALLER, EVERYBODY = {Role.INSTALLER}, {Role.MASTER, Role.FAMILY, Role.MANAGER, Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_INSTALLER = row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN)
SETTINGS = {"free_family_members": 3, "seat_price": 200, "seat_currency": "USD"}
_numbers = count(9001)


def somebody() -> dict[str, str]:
    """Give somebody new to add."""
    return {"given_name": "恵", "family_name": "田中", "email": f"m{next(_numbers)}@example.test"}


def trial(method: str, path: str, body: Body = None, *, sees: str | None = None) -> HttpTrial:
    """Try one request of the portal; a body may be made anew for each try."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "portal") as client:
            sent = body() if callable(body) else body
            return http_outcome(await client.request(method, path, json=sent), sees=sees)

    return attempt


def manager_trial(method: str, tail: str, body: Body = None) -> HttpTrial:
    """Try one request on a manager who was added long enough ago for another mail."""

    async def attempt(town: HttpTown, person: str) -> str:
        manager_id = await town.database.write(add_manager)
        return await trial(method, f"{OF_PROPERTY}/managers/{manager_id}{tail}", body)(town, person)

    return attempt


def add_manager(connection: Connection) -> str:
    at = datetime.now(UTC) - timedelta(minutes=2)
    return enlist(connection, newcomer(), position_of_manager(connection, PROPERTY, at), at)


def newcomer() -> NewPerson:
    return NewPerson(language="ja", **somebody())


def invite_master(connection: Connection) -> str:
    """Invite the master of home 101 to live somewhere else, too."""
    master = find_person_by_username(connection, "100000101")
    assert master is not None
    elsewhere = add_street(connection)
    row = InvitationRow(
        id=new_id(),
        person_id=master.id,
        role=Role.FAMILY,
        property_id=elsewhere.property_id,
        household_id=elsewhere.household_id,
        given_name="花子",
        family_name="佐藤",
        language="ja",
        since=NOW,
        sent_at=datetime.now(UTC),
    )
    add_invitation(connection, row)
    return row.id


def invitation_trial(answer: str) -> HttpTrial:
    """Try to answer the invitation of the master's."""

    async def attempt(town: HttpTown, person: str) -> str:
        invitation_id = await town.database.write(invite_master)
        async with town.client(person, "resident") as client:
            return http_outcome(await client.post(f"/api/app/invitations/{invitation_id}/{answer}"))

    return attempt


async def try_invitations(town: HttpTown, person: str) -> str:
    invitation_id = await town.database.write(invite_master)
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get("/api/app/invitations"), sees=invitation_id)


ONLY_MASTER = {person: OK if person == "master" else HIDDEN for person in PEOPLE} | {
    "nobody": "not-signed-in"
}

EXPECTED = {
    "properties.list_properties": FOR_STAFF,
    "properties.create_property": row(FORBIDDEN, installer=OK, foreign_installer=OK),
    "properties.rename_property": FOR_INSTALLER,
    "properties.create_building": FOR_INSTALLER,
    "properties.change_building": FOR_INSTALLER,
    "properties.add_homes": FOR_INSTALLER,
    "properties.get_settings": FOR_STAFF,
    "properties.change_settings": FOR_STAFF,
    "properties.list_managers": FOR_STAFF,
    "properties.add_manager": FOR_INSTALLER,
    "properties.change_manager": FOR_INSTALLER,
    "properties.send_manager_again": FOR_INSTALLER,
    "properties.remove_manager": FOR_INSTALLER,
    # The asker shows again who they are; and it is of another.
    "properties.reset_second_factor": FOR_STAFF | {"manager": "proof-needed", "installer": "proof-needed"},
    "properties.list_invitations": ONLY_MASTER,
    "properties.accept_invitation": ONLY_MASTER,
    "properties.refuse_invitation": ONLY_MASTER,
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
    "properties.list_managers": STAFF,
    "properties.add_manager": INSTALLER,
    "properties.change_manager": INSTALLER,
    "properties.send_manager_again": INSTALLER,
    "properties.remove_manager": INSTALLER,
    "properties.reset_second_factor": STAFF,
    "properties.list_invitations": EVERYBODY,
    "properties.accept_invitation": EVERYBODY,
    "properties.refuse_invitation": EVERYBODY,
}

TRIALS: dict[str, HttpTrial] = {
    "properties.list_properties": trial("GET", f"{PORTAL}/properties", sees=PROPERTY),
    "properties.create_property": trial("POST", f"{PORTAL}/properties", {"name": "新しい物件"}),
    "properties.rename_property": trial("PUT", OF_PROPERTY, {"name": "さくらハイツ"}),
    "properties.create_building": trial("POST", f"{OF_PROPERTY}/buildings", {"name": "南館"}),
    "properties.change_building": trial("PUT", f"{PORTAL}/buildings/{EAST}", {"name": "さくらハイツ 東館"}),
    "properties.add_homes": trial(
        "POST", f"{PORTAL}/buildings/{EAST}/homes", lambda: {"numbers": [str(next(_numbers))]}
    ),
    "properties.get_settings": trial("GET", f"{OF_PROPERTY}/settings"),
    "properties.change_settings": trial("PUT", f"{OF_PROPERTY}/settings", SETTINGS),
    "properties.list_managers": trial("GET", f"{OF_PROPERTY}/managers"),
    "properties.add_manager": trial("POST", f"{OF_PROPERTY}/managers", somebody),
    "properties.change_manager": manager_trial("PUT", "", somebody),
    "properties.send_manager_again": manager_trial("POST", "/send-again"),
    "properties.remove_manager": manager_trial("DELETE", ""),
    "properties.reset_second_factor": manager_trial("DELETE", "/second-factor"),
    "properties.list_invitations": try_invitations,
    "properties.accept_invitation": invitation_trial("accept"),
    "properties.refuse_invitation": invitation_trial("refuse"),
}
