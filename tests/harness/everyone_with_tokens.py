"""What programs with API tokens get: the promise, written apart from the code's own table."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from genkan.server.accounts.service import hash_token
from genkan.server.bootstrap.sample import PROPERTY
from genkan.server.platform.operations import ApiScope, Role
from genkan.server.tokens.repository import TokenRow, add_token, end_token
from genkan.server.tokens.spelling import make_token
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, UNKNOWN, HttpTown, HttpTrial, http_outcome, row
from harness.everyone_in_households import add_member_of_101, household_101, trial_on

ALL, FOREIGN, WIDOWED = "token-with-all", "token-foreign", "token-of-ex-manager"
OWN = {f"token-{scope}": scope for scope in ApiScope}  # one scope each
PROGRAMS = (*OWN, ALL, FOREIGN, WIDOWED)

STAFF = {Role.MANAGER, Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
EXPECTED = dict.fromkeys(("tokens.list_tokens", "tokens.create_token", "tokens.revoke_token"), FOR_STAFF)
ROLES = dict.fromkeys(EXPECTED, STAFF)

_READ = {"residents:read", "residents:write"}
_WRITE = {"residents:write"}
_KEYS = {"keys:manage"}
_STATIONS = {"stations:read"}
_EVENTS = {"events:read"}
# Which scopes do for what; whatever is not named here is closed to every token.
OPEN = {
    "properties.list_properties": {str(scope) for scope in ApiScope},
    "stations.list_stations": _STATIONS,
    "alarms.list_alarms": _STATIONS,
    **dict.fromkeys(("events.list_events", "events.export_events", "events.get_week"), _EVENTS),
    **dict.fromkeys(("households.list_homes", "households.get_family", "households.list_accounts"), _READ),
    "households.preview_import": _WRITE,
    "households.import_residents": _WRITE,
    "households.start_issue": _WRITE,
    "households.change_issue": _WRITE,
    "households.move_in": _WRITE,
    "households.move_out": _WRITE,
    "households.cancel_move_out": _WRITE,
    "households.send_again": _WRITE,
    "credentials.list_staff_keys": _KEYS,
    "credentials.create_staff_key": _KEYS,
    "credentials.change_staff_key": _KEYS,
    "credentials.revoke_staff_key": _KEYS,
}


def list_programs(operation: str) -> tuple[str, ...]:
    """Give who tries the operation: of a closed one the token suffices that might have everything."""
    return PROGRAMS if operation in OPEN else (ALL,)


def expected_of(operation: str, program: str, of_person: dict[str, str]) -> str:
    """Give what the program gets, where `of_person` is what people get."""
    if program == WIDOWED:
        return UNKNOWN
    scopes = OPEN.get(operation, set())
    if program == FOREIGN:
        return of_person["foreign-manager"] if scopes else FORBIDDEN
    if program == ALL:
        return OK if scopes else FORBIDDEN
    return OK if OWN[program] in scopes else FORBIDDEN


def settle_programs(
    connection: Connection, people: dict[str, str], foreign_property: str, at: datetime
) -> dict[str, str]:
    """Give every program its token, by program."""
    tokens = {}
    for program in PROGRAMS:
        maker = {FOREIGN: "foreign-manager", WIDOWED: "ex-manager"}.get(program, "manager")
        tokens[program] = make_token()
        token = TokenRow(
            id=new_id(),
            property_id=foreign_property if program == FOREIGN else PROPERTY,
            made_by=people[maker],
            name=program,
            scopes=frozenset({OWN[program]}) if program in OWN else frozenset(ApiScope),
            created_at=at,
            until=None,
            last_used_at=None,
        )
        add_token(connection, token, hash_token(tokens[program]))
    return tokens


async def add_some_token(town: HttpTown) -> str:
    """Add a token to the sample property and give its id."""

    def add(connection: Connection) -> str:
        token = TokenRow(
            id=new_id(),
            property_id=PROPERTY,
            made_by="-",
            name="予約システム",
            scopes=frozenset(ApiScope),
            created_at=datetime.now().astimezone(),
            until=None,
            last_used_at=None,
        )
        add_token(connection, token, hash_token(make_token()))
        return token.id

    return await town.database.write(add)


async def try_list(town: HttpTown, person: str) -> str:
    token_id = await add_some_token(town)
    async with town.client(person, "portal") as client:
        listed = http_outcome(await client.get(f"/api/portal/properties/{PROPERTY}/tokens"), sees=token_id)
        await make_room(town, token_id)
        return listed


async def try_create(town: HttpTown, person: str) -> str:
    body = {"name": "予約システム", "scopes": ["residents:read"], "until_ms": None}
    async with town.client(person, "portal") as client:
        made = await client.post(f"/api/portal/properties/{PROPERTY}/tokens", json=body)
    if made.is_success:
        await make_room(town, made.json()["token_id"])
    return http_outcome(made)


async def try_revoke(town: HttpTown, person: str) -> str:
    token_id = await add_some_token(town)
    async with town.client(person, "portal") as client:
        outcome = http_outcome(await client.delete(f"/api/portal/tokens/{token_id}"))
    await make_room(town, token_id)
    return outcome


async def make_room(town: HttpTown, token_id: str) -> None:
    """Let there be room for the next one; as nobody's doing."""
    at = datetime.now(UTC)
    await town.database.write(lambda connection: end_token(connection, token_id, at))


async def try_send_again(town: HttpTown, person: str) -> str:
    household_id, member_id = await town.database.write(add_member_of_101)
    path = f"/api/portal/households/{household_id}/members/{member_id}/send-again"
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(path))


# Where people try what they may in the resident app, programs do in the portal.
PROGRAM_TRIALS: dict[str, HttpTrial] = {
    "households.get_family": trial_on(household_101, "portal", "GET", "/api/portal/households/{id}"),
    "households.send_again": try_send_again,
}
TRIALS: dict[str, HttpTrial] = {
    "tokens.list_tokens": try_list,
    "tokens.create_token": try_create,
    "tokens.revoke_token": try_revoke,
}
