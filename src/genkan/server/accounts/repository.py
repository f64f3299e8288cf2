"""Reading and writing people, sessions and memberships."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.tables import membership, person
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


# Published: other domains may join it, so that a decision reads all its facts in one statement.
MEMBERSHIPS = sa.select(
    membership.c.person_id,
    membership.c.role,
    membership.c.property_id,
    membership.c.household_id,
    membership.c.since,
    membership.c.until,
).subquery("person_membership")

IS_VALID = sa.and_(
    membership.c.since <= sa.bindparam("at"),
    sa.or_(membership.c.until.is_(None), membership.c.until > sa.bindparam("at")),
)
_MEMBERSHIPS = (
    sa.select(membership)
    .where(membership.c.person_id == sa.bindparam("person_id"), IS_VALID)
    .order_by(membership.c.since, membership.c.id)
)
_MANAGERS = (
    sa.select(membership.c.person_id)
    .distinct()
    .where(
        membership.c.property_id == sa.bindparam("property_id"),
        membership.c.role == Role.MANAGER.value,
        IS_VALID,
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


def list_memberships(connection: Connection, person_id: str, at: datetime) -> tuple[Membership, ...]:
    """Give the person's memberships that are valid at the instant."""
    rows = connection.execute(_MEMBERSHIPS, {"person_id": person_id, "at": at})
    return tuple(_membership(row) for row in rows)


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
