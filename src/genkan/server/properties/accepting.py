"""Invitations as those see them who are invited: accept, or refuse."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.issue import INVITATION_LIFE, AccountPlace
from genkan.server.accounts.members import find_member
from genkan.server.accounts.service import hint_person
from genkan.server.platform.audit import AuditBook, DoerRole, NewLine, Said
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import Position, join
from genkan.server.properties.errors import InvitationOver
from genkan.server.properties.invitations import (
    InvitationRow,
    find_invitation,
    list_invitations_of_person,
    note_refused,
    remove_invitation,
)
from genkan.server.properties.link import Households
from genkan.server.properties.repository import list_property_names
from genkan.wire.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody is invited to be."""

    id: str
    role: Role
    property_name: str
    home_number: str | None
    expires_at: datetime


@operation("properties.list_invitations")
class ListInvitations:
    """Give the invitations that wait for the asker's answer."""

    def __init__(self, database: Database, households: Households, clock: Clock) -> None:
        self._database = database
        self._households = households
        self._clock = clock

    async def __call__(self, scope: Scope) -> tuple[Invitation, ...]:
        at = self._clock.now()
        return await self._database.read(
            lambda connection: _read(connection, self._households, scope.person_id or "", at)
        )


@operation("properties.accept_invitation")
class AcceptInvitation:
    """Make the asker what they are invited to be."""

    def __init__(self, database: Database, bus: Bus, clock: Clock, book: AuditBook) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._book = book

    async def __call__(self, scope: Scope, invitation_id: str) -> None:
        """Raises NotFound, InvitationOver."""
        at = self._clock.now()

        def accept(connection: Connection) -> str:
            row = _get_open(connection, scope, invitation_id, at)
            place = AccountPlace(role=row.role, property_id=row.property_id, property_name="")
            position = Position(place=place, household_id=row.household_id, since=row.since, until=row.until)
            join(connection, row.id, row.person_id, position, at)
            remove_invitation(connection, row.id)
            _record(self._book, connection, "properties.accept_invitation", row, at)
            return row.person_id

        await hint_person(self._bus, await self._database.write(accept))


@operation("properties.refuse_invitation")
class RefuseInvitation:
    """Say no; whoever invited is shown it, and may ask again."""

    def __init__(self, database: Database, clock: Clock, book: AuditBook) -> None:
        self._database = database
        self._clock = clock
        self._book = book

    async def __call__(self, scope: Scope, invitation_id: str) -> None:
        """Raises NotFound, InvitationOver."""
        at = self._clock.now()

        def refuse(connection: Connection) -> None:
            row = _get_open(connection, scope, invitation_id, at)
            note_refused(connection, row.id, at)
            _record(self._book, connection, "properties.refuse_invitation", row, at)

        await self._database.write(refuse)


def _record(
    book: AuditBook, connection: Connection, operation_name: str, row: InvitationRow, at: datetime
) -> None:
    """Enter who becomes one of the staff, or will not; a household's invitations are its own affair."""
    if row.household_id is not None:
        return
    line = NewLine(
        id=new_id(),
        at=at,
        operation=operation_name,
        role=DoerRole(row.role.value),
        actor_id=row.person_id,
        said=Said(property_id=row.property_id),
    )
    book.enter(connection, line)


def _read(
    connection: Connection, households: Households, person_id: str, at: datetime
) -> tuple[Invitation, ...]:
    rows = [
        row
        for row in list_invitations_of_person(connection, person_id)
        if row.refused_at is None
        and not (row.is_held and row.printed_at is None)  # nobody has told them yet
        and not _is_over(row, at)
        and _is_unanswered(connection, row, at)
    ]
    names = list_property_names(connection, {row.property_id for row in rows}) if rows else {}
    numbers = households.list_home_numbers(
        connection, {row.household_id for row in rows if row.household_id is not None}
    )
    return tuple(
        Invitation(
            id=row.id,
            role=row.role,
            property_name=names[row.property_id],
            home_number=numbers.get(row.household_id or ""),
            expires_at=row.told_at + INVITATION_LIFE,
        )
        for row in rows
    )


def _get_open(connection: Connection, scope: Scope, invitation_id: str, at: datetime) -> InvitationRow:
    row = find_invitation(connection, invitation_id)
    if row is None or row.person_id != scope.person_id or not _is_unanswered(connection, row, at):
        raise NotFound
    if row.refused_at is not None or _is_over(row, at):
        raise InvitationOver
    return row


def _is_unanswered(connection: Connection, row: InvitationRow, at: datetime) -> bool:
    return find_member(connection, row.id, at) is None  # an account made for it has its membership already


def _is_over(row: InvitationRow, at: datetime) -> bool:
    return at >= row.told_at + INVITATION_LIFE or (row.until is not None and at >= row.until)
