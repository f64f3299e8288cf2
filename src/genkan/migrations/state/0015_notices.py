"""Notices, whom they are for, what is attached, and who has opened them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("other_title", sa.String(120)),
        sa.Column("other_text", sa.Text()),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("changed_at", sa.BigInteger()),
        sa.Column("written_by", sa.String(32)),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_notice_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_next_at", "notice", ["next_at"])
    op.create_index("ix_notice_property_since", "notice", ["property_id", "since", "id"])
    op.create_table(
        "notice_target",
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("target_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name="fk_notice_target_notice_id_notice", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "target_id", name="pk_notice_target"),
    )
    _add_files()
    op.create_table(
        "notice_read",
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name="fk_notice_read_notice_id_notice", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_notice_read_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name="pk_notice_read"),
    )
    op.create_index("ix_notice_read_person_id", "notice_read", ["person_id"])


def _add_files() -> None:
    op.create_table(
        "notice_file",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("notice_id", sa.String(32)),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.String(64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_notice_file_property_id_property"),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name="fk_notice_file_notice_id_notice", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_file"),
    )
    op.create_index("ix_notice_file_notice_id", "notice_file", ["notice_id"])
    op.create_index("ix_notice_file_blob_id", "notice_file", ["blob_id"])


def downgrade() -> None:
    op.drop_table("notice_read")
    op.drop_table("notice_file")
    op.drop_table("notice_target")
    op.drop_table("notice")
