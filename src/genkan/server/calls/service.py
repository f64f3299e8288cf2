"""What stations and residents do with calls."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.call import (
    Answered,
    Declined,
    HungUp,
    Leg,
    LegId,
    LegKind,
    Limits,
    Lost,
    Phase,
    Rang,
    Released,
    Target,
    place,
    step,
)
from genkan.server.accounts.service import list_sessions_of_household
from genkan.server.calls.errors import CallOver, HomeBusy, HomeUnknown, SnapshotUnfit
from genkan.server.calls.repository import (
    CallRow,
    add_call,
    change_call,
    find_call,
    find_call_by_key,
    find_live_call_of_home,
    find_live_call_of_station,
    list_live_calls,
    set_snapshot,
)
from genkan.server.calls.switchboard import Switchboard
from genkan.server.households.service import find_current_household
from genkan.server.messages.link import AppLink
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, StationActor, operation
from genkan.server.properties.service import find_home
from genkan.server.stations.link import StationLink
from genkan.wire.call import CallSignal
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace, CallSnapshot

JPEG_START = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class _Placed:
    row: CallRow
    replaced: CallRow | None
    is_new: bool


@operation("calls.place")
class PlaceCall:
    """Ring every device of a home of the station's building.

    Raises HomeUnknown, HomeBusy, TooOften. The same key gives the same call.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        switchboard: Switchboard,
        limits: Limits,
        pace: RateLimit,
    ) -> None:
        self._database = database
        self._clock = clock
        self._switchboard = switchboard
        self._limits = limits
        self._pace = pace

    async def __call__(self, actor: StationActor, body: CallPlace) -> CallRow:
        wait_ms = self._pace.take(actor.station_id)
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        at = self._clock.now()
        try:
            placed = await self._database.write(lambda connection: self._place(connection, actor, body, at))
        except IntegrityError:  # two stations in the same instant; the database let one through
            raise HomeBusy from None
        if placed.replaced is not None:
            await self._switchboard.follow(placed.replaced)
        if placed.is_new:
            await self._switchboard.follow(placed.row)
        return placed.row

    def _place(self, connection: Connection, actor: StationActor, body: CallPlace, at: datetime) -> _Placed:
        known = find_call_by_key(connection, actor.station_id, body.key)
        if known is not None:
            return _Placed(known, None, is_new=False)
        home = find_home(connection, actor.building_id, _normalise(body.home_number))
        if home is None:
            raise HomeUnknown
        replaced = _end_older(connection, actor, at)
        if find_live_call_of_home(connection, home.id) is not None:
            raise HomeBusy
        household = find_current_household(connection, home.id, at)
        sessions = [] if household is None else list_sessions_of_household(connection, household.id, at)
        visitor = Leg(id=LegId(actor.station_id), kind=LegKind.STATION, party=actor.station_id)
        apps = tuple(
            Leg(id=LegId(session.session_id), kind=LegKind.APP, party=session.person_id)
            for session in sessions
        )
        row = CallRow(
            id=new_id(),
            property_id=actor.property_id,
            building_id=actor.building_id,
            station_id=actor.station_id,
            home_id=home.id,
            household_id=None if household is None else household.id,
            home_number=home.number,
            started_at=at,
            ended_at=None,
            snapshot_id=None,
            call=place(
                target=Target(home_id=home.id, household_id=None if household is None else household.id),
                visitor=visitor,
                apps=apps,
                at=at,
                limits=self._limits,
            ),
        )
        add_call(connection, row, body.key)
        return _Placed(row, replaced, is_new=True)


class Calls:
    """The rest of what the parties of a call can do. Every method is one operation."""

    def __init__(
        self,
        *,
        database: Database,
        switchboard: Switchboard,
        app_link: AppLink,
        station_link: StationLink,
        blobs: BlobStore,
    ) -> None:
        self._database = database
        self._switchboard = switchboard
        self._app_link = app_link
        self._station_link = station_link
        self._blobs = blobs

    @operation("calls.ring")
    async def ring(self, scope: Scope, session_id: str, call_id: str) -> None:
        """The device says that it rings."""
        await self._step(scope, call_id, Rang(LegId(session_id)))

    @operation("calls.answer")
    async def answer(self, scope: Scope, session_id: str, call_id: str) -> bool:
        """Answer the call; True for the one device that was first."""
        row = await self._step(scope, call_id, Answered(LegId(session_id)))
        return row.call.phase is Phase.TALKING and row.call.answered_by == session_id

    @operation("calls.decline")
    async def decline(self, scope: Scope, session_id: str, call_id: str) -> None:
        """Stop ringing on this device."""
        await self._step(scope, call_id, Declined(LegId(session_id)))

    @operation("calls.hang_up")
    async def hang_up(self, scope: Scope, session_id: str, call_id: str) -> None:
        """End the talk from this device."""
        await self._step(scope, call_id, HungUp(LegId(session_id)))

    @operation("calls.cancel")
    async def cancel(self, scope: Scope, call_id: str) -> None:
        """The visitor ends the call or gives up."""
        await self._step(scope, call_id, HungUp(LegId(scope.station_id or "")))

    @operation("calls.lose_visitor")
    async def lose_visitor(self, scope: Scope, call_id: str) -> None:
        """The panel's screen is gone: the visitor has dropped out."""
        await self._step(scope, call_id, Lost(LegId(scope.station_id or "")))

    async def lose_app(self, call_id: str, session_id: str) -> None:
        """A ringing device lost its link; the call goes on without it until it is back."""
        await self._switchboard.step(call_id, Lost(LegId(session_id)), allow=_allow)

    async def leave_all(self, session_id: str, *, households: frozenset[str]) -> None:
        """Take the device out of every live call of households that are no longer its own."""
        rows = await self._database.read(list_live_calls)
        for row in rows:
            leg = row.call.find_leg(session_id)
            if leg is not None and leg.is_live and row.household_id not in households:
                await self._switchboard.step(row.id, HungUp(leg.id), allow=_allow)

    async def end_opened(self, call_id: str, *, session_id: str, person_id: str) -> None:
        """The door was released from this call, which is over by that."""

        def allow(row: CallRow) -> None:
            leg = row.call.find_leg(session_id)
            if leg is None or leg.party != person_id:
                raise NotFound

        await self._switchboard.step(call_id, Released(), allow=allow)

    @operation("calls.signal")
    async def signal(self, scope: Scope, sender: str, message: CallSignal) -> None:
        """Pass a step of the media's set-up to the other side, unread.

        Raises CallOver when either side is no longer in the call.
        """
        row = await self._database.read(lambda connection: find_call(connection, message.call_id))
        if row is None:
            raise NotFound
        _allow_scope(row, scope)
        own, other = row.call.find_leg(sender), row.call.find_leg(message.leg)
        if own is None or other is None or not own.is_live or not other.is_live:
            raise CallOver
        if own.is_visitor == other.is_visitor:
            raise NotFound  # phones have nothing to say to each other
        passed = CallSignal(call_id=row.id, leg=sender, signal=message.signal)
        if other.is_visitor:
            await self._station_link.tell(row.station_id, "call.signal", passed)
        else:
            await self._app_link.tell(other.id, "call.signal", passed)

    @operation("calls.add_snapshot")
    async def add_snapshot(self, scope: Scope, body: CallSnapshot) -> None:
        """Keep a picture of the visitor while the call rings. Raises SnapshotUnfit."""
        if not body.jpeg.startswith(JPEG_START):
            raise SnapshotUnfit
        row = await self._database.read(lambda connection: find_call(connection, body.call_id))
        if row is None:
            raise NotFound
        _allow_scope(row, scope)
        if row.snapshot_id is not None:
            return
        blob_id = await self._blobs.put(body.jpeg)

        def store(connection: Connection) -> bool:
            latest = find_call(connection, body.call_id)
            if latest is None or latest.call.answered_by is not None:
                return False  # answered meanwhile: the resident has seen the visitor
            set_snapshot(connection, body.call_id, blob_id)
            return True

        if not await self._database.write(store):
            await self._blobs.delete(blob_id)

    async def _step(
        self, scope: Scope, call_id: str, event: Rang | Answered | Declined | HungUp | Lost
    ) -> CallRow:
        return await self._switchboard.step(call_id, event, allow=lambda row: _allow_scope(row, scope))


def _allow_scope(row: CallRow, scope: Scope) -> None:
    """Raise NotFound unless the call is the asker's: of their household, or from their station."""
    if scope.station_id is not None:
        if row.station_id != scope.station_id:
            raise NotFound
    elif row.household_id is None or row.household_id not in scope.households:
        raise NotFound


def _allow(_row: CallRow) -> None:
    """The server's own events concern every call."""


def _end_older(connection: Connection, actor: StationActor, at: datetime) -> CallRow | None:
    """A station that calls again has forgotten its older call."""
    older = find_live_call_of_station(connection, actor.station_id)
    if older is None:
        return None
    after, _ = step(older.call, HungUp(LegId(actor.station_id)), at)
    return change_call(connection, older, after, at)


def _normalise(number: str) -> str:
    """Full-width digits, spaces and case are the same number to a visitor."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()
