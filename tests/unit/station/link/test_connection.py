"""One life of the link in virtual time, over a transport that a test speaks into."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import structlog.testing
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.station.clock import ServerClock
from genkan.station.controller.ports import LinkLost, ServerWord, Uplink
from genkan.station.controller.release import Answer
from genkan.station.link.connection import ASK_LIMIT_S, HANDSHAKE_LIMIT_S, SEND_LIMIT_S, Connection
from genkan.station.link.errors import LinkBroken, LinkDropped, LinkError, LinkSilent, Unauthorised
from genkan.station.store.identity import Identity
from genkan.wire.call import CallRef
from genkan.wire.frame import (
    Body,
    Bye,
    Frame,
    Nothing,
    Ping,
    Pong,
    Refused,
    decode,
    decode_body,
    encode,
    encode_reply,
)
from genkan.wire.rights import HouseholdAnswer, KeyClaim, KeyClaimed, SyncHurry
from genkan.wire.station import Challenge, Hello, Release, ShowCall, UnitFacts, Welcome, signed_bytes
from harness.station_parts import SERVER_MS, a_release, a_welcome
from harness.virtual_time import loop_time_ms

IDENTITY = Identity(station_id="5" * 32, server_id="genkan-test", server_url="http://localhost")


class PipeTransport:
    """The server's end is the test's."""

    def __init__(self) -> None:
        self.sent: list[Frame] = []
        self.is_stuck = False
        self.breaks_when_cancelled = False
        self._incoming: asyncio.Queue[str | LinkError] = asyncio.Queue()

    async def receive(self) -> str:
        try:
            item = await self._incoming.get()
        except asyncio.CancelledError:
            if self.breaks_when_cancelled:
                raise LinkDropped from None
            raise
        if isinstance(item, LinkError):
            raise item
        return item

    async def send(self, frame: bytes) -> None:
        if self.is_stuck:
            await asyncio.sleep(3_600)
        self.sent.append(decode(frame))

    async def close(self) -> None:
        """Nothing to close."""

    def say(self, kind: str, body: Body, *, id: str | None = None) -> None:  # noqa: A002 - the frame's field
        self._incoming.put_nowait(encode(kind, body, id=id).decode())

    def reply(self, asked: Frame, body: Body) -> None:
        self._incoming.put_nowait(encode_reply(asked, body).decode())

    def drop(self) -> None:
        self._incoming.put_nowait(LinkDropped())

    def pings(self) -> list[int]:
        return [decode_body(frame, Ping).mark for frame in self.sent if frame.kind == "ping"]


class FakeUnit:
    """A unit that notes what reaches it."""

    next_seq = 7

    def __init__(self) -> None:
        self.uplink: Uplink | None = None
        self.words: list[ServerWord] = []
        self.had_uplink: list[bool] = []  # with each word
        self.answers: list[Answer] = []
        self.claims: list[KeyClaim] = []
        self.clock_news = 0
        self.is_revoked = False

    async def serve(self, uplink: Uplink, welcome: Welcome) -> None:
        self.uplink = uplink
        await asyncio.get_running_loop().create_future()

    def obey(self, command: Release, answer: Answer) -> None:
        self.answers.append(answer)

    def look(self) -> UnitFacts:
        return UnitFacts(panel_connected=True, is_in_call=False, clock_uncertainty_ms=4)

    def become_revoked(self) -> None:
        self.is_revoked = True

    def give_use(self, claim: KeyClaim) -> KeyClaimed | Refused:
        self.claims.append(claim)
        return KeyClaimed(use_no=len(self.claims))

    def receive(self, word: ServerWord) -> None:
        self.words.append(word)
        self.had_uplink.append(self.uplink is not None)

    def clock_learnt(self) -> None:
        self.clock_news += 1


@dataclass(slots=True)
class Life:
    """A connection under test, with both its sides."""

    transport: PipeTransport = field(default_factory=PipeTransport)
    unit: FakeUnit = field(default_factory=FakeUnit)
    clock: ServerClock = field(default_factory=lambda: ServerClock(loop_time_ms))
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    opened: list[bool] = field(default_factory=list)
    running: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        connection = Connection(
            transport=self.transport,
            identity=IDENTITY,
            key=self.key,
            unit=self.unit,
            clock=self.clock,
            opened=lambda: self.opened.append(True),
        )
        self.running = asyncio.create_task(connection.run())
        await asyncio.sleep(0.001)

    async def ending(self) -> BaseException | None:
        assert self.running is not None
        await asyncio.wait({self.running})
        return self.running.exception()

    @property
    def uplink(self) -> Uplink:
        assert self.unit.uplink is not None
        return self.unit.uplink


@asynccontextmanager
async def open_link() -> AsyncIterator[Life]:
    life = Life()
    await life.start()
    life.transport.say("challenge", Challenge(nonce="n"))
    life.transport.say("welcome", a_welcome())
    await asyncio.sleep(0.001)
    try:
        yield life
    finally:
        assert life.running is not None
        life.running.cancel()
        await asyncio.wait({life.running})


async def test_hello_proves_the_key_and_names_the_next_entry() -> None:
    async with open_link() as life:
        hello = decode_body(life.transport.sent[0], Hello)

        life.key.public_key().verify(hello.signature, signed_bytes(nonce="n", station_id=IDENTITY.station_id))
        assert hello.next_seq == 7
        assert life.opened == [True]


async def test_unit_has_the_link_before_it_hears_what_follows_the_welcome() -> None:
    """It may have to object at once: the visitor of a call that is shown was told that it is over."""
    life = Life()
    await life.start()
    life.transport.say("challenge", Challenge(nonce="n"))
    life.transport.say("welcome", a_welcome())
    life.transport.say("show.call", ShowCall())
    await asyncio.sleep(0.001)

    assert life.unit.words == [ShowCall()]
    assert life.unit.had_uplink == [True]
    assert life.running is not None
    life.running.cancel()
    await asyncio.wait({life.running})


async def test_link_that_breaks_while_it_is_ended_ends() -> None:
    async with open_link() as life:
        life.transport.breaks_when_cancelled = True
        assert life.running is not None
        life.running.cancel()
        await asyncio.wait({life.running})

        assert life.running.cancelled()


async def test_server_that_says_nothing_is_given_up() -> None:
    life = Life()
    begun = asyncio.get_running_loop().time()
    await life.start()

    assert isinstance(await life.ending(), LinkBroken)
    assert asyncio.get_running_loop().time() - begun == pytest.approx(HANDSHAKE_LIMIT_S, abs=0.01)
    assert life.opened == []


async def test_goodbye_instead_of_a_welcome_is_understood() -> None:
    life = Life()
    await life.start()
    life.transport.say("challenge", Challenge(nonce="n"))
    life.transport.say("bye", Bye(reason="unauthorised"))

    assert isinstance(await life.ending(), Unauthorised)


async def test_unexpected_frame_in_the_handshake_breaks_it() -> None:
    life = Life()
    await life.start()
    life.transport.say("show.call", ShowCall())

    assert isinstance(await life.ending(), LinkBroken)


async def test_idle_link_pings_every_ten_seconds_and_dies_after_thirty_of_silence() -> None:
    async with open_link() as life:
        begun = asyncio.get_running_loop().time()
        ending = await life.ending()

        assert isinstance(ending, LinkSilent)
        assert asyncio.get_running_loop().time() - begun == pytest.approx(30, abs=0.1)
        assert life.transport.pings()[:2] == [1, 2]


async def test_link_in_a_call_pings_every_second_and_a_half_and_dies_after_five() -> None:
    async with open_link() as life:
        begun = asyncio.get_running_loop().time()
        life.uplink.set_pace(in_call=True)
        ending = await life.ending()

        assert isinstance(ending, LinkSilent)
        assert asyncio.get_running_loop().time() - begun == pytest.approx(5, abs=0.1)
        assert life.transport.pings() == [1, 2, 3]


async def test_answered_pings_keep_the_link_and_the_time() -> None:
    async with open_link() as life:
        for beat in range(1, 7):
            await asyncio.sleep(10)
            life.transport.say("pong", Pong(server_ms=SERVER_MS + beat * 10_000, mark=beat))
        await asyncio.sleep(0.001)

        reading = life.clock.read()
        assert life.running is not None
        assert not life.running.done()
        assert reading is not None
        assert reading.now_ms == pytest.approx(SERVER_MS + 60_000, abs=20)


async def test_time_is_asked_for_at_once_when_it_is_doubted() -> None:
    async with open_link() as life:
        life.uplink.refresh_clock()
        await asyncio.sleep(0.001)
        life.transport.say("pong", Pong(server_ms=SERVER_MS + 999_999, mark=1))
        await asyncio.sleep(0.001)

        assert life.transport.pings() == [1]
        assert life.unit.clock_news == 1


async def test_second_answer_to_one_ping_teaches_nothing() -> None:
    async with open_link() as life:
        life.uplink.refresh_clock()
        await asyncio.sleep(0.001)
        life.transport.say("pong", Pong(server_ms=SERVER_MS, mark=1))
        life.transport.say("pong", Pong(server_ms=SERVER_MS + 50_000, mark=1))
        await asyncio.sleep(0.001)

        reading = life.clock.read()
        assert reading is not None
        assert reading.now_ms < SERVER_MS + 1_000


async def test_ask_is_answered_by_the_frame_that_names_it() -> None:
    async with open_link() as life:
        asking = asyncio.create_task(life.uplink.ask("call.hang_up", CallRef(call_id="c"), Nothing))
        await asyncio.sleep(0.001)
        life.transport.reply(life.transport.sent[-1], Nothing())

        assert await asking == Nothing()


async def test_refused_ask_says_why() -> None:
    async with open_link() as life:
        asking = asyncio.create_task(life.uplink.ask("call.hang_up", CallRef(call_id="c"), Nothing))
        await asyncio.sleep(0.001)
        life.transport.reply(life.transport.sent[-1], Refused(reason="call-over"))

        assert await asking == Refused(reason="call-over")


async def test_unanswered_ask_is_given_up_in_time_for_another_try() -> None:
    async with open_link() as life:
        begun = asyncio.get_running_loop().time()

        with pytest.raises(LinkLost):
            await life.uplink.ask("call.hang_up", CallRef(call_id="c"), Nothing)
        assert asyncio.get_running_loop().time() - begun == pytest.approx(ASK_LIMIT_S, abs=0.01)


async def test_end_of_the_link_answers_everybody_who_asked() -> None:
    async with open_link() as life:
        asking = asyncio.create_task(life.uplink.ask("call.hang_up", CallRef(call_id="c"), Nothing))
        await asyncio.sleep(0.001)
        life.transport.drop()

        with pytest.raises(LinkLost):
            await asking
        with pytest.raises(LinkLost):
            await life.uplink.ask("call.hang_up", CallRef(call_id="c"), Nothing)
        await life.uplink.tell("call.alive", CallRef(call_id="c"))
        assert life.transport.sent[-1].kind == "call.hang_up"


async def test_answer_of_a_release_goes_to_the_frame_that_asked() -> None:
    async with open_link() as life:
        life.transport.say("door.release", a_release(), id="ask-1")
        await asyncio.sleep(0.001)
        [answer] = life.unit.answers
        await answer(Refused(reason="late"))

        assert (life.transport.sent[-1].kind, life.transport.sent[-1].re) == ("refused", "ask-1")
        life.transport.drop()
        await life.ending()
        with pytest.raises(LinkLost):
            await answer(Refused(reason="late"))


async def test_server_that_stops_reading_does_not_hold_the_unit_up() -> None:
    async with open_link() as life:
        life.transport.is_stuck = True
        begun = asyncio.get_running_loop().time()

        await life.uplink.tell("call.alive", CallRef(call_id="c"))

        assert asyncio.get_running_loop().time() - begun <= SEND_LIMIT_S


async def test_fault_of_our_own_is_said_loudly_and_costs_only_the_link() -> None:
    class FaultyUnit(FakeUnit):
        def receive(self, word: ServerWord) -> None:
            raise RuntimeError("a bug")

    life = Life(unit=FaultyUnit())
    await life.start()
    life.transport.say("challenge", Challenge(nonce="n"))
    life.transport.say("welcome", a_welcome())
    life.transport.say("show.call", ShowCall())

    with structlog.testing.capture_logs() as logs:
        ending = await life.ending()

    assert isinstance(ending, LinkBroken)
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [("station.link.fault", "error")]


async def test_claims_of_other_stations_are_answered_and_hints_passed_on() -> None:
    async with open_link() as life:
        claim = KeyClaim(credential_id="k", event_id="e", door_id="d", station_id="6")
        answer = HouseholdAnswer(prompt_id="p", allowed=True, person_id="a")
        life.transport.say("key.claim", claim, id="c1")
        life.transport.say("sync.hurry", SyncHurry(number=3))
        life.transport.say("household.answer", answer)
        await asyncio.sleep(0.001)

        [reply] = [frame for frame in life.transport.sent if frame.re == "c1"]
        assert decode_body(reply, KeyClaimed) == KeyClaimed(use_no=1)
        assert life.unit.claims == [claim]
        assert life.unit.words == [SyncHurry(number=3), answer]


async def test_a_revoked_unit_is_told_and_an_unknown_one_is_not() -> None:
    async with open_link() as life:
        life.transport.say("bye", Bye(reason="ended"))
        assert isinstance(await life.ending(), Unauthorised)
        assert life.unit.is_revoked
    async with open_link() as life:
        life.transport.say("bye", Bye(reason="unauthorised"))
        await life.ending()
        assert not life.unit.is_revoked
