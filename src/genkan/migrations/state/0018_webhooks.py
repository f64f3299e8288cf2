"""Webhooks of a property, and what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("topics", sa.String(200), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("secret_no", sa.Integer(), nullable=False),
        sa.Column("old_secret_until", sa.BigInteger()),
        sa.Column("failing_since", sa.BigInteger()),
        sa.Column("off_at", sa.BigInteger()),
        sa.Column("off_reason", sa.String(16)),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_webhook_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )
    op.create_index("ix_webhook_property_id", "webhook", ["property_id"])
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("webhook_id", sa.String(32), nullable=False),
        sa.Column("message_id", sa.String(64), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("tried_at", sa.BigInteger()),
        sa.Column("status", sa.Integer()),
        sa.Column("duration_ms", sa.Integer()),
        sa.Column("answer", sa.String(500)),
        sa.Column("fault", sa.String(16)),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name="fk_webhook_delivery_webhook_id_webhook", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
        sa.UniqueConstraint("webhook_id", "message_id", name="uq_webhook_delivery_webhook_id"),
    )
    op.create_index("ix_webhook_delivery_webhook_id", "webhook_delivery", ["webhook_id"])
    op.create_index("ix_webhook_delivery_next_at", "webhook_delivery", ["next_at"])


def downgrade() -> None:
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
