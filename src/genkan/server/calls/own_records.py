"""What calls tell of somebody: who rang at their home while they lived there, with the pictures."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record, show_picture
from genkan.server.calls.deliveries import forget_deliveries_of
from genkan.server.calls.repository import CallRow, clear_pictures_of, list_calls_of_households
from genkan.server.platform.blobs import BlobId, BlobStore
from genkan.server.platform.database import Database


class CallRecords:
    """The port `OwnRecords` for calls and their pictures."""

    name = "calls"

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._database = database
        self._blobs = blobs

    async def export(self, owner: Owner) -> Sequence[Record]:
        households = {stay.household_id for stay in owner.stays}
        rows = await self._database.read_long(
            lambda connection: list_calls_of_households(connection, households)
        )
        return [self._tell(row) for row in rows if owner.knows(row.household_id, row.started_at)]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """How calls reached their devices goes; the pictures of a household go with its last member."""
        forget_deliveries_of(connection, owner.person_id)
        return Leftovers(blobs=forget_pictures_of(connection, owner.alone))

    def _tell(self, row: CallRow) -> Record:
        return {
            "at": row.started_at.isoformat(),
            "ended_at": None if row.ended_at is None else row.ended_at.isoformat(),
            "home": row.home_number,
            "end": None if row.call.end is None else row.call.end.value,
            "picture": None if row.snapshot_id is None else show_picture(self._blobs, row.snapshot_id),
        }


def forget_pictures_of(connection: Connection, households: Collection[str]) -> tuple[BlobId, ...]:
    """Let the calls of the households have no pictures any more, and give the files nothing else shows."""
    return tuple(BlobId(found) for found in clear_pictures_of(connection, households))
