"""What managers look for: by door, way and outcome, newest first, each a range of one index."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OF_PROPERTY = ["property_id", "kind", "via", "outcome", "at", "id"]
OF_DOOR = ["property_id", "door_id", "kind", "via", "outcome", "at", "id"]


def upgrade() -> None:
    op.create_index("ix_event_property_facet", "event", OF_PROPERTY)
    op.create_index("ix_event_door_facet", "event", OF_DOOR)
    op.drop_index("ix_event_property_at", "event")


def downgrade() -> None:
    op.create_index("ix_event_property_at", "event", ["property_id", "at", "id"])
    op.drop_index("ix_event_door_facet", "event")
    op.drop_index("ix_event_property_facet", "event")
