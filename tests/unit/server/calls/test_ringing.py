"""Closed apps are woken when their home is called, and let go when the call is over."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec
import pytest
from sqlalchemy import Connection

from genkan.core.call import Answered, HungUp, LegId, Limits
from genkan.core.quiet import WeeklyHours
from genkan.server.access.release_door import ReleaseDoor
from genkan.server.accounts.repository import set_address
from genkan.server.accounts.session_repository import SessionRow, add_session, remove_session
from genkan.server.bootstrap.sample import EAST_STATION, PROPERTY
from genkan.server.calls.announcer import Announcer
from genkan.server.calls.deliveries import Step, list_deliveries
from genkan.server.calls.errors import CallOver
from genkan.server.calls.link import NoTelephone
from genkan.server.calls.lost_mail import MailLost
from genkan.server.calls.place import PlaceCall
from genkan.server.calls.reach import ListDeliveries, ListReach, NoteDelivery
from genkan.server.calls.ring_link import FollowLink, Intent, RingLinks
from genkan.server.calls.ringing import Ringing
from genkan.server.calls.self_test import SelfTest, WarnLost
from genkan.server.calls.service import Calls
from genkan.server.calls.switchboard import Switchboard
from genkan.server.calls.test_ring import GetTest, NoteTest, StartTest
from genkan.server.messages.link import PushAddress, PushMessage, PushOutcome
from genkan.server.messages.push import Push, SubscribePush, Subscription
from genkan.server.messages.repository import list_newest
from genkan.server.messages.service import Channel
from genkan.server.platform.errors import NotFound
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.operations import PersonActor, Scope
from genkan.server.platform.settings import IceSettings
from genkan.server.platform.tasks import Tasks
from genkan.server.properties.entrance import EntranceSettings
from genkan.server.properties.repository import set_entrance
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace, Released
from harness.installation import Installation
from harness.waiting import until

MANAGER = "100000901"

HANAKO, KEN, ICHIRO = "100000101", "100000102", "100000201"
HOUSEHOLD_101 = "5a000000000070008000000000070101"
MEMBERS, STRANGERS = Scope(households=frozenset({HOUSEHOLD_101})), Scope(households=frozenset({"other"}))
PROPERTY_SCOPE = Scope(properties=frozenset({"5a000000000070008000000000000001"}))


@dataclass
class FakeTransport:
    """Takes every push, or answers with `outcome`."""

    outcome: PushOutcome = PushOutcome.ACCEPTED
    sent: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def is_fit(self, address: PushAddress) -> bool:
        return True

    async def send(self, address: PushAddress, message: PushMessage) -> PushOutcome:
        import json  # noqa: PLC0415

        self.sent.append((address.endpoint, json.loads(message.body) | {"ttl_s": message.ttl_s}))
        return self.outcome

    async def close(self) -> None: ...

    def to(self, session_id: str) -> list[str]:
        return [str(notice["type"]) for endpoint, notice in self.sent if endpoint == session_id]


class House:
    """One node's calls and pushes."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        database, clock = installation.database, installation.clock
        self.tasks = Tasks()
        self.transport = FakeTransport()
        self.push = Push(database=database, clock=clock, transports={"fake": self.transport})
        self.links = RingLinks(b"key")
        self.ringing = Ringing(
            database=database,
            clock=clock,
            push=self.push,
            app_link=installation.app_link,
            links=self.links,
            tasks=self.tasks,
        )
        self.switchboard = Switchboard(
            database=database,
            clock=clock,
            announcer=Announcer(
                database=database,
                clock=clock,
                app_link=installation.app_link,
                station_link=installation.station_link,
                ice=IceSettings(),
            ),
            journal=installation.journal,
            blobs=installation.blobs,
            bus=installation.bus,
            tasks=self.tasks,
            metrics=Metrics(),
            telephone=NoTelephone(),
        )
        self.switchboard.reach_by(self.ringing)
        self.place_call = PlaceCall(
            database=database,
            clock=clock,
            switchboard=self.switchboard,
            limits=Limits(),
            telephones=NoTelephone(),
            pace=RateLimit(per_second=1, burst=20),
        )
        self.follow_link = self._make_follow_link(installation)

    def _make_follow_link(self, installation: Installation) -> FollowLink:
        database, clock = installation.database, installation.clock
        calls = Calls(
            database=database,
            switchboard=self.switchboard,
            app_link=installation.app_link,
            station_link=installation.station_link,
            blobs=installation.blobs,
        )
        return FollowLink(
            database=database,
            clock=clock,
            links=self.links,
            switchboard=self.switchboard,
            release_door=ReleaseDoor(
                database=database,
                journal=installation.journal,
                station_link=installation.station_link,
                calls=calls,
                clock=clock,
                pace=RateLimit(per_second=1, burst=20),
                metrics=Metrics(),
            ),
        )

    async def sign_in(self, username: str, *, subscribe: bool = True) -> PersonActor:
        actor = PersonActor(person_id=self.installation.people[username], session_id=new_id(), memberships=())

        def add(connection: Connection) -> None:
            add_session(
                connection,
                SessionRow(id=actor.session_id, person_id=actor.person_id, app="resident"),
                token_hash=actor.session_id.encode(),
                device_label=f"phone of {username}",
                address="",
                at=self.installation.clock.now(),
            )

        await self.installation.database.write(add)
        if subscribe:
            address = PushAddress(transport="fake", endpoint=actor.session_id)
            store = SubscribePush(self.installation.database, self.installation.clock, self.push)
            await store(actor, address, "ja")
        return actor

    async def ring(self) -> str:
        placed = await self.place_call(self.installation.station, CallPlace(home_number="101", key=new_id()))
        return placed.id

    async def ring_office(self) -> str:
        """Put the manager on duty for ever, and call the office."""
        installation = self.installation
        week = tuple(WeeklyHours(weekday=day, start=0, end=24 * 60) for day in range(7))
        settings = EntranceSettings(office_hours=week, on_duty=(installation.people[MANAGER],))
        text = msgspec.json.encode(settings).decode()
        await installation.database.write(lambda connection: set_entrance(connection, PROPERTY, text))
        body = CallPlace(home_number="", key=new_id(), office=True)
        return (await self.place_call(installation.station, body)).id

    async def wait_for(self, session_id: str, *kinds: str) -> None:
        await until(
            lambda: self.transport.to(session_id) == list(kinds), limit_s=5, what=f"{kinds} at {session_id}"
        )

    async def settle(self) -> None:
        await self.tasks.close(grace_s=5)

    async def hang_up(self, call_id: str) -> None:
        await self.switchboard.step(call_id, HungUp(LegId(EAST_STATION)), allow=lambda _: None)


@pytest.fixture
def house(installation: Installation) -> House:
    made = House(installation)
    installation.station_link.answer = ("door.release.reply", Released(event_id="e", at_ms=0))
    installation.station_link.online.add(EAST_STATION)
    return made


async def test_a_closed_phone_is_pushed_a_ring_that_lives_as_long_as_the_ring(house: House) -> None:
    hanako, ichiro = await house.sign_in(HANAKO), await house.sign_in(ICHIRO)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    _, notice = house.transport.sent[0]
    assert notice["id"] == call_id
    assert notice["title"] == "正面玄関からの呼出"
    assert notice["ttl_s"] == 30
    assert notice["open"] == "エントランスをドアオープン"
    assert house.transport.to(ichiro.session_id) == [], "the neighbour rings"


async def test_a_ring_is_pushed_once_whatever_else_happens_in_the_call(house: House) -> None:
    hanako, ken = await house.sign_in(HANAKO), await house.sign_in(KEN)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await NoteDelivery(house.installation.database, house.installation.clock, house.switchboard)(
        MEMBERS, ken, call_id, Step.RANG
    )
    await house.settle()
    assert house.transport.to(hanako.session_id) == ["ring"]
    assert house.transport.to(ken.session_id) == ["ring"]


async def test_a_phone_whose_app_is_open_is_pushed_only_when_it_does_not_ring(house: House) -> None:
    hanako, ken = await house.sign_in(HANAKO), await house.sign_in(KEN)
    house.installation.app_link.open |= {hanako.session_id, ken.session_id}
    call_id = await house.ring()
    note = NoteDelivery(house.installation.database, house.installation.clock, house.switchboard)
    await note(MEMBERS, hanako, call_id, Step.RANG)
    await house.wait_for(ken.session_id, "ring")  # its app was frozen in the pocket
    await house.settle()
    assert house.transport.to(hanako.session_id) == []


async def test_answered_elsewhere_withdraws_the_ring(house: House) -> None:
    hanako, ken = await house.sign_in(HANAKO), await house.sign_in(KEN, subscribe=False)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await house.switchboard.step(call_id, Answered(LegId(ken.session_id)), allow=lambda _: None)
    await house.wait_for(hanako.session_id, "ring", "withdraw")
    await house.hang_up(call_id)
    await house.settle()
    assert house.transport.to(hanako.session_id) == ["ring", "withdraw"]


async def test_a_call_nobody_took_leaves_a_missed_call(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    call_id = await house.ring()
    await house.hang_up(call_id)  # before the ring was even sent
    await house.wait_for(hanako.session_id, "ring", "missed")


async def test_a_ring_that_the_hang_up_overtook_is_withdrawn_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanako = await house.sign_in(HANAKO)
    may_ring, list_now = asyncio.Event(), house.push.list_of

    async def list_late(sessions: Collection[str]) -> tuple[Subscription, ...]:
        await may_ring.wait()
        return await list_now(sessions)

    monkeypatch.setattr(house.push, "list_of", list_late)
    call_id = await house.ring()
    await house.hang_up(call_id)
    await asyncio.sleep(0.1)  # the withdrawal has found nothing to withdraw
    assert house.transport.to(hanako.session_id) == []
    may_ring.set()
    await house.wait_for(hanako.session_id, "ring", "missed")


async def test_a_dead_subscription_is_noted_with_the_call(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    house.transport.outcome = PushOutcome.GONE
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await house.settle()
    (device,) = await ListDeliveries(house.installation.database)(MEMBERS, call_id)
    assert device.failure == "gone"
    assert device.accepted_at is None


async def test_the_time_line_tells_each_step_and_only_the_household_reads_it(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    clock = house.installation.clock
    note = NoteDelivery(house.installation.database, clock, house.switchboard)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await house.settle()
    for step in (Step.WOKE, Step.RANG, Step.SEEN, Step.WOKE):
        clock.move(1)
        assert await note(MEMBERS, hanako, call_id, step) is True
    clock.move(1)
    await house.switchboard.step(call_id, Answered(LegId(hanako.session_id)), allow=lambda _: None)
    await house.hang_up(call_id)
    assert await note(MEMBERS, hanako, call_id, Step.SEEN) is False, "rings on after the call"

    listing = ListDeliveries(house.installation.database)
    (device,) = await listing(MEMBERS, call_id)
    assert device.device_label == f"phone of {HANAKO}"
    assert device.person_name == "佐藤 花子"
    steps = (device.queued_at, device.sent_at, device.accepted_at, device.woke_at, device.rang_at)
    instants = [at for at in (*steps, device.seen_at, device.answered_at) if at is not None]
    assert len(instants) == 7
    assert instants == sorted(instants)
    with pytest.raises(NotFound):
        await listing(STRANGERS, call_id)
    with pytest.raises(NotFound):
        await note(STRANGERS, hanako, call_id, Step.SEEN)

    (reach,) = await ListReach(house.installation.database)(PROPERTY_SCOPE, limit=20)
    assert (reach.devices, reach.pushed, reach.accepted, reach.woke, reach.rang) == (1, 1, 1, 1, 1)
    assert reach.first_rang_ms == 2000
    assert await ListReach(house.installation.database)(Scope(), limit=20) == ()


async def test_the_link_in_the_notice_opens_the_door_once(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    link = str(house.transport.sent[0][1]["link"])
    await house.follow_link(link, Intent.OPEN)
    assert [kind for _, kind, _ in house.installation.station_link.asked] == ["door.release"]
    with pytest.raises(CallOver):
        await house.follow_link(link, Intent.OPEN)


async def test_a_link_whose_door_stayed_shut_can_be_tried_again_but_never_opens_twice(house: House) -> None:
    from genkan.server.stations.errors import StationOffline  # noqa: PLC0415

    hanako = await house.sign_in(HANAKO)
    await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    link = str(house.transport.sent[0][1]["link"])
    house.installation.station_link.failure = StationOffline
    with pytest.raises(StationOffline):
        await house.follow_link(link, Intent.OPEN)
    house.installation.station_link.failure = None
    await house.follow_link(link, Intent.OPEN)
    first, second = (body for _, _, body in house.installation.station_link.asked)
    assert first.command_id == second.command_id  # type: ignore[attr-defined]


async def test_a_link_is_worth_nothing_to_anybody_else_and_after_the_right_ended(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    link = str(house.transport.sent[0][1]["link"])
    forged = (
        RingLinks(b"other key").make(call_id, hanako.session_id),
        link[:-2] + ("AA" if not link.endswith("AA") else "BB"),
        "x",
        "",
        "ü" * 30,
    )
    for text in forged:
        with pytest.raises(NotFound):
            await house.follow_link(text, Intent.OPEN)
    await house.installation.database.write(lambda connection: remove_session(connection, hanako.session_id))
    with pytest.raises(NotFound):
        await house.follow_link(link, Intent.OPEN)
    assert house.installation.station_link.asked == []


async def test_declining_from_the_notice_stops_this_device_only(house: House) -> None:
    hanako, ken = await house.sign_in(HANAKO), await house.sign_in(KEN)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await house.follow_link(self_link(house, hanako, call_id), Intent.DECLINE)
    await house.wait_for(hanako.session_id, "ring", "withdraw")
    assert house.transport.to(ken.session_id) == ["ring"]
    with pytest.raises(CallOver):
        await house.follow_link(self_link(house, hanako, call_id), Intent.OPEN)


def self_link(house: House, actor: PersonActor, call_id: str) -> str:
    return house.links.make(call_id, actor.session_id)


async def test_a_test_call_goes_the_same_way_and_tells_how_far_it_came(house: House) -> None:
    hanako, ken = await house.sign_in(HANAKO), await house.sign_in(KEN, subscribe=False)
    database, clock = house.installation.database, house.installation.clock
    start = StartTest(
        database=database,
        clock=clock,
        push=house.push,
        tasks=house.tasks,
        pace=RateLimit(per_second=1, burst=5),
    )
    test_id = await start(hanako)
    await house.wait_for(hanako.session_id, "test")
    await house.settle()
    await NoteTest(database, clock)(hanako, test_id, Step.WOKE)
    found = await GetTest(database, clock)(hanako, test_id)
    assert found.failure is None
    assert None not in {found.accepted_at, found.woke_at}
    with pytest.raises(NotFound):
        await GetTest(database, clock)(ken, test_id)

    unsubscribed = await start(ken)
    await house.settle()
    assert (await GetTest(database, clock)(ken, unsubscribed)).failure == "off"


async def test_every_night_each_device_is_asked_once_and_its_person_warned(house: House) -> None:
    hanako, other = await house.sign_in(HANAKO), await house.sign_in(HANAKO)
    database, clock = house.installation.database, house.installation.clock
    mailed: list[tuple[str, str]] = []

    async def mail(person_id: str, label: str) -> None:
        mailed.append((person_id, label))

    house.push.on_lost(WarnLost(database, house.push, mail))
    rounds = SelfTest(database, clock, house.push), SelfTest(database, clock, house.push)
    assert await rounds[0].go_round() == 0, "asked by day"
    clock.move(9 * 3600)  # 18:00 in Tokyo until now
    assert [await round_.go_round() for round_ in rounds] == [2, 0]
    assert house.transport.to(hanako.session_id) == ["check"]

    clock.move(24 * 3600)
    await house.installation.database.write(lambda connection: None)
    house.transport.outcome = PushOutcome.GONE
    await rounds[1].go_round()
    assert len(mailed) == 2
    assert {person for person, _ in mailed} == {hanako.person_id}
    assert await house.push.list_of([hanako.session_id, other.session_id]) == ()


async def test_who_has_a_mail_address_is_written_to_about_a_device_that_rings_no_more(house: House) -> None:
    hanako = await house.sign_in(HANAKO)
    database, clock = house.installation.database, house.installation.clock
    await database.write(
        lambda connection: set_address(
            connection, hanako.person_id, Channel.MAIL, "hanako@example.test", None
        )
    )
    warn = WarnLost(database, house.push, MailLost(database, clock))
    await warn(hanako.session_id)
    (message,) = await database.read(lambda connection: list_newest(connection, 10))
    assert (message.template, message.address) == ("lost-device", "hanako@example.test")
    assert message.parameters["device"]

    ken = await house.sign_in(KEN)  # has none
    await warn(ken.session_id)
    assert len(await database.read(lambda connection: list_newest(connection, 10))) == 1


async def test_a_call_taken_up_after_a_crash_pushes_what_was_not_pushed(
    house: House, installation: Installation
) -> None:
    hanako = await house.sign_in(HANAKO)
    call_id = await house.ring()
    await house.wait_for(hanako.session_id, "ring")
    await house.settle()
    restarted = House(installation)
    await restarted.switchboard.start()
    await restarted.settle()
    assert restarted.transport.sent == [], "rung twice"
    known = await installation.database.read(lambda connection: list_deliveries(connection, call_id))
    assert [found.session_id for found in known] == [hanako.session_id]
    await restarted.switchboard.close()


async def test_a_call_to_the_office_wakes_the_closed_phone_of_who_is_on_duty(house: House) -> None:
    hanako, megumi = await house.sign_in(HANAKO), await house.sign_in(MANAGER)
    call_id = await house.ring_office()
    await house.wait_for(megumi.session_id, "ring")
    _, notice = house.transport.sent[0]
    assert notice["body"] == "さくらハイツ 東館 管理室への呼出"
    assert notice["open"] == "エントランスをドアオープン"
    note = NoteDelivery(house.installation.database, house.installation.clock, house.switchboard)
    assert await note(Scope(properties=frozenset({PROPERTY})), megumi, call_id, Step.RANG)
    for scope in (MEMBERS, Scope(properties=frozenset({"another"}))):
        with pytest.raises(NotFound):
            await note(scope, megumi, call_id, Step.RANG)
    await house.hang_up(call_id)
    await house.wait_for(megumi.session_id, "ring", "missed")
    missed = house.transport.sent[-1][1]
    assert not missed.get("has_picture")
    assert missed["path"] == "/portal/#office-calls", "where managers see the calls to their office"
    assert house.transport.to(hanako.session_id) == [], "a resident was called for the office"


async def test_a_manager_opens_from_the_notice_of_an_office_call(house: House) -> None:
    megumi = await house.sign_in(MANAGER)
    await house.ring_office()
    await house.wait_for(megumi.session_id, "ring")
    await house.follow_link(str(house.transport.sent[0][1]["link"]), Intent.OPEN)
    [(station_id, kind, command)] = house.installation.station_link.asked
    assert (station_id, kind) == (EAST_STATION, "door.release")
    assert (command.actor_id, command.household_id) == (megumi.person_id, None)  # type: ignore[attr-defined]
    await house.wait_for(megumi.session_id, "ring", "withdraw")
