"""Forgetting calls and their pictures after a while."""

from datetime import datetime

from genkan.server.calls.repository import clear_pictures_before, list_pictures_before, remove_calls_before
from genkan.server.platform.blobs import BlobId, BlobStore
from genkan.server.platform.database import Database


async def forget_pictures(database: Database, blobs: BlobStore, *, before: datetime) -> int:
    """Delete the pictures of calls that ended before the instant, and give how many.

    The files go first: after a crash the rows still name what is left to delete.
    """
    pictures = await database.read_long(lambda connection: list_pictures_before(connection, before))
    for picture in pictures:
        await blobs.delete(BlobId(picture))
    await database.write(lambda connection: clear_pictures_before(connection, before))
    return len(pictures)


async def forget_calls(database: Database, *, before: datetime) -> None:
    """Delete the calls that ended before the instant."""
    await database.write(lambda connection: remove_calls_before(connection, before))
