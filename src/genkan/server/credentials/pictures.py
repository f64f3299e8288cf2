"""Pictures of the uses of keys: taken by the station at the opening, for the household alone.

The history is only added to: the picture of a use is an entry of its own, under an id that follows from the
use's. So a picture that comes twice is there once.
"""

from collections.abc import Collection
from datetime import datetime

import structlog

from genkan.server.credentials.errors import SnapshotUnfit
from genkan.server.credentials.keys import get_own_key
from genkan.server.credentials.picture_ids import picture_id
from genkan.server.credentials.repository import find_credential
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, StationActor, operation
from genkan.server.stations.panel_settings import takes_pictures
from genkan.wire.station import KeyPicture

log = structlog.get_logger()

JPEG_START = b"\xff\xd8\xff"


@operation("credentials.add_picture")
class AddPicture:
    """Keep the picture of whoever showed a household's key."""

    def __init__(self, *, database: Database, journal: Journal, blobs: BlobStore) -> None:
        self._database = database
        self._journal = journal
        self._blobs = blobs

    async def __call__(self, actor: StationActor, picture: KeyPicture) -> None:
        """Raises SnapshotUnfit, and NotFound while the use itself has not come in, or was not the station's.

        Where no pictures are kept, nothing is.
        """
        if not picture.jpeg.startswith(JPEG_START):
            raise SnapshotUnfit
        (use,) = await self._journal.find_events([picture.event_id]) or (None,)
        if use is None or use.kind is not EventKind.DOOR_RELEASED or use.station_id != actor.station_id:
            raise NotFound
        key_id = use.credential_id
        if use.household_id is None or key_id is None or use.via != "qr":
            raise NotFound
        row, is_wanted = await self._database.read(
            lambda connection: (
                find_credential(connection, key_id),
                takes_pictures(connection, actor.station_id, actor.property_id),
            )
        )
        if row is None or not is_wanted:
            return
        blob_id = await self._blobs.put(picture.jpeg)
        await self._journal.append(
            [
                Event(
                    id=picture_id(use.id),
                    at=use.at,
                    kind=EventKind.USE_PICTURED,
                    property_id=use.property_id,
                    household_id=use.household_id,
                    station_id=use.station_id,
                    credential_id=key_id,
                    blob_id=blob_id,
                )
            ]
        )


@operation("credentials.get_picture")
class GetPicture:
    """Give the picture of a use of a key of one of the asker's households."""

    def __init__(self, *, database: Database, journal: Journal, blobs: BlobStore) -> None:
        self._database = database
        self._journal = journal
        self._blobs = blobs

    async def __call__(self, scope: Scope, key_id: str, event_id: str) -> bytes:
        """Give the JPEG. Raises NotFound."""
        await self._database.read(lambda connection: get_own_key(connection, scope, key_id))
        (picture,) = await self._journal.find_events([picture_id(event_id)]) or (None,)
        if picture is None or picture.credential_id != key_id or picture.blob_id is None:
            raise NotFound
        try:
            with self._blobs.open(BlobId(picture.blob_id)) as file:
                return file.read()
        except BlobMissing:
            raise NotFound from None


async def list_pictured(journal: Journal, event_ids: Collection[str]) -> frozenset[str]:
    """Give those of the uses that have a picture."""
    of = {picture_id(event_id): event_id for event_id in event_ids}
    return frozenset(of[found.id] for found in await journal.find_events(list(of)))


async def forget_pictures_of(journal: Journal, blobs: BlobStore, households: Collection[str]) -> None:
    """Delete the pictures of the households' keys."""
    for picture in await journal.list_pictures(households):
        if picture.blob_id is not None:
            await blobs.delete(BlobId(picture.blob_id))
    await journal.forget_pictures(households)


async def forget_key_pictures(journal: Journal, blobs: BlobStore, *, before: datetime) -> int:
    """Delete the pictures of uses before the instant, and give how many.

    The files go first: after a crash the entries still name what is left to delete.
    """
    pictures = await journal.list_older(EventKind.USE_PICTURED, before=before)
    for picture in pictures:
        if picture.blob_id is not None:
            await blobs.delete(BlobId(picture.blob_id))
    await journal.forget({EventKind.USE_PICTURED}, before=before)
    return len(pictures)
