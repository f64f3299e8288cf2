"""Stations and doors that were removed, units that were a station before, and how a door fails."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("station", sa.Column("removed_at", sa.BigInteger()))
    op.add_column("door", sa.Column("removed_at", sa.BigInteger()))
    op.add_column("door", sa.Column("fail_mode", sa.String(8), nullable=False, server_default="secure"))
    op.create_table(
        "former_unit",
        sa.Column("station_id", sa.String(32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_former_unit_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("station_id", "public_key", name="pk_former_unit"),
    )


def downgrade() -> None:
    op.drop_table("former_unit")
    op.drop_column("door", "fail_mode")
    op.drop_column("door", "removed_at")
    op.drop_column("station", "removed_at")
