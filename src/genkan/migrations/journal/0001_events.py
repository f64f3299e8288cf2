"""What happened, and how far each station's own journal has come in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
INSTANT = sa.BigInteger()  # milliseconds since the epoch


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("building_id", ID),
        sa.Column("household_id", ID),
        sa.Column("station_id", ID),
        sa.Column("door_id", ID),
        sa.Column("actor_id", ID),
        sa.Column("call_id", ID),
        sa.Column("via", sa.String(16)),
        sa.Column("outcome", sa.String(16)),
        sa.Column("reason", sa.String(64)),
        sa.Column("blob_id", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_household_at", "event", ["household_id", "at", "id"])
    op.create_index("ix_event_station_at", "event", ["station_id", "at"])
    op.create_index("ix_event_property_at", "event", ["property_id", "at", "id"])
    op.create_table(
        "station_mark",
        sa.Column("station_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("station_id", name="pk_station_mark"),
    )


def downgrade() -> None:
    op.drop_table("station_mark")
    op.drop_table("event")
