"""A station is stolen, or its key store is to be kept elsewhere."""

from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from genkan.server.credentials.link import NoNotices, Notices
from genkan.server.credentials.repository import End, end_credentials, list_live_pins
from genkan.server.credentials.salts import find_building_keys
from genkan.server.credentials.service import hint_property, renew_building_keys
from genkan.server.credentials.vault import Vault
from genkan.server.households.service import list_homes_of_households
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import (
    get_building,
    list_buildings_of_properties,
    take_change_number,
)
from genkan.server.stations.service import find_station, list_served, revoke_unit

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stolen:
    """What has to be made anew after a theft."""

    homes: int  # that need a new PIN
    staff: tuple[str, ...]  # whose PINs are void, by the names on the list


@operation("credentials.report_stolen")
class ReportStolen:
    """Revoke a unit that is in other hands, with all that could be learnt from it.

    Its key opens no link any more, its building gets a new salt, and PINs it knew are void: six digits
    do not outlast whoever holds salt and hash. QR keys are hashes of 128 bits, and stay.
    """

    def __init__(
        self, *, database: Database, bus: Bus, clock: Clock, vault: Vault, notices: Notices | None = None
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._vault = vault
        self._notices = notices or NoNotices()

    async def __call__(self, scope: Scope, station_id: str) -> Stolen:
        """Give what has to be made anew. Raises NotFound."""
        at = self._clock.now()

        def write(connection: Connection) -> tuple[str, set[str], Stolen]:
            station = find_station(connection, station_id)
            if station is None or station.property_id not in scope.properties:
                raise NotFound
            revoke_unit(connection, station_id, at)
            pins = list_live_pins(connection, station.property_id)
            homes = list_homes_of_households(
                connection, {row.household_id for row in pins if row.household_id is not None}
            )
            served = list_served(connection, [station_id]).get(station_id, frozenset())
            near = {home.household_id for home in homes if home.building_id in served | {station.building_id}}
            known = [row for row in pins if row.household_id is None or row.household_id in near]
            change = take_change_number(connection, station.property_id)
            end_credentials(connection, [row.id for row in known], at=at, end=End.VOID, change=change)
            renew_building_keys(connection, self._vault, station.building_id)
            audit.note(connection, changes=[Change(Field.HOMES_TOLD, None, len(near))])
            staff = tuple(row.name or "" for row in known if row.household_id is None)
            return station.property_id, near, Stolen(homes=len(near), staff=staff)

        property_id, near, stolen = await self._database.write(write)
        await self._bus.publish(f"hint.station.{station_id}", b"")
        await hint_property(self._bus, property_id)
        if near:
            await self._notices.pins_void(household_ids=near, at=at)
        log.warning("station.stolen", station_id=station_id, homes=stolen.homes)
        return stolen


@operation("credentials.list_store_keys")
class ListStoreKeys:
    """Tell who keeps the key of the stations' store, for each building."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str) -> dict[str, str]:
        """Give building id → "unit" or "server". Raises NotFound."""
        if property_id not in scope.properties:
            raise NotFound

        def read(connection: Connection) -> dict[str, str]:
            buildings = list_buildings_of_properties(connection, {property_id})
            kept = {building.id: find_building_keys(connection, building.id) for building in buildings}
            return {
                building_id: "unit" if keys is None else keys.kept_by for building_id, keys in kept.items()
            }

        return await self._database.read(read)


@operation("credentials.keep_store_key")
class KeepStoreKey:
    """Let the units of a building keep the key of their store, or the server."""

    def __init__(self, *, database: Database, bus: Bus, vault: Vault) -> None:
        self._database = database
        self._bus = bus
        self._vault = vault

    async def __call__(self, scope: Scope, building_id: str, kept_by: str) -> None:
        """Raises NotFound."""

        def write(connection: Connection) -> str:
            building = get_building(connection, building_id)
            if building.property_id not in scope.properties:
                raise NotFound
            keys = find_building_keys(connection, building_id)
            before = "unit" if keys is None else keys.kept_by
            renew_building_keys(connection, self._vault, building_id, kept_by=kept_by)
            audit.note(connection, changes=[Change(Field.KEPT_BY, before, kept_by)])
            return building.property_id

        await hint_property(self._bus, await self._database.write(write))
