"""What the HTTP API says about API tokens."""

from datetime import datetime

from pydantic import BaseModel, Field

from genkan.server.platform.clock import from_ms, to_ms
from genkan.server.platform.operations import ApiScope
from genkan.server.platform.text import Name
from genkan.server.tokens.service import SeenToken, TokenMade

LATEST_MS = 253_402_300_799_000  # the last second of the year 9999


class TokenIn(BaseModel):
    """The form of a new token."""

    name: Name
    scopes: list[ApiScope] = Field(min_length=1, max_length=len(ApiScope))
    until_ms: int | None = Field(
        default=None, ge=0, le=LATEST_MS, description="When it expires; null: it does not."
    )

    def read_until(self) -> datetime | None:
        return None if self.until_ms is None else from_ms(self.until_ms)


class TokenOut(BaseModel):
    """A token, without itself."""

    token_id: str
    name: str
    scopes: list[ApiScope]
    made_by: str | None = Field(description="The name of who made it; null: somebody erased.")
    created_ms: int
    until_ms: int | None = Field(description="When it expires, or was revoked.")
    last_used_ms: int | None = Field(description="To the minute.")
    is_open: bool = Field(description="Neither expired nor revoked.")
    has_maker: bool = Field(description="Whoever made it still looks after the property; else it is no good.")

    @classmethod
    def of(cls, seen: SeenToken) -> "TokenOut":
        row = seen.row
        return cls(
            token_id=row.id,
            name=row.name,
            scopes=sorted(row.scopes),
            made_by=seen.maker,
            created_ms=to_ms(row.created_at),
            until_ms=None if row.until is None else to_ms(row.until),
            last_used_ms=None if row.last_used_at is None else to_ms(row.last_used_at),
            is_open=seen.is_open,
            has_maker=seen.has_maker,
        )


class TokensOut(BaseModel):
    """The tokens of a property, newest first, with those that ended in the last 30 days."""

    tokens: list[TokenOut]


class TokenMadeOut(BaseModel):
    """A new token: shown this once."""

    token_id: str
    token: str

    @classmethod
    def of(cls, made: TokenMade) -> "TokenMadeOut":
        return cls(token_id=made.row.id, token=made.text)
