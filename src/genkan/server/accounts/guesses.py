"""The counters of failed sign-ins, kept in the database for every process."""

import hashlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

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

_FIND = sa.select(sign_in_guess).where(sign_in_guess.c.key.in_(sa.bindparam("keys", expanding=True)))


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
    known = _find(connection, keys)
    account = charge_account(
        known.get(keys.account),
        at=at,
        free_failures=limits.free_failures,
        longest_wait=limits.longest_wait,
    )
    address = charge_address(
        known.get(keys.address), at=at, attempts=limits.address_attempts, window=limits.address_window
    )
    waits = [charge.left for charge in (account, address) if isinstance(charge, Wait)]
    if waits:
        raise TooOften(retry_after_ms=max(waits) // timedelta(milliseconds=1) + 1)
    _store(connection, {keys.account: account, keys.address: address}, known)
    connection.execute(sa.delete(sign_in_guess).where(sign_in_guess.c.updated_at < at - FORGET_AFTER))


def forgive_attempt(connection: Connection, keys: GuessKeys, at: datetime) -> None:
    """The attempt was right: the account starts anew, the address gets its charge back."""
    known = _find(connection, keys)
    connection.execute(sa.delete(sign_in_guess).where(sign_in_guess.c.key == keys.account))
    if (address := known.get(keys.address)) is not None:
        _store(connection, {keys.address: forgive(address, at=at)}, known)


def _find(connection: Connection, keys: GuessKeys) -> dict[str, Guesses]:
    rows = connection.execute(_FIND, {"keys": [keys.account, keys.address]})
    return {
        row.key: Guesses(failures=row.failures, not_before=row.not_before, updated_at=row.updated_at)
        for row in rows
    }


def _store(connection: Connection, charges: Mapping[str, Charge], known: Mapping[str, Guesses]) -> None:
    for key, charge in charges.items():
        if isinstance(charge, Wait):
            continue
        values = {
            "failures": charge.failures,
            "not_before": charge.not_before,
            "updated_at": charge.updated_at,
        }
        if key in known:
            connection.execute(sa.update(sign_in_guess).where(sign_in_guess.c.key == key).values(values))
        else:
            connection.execute(sa.insert(sign_in_guess).values(key=key, **values))


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
