"""The durable outbox, on both databases."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from genkan.server.messages.compose import Composer
from genkan.server.messages.errors import MessageNotFailed
from genkan.server.messages.link import Fault, Letter, NotTaken
from genkan.server.messages.repository import claim_due, list_newest, remove_settled_before
from genkan.server.messages.sending import RETRIES, Sending
from genkan.server.messages.service import (
    Channel,
    Derived,
    DerivedKind,
    ListFailed,
    NewMessage,
    SendAgain,
    State,
    enqueue,
    forget_messages,
    list_deliveries,
)
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock

DERIVATION = Derivation(b"k" * 32)


@dataclass
class FakeCarrier:
    """Takes letters, or fails as it is told."""

    faults: list[Fault] = field(default_factory=list)  # of the next letters; then all are taken
    taken: list[Letter] = field(default_factory=list)

    async def carry(self, letter: Letter) -> None:
        await asyncio.sleep(0)  # a network has others take their turn
        if self.faults:
            raise NotTaken(self.faults.pop(0))
        self.taken.append(letter)

    async def close(self) -> None:
        pass


class Office:
    """The worker with a carrier and a clock in the test's hands."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovedClock()
        self.carrier = FakeCarrier()
        self.sending = self.another()

    def another(self) -> Sending:
        """Give the worker of one more node."""
        composer = Composer(DERIVATION, public_url="https://genkan.example", server_id="gk-abc234")
        carriers = {"mail": self.carrier, "sms": self.carrier}
        return Sending(database=self.database, clock=self.clock, composer=composer, carriers=carriers)

    async def post(self, **changes: object) -> str:
        message = NewMessage(**{**A_MAIL, **changes})  # type: ignore[arg-type]
        return await self.database.write(lambda connection: enqueue(connection, message, self.clock.now()))

    async def state(self, message_id: str) -> tuple[State, str | None]:
        rows = await self.database.read(lambda connection: list_newest(connection, 100))
        return next((row.state, row.fault) for row in rows if row.id == message_id)

    async def settle(self) -> None:
        while await self.sending.send_due():
            pass


A_MAIL: Mapping[str, object] = {
    "channel": Channel.MAIL,
    "address": "hanako@example.test",
    "template": "reset",
    "language": "ja",
    "derived": {
        "link": Derived(kind=DerivedKind.LINK, purpose="accounts.reset", row_id=new_id(), path="/app/reset")
    },
    "property_id": "p1",
}


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


async def test_a_message_is_sent_once_the_transaction_that_wants_it_is_durable(office: Office) -> None:
    message_id = await office.post()

    assert await office.sending.send_due() == 1

    assert [letter.message_id for letter in office.carrier.taken] == [message_id]
    assert await office.state(message_id) == (State.SENT, None)
    assert await office.sending.send_due() == 0


async def test_a_transaction_that_fails_sends_nothing(office: Office) -> None:
    def fail(connection: Connection) -> None:
        enqueue(connection, NewMessage(**A_MAIL), NOW)  # type: ignore[arg-type]
        raise NotFound

    with pytest.raises(NotFound):
        await office.database.write(fail)

    assert await office.sending.send_due() == 0


async def test_no_row_holds_what_the_letter_says(office: Office) -> None:
    await office.post()

    await office.settle()

    (letter,) = office.carrier.taken
    (row,) = await office.database.read(lambda connection: list_newest(connection, 1))
    token = letter.text.partition("#")[2].split()[0]
    assert len(token) == 64
    assert token not in repr(row) + repr(row.parameters) + repr(row.derived)


async def test_nodes_that_look_at_once_send_a_message_once(office: Office) -> None:
    for _ in range(10):
        await office.post()
    nodes = [office.another() for _ in range(4)]

    async def work(node: Sending) -> None:
        while await node.send_due():
            pass

    await asyncio.gather(*map(work, nodes))

    sent = [letter.message_id for letter in office.carrier.taken]
    assert len(sent) == 10
    assert len(set(sent)) == 10


async def test_what_a_dead_node_had_claimed_is_sent_by_another(office: Office) -> None:
    await office.post()

    await office.database.write(lambda connection: claim_due(connection, NOW, 4))  # and then it dies

    office.clock.move(119)
    assert await office.another().send_due() == 0
    office.clock.move(2)
    assert await office.another().send_due() == 1
    assert len(office.carrier.taken) == 1


async def test_a_message_is_tried_ever_later_with_the_same_words_and_then_given_up(office: Office) -> None:
    message_id = await office.post()
    office.carrier.faults = [Fault.UNREACHABLE] * (len(RETRIES) + 1)

    for pause in RETRIES:
        assert await office.sending.send_due() == 1
        assert await office.state(message_id) == (State.QUEUED, "unreachable")
        office.clock.move(pause.total_seconds() - 0.001)
        assert await office.sending.send_due() == 0
        office.clock.move(0.001)
    await office.sending.send_due()

    assert await office.state(message_id) == (State.DEAD, "unreachable")
    office.clock.move(10 * 86_400)
    assert await office.sending.send_due() == 0
    assert sum(RETRIES, timedelta()) < timedelta(days=1, hours=1)


async def test_what_a_carrier_refuses_for_good_is_not_tried_again(office: Office) -> None:
    message_id = await office.post()
    office.carrier.faults = [Fault.REFUSED]

    await office.settle()

    assert await office.state(message_id) == (State.DEAD, "refused")


async def test_what_came_too_late_is_not_sent(office: Office) -> None:
    code = {"template": "code", "channel": Channel.SMS, "address": "+819012345678"}
    derived = {"code": Derived(kind=DerivedKind.CODE, purpose="accounts.code", row_id=new_id())}
    message_id = await office.post(**code, derived=derived, not_after=NOW + timedelta(seconds=60))
    office.clock.move(60)

    await office.settle()

    assert office.carrier.taken == []
    assert await office.state(message_id) == (State.DEAD, "too-late")


async def test_staff_see_what_failed_in_their_properties_and_send_it_again(office: Office) -> None:
    own, foreign = await office.post(), await office.post(property_id="p2")
    office.carrier.faults = [Fault.REFUSED, Fault.REFUSED]
    await office.settle()
    scope = Scope(properties=frozenset({"p1"}))

    failed = await ListFailed(office.database)(scope)
    assert [message.message_id for message in failed] == [own]
    await SendAgain(office.database, office.clock)(scope, own)
    await office.settle()

    assert await office.state(own) == (State.SENT, None)
    assert await ListFailed(office.database)(scope) == ()
    with pytest.raises(NotFound):
        await SendAgain(office.database, office.clock)(scope, foreign)
    with pytest.raises(MessageNotFailed):
        await SendAgain(office.database, office.clock)(scope, own)


async def test_the_newest_message_about_a_person_tells_whether_it_arrived(office: Office) -> None:
    await office.post(about="a")
    office.clock.move(1)
    await office.post(about="b")
    office.carrier.faults = [Fault.REFUSED]
    await office.settle()

    deliveries = await office.database.read(lambda connection: list_deliveries(connection, ["a", "b", "c"]))

    assert {about: delivery.state for about, delivery in deliveries.items()} == {
        "a": State.DEAD,
        "b": State.SENT,
    }


async def test_messages_are_forgotten_with_what_they_are_about_and_after_a_while(office: Office) -> None:
    await office.post(about="a")
    kept = await office.post(about="b")
    await office.database.write(lambda connection: forget_messages(connection, "a"))
    assert [row.id for row in await office.database.read(lambda c: list_newest(c, 9))] == [kept]
    await office.settle()

    for at, removed in ((NOW, 0), (NOW + timedelta(seconds=1), 1)):
        assert (
            await office.database.write(lambda connection, at=at: remove_settled_before(connection, at))  # type: ignore[misc]
            == removed
        )


async def test_a_template_that_does_not_exist_is_refused_at_once(office: Office) -> None:
    with pytest.raises(ValueError, match="no mail template"):
        await office.post(template="nothing")
