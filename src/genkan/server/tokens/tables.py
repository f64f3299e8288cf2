"""API tokens. No row holds one: `token_hash` is what is stored of it."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

api_token = sa.Table(
    "api_token",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("made_by", Id, nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("scopes", sa.String(400), nullable=False),  # with a space between them, as OAuth writes them
    sa.Column("token_hash", sa.LargeBinary(32), nullable=False, unique=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("until", Instant),  # exclusive: when it expires or was revoked; null: open
    sa.Column("last_used_at", Instant),  # to the minute
)
