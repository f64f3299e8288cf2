"""Who lives where, and when."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

household = sa.Table(
    "household",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("home_id", Id, sa.ForeignKey("home.id"), nullable=False, index=True),
    sa.Column("name", sa.String(120)),  # shown at the station only when the household chose one
    sa.Column("backup_rule", sa.String(24), nullable=False, default="after_no_answer"),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),  # exclusive; null: lives there still
)

# A child or elder without mail and telephone: lives there, signs in nowhere, and takes no seat.
dependent = sa.Table(
    "dependent",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), nullable=False, index=True),
    sa.Column("given_name", sa.String(80), nullable=False),
    sa.Column("family_name", sa.String(80), nullable=False),
    sa.Column("since", Instant, nullable=False),
)

# A lost telephone: who signed out whom everywhere, and why.
device_stop = sa.Table(
    "device_stop",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), nullable=False, index=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("stopped_by", Id, nullable=False),
    sa.Column("reason", sa.String(200), nullable=False),
    sa.Column("at", Instant, nullable=False),
)

# A manager looked at a picture, or for somebody, and why; the journal has it under the same id.
look = sa.Table(
    "look",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, nullable=False),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), nullable=False, index=True),
    sa.Column("person_id", Id),  # who was looked for; null: the whole household
    sa.Column("event_id", Id),  # the opening whose picture was looked at; null: a search
    sa.Column("looked_by", Id, nullable=False),
    sa.Column("reason", sa.String(200), nullable=False),
    sa.Column("at", Instant, nullable=False, index=True),
)

# Account mails that are sent one after the other: until all are, or somebody stops it. It outlives a restart.
issue_run = sa.Table(
    "issue_run",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("started_by", Id, nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("next_at", Instant, index=True),  # when the next mail is due; null: none is
)

# Whose mail, under the id of their membership that is, or will be.
issue_entry = sa.Table(
    "issue_entry",
    metadata,
    sa.Column("run_id", Id, sa.ForeignKey("issue_run.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("entry_id", Id, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),  # in the order they were asked for
    sa.Column("outcome", sa.String(8)),  # null: waits
    sa.Index("ix_issue_entry_waiting", "run_id", "outcome", "place"),
)

# A further family member's place, bought once: ordered by the master, open when paid.
seat_order = sa.Table(
    "seat_order",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), nullable=False, index=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("ordered_by", Id, nullable=False),
    sa.Column("price", sa.BigInteger, nullable=False),  # in the currency's smallest unit
    sa.Column("currency", sa.String(3), nullable=False),
    sa.Column("method", sa.String(16), nullable=False),
    sa.Column("reference", sa.String(255), unique=True),  # the payment's name at the provider
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("paid_at", Instant),
    sa.Column("cancelled_at", Instant),
)
