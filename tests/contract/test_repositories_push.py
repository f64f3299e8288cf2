"""Push subscriptions and deliveries, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from genkan.server.calls.deliveries import (
    Step,
    claim_delivery,
    claim_withdrawal,
    find_delivery,
    give_link_back,
    list_deliveries,
    list_deliveries_of_calls,
    note_sent,
    note_step,
    use_link,
)
from genkan.server.messages.link import PushAddress
from genkan.server.messages.push_repository import (
    Subscription,
    claim_check,
    list_live_subscriptions,
    list_subscriptions,
    note_accepted,
    note_lost,
    remove_subscription,
    store_subscription,
)
from genkan.server.platform.database import Database
from genkan.wire.ids import new_id
from harness.installation import NOW
from harness.street import add_device, add_somebody

SOON = NOW + timedelta(seconds=1)
CALL, PHONE, PERSON = new_id(), new_id(), new_id()


@pytest.fixture
async def session_id(database: Database) -> str:
    return await database.write(
        lambda connection: add_device(connection, add_somebody(connection), token="t")
    )


def subscription_of(session_id: str, endpoint: str = "https://push.example/1") -> Subscription:
    address = PushAddress(transport="webpush", endpoint=endpoint, p256dh="p", auth="a")
    return Subscription(session_id=session_id, address=address, language="ja")


async def test_a_session_has_one_subscription_which_a_newer_one_replaces(
    database: Database, session_id: str
) -> None:
    def check(connection: Connection) -> None:
        store_subscription(connection, subscription_of(session_id), NOW)
        note_accepted(connection, session_id, NOW)
        newer = subscription_of(session_id, "https://push.example/2")
        store_subscription(connection, newer, SOON)
        assert list_subscriptions(connection, [session_id]) == (newer,)
        assert list_subscriptions(connection, []) == ()
        remove_subscription(connection, session_id)
        assert list_subscriptions(connection, [session_id]) == ()

    await database.write(check)


async def test_a_lost_subscription_keeps_no_address_and_a_replaced_one_is_not_lost(
    database: Database, session_id: str
) -> None:
    def check(connection: Connection) -> None:
        store_subscription(connection, subscription_of(session_id), NOW)
        assert not note_lost(connection, session_id, "https://push.example/older", SOON)
        assert note_lost(connection, session_id, "https://push.example/1", SOON)
        (lost,) = list_subscriptions(connection, [session_id])
        assert (lost.address.endpoint, lost.is_live) == ("", False)
        assert list_live_subscriptions(connection) == ()
        store_subscription(connection, subscription_of(session_id), SOON)
        assert len(list_live_subscriptions(connection)) == 1

    await database.write(check)


async def test_a_night_belongs_to_one_node(database: Database, session_id: str) -> None:
    def check(connection: Connection) -> None:
        store_subscription(connection, subscription_of(session_id), NOW)
        assert claim_check(connection, session_id, SOON, not_since=NOW)
        assert not claim_check(connection, session_id, SOON, not_since=NOW)
        assert claim_check(
            connection, session_id, SOON + timedelta(days=1), not_since=SOON + timedelta(hours=20)
        )

    await database.write(check)


async def test_a_ring_is_sent_by_one_node_and_again_when_that_died(database: Database) -> None:
    def claim(connection: Connection, seconds: float) -> bool:
        at = NOW + timedelta(seconds=seconds)
        return claim_delivery(connection, call_id=CALL, session_id=PHONE, person_id=PERSON, at=at)

    def check(connection: Connection) -> None:
        note_step(connection, call_id=CALL, session_id=PHONE, person_id=PERSON, step=Step.SEEN, at=NOW)
        assert not claim_withdrawal(connection, CALL, PHONE, SOON), "withdrawn though nothing was pushed"
        assert not use_link(connection, CALL, PHONE, SOON), "a link that was never sent"
        assert [claim(connection, 0), claim(connection, 1), claim(connection, 11)] == [True, False, True]
        note_sent(connection, CALL, PHONE, sent_at=SOON, accepted_at=SOON, failure=None)
        assert not claim(connection, 99)
        assert [claim_withdrawal(connection, CALL, PHONE, SOON) for _ in range(2)] == [True, False]
        assert [use_link(connection, CALL, PHONE, SOON) for _ in range(2)] == [True, False]
        give_link_back(connection, CALL, PHONE)
        assert use_link(connection, CALL, PHONE, SOON)

    await database.write(check)


async def test_a_step_is_noted_once_and_the_first_word_counts(database: Database) -> None:
    def check(connection: Connection) -> None:
        for at in (NOW, SOON):
            for step in Step:
                note_step(connection, call_id=CALL, session_id=PHONE, person_id=PERSON, step=step, at=at)
        found = find_delivery(connection, CALL, PHONE)
        assert found is not None
        assert (found.woke_at, found.rang_at, found.seen_at) == (NOW, NOW, NOW)
        assert found.queued_at is None
        assert list_deliveries(connection, CALL) == (found,)
        assert list_deliveries_of_calls(connection, [CALL, new_id()]) == {CALL: (found,)}
        assert find_delivery(connection, CALL, new_id()) is None

    await database.write(check)
