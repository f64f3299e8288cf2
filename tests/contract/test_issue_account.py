"""Issuing accounts, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from genkan.server.accounts.errors import AddressMissing
from genkan.server.accounts.issue import (
    INVITATION,
    AccountPlace,
    Invited,
    Issued,
    NewPerson,
    has_signed_in,
    issue_account,
    reissue_account,
)
from genkan.server.accounts.service import add_membership, find_person
from genkan.server.messages.compose import Composer
from genkan.server.messages.link import Letter
from genkan.server.messages.repository import list_newest
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Membership, Role
from genkan.wire.ids import new_id
from harness.installation import NOW

DERIVATION = Derivation(b"k" * 32)
COMPOSER = Composer(DERIVATION, public_url="https://genkan.example", server_id="gk-abc234")
HANAKO = NewPerson(
    given_name="花子",
    family_name="佐藤",
    language="ja",
    email="hanako@example.test",
    mobile="+819012345678",
    landline="+81312345678",
)
HOME = AccountPlace(
    role=Role.MASTER,
    property_id="p1",
    property_name="さくらハイツ",
    home_number="101",
    support_phone="03-1234-5678",
    support_hours="9:00–17:00",
)


async def issue(
    database: Database, person: NewPerson = HANAKO, place: AccountPlace = HOME
) -> Issued | Invited:
    return await database.write(lambda connection: issue_account(connection, person, place, NOW))


async def letters(database: Database) -> list[Letter]:
    """Give what is to be sent, oldest first."""
    rows = await database.read(lambda connection: list_newest(connection, 100))
    return [COMPOSER.compose(row) for row in reversed(rows)]


async def test_a_new_person_has_nine_digits_no_password_and_a_mail(database: Database) -> None:
    issued = await issue(database)

    assert isinstance(issued, Issued)
    person = await database.read(lambda connection: find_person(connection, issued.person_id))
    assert person is not None
    assert len(person.username) == 9
    assert person.username.isdecimal()
    assert person.password_hash is None
    assert (person.email, person.mobile, person.landline) == (HANAKO.email, HANAKO.mobile, HANAKO.landline)
    (letter,) = await letters(database)
    assert letter.subject == "アカウントが作成されました"
    assert "101号室 世帯主 様" in letter.text
    assert person.username in letter.text
    assert issued.link_id is not None
    assert DERIVATION.password("accounts.first_password", issued.link_id) in letter.text
    assert "https://genkan.example/app/open#" in letter.text
    assert "2026年12月23日 18:00" in letter.text


@pytest.mark.parametrize(
    ("role", "path", "greeting"),
    [
        (Role.INSTALLER, "/portal/open#", "さくらハイツ 設置業者 様"),
        (Role.MANAGER, "/portal/open#", "さくらハイツ 管理者 様"),
        (Role.MASTER, "/app/open#", "101号室 世帯主 様"),
        (Role.FAMILY, "/app/open#", "101号室 ファミリーメンバー 様"),
    ],
)
async def test_the_mail_speaks_to_the_role_and_leads_to_its_app(
    database: Database, role: Role, path: str, greeting: str
) -> None:
    await issue(database, place=replace(HOME, role=role))

    (letter,) = await letters(database)
    assert path in letter.text
    assert greeting in letter.text


async def test_an_address_that_exists_gets_an_invitation(database: Database) -> None:
    first = await issue(database)
    again = await issue(database, replace(HANAKO, given_name="別人", mobile=None))

    assert isinstance(again, Invited)
    assert again.person_id == first.person_id
    _, letter = await letters(database)
    assert letter.address == HANAKO.email
    assert letter.subject == "さくらハイツへの招待"
    token = letter.text.partition("/app/invitation#")[2].split()[0]
    assert DERIVATION.open_link(INVITATION, token) == again.invitation_id
    assert "別人" not in letter.text + letter.html


@pytest.mark.parametrize(
    ("role", "path"), [(Role.FAMILY, "/app/invitation#"), (Role.MANAGER, "/portal/invitation#")]
)
async def test_an_invitation_to_the_staff_leads_to_where_its_receiver_can_sign_in(
    database: Database, role: Role, path: str
) -> None:
    first = await issue(database)
    membership = Membership(
        id=new_id(), role=role, property_id=None, household_id=None, since=NOW, until=None
    )
    await database.write(lambda connection: add_membership(connection, first.person_id, membership))

    await issue(database, replace(HANAKO, mobile=None), place=replace(HOME, role=Role.MANAGER))

    _, letter = await letters(database)
    assert path in letter.text


async def test_a_mobile_number_of_somebody_else_is_left_out_without_a_word(database: Database) -> None:
    await issue(database)
    other = await issue(database, replace(HANAKO, email="jiro@example.test"))

    assert isinstance(other, Issued)
    person = await database.read(lambda connection: find_person(connection, other.person_id))
    assert person is not None
    assert person.mobile is None


async def test_whoever_has_no_mail_gets_a_text_without_a_link(database: Database) -> None:
    without = replace(HANAKO, email=None)
    first, again = await issue(database, without), await issue(database, without)

    assert isinstance(first, Issued)
    assert isinstance(again, Invited)
    for letter in await letters(database):
        assert letter.address == HANAKO.mobile
        assert letter.html == ""
        assert "http" not in letter.text


async def test_somebody_without_any_address_cannot_have_an_account(database: Database) -> None:
    with pytest.raises(AddressMissing):
        await issue(database, replace(HANAKO, email=None, mobile=None))


async def test_an_account_sent_again_voids_the_earlier_link_and_password(database: Database) -> None:
    issued = await issue(database)
    assert isinstance(issued, Issued)

    def again(connection: Connection) -> str:
        return reissue_account(connection, issued.person_id, HOME, NOW)

    link_id = await database.write(again)

    old, new = await letters(database)
    assert link_id != issued.link_id
    assert DERIVATION.password("accounts.first_password", link_id) in new.text
    assert DERIVATION.password("accounts.first_password", link_id) not in old.text
    with pytest.raises(NotFound):
        await database.write(lambda connection: reissue_account(connection, new_id(), HOME, NOW))


async def test_somebody_who_was_only_sent_a_mail_has_not_signed_in_yet(database: Database) -> None:
    issued = await issue(database)

    signed_in = await database.read(lambda connection: has_signed_in(connection, [issued.person_id]))

    assert signed_in == {issued.person_id: False}
