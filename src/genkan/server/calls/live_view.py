"""A resident looks through a station's camera for half a minute; everybody at the door can see that."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.call import Target, TargetKind, watch
from genkan.core.legs import Leg, LegId, LegKind
from genkan.server.access.service import list_passable_doors
from genkan.server.calls.errors import StationBusy, ViewOff
from genkan.server.calls.repository import CallRow, add_call, find_live_call_of_station
from genkan.server.calls.switchboard import Switchboard
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.entrance import get_entrance
from genkan.server.stations.errors import StationOffline
from genkan.server.stations.link import StationLink
from genkan.wire.ids import new_id


@operation("calls.view")
class StartView:
    """Show the asker what the camera beside a door sees.

    Raises NotFound (also for a door of others), ViewOff, StationOffline, StationBusy, TooOften.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        switchboard: Switchboard,
        station_link: StationLink,
        pace: RateLimit,
    ) -> None:
        self._database = database
        self._clock = clock
        self._switchboard = switchboard
        self._station_link = station_link
        self._pace = pace

    async def __call__(self, scope: Scope, session_id: str, door_id: str) -> CallRow:
        wait_ms = self._pace.take(session_id)
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        at = self._clock.now()
        try:
            row = await self._database.write(
                lambda connection: self._start(connection, scope, session_id, door_id, at)
            )
        except IntegrityError:  # a visitor, or another resident, in the same instant
            raise StationBusy from None
        await self._switchboard.follow(row)
        return row

    def _start(
        self, connection: Connection, scope: Scope, session_id: str, door_id: str, at: datetime
    ) -> CallRow:
        person_id = scope.person_id or ""
        passable = list_passable_doors(connection, person_id, at)
        found = next((each for each in passable.doors if each.door.id == door_id), None)
        homes = [
            home
            for home in passable.homes
            if found is not None
            and home.household_id in scope.households
            and home.property_id == found.door.property_id
        ]
        if found is None or not homes:
            raise NotFound
        if not get_entrance(connection, found.door.property_id).live_view:
            raise ViewOff
        station_id = found.station_id
        if station_id is None or self._station_link.presence(station_id) is None:
            raise StationOffline
        if find_live_call_of_station(connection, station_id) is not None:
            raise StationBusy
        household_id = homes[0].household_id
        row = CallRow(
            id=new_id(),
            property_id=found.door.property_id,
            building_id=homes[0].building_id,
            station_id=station_id,
            home_id=household_id,
            household_id=household_id,
            home_number=homes[0].number,
            started_at=at,
            ended_at=None,
            snapshot_id=None,
            call=watch(
                target=Target(home_id=household_id, household_id=household_id, kind=TargetKind.VIEW),
                visitor=Leg(id=LegId(station_id), kind=LegKind.STATION, party=station_id),
                viewer=Leg(id=LegId(session_id), kind=LegKind.APP, party=person_id),
                at=at,
            ),
        )
        add_call(connection, row, row.id)
        return row
