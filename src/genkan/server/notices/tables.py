"""Notices, whom they are for, what is attached, and who has opened them."""

import sqlalchemy as sa

from genkan.server.platform.columns import BlobName, Id, Instant
from genkan.server.platform.database import metadata

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("other_title", sa.String(120)),  # in the other language; null: there is none
    sa.Column("other_text", sa.Text),
    sa.Column("audience", sa.String(16), nullable=False),  # property | buildings | homes: see notice_target
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),  # exclusive; null: open
    sa.Column("by_mail", sa.Boolean, nullable=False),
    sa.Column("next_at", Instant, index=True),  # when it is to be sent; null: it was, or never will be
    sa.Column("sent_at", Instant),
    sa.Column("withdrawn_at", Instant),
    sa.Column("changed_at", Instant),  # after it was sent
    sa.Column("written_by", Id),  # null also when that person was erased
    sa.Index("ix_notice_property_since", "property_id", "since", "id"),
)

notice_target = sa.Table(
    "notice_target",
    metadata,
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("target_id", Id, primary_key=True),  # of a building or a home
)

# Kept before its notice is: one that nobody attaches goes after a day.
notice_file = sa.Table(
    "notice_file",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), nullable=False),
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id", ondelete="CASCADE"), index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("media_type", sa.String(40), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("blob_id", BlobName, nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
)

# Counted, never told by name.
notice_read = sa.Table(
    "notice_read",
    metadata,
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("household_id", Id, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
