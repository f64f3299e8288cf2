"""Shows a call's state to the station and to every device of the home."""

from datetime import timedelta

from sqlalchemy import Connection

from genkan.core.call import TargetKind
from genkan.server.access.service import list_passable_doors, view_door
from genkan.server.calls.office import list_doors_in_call, list_offices
from genkan.server.calls.repository import (
    CallRow,
    find_latest_call_of_station,
    list_shown_calls,
    list_shown_office_calls,
)
from genkan.server.calls.views import CallPlace, list_app_legs, view_for_app, view_for_station
from genkan.server.messages.link import AppLink
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import operation
from genkan.server.platform.settings import IceSettings
from genkan.server.properties.service import get_building
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import recall_station
from genkan.wire.app import AppCall, ShowCalls
from genkan.wire.station import ShowCall

SHOWN_AFTER_END = timedelta(seconds=10)  # long enough to read why it ended, also after a reconnect


class Announcer:
    """State down: whole states, so a lost or repeated one does no harm."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        app_link: AppLink,
        station_link: StationLink,
        ice: IceSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._app_link = app_link
        self._station_link = station_link
        self._ice = ice

    async def announce(self, row: CallRow) -> None:
        """Show the call to everybody in it."""
        at = self._clock.now()
        show = ShowCall(call=view_for_station(row, self._ice, at))
        await self._station_link.tell(row.station_id, "show.call", show)
        legs = list_app_legs(row)
        shows = await self._database.read(
            lambda connection: [(leg.id, self._shown_to(connection, leg.party, leg.id, row)) for leg in legs]
        )
        for session_id, calls in shows:
            await self._app_link.show(session_id, "show.calls", calls)

    async def renew_keys(self, row: CallRow) -> None:
        """Show the call again where the relay's keys in the last state may be worn: media begin anew."""
        begun = max(leg.connected_at or row.started_at for leg in row.call.legs)
        if self._clock.now() - begun >= self._ice.credential_lifetime / 2:
            await self.announce(row)

    @operation("calls.list_calls")
    async def get_calls_of(self, person_id: str, session_id: str) -> ShowCalls:
        """Give what a device that has just connected shows."""
        return await self._database.read(
            lambda connection: self._shown_to(connection, person_id, session_id, None)
        )

    async def get_call_of_station(self, station_id: str) -> ShowCall:
        """Give what a station that has just connected shows."""
        row = await self._database.read(
            lambda connection: find_latest_call_of_station(connection, station_id)
        )
        at = self._clock.now()
        if row is None or (row.ended_at is not None and row.ended_at < at - SHOWN_AFTER_END):
            return ShowCall()
        return ShowCall(call=view_for_station(row, self._ice, at))

    def _shown_to(
        self, connection: Connection, person_id: str, session_id: str, fresh: CallRow | None
    ) -> ShowCalls:
        at = self._clock.now()
        rights = list_passable_doors(connection, person_id, at)
        offices = list_offices(connection, person_id, at)
        since = at - SHOWN_AFTER_END
        known = (
            *list_shown_calls(connection, rights.households, since),
            *list_shown_office_calls(connection, offices, since),
        )
        rows = {row.id: row for row in known}
        if fresh is not None and _is_shown(fresh, rights.households, offices):
            rows[fresh.id] = fresh
        views: list[AppCall] = []
        for row in rows.values():
            leg = row.call.find_leg(session_id)
            if leg is None:
                continue
            station = recall_station(connection, row.station_id)
            building = get_building(connection, row.building_id)
            place = CallPlace(
                station_name="" if station is None else station.name, building_name=building.name
            )
            doors = [
                view_door(door, self._station_link)
                for door in list_doors_in_call(connection, row, person_id, rights, at)
            ]
            views.append(view_for_app(row, leg, place, doors, self._ice, at))
        return ShowCalls(calls=views)


def _is_shown(row: CallRow, households: frozenset[str], offices: frozenset[str]) -> bool:
    if row.call.target.kind is TargetKind.OFFICE:
        return row.property_id in offices
    return row.household_id in households
