"""What everybody gets of the ways in and of their own account, and how they try."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection

from genkan.server.accounts.links import SIGN_IN_LINK, LinkPurpose, add_link
from genkan.server.accounts.service import find_person_by_username
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import Role
from harness.everyone import OK, PEOPLE, HttpTown, HttpTrial, http_outcome, row

ANYONE = {Role.ANONYMOUS, Role.MASTER, Role.FAMILY, Role.MANAGER, Role.INSTALLER}
SIGNED_IN = ANYONE - {Role.ANONYMOUS}
_numbers = count(1)


def alike(outcome: str) -> dict[str, str]:
    """Say that everybody, signed in or not, gets the same."""
    return dict.fromkeys(PEOPLE, outcome)


# A way in is open to everybody; what it says to whoever brings nothing is the same for all.
EXPECTED = {
    "accounts.sign_in": alike("wrong-password"),
    "accounts.look_at_link": alike(OK),
    "accounts.sign_in_by_link": alike(OK),
    "accounts.request_link": alike(OK),
    "accounts.hand_over": alike(OK),
    "accounts.sign_in_by_hand_over": alike("wrong-code"),
    "accounts.request_code": alike(OK),
    "accounts.sign_in_by_code": alike("wrong-code"),
    "accounts.request_reset": alike(OK),
    "accounts.check_reset_code": alike("wrong-code"),
    "accounts.reset_password": alike("link-unknown"),
    "accounts.request_proof_code": row("address-missing"),  # nobody of the sample has one
    "accounts.prove": row("wrong-password"),
}

ROLES = dict.fromkeys(EXPECTED, ANYONE) | {
    "accounts.request_proof_code": SIGNED_IN,
    "accounts.prove": SIGNED_IN,
}


async def make_link(town: HttpTown) -> str:
    """Give the token of a new link of the master of home 101."""

    def add(connection: Connection) -> str:
        master = find_person_by_username(connection, "100000101")
        assert master is not None
        at = datetime.now().astimezone()
        return add_link(connection, master.id, LinkPurpose.SIGN_IN, at, life=timedelta(days=1)).id

    return Derivation(town.server_key).link(SIGN_IN_LINK, await town.database.write(add))


def by_post(path: str, **body: object) -> HttpTrial:
    """Try by posting the body; `{link}` in it is a fresh token, `{number}` another one each time."""

    async def attempt(town: HttpTown, person: str) -> str:
        filled: dict[str, object] = {}
        for key, value in body.items():
            if value == "{link}":
                filled[key] = await make_link(town)
            elif value == "{number}":
                filled[key] = f"nobody-{next(_numbers)}"
            else:
                filled[key] = value
        async with town.client(person, "resident") as client:
            return http_outcome(await client.post(f"/api{path}", json=filled))

    return attempt


MOBILE = "090-1234-5678"
TRIALS: dict[str, HttpTrial] = {
    "accounts.sign_in": by_post("/sign-in", username="{number}", password="no", app="resident"),
    "accounts.look_at_link": by_post("/sign-in/link/look", token="{link}"),
    "accounts.sign_in_by_link": by_post("/sign-in/link", token="{link}", app="resident"),
    "accounts.request_link": by_post("/sign-in/link/new", token="{link}"),
    "accounts.hand_over": by_post("/sign-in/hand-over", token="{link}"),
    "accounts.sign_in_by_hand_over": by_post("/sign-in/hand-over/code", code="12345678"),
    "accounts.request_code": by_post("/sign-in/code", mobile=MOBILE),
    "accounts.sign_in_by_code": by_post("/sign-in/code/check", mobile=MOBILE, code="123456", app="resident"),
    "accounts.request_reset": by_post("/password/reset", email="nobody@example.test"),
    "accounts.check_reset_code": by_post("/password/reset/code", mobile=MOBILE, code="123456"),
    "accounts.reset_password": by_post("/password/new", token="x", password="new secret", app="resident"),
    "accounts.request_proof_code": by_post("/app/me/proof/code"),
    "accounts.prove": by_post("/app/me/proof", password="no"),
}
