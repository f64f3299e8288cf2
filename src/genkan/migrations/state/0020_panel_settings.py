"""What the staff set for one station's panel: every station has so far had the defaults."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panel_setting",
        sa.Column("station_id", sa.String(32), nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_panel_setting_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("station_id", name="pk_panel_setting"),
    )


def downgrade() -> None:
    op.drop_table("panel_setting")
