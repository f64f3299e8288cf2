"""What everybody gets of the ways in and of their own account, and how they try."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection

from genkan.server.accounts.consents import PRIVACY_VERSION
from genkan.server.accounts.links import SIGN_IN_LINK, LinkPurpose, add_link
from genkan.server.accounts.service import find_person_by_username
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id
from harness.everyone import HIDDEN, OK, PEOPLE, UNKNOWN, HttpTown, HttpTrial, http_outcome, row
from harness.street import add_device

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
    "accounts.stop_devices": alike("link-unknown"),
    "accounts.look_at_step": alike("step-over"),
    "accounts.take_second_step": alike("step-over"),
    "accounts.offer_passkey": alike(OK),
    "accounts.sign_in_by_passkey": alike("passkey-unfit"),
    "accounts.get_security": row(OK),
    "accounts.begin_totp": row("proof-needed"),
    "accounts.confirm_totp": row("proof-needed"),
    "accounts.remove_totp": row("proof-needed"),
    "accounts.begin_passkey": row("proof-needed"),
    "accounts.add_passkey": row("passkey-unfit"),
    "accounts.remove_passkey": row("proof-needed"),
    "accounts.renew_recovery_codes": row("proof-needed"),
    "accounts.request_proof_code": row("address-missing"),  # nobody of the sample has one
    "accounts.prove": row("wrong-password"),
    "accounts.get_profile": row(OK),
    "accounts.change_profile": row(OK),
    "accounts.request_address_code": row("proof-needed"),
    "accounts.change_address": row("proof-needed"),
    "accounts.change_password": row("proof-needed"),
    "accounts.list_devices": row(OK),
    "accounts.end_device": row(HIDDEN, master=OK),  # a device of the master of home 101
    "accounts.give_consent": row(OK),
    "accounts.export_own_data": row(OK),
    "accounts.erase_self": row("proof-needed", master="master-needed"),
}
OWN = tuple(name for name, expected in EXPECTED.items() if expected["nobody"] == UNKNOWN)

ROLES = dict.fromkeys(EXPECTED, ANYONE) | dict.fromkeys(OWN, SIGNED_IN)


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


def by(method: str, path: str, body: dict[str, str] | None = None) -> HttpTrial:
    """Try something with one's own account."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "resident") as client:
            return http_outcome(await client.request(method, f"/api/app/me{path}", json=body))

    return attempt


def by_portal(method: str, path: str, body: dict[str, str] | None = None) -> HttpTrial:
    """Try something with what protects one's own account."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "portal") as client:
            return http_outcome(await client.request(method, f"/api/portal/me/security{path}", json=body))

    return attempt


async def try_end_device(town: HttpTown, person: str) -> str:
    def add(connection: Connection) -> str:
        master = find_person_by_username(connection, "100000101")
        assert master is not None
        return add_device(connection, master.id, token=new_id())

    session_id = await town.database.write(add)
    async with town.client(person, "resident") as client:
        return http_outcome(await client.delete(f"/api/app/me/devices/{session_id}"))


SIGNED = dict.fromkeys(("credential_id", "client_data", "authenticator_data", "signature"), "e30")
NAMES = {"given_name": "花子", "family_name": "佐藤", "language": "ja"}
NEW_EMAIL = {"email": "new@example.test", "code": "123456"}
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
    "accounts.stop_devices": by_post("/sign-in/stop", token="x"),
    "accounts.look_at_step": by_post("/sign-in/second/look", app="portal"),
    "accounts.take_second_step": by_post("/sign-in/second/code", code="123456", app="portal"),
    "accounts.offer_passkey": by_post("/sign-in/passkey/offer"),
    "accounts.sign_in_by_passkey": by_post("/sign-in/passkey", signed=SIGNED, app="portal"),
    "accounts.get_security": by_portal("GET", ""),
    "accounts.begin_totp": by_portal("POST", "/totp"),
    "accounts.confirm_totp": by_portal("POST", "/totp/confirm", {"code": "123456"}),
    "accounts.remove_totp": by_portal("DELETE", "/totp"),
    "accounts.begin_passkey": by_portal("POST", "/passkeys/begin"),
    "accounts.add_passkey": by_portal(
        "POST", "/passkeys", {"name": "鍵", "client_data": "e30", "attestation": "e30"}
    ),
    "accounts.remove_passkey": by_portal("DELETE", f"/passkeys/{new_id()}"),
    "accounts.renew_recovery_codes": by_portal("POST", "/recovery-codes"),
    "accounts.request_proof_code": by_post("/app/me/proof/code"),
    "accounts.prove": by_post("/app/me/proof", password="no"),
    "accounts.get_profile": by("GET", "/profile"),
    "accounts.change_profile": by("PUT", "/profile", NAMES),
    "accounts.request_address_code": by("POST", "/email/code", NEW_EMAIL),
    "accounts.change_address": by("POST", "/email", NEW_EMAIL),
    "accounts.change_password": by("POST", "/password", {"password": "a new secret"}),
    "accounts.list_devices": by("GET", "/devices"),
    "accounts.end_device": try_end_device,
    "accounts.give_consent": by("POST", "/consent", {"version": PRIVACY_VERSION, "language": "ja"}),
    "accounts.export_own_data": by("GET", "/export"),
    "accounts.erase_self": by("DELETE", ""),
}
