"""The audit list: who of a property's staff changed what. What was before it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_line",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("property_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("operation", sa.String(64), nullable=False),
        sa.Column("area", sa.String(16), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=False),
        sa.Column("subject_kind", sa.String(16)),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("subject_name", sa.String(120)),
        sa.Column("subject_place", sa.String(120)),
        sa.Column("member_id", sa.String(32)),
        sa.Column("reason_id", sa.String(32)),
        sa.Column("number", sa.Integer),
        sa.Column("changes", sa.Text),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_audit_line_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_line"),
    )
    op.create_index("ix_audit_line_at", "audit_line", ["property_id", "at", "id"])
    op.create_index("ix_audit_line_actor", "audit_line", ["property_id", "actor_id", "at", "id"])
    op.create_index("ix_audit_line_area", "audit_line", ["property_id", "area", "at", "id"])
    op.create_index("ix_audit_line_actor_area", "audit_line", ["property_id", "actor_id", "area", "at", "id"])


def downgrade() -> None:
    op.drop_table("audit_line")
