"""Waking closed apps: sealed for one device, to known push services only; the dead are forgotten."""

from collections.abc import AsyncIterator, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection

from genkan.server.accounts.session_repository import SessionRow, add_session
from genkan.server.calls.push_carrier import PushCarrier
from genkan.server.messages.errors import PushUnfit
from genkan.server.messages.link import Letter, NotTaken, PushAddress, PushMessage, PushOutcome, Urgency
from genkan.server.messages.push import GetPush, Push, PushState, SubscribePush, UnsubscribePush
from genkan.server.messages.web_push import WEB_PUSH, WebPushTransport, application_server_key
from genkan.server.platform.operations import PersonActor
from genkan.server.platform.secrets import Secrets
from genkan.wire.ids import new_id
from harness.installation import Installation
from harness.push_service import Device, PushService, read_vapid

HANAKO = "100000101"
KEY = ec.generate_private_key(ec.SECP256R1())
RING = PushMessage(body=b'{"type":"ring"}', topic="t" * 32, ttl_s=30, urgency=Urgency.HIGH)


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
async def transport(service: PushService) -> AsyncIterator[WebPushTransport]:
    made = WebPushTransport(key=KEY, contact="postmaster@genkan.example", extra_services=[service.url])
    yield made
    await made.close()


@pytest.fixture
def push(installation: Installation, transport: WebPushTransport) -> Push:
    return Push(database=installation.database, clock=installation.clock, transports={WEB_PUSH: transport})


@pytest.fixture
async def hanako(installation: Installation) -> PersonActor:
    """Somebody signed in on one phone."""
    actor = PersonActor(person_id=installation.people[HANAKO], session_id=new_id(), memberships=())

    def add(connection: Connection) -> None:
        add_session(
            connection,
            SessionRow(id=actor.session_id, person_id=actor.person_id, app="resident"),
            token_hash=b"t",
            device_label="phone",
            address="",
            at=installation.clock.now(),
        )

    await installation.database.write(add)
    return actor


def address_of(device: Device) -> PushAddress:
    keys = device.subscription["keys"]
    assert isinstance(keys, dict)
    return PushAddress(transport=WEB_PUSH, endpoint=device.endpoint, p256dh=keys["p256dh"], auth=keys["auth"])


async def test_a_push_is_sealed_for_its_device_and_signed_by_the_server(
    service: PushService, transport: WebPushTransport
) -> None:
    device = service.add_device()
    assert await transport.send(address_of(device), RING) is PushOutcome.ACCEPTED
    (pushed,) = device.pushed
    assert pushed.text == '{"type":"ring"}'
    assert {name: pushed.headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")} == {
        "ttl": "30",
        "urgency": "high",
        "topic": "t" * 32,
        "content-encoding": "aes128gcm",
    }
    claims = read_vapid(pushed.headers["authorization"])
    assert claims["sub"] == "mailto:postmaster@genkan.example"
    assert claims["k"] == application_server_key(KEY)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, PushOutcome.GONE),
        (410, PushOutcome.GONE),
        (413, PushOutcome.REFUSED),
        (403, PushOutcome.REFUSED),
    ],
)
async def test_what_the_push_service_says_is_understood(
    service: PushService, transport: WebPushTransport, status: int, outcome: PushOutcome
) -> None:
    device = service.add_device()
    service.answer(device, status)
    assert await transport.send(address_of(device), RING) is outcome


@pytest.mark.parametrize(
    ("endpoint", "is_fit"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/fcm/send/abc", False),
        ("https://fcm.googleapis.com.attacker.example/abc", False),
        ("https://attacker.example/fcm.googleapis.com", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://push.apple.com.evil/", False),
        ("http://127.0.0.1:8440/api/portal/stations", False),
        ("http://169.254.169.254/latest/meta-data/", False),
        ("https://[::1]/", False),
        ("https://[not an address/", False),
        ("file:///etc/passwd", False),
    ],
)
async def test_the_server_pushes_to_known_push_services_only(
    transport: WebPushTransport, endpoint: str, *, is_fit: bool
) -> None:
    address = PushAddress(transport=WEB_PUSH, endpoint=endpoint, p256dh="x", auth="y")
    assert transport.is_fit(address) is is_fit
    if not is_fit:
        assert await transport.send(address, RING) is PushOutcome.REFUSED


async def test_a_device_that_subscribed_can_be_woken_until_it_says_no(
    installation: Installation, service: PushService, push: Push, hanako: PersonActor
) -> None:
    get_push = GetPush(installation.database, "key")
    assert (await get_push(hanako)).state is PushState.OFF
    subscribe = SubscribePush(installation.database, installation.clock, push)
    await subscribe(hanako, address_of(service.add_device()), "ja")
    newer = service.add_device()
    await subscribe(hanako, address_of(newer), "en")
    assert (await get_push(hanako)).state is PushState.ON
    (found,) = await push.list_of([hanako.session_id])
    assert (found.address.endpoint, found.language) == (newer.endpoint, "en")
    await UnsubscribePush(installation.database)(hanako)
    assert (await get_push(hanako)).state is PushState.OFF
    assert await push.list_of([hanako.session_id]) == ()


async def test_a_dead_subscription_is_emptied_and_the_person_warned(
    installation: Installation, service: PushService, push: Push, hanako: PersonActor
) -> None:
    warned: list[str] = []

    async def warn(session_id: str) -> None:
        warned.append(session_id)

    push.on_lost(warn)
    device = service.add_device()
    await SubscribePush(installation.database, installation.clock, push)(hanako, address_of(device), "ja")
    (found,) = await push.list_of([hanako.session_id])
    service.answer(device, 410)
    assert await push.send(found, RING) is PushOutcome.GONE
    assert warned == [hanako.session_id]
    assert (await GetPush(installation.database, "key")(hanako)).state is PushState.LOST
    assert await push.list_of([hanako.session_id]) == ()
    assert await push.send(found, RING) is PushOutcome.GONE
    assert warned == [hanako.session_id], "warned twice"


async def test_a_foreign_endpoint_is_refused(
    installation: Installation, push: Push, hanako: PersonActor
) -> None:
    address = PushAddress(transport=WEB_PUSH, endpoint="https://intranet.example/", p256dh="x", auth="y")
    with pytest.raises(PushUnfit):
        await SubscribePush(installation.database, installation.clock, push)(hanako, address, "ja")


def test_the_servers_push_key_stays_the_same_and_is_its_own() -> None:
    def key_of(server_key: bytes) -> str:
        secrets = Secrets(server_key=server_key, metrics_token="m", server_id="gk-test")
        return application_server_key(secrets.push_key)

    assert key_of(b"1" * 32) == key_of(b"1" * 32) != key_of(b"2" * 32)


async def add_phone(
    installation: Installation, push: Push, service: PushService, token: bytes
) -> tuple[str, Device]:
    """Sign Hanako in on another phone that can be woken."""
    actor = PersonActor(person_id=installation.people[HANAKO], session_id=new_id(), memberships=())
    row = SessionRow(id=actor.session_id, person_id=actor.person_id, app="resident")

    def add(connection: Connection) -> None:
        at = installation.clock.now()
        add_session(connection, row, token_hash=token, device_label="phone", address="", at=at)

    await installation.database.write(add)
    device = service.add_device()
    await SubscribePush(installation.database, installation.clock, push)(actor, address_of(device), "ja")
    return actor.session_id, device


async def test_a_note_wakes_every_device_of_the_person_but_the_one_it_is_about(
    installation: Installation, push: Push, service: PushService
) -> None:
    _, first = await add_phone(installation, push, service, b"1")
    _, second = await add_phone(installation, push, service, b"2")
    new_session, new = await add_phone(installation, push, service, b"3")
    letter = Letter(
        message_id="m1",
        address=installation.people[HANAKO],
        subject="新しい端末でログインしました",
        text="Pixel",
        path="/app/me/devices",
        skip=new_session,
    )

    await PushCarrier(installation.database, push).carry(letter)

    for device in (first, second):
        (pushed,) = device.pushed
        assert pushed.notice["type"] == "note"
        assert pushed.notice["title"] == "新しい端末でログインしました"
        assert pushed.notice["path"] == "/app/me/devices"
    assert new.pushed == []


async def test_a_note_that_no_push_service_takes_is_tried_again_and_one_for_nobody_is_done(
    installation: Installation, push: Push, service: PushService
) -> None:
    carrier = PushCarrier(installation.database, push)
    letter = Letter(message_id="m1", address=installation.people[HANAKO], subject="s", text="t")
    await carrier.carry(letter)  # no device that can be woken
    _, device = await add_phone(installation, push, service, b"1")

    service.answer(device, 503)
    with pytest.raises(NotTaken):
        await carrier.carry(letter)
    service.answer(device, 201)
    await carrier.carry(letter)

    assert len(device.pushed) == 1
