"""Six-digit codes sent to a number or mail address: what is stored of them, and what slows guessing.

What is asked for an unknown address takes the same steps and leaves the same rows, without a person.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.core.guessing import CODE_PAUSE, DAY, Keep, Wait, pace_code
from genkan.server.accounts.tables import code, code_pace
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue
from genkan.server.platform.clock import from_ms, to_ms
from genkan.server.platform.derive import Derivation
from genkan.wire.ids import new_id

CODE = "accounts.code"
TRIES = 5
WRONG_A_DAY = 30  # per address
WRONG_A_DAY_ALL = 1_000  # on this server; then the other ways
ALL = "all"
LIFE = {Channel.SMS: timedelta(seconds=60), Channel.MAIL: timedelta(minutes=10)}  # a mail takes longer


class CodePurpose(StrEnum):
    ENTER = "enter"  # signs in, or lets a new password be chosen
    PROVE = "prove"  # shows again who is signed in
    CHANGE = "change"  # shows that a new address is theirs
    RESET = "reset"  # paces mails that let a new password be chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAddress:
    """Where a code goes, and whose it is; nobody's is not sent."""

    channel: Channel
    address: str
    purpose: CodePurpose
    person_id: str | None
    language: str = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSent:
    """A code is, or seems to be, on its way."""

    at: datetime
    resend_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CodeRight:
    """The code was right; it is used up."""

    person_id: str


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """Wrong, too old, used, or tried too often."""


@dataclass(frozen=True, slots=True)
class CodesBlocked:
    """So many were wrong that none is looked at for a while."""

    left: timedelta


CodeCheck = CodeRight | CodeWrong | CodesBlocked


def request_code(
    connection: Connection, derivation: Derivation, to: CodeAddress, at: datetime
) -> CodeSent | Wait:
    """Send a code, or leave the one of a moment ago; a new one voids the older."""
    taken = _take(connection, derivation, to, at)
    if isinstance(taken, Wait | CodeSent):
        return taken
    expires_at = at + LIFE[to.channel]
    if to.person_id is not None:
        _send(connection, to, taken, expires_at, at)
    return CodeSent(at=at, resend_at=at + CODE_PAUSE, expires_at=expires_at)


def pace_address(
    connection: Connection, derivation: Derivation, to: CodeAddress, at: datetime
) -> CodeSent | Wait | None:
    """Pace something else that is sent to an address like a code; None: it may be sent now."""
    taken = _take(connection, derivation, to, at)
    return taken if isinstance(taken, Wait | CodeSent) else None


def check_code(
    connection: Connection, derivation: Derivation, to: CodeAddress, typed: str, at: datetime
) -> CodeCheck:
    """Use up one try, and the code when it is right. The caller must let the transaction succeed."""
    budgets = [
        (_lock(connection, derivation.hash(CODE, key), at), most)
        for key, most in sorted(((to.address, WRONG_A_DAY), (ALL, WRONG_A_DAY_ALL)))
    ]
    for pace, most in budgets:
        if pace.failures >= most:
            return CodesBlocked(pace.failing_since + DAY - at)
    newest = _newest(connection, _address_hash(derivation, to), to.purpose)
    # Without a code to compare with, one is made all the same: existence takes no time.
    expected = derivation.code(CODE, new_id() if newest is None else newest.id)
    fits = _same(derivation, expected, typed)
    if newest is not None and newest.used_at is None and newest.tries < TRIES and at < newest.expires_at:
        connection.execute(
            sa.update(code)
            .where(code.c.id == newest.id)
            .values(tries=code.c.tries + 1, used_at=at if fits else None)
        )
        if fits and newest.person_id is not None:
            return CodeRight(newest.person_id)
    for pace, _ in budgets:
        _store_failure(connection, pace, at)
    return CodeWrong()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    key_hash: bytes
    sent: tuple[datetime, ...]
    failures: int
    failing_since: datetime


def _take(
    connection: Connection, derivation: Derivation, to: CodeAddress, at: datetime
) -> str | CodeSent | Wait:
    """Store a new code in place of the older and give its id, unless the pace says otherwise."""
    address_hash = _address_hash(derivation, to)
    pace = _lock(connection, derivation.hash(CODE, to.address), at)
    newest = _newest(connection, address_hash, to.purpose)
    match pace_code(pace.sent, newest=None if newest is None else newest.created_at, at=at):
        case Wait() as wait:
            return wait
        case Keep(left) if newest is not None:
            return CodeSent(at=at, resend_at=at + left, expires_at=newest.expires_at)
    connection.execute(
        sa.delete(code).where(code.c.address_hash == address_hash, code.c.purpose == to.purpose.value)
    )
    code_id = new_id()
    connection.execute(
        sa.insert(code).values(
            id=code_id,
            address_hash=address_hash,
            purpose=to.purpose.value,
            person_id=to.person_id,
            created_at=at,
            expires_at=at + LIFE[to.channel],
            tries=0,
        )
    )
    _store_sent(connection, pace, at)
    return code_id


def _address_hash(derivation: Derivation, to: CodeAddress) -> bytes:
    return derivation.hash(CODE, to.address)


def _same(derivation: Derivation, expected: str, typed: str) -> bool:
    # Hashes of equal length, whatever was typed.
    return derivation.hash(CODE, expected) == derivation.hash(CODE, typed)


def _newest(
    connection: Connection, address_hash: bytes, purpose: CodePurpose
) -> sa.Row[*tuple[object, ...]] | None:
    return connection.execute(
        sa.select(code)
        .where(code.c.address_hash == address_hash, code.c.purpose == purpose.value)
        .order_by(code.c.created_at.desc(), code.c.id.desc())
        .limit(1)
    ).first()


def _send(connection: Connection, to: CodeAddress, code_id: str, expires_at: datetime, at: datetime) -> None:
    message = NewMessage(
        channel=to.channel,
        address=to.address,
        template="code",
        language=to.language,
        derived={"code": Derived(kind=DerivedKind.CODE, purpose=CODE, row_id=code_id)},
        not_after=expires_at,
        about=to.person_id,
    )
    enqueue(connection, message, at)


def _lock(connection: Connection, key_hash: bytes, at: datetime) -> _Pace:
    """Give the counters of a key, and keep others from them until the transaction ends."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(code_pace)
        .values(key_hash=key_hash, sent="[]", failures=0, failing_since=at, updated_at=at)
        .on_conflict_do_nothing()
    )
    row = connection.execute(
        sa.select(code_pace).where(code_pace.c.key_hash == key_hash).with_for_update()
    ).one()
    is_over = row.failing_since + DAY <= at
    return _Pace(
        key_hash=key_hash,
        sent=tuple(instant for ms in json.loads(row.sent) if at < (instant := from_ms(ms)) + DAY),
        failures=0 if is_over else row.failures,
        failing_since=at if is_over else row.failing_since,
    )


def _store_sent(connection: Connection, pace: _Pace, at: datetime) -> None:
    sent = json.dumps([to_ms(instant) for instant in (*pace.sent, at)])
    connection.execute(
        sa.update(code_pace).where(code_pace.c.key_hash == pace.key_hash).values(sent=sent, updated_at=at)
    )
    connection.execute(sa.delete(code).where(code.c.expires_at < at - DAY))
    connection.execute(sa.delete(code_pace).where(code_pace.c.updated_at < at - 2 * DAY))


def _store_failure(connection: Connection, pace: _Pace, at: datetime) -> None:
    connection.execute(
        sa.update(code_pace)
        .where(code_pace.c.key_hash == pace.key_hash)
        .values(failures=pace.failures + 1, failing_since=pace.failing_since, updated_at=at)
    )
