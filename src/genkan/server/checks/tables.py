"""The installation checks of stations, running and done."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

station_check = sa.Table(
    "station_check",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("station_id", Id, sa.ForeignKey("station.id", ondelete="CASCADE"), nullable=False),
    sa.Column("person_id", Id, nullable=False),  # who leads it
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),  # null: it runs
    sa.Column("version", sa.String(64)),  # of the station's program
    sa.Column("state", sa.Text, nullable=False),  # `lines.Progress` as JSON
    sa.Index("ix_station_check_station_id_started_at", "station_id", "started_at"),
)
