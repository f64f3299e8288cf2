"""Account mails that wait to be issued, the runs that send them, and printed sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitation", sa.Column("is_held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("invitation", sa.Column("printed_at", sa.BigInteger()))
    op.create_table(
        "issue_run",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("started_by", sa.String(32), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_issue_run_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_issue_run"),
    )
    op.create_index("ix_issue_run_property_id", "issue_run", ["property_id"])
    op.create_index("ix_issue_run_next_at", "issue_run", ["next_at"])
    op.create_table(
        "issue_entry",
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(8)),
        sa.ForeignKeyConstraint(
            ["run_id"], ["issue_run.id"], name="fk_issue_entry_run_id_issue_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "entry_id", name="pk_issue_entry"),
    )
    op.create_index("ix_issue_entry_waiting", "issue_entry", ["run_id", "outcome", "place"])


def downgrade() -> None:
    op.drop_table("issue_entry")
    op.drop_table("issue_run")
    op.drop_column("invitation", "printed_at")
    op.drop_column("invitation", "is_held")
