"""Members: a membership with the person it belongs to, as those who look after them see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, Select

from genkan.server.accounts.issue import has_signed_in
from genkan.server.accounts.repository import PersonRow, find_person, list_names, list_people
from genkan.server.accounts.session_repository import remove_sessions_of
from genkan.server.accounts.tables import membership, person
from genkan.server.messages.service import forget_messages
from genkan.server.platform.operations import Membership, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One membership and its person."""

    membership: Membership
    person: PersonRow


def list_members_of_households(
    connection: Connection, household_ids: Collection[str], at: datetime
) -> tuple[Member, ...]:
    """Give the memberships of the households that are valid at the instant, or will be."""
    return _members(
        connection,
        sa.select(membership).where(membership.c.household_id.in_(list(household_ids)), _is_not_over(at)),
    )


def list_staff(connection: Connection, property_id: str, role: Role, at: datetime) -> tuple[Member, ...]:
    """Give those who have the role in the property, or will have it."""
    return _members(
        connection,
        sa.select(membership).where(
            membership.c.property_id == property_id, membership.c.role == role.value, _is_not_over(at)
        ),
    )


def find_member(connection: Connection, membership_id: str, at: datetime) -> Member | None:
    """Give the membership with its person; None when there is none, or it is over."""
    found = _members(
        connection, sa.select(membership).where(membership.c.id == membership_id, _is_not_over(at))
    )
    return found[0] if found else None


def list_names_of_members(connection: Connection, membership_ids: Collection[str]) -> dict[str, str]:
    """Give the names of people by their membership's id, also of one that is over; erased ones have none."""
    if not membership_ids:
        return {}
    found = connection.execute(
        sa.select(membership.c.id, membership.c.person_id).where(membership.c.id.in_(list(membership_ids)))
    )
    people = {row.id: row.person_id for row in found}
    names = list_names(connection, set(people.values()))
    return {member: names[person_id] for member, person_id in people.items() if person_id in names}


def close_memberships_of_household(
    connection: Connection, household_id: str, at: datetime
) -> tuple[str, ...]:
    """End every membership of the household at the instant, and give whose they were."""
    ended = connection.execute(
        sa.update(membership)
        .where(membership.c.household_id == household_id, _is_not_over(at))
        .values(until=at)
        .returning(membership.c.person_id)
    ).scalars()
    return tuple(sorted(set(ended)))


def reopen_memberships_of_household(
    connection: Connection, household_id: str, ended_at: datetime
) -> tuple[str, ...]:
    """Undo an ending that was planned for the instant, and give whose memberships they are."""
    opened = connection.execute(
        sa.update(membership)
        .where(membership.c.household_id == household_id, membership.c.until == ended_at)
        .values(until=None)
        .returning(membership.c.person_id)
    ).scalars()
    return tuple(sorted(set(opened)))


def list_turned(connection: Connection, *, after: datetime, until: datetime) -> tuple[str, ...]:
    """Give the people of whom a membership has begun or ended after one instant and until another."""
    turned = connection.execute(
        sa.select(membership.c.person_id).where(
            sa.or_(
                sa.and_(membership.c.since > after, membership.c.since <= until),
                sa.and_(membership.c.until > after, membership.c.until <= until),
            )
        )
    ).scalars()
    return tuple(sorted(set(turned)))


def sign_out_strangers(connection: Connection, person_ids: Collection[str], at: datetime) -> None:
    """End every session of those who are no member of anything, now or later."""
    for person_id in person_ids:
        if not _has_place(connection, person_id, at):
            remove_sessions_of(connection, person_id)


def forget_newcomer(connection: Connection, person_id: str, at: datetime) -> bool:
    """Erase somebody who never signed in and is no member of anything; tell whether they were erased.

    A mistyped address must not keep an account: added again, it would be taken for somebody known.
    """
    known = find_person(connection, person_id)
    if known is None or has_signed_in(connection, [person_id])[person_id]:
        return False
    if _has_place(connection, person_id, at):
        return False
    forget_messages(connection, person_id)
    connection.execute(sa.delete(person).where(person.c.id == person_id))
    return True


def rename_newcomer(connection: Connection, person_id: str, *, given_name: str, family_name: str) -> None:
    """Correct the name of somebody who has not signed in yet."""
    connection.execute(
        sa.update(person)
        .where(person.c.id == person_id)
        .values(given_name=given_name, family_name=family_name)
    )


def _has_place(connection: Connection, person_id: str, at: datetime) -> bool:
    found = connection.execute(
        sa.select(membership.c.id).where(membership.c.person_id == person_id, _is_not_over(at)).limit(1)
    )
    return found.first() is not None


def _is_not_over(at: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(membership.c.until.is_(None), membership.c.until > at)


def _members(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[Member, ...]:
    rows = connection.execute(query.order_by(membership.c.since, membership.c.id)).all()
    people = list_people(connection, {row.person_id for row in rows})
    return tuple(
        Member(
            membership=Membership(
                id=row.id,
                role=Role(row.role),
                property_id=row.property_id,
                household_id=row.household_id,
                since=row.since,
                until=row.until,
            ),
            person=people[row.person_id],
        )
        for row in rows
    )
