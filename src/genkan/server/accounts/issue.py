"""Issuing accounts: a new person and the mail that lets them in, or an invitation for somebody known."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts import tables
from genkan.server.accounts.errors import AddressMissing
from genkan.server.accounts.links import (
    FIRST_PASSWORD,
    INVITATION,
    SIGN_IN_LIFE,
    SIGN_IN_LINK,
    LinkPurpose,
    add_link,
)
from genkan.server.accounts.repository import (
    PersonRow,
    add_person,
    find_person,
    find_person_by_email,
    find_person_by_mobile,
    list_memberships,
    list_people,
)
from genkan.server.accounts.tables import sign_in_link
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id

__all__ = [
    "INVITATION",
    "INVITATION_LIFE",
    "AccountPlace",
    "Invited",
    "Issued",
    "NewPerson",
    "choose_username",
    "choose_usernames",
    "has_signed_in",
    "issue_account",
    "reissue_account",
]

USERNAME_DIGITS = 9
INVITATION_LIFE = timedelta(days=30)
STAFF = frozenset({Role.MANAGER, Role.INSTALLER})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be added, all of it parsed. One of mail and mobile is needed."""

    given_name: str
    family_name: str
    language: str
    email: str | None = field(default=None, repr=False)
    mobile: str | None = field(default=None, repr=False)
    landline: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlace:
    """What the account is for, as the mail says it: `home_number` of residents, the property's support."""

    role: Role
    property_id: str
    property_name: str
    home_number: str = ""
    support_phone: str = ""
    support_hours: str = ""
    time_zone: str = "Asia/Tokyo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new person; the caller adds the membership."""

    person_id: str
    link_id: str | None  # of the mail; None: it is held back


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Somebody known; the caller stores the invitation under the id, and shows no difference."""

    person_id: str
    invitation_id: str


def issue_account(
    connection: Connection,
    new: NewPerson,
    place: AccountPlace,
    at: datetime,
    *,
    is_held: bool = False,
    username: str | None = None,
) -> Issued | Invited:
    """Make the account and send its mail, or send an invitation to the account with this address.

    Held back, nothing is sent before `reissue_account` or `invite_again`. A `username` that was chosen
    beforehand is taken by a new account.

    Raises AddressMissing. The mail address decides; a mobile number of somebody else is left out,
    because saying so would tell the adder that it is registered.
    """
    known = _find_known(connection, new)
    if known is not None:
        invited = Invited(person_id=known.id, invitation_id=new_id())
        if not is_held:
            _send_invitation(connection, known, invited.invitation_id, place, at)
        return invited
    mobile = new.mobile
    if mobile is not None and find_person_by_mobile(connection, mobile) is not None:
        mobile = None
    person = PersonRow(
        id=new_id(),
        username=username or choose_username(connection),
        given_name=new.given_name,
        family_name=new.family_name,
        language=new.language,
        email=new.email,
        mobile=mobile,
        landline=new.landline,
    )
    add_person(connection, person, at)
    link_id = None if is_held else _send_account(connection, person, place, at)
    return Issued(person_id=person.id, link_id=link_id)


def reissue_account(connection: Connection, person_id: str, place: AccountPlace, at: datetime) -> str:
    """Send the account mail again with a new link and first password; the older ones are void.

    Gives the link's id. Raises NotFound.
    """
    person = find_person(connection, person_id)
    if person is None:
        raise NotFound
    return _send_account(connection, person, place, at)


def invite_again(
    connection: Connection, person_id: str, invitation_id: str, place: AccountPlace, at: datetime
) -> None:
    """Send the invitation of somebody known, for the first time or again. Raises NotFound."""
    person = find_person(connection, person_id)
    if person is None:
        raise NotFound
    _send_invitation(connection, person, invitation_id, place, at)


def has_signed_in(connection: Connection, person_ids: Collection[str]) -> dict[str, bool]:
    """Tell of each person whether a link or the first password was ever used, or a password chosen."""
    used = connection.execute(
        sa.select(sign_in_link.c.person_id)
        .distinct()
        .where(
            sign_in_link.c.person_id.in_(list(person_ids)),
            sa.or_(sign_in_link.c.used_at.is_not(None), sign_in_link.c.password_used_at.is_not(None)),
        )
    ).scalars()
    known = set(used)
    return {
        person.id: person.id in known
        or person.password_hash is not None
        or person.mobile_verified_at is not None
        for person in list_people(connection, person_ids).values()
    }


def choose_username(connection: Connection) -> str:
    """Give nine digits that nobody has. They do not begin with 0, which people and spreadsheets drop."""
    (username,) = choose_usernames(connection, 1)
    return username


def choose_usernames(connection: Connection, count: int) -> tuple[str, ...]:
    """Give as many user names that nobody has, looked up together."""
    lowest = 10 ** (USERNAME_DIGITS - 1)
    free: set[str] = set()
    while len(free) < count:
        drawn = {str(lowest + secrets.randbelow(9 * lowest)) for _ in range(count - len(free))}
        taken = sa.select(tables.person.c.username).where(tables.person.c.username.in_(drawn))
        free |= drawn - set(connection.execute(taken).scalars())
    return tuple(free)


def _find_known(connection: Connection, new: NewPerson) -> PersonRow | None:
    if new.email is not None:
        return find_person_by_email(connection, new.email)
    if new.mobile is not None:
        return find_person_by_mobile(connection, new.mobile)
    raise AddressMissing


def _send_account(connection: Connection, person: PersonRow, place: AccountPlace, at: datetime) -> str:
    link = add_link(connection, person.id, LinkPurpose.ACCOUNT, at, life=SIGN_IN_LIFE)
    path = "/portal/open" if place.role in STAFF else "/app/open"
    message = NewMessage(
        channel=Channel.MAIL,
        address=person.email or "",
        template="account",
        language=person.language,
        parameters={
            **_say_place(place),
            "username": person.username,
            "until": _say_until(place, person.language, link.expires_at),
        },
        derived={
            "link": Derived(kind=DerivedKind.LINK, purpose=SIGN_IN_LINK, row_id=link.id, path=path),
            "password": Derived(kind=DerivedKind.PASSWORD, purpose=FIRST_PASSWORD, row_id=link.id),
        },
        not_after=link.expires_at,
        about=person.id,
        property_id=place.property_id,
    )
    enqueue(connection, _by_reach(message, person), at)
    return link.id


def _send_invitation(
    connection: Connection, person: PersonRow, invitation_id: str, place: AccountPlace, at: datetime
) -> None:
    # The portal lets nobody in who is not staff yet; the app takes every answer.
    is_staff = any(known.role in STAFF for known in list_memberships(connection, person.id, at))
    path = "/portal/invitation" if place.role in STAFF and is_staff else "/app/invitation"
    expires_at = at + INVITATION_LIFE
    message = NewMessage(
        channel=Channel.MAIL,
        address=person.email or "",
        template="invitation",
        language=person.language,
        parameters={**_say_place(place), "until": _say_until(place, person.language, expires_at)},
        derived={"link": Derived(kind=DerivedKind.LINK, purpose=INVITATION, row_id=invitation_id, path=path)},
        not_after=expires_at,
        about=person.id,
        property_id=place.property_id,
    )
    enqueue(connection, _by_reach(message, person), at)


def _by_reach(message: NewMessage, person: PersonRow) -> NewMessage:
    """Send it as a text to whoever has no mail address; a text holds no link."""
    if person.email is not None:
        return message
    return replace(message, channel=Channel.SMS, address=person.mobile or "", derived={})


def _say_place(place: AccountPlace) -> dict[str, str]:
    return {
        "role": place.role.value,
        "audience": "staff" if place.role in STAFF else "resident",
        "property": place.property_name,
        "home": place.home_number,
        "support_phone": place.support_phone,
        "support_hours": place.support_hours,
    }


def _say_until(place: AccountPlace, language: str, until: datetime) -> str:
    return say_instant(until, time_zone=place.time_zone, language=language)
