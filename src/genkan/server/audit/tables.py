"""One line for each change by a property's staff. It holds ids and names of things; people are ids alone."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

audit_line = sa.Table(
    "audit_line",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("operation", sa.String(64), nullable=False),
    sa.Column("area", sa.String(16), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),  # as what they did it, at that time
    sa.Column("actor_id", Id, nullable=False),  # a person's, a token's, or "operator"
    sa.Column("subject_kind", sa.String(16)),
    sa.Column("subject_id", Id),
    sa.Column("subject_name", sa.String(120)),  # at that time; never a person's
    sa.Column("subject_place", sa.String(120)),
    sa.Column("member_id", Id),  # the membership or invitation of whom it is about
    sa.Column("reason_id", Id),  # the look, release or stop that has the reason
    sa.Column("number", sa.Integer),
    sa.Column("changes", sa.Text),  # JSON: [[field, before, after], …]
    # One for each filter, in the order of a page. One by `at` alone would be taken for them (PostgreSQL's
    # generic plans think a rare kind as common as any), and read a million lines for one.
    sa.Index("ix_audit_line_at", "property_id", "at", "id"),
    sa.Index("ix_audit_line_actor", "property_id", "actor_id", "at", "id"),
    sa.Index("ix_audit_line_area", "property_id", "area", "at", "id"),
    sa.Index("ix_audit_line_actor_area", "property_id", "actor_id", "area", "at", "id"),
)
