"""The operator's way in: an installer for a property, made from the command line."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.issue import choose_username
from genkan.server.accounts.passwords import hash_password, make_password
from genkan.server.accounts.service import PersonRow, add_membership, add_person
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import add_property, find_property_by_name
from genkan.wire.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallerAccount:
    """A way in, told once."""

    username: str
    password: str = field(repr=False)
    property_id: str
    is_new_property: bool


def create_installer(
    connection: Connection,
    *,
    property_name: str,
    given_name: str,
    family_name: str,
    language: str,
    at: datetime,
) -> InstallerAccount:
    """Make an account with the role of installer in the property, which is made when there is none."""
    property_id = find_property_by_name(connection, property_name)
    is_new = property_id is None
    if property_id is None:
        property_id = new_id()
        add_property(connection, property_id=property_id, name=property_name)
    password = make_password()
    person = PersonRow(
        id=new_id(),
        username=choose_username(connection),
        password_hash=hash_password(password),
        given_name=given_name,
        family_name=family_name,
        language=language,
    )
    add_person(connection, person, at)
    membership = Membership(
        id=new_id(),
        role=Role.INSTALLER,
        property_id=property_id,
        household_id=None,
        since=at,
        until=None,
    )
    add_membership(connection, person.id, membership)
    return InstallerAccount(
        username=person.username, password=password, property_id=property_id, is_new_property=is_new
    )
