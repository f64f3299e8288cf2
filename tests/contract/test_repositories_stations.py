"""Stations, relays and enrolment codes, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.clock import to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope
from genkan.server.stations.enrol import CODE_ALPHABET, CODE_LENGTH, CodeHasher, CreateEnrolmentCode, Enrol
from genkan.server.stations.errors import EnrolmentCodeUnknown, PublicKeyUnfit
from genkan.server.stations.service import (
    ListStations,
    StationDirectory,
    add_relay,
    find_relay_of_door,
    find_station,
    list_relays_of_doors,
    list_station_names,
)
from genkan.wire.ids import new_id
from harness.installation import NOW, FakeStationLink, MovedClock
from harness.street import Street, add_street

KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")  # RFC 8032, test 1
NEUTRAL_KEY = bytes([1]) + bytes(31)  # accepts one signature for everything
HASHER = CodeHasher(b"k" * 32)


class Enrolling:
    """The two use cases of enrolment, on one database and clock."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self.clock = MovedClock()
        self._create = CreateEnrolmentCode(database=database, clock=self.clock, hash_code=HASHER)
        self._enrol = Enrol(
            database=database,
            journal=journal,
            bus=InProcessBus(),
            clock=self.clock,
            hash_code=HASHER,
            server_id="gk-test",
            pace=RateLimit(per_second=1, burst=10, monotonic=lambda: 0.0),
        )

    async def create(self, street: Street, *, property_id: str | None = None) -> str:
        scope = Scope(properties=frozenset({property_id or street.property_id}))
        return (await self._create(scope, street.station_id)).code

    async def enrol(self, code: str, *, key: bytes = KEY) -> str:
        return (await self._enrol(code=code, public_key=key, address="192.0.2.1")).station_id


async def test_a_code_enrols_one_unit_once(database: Database, journal: Journal) -> None:
    street = await database.write(add_street)
    enrolling = Enrolling(database, journal)
    code = await enrolling.create(street)

    assert await enrolling.enrol(code) == street.station_id

    station = await database.read(lambda connection: find_station(connection, street.station_id))
    assert station is not None
    assert station.public_key == KEY
    assert station.enrolled_at == NOW
    with pytest.raises(EnrolmentCodeUnknown):
        await enrolling.enrol(code)


async def test_a_code_is_easy_to_type_and_forgives_how(database: Database, journal: Journal) -> None:
    street = await database.write(add_street)
    enrolling = Enrolling(database, journal)
    code = await enrolling.create(street)

    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CODE_ALPHABET)
    assert not set("01ILO") & set(CODE_ALPHABET)
    assert await enrolling.enrol(f" {code[:4].lower()}-{code[4:]} ") == street.station_id


async def test_a_code_dies_after_ten_minutes_or_with_the_next_one(
    database: Database, journal: Journal
) -> None:
    street = await database.write(add_street)
    enrolling = Enrolling(database, journal)
    old = await enrolling.create(street)
    late = await enrolling.create(street)

    with pytest.raises(EnrolmentCodeUnknown):
        await enrolling.enrol(old)
    enrolling.clock.move(600)
    with pytest.raises(EnrolmentCodeUnknown):
        await enrolling.enrol(late)


async def test_a_replacement_keeps_place_and_name_and_voids_the_old_key(
    database: Database, journal: Journal
) -> None:
    street = await database.write(add_street)
    enrolling = Enrolling(database, journal)
    await enrolling.enrol(await enrolling.create(street))
    before = await database.read(lambda connection: find_station(connection, street.station_id))
    new_key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")

    await enrolling.enrol(await enrolling.create(street), key=new_key)

    after = await database.read(lambda connection: find_station(connection, street.station_id))
    assert before is not None
    assert after is not None
    assert after.public_key == new_key
    assert (after.name, after.building_id) == (before.name, before.building_id)


async def test_a_station_of_another_property_does_not_exist(database: Database, journal: Journal) -> None:
    street, other = await database.write(add_street), await database.write(add_street)

    with pytest.raises(NotFound):
        await Enrolling(database, journal).create(street, property_id=other.property_id)


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"\0", NEUTRAL_KEY])
async def test_what_is_no_proper_key_is_refused_and_the_code_stays_good(
    database: Database, journal: Journal, key: bytes
) -> None:
    street = await database.write(add_street)
    enrolling = Enrolling(database, journal)
    code = await enrolling.create(street)

    with pytest.raises(PublicKeyUnfit):
        await enrolling.enrol(code, key=key)
    assert await enrolling.enrol(code) == street.station_id


async def test_guessing_codes_from_one_address_is_slowed_down(database: Database, journal: Journal) -> None:
    enrolling = Enrolling(database, journal)

    for _ in range(10):
        with pytest.raises(EnrolmentCodeUnknown):
            await enrolling.enrol("ABCDEFGH")
    with pytest.raises(TooOften):
        await enrolling.enrol("ABCDEFGH")


async def test_relays_lead_from_doors_to_stations(database: Database) -> None:
    street, other = await database.write(add_street), await database.write(add_street)

    def read(connection: Connection) -> tuple[object, ...]:
        relay = find_relay_of_door(connection, street.door_id)
        assert relay is not None
        return (
            (relay.station_id, relay.number),
            find_relay_of_door(connection, new_id()),
            list_relays_of_doors(connection, {street.door_id, other.door_id, new_id()}),
            list_station_names(connection, {street.station_id, new_id()}),
        )

    assert await database.read(read) == (
        (street.station_id, 1),
        None,
        {street.door_id: street.station_id, other.door_id: other.station_id},
        {street.station_id: "正面玄関"},
    )


async def test_a_door_has_one_relay(database: Database) -> None:
    street = await database.write(add_street)

    with pytest.raises(IntegrityError):
        await database.write(
            lambda connection: add_relay(
                connection, station_id=street.station_id, number=2, door_id=street.door_id
            )
        )


async def test_a_station_is_told_what_it_is_and_which_relay_is_which_door(database: Database) -> None:
    street = await database.write(add_street)
    directory = StationDirectory(database, MovedClock())

    config = await directory.get_config(Scope(station_id=street.station_id))

    assert (config.name, config.building_name, config.time_zone) == (
        "正面玄関",
        "さくらハイツ 東館",
        "Asia/Tokyo",
    )
    assert [(door.door_id, door.relay, door.release_ms) for door in config.doors] == [
        (street.door_id, 1, 5_000)
    ]
    with pytest.raises(NotFound):
        await directory.get_config(Scope(station_id=new_id()))


async def test_managers_see_the_stations_of_their_property_with_live_state(
    database: Database, journal: Journal
) -> None:
    street = await database.write(add_street)
    await database.write(add_street)
    link, clock = FakeStationLink(), MovedClock()
    directory = StationDirectory(database, clock)
    list_stations = ListStations(database, link, journal)
    scope = Scope(properties=frozenset({street.property_id}))
    await journal.append(
        [
            Event(
                id=new_id(),
                at=NOW,
                kind=EventKind.DOOR_RELEASED,
                property_id=street.property_id,
                station_id=street.station_id,
            )
        ]
    )

    (fresh,) = (await list_stations(scope)).stations
    await directory.note_connected(street.station_id, version="1.2")
    clock.move(60)
    (elsewhere,) = (await list_stations(scope)).stations
    await directory.note_disconnected(street.station_id)
    (gone,) = (await list_stations(scope)).stations
    link.online.add(street.station_id)
    (here,) = (await list_stations(scope)).stations

    assert (fresh.property_id, fresh.property_name) == (street.property_id, "さくらハイツ")
    assert (fresh.online, fresh.enrolled, fresh.since_ms) == (False, False, None)
    assert fresh.last_event_ms == to_ms(NOW)
    assert (elsewhere.online, elsewhere.version, elsewhere.since_ms) == (True, "1.2", to_ms(NOW))
    assert (gone.online, gone.since_ms) == (False, to_ms(NOW + timedelta(seconds=60)))
    assert here.online
    assert [door.name for door in here.doors] == ["エントランス"]
    assert here.doors[0].online


async def test_links_of_a_process_that_died_are_forgotten(database: Database, journal: Journal) -> None:
    street = await database.write(add_street)
    directory = StationDirectory(database, MovedClock())
    await directory.note_connected(street.station_id, version="1.2")

    await directory.forget_links()

    stations = ListStations(database, FakeStationLink(), journal)
    (view,) = (await stations(Scope(properties=frozenset({street.property_id})))).stations
    assert not view.online


async def test_nobody_without_a_property_sees_a_station(database: Database, journal: Journal) -> None:
    await database.write(add_street)

    assert (await ListStations(database, FakeStationLink(), journal)(Scope())).stations == []
