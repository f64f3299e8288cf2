"""A gate: one station of several buildings, on both databases."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from genkan.core.access import AccessRequest, Denied, Granted, decide_access
from genkan.core.credentials import CredentialKind, PinHashing, hash_home_number
from genkan.core.rights import Audience, PolicyGrant
from genkan.server.access.errors import BuildingsUnfit
from genkan.server.access.policy_text import write_policy
from genkan.server.access.service import AccessReader, list_passable_doors
from genkan.server.access.serving import ServeBuildings
from genkan.server.calls.callees import is_served
from genkan.server.credentials.key_views import list_household_doors
from genkan.server.credentials.repository import CredentialRow, add_credential
from genkan.server.credentials.stolen import ReportStolen
from genkan.server.credentials.vault import Vault
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.journal.service import Journal
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, StationActor
from genkan.server.properties.service import (
    BuildingRow,
    HomeRow,
    add_building,
    add_home,
    set_door_policy,
    take_change_number,
)
from genkan.server.stations.service import SERVED_LIMIT, ListStations, StationRefresh, list_served
from genkan.server.sync.rights import PullRights
from genkan.wire.ids import new_id
from genkan.wire.rights import SyncPage, SyncPull
from genkan.wire.station import ShowConfig
from harness.installation import NOW, FakeStationLink, MovedClock
from harness.street import Street, add_member, add_somebody, add_street

PINS = {"east": "830164", "west": "271905"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The street's station, with a second building that has a home 101, too."""

    east: Street
    west: Street  # the same property; its home and household in the other building
    neighbour_id: str  # who lives there

    @property
    def staff(self) -> Scope:
        return Scope(properties=frozenset({self.east.property_id}))

    @property
    def station(self) -> StationActor:
        return StationActor(
            station_id=self.east.station_id,
            building_id=self.east.building_id,
            property_id=self.east.property_id,
        )


def add_gate(connection: Connection) -> Gate:
    east = add_street(connection)
    west = replace(east, building_id=new_id(), home_id=new_id(), household_id=new_id())
    add_building(
        connection,
        BuildingRow(
            id=west.building_id,
            property_id=east.property_id,
            name="さくらハイツ 西館",
            time_zone="Asia/Tokyo",
        ),
    )
    add_home(connection, HomeRow(id=west.home_id, building_id=west.building_id, number="101"))
    add_household(
        connection,
        HouseholdRow(id=west.household_id, home_id=west.home_id, name=None, since=NOW, until=None),
    )
    neighbour_id = add_somebody(connection)
    add_member(connection, west, neighbour_id)
    return Gate(east=east, west=west, neighbour_id=neighbour_id)


class Serving:
    """The use case, with everything that follows a change."""

    def __init__(self, database: Database) -> None:
        self.link = FakeStationLink()
        bus = InProcessBus()
        self._serve = ServeBuildings(database, bus, StationRefresh(database, self.link, bus))

    async def __call__(self, gate: Gate, *buildings: str, scope: Scope | None = None) -> None:
        await self._serve(scope or gate.staff, gate.east.station_id, buildings)

    @property
    def config(self) -> ShowConfig:
        _, kind, body = self.link.told[-1]
        assert kind == "show.config"
        assert isinstance(body, ShowConfig)
        return body


async def may_pass(database: Database, gate: Gate) -> bool:
    """Whether the neighbour passes the gate's door: by the tap's reader and the home screen alike."""
    facts = await AccessReader(database).find(gate.neighbour_id, gate.east.door_id)
    assert facts is not None
    request = AccessRequest(holder_id=gate.neighbour_id, door=facts.door, rights=facts.rights)
    decision = decide_access(request, at=NOW)
    shown = await database.read(lambda connection: list_passable_doors(connection, gate.neighbour_id, NOW))
    is_shown = gate.east.door_id in {passable.door.id for passable in shown.doors}
    assert isinstance(decision, Granted) == is_shown
    assert isinstance(decision, Granted | Denied)
    return is_shown


async def test_the_homes_of_every_building_a_station_serves_pass_its_door(database: Database) -> None:
    gate = await database.write(add_gate)
    serve = Serving(database)
    assert not await may_pass(database, gate)

    await serve(gate, gate.west.building_id)

    assert await may_pass(database, gate)
    only_east = (PolicyGrant(audience=Audience.BUILDING, id=gate.east.building_id),)
    await database.write(
        lambda connection: set_door_policy(connection, gate.east.door_id, write_policy(only_east))
    )
    assert not await may_pass(database, gate), "the door's own policy says otherwise"
    await database.write(lambda connection: set_door_policy(connection, gate.east.door_id, None))
    await serve(gate)
    assert not await may_pass(database, gate), "the building is served no longer"


async def test_a_station_learns_which_buildings_to_offer_by_name(database: Database) -> None:
    gate = await database.write(add_gate)
    serve = Serving(database)

    await serve(gate, gate.west.building_id)

    assert [each.building_id for each in serve.config.buildings] == [
        gate.east.building_id,
        gate.west.building_id,
    ]
    assert serve.config.building_id == gate.east.building_id
    assert serve.config.building_name == "さくらハイツ", "a gate is the whole property's"
    await serve(gate, gate.east.building_id)
    assert serve.config.buildings == ()
    assert serve.config.building_name == "さくらハイツ 東館"


async def test_a_building_without_homes_is_not_offered(database: Database) -> None:
    gate = await database.write(add_gate)
    serve = Serving(database)
    hall = BuildingRow(id=new_id(), property_id=gate.east.property_id, name="集会所", time_zone="Asia/Tokyo")
    await database.write(lambda connection: add_building(connection, hall))

    await serve(gate, gate.west.building_id, hall.id)

    assert hall.id not in {each.building_id for each in serve.config.buildings}


async def test_only_buildings_of_the_property_can_be_served_and_no_more_than_fit(database: Database) -> None:
    gate = await database.write(add_gate)
    other = await database.write(add_street)
    serve = Serving(database)
    with pytest.raises(BuildingsUnfit):
        await serve(gate, other.building_id)
    with pytest.raises(NotFound):
        await serve(gate, other.building_id, scope=Scope(properties=frozenset({other.property_id})))

    def add_towers(connection: Connection) -> list[str]:
        ids = [new_id() for _ in range(SERVED_LIMIT)]
        for building_id in ids:
            row = BuildingRow(
                id=building_id, property_id=gate.east.property_id, name="塔", time_zone="Asia/Tokyo"
            )
            add_building(connection, row)
        return ids

    towers = await database.write(add_towers)
    with pytest.raises(BuildingsUnfit):
        await serve(gate, *towers)
    station_id = gate.east.station_id
    assert await database.read(lambda connection: list_served(connection, [station_id])) == {}


async def test_the_portal_is_told_which_buildings_a_station_serves(
    database: Database, journal: Journal
) -> None:
    gate = await database.write(add_gate)
    listing = ListStations(database=database, station_link=FakeStationLink(), journal=journal)
    [before] = (await listing(gate.staff)).stations
    assert [each.building_id for each in before.serves] == [gate.east.building_id]

    await Serving(database)(gate, gate.west.building_id)

    [after] = (await listing(gate.staff)).stations
    assert after.building_id == gate.east.building_id
    assert {each.building_id for each in after.serves} == {gate.east.building_id, gate.west.building_id}


async def test_a_station_calls_no_home_of_a_building_it_does_not_serve(database: Database) -> None:
    gate = await database.write(add_gate)

    def ask(connection: Connection) -> tuple[bool, bool]:
        return tuple(
            is_served(connection, gate.station, each.building_id)  # type: ignore[return-value]
            for each in (gate.east, gate.west)
        )

    assert await database.read(ask) == (True, False)
    await Serving(database)(gate, gate.west.building_id)
    assert await database.read(ask) == (True, True)


def add_pin(connection: Connection, vault: Vault, street: Street, pin: str) -> str:
    credential_id = new_id()
    row = CredentialRow(
        id=credential_id,
        kind=CredentialKind.PIN,
        property_id=street.property_id,
        household_id=street.household_id,
        issuer_id="i",
        since=NOW - timedelta(hours=1),
        change=take_change_number(connection, street.property_id),
        secret=vault.seal_pin(credential_id, pin),
        tag=vault.tag_pin(street.property_id, pin),
        length=len(pin),
    )
    add_credential(connection, row)
    return credential_id


async def test_a_gate_keeps_the_pins_of_every_building_with_the_building_of_the_number(
    database: Database, journal: Journal
) -> None:
    gate = await database.write(add_gate)
    vault = Vault(Derivation(bytes(32)), cost=2)
    east, west = await database.write(
        lambda connection: tuple(
            add_pin(connection, vault, street, PINS[name])
            for name, street in (("east", gate.east), ("west", gate.west))
        )
    )
    pull_rights = PullRights(database=database, journal=journal, vault=vault)

    async def pull(before: SyncPage | None = None) -> SyncPage:
        since = (0, "") if before is None else (before.number, before.epoch)
        return await pull_rights(gate.station, SyncPull(since=since[0], epoch=since[1]))

    alone = await pull()
    assert [entry.credential_id for entry in alone.entries] == [east]

    await Serving(database)(gate, gate.west.building_id)

    both = await pull(alone)
    assert both.full, "what the station decides by has changed for every home"
    hashes = {entry.credential_id: entry.home_hash for entry in both.entries}
    assert both.header is not None
    hashing = PinHashing(salt=both.header.salt, cost=2)
    assert hashes == {
        east: hash_home_number("101", hashing),  # as ever, so an older station knows it, too
        west: hash_home_number("101", hashing, gate.west.building_id),
    }
    await Serving(database)(gate)
    again = await pull(both)
    assert again.full
    assert [entry.credential_id for entry in again.entries] == [east]


async def test_a_key_may_be_for_the_gate_as_well_as_for_the_own_doors(database: Database) -> None:
    gate = await database.write(add_gate)

    def list_doors(connection: Connection) -> list[str]:
        return [door.id for door in list_household_doors(connection, gate.west.household_id)]

    assert await database.read(list_doors) == []
    await Serving(database)(gate, gate.west.building_id)
    assert await database.read(list_doors) == [gate.east.door_id]


async def test_a_stolen_gate_voids_the_pins_of_every_building_it_served(database: Database) -> None:
    gate = await database.write(add_gate)
    vault = Vault(Derivation(bytes(32)), cost=2)
    await database.write(
        lambda connection: [
            add_pin(connection, vault, street, PINS[name])
            for name, street in (("east", gate.east), ("west", gate.west))
        ]
    )
    await Serving(database)(gate, gate.west.building_id)
    report = ReportStolen(database=database, bus=InProcessBus(), clock=MovedClock(), vault=vault)

    stolen = await report(gate.staff, gate.east.station_id)

    assert stolen.homes == 2
