"""What was shown at a door, and which use of a counted key it was."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("credential_id", sa.String(32)))
        event.add_column(sa.Column("use_no", sa.Integer()))
    op.create_index("ix_event_credential", "event", ["credential_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_event_credential", "event")
    with op.batch_alter_table("event") as event:
        event.drop_column("use_no")
        event.drop_column("credential_id")
