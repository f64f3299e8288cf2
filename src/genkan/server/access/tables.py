"""Why somebody released a door from the portal."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

# The journal has what became of it, under the same id; names and reasons stand where they can be erased.
remote_release = sa.Table(
    "remote_release",
    metadata,
    sa.Column("event_id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("door_id", Id, sa.ForeignKey("door.id", ondelete="CASCADE"), nullable=False),
    sa.Column("person_id", Id, nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Index("ix_remote_release_door_at", "door_id", "at"),
)
