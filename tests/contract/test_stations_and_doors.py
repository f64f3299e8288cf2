"""Stations and doors as installers make, change and remove them, on both databases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from typing_extensions import override

from genkan.core.access import AccessRequest, Granted, decide_access
from genkan.core.credentials import CredentialKind
from genkan.core.schedules import Once
from genkan.server.access.doors import ChangeDoor, CreateDoor, DoorPlan, EntranceChanges, RemoveDoor
from genkan.server.access.errors import NameTaken, RelayTaken, StationsFull
from genkan.server.access.list_doors import ListDoors
from genkan.server.access.service import AccessReader
from genkan.server.access.station_places import (
    STATIONS_LIMIT,
    CreateStation,
    RemovedStation,
    RemoveStation,
    RenameStation,
    StationPlan,
)
from genkan.server.credentials.repository import CredentialRow, End, add_credential, find_credential
from genkan.server.credentials.vault import Vault
from genkan.server.events.naming import name_events
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, StationActor
from genkan.server.properties.service import (
    BuildingRow,
    FailMode,
    add_building,
    get_change_number,
    list_doors,
)
from genkan.server.stations.repository import set_unit
from genkan.server.stations.service import (
    ListStations,
    StationRefresh,
    add_station,
    find_station,
    list_enrolled,
    recall_station,
)
from genkan.server.sync.rights import PullRights
from genkan.wire.app import StationView
from genkan.wire.ids import new_id
from genkan.wire.rights import CredentialEntry, SyncPull
from genkan.wire.station import ShowConfig
from harness.installation import NOW, FakeStationLink, MovedClock
from harness.street import Street, add_member, add_somebody, add_street

KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")  # RFC 8032, test 1
VAULT = Vault(Derivation(bytes(32)), cost=2)


class HeardBus(InProcessBus):
    """Remembers what was published, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.subjects: list[str] = []

    @override
    async def publish(self, subject: str, data: bytes) -> None:
        self.subjects.append(subject)
        await super().publish(subject, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A street with a resident, and the installer's use cases on it."""

    street: Street
    resident_id: str
    database: Database
    link: FakeStationLink
    hints: list[str]
    create_station: CreateStation
    rename_station: RenameStation
    remove_station: RemoveStation
    create_door: CreateDoor
    change_door: ChangeDoor
    remove_door: RemoveDoor

    @property
    def staff(self) -> Scope:
        return Scope(properties=frozenset({self.street.property_id}))

    def door(self, name: str, relay: int = 2, *, station_id: str | None = None) -> DoorPlan:
        return DoorPlan(name=name, relay=relay, station_id=station_id or self.street.station_id)

    async def add_station(self, name: str, door: DoorPlan | None = None) -> str:
        plan = StationPlan(name=name, building_id=self.street.building_id, door=door)
        return await self.create_station(self.staff, plan)

    async def list_stations(self, journal: Journal) -> Mapping[str, StationView]:
        listing = ListStations(self.database, self.link, journal)
        return {view.name: view for view in (await listing(self.staff)).stations}

    async def may_pass(self, door_id: str) -> bool:
        """Whether the resident passes: by the tap's reader and the home screen alike."""
        facts = await AccessReader(self.database).find(self.resident_id, door_id)
        list_doors = ListDoors(self.database, MovedClock(), self.link)
        scope = Scope(person_id=self.resident_id, households=frozenset({self.street.household_id}))
        shown = door_id in {door.door_id for door in (await list_doors(scope))[0].doors}
        if facts is None:
            assert not shown
            return False
        request = AccessRequest(holder_id=self.resident_id, door=facts.door, rights=facts.rights)
        assert isinstance(decide_access(request, at=NOW), Granted) == shown
        return shown

    def config_of(self, station_id: str) -> ShowConfig:
        """What the station was told last."""
        bodies = [body for told_to, _, body in self.link.told if told_to == station_id]
        assert isinstance(bodies[-1], ShowConfig)
        return bodies[-1]

    async def add_keys(self, *rows: CredentialRow) -> None:
        def add(connection: Connection) -> None:
            for row in rows:
                add_credential(connection, row)

        await self.database.write(add)

    async def find_key(self, key_id: str) -> CredentialRow:
        row = await self.database.read(lambda connection: find_credential(connection, key_id))
        assert row is not None
        return row


@pytest.fixture
async def site(database: Database) -> Site:
    def settle(connection: Connection) -> tuple[Street, str]:
        street = add_street(connection)
        resident_id = add_somebody(connection)
        add_member(connection, street, resident_id)
        return street, resident_id

    street, resident_id = await database.write(settle)
    link, bus = FakeStationLink(), HeardBus()
    stations = StationRefresh(database, link, bus)
    changes = EntranceChanges(database=database, bus=bus, clock=MovedClock(), stations=stations)
    return Site(
        street=street,
        resident_id=resident_id,
        database=database,
        link=link,
        hints=bus.subjects,
        create_station=CreateStation(changes),
        rename_station=RenameStation(changes),
        remove_station=RemoveStation(changes),
        create_door=CreateDoor(changes),
        change_door=ChangeDoor(changes),
        remove_door=RemoveDoor(changes),
    )


def key_row(
    street: Street, *, doors: frozenset[str] | None = None, uses: int | None = None, over: bool = False
) -> CredentialRow:
    """A key of home 101, counted at the street's station."""
    key_id = new_id()
    end = NOW + (timedelta(hours=-1) if over else timedelta(days=1))
    return CredentialRow(
        id=key_id,
        kind=CredentialKind.QR,
        property_id=street.property_id,
        household_id=street.household_id,
        issuer_id="i",
        since=NOW - timedelta(days=1),
        change=1,
        schedule=Once(start=NOW - timedelta(days=1), end=end),
        doors=doors,
        uses=uses,
        home_station_id=street.station_id,
        verifier=VAULT.verifier_of_key(key_id),
        name="山田",
    )


async def test_a_station_comes_with_its_first_door_and_residents_pass_it_at_once(
    site: Site, journal: Journal
) -> None:
    door = replace(site.door("通用口", 3), release_ms=1_500, fail_mode=FailMode.SAFE)

    station_id = await site.add_station("通用口の玄関機", door)

    view = (await site.list_stations(journal))["通用口の玄関機"]
    (made,) = view.doors
    assert (view.station_id, view.building_id, view.enrolled) == (station_id, site.street.building_id, False)
    assert (made.name, made.relay, made.release_ms, made.fail_mode) == ("通用口", 3, 1_500, "safe")
    assert made.building_id == site.street.building_id
    assert await site.may_pass(made.door_id)
    assert f"hint.building.{site.street.building_id}" in site.hints
    assert f"hint.property.{site.street.property_id}" in site.hints


async def test_a_new_door_opens_for_five_seconds_and_stays_locked_without_power(
    site: Site, journal: Journal
) -> None:
    door_id = await site.create_door(site.staff, site.door("駐輪場"))

    shown = {door.door_id: door for door in (await site.list_stations(journal))["正面玄関"].doors}
    assert (shown[door_id].release_ms, shown[door_id].fail_mode) == (5_000, "secure")
    assert [(door.name, door.relay) for door in site.config_of(site.street.station_id).doors] == [
        ("エントランス", 1),
        ("駐輪場", 2),
    ]
    assert await site.may_pass(door_id)


async def test_a_relay_releases_one_door(site: Site) -> None:
    with pytest.raises(RelayTaken):
        await site.create_door(site.staff, site.door("駐輪場", 1))
    other = await site.create_door(site.staff, site.door("駐輪場", 2))
    with pytest.raises(RelayTaken):
        await site.change_door(site.staff, other, site.door("駐輪場", 1))

    await site.change_door(site.staff, other, replace(site.door("駐輪場", 2), release_ms=2_000))
    assert site.config_of(site.street.station_id).doors[1].release_ms == 2_000


async def test_two_of_one_name_in_a_building_are_refused(site: Site) -> None:
    with pytest.raises(NameTaken):
        await site.create_door(site.staff, site.door("エントランス"))
    with pytest.raises(NameTaken):
        await site.add_station("正面玄関")
    other = await site.add_station("裏口")
    with pytest.raises(NameTaken):
        await site.rename_station(site.staff, other, "正面玄関")
    await site.rename_station(site.staff, other, "裏口")
    await site.rename_station(site.staff, other, "北口")
    assert site.config_of(other).name == "北口"


async def test_what_is_refused_leaves_nothing_behind(site: Site, journal: Journal) -> None:
    before = await site.database.read(
        lambda connection: get_change_number(connection, site.street.property_id)
    )
    with pytest.raises(NameTaken):
        await site.add_station("裏口", site.door("エントランス", 1))

    assert list(await site.list_stations(journal)) == ["正面玄関"]
    after = await site.database.read(
        lambda connection: get_change_number(connection, site.street.property_id)
    )
    assert after == before


async def test_a_door_moves_to_another_relay_and_another_station(site: Site, journal: Journal) -> None:
    other = await site.add_station("裏口")
    door_id = site.street.door_id

    await site.change_door(site.staff, door_id, site.door("エントランス", 3))
    assert [door.relay for door in site.config_of(site.street.station_id).doors] == [3]

    await site.change_door(site.staff, door_id, site.door("エントランス", 1, station_id=other))
    assert site.config_of(site.street.station_id).doors == []
    assert [door.door_id for door in site.config_of(other).doors] == [door_id]
    assert [len(view.doors) for view in (await site.list_stations(journal)).values()] == [0, 1]
    assert await site.may_pass(door_id)


async def test_a_station_counts_a_key_whose_door_was_given_to_another_one(
    site: Site, journal: Journal
) -> None:
    key = key_row(site.street, uses=1)
    await site.add_keys(key)
    other = await site.add_station("裏口")
    await site.change_door(site.staff, site.street.door_id, site.door("エントランス", 1, station_id=other))
    pull = PullRights(database=site.database, journal=journal, vault=VAULT)

    async def entry_at(station_id: str) -> CredentialEntry:
        actor = StationActor(
            station_id=station_id,
            building_id=site.street.building_id,
            property_id=site.street.property_id,
        )
        page = await pull(actor, SyncPull(since=0, epoch=""))
        (entry,) = page.entries
        return entry

    opens, counts = await entry_at(other), await entry_at(site.street.station_id)
    assert [right.doors for right in opens.rights] == [[site.street.door_id]]
    assert opens.home_station_id == site.street.station_id, "it asks the station that counts"
    assert counts.rights == [], "nothing is opened there any more"
    assert counts.uses == 1


async def test_a_removed_door_opens_for_nobody_and_takes_its_keys_along(site: Site) -> None:
    second = await site.create_door(site.staff, site.door("駐輪場"))
    first = site.street.door_id
    own, both, every = (
        key_row(site.street, doors=frozenset({first})),
        key_row(site.street, doors=frozenset({first, second})),
        key_row(site.street),
    )
    over = key_row(site.street, doors=frozenset({first}), over=True)
    await site.add_keys(own, both, every, over)

    assert await site.remove_door(site.staff, first) == 1, "one that was over is nobody's loss"

    assert not await site.may_pass(first)
    assert [door.door_id for door in site.config_of(site.street.station_id).doors] == [second]
    assert (await site.find_key(own.id)).end is End.VOID
    assert (await site.find_key(both.id)).doors == frozenset({second})
    assert (await site.find_key(every.id)).is_live
    with pytest.raises(NotFound):
        await site.remove_door(site.staff, first)
    await site.create_door(site.staff, site.door("エントランス", 1))  # relay and name are free again


async def test_a_removed_station_takes_its_doors_its_unit_and_the_keys_it_counts(
    site: Site, journal: Journal
) -> None:
    street = site.street
    beside = await site.add_station("裏口", site.door("裏口", 1))
    counted, free = key_row(street, uses=3), key_row(street)
    await site.add_keys(counted, free)
    await site.database.write(
        lambda connection: set_unit(connection, street.station_id, public_key=KEY, at=NOW)
    )
    site.hints.clear()

    removed = await site.remove_station(site.staff, street.station_id)

    assert removed == RemovedStation(doors=("エントランス",), keys=1)
    assert site.hints[0] == f"hint.station.{street.station_id}", "the link ends before anything else"
    assert list(await site.list_stations(journal)) == ["裏口"]
    assert not await site.may_pass(street.door_id)
    assert (await site.find_key(counted.id)).end is End.VOID
    assert (await site.find_key(free.id)).is_live
    assert await site.database.read(list_enrolled) == ()
    assert await site.database.read(lambda connection: find_station(connection, street.station_id)) is None
    for gone in (street.station_id, new_id()):
        with pytest.raises(NotFound):
            await site.remove_station(site.staff, gone)
    with pytest.raises(NotFound):
        await site.create_door(site.staff, site.door("駐輪場"))
    assert [door.name for door in site.config_of(beside).doors] == ["裏口"]


async def test_the_history_names_what_was_removed(site: Site) -> None:
    street = site.street
    event = Event(
        id=new_id(),
        at=NOW,
        kind=EventKind.DOOR_RELEASED,
        property_id=street.property_id,
        station_id=street.station_id,
        door_id=street.door_id,
        via="app",
        outcome="opened",
    )
    await site.remove_station(site.staff, street.station_id)

    (view,) = await site.database.read(
        lambda connection: name_events(connection, [event], names_residents=False)
    )

    assert (view.door_name, view.station_name) == ("エントランス", "正面玄関")
    known = await site.database.read(lambda connection: recall_station(connection, street.station_id))
    assert known is not None
    assert known.public_key is None


async def test_what_is_not_the_askers_does_not_exist(site: Site) -> None:
    other = await site.database.write(add_street)
    theirs = Scope(properties=frozenset({other.property_id}))
    own_door = site.door("駐輪場")

    for attempt in (
        site.create_station(theirs, StationPlan(name="x", building_id=site.street.building_id)),
        site.rename_station(theirs, site.street.station_id, "x"),
        site.remove_station(theirs, site.street.station_id),
        site.create_door(theirs, own_door),
        site.change_door(theirs, site.street.door_id, own_door),
        site.remove_door(theirs, site.street.door_id),
        # Nor does whoever looks after both bring the one's door to the other's station or building.
        site.change_door(
            Scope(properties=frozenset({site.street.property_id, other.property_id})),
            site.street.door_id,
            site.door("駐輪場", 2, station_id=other.station_id),
        ),
        site.create_door(
            Scope(properties=frozenset({site.street.property_id, other.property_id})),
            replace(own_door, building_id=other.building_id),
        ),
    ):
        with pytest.raises(NotFound):
            await attempt


async def test_a_door_may_be_in_another_building_than_its_station(site: Site, journal: Journal) -> None:
    west = BuildingRow(id=new_id(), property_id=site.street.property_id, name="西館", time_zone="Asia/Tokyo")
    await site.database.write(lambda connection: add_building(connection, west))

    door_id = await site.create_door(site.staff, replace(site.door("西口"), building_id=west.id))

    (door,) = await site.database.read(lambda connection: list_doors(connection, [door_id]))
    assert door.building_name == "西館"
    assert not await site.may_pass(door_id), "it is for the homes of its own building"


async def test_a_property_has_no_more_stations_than_it_can_show(site: Site) -> None:
    def fill(connection: Connection) -> None:
        for number in range(STATIONS_LIMIT - 1):
            building_id = site.street.building_id
            add_station(connection, station_id=new_id(), building_id=building_id, name=str(number), at=NOW)

    await site.database.write(fill)
    with pytest.raises(StationsFull):
        await site.add_station("裏口")
