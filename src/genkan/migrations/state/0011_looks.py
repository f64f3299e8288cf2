"""Looks of managers at a household's records, with their reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32)),
        sa.Column("event_id", sa.String(32)),
        sa.Column("looked_by", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_look_household_id_household"),
        sa.PrimaryKeyConstraint("id", name="pk_look"),
    )
    op.create_index("ix_look_household_id", "look", ["household_id"])
    op.create_index("ix_look_at", "look", ["at"])


def downgrade() -> None:
    op.drop_table("look")
