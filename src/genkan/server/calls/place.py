"""A visitor at a station calls a home or the office."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.call import Limits, Phase, place, step
from genkan.core.call_events import HungUp
from genkan.core.legs import Leg, LegId, LegKind
from genkan.server.calls.callees import Callee, find_home_callee, find_office_callee, is_served
from genkan.server.calls.errors import HomeBusy, HomeUnknown
from genkan.server.calls.link import BackupNumbers
from genkan.server.calls.repository import (
    CallRow,
    add_call,
    change_call,
    find_call_by_key,
    find_live_call_of_home,
    find_live_call_of_station,
    list_calls_waiting_for_home,
)
from genkan.server.calls.switchboard import Switchboard
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import StationActor, operation
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace

WAITING_LIMIT = 3  # visitors at other entrances; a longer line moves for nobody
ATTEMPTS = 3  # each failed one means that another station got through


@dataclass(frozen=True, slots=True)
class _Placed:
    row: CallRow
    replaced: CallRow | None
    is_new: bool


@operation("calls.place")
class PlaceCall:
    """Ring every device of a home, or those of the managers on duty.

    A home that is in another call rings when it is free. Raises HomeUnknown, HomeBusy, OfficeClosed,
    TooOften. The same key gives the same call.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        switchboard: Switchboard,
        limits: Limits,
        pace: RateLimit,
        telephones: BackupNumbers,
    ) -> None:
        self._database = database
        self._clock = clock
        self._switchboard = switchboard
        self._limits = limits
        self._pace = pace
        self._telephones = telephones

    async def __call__(self, actor: StationActor, body: CallPlace) -> CallRow:
        wait_ms = self._pace.take(actor.station_id)
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        placed = await self._place_once(actor, body)
        if placed.replaced is not None:
            await self._switchboard.follow(placed.replaced)
        if placed.is_new:
            await self._switchboard.follow(placed.row)
        return placed.row

    async def _place_once(self, actor: StationActor, body: CallPlace) -> _Placed:
        for _ in range(ATTEMPTS):
            at = self._clock.now()
            try:
                return await self._database.write(
                    lambda connection, at=at: self._place(connection, actor, body, at)  # type: ignore[misc]
                )
            except IntegrityError:  # two stations in the same instant; the other one is seen now
                continue
        raise HomeBusy

    def _place(self, connection: Connection, actor: StationActor, body: CallPlace, at: datetime) -> _Placed:
        known = find_call_by_key(connection, actor.station_id, body.key)
        if known is not None:
            return _Placed(known, None, is_new=False)
        callee = self._find_callee(connection, actor, body, at)
        replaced = _end_older(connection, actor, at)
        is_busy = find_live_call_of_home(connection, callee.target.home_id) is not None
        if is_busy and len(list_calls_waiting_for_home(connection, callee.target.home_id)) >= WAITING_LIMIT:
            raise HomeBusy
        row = self._make_row(actor, callee, at, is_busy=is_busy)
        add_call(connection, row, body.key)
        return _Placed(row, replaced, is_new=True)

    def _find_callee(
        self, connection: Connection, actor: StationActor, body: CallPlace, at: datetime
    ) -> Callee:
        if body.office:
            return find_office_callee(connection, actor, at)
        building_id = body.building_id or actor.building_id
        if not is_served(connection, actor, building_id):
            raise HomeUnknown  # what stands elsewhere does not exist here
        number = _normalise(body.home_number)
        return find_home_callee(connection, building_id, number, at, self._telephones)

    def _make_row(self, actor: StationActor, callee: Callee, at: datetime, *, is_busy: bool) -> CallRow:
        call = place(
            target=callee.target,
            visitor=Leg(id=LegId(actor.station_id), kind=LegKind.STATION, party=actor.station_id),
            apps=callee.apps,
            at=at,
            numbers=callee.numbers,
            limits=self._limits,
            backup=callee.backup,
            is_muted=callee.is_muted,
            is_busy=is_busy,
        )
        return CallRow(
            id=new_id(),
            property_id=actor.property_id,
            building_id=callee.building_id,
            station_id=actor.station_id,
            home_id=callee.target.home_id,
            household_id=callee.target.household_id,
            home_number=callee.number,
            started_at=at,
            ended_at=at if call.phase is Phase.ENDED else None,
            snapshot_id=None,
            call=call,
        )


def _end_older(connection: Connection, actor: StationActor, at: datetime) -> CallRow | None:
    """A station that calls again has forgotten its older call; a live view makes way for a visitor."""
    older = find_live_call_of_station(connection, actor.station_id)
    if older is None:
        return None
    after, _ = step(older.call, HungUp(LegId(actor.station_id)), at)
    return change_call(connection, older, after, at)


def _normalise(number: str) -> str:
    """Full-width digits, spaces and case are the same number to a visitor."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()
