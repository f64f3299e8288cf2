"""How long notices and their files are kept."""

from datetime import datetime, timedelta

from genkan.server.notices.repository import remove_loose_files, remove_notices_before
from genkan.server.platform.blobs import BlobId, BlobStore
from genkan.server.platform.database import Database

KEPT = timedelta(days=730)  # two annual meetings of the owners: what was announced can be shown
LOOSE = timedelta(days=1)  # a form that is filled in for longer was given up


async def forget_notices(database: Database, blobs: BlobStore, at: datetime) -> int:
    """Delete old notices and files nobody attached; give how many files went."""
    gone = await database.write(
        lambda connection: (
            *remove_notices_before(connection, at - KEPT),
            *remove_loose_files(connection, at - LOOSE),
        )
    )
    for blob_id in gone:
        await blobs.delete(BlobId(blob_id))
    return len(gone)
