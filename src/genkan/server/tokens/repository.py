"""Reading and writing API tokens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform.operations import ApiScope
from genkan.server.tokens.tables import api_token


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """One token, without itself."""

    id: str
    property_id: str
    made_by: str
    name: str
    scopes: frozenset[ApiScope]
    created_at: datetime
    until: datetime | None
    last_used_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Whether it is neither expired nor revoked."""
        return self.until is None or at < self.until


_BY_HASH = sa.select(api_token).where(api_token.c.token_hash == sa.bindparam("token_hash"))


def find_by_hash(connection: Connection, token_hash: bytes) -> TokenRow | None:
    """Give the token whose hash it is."""
    found = connection.execute(_BY_HASH, {"token_hash": token_hash}).first()
    return None if found is None else _token(found)


def find_token(connection: Connection, token_id: str) -> TokenRow | None:
    """Give the token, open or not."""
    found = connection.execute(sa.select(api_token).where(api_token.c.id == token_id)).first()
    return None if found is None else _token(found)


def add_token(connection: Connection, row: TokenRow, token_hash: bytes) -> None:
    """Store a new token."""
    connection.execute(
        sa.insert(api_token).values(
            id=row.id,
            property_id=row.property_id,
            made_by=row.made_by,
            name=row.name,
            scopes=" ".join(sorted(row.scopes)),
            token_hash=token_hash,
            created_at=row.created_at,
            until=row.until,
            last_used_at=row.last_used_at,
        )
    )


def list_tokens(connection: Connection, property_id: str, *, ended_after: datetime) -> tuple[TokenRow, ...]:
    """Give the property's tokens, newest first, but not those that ended before the instant."""
    rows = connection.execute(
        sa.select(api_token)
        .where(
            api_token.c.property_id == property_id,
            sa.or_(api_token.c.until.is_(None), api_token.c.until > ended_after),
        )
        .order_by(api_token.c.created_at.desc(), api_token.c.id.desc())
    )
    return tuple(_token(row) for row in rows)


def list_token_names(connection: Connection, token_ids: Collection[str]) -> dict[str, str]:
    """Give the names of those of the ids that are tokens', whether they are good still or not."""
    if not token_ids:
        return {}
    rows = connection.execute(
        sa.select(api_token.c.id, api_token.c.name).where(api_token.c.id.in_(list(token_ids)))
    )
    return {row.id: row.name for row in rows}


def end_token(connection: Connection, token_id: str, at: datetime) -> None:
    """Let the token be good no longer than until the instant."""
    connection.execute(
        sa.update(api_token)
        .where(api_token.c.id == token_id, sa.or_(api_token.c.until.is_(None), api_token.c.until > at))
        .values(until=at)
    )


def note_used(connection: Connection, token_id: str, at: datetime) -> None:
    """Store when the token was last shown."""
    connection.execute(sa.update(api_token).where(api_token.c.id == token_id).values(last_used_at=at))


def _token(row: sa.Row[*tuple[object, ...]]) -> TokenRow:
    known = {scope.value: scope for scope in ApiScope}
    return TokenRow(
        id=row.id,
        property_id=row.property_id,
        made_by=row.made_by,
        name=row.name,
        scopes=frozenset(known[scope] for scope in row.scopes.split() if scope in known),
        created_at=row.created_at,
        until=row.until,
        last_used_at=row.last_used_at,
    )
