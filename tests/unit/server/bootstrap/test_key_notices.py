"""Who is told what of their PINs, keys and doors: by push at once, and by mail."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection

from genkan.core.credentials import CredentialKind
from genkan.server.accounts.repository import set_address
from genkan.server.accounts.service import list_memberships
from genkan.server.accounts.session_repository import SessionRow, add_session
from genkan.server.bootstrap.key_notices import KeyNotices
from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.credentials.repository import CredentialRow, add_credential
from genkan.server.messages.link import PushAddress
from genkan.server.messages.push import Push, Subscription
from genkan.server.messages.push_repository import store_subscription
from genkan.server.messages.repository import MessageRow, list_newest
from genkan.server.messages.service import Channel
from genkan.server.messages.web_push import WEB_PUSH, WebPushTransport
from genkan.server.platform.tasks import Tasks
from genkan.wire.ids import new_id
from harness.installation import NOW, Installation
from harness.push_service import Device, PushService

HANAKO, KEN, MIO, MANAGER = "100000101", "100000102", "100000103", "100000901"


@dataclass(kw_only=True)
class Town:
    """Hanako has a phone that can be woken; everybody has a mail address."""

    installation: Installation
    notices: KeyNotices
    tasks: Tasks
    phone: Device
    household_id: str

    async def mails(self) -> tuple[MessageRow, ...]:
        """Let what was begun end; give every mail."""
        await self.tasks.close(grace_s=10)
        return await self.installation.database.read(lambda connection: list_newest(connection, 100))


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
async def town(installation: Installation, service: PushService) -> AsyncIterator[Town]:
    transport = WebPushTransport(
        key=ec.generate_private_key(ec.SECP256R1()),
        contact="postmaster@genkan.example",
        extra_services=[service.url],
    )
    push = Push(database=installation.database, clock=installation.clock, transports={WEB_PUSH: transport})
    phone, session_id, tasks = service.add_device(), new_id(), Tasks()
    keys = phone.subscription["keys"]
    assert isinstance(keys, dict)
    address = PushAddress(
        transport=WEB_PUSH, endpoint=phone.endpoint, p256dh=keys["p256dh"], auth=keys["auth"]
    )

    def prepare(connection: Connection) -> str:
        for username, person_id in installation.people.items():
            set_address(connection, person_id, Channel.MAIL, f"{username}@example.test", NOW)
        add_session(
            connection,
            SessionRow(id=session_id, person_id=installation.people[HANAKO], app="resident"),
            token_hash=b"t",
            device_label="phone",
            address="",
            at=NOW,
        )
        store_subscription(
            connection, Subscription(session_id=session_id, address=address, language="en"), NOW
        )
        memberships = list_memberships(connection, installation.people[HANAKO], NOW)
        return next(row.household_id for row in memberships if row.household_id is not None)

    household_id = await installation.database.write(prepare)
    yield Town(
        installation=installation,
        notices=KeyNotices(database=installation.database, clock=installation.clock, push=push, tasks=tasks),
        tasks=tasks,
        phone=phone,
        household_id=household_id,
    )
    await push.close()


def mail_of(*usernames: str) -> set[str]:
    return {f"{username}@example.test" for username in usernames}


async def test_a_household_hears_that_its_pin_is_guessed_at_and_nobody_else_does(town: Town) -> None:
    await town.notices.pin_guessed(
        event_id=new_id(), household_id=town.household_id, station_id=EAST_STATION, at=NOW
    )
    mails = await town.mails()
    assert {mail.address for mail in mails} == mail_of(HANAKO, KEN, MIO)
    assert {mail.template for mail in mails} == {"pin-guessed"}
    (notice,) = town.phone.notices("note")
    assert notice["title"] == "Somebody is trying door PINs"
    assert "101" in str(notice["body"])
    assert notice["path"] == "/app/me/pin"


async def test_a_question_to_the_home_wakes_its_phones_and_is_worthless_later(town: Town) -> None:
    prompt_id = new_id()
    await town.notices.prompted(prompt_id=prompt_id, household_id=town.household_id, station_id=EAST_STATION)
    assert await town.mails() == ()
    (pushed,) = town.phone.pushed
    assert pushed.notice["id"] == prompt_id
    assert pushed.headers["urgency"] == "high"
    assert pushed.headers["ttl"] == "30"
    ends = NOW + timedelta(seconds=30)
    assert pushed.notice["deadline_ms"] == int(ends.timestamp() * 1000)


async def test_homes_whose_pins_a_thief_may_know_are_asked_for_new_ones(town: Town) -> None:
    await town.notices.pins_void(household_ids={town.household_id}, at=NOW)
    mails = await town.mails()
    assert {mail.address for mail in mails} == mail_of(HANAKO, KEN, MIO)
    assert {mail.template for mail in mails} == {"pin-void"}
    assert len(town.phone.notices("note")) == 1


@pytest.mark.parametrize("use", ["parcel", "visitor"])
async def test_a_parcel_keys_use_is_told_to_the_household_and_a_guests_is_not(town: Town, use: str) -> None:
    key = CredentialRow(
        id=new_id(),
        kind=CredentialKind.QR,
        property_id=PROPERTY,
        household_id=town.household_id,
        issuer_id=new_id(),
        since=NOW,
        change=1,
        name="宅配",
        template=use,
        verifier=b"v",
    )
    await town.installation.database.write(lambda connection: add_credential(connection, key))
    await town.notices.key_used(credential_id=key.id, event_id=new_id(), door_id=ENTRANCE, at=NOW)
    mails, notices = await town.mails(), town.phone.notices("note")
    if use == "visitor":
        assert (mails, notices) == ((), [])
        return
    assert {mail.address for mail in mails} == mail_of(KEN, MIO)  # who can be woken reads it on the phone
    assert notices[0]["path"] == f"/app/keys/{key.id}"


async def test_managers_hear_of_guessing_and_residents_do_not(town: Town) -> None:
    await town.notices.keypad_guessed(
        event_id=new_id(), property_id=PROPERTY, station_id=EAST_STATION, at=NOW
    )
    mails = await town.mails()
    assert sorted(mail.template for mail in mails) == ["keypad-guessed"]
    assert {mail.address for mail in mails} == mail_of(MANAGER)
    assert town.phone.pushed == []
