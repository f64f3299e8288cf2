"""Alarms, what a property counts as one, and which managers are told how."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

alarm = sa.Table(
    "alarm",
    metadata,
    sa.Column("id", Id, primary_key=True),  # of a door's or a housing's: the journal entry's
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("door_id", Id, sa.ForeignKey("door.id", ondelete="CASCADE")),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),  # null: it goes on
    # What it is about, while it goes on: two nodes that see the same raise one alarm.
    sa.Column("going_on", sa.String(120), unique=True),
    sa.Column("raised_at", Instant, nullable=False),
    sa.Column("next_at", Instant, index=True),  # when somebody is to be told or reminded; null: nobody
    sa.Column("told_at", Instant),
    sa.Column("reminded_at", Instant),
    sa.Column("acknowledged_at", Instant),
    sa.Column("acknowledged_by", Id),  # null also when that person was erased
    sa.Column("remark", sa.Text),
    sa.Index("ix_alarm_property_since", "property_id", "since", "id"),
)

alarm_rules = sa.Table(
    "alarm_rules",
    metadata,
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), primary_key=True),
    sa.Column("offline_after_min", sa.Integer, nullable=False),
    sa.Column("clock_bound_s", sa.Integer, nullable=False),
    sa.Column("remind_after_min", sa.Integer, nullable=False),  # 0: nobody is reminded
)

# A manager without a row is told both ways.
alarm_choice = sa.Table(
    "alarm_choice",
    metadata,
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), primary_key=True),
    sa.Column("mail", sa.Boolean, nullable=False),
    sa.Column("push", sa.Boolean, nullable=False),
)
