"""Alarms, what counts as one and who is told, and why doors were released from the portal."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("station_id", sa.String(32), nullable=False),
        sa.Column("door_id", sa.String(32)),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("going_on", sa.String(120)),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger()),
        sa.Column("reminded_at", sa.BigInteger()),
        sa.Column("acknowledged_at", sa.BigInteger()),
        sa.Column("acknowledged_by", sa.String(32)),
        sa.Column("remark", sa.Text()),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_alarm_property_id_property"),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_alarm_station_id_station", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name="fk_alarm_door_id_door", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_alarm"),
        sa.UniqueConstraint("going_on", name="uq_alarm_going_on"),
    )
    op.create_index("ix_alarm_station_id", "alarm", ["station_id"])
    op.create_index("ix_alarm_next_at", "alarm", ["next_at"])
    op.create_index("ix_alarm_property_since", "alarm", ["property_id", "since", "id"])
    op.create_table(
        "alarm_rules",
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("offline_after_min", sa.Integer(), nullable=False),
        sa.Column("clock_bound_s", sa.Integer(), nullable=False),
        sa.Column("remind_after_min", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_alarm_rules_property_id_property"),
        sa.PrimaryKeyConstraint("property_id", name="pk_alarm_rules"),
    )
    op.create_table(
        "alarm_choice",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("mail", sa.Boolean(), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_alarm_choice_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name="fk_alarm_choice_property_id_property"
        ),
        sa.PrimaryKeyConstraint("person_id", "property_id", name="pk_alarm_choice"),
    )
    _add_remote_releases()


def _add_remote_releases() -> None:
    op.create_table(
        "remote_release",
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("door_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name="fk_remote_release_property_id_property"
        ),
        sa.ForeignKeyConstraint(
            ["door_id"], ["door.id"], name="fk_remote_release_door_id_door", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_remote_release"),
    )
    op.create_index("ix_remote_release_person_id", "remote_release", ["person_id"])
    op.create_index("ix_remote_release_door_at", "remote_release", ["door_id", "at"])


def downgrade() -> None:
    op.drop_table("remote_release")
    op.drop_table("alarm_choice")
    op.drop_table("alarm_rules")
    op.drop_table("alarm")
