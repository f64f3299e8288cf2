"""One contract for every bus: the in-process one and a real NATS server."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from genkan.server.platform.bus import Bus, BusDown, BusTimeout, InProcessBus, Message, NoResponder, open_bus

TIMEOUT_S = 5.0


class Ear:
    """Hears messages and lets a test wait for them."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Message] = asyncio.Queue()

    async def hear(self, message: Message) -> None:
        self.heard.put_nowait(message)

    async def next(self) -> Message:
        async with asyncio.timeout(TIMEOUT_S):
            return await self.heard.get()


@pytest.fixture(params=["in-process", "nats"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    url = request.getfixturevalue("nats_url") if request.param == "nats" else ""
    opened = await open_bus(url)
    yield opened
    await opened.close()


async def test_every_subscriber_hears_a_published_message(bus: Bus) -> None:
    first, second = Ear(), Ear()
    await bus.subscribe("t1.doors", first.hear)
    await bus.subscribe("t1.doors", second.hear)

    await bus.publish("t1.doors", b"open")

    for ear in (first, second):
        message = await ear.next()
        assert (message.subject, message.data, message.reply) == ("t1.doors", b"open", None)


async def test_a_branch_hears_everything_below_it_and_nothing_else(bus: Bus) -> None:
    ear = Ear()
    await bus.subscribe("t2.person.>", ear.hear)

    for subject in ("t2.person", "t2.persons.a", "t2.person.a", "t2.person.a.b"):
        await bus.publish(subject, b"")

    assert [(await ear.next()).subject for _ in range(2)] == ["t2.person.a", "t2.person.a.b"]
    assert ear.heard.empty()


async def test_messages_arrive_in_the_order_they_were_published(bus: Bus) -> None:
    ear = Ear()
    await bus.subscribe("t3.order", ear.hear)

    for number in range(200):
        await bus.publish("t3.order", b"%d" % number)

    assert [int((await ear.next()).data) for _ in range(200)] == list(range(200))


async def test_a_request_gets_the_reply(bus: Bus) -> None:
    async def double(message: Message) -> None:
        assert message.reply is not None
        await message.reply(message.data * 2)

    await bus.subscribe("t4.double", double)

    assert await bus.request("t4.double", b"ab", timeout_s=TIMEOUT_S) == b"abab"


async def test_the_first_of_several_replies_counts(bus: Bus) -> None:
    async def answer(message: Message) -> None:
        assert message.reply is not None
        await message.reply(b"one")
        await message.reply(b"two")

    await bus.subscribe("t5.answer", answer)
    await bus.subscribe("t5.answer", answer)

    assert await bus.request("t5.answer", b"", timeout_s=TIMEOUT_S) == b"one"


async def test_a_request_nobody_listens_to_fails_at_once(bus: Bus) -> None:
    with pytest.raises(NoResponder):
        async with asyncio.timeout(1):
            await bus.request("t6.nobody", b"", timeout_s=60)


async def test_a_request_without_a_reply_ends_with_its_time(bus: Bus) -> None:
    await bus.subscribe("t7.silent", Ear().hear)

    with pytest.raises(BusTimeout):
        await bus.request("t7.silent", b"", timeout_s=0.05)


async def test_a_slow_handler_holds_up_nobody(bus: Bus) -> None:
    gate = asyncio.Event()
    done: asyncio.Queue[bytes] = asyncio.Queue()

    async def handle(message: Message) -> None:
        if message.data == b"slow":
            await gate.wait()
        done.put_nowait(message.data)

    await bus.subscribe("t8.work", handle)
    await bus.publish("t8.work", b"slow")
    await bus.publish("t8.work", b"quick")

    async with asyncio.timeout(TIMEOUT_S):
        assert await done.get() == b"quick"
        gate.set()
        assert await done.get() == b"slow"


async def test_a_failing_handler_does_not_end_its_subscription(bus: Bus) -> None:
    ear = Ear()

    async def fail_once(message: Message) -> None:
        if message.data == b"bad":
            raise ValueError("a planted fault")
        await ear.hear(message)

    await bus.subscribe("t9.work", fail_once)
    await bus.publish("t9.work", b"bad")
    await bus.publish("t9.work", b"good")

    assert (await ear.next()).data == b"good"


async def test_a_closed_subscription_hears_nothing(bus: Bus) -> None:
    closed, open_ = Ear(), Ear()
    subscription = await bus.subscribe("t10.news", closed.hear)
    await bus.subscribe("t10.news", open_.hear)

    await subscription.close()
    await subscription.close()
    await bus.publish("t10.news", b"late")

    await open_.next()
    assert closed.heard.empty()


async def test_closing_the_bus_waits_for_handlers_under_way(bus: Bus) -> None:
    started, finished = asyncio.Event(), asyncio.Event()

    async def work(_: Message) -> None:
        started.set()
        await asyncio.sleep(0)
        finished.set()

    await bus.subscribe("t11.work", work)
    await bus.publish("t11.work", b"")
    async with asyncio.timeout(TIMEOUT_S):
        await started.wait()

    await bus.close()

    assert finished.is_set()


async def test_the_bus_answers_a_check(bus: Bus) -> None:
    await bus.check()


async def test_an_unreachable_bus_is_said_and_not_waited_for() -> None:
    with pytest.raises(BusDown):
        await open_bus("nats://127.0.0.1:1", timeout_s=0.1)


async def test_without_a_url_the_bus_stays_in_the_process() -> None:
    assert isinstance(await open_bus(""), InProcessBus)


async def test_two_processes_hear_each_other_through_nats(nats_url: str) -> None:
    here, there = await open_bus(nats_url), await open_bus(nats_url)
    ear = Ear()
    await here.subscribe("t12.across", ear.hear)

    await there.publish("t12.across", b"hello")

    assert (await ear.next()).data == b"hello"
    await here.close()
    await there.close()
