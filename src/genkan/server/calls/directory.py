"""「居住者一覧」: the homes of a building the station serves, each with a name only if it chose one."""

from datetime import datetime

from sqlalchemy import Connection

from genkan.server.calls.callees import is_served
from genkan.server.households.service import list_names_of_homes
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import StationActor, operation
from genkan.server.properties.entrance import get_entrance
from genkan.server.properties.service import list_homes_of_building
from genkan.wire.station import Directory, DirectoryEntry


@operation("calls.list_directory")
class ListDirectory:
    """Give the list for the asking station's screen, which keeps none of it.

    Raises NotFound when it is off, and for a building the station does not serve.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: StationActor, building_id: str | None = None) -> Directory:
        at = self._clock.now()
        wanted = building_id or actor.building_id
        return await self._database.read(lambda connection: _read(connection, actor, wanted, at))


def _read(connection: Connection, actor: StationActor, building_id: str, at: datetime) -> Directory:
    if not get_entrance(connection, actor.property_id).directory:
        raise NotFound
    if not is_served(connection, actor, building_id):
        raise NotFound
    homes = list_homes_of_building(connection, building_id)
    names = list_names_of_homes(connection, [home.id for home in homes], at)
    return Directory(
        entries=[DirectoryEntry(home_number=home.number, name=names.get(home.id)) for home in homes]
    )
