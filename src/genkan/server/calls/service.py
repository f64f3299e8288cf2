"""What stations and residents do with calls."""

from sqlalchemy import Connection

from genkan.core.call import (
    Answered,
    Declined,
    HungUp,
    LegId,
    Lost,
    Phase,
    Rang,
    Released,
    TargetKind,
)
from genkan.server.calls.errors import CallOver
from genkan.server.calls.repository import (
    CallRow,
    find_call,
    find_live_call_of_station,
    list_live_calls,
    set_snapshot,
)
from genkan.server.calls.switchboard import Switchboard
from genkan.server.credentials.errors import SnapshotUnfit
from genkan.server.messages.link import AppLink
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.stations.link import StationLink
from genkan.server.stations.panel_settings import takes_pictures
from genkan.wire.call import CallSignal
from genkan.wire.station import CallSnapshot

JPEG_START = b"\xff\xd8\xff"


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

    async def lose_station(self, station_id: str) -> None:
        """The unit is the station no more: whoever it called with has lost their visitor."""
        row = await self._database.read(lambda connection: find_live_call_of_station(connection, station_id))
        if row is not None:
            await self._switchboard.step(row.id, Lost(LegId(station_id)), allow=_allow)

    async def lose_app(self, call_id: str, session_id: str) -> None:
        """A ringing device lost its link; the call goes on without it until it is back."""
        await self._switchboard.step(call_id, Lost(LegId(session_id)), allow=_allow)

    async def leave_all(
        self, session_id: str, *, households: frozenset[str], offices: frozenset[str] = frozenset()
    ) -> None:
        """Take the device out of every live call of households and offices that are no longer its own."""
        rows = await self._database.read(list_live_calls)
        for row in rows:
            leg = row.call.find_leg(session_id)
            is_office = row.call.target.kind is TargetKind.OFFICE
            is_own = row.property_id in offices if is_office else row.household_id in households
            if leg is not None and leg.is_live and not is_own:
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
        allow_scope(row, scope)
        own, other = row.call.find_leg(sender), row.call.find_leg(message.leg)
        if own is None or other is None or not own.is_live or not other.is_live:
            raise CallOver
        if own.is_visitor == other.is_visitor:
            raise NotFound  # phones have nothing to say to each other
        if message.signal.type == "want":
            await self._switchboard.renew_keys(row)
        passed = CallSignal(call_id=row.id, leg=sender, signal=message.signal)
        if other.is_visitor:
            await self._station_link.tell(row.station_id, "call.signal", passed)
        else:
            await self._app_link.tell(other.id, "call.signal", passed)

    @operation("calls.add_snapshot")
    async def add_snapshot(self, scope: Scope, body: CallSnapshot) -> None:
        """Keep a picture of the visitor while the call rings, where any are kept. Raises SnapshotUnfit."""
        if not body.jpeg.startswith(JPEG_START):
            raise SnapshotUnfit

        def find(connection: Connection) -> tuple[CallRow, bool]:
            row = find_call(connection, body.call_id)
            if row is None:
                raise NotFound
            allow_scope(row, scope)
            return row, takes_pictures(connection, row.station_id, row.property_id)

        row, is_wanted = await self._database.read(find)
        if row.snapshot_id is not None or not is_wanted:
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
        return await self._switchboard.step(call_id, event, allow=lambda row: allow_scope(row, scope))


def allow_scope(row: CallRow, scope: Scope) -> None:
    """Raise NotFound unless the call is the asker's: of their household or office, or from their station."""
    if scope.station_id is not None:
        if row.station_id != scope.station_id:
            raise NotFound
    elif row.call.target.kind is TargetKind.OFFICE:
        if row.property_id not in scope.properties:
            raise NotFound
    elif row.household_id is None or row.household_id not in scope.households:
        raise NotFound


def _allow(_row: CallRow) -> None:
    """The server's own events concern every call."""
