"""People, their sessions and their memberships. No row here signs anyone in: tokens are kept as hashes."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

TokenHash = sa.LargeBinary(32)  # SHA-256 of a 256-bit random token

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("username", sa.String(9), nullable=False, unique=True),  # nine digits
    sa.Column("password_hash", sa.String(160), nullable=False),
    sa.Column("given_name", sa.String(80), nullable=False),
    sa.Column("family_name", sa.String(80), nullable=False),
    sa.Column("email", sa.String(254), unique=True),
    sa.Column("mobile", sa.String(20), unique=True),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("app", sa.String(16), nullable=False),
    sa.Column("token_hash", TokenHash, nullable=False, unique=True),
    sa.Column("device_label", sa.String(120), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_seen_at", Instant, nullable=False),
)

# A browser that has signed this person in before. It outlives the session and buys an own guess counter only.
known_device = sa.Table(
    "known_device",
    metadata,
    sa.Column("token_hash", TokenHash, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("last_used_at", Instant, nullable=False),
)

membership = sa.Table(
    "membership",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), index=True),  # null: may make properties
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), index=True),
    sa.Column("since", Instant, nullable=False, index=True),
    sa.Column("until", Instant, index=True),  # exclusive; null: open
)

# `key` is a hash: people type passwords into the wrong field.
sign_in_guess = sa.Table(
    "sign_in_guess",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("not_before", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False, index=True),
)
