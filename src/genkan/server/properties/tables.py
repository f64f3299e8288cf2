"""Where things stand: property → building → home, and the doors of a building."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

NAME = sa.String(120)

property_ = sa.Table(
    "property",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", NAME, nullable=False),
    sa.Column("change_number", sa.BigInteger, nullable=False),  # grows with every change of a right
    sa.Column("entrance", sa.Text, nullable=False, default="{}"),  # JSON: what its door stations follow
    sa.Column("settings", sa.Text, nullable=False),  # JSON: what the portal sets
)

building = sa.Table(
    "building",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("name", NAME, nullable=False),
    sa.Column("time_zone", sa.String(64), nullable=False),
)

home = sa.Table(
    "home",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("building_id", Id, sa.ForeignKey("building.id"), nullable=False),
    sa.Column("number", sa.String(16), nullable=False),
    sa.UniqueConstraint("building_id", "number"),
)

door = sa.Table(
    "door",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("building_id", Id, sa.ForeignKey("building.id"), nullable=False, index=True),
    sa.Column("name", NAME, nullable=False),
    sa.Column("release_ms", sa.Integer, nullable=False),
    sa.Column("is_blocked", sa.Boolean, nullable=False),
    sa.Column("policy", sa.Text),  # JSON: who may pass and when; null: every home of the building, always
    sa.Column("fail_mode", sa.String(8), nullable=False, default="secure"),  # secure | safe: without power
    sa.Column("removed_at", Instant),  # kept for the names in the history; null: it is there
)

# What was typed when somebody was added, under the id of the membership that is, or will be. It tells
# whoever added them the same of a new account and of one that was known, until the person has come.
invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), index=True),
    sa.Column("given_name", sa.String(80), nullable=False),
    sa.Column("family_name", sa.String(80), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("email", sa.String(254)),
    sa.Column("mobile", sa.String(20)),
    sa.Column("landline", sa.String(20)),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),  # exclusive; null: open
    sa.Column("sent_at", Instant, nullable=False),
    sa.Column("is_held", sa.Boolean, nullable=False, default=False),  # no mail was sent yet
    sa.Column("printed_at", Instant),  # when the sheet was printed last
    sa.Column("refused_at", Instant),
)
