"""Door stations, the relays of each, and the codes that enrol one."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

station = sa.Table(
    "station",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("building_id", Id, sa.ForeignKey("building.id"), nullable=False, index=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("public_key", sa.LargeBinary(32)),  # Ed25519; null: no unit is enrolled
    sa.Column("enrolled_at", Instant),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("version", sa.String(64)),  # of the station agent that was connected last
    sa.Column("last_seen_at", Instant),
    sa.Column("connected_since", Instant),  # null: not connected
    sa.Column("removed_at", Instant),  # kept for the names in the history; null: it stands
)

# The keys of units that were the station before: such a unit is told so, and forgets whom it let in.
former_unit = sa.Table(
    "former_unit",
    metadata,
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("public_key", sa.LargeBinary(32), primary_key=True),
    sa.Column("until", Instant, nullable=False),
)

relay = sa.Table(
    "relay",
    metadata,
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # 1 to 3
    sa.Column("door_id", Id, sa.ForeignKey("door.id"), nullable=False, unique=True),
)

# The buildings a station serves beside the one it stands in: a gate of several buildings.
served_building = sa.Table(
    "served_building",
    metadata,
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "building_id", Id, sa.ForeignKey("building.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)

# What its staff set for one station, as JSON; no row: the defaults.
panel_setting = sa.Table(
    "panel_setting",
    metadata,
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("settings", sa.Text, nullable=False),
)

# Deleted when used: that is what makes a code single-use.
enrolment_code = sa.Table(
    "enrolment_code",
    metadata,
    sa.Column("code_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("expires_at", Instant, nullable=False),
)
