"""The journal. On SQLite it is a file of its own, so that nothing else holds up an entry."""

import sqlalchemy as sa

from genkan.server.platform.columns import BlobName, Id, Instant

# Apart from the rest: these tables refer to nothing and live in another file on SQLite.
journal_metadata = sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "pk": "pk_%(table_name)s"})

event = sa.Table(
    "event",
    journal_metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("property_id", Id, nullable=False),
    sa.Column("building_id", Id),
    sa.Column("household_id", Id),
    sa.Column("station_id", Id),
    sa.Column("door_id", Id),
    sa.Column("actor_id", Id),
    sa.Column("call_id", Id),
    sa.Column("via", sa.String(16)),
    sa.Column("outcome", sa.String(16)),
    sa.Column("reason", sa.String(64)),
    sa.Column("blob_id", BlobName),
    sa.Column("credential_id", Id),  # the PIN or key that was shown
    sa.Column("use_no", sa.Integer),  # which use of a counted key it was
    sa.Index("ix_event_household_at", "household_id", "at", "id"),
    sa.Index("ix_event_station_at", "station_id", "at"),
    # ADR 0032: each page of what managers look for is a range of one of these, or a merge of some.
    sa.Index("ix_event_property_facet", "property_id", "kind", "via", "outcome", "at", "id"),
    sa.Index("ix_event_door_facet", "property_id", "door_id", "kind", "via", "outcome", "at", "id"),
    sa.Index("ix_event_credential", "credential_id", "at"),
)

# Of which events people are still to be told; written with the event.
untold = sa.Table(
    "untold",
    journal_metadata,
    sa.Column("event_id", Id, primary_key=True),
    sa.Column("since", Instant, nullable=False),
)

# How far each station's own journal has come in; written with the entries it speaks of.
station_mark = sa.Table(
    "station_mark",
    journal_metadata,
    sa.Column("station_id", Id, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary(32), nullable=False),
)
