"""The table of calls. `state` is the whole `core.call.Call`; the other columns let it be found."""

import sqlalchemy as sa

from genkan.server.platform.columns import Instant
from genkan.server.platform.database import metadata

ID = sa.String(32)

call = sa.Table(
    "call",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("property_id", ID, nullable=False),
    sa.Column("building_id", ID, nullable=False),
    sa.Column("station_id", ID, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("home_id", ID, nullable=False),  # what can be in one call only: see core.call.Target
    sa.Column("household_id", ID),
    sa.Column("home_number", sa.String(16), nullable=False),
    sa.Column("place_key", sa.String(64), nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("is_live", sa.Boolean, nullable=False),
    sa.Column("is_waiting", sa.Boolean, nullable=False),
    sa.Column("deadline", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("snapshot_id", sa.String(64)),
    sa.Column("state", sa.Text, nullable=False),
    sa.UniqueConstraint("station_id", "place_key", name="uq_call_station_id_place_key"),
    # A home and a station are in one live call at most, whatever races; others wait for the home.
    sa.Index(
        "ix_call_live_home",
        "home_id",
        unique=True,
        sqlite_where=sa.text("is_live AND NOT is_waiting"),
        postgresql_where=sa.text("is_live AND NOT is_waiting"),
    ),
    sa.Index(
        "ix_call_live_station",
        "station_id",
        unique=True,
        sqlite_where=sa.text("is_live"),
        postgresql_where=sa.text("is_live"),
    ),
    sa.Index("ix_call_household_started", "household_id", "started_at"),
    sa.Index("ix_call_property_started", "property_id", "started_at"),
)

# How a call reached each device, step by step; of a test call, `call_id` is the test's own id.
ring_delivery = sa.Table(
    "ring_delivery",
    metadata,
    sa.Column("call_id", ID, primary_key=True),
    sa.Column("session_id", ID, primary_key=True),
    sa.Column("person_id", ID, nullable=False),
    sa.Column("queued_at", Instant),  # null: reached by its open link, nothing was pushed
    sa.Column("sent_at", Instant),
    sa.Column("accepted_at", Instant),
    sa.Column("failure", sa.String(16)),  # gone | refused | unreachable | off
    sa.Column("woke_at", Instant),
    sa.Column("rang_at", Instant),
    sa.Column("seen_at", Instant),
    sa.Column("withdrawn_at", Instant),
    sa.Column("link_used_at", Instant),
    sa.Index("ix_ring_delivery_person_id", "person_id"),
)

# 「おやすみ」 of one device.
quiet = sa.Table(
    "quiet",
    metadata,
    sa.Column("session_id", ID, sa.ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("from_minute", sa.Integer),  # of the day, by the building's wall clock; null: no hours
    sa.Column("to_minute", sa.Integer),  # exclusive; may be the next day
    sa.Column("until", Instant),  # once, besides the hours
)
