"""Which events somebody is still to be told of: written with the event, gone when they were told."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.journal.tables import untold


def add_untold(connection: Connection, since: Mapping[str, datetime]) -> None:
    """Note that people are to be told of the events, by when each came in."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(untold).on_conflict_do_nothing(index_elements=[untold.c.event_id])
    connection.execute(statement, [{"event_id": event_id, "since": at} for event_id, at in since.items()])


def list_untold(connection: Connection, *, before: datetime) -> dict[str, datetime]:
    """Give the events that were entered before the instant and nobody was told of, with when that was."""
    rows = connection.execute(sa.select(untold).where(untold.c.since < before).order_by(untold.c.since))
    return {row.event_id: row.since for row in rows}


def remove_untold(connection: Connection, event_id: str) -> None:
    """Note that people were told of the event."""
    connection.execute(sa.delete(untold).where(untold.c.event_id == event_id))
