"""The operator's way in: an installer, made from the command line."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.issue import AccountPlace, Issued, NewPerson, choose_username, issue_account
from genkan.server.accounts.links import (
    FIRST_PASSWORD,
    SIGN_IN_LIFE,
    SIGN_IN_LINK,
    LinkPurpose,
    add_link,
)
from genkan.server.accounts.second_factor import reset_factor_of
from genkan.server.accounts.service import (
    STAFF_ROLES,
    PersonRow,
    add_membership,
    add_person,
    find_person,
    find_person_by_email,
    find_person_by_username,
    list_memberships,
)
from genkan.server.audit.service import record_by_operator
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import add_property, find_property_by_name
from genkan.wire.ids import new_id

PRODUCT = "Genkan"  # what the mail names while there is no property


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallerAccount:
    """A way in, told once; none for somebody who had an account before, and keeps it."""

    username: str
    link_token: str | None = field(repr=False)
    password: str | None = field(repr=False)
    is_new_property: bool


def create_installer(
    connection: Connection,
    new: NewPerson,
    *,
    property_name: str | None,
    derivation: Derivation,
    at: datetime,
) -> InstallerAccount:
    """Make somebody an installer: of the property (made when there is none), or of those they will make.

    With a mail address the account mail is queued.
    """
    property_id, is_new = _find_or_add_property(connection, property_name)
    known = None if new.email is None else find_person_by_email(connection, new.email)
    person_id, link_id = (
        (known.id, None)
        if known is not None
        else _add_account(connection, new, property_id, property_name, at)
    )
    membership = Membership(
        id=new_id(),
        role=Role.INSTALLER,
        property_id=property_id,
        household_id=None,
        since=at,
        until=None,
    )
    add_membership(connection, person_id, membership)
    if property_id is not None:
        record_by_operator(
            connection,
            "operator.create_installer",
            property_id=property_id,
            member_id=membership.id,
            at=at,
        )
    person = find_person(connection, person_id)
    if person is None:
        raise NotFound
    return InstallerAccount(
        username=person.username,
        link_token=None if link_id is None else derivation.link(SIGN_IN_LINK, link_id),
        password=None if link_id is None else derivation.password(FIRST_PASSWORD, link_id),
        is_new_property=is_new,
    )


def reset_factor(connection: Connection, user: str, at: datetime) -> bool | None:
    """Reset the second factor of whoever has the user name or mail address; None: nobody has.

    The properties they look after read it in their audit lists.
    """
    done = reset_factor_of(connection, user, at)
    found = find_person_by_username(connection, user) or find_person_by_email(connection, user.lower())
    if not done or found is None:
        return done
    for membership in list_memberships(connection, found.id, at):
        if membership.role in STAFF_ROLES and membership.property_id is not None:
            record_by_operator(
                connection,
                "operator.reset_second_factor",
                property_id=membership.property_id,
                member_id=membership.id,
                at=at,
            )
    return done


def _find_or_add_property(connection: Connection, name: str | None) -> tuple[str | None, bool]:
    if name is None:
        return None, False
    known = find_property_by_name(connection, name)
    if known is not None:
        return known, False
    property_id = new_id()
    add_property(connection, property_id=property_id, name=name)
    return property_id, True


def _add_account(
    connection: Connection, new: NewPerson, property_id: str | None, property_name: str | None, at: datetime
) -> tuple[str, str | None]:
    """Give the new person and their link. Without a mail address the operator hands it over."""
    if new.email is not None:
        place = AccountPlace(
            role=Role.INSTALLER, property_id=property_id or "", property_name=property_name or PRODUCT
        )
        issued = issue_account(connection, new, place, at)
        if not isinstance(issued, Issued):
            raise NotFound  # the address was looked for before, in this transaction
        return issued.person_id, issued.link_id
    person = PersonRow(
        id=new_id(),
        username=choose_username(connection),
        given_name=new.given_name,
        family_name=new.family_name,
        language=new.language,
    )
    add_person(connection, person, at)
    link = add_link(connection, person.id, LinkPurpose.ACCOUNT, at, life=SIGN_IN_LIFE)
    return person.id, link.id
