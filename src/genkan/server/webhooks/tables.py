"""Where to tell what happens in a property, and what was told. No row holds what signs: see `signing`."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

webhook = sa.Table(
    "webhook",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False, index=True),
    sa.Column("url", sa.String(500), nullable=False),
    sa.Column("topics", sa.String(200), nullable=False),  # with a space between them
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("secret_no", sa.Integer, nullable=False),  # which of its secrets signs
    sa.Column("old_secret_until", Instant),  # exclusive; until then the one before signs as well
    sa.Column("failing_since", Instant),  # null: the last attempt was taken, or there was none
    sa.Column("off_at", Instant),  # null: it is on
    sa.Column("off_reason", sa.String(16)),
)

# One message for one webhook. `body` is what is signed and sent, word for word, at every attempt.
webhook_delivery = sa.Table(
    "webhook_delivery",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("webhook_id", Id, sa.ForeignKey("webhook.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("message_id", sa.String(64), nullable=False),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_at", Instant, index=True),  # null: settled
    sa.Column("tried_at", Instant),  # the last attempt, and what came of it:
    sa.Column("status", sa.Integer),
    sa.Column("duration_ms", sa.Integer),
    sa.Column("answer", sa.String(500)),
    sa.Column("fault", sa.String(16)),
    sa.UniqueConstraint("webhook_id", "message_id"),
)
