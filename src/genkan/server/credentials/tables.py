"""PINs and keys, the salts of each building, and questions to the phones of a home."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

# A PIN or a temporary key. `until` ends it; a new PIN is a new row. `change` is the property's change number
# that concerned it last, by which stations learn of it.
credential = sa.Table(
    "credential",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), index=True),  # null: one of the staff
    sa.Column("issuer_id", Id, nullable=False, index=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),
    sa.Column("end", sa.String(16)),  # revoked | replaced | void
    sa.Column("change", sa.BigInteger, nullable=False),
    sa.Column("schedule", sa.Text),  # JSON; null: at all times
    sa.Column("doors", sa.Text),  # JSON list of ids; null: every door its holder may pass
    sa.Column("uses", sa.Integer),
    sa.Column("home_station_id", Id),  # where uses are counted
    sa.Column("verifier", sa.LargeBinary(32), unique=True),  # SHA-256 of a QR key
    sa.Column("secret", sa.LargeBinary(64)),  # a PIN, sealed with the server's key
    sa.Column("tag", sa.LargeBinary(32)),  # of a PIN, by which another one of the property is known
    sa.Column("length", sa.Integer),
    sa.Column("name", sa.String(120)),  # visitor or member of staff
    sa.Column("note", sa.String(120)),  # 「IDナンバー」
    sa.Column("template", sa.String(16)),  # visitor | parcel
    sa.Column("address", sa.String(254)),  # where the key was mailed
    sa.Column("language", sa.String(8)),
    sa.Index("ix_credential_property_change", "property_id", "change", "id"),
    sa.Index("ix_credential_property_tag", "property_id", "tag"),
)

# How the stations of a building keep its credentials. A new salt is a new row id: stations then pull anew.
building_keys = sa.Table(
    "building_keys",
    metadata,
    sa.Column("building_id", Id, sa.ForeignKey("building.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("epoch", Id, nullable=False),
    sa.Column("salt", sa.LargeBinary(32), nullable=False),
    sa.Column("cost", sa.Integer, nullable=False),
    sa.Column("kept_by", sa.String(8), nullable=False),  # unit | server: who keeps the key of the store
)

# The slow hash of a PIN with the salt of a building, made once: ten thousand take minutes.
pin_verifier = sa.Table(
    "pin_verifier",
    metadata,
    sa.Column("credential_id", Id, sa.ForeignKey("credential.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("epoch", Id, primary_key=True),
    sa.Column("verifier", sa.LargeBinary(32), nullable=False),
)

# Somebody typed a home's right PIN at a keypad that was guessed at: was it one of the home?
prompt = sa.Table(
    "prompt",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), nullable=False),
    sa.Column("household_id", Id, nullable=False, index=True),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.Column("answered_at", Instant),
)
