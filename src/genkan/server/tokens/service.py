"""API tokens of a property: shown once, good as long as whoever made them looks after the property."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.accounts.service import STAFF_ROLES, hash_token, list_memberships, list_names
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.operations import ApiScope, Membership, Scope, TokenActor, operation
from genkan.server.tokens.errors import TokenEndUnfit, TokensFull
from genkan.server.tokens.repository import (
    TokenRow,
    add_token,
    end_token,
    find_by_hash,
    find_token,
    list_token_names,
    list_tokens,
    note_used,
)
from genkan.server.tokens.spelling import is_token, make_token
from genkan.wire.ids import new_id

__all__ = ["CreateToken", "IdentifyToken", "ListTokens", "RevokeToken", "list_token_names"]

TOKEN_LIMIT = 50  # a property has a handful; more than this is a program gone wild
SHOWN_AFTER_END = timedelta(days=30)  # long enough to find out why something stopped
USE_NOTED_EVERY = timedelta(minutes=1)  # a write a minute, not one a request


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenToken:
    """A token as the staff see it. It may be open and yet no good: its maker has lost the role."""

    row: TokenRow
    maker: str | None  # None: somebody erased
    is_open: bool
    has_maker: bool  # still looking after the property


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMade:
    """A new token; `text` is shown this once and stored nowhere."""

    row: TokenRow
    text: str = field(repr=False)


@operation("tokens.list_tokens")
class ListTokens:
    """List a property's tokens, with those that ended lately."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str) -> tuple[SeenToken, ...]:
        """Raises NotFound."""
        _ensure_looked_after(scope, property_id)
        at = self._clock.now()

        def read(connection: Connection) -> tuple[SeenToken, ...]:
            rows = list_tokens(connection, property_id, ended_after=at - SHOWN_AFTER_END)
            makers = {row.made_by for row in rows}
            names = list_names(connection, makers)
            present = {maker for maker in makers if list_roles(connection, maker, property_id, at)}
            return tuple(
                SeenToken(
                    row=row,
                    maker=names.get(row.made_by),
                    is_open=row.is_open(at),
                    has_maker=row.made_by in present,
                )
                for row in rows
            )

        return await self._database.read(read)


@operation("tokens.create_token")
class CreateToken:
    """Make a token for a program of the property's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        scope: Scope,
        property_id: str,
        *,
        name: str,
        scopes: Collection[ApiScope],
        until: datetime | None,
    ) -> TokenMade:
        """Raises NotFound, TokenEndUnfit, TokensFull."""
        _ensure_looked_after(scope, property_id)
        at = self._clock.now()
        if until is not None and until <= at:
            raise TokenEndUnfit
        text = make_token()
        row = TokenRow(
            id=new_id(),
            property_id=property_id,
            made_by=scope.person_id or "",
            name=name,
            scopes=frozenset(scopes),
            created_at=at,
            until=until,
            last_used_at=None,
        )

        def write(connection: Connection) -> None:
            if len(list_tokens(connection, property_id, ended_after=at)) >= TOKEN_LIMIT:
                raise TokensFull
            add_token(connection, row, hash_token(text))
            scopes = Change(Field.SCOPES, None, ", ".join(sorted(row.scopes)))
            ends = Change(Field.UNTIL, None, to_ms(until)) if until is not None else None
            _note(connection, row, scopes, *([] if ends is None else [ends]))

        await self._database.write(write)
        return TokenMade(row=row, text=text)


@operation("tokens.revoke_token")
class RevokeToken:
    """End a token: its next request is refused."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, token_id: str) -> None:
        """Raises NotFound, also for another property's."""
        at = self._clock.now()

        def write(connection: Connection) -> None:
            row = find_token(connection, token_id)
            if row is None or row.property_id not in scope.properties:
                raise NotFound
            end_token(connection, token_id, at)
            _note(connection, row)

        await self._database.write(write)


class IdentifyToken:
    """Turn a token into the program that shows it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, text: str) -> TokenActor:
        """Raises NotSignedIn when it is none of ours, has ended, or its maker no longer has a role here."""
        if not is_token(text):
            raise NotSignedIn
        at = self._clock.now()
        token_hash = hash_token(text)

        def find(connection: Connection) -> tuple[TokenRow, tuple[Membership, ...]]:
            row = find_by_hash(connection, token_hash)
            if row is None or not row.is_open(at):
                raise NotSignedIn
            return row, list_roles(connection, row.made_by, row.property_id, at)

        row, roles = await self._database.read(find)
        if not roles:
            raise NotSignedIn
        if row.last_used_at is None or row.last_used_at + USE_NOTED_EVERY <= at:
            await self._database.write(lambda connection: note_used(connection, row.id, at))
        return TokenActor(
            token_id=row.id,
            name=row.name,
            property_id=row.property_id,
            made_by=row.made_by,
            scopes=row.scopes,
            memberships=roles,
        )


def _note(connection: Connection, row: TokenRow, *changes: Change) -> None:
    subject = Subject(kind=SubjectKind.TOKEN, id=row.id, name=row.name)
    audit.note(connection, property_id=row.property_id, subject=subject, changes=changes)


def list_roles(
    connection: Connection, person_id: str, property_id: str, at: datetime
) -> tuple[Membership, ...]:
    """Give what the person is to the property, as one of its staff."""
    return tuple(
        membership
        for membership in list_memberships(connection, person_id, at)
        if membership.property_id == property_id and membership.role in STAFF_ROLES
    )


def _ensure_looked_after(scope: Scope, property_id: str) -> None:
    if property_id not in scope.properties:
        raise NotFound
