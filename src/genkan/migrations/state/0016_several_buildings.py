"""Stations that serve several buildings: every station has so far served the one it stands in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "served_building",
        sa.Column("station_id", sa.String(32), nullable=False),
        sa.Column("building_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_served_building_station_id_station", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["building.id"],
            name="fk_served_building_building_id_building",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("station_id", "building_id", name="pk_served_building"),
    )
    op.create_index("ix_served_building_building_id", "served_building", ["building_id"])


def downgrade() -> None:
    op.drop_table("served_building")
