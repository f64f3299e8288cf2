"""Reading and writing what was typed when somebody was added."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform.operations import Role
from genkan.server.properties.tables import invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """What was typed, and for what. The id is that of the membership that is, or will be."""

    id: str
    person_id: str
    role: Role
    property_id: str
    household_id: str | None
    given_name: str
    family_name: str
    language: str
    email: str | None = field(default=None, repr=False)
    mobile: str | None = field(default=None, repr=False)
    landline: str | None = field(default=None, repr=False)
    since: datetime
    until: datetime | None = None
    sent_at: datetime
    is_held: bool = False  # no mail was sent yet: then `sent_at` is when they were added
    printed_at: datetime | None = None
    refused_at: datetime | None = None

    @property
    def typed_name(self) -> str:
        """The name in the order of its language."""
        names = (self.family_name, self.given_name)
        return " ".join(name for name in (names if self.language == "ja" else reversed(names)) if name)

    @property
    def told_at(self) -> datetime:
        """When whoever is invited was last told of it, by mail or on paper."""
        return self.sent_at if self.printed_at is None else max(self.sent_at, self.printed_at)


_ADD_INVITATION = sa.insert(invitation)


def add_invitation(connection: Connection, row: InvitationRow) -> None:
    """Store what was typed."""
    connection.execute(
        _ADD_INVITATION,
        {
            "id": row.id,
            "person_id": row.person_id,
            "role": row.role.value,
            "property_id": row.property_id,
            "household_id": row.household_id,
            "given_name": row.given_name,
            "family_name": row.family_name,
            "language": row.language,
            "email": row.email,
            "mobile": row.mobile,
            "landline": row.landline,
            "since": row.since,
            "until": row.until,
            "sent_at": row.sent_at,
            "is_held": row.is_held,
            "printed_at": row.printed_at,
            "refused_at": row.refused_at,
        },
    )


def find_invitation(connection: Connection, invitation_id: str) -> InvitationRow | None:
    """Give the invitation, or None."""
    found = connection.execute(sa.select(invitation).where(invitation.c.id == invitation_id)).first()
    return None if found is None else _row(found)


def list_typed_names(connection: Connection, invitation_ids: Collection[str]) -> dict[str, str]:
    """Give the names that were typed, by the invitation's id, as long as nobody has come."""
    if not invitation_ids:
        return {}
    found = connection.execute(sa.select(invitation).where(invitation.c.id.in_(list(invitation_ids))))
    return {row.id: _row(row).typed_name for row in found}


def list_invitations_of_households(
    connection: Connection, household_ids: Collection[str]
) -> tuple[InvitationRow, ...]:
    """Give what was typed of everybody who was added to the households."""
    return _rows(connection, invitation.c.household_id.in_(list(household_ids)))


def list_invitations_of_staff(
    connection: Connection, property_id: str, role: Role
) -> tuple[InvitationRow, ...]:
    """Give what was typed of everybody who was added to the property in the role."""
    return _rows(connection, invitation.c.property_id == property_id, invitation.c.role == role.value)


def list_invitations_of_person(connection: Connection, person_id: str) -> tuple[InvitationRow, ...]:
    """Give everything that somebody was added to."""
    return _rows(connection, invitation.c.person_id == person_id)


def change_invitation(
    connection: Connection,
    invitation_id: str,
    *,
    given_name: str,
    family_name: str,
    landline: str | None,
) -> None:
    """Correct what was typed; another address is another invitation."""
    connection.execute(
        sa.update(invitation)
        .where(invitation.c.id == invitation_id)
        .values(given_name=given_name, family_name=family_name, landline=landline)
    )


def note_sent(connection: Connection, invitation_id: str, at: datetime) -> None:
    """Store when the mail was sent last."""
    connection.execute(
        sa.update(invitation).where(invitation.c.id == invitation_id).values(sent_at=at, is_held=False)
    )


def note_printed(connection: Connection, invitation_id: str, at: datetime) -> None:
    """Store when the sheet was printed last."""
    connection.execute(sa.update(invitation).where(invitation.c.id == invitation_id).values(printed_at=at))


def note_refused(connection: Connection, invitation_id: str, at: datetime) -> None:
    """Store that the person does not want to."""
    connection.execute(sa.update(invitation).where(invitation.c.id == invitation_id).values(refused_at=at))


def limit_invitations(connection: Connection, household_id: str, until: datetime | None) -> None:
    """Let what an invitation to the household gives end at the instant; None: never."""
    connection.execute(
        sa.update(invitation).where(invitation.c.household_id == household_id).values(until=until)
    )


def remove_invitation(connection: Connection, invitation_id: str) -> None:
    """Delete the invitation; one that is gone already is no fault."""
    connection.execute(sa.delete(invitation).where(invitation.c.id == invitation_id))


def _rows(connection: Connection, *conditions: sa.ColumnElement[bool]) -> tuple[InvitationRow, ...]:
    query = sa.select(invitation).where(*conditions).order_by(invitation.c.since, invitation.c.id)
    return tuple(_row(row) for row in connection.execute(query))


def _row(row: sa.Row[*tuple[object, ...]]) -> InvitationRow:
    return InvitationRow(
        id=row.id,
        person_id=row.person_id,
        role=Role(row.role),
        property_id=row.property_id,
        household_id=row.household_id,
        given_name=row.given_name,
        family_name=row.family_name,
        language=row.language,
        email=row.email,
        mobile=row.mobile,
        landline=row.landline,
        since=row.since,
        until=row.until,
        sent_at=row.sent_at,
        is_held=row.is_held,
        printed_at=row.printed_at,
        refused_at=row.refused_at,
    )
