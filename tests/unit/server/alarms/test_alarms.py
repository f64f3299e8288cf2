"""An alarm is raised once, told once, held back when it flaps, reminded of once, and ends with its cause."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from genkan.server.accounts.own_data import read_owner
from genkan.server.accounts.repository import set_address
from genkan.server.alarms.errors import AlarmAcknowledged
from genkan.server.alarms.events import EventAlarms
from genkan.server.alarms.own_records import AlarmRecords
from genkan.server.alarms.repository import AlarmChoice, AlarmRules, store_choice, store_rules
from genkan.server.alarms.service import Acknowledge, ListAlarms, forget_alarms
from genkan.server.alarms.telling import AlarmTelling
from genkan.server.alarms.watching import AlarmWatch
from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.journal.service import Event, EventKind
from genkan.server.messages.repository import MessageRow, list_newest
from genkan.server.messages.service import Channel
from genkan.server.platform.clock import to_ms
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.stations.link import StationPresence
from genkan.server.stations.repository import set_connected, set_disconnected, set_unit
from genkan.server.webhooks.payloads import Topic
from genkan.server.webhooks.repository import WebhookRow, list_deliveries, put_webhook
from genkan.wire.app import AlarmView
from genkan.wire.ids import new_id
from genkan.wire.station import Health
from harness.installation import NOW, Installation

MANAGER = "100000901"
STAFF = Scope(person_id="p" * 32, properties=frozenset({PROPERTY}))
LOOK_S = 5
LOOKED_CLOSELY_MIN = 3  # a test that lets hours pass need not look every five seconds


@dataclass(kw_only=True)
class House:
    """The sample property with one unit, a manager with a mailbox, and nodes that look after alarms."""

    installation: Installation
    nodes: list[AlarmWatch] = field(default_factory=list)

    def add_node(self) -> None:
        """Start a node, or the first one anew."""
        place = self.installation
        self.nodes.append(
            AlarmWatch(
                database=place.database,
                bus=place.bus,
                clock=place.clock,
                station_link=place.station_link,
                telling=self.telling(),
            )
        )

    def telling(self) -> AlarmTelling:
        place = self.installation
        return AlarmTelling(database=place.database, bus=place.bus, clock=place.clock)

    async def prepare(self) -> None:
        def prepare(connection: Connection) -> None:
            set_unit(connection, EAST_STATION, public_key=bytes(32), at=NOW)
            set_address(
                connection, self.manager, Channel.MAIL, "manager@example.test", NOW - timedelta(days=1)
            )

        await self.installation.database.write(prepare)
        self.add_node()
        await self.connect()

    @property
    def manager(self) -> str:
        return self.installation.people[MANAGER]

    async def connect(self, *, doors: dict[str, str] | None = None, **health: object) -> None:
        """The unit's link opens, and it tells how it is."""
        at = self.installation.clock.now()
        told = Health(clock_uncertainty_ms=20, doors=doors or {}, now_ms=to_ms(at), **health)  # type: ignore[arg-type]
        presence = StationPresence(since_ms=to_ms(at)).with_health(told, at_ms=to_ms(at))
        self.installation.station_link.present[EAST_STATION] = presence
        await self.installation.database.write(
            lambda connection: set_connected(connection, EAST_STATION, version="1", at=at)
        )

    async def disconnect(self, *, is_noted: bool = True) -> None:
        """The link closes; when its node was killed, nobody writes that down."""
        at = self.installation.clock.now()
        self.installation.station_link.present.clear()
        if is_noted:
            await self.installation.database.write(
                lambda connection: set_disconnected(connection, EAST_STATION, at)
            )

    async def live(self, minutes: float) -> None:
        """Let time pass, with every node looking."""
        step_s = LOOK_S if minutes <= LOOKED_CLOSELY_MIN else 60
        for _ in range(round(minutes * 60 / step_s)):
            self.installation.clock.move(step_s)
            for node in self.nodes:
                await node.look()
            await self.telling().tell_due()

    async def hear(self, kind: EventKind, *, at: datetime | None = None) -> Event:
        """An entry of the unit's journal comes in."""
        event = Event(
            id=new_id(),
            at=at or self.installation.clock.now(),
            kind=kind,
            property_id=PROPERTY,
            station_id=EAST_STATION,
            door_id=ENTRANCE,
        )
        await self.installation.journal.append([event])
        await self.note(event)
        return event

    async def note(self, event: Event) -> None:
        place = self.installation
        alarms = EventAlarms(
            database=place.database,
            journal=place.journal,
            bus=place.bus,
            clock=place.clock,
            telling=self.telling(),
        )
        await alarms.note(event)

    async def alarms(self, *, only_open: bool = False) -> tuple[AlarmView, ...]:
        page = await ListAlarms(self.installation.database)(STAFF, only_open=only_open)
        return page.alarms

    async def mails(self) -> list[MessageRow]:
        rows = await self.installation.database.read(lambda connection: list_newest(connection, 100))
        return [row for row in reversed(rows) if row.channel == "mail"]

    async def acknowledge(self, alarm_id: str, remark: str = "", scope: Scope | None = None) -> None:
        place = self.installation
        use = Acknowledge(database=place.database, bus=place.bus, clock=place.clock)
        await use(scope or Scope(person_id=self.manager, properties=frozenset({PROPERTY})), alarm_id, remark)


@pytest.fixture
async def house(installation: Installation) -> House:
    made = House(installation=installation)
    await made.prepare()
    return made


def templates(mails: Collection[MessageRow]) -> list[str]:
    return [mail.template for mail in mails]


@pytest.mark.parametrize("is_noted", [True, False])
async def test_a_station_silent_for_ten_minutes_is_one_alarm_on_two_nodes(
    house: House, is_noted: bool
) -> None:
    house.add_node()
    await house.live(3)
    lost_at = house.installation.clock.now()
    await house.disconnect(is_noted=is_noted)
    await house.live(9)
    assert await house.alarms() == ()
    await house.live(2)
    (alarm,) = await house.alarms(only_open=True)
    assert (alarm.kind, alarm.station_id, alarm.until_ms) == ("offline", EAST_STATION, None)
    assert abs(alarm.since_ms - to_ms(lost_at)) <= 30_000, "it was heard at most 30 s before"
    assert templates(await house.mails()) == ["alarm-offline"]
    back_at = house.installation.clock.now()
    await house.connect()
    await house.live(0.5)
    (alarm,) = await house.alarms()
    assert alarm.until_ms == to_ms(back_at)
    assert await house.alarms(only_open=True) == ()
    await house.live(120)
    assert templates(await house.mails()) == ["alarm-offline"], "of what is over nobody is reminded"


async def test_a_server_that_was_away_accuses_no_station_that_comes_back(house: House) -> None:
    await house.live(1)
    house.installation.station_link.present.clear()
    house.installation.clock.move(3_600)  # nobody looked
    house.nodes.clear()
    house.add_node()
    await house.live(1)
    assert await house.alarms() == (), "stations have two minutes to come back"
    await house.connect()
    await house.live(5)
    assert await house.alarms() == ()
    house.installation.station_link.present.clear()
    house.installation.clock.move(3_600)
    await house.live(3)
    (alarm,) = await house.alarms()
    assert alarm.kind == "offline"


async def test_a_property_decides_how_long_is_too_long(house: House) -> None:
    rules = AlarmRules(offline_after_min=30)
    await house.installation.database.write(lambda connection: store_rules(connection, PROPERTY, rules))
    await house.live(3)
    await house.disconnect()
    await house.live(29)
    assert await house.alarms() == ()
    await house.live(2)
    assert len(await house.alarms()) == 1


async def test_a_forced_door_is_told_at_once_stays_open_when_over_and_is_reminded_of_once(
    house: House,
) -> None:
    event = await house.hear(EventKind.DOOR_FORCED)
    await house.note(event)  # told twice, as by a server that died in between
    assert templates(await house.mails()) == ["door-forced"]
    house.installation.clock.move(10)
    await house.hear(EventKind.DOOR_CLOSED)
    (alarm,) = await house.alarms(only_open=True)
    assert (alarm.kind, alarm.door_name) == ("forced", "エントランス")
    assert alarm.until_ms == alarm.since_ms + 10_000
    await house.live(59)
    assert len(await house.mails()) == 1
    await house.live(130)
    mails = await house.mails()
    assert templates(mails) == ["door-forced"] * 2
    assert [mail.parameters["again"] for mail in mails] == ["", "1"]


async def test_whoever_acknowledges_is_named_with_their_remark_and_nobody_is_reminded(house: House) -> None:
    await house.connect(tampered=True)
    await house.hear(EventKind.TAMPERED)
    (alarm,) = await house.alarms(only_open=True)
    await house.acknowledge(alarm.alarm_id, "電池を交換")
    with pytest.raises(AlarmAcknowledged):
        await house.acknowledge(alarm.alarm_id)
    with pytest.raises(NotFound):
        await house.acknowledge(alarm.alarm_id, scope=Scope(properties=frozenset({"x" * 32})))
    await house.live(120)
    assert templates(await house.mails()) == ["alarm-tamper"]
    (alarm,) = await house.alarms(only_open=True)
    assert (alarm.acknowledged_by, alarm.remark) == ("田中 恵", "電池を交換")
    await house.hear(EventKind.TAMPER_OVER)
    assert await house.alarms(only_open=True) == ()


async def test_an_end_that_is_looked_at_before_its_beginning_ends_it_all_the_same(house: House) -> None:
    at = house.installation.clock.now()
    held, closed = (
        Event(
            id=new_id(),
            at=at + timedelta(seconds=after_s),
            kind=kind,
            property_id=PROPERTY,
            station_id=EAST_STATION,
            door_id=ENTRANCE,
        )
        for after_s, kind in ((0, EventKind.DOOR_HELD), (30, EventKind.DOOR_CLOSED))
    )
    house.installation.clock.move(60)
    await house.installation.journal.append([held, closed])
    await house.note(closed)
    await house.note(held)
    (alarm,) = await house.alarms()
    assert alarm.until_ms == to_ms(closed.at)
    assert await house.mails() == [], "a door that is closed again needs nobody to run"


async def test_a_door_that_flaps_floods_nobody(house: House) -> None:
    for _ in range(6):
        await house.hear(EventKind.DOOR_FORCED)
        house.installation.clock.move(60)
        await house.hear(EventKind.DOOR_CLOSED)
    assert len(await house.alarms()) == 6
    assert templates(await house.mails()) == ["door-forced"]
    await house.live(10)
    assert len(await house.mails()) == 2, "once more, after a quarter of an hour, for all that came meanwhile"


@pytest.mark.parametrize(("doors", "until"), [({ENTRANCE: "closed"}, True), ({ENTRANCE: "held"}, False)])
async def test_a_unit_that_has_restarted_ends_by_how_the_door_is(
    house: House, doors: dict[str, str], until: bool
) -> None:
    await house.connect(doors={ENTRANCE: "held"})
    await house.hear(EventKind.DOOR_HELD)
    await house.connect(doors=doors)
    await house.live(0.5)
    (alarm,) = await house.alarms()
    assert (alarm.until_ms is not None) == until


@pytest.mark.parametrize(
    "health",
    [
        Health(now_ms=None, clock_uncertainty_ms=None),
        Health(now_ms=0, clock_uncertainty_ms=5_000),
        Health(now_ms=0, clock_uncertainty_ms=10),
    ],
)
async def test_a_clock_that_stays_wrong_or_unknown_is_an_alarm_and_a_moments_doubt_is_none(
    house: House, health: Health
) -> None:
    link = house.installation.station_link
    at_ms = to_ms(house.installation.clock.now())
    wrong = StationPresence(since_ms=at_ms).with_health(health, at_ms=at_ms)
    link.present[EAST_STATION] = wrong
    await house.live(1)
    await house.connect()
    await house.live(1)
    link.present[EAST_STATION] = wrong
    await house.live(2)
    assert await house.alarms() == ()
    await house.live(1)
    (alarm,) = await house.alarms()
    assert alarm.kind == "clock"
    assert templates(await house.mails()) == ["alarm-clock"]
    await house.connect()
    await house.live(0.5)
    (alarm,) = await house.alarms()
    assert alarm.until_ms is not None


async def test_other_programs_are_told_of_a_silent_station_and_an_open_housing_and_when_it_is_over(
    house: House,
) -> None:
    webhook = WebhookRow(
        id=new_id(),
        property_id=PROPERTY,
        url="https://example.test/",
        topics=frozenset({Topic.ALARM}),
        created_at=NOW,
        secret_no=1,
        old_secret_until=None,
        failing_since=None,
        off_at=None,
        off_reason=None,
    )
    await house.installation.database.write(lambda connection: put_webhook(connection, webhook))
    house.add_node()
    await house.live(3)
    await house.disconnect()
    await house.live(11)
    await house.connect()
    await house.live(0.5)
    for kind in (EventKind.TAMPERED, EventKind.TAMPER_OVER):
        event = await house.hear(kind)
        await house.note(event)  # told twice
        house.installation.clock.move(1)
    rows = await house.installation.database.read(
        lambda connection: list_deliveries(connection, webhook.id, limit=100)
    )
    told = [json.loads(row.body) for row in reversed(rows)]
    assert [message["type"] for message in told] == [
        "alarm.station_offline",
        "alarm.station_online",
        "alarm.housing_opened",
        "alarm.housing_closed",
    ]
    silent, back, opened, closed = (message["data"] for message in told)
    assert silent["station_id"] == EAST_STATION
    assert silent["alarm_id"] == back["alarm_id"] != opened["alarm_id"] == closed["alarm_id"]
    (tampered, offline) = await house.alarms()
    assert (silent["at_ms"], back["at_ms"]) == (offline.since_ms, offline.until_ms)
    assert (opened["at_ms"], closed["at_ms"]) == (tampered.since_ms, tampered.until_ms)


@pytest.mark.parametrize(
    ("choice", "channels"),
    [
        (AlarmChoice(), ["mail", "push"]),
        (AlarmChoice(push=False), ["mail"]),
        (AlarmChoice(mail=False), ["push"]),
        (AlarmChoice(mail=False, push=False), []),
    ],
)
async def test_each_manager_chooses_how_to_be_told(
    house: House, choice: AlarmChoice, channels: list[str]
) -> None:
    await house.installation.database.write(
        lambda connection: store_choice(connection, PROPERTY, house.manager, choice)
    )
    await house.hear(EventKind.DOOR_HELD)
    rows = await house.installation.database.read(lambda connection: list_newest(connection, 10))
    assert sorted(row.channel for row in rows) == channels


async def test_pages_go_on_where_the_one_before_ended(house: House) -> None:
    at = house.installation.clock.now()
    for number in range(60):
        await house.hear(EventKind.DOOR_FORCED, at=at - timedelta(minutes=number * 2))
        await house.hear(EventKind.DOOR_CLOSED, at=at - timedelta(minutes=number * 2 - 1))
    listing = ListAlarms(house.installation.database)
    first = await listing(STAFF, only_open=False)
    second = await listing(STAFF, only_open=False, before=first.next_before)
    seen = [alarm.since_ms for alarm in (*first.alarms, *second.alarms)]
    assert len(first.alarms) == 50
    assert second.next_before is None
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == first.open_count == 60


async def test_an_erased_person_leaves_no_name_and_no_remark(house: House) -> None:
    await house.hear(EventKind.DOOR_FORCED)
    (alarm,) = await house.alarms()
    await house.acknowledge(alarm.alarm_id, "見回り済み")
    records = AlarmRecords(house.installation.database)
    owner = await house.installation.database.read(
        lambda connection: read_owner(connection, house.manager, NOW)
    )
    assert [record["remark"] for record in await records.export(owner)] == ["見回り済み"]
    await house.installation.database.write(lambda connection: records.erase(connection, owner, NOW))
    (alarm,) = await house.alarms()
    assert (alarm.acknowledged_by, alarm.remark) == (None, None)
    assert alarm.acknowledged_ms is not None


async def test_old_alarms_are_forgotten_and_those_that_go_on_are_not(house: House) -> None:
    await house.hear(EventKind.DOOR_FORCED)
    await house.hear(EventKind.TAMPERED)
    house.installation.clock.move(1)
    await house.hear(EventKind.TAMPER_OVER)
    late = house.installation.clock.now() + timedelta(days=1)
    assert await house.installation.database.write(lambda connection: forget_alarms(connection, late)) == 1
    (alarm,) = await house.alarms()
    assert alarm.kind == "forced"
