"""Calls to the management office: whose they are, and which doors may be opened in them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.call import Phase, TargetKind
from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.access.service import Passable, PassableDoor, list_office_doors
from genkan.server.accounts.service import list_memberships
from genkan.server.calls.errors import CallOver
from genkan.server.calls.repository import CallRow, find_call
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope, operation
from genkan.wire.app import DoorReleased


def list_offices(connection: Connection, person_id: str, at: datetime) -> frozenset[str]:
    """Give the properties whose office the person works in."""
    return frozenset(
        membership.property_id
        for membership in list_memberships(connection, person_id, at)
        if membership.role is Role.MANAGER and membership.property_id is not None
    )


def is_office(row: CallRow) -> bool:
    """Whether the visitor called the office."""
    return row.call.target.kind is TargetKind.OFFICE


def is_called(connection: Connection, row: CallRow, person_id: str, rights: Passable, at: datetime) -> bool:
    """Whether the call is (still) one of the person's: to their household, or to their office."""
    if is_office(row):
        return row.property_id in list_offices(connection, person_id, at)
    return row.household_id in rights.households


def list_doors_in_call(
    connection: Connection, row: CallRow, person_id: str, rights: Passable, at: datetime
) -> tuple[PassableDoor, ...]:
    """Give the doors of the call's station that the person may open in it."""
    own = tuple(door for door in rights.doors if door.station_id == row.station_id)
    if not is_office(row):
        return own
    known = {door.door.id for door in own}
    office = list_office_doors(connection, person_id, row.property_id, row.station_id, at)
    return own + tuple(door for door in office if door.door.id not in known)


@operation("calls.release_door")
class ReleaseFromOffice:
    """Release a door for a visitor who called the office: the manager has spoken with them or sees them.

    Raises NotFound for a call that is none of the manager's, CallOver, and whatever keeps the door shut.
    """

    def __init__(self, database: Database, release_door: ReleaseDoor) -> None:
        self._database = database
        self._release_door = release_door

    async def is_meant(self, call_id: str | None) -> bool:
        """Whether a tap with this call belongs here: it is one to an office."""
        if call_id is None:
            return False
        row = await self._database.read(lambda connection: find_call(connection, call_id))
        return row is not None and is_office(row)

    async def __call__(self, scope: Scope, tap: Tap) -> DoorReleased:
        row = await self._database.read(lambda connection: find_call(connection, tap.call_id or ""))
        if row is None or not is_office(row) or row.property_id not in scope.properties:
            raise NotFound
        leg = row.call.find_leg(tap.session_id)
        if leg is None or leg.party != tap.person_id:
            raise NotFound
        if not leg.is_live or row.call.phase is Phase.ENDED:
            raise CallOver
        return await self._release_door(replace(tap, office_station_id=row.station_id))
