"""Reading and writing sessions: the devices somebody is signed in on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.repository import IS_VALID
from genkan.server.accounts.tables import membership, second_step, session

PORTAL_LIFE = timedelta(hours=12)  # a working day: at an office's computer others sit down too


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One signed-in device."""

    id: str
    person_id: str
    app: str
    ends_at: datetime | None = None  # none: when its holder, or somebody for them, ends it
    is_limited: bool = False  # carries no role until a second factor is set up

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOfHousehold:
    """A device that rings when the household is called."""

    session_id: str
    person_id: str


_SESSION = sa.select(
    session.c.id, session.c.person_id, session.c.app, session.c.created_at, session.c.is_limited
)
_SESSION_BY_TOKEN = _SESSION.where(
    session.c.token_hash == sa.bindparam("token_hash"), session.c.app == sa.bindparam("app")
)
_SESSION_BY_ID = _SESSION.where(session.c.id == sa.bindparam("session_id"))
_SESSIONS_OF_HOUSEHOLD = (
    sa.select(session.c.id, session.c.person_id)
    .distinct()
    .join(membership, membership.c.person_id == session.c.person_id)
    .where(
        membership.c.household_id == sa.bindparam("household_id"),
        session.c.app == sa.bindparam("app"),
        IS_VALID,
    )
    .order_by(session.c.id)
)
_SESSIONS_OF_PEOPLE = (
    sa.select(session.c.id, session.c.person_id)
    .where(
        session.c.person_id.in_(sa.bindparam("person_ids", expanding=True)),
        session.c.app == sa.bindparam("app"),
    )
    .order_by(session.c.id)
)


def find_session(connection: Connection, token_hash: bytes, app: str) -> SessionRow | None:
    """Give the session whose token has this SHA-256, or None."""
    found = connection.execute(_SESSION_BY_TOKEN, {"token_hash": token_hash, "app": app}).first()
    return None if found is None else _session(found)


def find_session_by_id(connection: Connection, session_id: str) -> SessionRow | None:
    """Give the session, or None when it has ended."""
    found = connection.execute(_SESSION_BY_ID, {"session_id": session_id}).first()
    return None if found is None else _session(found)


def list_sessions_of_household(
    connection: Connection, household_id: str, at: datetime, *, app: str = "resident"
) -> tuple[SessionOfHousehold, ...]:
    """Give every device signed in by a member of the household."""
    rows = connection.execute(_SESSIONS_OF_HOUSEHOLD, {"household_id": household_id, "at": at, "app": app})
    return tuple(SessionOfHousehold(session_id=row.id, person_id=row.person_id) for row in rows)


def list_sessions_of_person(
    connection: Connection, person_id: str, *, app: str = "resident"
) -> tuple[str, ...]:
    """Give the ids of the devices the person is signed in on."""
    found = connection.execute(
        sa.select(session.c.id).where(session.c.person_id == person_id, session.c.app == app)
    )
    return tuple(row.id for row in found)


def list_device_labels(connection: Connection, session_ids: Collection[str]) -> dict[str, str]:
    """Give how the device list names the sessions, by id; those that ended have no name."""
    if not session_ids:
        return {}
    found = connection.execute(
        sa.select(session.c.id, session.c.device_label).where(session.c.id.in_(list(session_ids)))
    )
    return {row.id: row.device_label for row in found}


def list_sessions_of_people(
    connection: Connection, person_ids: Collection[str], *, app: str = "resident"
) -> tuple[SessionOfHousehold, ...]:
    """Give every device the people are signed in on."""
    if not person_ids:
        return ()
    rows = connection.execute(_SESSIONS_OF_PEOPLE, {"person_ids": list(person_ids), "app": app})
    return tuple(SessionOfHousehold(session_id=row.id, person_id=row.person_id) for row in rows)


def add_session(
    connection: Connection,
    row: SessionRow,
    *,
    token_hash: bytes,
    device_label: str,
    address: str,
    at: datetime,
    proved_at: datetime | None = None,
) -> None:
    """Store a new session."""
    connection.execute(
        sa.insert(session).values(
            id=row.id,
            person_id=row.person_id,
            app=row.app,
            token_hash=token_hash,
            device_label=device_label,
            address=address,
            created_at=at,
            last_seen_at=at,
            proved_at=proved_at,
            is_limited=row.is_limited,
        )
    )


def note_session_seen(connection: Connection, session_id: str, at: datetime) -> None:
    """Store when the session was used last."""
    connection.execute(sa.update(session).where(session.c.id == session_id).values(last_seen_at=at))


def remove_session(connection: Connection, session_id: str) -> None:
    """Delete the session; one that is gone already is no fault."""
    connection.execute(sa.delete(session).where(session.c.id == session_id))


def remove_sessions_of(connection: Connection, person_id: str) -> None:
    """Delete every session of the person, and what was about to become one."""
    connection.execute(sa.delete(second_step).where(second_step.c.person_id == person_id))
    connection.execute(sa.delete(session).where(session.c.person_id == person_id))


def remove_sessions_but(connection: Connection, person_id: str, session_id: str) -> None:
    """Delete every session of the person but one, and what was about to become one."""
    connection.execute(sa.delete(second_step).where(second_step.c.person_id == person_id))
    connection.execute(sa.delete(session).where(session.c.person_id == person_id, session.c.id != session_id))


def end_of_session(app: str, since: datetime) -> datetime | None:
    """Give when a session that began at the instant ends by itself: only those of the portal do."""
    return since + PORTAL_LIFE if app == "portal" else None


def _session(row: sa.Row[*tuple[object, ...]]) -> SessionRow:
    return SessionRow(
        id=row.id,
        person_id=row.person_id,
        app=row.app,
        ends_at=end_of_session(row.app, row.created_at),
        is_limited=row.is_limited,
    )
