"""「マイページ」: addresses, password, devices, consent, one's data and being erased; on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.consents import PRIVACY_VERSION, GiveConsent, list_consents
from genkan.server.accounts.devices import EndDevice, ListDevices, StopDevices
from genkan.server.accounts.errors import (
    AddressTaken,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    PasswordUnfit,
    ProofNeeded,
    WrongCode,
    WrongPassword,
)
from genkan.server.accounts.own_data import EraseSelf, ExportOwnData
from genkan.server.accounts.own_messages import OwnMessages
from genkan.server.accounts.profile import (
    ChangeAddress,
    ChangePassword,
    ChangeProfile,
    GetProfile,
    Names,
    NewAddress,
    RequestAddressCode,
)
from genkan.server.accounts.service import find_person
from genkan.server.credentials.service import CredentialKeys
from genkan.server.messages.service import Channel
from genkan.server.platform.blobs import FileBlobs
from genkan.server.platform.database import Database
from genkan.server.platform.errors import BadRequest, NotFound
from genkan.server.platform.operations import PersonActor
from harness.newcomer import EMAIL, HANAKO, MOBILE, Newcomer, caller

NEW_EMAIL = NewAddress(channel=Channel.MAIL, address="hana@example.test")
NEW_MOBILE = NewAddress(channel=Channel.SMS, address="+818012345678")


class Owner(Newcomer):
    """A newcomer who has signed in and chosen a password, with what they do with their account."""

    actor_: PersonActor

    async def settle(self) -> None:
        parts = (self.database, self.clock, self.derivation)
        database, clock, derivation = parts
        self.change_profile = ChangeProfile(database)
        self.get_profile = GetProfile(database)
        self.request_address = RequestAddressCode(database=database, clock=clock, derivation=derivation)
        self.change_address = ChangeAddress(database=database, clock=clock, derivation=derivation)
        self.change_password = ChangePassword(
            database=database, bus=self.bus, clock=clock, checks=self.checks, longest_password=20
        )
        await self.issue()
        self.actor_ = await self.actor(await self.sign_in_by_link(await self.link(), caller()))
        await self.change_password(self.actor_, "a first secret")

    async def prove_it(self) -> None:
        await self.prove.by_password(self.actor_, "a first secret", address="192.0.2.1")

    async def mail_code(self) -> str:
        letters = await self.letters("code")
        return letters[-1].text.partition("確認コード: ")[2][:6]


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[Owner]:
    owner = Owner(database=database)
    await owner.settle()
    yield owner
    await owner.bus.close()
    owner.checks.close()


async def test_a_first_password_is_chosen_unasked_right_after_the_link_and_later_only_with_proof(
    owner: Owner,
) -> None:
    with pytest.raises(ProofNeeded):
        await owner.change_password(owner.actor_, "another secret")
    await owner.prove_it()
    with pytest.raises(PasswordUnfit):
        await owner.change_password(owner.actor_, "short")

    await owner.change_password(owner.actor_, "another secret")

    with pytest.raises(WrongPassword):
        await owner.by_password("a first secret")
    await owner.by_password("another secret")


async def test_whoever_waits_ten_minutes_with_the_first_password_is_asked_for_proof(
    database: Database,
) -> None:
    late = Owner(database=database)
    await late.issue()
    late.change_password = ChangePassword(
        database=database, bus=late.bus, clock=late.clock, checks=late.checks, longest_password=20
    )
    actor = await late.actor(await late.sign_in_by_link(await late.link(), caller()))
    late.clock.move(600)

    with pytest.raises(ProofNeeded):
        await late.change_password(actor, "a first secret")
    late.checks.close()


async def test_a_changed_password_signs_other_devices_out_and_is_told(owner: Owner) -> None:
    other = await owner.by_password("a first secret")
    await owner.prove_it()

    await owner.change_password(owner.actor_, "another secret")

    assert not await owner.is_alive(other)
    devices = await ListDevices(owner.database, owner.clock)(owner.actor_)
    assert [device.is_this for device in devices] == [True]
    assert [letter.subject for letter in await owner.letters("changed")] == ["パスワードが変更されました"]


async def test_a_mail_address_changes_with_proof_and_its_code_and_the_old_one_is_told(owner: Owner) -> None:
    with pytest.raises(ProofNeeded):
        await owner.request_address(owner.actor_, NEW_EMAIL)
    await owner.prove_it()
    await owner.request_address(owner.actor_, NEW_EMAIL)
    code = await owner.mail_code()
    with pytest.raises(WrongCode):
        await owner.change_address(owner.actor_, NEW_EMAIL, "000000" if code != "000000" else "111111")

    changed = await owner.change_address(owner.actor_, NEW_EMAIL, code)

    assert changed.email == "hana@example.test"
    assert changed.email_verified_at is not None
    (notice,) = await owner.letters("changed")
    assert notice.address == EMAIL
    assert "h•••@example.test" in notice.text
    await owner.by_password("a first secret", username="hana@example.test")


async def test_a_mobile_number_changes_and_signs_in(owner: Owner) -> None:
    await owner.prove_it()
    await owner.request_address(owner.actor_, NEW_MOBILE)

    await owner.change_address(owner.actor_, NEW_MOBILE, await owner.code())

    owner.clock.move(60)
    await owner.request_code(NEW_MOBILE.address, address="192.0.2.1")
    await owner.by_code(await owner.code(), mobile=NEW_MOBILE.address)
    with pytest.raises(WrongCode):
        await owner.by_code("123456", mobile=MOBILE)


async def test_an_address_another_account_has_verified_is_not_taken_over(owner: Owner) -> None:
    other = Newcomer(database=owner.database, clock=owner.clock)
    await other.issue(replace(HANAKO, email="jiro@example.test", mobile=None))
    jiro = NewAddress(channel=Channel.MAIL, address="jiro@example.test")
    await other.sign_in_by_link(await other.link(), caller())
    await owner.prove_it()
    await owner.request_address(owner.actor_, jiro)

    with pytest.raises(AddressTaken):
        await owner.change_address(owner.actor_, jiro, await owner.mail_code())
    other.checks.close()


async def test_a_number_somebody_only_entered_for_another_account_goes_to_whoever_has_it(
    owner: Owner,
) -> None:
    squatter = Newcomer(database=owner.database, clock=owner.clock)
    await squatter.issue(replace(HANAKO, email="eve@example.test", mobile=NEW_MOBILE.address))
    await owner.prove_it()
    await owner.request_address(owner.actor_, NEW_MOBILE)

    changed = await owner.change_address(owner.actor_, NEW_MOBILE, await owner.code())

    assert changed.mobile == NEW_MOBILE.address
    left = await owner.database.read(lambda connection: find_person(connection, squatter.person_id))
    assert left is not None
    assert left.mobile is None
    squatter.checks.close()


async def test_names_and_landline_change(owner: Owner) -> None:
    names = Names(given_name="はな", family_name="鈴木", language="en", landline="+81312345678")

    await owner.change_profile(owner.actor_, names)

    profile = await owner.get_profile(owner.actor_)
    assert (profile.display_name, profile.landline) == ("はな 鈴木", "+81312345678")


async def test_a_device_is_ended_by_its_owner_alone(owner: Owner) -> None:
    other = await owner.by_password("a first secret")
    session_id = (await owner.actor(other)).session_id
    stranger = PersonActor(person_id="0" * 32, session_id="0" * 32, memberships=())

    with pytest.raises(NotFound):
        await EndDevice(owner.database, owner.bus)(stranger, session_id)
    await EndDevice(owner.database, owner.bus)(owner.actor_, session_id)

    assert not await owner.is_alive(other)


async def test_the_notice_of_a_new_device_stops_all_of_them_once_and_lets_a_new_password_be_chosen(
    owner: Owner,
) -> None:
    stop = StopDevices(
        database=owner.database,
        bus=owner.bus,
        clock=owner.clock,
        derivation=owner.derivation,
        keys=CredentialKeys(),
    )
    thief = await owner.by_password("a first secret")
    await owner.request_reset(EMAIL, app="resident", address="192.0.2.1")
    asked_for = await owner.link("reset")
    letter = next(letter for letter in await owner.letters("new-device") if letter.html)
    assert "/app/stop#" in letter.text
    token = letter.text.partition("/app/stop#")[2].split()[0]
    with pytest.raises(LinkUnknown):
        await stop(asked_for)  # what lets a password be chosen stops nothing

    grant = await stop(token)

    assert not await owner.is_alive(thief)
    assert await ListDevices(owner.database, owner.clock)(owner.actor_) == ()
    with pytest.raises(LinkExpired):
        await owner.choose(asked_for)
    with pytest.raises(LinkUsed):
        await stop(token)
    assert await owner.is_alive(await owner.choose(grant, "another secret"))
    with pytest.raises(WrongPassword):
        await owner.by_password("a first secret")


@pytest.mark.parametrize(
    ("later", "works"), [(timedelta(days=30, seconds=-1), True), (timedelta(days=30), False)]
)
async def test_the_link_that_stops_all_devices_works_for_thirty_days(
    owner: Owner, later: timedelta, works: bool
) -> None:
    stop = StopDevices(
        database=owner.database,
        bus=owner.bus,
        clock=owner.clock,
        derivation=owner.derivation,
        keys=CredentialKeys(),
    )
    await owner.by_password("a first secret")
    token = await owner.link("new-device")  # the mail comes after the push
    owner.clock.move(later.total_seconds())

    if works:
        await stop(token)
        return
    with pytest.raises(LinkExpired):
        await stop(token)


async def test_somebody_without_a_mail_address_is_told_of_a_new_device_on_the_others(
    database: Database,
) -> None:
    newcomer = Newcomer(database=database)
    await newcomer.issue(replace(HANAKO, email=None))
    await newcomer.request_code(MOBILE, address="192.0.2.1")
    await newcomer.by_code(await newcomer.code())
    newcomer.clock.move(60)
    await newcomer.request_code(MOBILE, address="192.0.2.1")
    second = await newcomer.actor(await newcomer.by_code(await newcomer.code()))

    (note,) = await newcomer.letters("new-device")

    assert (note.address, note.path, note.skip) == (
        newcomer.person_id,
        "/app/me/devices",
        second.session_id,
    )
    assert "iPhone · Safari" in note.text
    newcomer.checks.close()


async def test_consent_is_kept_with_version_language_and_time(owner: Owner) -> None:
    signed = await owner.by_password("a first secret")
    assert signed.me.consent_version == PRIVACY_VERSION
    give = GiveConsent(owner.database, owner.clock)
    with pytest.raises(BadRequest):
        await give(owner.actor_, version="1999-01", language="ja")

    await give(owner.actor_, version=PRIVACY_VERSION, language="en")

    (given,) = await owner.database.read(lambda connection: list_consents(connection, owner.person_id))
    assert (given.version, given.language, given.given_at) == (PRIVACY_VERSION, "en", owner.clock.now())
    assert (await owner.by_password("a first secret")).me.consent_version is None


async def test_ones_data_can_be_taken_along(owner: Owner) -> None:
    data = await ExportOwnData(owner.database, owner.clock, ())(owner.actor_)

    assert (data.person.email, data.person.mobile) == (EMAIL, MOBILE)
    assert [device.label for device in data.devices] == ["iPhone · Safari"]


async def test_an_erased_person_leaves_no_trace(owner: Owner, tmp_path: Path) -> None:
    await owner.request_code(MOBILE, address="192.0.2.1")
    await owner.request_reset(EMAIL, app="resident", address="192.0.2.1")
    erase = EraseSelf(
        database=owner.database,
        bus=owner.bus,
        clock=owner.clock,
        blobs=FileBlobs(tmp_path),
        records=[OwnMessages(owner.database)],
    )
    with pytest.raises(ProofNeeded):
        await erase(owner.actor_)
    await owner.prove_it()

    await erase(owner.actor_)

    def traces(connection: Connection) -> list[str]:
        wanted = (owner.person_id, EMAIL, MOBILE, "花子")
        return [
            f"{table}: {value}"
            for table in sa.inspect(connection).get_table_names()
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own tables
            for value in map(str, row)
            if any(trace in value for trace in wanted)
        ]

    assert await owner.database.read(traces) == []
