"""Which buildings a station serves: whose homes it calls, and who passes its doors by default."""

from collections.abc import Collection

from sqlalchemy import Connection

from genkan.server.access.errors import BuildingsUnfit
from genkan.server.credentials.service import hint_property
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.bus import Bus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.entrance import Stations
from genkan.server.properties.service import list_buildings_of_properties, take_change_number
from genkan.server.stations.service import SERVED_LIMIT, find_station, list_served, set_served


@operation("access.serve_buildings")
class ServeBuildings:
    """Say which buildings a station serves; it and the phones of their homes follow at once."""

    def __init__(self, database: Database, bus: Bus, stations: Stations) -> None:
        self._database = database
        self._bus = bus
        self._stations = stations

    async def __call__(self, scope: Scope, station_id: str, building_ids: Collection[str]) -> None:
        """`building_ids`: all of them; the one it stands in always is. Raises NotFound, BuildingsUnfit."""

        def write(connection: Connection) -> str:
            station = find_station(connection, station_id)
            if station is None or station.property_id not in scope.properties:
                raise NotFound
            known = {
                row.id: row.name for row in list_buildings_of_properties(connection, {station.property_id})
            }
            wanted = set(building_ids)
            if not wanted <= known.keys() or len(wanted | {station.building_id}) > SERVED_LIMIT:
                raise BuildingsUnfit
            served = list_served(connection, [station_id]).get(station_id, frozenset())
            set_served(connection, station_id, wanted - {station.building_id})
            names = (
                ", ".join(name for building_id, name in known.items() if building_id in ids)
                for ids in (served | {station.building_id}, wanted | {station.building_id})
            )
            audit.note(connection, changes=[Change(Field.BUILDINGS, *names)])
            take_change_number(connection, station.property_id)
            return station.property_id

        property_id = await self._database.write(write)
        await hint_property(self._bus, property_id)  # rights first
        await self._stations.refresh(property_id)
