"""Who may let households move, and who may touch the family of home 101."""

import secrets
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from genkan.server.accounts.members import list_members_of_households
from genkan.server.accounts.service import find_person_by_username, list_memberships
from genkan.server.bootstrap.sample import EAST, PROPERTY
from genkan.server.households.issue_runs import RunRow, RunState, add_run, find_newest_run, set_state
from genkan.server.households.moving import position_in
from genkan.server.households.orders import SeatOrderRow, add_order
from genkan.server.households.service import HouseholdRow, add_household, list_households
from genkan.server.platform.operations import Role
from genkan.server.properties.enlisting import enlist
from genkan.server.properties.service import HomeRow, add_home, list_home_places
from genkan.server.properties.settings import PropertySettings, set_settings
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row
from harness.everyone_in_properties import (
    FOR_INSTALLER,
    FOR_STAFF,
    INSTALLER,
    PORTAL,
    STAFF,
    Body,
    newcomer,
    somebody,
)

APP = "/api/app"
IMPORT = f"{PORTAL}/properties/{PROPERTY}/import"
CALLER = "+815031234567"
MASTER = {Role.MASTER}
RESIDENTS = {Role.MASTER, Role.FAMILY}
FOR_MASTER = row(FORBIDDEN, master=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN)
FOR_FAMILY = FOR_MASTER | {"family": OK}
FOR_MASTER_AND_STAFF = FOR_MASTER | {
    "manager": OK,
    "installer": OK,
    "foreign-manager": HIDDEN,
    "foreign-installer": HIDDEN,
}
FOR_FAMILY_AND_STAFF = FOR_MASTER_AND_STAFF | {"family": OK}


def household_101(connection: Connection) -> str:
    """Give the household of home 101, with room for everybody the trials add, and a number that calls it."""
    master = find_person_by_username(connection, "100000101")
    assert master is not None
    set_settings(connection, PROPERTY, PropertySettings(free_family_members=50, backup_caller=CALLER))
    found = list_memberships(connection, master.id, datetime.now(UTC))
    (household_id,) = {row.household_id for row in found if row.property_id == PROPERTY}
    assert household_id is not None
    return household_id


def add_member_of_101(connection: Connection) -> tuple[str, str]:
    """Add a family member to 101, long enough ago for another mail; give household and member."""
    at = datetime.now(UTC) - timedelta(minutes=2)
    household_id = household_101(connection)
    (household,) = list_households(connection, [household_id])
    place = list_home_places(connection, [household.home_id])[household.home_id]
    position = position_in(connection, place, household, Role.FAMILY)
    return household_id, enlist(connection, newcomer(), position, at)


def a_file() -> dict[str, object]:
    """Give a file with one home that nobody has imported yet."""
    number = secrets.randbelow(10**8)
    content = f"棟,住戸\nさくらハイツ 東館,{number}\n".encode()
    return {"content": b64encode(content).decode(), "language": "ja"}


def add_waiting(connection: Connection) -> str:
    """Give a member of 101 who has not come, with no run of mails in the way."""
    run = find_newest_run(connection, PROPERTY)
    if run is not None:
        set_state(connection, run.id, RunState.STOPPED, None)
    return add_member_of_101(connection)[1]


def add_issue_run(connection: Connection) -> str:
    """Begin a run of mails, and give its id."""
    at = datetime.now(UTC)
    row = RunRow(
        id=new_id(),
        property_id=PROPERTY,
        started_by="",
        started_at=at,
        state=RunState.PAUSED,
        next_at=None,
    )
    add_run(connection, row, [add_waiting(connection)])
    return row.id


def waiting_trial(tail: str) -> HttpTrial:
    """Try a request that names somebody who waits."""

    async def attempt(town: HttpTown, person: str) -> str:
        entry_id = await town.database.write(add_waiting)
        async with town.client(person, "portal") as client:
            path = f"{PORTAL}/properties/{PROPERTY}/accounts/{tail}"
            return http_outcome(await client.post(path, json={"entry_ids": [entry_id]}))

    return attempt


def add_seat_order(connection: Connection) -> str:
    """Order a seat for 101."""
    row = SeatOrderRow(
        id=new_id(),
        household_id=household_101(connection),
        property_id=PROPERTY,
        ordered_by="",
        price=200,
        currency="USD",
        method="invoice",
        ordered_at=datetime.now(UTC),
    )
    add_order(connection, row)
    return row.id


def add_empty_home(connection: Connection) -> str:
    home = HomeRow(id=new_id(), building_id=EAST, number=new_id()[-8:])
    add_home(connection, home)
    return home.id


def add_household_elsewhere(connection: Connection) -> str:
    """Add a household that moves out tomorrow."""
    at = datetime.now(UTC)
    household = HouseholdRow(
        id=new_id(),
        home_id=add_empty_home(connection),
        name=None,
        since=at - timedelta(days=1),
        until=at + timedelta(days=1),
    )
    add_household(connection, household)
    return household.id


def trial_on(
    add: Callable[[Connection], str], app: str, method: str, path: str, body: Body = None
) -> HttpTrial:
    """Try a request on a thing that was made just now; its id stands for `{id}`."""

    async def attempt(town: HttpTown, person: str) -> str:
        made = await town.database.write(add)
        async with town.client(person, app) as client:
            sent = body() if callable(body) else body
            return http_outcome(await client.request(method, path.replace("{id}", made), json=sent))

    return attempt


def member_trial(method: str, tail: str = "", body: Body = None) -> HttpTrial:
    """Try a request on a member of 101 who was added just now."""

    async def attempt(town: HttpTown, person: str) -> str:
        household_id, member_id = await town.database.write(add_member_of_101)
        path = f"{APP}/households/{household_id}/members/{member_id}{tail}"
        async with town.client(person, "resident") as client:
            sent = body() if callable(body) else body
            return http_outcome(await client.request(method, path, json=sent))

    return attempt


async def try_stop_resident(town: HttpTown, person: str) -> str:
    household_id, member_id = await town.database.write(add_member_of_101)
    path = f"{PORTAL}/households/{household_id}/members/{member_id}/stop-devices"
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(path, json={"reason": "紛失の届け出"}))


async def try_hand_over(town: HttpTown, person: str) -> str:
    """Make the other one the master, and then again the one who was."""

    def find(connection: Connection, username: str) -> tuple[str, str]:
        household_id = household_101(connection)
        members = list_members_of_households(connection, [household_id], datetime.now(UTC))
        return household_id, next(
            member.membership.id for member in members if member.person.username == username
        )

    async def hand_over(asker: str, heir: str) -> str:
        household_id, heir_id = await town.database.write(lambda connection: find(connection, heir))
        async with town.client(asker, "resident") as client:
            path = f"{APP}/households/{household_id}/master"
            return http_outcome(await client.put(path, json={"member_id": heir_id}))

    outcome = await hand_over(person, "100000102")
    if outcome == OK:
        assert await hand_over("manager", "100000101") == OK
    return outcome


OF_101 = f"{APP}/households/{{id}}"
ELSEWHERE = f"{PORTAL}/households/{{id}}"

EXPECTED = {
    "households.add_member": FOR_MASTER,  # first: the others leave people behind who take seats
    "households.list_homes": FOR_STAFF,
    "households.remove_home": FOR_INSTALLER,
    "households.preview_import": FOR_STAFF,
    "households.import_residents": FOR_STAFF,
    "households.list_accounts": FOR_STAFF,
    "households.start_issue": FOR_STAFF,
    "households.change_issue": FOR_STAFF,
    "households.print_sheets": FOR_STAFF,
    "households.print_manual": FOR_STAFF,
    "households.move_in": FOR_STAFF,
    "households.move_out": FOR_STAFF,
    "households.cancel_move_out": FOR_STAFF,
    "households.get_family": FOR_FAMILY_AND_STAFF,
    "households.get_contact_card": FOR_FAMILY,
    "households.change_member": FOR_MASTER,
    "households.remove_member": FOR_MASTER,
    "households.add_dependent": FOR_MASTER,
    "households.send_again": FOR_MASTER_AND_STAFF,
    "households.hand_over": FOR_MASTER_AND_STAFF,
    "households.stop_member_devices": FOR_MASTER,
    "households.stop_resident_devices": FOR_STAFF,
    "households.order_seat": FOR_MASTER,
    "households.list_seat_orders": FOR_STAFF,
    "households.confirm_seat": FOR_STAFF,
    "households.cancel_seat": FOR_MASTER_AND_STAFF,
}

ROLES = {
    "households.list_homes": STAFF,
    "households.remove_home": INSTALLER,
    "households.preview_import": STAFF,
    "households.import_residents": STAFF,
    "households.list_accounts": STAFF,
    "households.start_issue": STAFF,
    "households.change_issue": STAFF,
    "households.print_sheets": STAFF,
    "households.print_manual": STAFF,
    "households.move_in": STAFF,
    "households.move_out": STAFF,
    "households.cancel_move_out": STAFF,
    "households.get_family": RESIDENTS | STAFF,
    "households.get_contact_card": RESIDENTS,
    "households.add_member": MASTER,
    "households.change_member": MASTER,
    "households.remove_member": MASTER,
    "households.add_dependent": MASTER,
    "households.send_again": MASTER | STAFF,
    "households.hand_over": MASTER | STAFF,
    "households.stop_member_devices": MASTER,
    "households.stop_resident_devices": STAFF,
    "households.order_seat": MASTER,
    "households.list_seat_orders": STAFF,
    "households.confirm_seat": STAFF,
    "households.cancel_seat": MASTER | STAFF,
    "households.take_payment_news": {Role.ANONYMOUS},
}

TRIALS: dict[str, HttpTrial] = {
    "households.list_homes": trial_on(
        household_101, "portal", "GET", f"{PORTAL}/properties/{PROPERTY}/homes"
    ),
    "households.remove_home": trial_on(add_empty_home, "portal", "DELETE", f"{PORTAL}/homes/{{id}}"),
    "households.preview_import": trial_on(household_101, "portal", "POST", f"{IMPORT}/preview", a_file),
    "households.import_residents": trial_on(household_101, "portal", "POST", IMPORT, a_file),
    "households.list_accounts": trial_on(
        household_101, "portal", "GET", f"{PORTAL}/properties/{PROPERTY}/accounts"
    ),
    "households.start_issue": waiting_trial("issue"),
    "households.change_issue": trial_on(
        add_issue_run, "portal", "PUT", f"{PORTAL}/issues/{{id}}", {"state": "stopped"}
    ),
    "households.print_sheets": waiting_trial("sheets"),
    "households.print_manual": trial_on(
        household_101, "portal", "GET", f"{PORTAL}/properties/{PROPERTY}/manual"
    ),
    "households.move_in": trial_on(
        add_empty_home,
        "portal",
        "POST",
        f"{PORTAL}/homes/{{id}}/households",
        lambda: {"master": somebody()},
    ),
    "households.move_out": trial_on(add_household_elsewhere, "portal", "POST", f"{ELSEWHERE}/move-out", {}),
    "households.cancel_move_out": trial_on(
        add_household_elsewhere, "portal", "DELETE", f"{ELSEWHERE}/move-out"
    ),
    "households.get_family": trial_on(household_101, "resident", "GET", f"{OF_101}/family"),
    "households.get_contact_card": trial_on(household_101, "resident", "GET", f"{OF_101}/contact.vcf"),
    "households.add_member": trial_on(household_101, "resident", "POST", f"{OF_101}/members", somebody),
    "households.change_member": member_trial("PUT", body=somebody),
    "households.remove_member": member_trial("DELETE"),
    "households.add_dependent": trial_on(
        household_101,
        "resident",
        "POST",
        f"{OF_101}/dependents",
        {"given_name": "澪", "family_name": "佐藤"},
    ),
    "households.send_again": member_trial("POST", "/send-again"),
    "households.hand_over": try_hand_over,
    "households.stop_member_devices": member_trial("POST", "/stop-devices"),
    "households.stop_resident_devices": try_stop_resident,
    "households.order_seat": trial_on(
        household_101, "resident", "POST", f"{OF_101}/seats", {"description": "追加枠"}
    ),
    "households.list_seat_orders": trial_on(
        household_101, "portal", "GET", f"{PORTAL}/properties/{PROPERTY}/seats"
    ),
    "households.confirm_seat": trial_on(add_seat_order, "portal", "POST", f"{PORTAL}/seats/{{id}}/confirm"),
    "households.cancel_seat": trial_on(add_seat_order, "resident", "DELETE", f"{APP}/seats/{{id}}"),
}
