"""Reading and writing people, sessions and memberships."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.tables import membership, person, session
from genkan.server.messages.service import Channel
from genkan.server.platform.operations import Membership, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person with an account."""

    id: str
    username: str
    password_hash: str | None = None  # none chosen yet
    given_name: str
    family_name: str
    language: str
    email: str | None = None
    mobile: str | None = None
    landline: str | None = None
    email_verified_at: datetime | None = None
    mobile_verified_at: datetime | None = None

    @property
    def display_name(self) -> str:
        """The name in the order of the person's language."""
        names = (self.family_name, self.given_name)
        return " ".join(name for name in (names if self.language == "ja" else reversed(names)) if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One signed-in device."""

    id: str
    person_id: str
    app: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOfHousehold:
    """A device that rings when the household is called."""

    session_id: str
    person_id: str


# Published: other domains may join it, so that a decision reads all its facts in one statement.
MEMBERSHIPS = sa.select(
    membership.c.person_id,
    membership.c.role,
    membership.c.property_id,
    membership.c.household_id,
    membership.c.since,
    membership.c.until,
).subquery("person_membership")

_SESSION = sa.select(session.c.id, session.c.person_id, session.c.app)
_SESSION_BY_TOKEN = _SESSION.where(
    session.c.token_hash == sa.bindparam("token_hash"), session.c.app == sa.bindparam("app")
)
_SESSION_BY_ID = _SESSION.where(session.c.id == sa.bindparam("session_id"))
_VALID = sa.and_(
    membership.c.since <= sa.bindparam("at"),
    sa.or_(membership.c.until.is_(None), membership.c.until > sa.bindparam("at")),
)
_MEMBERSHIPS = (
    sa.select(membership)
    .where(membership.c.person_id == sa.bindparam("person_id"), _VALID)
    .order_by(membership.c.since, membership.c.id)
)
_SESSIONS_OF_HOUSEHOLD = (
    sa.select(session.c.id, session.c.person_id)
    .distinct()
    .join(membership, membership.c.person_id == session.c.person_id)
    .where(
        membership.c.household_id == sa.bindparam("household_id"),
        session.c.app == sa.bindparam("app"),
        _VALID,
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
_MANAGERS = (
    sa.select(membership.c.person_id)
    .distinct()
    .where(
        membership.c.property_id == sa.bindparam("property_id"),
        membership.c.role == Role.MANAGER.value,
        _VALID,
    )
    .order_by(membership.c.person_id)
)
_PEOPLE = sa.select(person).where(person.c.id.in_(sa.bindparam("person_ids", expanding=True)))
_ADD_PERSON = sa.insert(
    person
)  # an import adds thousands: making the statement anew takes longer than running it
_ADD_MEMBERSHIP = sa.insert(membership)
_PERSON_BY_NAME = sa.select(person).where(person.c.username == sa.bindparam("username"))
_PERSON_BY_EMAIL = sa.select(person).where(person.c.email == sa.bindparam("email"))
_PERSON_BY_MOBILE = sa.select(person).where(person.c.mobile == sa.bindparam("mobile"))


def find_session(connection: Connection, token_hash: bytes, app: str) -> SessionRow | None:
    """Give the session whose token has this SHA-256, or None."""
    found = connection.execute(_SESSION_BY_TOKEN, {"token_hash": token_hash, "app": app}).first()
    return None if found is None else SessionRow(id=found.id, person_id=found.person_id, app=found.app)


def find_session_by_id(connection: Connection, session_id: str) -> SessionRow | None:
    """Give the session, or None when it has ended."""
    found = connection.execute(_SESSION_BY_ID, {"session_id": session_id}).first()
    return None if found is None else SessionRow(id=found.id, person_id=found.person_id, app=found.app)


def list_memberships(connection: Connection, person_id: str, at: datetime) -> tuple[Membership, ...]:
    """Give the person's memberships that are valid at the instant."""
    rows = connection.execute(_MEMBERSHIPS, {"person_id": person_id, "at": at})
    return tuple(_membership(row) for row in rows)


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


def list_managers(connection: Connection, property_id: str, at: datetime) -> tuple[str, ...]:
    """Give the people who manage the property at the instant."""
    rows = connection.execute(_MANAGERS, {"property_id": property_id, "at": at})
    return tuple(row.person_id for row in rows)


def list_names(connection: Connection, person_ids: Collection[str]) -> dict[str, str]:
    """Give the names of the people by id, as they are now; an erased person has none."""
    if not person_ids:
        return {}
    rows = connection.execute(_PEOPLE, {"person_ids": list(person_ids)})
    return {row.id: _person(row).display_name for row in rows}


def list_people(connection: Connection, person_ids: Collection[str]) -> dict[str, PersonRow]:
    """Give those of the people that exist, by id."""
    rows = connection.execute(_PEOPLE, {"person_ids": list(person_ids)})
    return {row.id: _person(row) for row in rows}


def find_person(connection: Connection, person_id: str) -> PersonRow | None:
    """Give the person, or None."""
    found = connection.execute(_PEOPLE, {"person_ids": [person_id]}).first()
    return None if found is None else _person(found)


def find_person_by_username(connection: Connection, username: str) -> PersonRow | None:
    """Give the person with the user name, or None."""
    found = connection.execute(_PERSON_BY_NAME, {"username": username}).first()
    return None if found is None else _person(found)


def find_person_by_email(connection: Connection, email: str) -> PersonRow | None:
    """Give the person with the mail address, or None."""
    found = connection.execute(_PERSON_BY_EMAIL, {"email": email}).first()
    return None if found is None else _person(found)


def find_person_by_mobile(connection: Connection, mobile: str) -> PersonRow | None:
    """Give the person with the mobile number (E.164), or None."""
    found = connection.execute(_PERSON_BY_MOBILE, {"mobile": mobile}).first()
    return None if found is None else _person(found)


def add_person(connection: Connection, row: PersonRow, at: datetime) -> None:
    """Store a new person."""
    connection.execute(
        _ADD_PERSON,
        {
            "id": row.id,
            "username": row.username,
            "password_hash": row.password_hash,
            "given_name": row.given_name,
            "family_name": row.family_name,
            "email": row.email,
            "mobile": row.mobile,
            "landline": row.landline,
            "email_verified_at": row.email_verified_at,
            "mobile_verified_at": row.mobile_verified_at,
            "language": row.language,
            "created_at": at,
        },
    )


def set_password(connection: Connection, person_id: str, password_hash: str) -> None:
    """Store the person's new password."""
    connection.execute(sa.update(person).where(person.c.id == person_id).values(password_hash=password_hash))


def set_names(
    connection: Connection,
    person_id: str,
    *,
    given_name: str,
    family_name: str,
    language: str,
    landline: str | None,
) -> None:
    """Store how the person is called and written to."""
    connection.execute(
        sa.update(person)
        .where(person.c.id == person_id)
        .values(given_name=given_name, family_name=family_name, language=language, landline=landline)
    )


def set_address(
    connection: Connection,
    person_id: str,
    channel: Channel,
    address: str | None,
    verified_at: datetime | None,
) -> None:
    """Store the person's mail address or mobile number, and when it was shown to be theirs."""
    values: dict[sa.Column[str] | sa.Column[datetime], object] = (
        {person.c.email: address, person.c.email_verified_at: verified_at}
        if channel is Channel.MAIL
        else {person.c.mobile: address, person.c.mobile_verified_at: verified_at}
    )
    connection.execute(sa.update(person).where(person.c.id == person_id).values(values))


def note_email_verified(connection: Connection, person_id: str, at: datetime) -> None:
    """Store that the person has read what was mailed to them."""
    _verify(connection, person_id, at, person.c.email, person.c.email_verified_at)


def note_mobile_verified(connection: Connection, person_id: str, at: datetime) -> None:
    """Store that the person has read what was texted to them."""
    _verify(connection, person_id, at, person.c.mobile, person.c.mobile_verified_at)


def add_membership(connection: Connection, person_id: str, row: Membership) -> None:
    """Store a new membership."""
    connection.execute(
        _ADD_MEMBERSHIP,
        {
            "id": row.id,
            "person_id": person_id,
            "role": row.role.value,
            "property_id": row.property_id,
            "household_id": row.household_id,
            "since": row.since,
            "until": row.until,
        },
    )


def close_membership(
    connection: Connection, membership_id: str, at: datetime
) -> tuple[str, Membership] | None:
    """End the membership at the instant and give whose it was; None when there is none to end."""
    valid = sa.or_(membership.c.until.is_(None), membership.c.until > at)
    found = connection.execute(
        sa.update(membership)
        .where(membership.c.id == membership_id, valid)
        .values(until=at)
        .returning(*membership.c)
    ).first()
    return None if found is None else (found.person_id, _membership(found))


def add_session(
    connection: Connection,
    row: SessionRow,
    *,
    token_hash: bytes,
    device_label: str,
    address: str,
    at: datetime,
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
        )
    )


def note_session_seen(connection: Connection, session_id: str, at: datetime) -> None:
    """Store when the session was used last."""
    connection.execute(sa.update(session).where(session.c.id == session_id).values(last_seen_at=at))


def remove_session(connection: Connection, session_id: str) -> None:
    """Delete the session; one that is gone already is no fault."""
    connection.execute(sa.delete(session).where(session.c.id == session_id))


def remove_sessions_of(connection: Connection, person_id: str) -> None:
    """Delete every session of the person."""
    connection.execute(sa.delete(session).where(session.c.person_id == person_id))


def _verify(
    connection: Connection,
    person_id: str,
    at: datetime,
    address: sa.Column[str],
    verified_at: sa.Column[datetime],
) -> None:
    connection.execute(
        sa.update(person)
        .where(person.c.id == person_id, address.is_not(None), verified_at.is_(None))
        .values({verified_at: at})
    )


def remove_sessions_but(connection: Connection, person_id: str, session_id: str) -> None:
    """Delete every session of the person but one."""
    connection.execute(sa.delete(session).where(session.c.person_id == person_id, session.c.id != session_id))


def _person(row: sa.Row[*tuple[object, ...]]) -> PersonRow:
    return PersonRow(
        id=row.id,
        username=row.username,
        password_hash=row.password_hash,
        given_name=row.given_name,
        family_name=row.family_name,
        language=row.language,
        email=row.email,
        mobile=row.mobile,
        landline=row.landline,
        email_verified_at=row.email_verified_at,
        mobile_verified_at=row.mobile_verified_at,
    )


def _membership(row: sa.Row[*tuple[object, ...]]) -> Membership:
    return Membership(
        id=row.id,
        role=Role(row.role),
        property_id=row.property_id,
        household_id=row.household_id,
        since=row.since,
        until=row.until,
    )
