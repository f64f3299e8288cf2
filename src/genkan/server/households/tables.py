"""Who lives where, and when."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

household = sa.Table(
    "household",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("home_id", Id, sa.ForeignKey("home.id"), nullable=False, index=True),
    sa.Column("name", sa.String(120)),  # shown at the station only when the household chose one
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),  # exclusive; null: lives there still
)
