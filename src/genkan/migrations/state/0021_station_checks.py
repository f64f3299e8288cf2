"""The installation checks of stations."""

import sqlalchemy as sa
from alembic import op

from genkan.server.platform.columns import Instant

revision = "0021"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "station_check",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("station_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.Column("version", sa.String(64)),
        sa.Column("state", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_station_check_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_station_check"),
    )
    op.create_index("ix_station_check_station_id_started_at", "station_check", ["station_id", "started_at"])


def downgrade() -> None:
    op.drop_table("station_check")
