"""Messages on their way out, and what became of them. No row holds a secret: see `Derived`."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

message = sa.Table(
    "message",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("channel", sa.String(8), nullable=False),
    sa.Column("address", sa.String(254), nullable=False),
    sa.Column("template", sa.String(40), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("parameters", sa.Text, nullable=False),  # JSON: plain texts, and which secrets to make
    sa.Column("about", Id, index=True),  # what it concerns; erased with it
    sa.Column("property_id", Id, index=True),  # whose staff see that it failed
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("not_after", Instant),  # worthless later
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_at", Instant),  # null: nothing is to be done
    sa.Column("settled_at", Instant),  # sent or given up
    sa.Column("fault", sa.String(24)),  # why the last attempt failed
    sa.Index("ix_message_next_at", "next_at"),
)

# Where an app that is closed can be woken.
push_subscription = sa.Table(
    "push_subscription",
    metadata,
    sa.Column("session_id", Id, sa.ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("transport", sa.String(16), nullable=False),
    sa.Column("endpoint", sa.String(1024), nullable=False),  # empty: it died
    sa.Column("p256dh", sa.String(120), nullable=False),
    sa.Column("auth", sa.String(40), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("accepted_at", Instant),  # when the push service took a message last
    sa.Column("checked_at", Instant),  # when the nightly self-test spoke to it last
    sa.Column("lost_at", Instant),  # when it said that the subscription is dead
)
