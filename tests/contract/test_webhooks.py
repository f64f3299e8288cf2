"""Telling other programs, to a real receiver, on both databases."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Connection

from genkan.server.bootstrap.integrations import MailStaff
from genkan.server.bootstrap.sample import EAST_STATION, PROPERTY
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.messages.repository import list_newest
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope
from genkan.server.platform.tasks import Tasks
from genkan.server.sync.forwarding import Forwarding
from genkan.server.sync.telling import Telling
from genkan.server.webhooks.board import WebhookBoard
from genkan.server.webhooks.errors import DeliveryUnderWay, WebhooksFull
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import Kind, Resident, Topic
from genkan.server.webhooks.posting import Poster
from genkan.server.webhooks.repository import CLAIM, DeliveryRow, State, claim_due
from genkan.server.webhooks.routes import WebhookMounts
from genkan.server.webhooks.sending import RETRIES, SWITCHED_OFF_AFTER, WebhookSending
from genkan.server.webhooks.service import WEBHOOK_LIMIT, WebhookGround, WebhookMade
from genkan.wire.call import CallRef
from genkan.wire.ids import new_id
from harness.everyone import place_call
from harness.installation import MovedClock
from harness.receiver import Received, Receiver, open_receiver
from harness.street import add_member, add_somebody, add_street
from harness.town import open_town
from harness.waiting import until, until_found

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "api.md"
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LIMIT_S = 12.0  # below the time that a receiver has
Verify = Callable[..., bool]


class NoAlarms:
    """Alarms that nobody looks at here."""

    async def note(self, event: Event) -> None:
        """Nothing."""


class Desk:
    """A manager's webhooks, with the worker that serves them and a clock to move."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock, self.bus = database, MovedClock(), InProcessBus()
        derivation = Derivation(b"k" * 32)
        self.board = WebhookBoard(database, self.bus)
        ground = WebhookGround(
            database=database, bus=self.bus, clock=self.clock, derivation=derivation, allows_private=True
        )
        self.use = WebhookMounts.on(ground)
        self.poster = Poster(self.clock, allows_private=True)
        self.sending = WebhookSending(
            database=database,
            clock=self.clock,
            derivation=derivation,
            board=self.board,
            poster=self.poster,
            staff=MailStaff(),
        )

    async def settle(self) -> None:
        def add(connection: Connection) -> str:
            street = add_street(connection)
            manager = add_somebody(connection, email="manager@example.test")
            add_member(connection, street, manager, Role.MANAGER)
            return street.property_id

        self.property_id = await self.database.write(add)
        self.scope = Scope(person_id="-", properties=frozenset({self.property_id}))
        await self.board.start()

    async def open(self, url: str, *topics: Topic) -> WebhookMade:
        return await self.use.create_webhook(
            self.scope, self.property_id, url=url, topics=topics or tuple(Topic)
        )

    async def tell(self, kind: Kind = Kind.RESIDENT_ADDED, *, message_id: str | None = None) -> None:
        data = Resident(member_id=new_id(), household_id=new_id(), role="family")

        def write(connection: Connection) -> None:
            note(
                connection,
                kind,
                data,
                property_id=self.property_id,
                at=self.clock.now(),
                message_id=message_id,
            )

        await self.database.write(write)

    async def log(self, made: WebhookMade) -> tuple[DeliveryRow, ...]:
        return await self.use.list_deliveries(self.scope, made.webhook_id)

    async def find_off_reason(self) -> str | None:
        (row,) = await self.use.list_webhooks(self.scope, self.property_id)
        return None if row.off_reason is None else row.off_reason.value


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    made = Desk(database)
    await made.settle()
    yield made
    await made.poster.close()
    await made.board.close()
    await made.bus.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with open_receiver() as opened:
        yield opened


@pytest.fixture(scope="module")
def verify() -> Verify:
    """The verifier as the guide gives it to receivers."""
    (text,) = (text for text in EXAMPLE.findall(GUIDE.read_text("utf-8")) if "def verify(" in text)
    names: dict[str, Verify] = {}
    exec(text, names)  # noqa: S102 - our own document
    return names["verify"]


def is_right(verify: Verify, got: Received, secret: str, *, at: datetime, body: bytes | None = None) -> bool:
    return verify(secret, got.headers, got.body if body is None else body, now=at.timestamp())


async def test_a_message_is_signed_as_the_guide_s_verifier_expects(
    desk: Desk, receiver: Receiver, verify: Verify
) -> None:
    made = await desk.open(receiver.url)
    await desk.tell()
    assert await desk.sending.serve_due(made.webhook_id) == 1

    (got,) = receiver.received
    at = desk.clock.now()
    assert is_right(verify, got, made.secret, at=at)
    assert not is_right(verify, got, made.secret, at=at, body=got.body.replace(b"family", b"master"))
    other = await desk.open(receiver.url)
    assert not is_right(verify, got, other.secret, at=at)
    said = json.loads(got.body)
    assert (said["type"], said["version"], said["property_id"]) == ("resident.added", 1, desk.property_id)
    assert said["timestamp"].endswith("Z")
    assert got.path == "/hook"
    (delivery,) = await desk.log(made)
    assert (delivery.state, delivery.attempts, delivery.message_id) == (State.SENT, 1, got.message_id)
    assert delivery.last is not None
    assert delivery.last.status == 200


async def test_a_message_that_is_played_again_later_is_refused(
    desk: Desk, receiver: Receiver, verify: Verify
) -> None:
    made = await desk.open(receiver.url)
    await desk.tell()
    await desk.sending.serve_due(made.webhook_id)
    (got,) = receiver.received
    later = desk.clock.now() + timedelta(minutes=6)
    assert not is_right(verify, got, made.secret, at=later)
    headers = {**got.headers, "webhook-timestamp": str(int(later.timestamp()))}
    forged = Received(path=got.path, headers=headers, body=got.body)
    assert not is_right(verify, forged, made.secret, at=later)


async def test_what_fails_is_tried_again_under_the_same_id_and_signed_anew(
    desk: Desk, receiver: Receiver, verify: Verify
) -> None:
    made = await desk.open(receiver.url)
    receiver.answer_next(500, "out of\norder")
    await desk.tell()
    assert await desk.sending.serve_due(made.webhook_id) == 1
    (failed,) = await desk.log(made)
    assert failed.last is not None
    assert (failed.state, failed.last.status, failed.last.fault) == (State.QUEUED, 500, "status")
    assert failed.last.answer == "out of order"
    (row,) = await desk.use.list_webhooks(desk.scope, desk.property_id)
    assert row.failing_since is not None
    with pytest.raises(DeliveryUnderWay):
        await desk.use.send_again(desk.scope, failed.id)
    assert await desk.sending.serve_due(made.webhook_id) == 0  # not yet

    desk.clock.move(RETRIES[0].total_seconds())
    assert await desk.sending.serve_due(made.webhook_id) == 1

    first, second = receiver.received
    assert (first.message_id, first.body) == (second.message_id, second.body)
    assert is_right(verify, second, made.secret, at=desk.clock.now())
    (done,) = await desk.log(made)
    assert (done.state, done.attempts) == (State.SENT, 2)
    (row,) = await desk.use.list_webhooks(desk.scope, desk.property_id)
    assert row.failing_since is None


async def test_after_a_day_it_is_given_up_and_can_be_sent_again_by_hand(
    desk: Desk, receiver: Receiver
) -> None:
    made = await desk.open(receiver.url)
    await desk.tell()
    began = desk.clock.now()
    for _ in range(len(RETRIES) + 1):
        receiver.answer_next(503)
    for pause in (*RETRIES, timedelta(days=1)):
        assert await desk.sending.serve_due(made.webhook_id) == 1
        desk.clock.move(pause.total_seconds())
    assert timedelta(hours=23) < desk.clock.now() - began - timedelta(days=1) < timedelta(hours=25)
    assert await desk.sending.serve_due(made.webhook_id) == 0
    (dead,) = await desk.log(made)
    assert dead.state is State.DEAD
    assert await desk.find_off_reason() is None

    await desk.use.send_again(desk.scope, dead.id)
    assert await desk.sending.serve_due(made.webhook_id) == 1
    assert len({got.message_id for got in receiver.received}) == 1
    (done,) = await desk.log(made)
    assert done.state is State.SENT


@pytest.mark.parametrize("how", ["gone", "failing"])
async def test_a_receiver_that_is_gone_is_told_nothing_more_and_the_managers_are_mailed(
    desk: Desk, receiver: Receiver, how: str
) -> None:
    made = await desk.open(receiver.url)
    if how == "failing":
        receiver.answer_next(500)
        await desk.tell()
        await desk.sending.serve_due(made.webhook_id)
        desk.clock.move(SWITCHED_OFF_AFTER.total_seconds())
    await desk.tell()
    receiver.answer_next(410 if how == "gone" else 500)
    await desk.sending.serve_due(made.webhook_id)

    assert await desk.find_off_reason() == how
    assert {delivery.state for delivery in await desk.log(made)} == {State.DEAD}
    (mail,) = await desk.database.read(lambda connection: list_newest(connection, 5))
    assert (mail.template, mail.address) == ("webhook-off", "manager@example.test")
    assert mail.parameters == {"receiver": "127.0.0.1"}
    told = len(await desk.log(made))
    await desk.tell()
    assert len(await desk.log(made)) == told

    await desk.use.change_webhook(
        desk.scope, made.webhook_id, url=receiver.url, topics=[Topic.RESIDENT], is_on=True
    )
    await desk.tell()
    assert await desk.sending.serve_due(made.webhook_id) == 1
    assert await desk.find_off_reason() is None


async def test_while_a_secret_is_changed_both_sign_and_after_a_day_the_new_one_alone(
    desk: Desk, receiver: Receiver, verify: Verify
) -> None:
    made = await desk.open(receiver.url)
    new = await desk.use.rotate_secret(desk.scope, made.webhook_id)
    assert new.secret != made.secret
    await desk.tell()
    await desk.sending.serve_due(made.webhook_id)
    (got,) = receiver.received
    assert is_right(verify, got, made.secret, at=desk.clock.now())
    assert is_right(verify, got, new.secret, at=desk.clock.now())
    desk.clock.move(86_400)
    await desk.tell()
    await desk.sending.serve_due(made.webhook_id)
    got = receiver.received[-1]
    assert not is_right(verify, got, made.secret, at=desk.clock.now())
    assert is_right(verify, got, new.secret, at=desk.clock.now())


async def test_only_what_it_is_for_is_told_and_each_message_once(desk: Desk, receiver: Receiver) -> None:
    made = await desk.open(receiver.url, Topic.RESIDENT)
    await desk.tell(Kind.DOOR_OPENED)
    for _ in range(2):
        await desk.tell(message_id="msg_1")
    assert [delivery.message_id for delivery in await desk.log(made)] == ["msg_1"]


async def test_what_is_rolled_back_is_never_told(desk: Desk, receiver: Receiver) -> None:
    made = await desk.open(receiver.url)
    data = Resident(member_id="m", household_id="h", role="family")

    def fail(connection: Connection) -> None:
        note(connection, Kind.RESIDENT_ADDED, data, property_id=desk.property_id, at=desk.clock.now())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await desk.database.write(fail)
    assert await desk.log(made) == ()


async def test_a_slow_receiver_delays_nobody_but_itself(desk: Desk, receiver: Receiver) -> None:
    with open_receiver() as slow:
        slow.gate.clear()

        async def is_sent(made: WebhookMade) -> bool:
            return (await desk.log(made))[0].state is State.SENT

        stuck, made = await desk.open(slow.url), await desk.open(receiver.url)
        await desk.tell()
        working = asyncio.create_task(desk.sending.run())
        await until_found(lambda: is_sent(made), limit_s=LIMIT_S, what="the quick one is told")
        assert (await desk.log(stuck))[0].state is State.QUEUED
        slow.gate.set()
        await until_found(lambda: is_sent(stuck), limit_s=LIMIT_S, what="the slow one is told")
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def test_a_test_is_sent_even_by_one_that_is_off(desk: Desk, receiver: Receiver) -> None:
    made = await desk.open(receiver.url, Topic.CALL)
    await desk.use.change_webhook(
        desk.scope, made.webhook_id, url=receiver.url, topics=[Topic.CALL], is_on=False
    )
    await until(lambda: not desk.board.is_empty, limit_s=LIMIT_S, what="the node knows of it")
    await desk.use.send_test(desk.scope, made.webhook_id)
    await desk.sending.serve_due(made.webhook_id)
    assert json.loads(receiver.received[0].body)["type"] == "test"


async def test_webhooks_of_another_property_do_not_exist(desk: Desk, receiver: Receiver) -> None:
    made = await desk.open(receiver.url)
    await desk.tell()
    (delivery,) = await desk.log(made)
    stranger = Scope(person_id="-", properties=frozenset({"-"}))
    for attempt in (
        lambda: desk.use.list_webhooks(stranger, desk.property_id),
        lambda: desk.use.create_webhook(stranger, desk.property_id, url=receiver.url, topics=[Topic.CALL]),
        lambda: desk.use.change_webhook(
            stranger, made.webhook_id, url=receiver.url, topics=[Topic.CALL], is_on=True
        ),
        lambda: desk.use.rotate_secret(stranger, made.webhook_id),
        lambda: desk.use.delete_webhook(stranger, made.webhook_id),
        lambda: desk.use.list_deliveries(stranger, made.webhook_id),
        lambda: desk.use.send_again(stranger, delivery.id),
        lambda: desk.use.send_test(stranger, made.webhook_id),
    ):
        with pytest.raises(NotFound):
            await attempt()


async def test_a_property_has_ten_at_most_and_a_deleted_one_leaves_nothing(
    desk: Desk, receiver: Receiver
) -> None:
    made = [await desk.open(receiver.url) for _ in range(WEBHOOK_LIMIT)]
    with pytest.raises(WebhooksFull):
        await desk.open(receiver.url)
    await desk.tell()
    for each in made:
        await desk.use.delete_webhook(desk.scope, each.webhook_id)
    assert await desk.use.list_webhooks(desk.scope, desk.property_id) == ()
    assert await desk.sending.serve_due(made[0].webhook_id) == 0
    assert receiver.received == []


async def test_a_redirect_is_not_followed(desk: Desk, receiver: Receiver) -> None:
    with open_receiver() as inner:
        made = await desk.open(receiver.url)
        receiver.location = inner.url
        receiver.answer_next(307)
        await desk.tell()
        await desk.sending.serve_due(made.webhook_id)
        (delivery,) = await desk.log(made)
        assert delivery.last is not None
        assert (delivery.last.status, delivery.last.fault) == (307, "status")
        assert inner.received == []


async def test_an_opening_is_told_after_a_crash_and_once(
    desk: Desk, journal: Journal, receiver: Receiver
) -> None:
    made = await desk.open(receiver.url, Topic.OPENING)
    opened = Event(
        id=new_id(),
        at=desk.clock.now(),
        kind=EventKind.DOOR_RELEASED,
        property_id=desk.property_id,
        door_id=new_id(),
        via="app",
        outcome="opened",
    )
    forwarding = Forwarding(database=desk.database, clock=desk.clock, board=desk.board)
    await desk.board.look()  # what the hint brings about, a moment later
    assert forwarding.wants(opened)
    before = Telling(journal=journal, clock=desk.clock, tasks=Tasks(), alarms=NoAlarms(), forwards=forwarding)
    await journal.append([opened], untold=before.choose([opened]))
    # The process dies here: nothing was queued yet. The next one:
    unread = WebhookBoard(desk.database, desk.bus)
    after = Telling(
        journal=journal,
        clock=desk.clock,
        tasks=Tasks(),
        alarms=NoAlarms(),
        forwards=Forwarding(database=desk.database, clock=desk.clock, board=unread),
    )
    desk.clock.move(1)
    await after.tell_left(timedelta(0))
    await after.tell_left(timedelta(0))
    (delivery,) = await desk.log(made)
    assert (delivery.type, delivery.message_id) == ("door.opened", f"msg_{opened.id}")
    assert await journal.list_untold(before=datetime.now(UTC) + timedelta(days=1)) == {}


async def test_what_a_dead_process_had_claimed_another_sends_once_the_claim_is_over(
    desk: Desk, receiver: Receiver
) -> None:
    made = await desk.open(receiver.url)
    await desk.tell(message_id="msg_1")
    at = desk.clock.now()
    claimed = await desk.database.write(lambda connection: claim_due(connection, made.webhook_id, at))
    assert claimed is not None  # and then it dies
    assert await desk.sending.serve_due(made.webhook_id) == 0
    desk.clock.move(CLAIM.total_seconds())
    assert await desk.sending.serve_due(made.webhook_id) == 1
    assert [got.message_id for got in receiver.received] == ["msg_1"]


class NoDatabase:
    """A database that must not be asked."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the database was asked: {name}")


async def test_without_webhooks_an_opening_asks_no_database(desk: Desk) -> None:
    event = Event(
        id=new_id(),
        at=desk.clock.now(),
        kind=EventKind.DOOR_RELEASED,
        property_id=desk.property_id,
        outcome="opened",
    )
    database = cast("Database", NoDatabase())
    forwarding = Forwarding(database=database, clock=desk.clock, board=desk.board)
    assert not forwarding.wants(event)
    await forwarding.forward(event)


async def test_calls_and_residents_are_told_as_they_happen(tmp_path: Path, receiver: Receiver) -> None:
    portal = f"/api/portal/properties/{PROPERTY}"
    async with (
        open_town(tmp_path, GENKAN_WEBHOOKS_ALLOW_PRIVATE="true") as town,
        town.station(EAST_STATION, town.keys[EAST_STATION]) as east,
        town.client("manager", "portal") as manager,
        town.client("master", "resident") as master,
        town.app("master") as app,
    ):
        await east.wait_for_kind("show.config")
        form = {"url": receiver.url, "topics": ["call", "resident"]}
        assert (await manager.post(f"{portal}/webhooks", json=form)).status_code == 200
        missed = await place_call(east)
        await east.ask("call.hang_up", CallRef(call_id=missed))
        taken = await place_call(east)
        await app.ask("call.answer", CallRef(call_id=taken))
        await app.ask("call.hang_up", CallRef(call_id=taken))
        homes = (await manager.get(f"{portal}/homes")).json()["homes"]
        household_id = next(home["household_id"] for home in homes if home["number"] == "101")
        person = {"given_name": "次郎", "family_name": "佐藤", "email": "jiro@example.test"}
        path = f"/api/app/households/{household_id}/members"
        member_id = (await master.post(path, json=person)).json()["member_id"]
        assert (await master.delete(f"{path}/{member_id}")).status_code == 204
        await manager.post(f"/api/portal/households/{household_id}/move-out", json={})

        async def is_all_told() -> bool:
            return len(receiver.received) >= 9

        await until_found(is_all_told, limit_s=30.0, what="everything is told")
    told = [json.loads(got.body) for got in receiver.received]
    assert [(said["type"], said["data"].get("call_id")) for said in told[:6]] == [
        ("call.started", missed),
        ("call.ended", missed),
        ("call.missed", missed),
        ("call.started", taken),
        ("call.answered", taken),
        ("call.ended", taken),
    ]
    assert told[1]["data"]["end"] == "cancelled"
    assert [(said["type"], said["data"]["household_id"]) for said in told[6:9]] == [
        ("resident.added", household_id),
        ("resident.removed", household_id),
        ("household.moved_out", household_id),
    ]
    assert "佐藤" not in json.dumps(told, ensure_ascii=False)
