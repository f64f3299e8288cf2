"""An index by which a tap finds the person's rights in one property, however many others live there.

With one index for the person and one for the property, SQLite takes either: by the second a tap reads
every resident of the property.
"""

from alembic import op

revision = "0022"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_membership_person_id_property_id", "membership", ["person_id", "property_id"])
    op.drop_index("ix_membership_person_id", table_name="membership")


def downgrade() -> None:
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.drop_index("ix_membership_person_id_property_id", table_name="membership")
