"""A gate of two buildings calls the right one of two homes with the same number."""

import pytest
from sqlalchemy import Connection

from genkan.server.bootstrap.sample import EAST, EAST_STATION, PROPERTY, WEST
from genkan.server.calls.directory import ListDirectory
from genkan.server.calls.errors import HomeUnknown
from genkan.server.calls.history import ListHistory
from genkan.server.calls.reach import ListReach
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.properties.entrance import EntranceSettings, ManageEntrance
from genkan.server.stations.service import StationRefresh, set_served
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace
from harness.exchange import HANAKO, MEMBERS, PHONES, Exchange

STAFF = Scope(properties=frozenset({PROPERTY}))


@pytest.fixture
async def gate(exchange: Exchange) -> Exchange:
    """The station of the east building serves the west one, too."""

    def serve(connection: Connection) -> None:
        set_served(connection, EAST_STATION, {WEST})

    await exchange.installation.database.write(serve)
    return exchange


async def place(exchange: Exchange, number: str, building_id: str | None) -> str:
    body = CallPlace(home_number=number, key=new_id(), building_id=building_id)
    return (await exchange.place_call(exchange.installation.station, body)).home_id


async def test_the_same_number_is_another_home_in_each_building(gate: Exchange) -> None:
    east, west = await place(gate, "203", EAST), await place(gate, "203", WEST)
    assert east != west
    assert await place(gate, "203", None) == east, "a station that names none means its own"


async def test_the_phones_are_told_the_building_that_was_called(gate: Exchange) -> None:
    await place(gate, "101", EAST)
    call = gate.call_on(PHONES[HANAKO])
    assert (call.building_name, call.home_number) == ("さくらハイツ 東館", "101")
    await place(gate, "101", WEST)
    at_gate = gate.call_at(EAST_STATION)
    assert at_gate is not None
    assert at_gate.building_id == WEST


async def test_a_building_the_station_does_not_serve_has_no_homes_for_it(exchange: Exchange) -> None:
    with pytest.raises(HomeUnknown):
        await place(exchange, "203", WEST)
    with pytest.raises(HomeUnknown):
        await place(exchange, "203", "0" * 32)


async def test_history_and_delivery_figures_name_the_right_places(gate: Exchange) -> None:
    installation = gate.installation
    await place(gate, "101", EAST)
    await place(gate, "101", WEST)  # ends the one before: the visitor has turned to another home
    await gate.settle()
    history = ListHistory(installation.database, installation.journal)
    [item] = (await history(MEMBERS, before=None, limit=5)).items
    assert item.building_name == "さくらハイツ 東館"
    reach = await ListReach(installation.database)(STAFF, limit=5)
    # Which home was called is nothing the manager learns; where the station stands is.
    assert {each.building_name for each in reach} == {"さくらハイツ 東館"}


async def test_each_building_has_its_directory(gate: Exchange) -> None:
    installation = gate.installation
    stations = StationRefresh(installation.database, installation.station_link, installation.bus)
    manage = ManageEntrance(database=installation.database, clock=installation.clock, stations=stations)
    await manage.change(STAFF, PROPERTY, EntranceSettings(directory=True))
    list_homes = ListDirectory(installation.database, installation.clock)
    east, west = await list_homes(installation.station), await list_homes(installation.station, WEST)
    assert [entry.home_number for entry in east.entries] == [entry.home_number for entry in west.entries]
    with pytest.raises(NotFound):
        await list_homes(installation.station, "0" * 32)
