"""Calls that wait, muted devices, and what a household chose for its calls."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IS_LIVE = sa.text("is_live")
IS_RINGING = sa.text("is_live AND NOT is_waiting")


def upgrade() -> None:
    op.add_column("property", sa.Column("entrance", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("call", sa.Column("kind", sa.String(16), nullable=False, server_default="home"))
    op.add_column("call", sa.Column("is_waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "household",
        sa.Column("backup_rule", sa.String(24), nullable=False, server_default="after_no_answer"),
    )
    op.drop_index("ix_call_live_home", table_name="call")
    op.create_index(
        "ix_call_live_home",
        "call",
        ["home_id"],
        unique=True,
        sqlite_where=IS_RINGING,
        postgresql_where=IS_RINGING,
    )
    op.create_table(
        "quiet",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("from_minute", sa.Integer()),
        sa.Column("to_minute", sa.Integer()),
        sa.Column("until", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name="fk_quiet_session_id_session", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_quiet"),
    )


def downgrade() -> None:
    op.drop_table("quiet")
    op.drop_index("ix_call_live_home", table_name="call")
    # The older version lets one visitor into a home at a time.
    op.execute(sa.text("DELETE FROM call WHERE is_waiting AND is_live"))
    op.create_index(
        "ix_call_live_home",
        "call",
        ["home_id"],
        unique=True,
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    )
    op.drop_column("household", "backup_rule")
    op.drop_column("call", "is_waiting")
    op.drop_column("call", "kind")
    op.drop_column("property", "entrance")
