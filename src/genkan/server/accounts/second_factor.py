"""What a person has besides a password: an authenticator app, passkeys, and recovery codes for both lost.

Whoever has a portal role and one of the first two brings it at every sign-in, to either app.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.errors import StepOver
from genkan.server.accounts.notices import Changed, tell_of_change
from genkan.server.accounts.repository import find_person, find_person_by_email, find_person_by_username
from genkan.server.accounts.tables import (
    passkey,
    passkey_challenge,
    recovery_code,
    second_step,
    session,
    totp,
)
from genkan.server.platform.derive import PASSWORD_ALPHABET, Derivation

STEP_LIFE = timedelta(minutes=10)  # long enough to fetch the key from another room
STEP_BYTES = 32
RECOVERY = "accounts.recovery"
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10  # of 31 letters: 49 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStep:
    """The first step was right; the token lets the second follow. It exists here and in the browser only."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """Whose second step is awaited, and into which app."""

    token_hash: bytes = field(repr=False)
    person_id: str
    app: str
    expires_at: datetime


def has_second_factor(connection: Connection, person_id: str) -> bool:
    """Whether the person has an authenticator app or a passkey."""
    has_app = sa.select(totp.c.person_id).where(
        totp.c.person_id == person_id, totp.c.confirmed_at.is_not(None)
    )
    has_passkey = sa.select(passkey.c.person_id).where(passkey.c.person_id == person_id)
    return connection.execute(has_app.union_all(has_passkey).limit(1)).first() is not None


def list_with_second_factor(connection: Connection, person_ids: list[str]) -> frozenset[str]:
    """Give those of the people who have one."""
    if not person_ids:
        return frozenset()
    apps = sa.select(totp.c.person_id).where(
        totp.c.person_id.in_(person_ids), totp.c.confirmed_at.is_not(None)
    )
    keys = sa.select(passkey.c.person_id).where(passkey.c.person_id.in_(person_ids))
    return frozenset(row.person_id for row in connection.execute(apps.union(keys)))


def begin_step(connection: Connection, person_id: str, app: str, token_hash: bytes, at: datetime) -> None:
    """Wait for the person's second step. Older ones of theirs stay: they may have two browsers open."""
    connection.execute(sa.delete(second_step).where(second_step.c.expires_at <= at))
    connection.execute(
        sa.insert(second_step).values(
            token_hash=token_hash, person_id=person_id, app=app, expires_at=at + STEP_LIFE
        )
    )


def get_step(connection: Connection, token_hash: bytes, app: str, at: datetime) -> StepRow:
    """Give whose second step is awaited. Raises StepOver."""
    found = connection.execute(
        sa.select(second_step).where(second_step.c.token_hash == token_hash, second_step.c.app == app)
    ).first()
    if found is None or found.expires_at <= at:
        raise StepOver
    return StepRow(
        token_hash=found.token_hash, person_id=found.person_id, app=found.app, expires_at=found.expires_at
    )


def end_step(connection: Connection, step: StepRow) -> None:
    """The second step was taken. Raises StepOver when it had been already."""
    gone = connection.execute(sa.delete(second_step).where(second_step.c.token_hash == step.token_hash))
    if gone.rowcount != 1:
        raise StepOver


# ── recovery codes ───────────────────────────────────────────────────────────────────────────────


def make_recovery_codes() -> tuple[str, ...]:
    """Give new codes, as they are shown once."""
    return tuple(
        "".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    )


def store_recovery_codes(
    connection: Connection, derivation: Derivation, person_id: str, codes: tuple[str, ...], at: datetime
) -> None:
    """Store the codes' hashes in place of all older ones."""
    connection.execute(sa.delete(recovery_code).where(recovery_code.c.person_id == person_id))
    connection.execute(
        sa.insert(recovery_code),
        [
            {"code_hash": _hash(derivation, person_id, code), "person_id": person_id, "created_at": at}
            for code in codes
        ],
    )


def use_recovery_code(connection: Connection, derivation: Derivation, person_id: str, code: str) -> bool:
    """Use the code up; False when it is none of the person's, or was used."""
    used = connection.execute(
        sa.delete(recovery_code).where(
            recovery_code.c.code_hash == _hash(derivation, person_id, code),
            recovery_code.c.person_id == person_id,
        )
    )
    return used.rowcount == 1


def count_recovery_codes(connection: Connection, person_id: str) -> int:
    """Give how many codes are left."""
    query = sa.select(sa.func.count()).where(recovery_code.c.person_id == person_id)
    return connection.execute(query).scalar_one()


# ── coming and going ─────────────────────────────────────────────────────────────────────────────


def settle_new_factor(
    connection: Connection, derivation: Derivation, person_id: str, what: Changed, at: datetime
) -> tuple[str, ...]:
    """Do what follows a new factor: tell its person, and free sessions that waited for it.

    Gives new recovery codes unless some are left.
    """
    connection.execute(sa.update(session).where(session.c.person_id == person_id).values(is_limited=False))
    tell(connection, person_id, what, at)
    if count_recovery_codes(connection, person_id):
        return ()
    codes = make_recovery_codes()
    store_recovery_codes(connection, derivation, person_id, codes, at)
    return codes


def settle_gone_factor(connection: Connection, person_id: str, what: Changed, at: datetime) -> None:
    """Do what follows a factor that was removed: tell its person, and drop codes that back up nothing."""
    if not has_second_factor(connection, person_id):
        connection.execute(sa.delete(recovery_code).where(recovery_code.c.person_id == person_id))
    tell(connection, person_id, what, at)


def reset_second_factor(connection: Connection, person_id: str, at: datetime) -> bool:
    """Take every factor from the person and end their portal sessions; False when there was none.

    A device that was lost may be signed in.
    """
    if not has_second_factor(connection, person_id):
        return False
    for table in (totp, passkey, recovery_code, second_step, passkey_challenge):
        connection.execute(sa.delete(table).where(table.c.person_id == person_id))
    connection.execute(sa.delete(session).where(session.c.person_id == person_id, session.c.app == "portal"))
    tell(connection, person_id, "factor_reset", at)
    return True


def reset_factor_of(connection: Connection, typed: str, at: datetime) -> bool | None:
    """Reset the second factor of whoever has the user name or mail address; None: nobody has."""
    found = find_person_by_username(connection, typed) or find_person_by_email(connection, typed.lower())
    return None if found is None else reset_second_factor(connection, found.id, at)


def tell(connection: Connection, person_id: str, what: Changed, at: datetime) -> None:
    """Write to the person what was changed."""
    found = find_person(connection, person_id)
    if found is not None:
        tell_of_change(connection, found, what, at)


def _hash(derivation: Derivation, person_id: str, code: str) -> bytes:
    return derivation.hash(RECOVERY, f"{person_id}\n{code}")
