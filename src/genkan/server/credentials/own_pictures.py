"""What pictures of key uses tell of somebody: who came with the keys of their home while they lived there."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record, show_picture
from genkan.server.credentials.pictures import forget_pictures_of
from genkan.server.credentials.repository import list_issued_by
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.database import Database


class KeyPictureRecords:
    """The port `OwnRecords` for pictures of key uses, which are entries of the journal."""

    name = "key_pictures"

    def __init__(self, database: Database, journal: Journal, blobs: BlobStore) -> None:
        self._database = database
        self._journal = journal
        self._blobs = blobs

    async def export(self, owner: Owner) -> Sequence[Record]:
        pictures = await self._journal.list_pictures({stay.household_id for stay in owner.stays})
        own = [picture for picture in pictures if owner.knows(picture.household_id, picture.at)]
        issued = await self._database.read(lambda connection: list_issued_by(connection, owner.person_id))
        names = {row.id: row.name for row in issued}  # whom others let in is theirs to tell
        return [
            {
                "at": picture.at.isoformat(),
                "name": names.get(picture.credential_id or ""),
                "picture": None if picture.blob_id is None else show_picture(self._blobs, picture.blob_id),
            }
            for picture in own
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """The pictures of a household go with its last member."""
        forget = partial(forget_pictures_of, self._journal, self._blobs, owner.alone)
        return Leftovers(then=(forget,) if owner.alone else ())
