"""Waking apps that are closed, and how each call reached each device."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.String(32)
INSTANT = sa.BigInteger()  # milliseconds since the epoch


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("transport", sa.String(16), nullable=False),
        sa.Column("endpoint", sa.String(1024), nullable=False),
        sa.Column("p256dh", sa.String(120), nullable=False),
        sa.Column("auth", sa.String(40), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("accepted_at", INSTANT),
        sa.Column("checked_at", INSTANT),
        sa.Column("lost_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name="fk_push_subscription_session_id_session", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_push_subscription"),
    )
    op.create_table(
        "ring_delivery",
        sa.Column("call_id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("queued_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("accepted_at", INSTANT),
        sa.Column("failure", sa.String(16)),
        sa.Column("woke_at", INSTANT),
        sa.Column("rang_at", INSTANT),
        sa.Column("seen_at", INSTANT),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("link_used_at", INSTANT),
        sa.PrimaryKeyConstraint("call_id", "session_id", name="pk_ring_delivery"),
    )
    op.create_index("ix_ring_delivery_person_id", "ring_delivery", ["person_id"])
    op.create_index("ix_call_property_started", "call", ["property_id", "started_at"])


def downgrade() -> None:
    op.drop_index("ix_call_property_started", "call")
    op.drop_table("ring_delivery")
    op.drop_table("push_subscription")
