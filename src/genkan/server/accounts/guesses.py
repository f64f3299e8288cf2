"""The counters of failed sign-ins, kept in the database for every process."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.core.guessing import (
    FORGET_AFTER,
    Charge,
    Guesses,
    Wait,
    charge_account,
    charge_address,
    forgive,
)
from genkan.server.accounts.tables import sign_in_guess
from genkan.server.platform.errors import TooOften
from genkan.server.platform.settings import SignInSettings

IPV6_SITE_BITS = 64  # one household's network

_FIND = (
    sa.select(sign_in_guess)
    .where(sign_in_guess.c.key.in_(sa.bindparam("keys", expanding=True)))
    .order_by(sign_in_guess.c.key)
    .with_for_update()  # SQLite, where one writer runs at a time, has no such word and leaves it out
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessKeys:
    """The counters one attempt is charged to."""

    account: str
    address: str


def guess_keys(*, username: str, address: str, device_hash: bytes | None) -> GuessKeys:
    """Name the counters. A device that has signed this person in before has its own.

    So a stranger who guesses at a user name slows only strangers down.
    """
    holder = "stranger" if device_hash is None else device_hash.hex()
    return GuessKeys(
        account=_key("account", username, holder),
        address=_key("address", network_of(address)),
    )


def network_of(address: str) -> str:
    """Give what counts as one place: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_SITE_BITS), strict=False))
    return str(parsed)


def charge_attempt(connection: Connection, keys: GuessKeys, at: datetime, limits: SignInSettings) -> None:
    """Charge one attempt to both counters before it is made. Raises TooOften, and charges nothing then."""
    known = _lock(connection, keys, at)
    account = charge_account(
        known[keys.account],
        at=at,
        free_failures=limits.free_failures,
        longest_wait=limits.longest_wait,
    )
    address = charge_address(
        known[keys.address], at=at, attempts=limits.address_attempts, window=limits.address_window
    )
    waits = [charge.left for charge in (account, address) if isinstance(charge, Wait)]
    if waits:
        raise TooOften(retry_after_ms=max(waits) // timedelta(milliseconds=1) + 1)
    _store(connection, keys.account, account)
    _store(connection, keys.address, address)
    connection.execute(sa.delete(sign_in_guess).where(sign_in_guess.c.updated_at < at - FORGET_AFTER))


def forgive_attempt(connection: Connection, keys: GuessKeys, at: datetime) -> None:
    """The attempt was right: the account starts anew, the address gets its charge back."""
    known = _lock(connection, keys, at)
    _store(connection, keys.account, Guesses(failures=0, not_before=at, updated_at=at))
    _store(connection, keys.address, forgive(known[keys.address], at=at))


def _lock(connection: Connection, keys: GuessKeys, at: datetime) -> dict[str, Guesses]:
    """Give both counters, and keep others from them until the transaction ends.

    Read without a lock, attempts at the same instant would all see the same number.
    """
    wanted = sorted((keys.account, keys.address))  # always in one order, so that nobody waits in a ring
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(sign_in_guess).on_conflict_do_nothing(),
        [{"key": key, "failures": 0, "not_before": at, "updated_at": at} for key in wanted],
    )
    return {
        row.key: Guesses(failures=row.failures, not_before=row.not_before, updated_at=row.updated_at)
        for row in connection.execute(_FIND, {"keys": wanted})
    }


def _store(connection: Connection, key: str, charge: Charge) -> None:
    if isinstance(charge, Guesses):
        connection.execute(
            sa.update(sign_in_guess)
            .where(sign_in_guess.c.key == key)
            .values(failures=charge.failures, not_before=charge.not_before, updated_at=charge.updated_at)
        )


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
