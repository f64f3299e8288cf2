"""Where a person lives and which doors they may pass now."""

from sqlalchemy import Connection

from genkan.server.access.service import Passable, list_passable_doors, view_door
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import list_station_buildings
from genkan.wire.app import HomeView, ShowHome


@operation("access.list_doors")
class ListDoors:
    """Give everything the home screen shows."""

    def __init__(self, database: Database, clock: Clock, station_link: StationLink) -> None:
        self._database = database
        self._clock = clock
        self._station_link = station_link

    async def __call__(self, scope: Scope) -> tuple[ShowHome, frozenset[str]]:
        """Give the screen, and the buildings whose changes concern it."""
        at = self._clock.now()

        def read(connection: Connection) -> tuple[Passable, frozenset[str]]:
            passable = list_passable_doors(connection, scope.person_id or "", at)
            stations = {door.station_id for door in passable.doors if door.station_id is not None}
            return passable, frozenset(list_station_buildings(connection, stations).values())

        passable, stations_in = await self._database.read(read)
        homes = [home for home in passable.homes if home.household_id in scope.households]
        show = ShowHome(
            homes=[
                HomeView(
                    home_id=home.home_id,
                    number=home.number,
                    building_name=home.building_name,
                    household_id=home.household_id,
                    role=passable.roles[home.household_id],
                )
                for home in homes
            ],
            doors=[view_door(door, self._station_link) for door in passable.doors],
        )
        # A door, and its station, may stand in another building than the home.
        places = frozenset(passable_door.door.building_id for passable_door in passable.doors)
        return show, places | stations_in | frozenset(home.building_id for home in homes)
