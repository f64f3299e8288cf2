"""Installers before their first property; memberships that begin and end at an instant are found by it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(32)


def upgrade() -> None:
    with op.batch_alter_table("membership") as membership:
        membership.alter_column("property_id", existing_type=ID, nullable=True)
        membership.create_index("ix_membership_since", ["since"])
        membership.create_index("ix_membership_until", ["until"])


def downgrade() -> None:
    op.execute("DELETE FROM membership WHERE property_id IS NULL")
    with op.batch_alter_table("membership") as membership:
        membership.drop_index("ix_membership_until")
        membership.drop_index("ix_membership_since")
        membership.alter_column("property_id", existing_type=ID, nullable=False)
