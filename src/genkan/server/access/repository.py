"""Reading and writing why doors were released from the portal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.access.tables import remote_release


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRelease:
    """Who released a door from the portal, and why; `event_id` is the journal's."""

    event_id: str
    property_id: str
    door_id: str
    person_id: str
    at: datetime
    reason: str


def add_remote_release(connection: Connection, row: RemoteRelease) -> None:
    """Store it; one that is repeated is there once."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(remote_release)
        .values(
            event_id=row.event_id,
            property_id=row.property_id,
            door_id=row.door_id,
            person_id=row.person_id,
            at=row.at,
            reason=row.reason,
        )
        .on_conflict_do_nothing()
    )


def list_remote_releases(
    connection: Connection, door_ids: Collection[str], *, limit: int
) -> tuple[RemoteRelease, ...]:
    """Give the newest of the doors, newest first."""
    rows = connection.execute(
        sa.select(remote_release)
        .where(remote_release.c.door_id.in_(list(door_ids)))
        .order_by(remote_release.c.at.desc(), remote_release.c.event_id)
        .limit(limit)
    )
    return tuple(_release(row) for row in rows)


def list_remote_releases_of(connection: Connection, person_id: str) -> tuple[RemoteRelease, ...]:
    """Give everything somebody released, the oldest first."""
    of = sa.select(remote_release).where(remote_release.c.person_id == person_id)
    return tuple(_release(row) for row in connection.execute(of.order_by(remote_release.c.at)))


def list_reasons(connection: Connection, event_ids: Collection[str]) -> dict[str, str]:
    """Give why doors were released, by the journal's entry."""
    rows = connection.execute(
        sa.select(remote_release.c.event_id, remote_release.c.reason).where(
            remote_release.c.event_id.in_(list(event_ids))
        )
    )
    return {row.event_id: row.reason for row in rows}


def remove_remote_releases_of(connection: Connection, person_id: str) -> None:
    """Delete what somebody wrote."""
    connection.execute(sa.delete(remote_release).where(remote_release.c.person_id == person_id))


def remove_remote_releases_before(connection: Connection, at: datetime) -> int:
    """Delete those older than the instant, and give how many."""
    return connection.execute(sa.delete(remote_release).where(remote_release.c.at < at)).rowcount


def _release(row: sa.Row[*tuple[object, ...]]) -> RemoteRelease:
    return RemoteRelease(
        event_id=row.event_id,
        property_id=row.property_id,
        door_id=row.door_id,
        person_id=row.person_id,
        at=row.at,
        reason=row.reason,
    )
