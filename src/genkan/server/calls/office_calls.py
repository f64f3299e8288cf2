"""Calls to the management office as its managers see them: their own calls, and nobody else's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.core.call import End
from genkan.server.accounts.service import list_names
from genkan.server.calls.history import talked_s
from genkan.server.calls.office import is_office
from genkan.server.calls.repository import CallRow, find_call, list_office_calls
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import list_buildings
from genkan.server.stations.service import list_station_names

SHOWN_SINCE = timedelta(days=30)  # as long as pictures are kept
SHOWN_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCall:
    """One call to an office, over or not."""

    call_id: str
    at: datetime
    station_name: str
    building_name: str  # where the station stands
    is_live: bool
    end: End | None
    answered_by: str | None  # the manager's name
    talked_s: int | None
    has_picture: bool


@operation("calls.list_office_calls")
class ListOfficeCalls:
    """List the calls to the offices of the asker's properties of the last 30 days, newest first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope) -> tuple[OfficeCall, ...]:
        since = self._clock.now() - SHOWN_SINCE
        return await self._database.read(lambda connection: _read(connection, scope, since))


@operation("calls.get_office_picture")
class GetOfficePicture:
    """Give the picture of a visitor whose call to the asker's office nobody took."""

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._database = database
        self._blobs = blobs

    async def __call__(self, scope: Scope, call_id: str) -> bytes:
        """Give the JPEG. Raises NotFound, also for the call of a home, and of another's office."""
        row = await self._database.read(lambda connection: find_call(connection, call_id))
        if row is None or not is_office(row) or row.property_id not in scope.properties:
            raise NotFound
        if row.snapshot_id is None:
            raise NotFound
        try:
            with self._blobs.open(BlobId(row.snapshot_id)) as picture:
                return picture.read()
        except BlobMissing:
            raise NotFound from None


def _read(connection: Connection, scope: Scope, since: datetime) -> tuple[OfficeCall, ...]:
    rows = list_office_calls(connection, scope.properties, since, limit=SHOWN_LIMIT)
    stations = list_station_names(connection, {row.station_id for row in rows})
    buildings = list_buildings(connection, {row.building_id for row in rows}) if rows else {}
    names = list_names(connection, {person for row in rows if (person := _answerer(row)) is not None})
    return tuple(
        OfficeCall(
            call_id=row.id,
            at=row.started_at,
            station_name=stations.get(row.station_id, ""),
            building_name=buildings[row.building_id].name if row.building_id in buildings else "",
            is_live=row.ended_at is None,
            end=row.call.end,
            answered_by=names.get(_answerer(row) or ""),
            talked_s=talked_s(row),
            has_picture=row.snapshot_id is not None,
        )
        for row in rows
    )


def _answerer(row: CallRow) -> str | None:
    leg = None if row.call.answered_by is None else row.call.find_leg(row.call.answered_by)
    return None if leg is None else leg.party
