"""A station is stolen, or its key store is to be kept elsewhere."""

import structlog
from sqlalchemy import Connection

from genkan.server.credentials.repository import End, end_credentials, list_live_pins
from genkan.server.credentials.service import hint_property, renew_building_keys
from genkan.server.credentials.vault import Vault
from genkan.server.households.service import list_homes_of_households
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import get_building, take_change_number
from genkan.server.stations.service import find_station, revoke_unit

log = structlog.get_logger()


@operation("credentials.report_stolen")
class ReportStolen:
    """Revoke a unit that is in other hands, with all that could be learnt from it.

    Its key opens no link any more, its building gets a new salt, and PINs it knew are void: six digits
    do not outlast whoever holds salt and hash. QR keys are hashes of 128 bits, and stay.
    """

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._vault = vault

    async def __call__(self, scope: Scope, station_id: str) -> int:
        """Give how many homes need a new PIN. Raises NotFound."""
        at = self._clock.now()

        def write(connection: Connection) -> tuple[str, int]:
            station = find_station(connection, station_id)
            if station is None or station.property_id not in scope.properties:
                raise NotFound
            revoke_unit(connection, station_id)
            pins = list_live_pins(connection, station.property_id)
            homes = list_homes_of_households(
                connection, {row.household_id for row in pins if row.household_id is not None}
            )
            near = {home.household_id for home in homes if home.building_id == station.building_id}
            known = [row for row in pins if row.household_id is None or row.household_id in near]
            change = take_change_number(connection, station.property_id)
            end_credentials(connection, [row.id for row in known], at=at, end=End.VOID, change=change)
            renew_building_keys(connection, self._vault, station.building_id)
            return station.property_id, len(near)

        property_id, homes = await self._database.write(write)
        await self._bus.publish(f"hint.station.{station_id}", b"")
        await hint_property(self._bus, property_id)
        log.warning("station.stolen", station_id=station_id, homes=homes)
        return homes


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
            renew_building_keys(connection, self._vault, building_id, kept_by=kept_by)
            return building.property_id

        await hint_property(self._bus, await self._database.write(write))
