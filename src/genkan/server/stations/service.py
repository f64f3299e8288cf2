"""What other domains may ask about stations, and what managers see of them."""

from collections import defaultdict
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection

from genkan.server.journal.service import Journal
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.entrance import get_entrance
from genkan.server.properties.service import (
    BuildingRow,
    DoorRow,
    get_building,
    list_buildings,
    list_buildings_of_properties,
    list_change_numbers,
    list_doors,
    list_homes_of_buildings,
    list_property_names,
)
from genkan.server.stations.link import StationLink
from genkan.server.stations.panel_settings import find_panel_settings, takes_pictures_by
from genkan.server.stations.repository import (
    RELAYS,
    RelayRow,
    StationRow,
    add_relay,
    add_station,
    find_relay_of_door,
    find_station,
    list_enrolled,
    list_former_units,
    list_relays_of_doors,
    list_relays_of_stations,
    list_station_buildings,
    list_station_names,
    list_stations_of_buildings,
    list_unit_keys,
    note_heard,
    note_silent,
    recall_station,
    remove_relay_of,
    remove_station,
    rename_station,
    revoke_unit,
    set_all_disconnected,
    set_connected,
    set_disconnected,
)
from genkan.server.stations.serving import (
    SERVED_AT_DOOR,
    SERVED_LIMIT,
    list_doors_for_building,
    list_served,
    list_served_at_doors,
    set_served,
)
from genkan.wire.app import DoorView, ShowStations, StationView
from genkan.wire.call import ServedBuilding
from genkan.wire.station import DoorConfig, NightHours, OpenHours, ShowConfig

__all__ = [
    "BUILDING_HINT",
    "RELAYS",
    "SERVED_AT_DOOR",
    "SERVED_LIMIT",
    "ListStations",
    "RelayRow",
    "StationDirectory",
    "StationRefresh",
    "StationRow",
    "add_relay",
    "add_station",
    "find_relay_of_door",
    "find_station",
    "list_doors_for_building",
    "list_enrolled",
    "list_relays_of_doors",
    "list_relays_of_stations",
    "list_served",
    "list_served_at_doors",
    "list_station_buildings",
    "list_station_names",
    "list_stations_of_buildings",
    "note_heard",
    "note_silent",
    "recall_station",
    "remove_relay_of",
    "remove_station",
    "rename_station",
    "revoke_unit",
    "set_served",
]


class StationDirectory:
    """The stations as their own links know them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def recall(self, station_id: str) -> StationRow | None:
        """Give the station, also one that was removed, or None."""
        return await self._database.read(lambda connection: recall_station(connection, station_id))

    async def list_unit_keys(self, station_ids: Collection[str]) -> dict[str, bytes | None]:
        """Give the public key of the unit that is each of the stations; None: no unit is."""
        return await self._database.read(lambda connection: list_unit_keys(connection, station_ids))

    async def list_former_units(self, station_id: str) -> tuple[bytes, ...]:
        """Give the public keys of the units that were the station before."""
        return await self._database.read(lambda connection: list_former_units(connection, station_id))

    async def list_change_numbers(self, property_ids: Collection[str]) -> dict[str, int]:
        """Give the number of the last change of each property."""
        if not property_ids:
            return {}
        return await self._database.read(lambda connection: list_change_numbers(connection, property_ids))

    async def note_connected(self, station_id: str, *, version: str) -> None:
        """Remember that the station's link is open now."""
        at = self._clock.now()
        await self._database.write(
            lambda connection: set_connected(connection, station_id, version=version, at=at)
        )

    async def note_disconnected(self, station_id: str) -> None:
        """Remember that the station's link has closed now."""
        at = self._clock.now()
        await self._database.write(lambda connection: set_disconnected(connection, station_id, at))

    async def forget_links(self) -> None:
        """No station is connected: what a process that died has written about its links is void."""
        at = self._clock.now()
        await self._database.write(lambda connection: set_all_disconnected(connection, at))

    @operation("stations.get_config")
    async def get_config(self, scope: Scope) -> ShowConfig:
        """Give what the asking station is and shows. Raises NotFound when it is no more."""
        return await self._database.read(lambda connection: _read_config(connection, scope.station_id or ""))


BUILDING_HINT = "hint.building"  # what the building's apps show has changed


class StationRefresh:
    """Shows the stations of a property their configuration anew, after it was changed."""

    def __init__(self, database: Database, station_link: StationLink, bus: Bus) -> None:
        self._database = database
        self._station_link = station_link
        self._bus = bus

    async def refresh_one(self, station_id: str) -> None:
        """Show one station its configuration; one without a link sees it on connecting."""
        config = await self._database.read(lambda connection: _read_config(connection, station_id))
        await self._station_link.tell(station_id, "show.config", config)

    async def refresh(self, property_id: str) -> None:
        """Show every station of the property, and every app of its homes; the rest see it on connecting."""
        configs = await self._database.read(lambda connection: _read_configs(connection, property_id))
        for config in configs:
            await self._station_link.tell(config.station_id, "show.config", config)
        buildings = await self._database.read(
            lambda connection: list_buildings_of_properties(connection, {property_id})
        )
        for place in (*(building.id for building in buildings), property_id):
            await self._bus.publish(f"{BUILDING_HINT}.{place}", b"")


def _read_configs(connection: Connection, property_id: str) -> list[ShowConfig]:
    buildings = list_buildings_of_properties(connection, {property_id})
    stations = list_stations_of_buildings(connection, {building.id: property_id for building in buildings})
    return [_read_config(connection, station.id) for station in stations]


@operation("stations.list_stations")
class ListStations:
    """Give every station of the properties the asker looks after, with its live state."""

    def __init__(self, database: Database, station_link: StationLink, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._station_link = station_link

    async def __call__(self, scope: Scope) -> ShowStations:
        views = await self._database.read(lambda connection: self._read(connection, scope))
        latest = await self._journal.list_latest_of_stations([view.station_id for view in views])
        return ShowStations(
            stations=[
                msgspec.structs.replace(view, last_event_ms=to_ms(latest[view.station_id]))
                if view.last_event_ms is None and view.station_id in latest
                else view
                for view in views
            ]
        )

    def _read(self, connection: Connection, scope: Scope) -> list[StationView]:
        buildings = {row.id: row for row in list_buildings_of_properties(connection, scope.properties)}
        stations = list_stations_of_buildings(
            connection, {building.id: building.property_id for building in buildings.values()}
        )
        property_names = list_property_names(connection, scope.properties)
        doors = _doors_of(connection, stations)
        served = list_served(connection, [station.id for station in stations])
        return sorted(
            (
                self._view(
                    station,
                    building=buildings[station.building_id],
                    property_name=property_names[station.property_id],
                    doors=doors[station.id],
                    serves=tuple(
                        _served_building(row)
                        for row in buildings.values()
                        if row.id == station.building_id or row.id in served.get(station.id, ())
                    ),
                )
                for station in stations
            ),
            key=lambda view: (view.property_name or "", view.building_name, view.name),
        )

    def _view(
        self,
        station: StationRow,
        *,
        building: BuildingRow,
        property_name: str,
        doors: list[tuple[int, DoorRow]],
        serves: tuple[ServedBuilding, ...],
    ) -> StationView:
        presence = self._station_link.presence(station.id)
        # A station on another node is known by its row only.
        online = presence is not None or station.connected_since is not None
        since = station.connected_since or station.last_seen_at
        return StationView(
            station_id=station.id,
            name=station.name,
            building_name=building.name,
            building_id=building.id,
            serves=serves,
            property_id=building.property_id,
            property_name=property_name,
            online=online,
            enrolled=station.public_key is not None,
            enrolled_ms=None if station.enrolled_at is None else to_ms(station.enrolled_at),
            doors=[
                DoorView(
                    door_id=door.id,
                    name=door.name,
                    building_name=door.building_name,
                    online=online,
                    state=None if presence is None else presence.doors.get(door.id),
                    relay=relay,
                    building_id=door.building_id,
                    release_ms=door.release_ms,
                    fail_mode=door.fail_mode.value,
                )
                for relay, door in doors
            ],
            since_ms=presence.since_ms if presence else None if since is None else to_ms(since),
            version=presence.version if presence else station.version,
            last_event_ms=presence.last_event_ms if presence else None,
            clock_uncertainty_ms=presence.clock_uncertainty_ms if presence else None,
            tampered=presence.tampered if presence else None,
        )


def _read_config(connection: Connection, station_id: str) -> ShowConfig:
    station = find_station(connection, station_id)
    if station is None:
        raise NotFound
    building = get_building(connection, station.building_id)
    buildings = _list_buildings_to_choose(connection, station)
    place = list_property_names(connection, {station.property_id}) if buildings else {}
    settings = get_entrance(connection, station.property_id)
    own = find_panel_settings(connection, station.id)
    relays = list_relays_of_stations(connection, [station.id])
    doors = {door.id: door for door in list_doors(connection, [relay.door_id for relay in relays])}
    return ShowConfig(
        has_directory=settings.directory,
        takes_pictures=takes_pictures_by(own, settings),
        languages=own.languages,
        idle_s=own.idle_s,
        volume=own.volume,
        brightness=own.brightness,
        night_brightness=own.night_brightness,
        office_hours=tuple(
            OpenHours(weekday=each.weekday, from_minute=each.start, to_minute=each.end)
            for each in settings.office_hours
        ),
        night=None
        if settings.night is None
        else NightHours(
            from_minute=settings.night.start,
            to_minute=settings.night.end,
            volume=settings.night_volume if own.night_volume is None else own.night_volume,
        ),
        station_id=station.id,
        name=station.name,
        building_name=place.get(station.property_id, building.name),  # a gate is the whole property's
        building_id=building.id,
        buildings=buildings,
        time_zone=building.time_zone,
        doors=[
            DoorConfig(
                door_id=relay.door_id,
                name=doors[relay.door_id].name,
                relay=relay.number,
                release_ms=doors[relay.door_id].release_ms,
            )
            for relay in relays
        ],
    )


def _list_buildings_to_choose(connection: Connection, station: StationRow) -> tuple[ServedBuilding, ...]:
    """Give the buildings with homes that a station of several serves; none for a station of one."""
    beside = list_served(connection, [station.id]).get(station.id)
    if beside is None:
        return ()
    rows = list_buildings(connection, beside | {station.building_id}).values()
    lived_in = {home.building_id for home in list_homes_of_buildings(connection, [row.id for row in rows])}
    named = sorted((row for row in rows if row.id in lived_in), key=lambda row: (row.name, row.id))
    return tuple(_served_building(row) for row in named)


def _served_building(row: BuildingRow) -> ServedBuilding:
    return ServedBuilding(building_id=row.id, name=row.name)


def _doors_of(
    connection: Connection, stations: tuple[StationRow, ...]
) -> dict[str, list[tuple[int, DoorRow]]]:
    """Give the doors of each station, by the relay that releases them."""
    relays = list_relays_of_stations(connection, [station.id for station in stations])
    doors = {door.id: door for door in list_doors(connection, [relay.door_id for relay in relays])}
    found: dict[str, list[tuple[int, DoorRow]]] = defaultdict(list)
    for relay in relays:
        found[relay.station_id].append((relay.number, doors[relay.door_id]))
    return found
