"""Adding people: a new account or an invitation, and what whoever added them sees of it: the same.

What was typed stays beside the membership, under its id, until the person has come. An account that is
known keeps its own name, addresses and user name to itself until its owner has accepted.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from genkan.server.accounts.issue import (
    AccountPlace,
    Invited,
    Issued,
    NewPerson,
    has_signed_in,
    invite_again,
    issue_account,
    reissue_account,
)
from genkan.server.accounts.members import (
    Member,
    find_member,
    forget_newcomer,
    rename_newcomer,
    sign_out_strangers,
)
from genkan.server.accounts.service import add_membership, end_membership, find_person
from genkan.server.messages.service import State, list_deliveries
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotSignedIn, TooOften
from genkan.server.platform.operations import Membership, Role, Scope
from genkan.server.properties.errors import MemberJoined
from genkan.server.properties.invitations import (
    InvitationRow,
    add_invitation,
    change_invitation,
    find_invitation,
    note_sent,
    remove_invitation,
)
from genkan.server.properties.repository import take_change_number
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import Kind, Resident
from genkan.wire.ids import new_id

RESEND_PAUSE = timedelta(seconds=60)  # a mail takes some time; a second press would bring a second one


class MemberState(StrEnum):
    WAITING = "waiting"  # the mail is out; nobody has signed in, or accepted, yet
    JOINED = "joined"  # uses the account
    REFUSED = "refused"  # does not want to


class MailState(StrEnum):
    QUEUED = "queued"  # on its way, or to be tried again
    SENT = "sent"  # taken by the next server
    FAILED = "failed"  # will not arrive


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where somebody is added: as what, in which household, and from when until when."""

    place: AccountPlace
    household_id: str | None
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enlisted:
    """Somebody who was added, as whoever added them sees them. The id is the membership's."""

    id: str
    person_id: str
    role: Role
    state: MemberState
    given_name: str
    family_name: str
    language: str
    since: datetime
    until: datetime | None = None
    username: str | None = None  # nine digits, once they have come
    email: str | None = field(default=None, repr=False)  # these as typed, until they have come
    mobile: str | None = field(default=None, repr=False)
    landline: str | None = field(default=None, repr=False)
    mail: MailState | None = None
    is_held: bool = False  # no mail was sent yet
    sent_at: datetime | None = None  # the account mail, last
    printed_at: datetime | None = None  # the sheet, last
    has_second_factor: bool = False  # of staff alone, once they have come

    @property
    def display_name(self) -> str:
        """The name in the order of the person's language."""
        names = (self.family_name, self.given_name)
        return " ".join(name for name in (names if self.language == "ja" else reversed(names)) if name)


class FindLanguage:
    """Tell in which language somebody is written to whom the asker adds: the asker's own or token maker's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope) -> str:
        """Raises NotSignedIn."""
        found = await self._database.read(lambda connection: find_person(connection, scope.answerable_id))
        if found is None:
            raise NotSignedIn
        return found.language


def enlist(connection: Connection, new: NewPerson, position: Position, at: datetime) -> str:
    """Add the person and send the mail; give the id of the membership that is, or will be.

    Raises AddressMissing.
    """
    entry_id, has_joined = _enlist(connection, new, position, at)
    if has_joined:
        take_change_number(connection, position.place.property_id)
    return entry_id


def enlist_held(
    connection: Connection, new: NewPerson, position: Position, at: datetime, *, username: str
) -> str:
    """Add one of many, and hold the mail back until `send_again`; give the id. Raises AddressMissing.

    Whoever adds many chooses their user names beforehand, and takes one change number for all of them.
    """
    entry_id, _ = _enlist(connection, new, position, at, is_held=True, username=username)
    return entry_id


def _enlist(
    connection: Connection,
    new: NewPerson,
    position: Position,
    at: datetime,
    *,
    is_held: bool = False,
    username: str | None = None,
) -> tuple[str, bool]:
    place = position.place
    outcome = issue_account(connection, new, place, at, is_held=is_held, username=username)
    entry_id = outcome.invitation_id if isinstance(outcome, Invited) else new_id()
    if isinstance(outcome, Issued):
        _join(connection, entry_id, outcome.person_id, position, at)
    row = InvitationRow(
        id=entry_id,
        person_id=outcome.person_id,
        role=place.role,
        property_id=place.property_id,
        household_id=position.household_id,
        given_name=new.given_name,
        family_name=new.family_name,
        language=new.language,
        email=new.email,
        mobile=new.mobile,
        landline=new.landline,
        since=position.since,
        until=position.until,
        sent_at=at,
        is_held=is_held,
    )
    add_invitation(connection, row)
    _tell(connection, Kind.RESIDENT_ADDED, row, at)
    return entry_id, isinstance(outcome, Issued)


def join(
    connection: Connection, membership_id: str, person_id: str, position: Position, at: datetime
) -> None:
    """Make the person a member, not before now."""
    _join(connection, membership_id, person_id, position, at)
    take_change_number(connection, position.place.property_id)


def _join(
    connection: Connection, membership_id: str, person_id: str, position: Position, at: datetime
) -> None:
    membership = Membership(
        id=membership_id,
        role=position.place.role,
        property_id=position.place.property_id,
        household_id=position.household_id,
        since=max(position.since, at),
        until=position.until,
    )
    add_membership(connection, person_id, membership)


def _tell(connection: Connection, kind: Kind, who: Membership | InvitationRow, at: datetime) -> None:
    """Queue what other programs are told of a household's people."""
    if who.household_id is None or who.property_id is None:
        return
    data = Resident(member_id=who.id, household_id=who.household_id, role=who.role.value)
    note(connection, kind, data, property_id=who.property_id, at=at)


def list_enlisted(
    connection: Connection, members: Collection[Member], invitations: Collection[InvitationRow]
) -> tuple[Enlisted, ...]:
    """Give everybody who was added: the members, and those whose answer is awaited."""
    typed = {row.id: row for row in invitations}
    people = {member.person.id for member in members} | {row.person_id for row in invitations}
    come = has_signed_in(connection, people)
    mails = list_deliveries(connection, people)

    def mail_to(person_id: str) -> MailState | None:
        delivery = mails.get(person_id)
        return None if delivery is None else _MAIL_STATES[delivery.state]

    found = [
        _joined(member)
        if come[member.person.id] or (row := typed.get(member.membership.id)) is None
        else _waiting(row, mail_to(member.person.id), until=member.membership.until)
        for member in members
    ]
    joined = {member.membership.id for member in members}
    found += [
        _waiting(row, mail_to(row.person_id), until=row.until) for row in invitations if row.id not in joined
    ]
    return tuple(sorted(found, key=lambda entry: (entry.since, entry.id)))


def withdraw(connection: Connection, entry: Enlisted, at: datetime) -> None:
    """End what the entry gives: the membership, the invitation, and an account that was made for it."""
    if (invited := find_invitation(connection, entry.id)) is not None:
        _tell(connection, Kind.RESIDENT_REMOVED, invited, at)
    remove_invitation(connection, entry.id)
    if (member := find_member(connection, entry.id, at)) is None:
        return  # somebody known who has not accepted: there was nothing but the invitation
    if invited is None:
        _tell(connection, Kind.RESIDENT_REMOVED, member.membership, at)
    _, ended = end_membership(connection, entry.id, at)
    if ended.property_id is not None:
        take_change_number(connection, ended.property_id)
    if not forget_newcomer(connection, entry.person_id, at):
        sign_out_strangers(connection, [entry.person_id], at)


def send_again(connection: Connection, entry: Enlisted, position: Position, at: datetime) -> str:
    """Send the mail again, and give the entry's id from now on. Raises MemberJoined, TooOften."""
    row = find_invitation(connection, entry.id)
    if entry.state is MemberState.JOINED or row is None:
        raise MemberJoined
    if not row.is_held and (left := row.sent_at + RESEND_PAUSE - at) > timedelta():
        raise TooOften(retry_after_ms=left // timedelta(milliseconds=1) + 1)
    if row.refused_at is not None:  # asked anew
        remove_invitation(connection, entry.id)
        return enlist(connection, _new_person(row), position, at)
    if find_member(connection, entry.id, at) is None:
        invite_again(connection, row.person_id, row.id, position.place, at)
    else:
        reissue_account(connection, entry.person_id, position.place, at)
    note_sent(connection, entry.id, at)
    return entry.id


def correct(
    connection: Connection,
    entry: Enlisted,
    new: NewPerson,
    position: Position,
    at: datetime,
    *,
    is_mailed: bool = False,
) -> str:
    """Correct what was typed, and give the entry's id from now on; another address gets a mail of its own.

    `is_mailed`: a mail goes out also to the same address, as when its language was wrong; the older is void.
    Raises MemberJoined for somebody who has come: name and addresses are theirs from then on.
    """
    if entry.state is MemberState.JOINED:
        raise MemberJoined
    if is_mailed or (new.email, new.mobile) != (entry.email, entry.mobile):
        withdraw(connection, entry, at)
        return enlist(connection, new, position, at)
    change_invitation(
        connection,
        entry.id,
        given_name=new.given_name,
        family_name=new.family_name,
        landline=new.landline,
    )
    if find_member(connection, entry.id, at) is not None:
        rename_newcomer(connection, entry.person_id, given_name=new.given_name, family_name=new.family_name)
    return entry.id


_MAIL_STATES = {State.QUEUED: MailState.QUEUED, State.SENT: MailState.SENT, State.DEAD: MailState.FAILED}


def _joined(member: Member) -> Enlisted:
    return Enlisted(
        id=member.membership.id,
        person_id=member.person.id,
        role=member.membership.role,
        state=MemberState.JOINED,
        given_name=member.person.given_name,
        family_name=member.person.family_name,
        language=member.person.language,
        username=member.person.username,
        since=member.membership.since,
        until=member.membership.until,
    )


def _waiting(row: InvitationRow, mail: MailState | None, *, until: datetime | None) -> Enlisted:
    return Enlisted(
        id=row.id,
        person_id=row.person_id,
        role=row.role,
        state=MemberState.WAITING if row.refused_at is None else MemberState.REFUSED,
        given_name=row.given_name,
        family_name=row.family_name,
        language=row.language,
        email=row.email,
        mobile=row.mobile,
        landline=row.landline,
        mail=None if row.is_held else mail,
        is_held=row.is_held,
        sent_at=None if row.is_held else row.sent_at,
        printed_at=row.printed_at,
        since=row.since,
        until=until,
    )


def _new_person(row: InvitationRow) -> NewPerson:
    return NewPerson(
        given_name=row.given_name,
        family_name=row.family_name,
        language=row.language,
        email=row.email,
        mobile=row.mobile,
        landline=row.landline,
    )
