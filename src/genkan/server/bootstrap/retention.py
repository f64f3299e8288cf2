"""What is forgotten after a while, on every node and at any time: doing it twice does no harm."""

import asyncio

import structlog
from sqlalchemy import Connection

from genkan.server.access.remote import forget_remote_releases
from genkan.server.accounts.sessions_over import forget_ended_sessions
from genkan.server.alarms.service import forget_alarms
from genkan.server.audit.service import forget_lines
from genkan.server.calls.retention import forget_calls, forget_pictures
from genkan.server.credentials.pictures import forget_key_pictures
from genkan.server.households.looks import forget_looks
from genkan.server.journal.service import EventKind, Journal
from genkan.server.messages.service import forget_settled
from genkan.server.notices.retention import forget_notices
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.settings import RetentionSettings

log = structlog.get_logger()

SWEEP_EVERY_S = 3_600  # nobody notices an hour of a month
CALLS = frozenset({EventKind.CALL_ENDED})


class Retention:
    """Deletes what is older than the settings say, and sessions that have ended."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        blobs: BlobStore,
        clock: Clock,
        settings: RetentionSettings,
    ) -> None:
        self._database = database
        self._journal = journal
        self._blobs = blobs
        self._clock = clock
        self._settings = settings

    async def run(self) -> None:
        """Sweep every hour until cancelled."""
        while True:
            try:
                await self.sweep()
            except Exception as error:
                log.warning("retention.failed", exc_info=error)
            await asyncio.sleep(SWEEP_EVERY_S)

    async def sweep(self) -> None:
        """Delete what is too old now."""
        at, keep = self._clock.now(), self._settings
        pictures = await forget_pictures(self._database, self._blobs, before=at - keep.pictures)
        pictures += await forget_key_pictures(self._journal, self._blobs, before=at - keep.pictures)
        calls = await self._journal.forget(CALLS, before=at - keep.calls)
        await forget_calls(self._database, before=at - keep.calls)
        openings = await self._journal.forget(frozenset(EventKind) - CALLS, before=at - keep.openings)

        def forget_messages(connection: Connection) -> int:
            forget_alarms(connection, at - keep.openings)
            forget_remote_releases(connection, at - keep.openings)
            forget_lines(connection, at - keep.audit)
            forget_ended_sessions(connection, at)
            return forget_settled(connection, at - keep.messages)

        messages = await self._database.write(forget_messages)
        await self._database.write(lambda connection: forget_looks(connection, at - keep.openings))
        pictures += await forget_notices(self._database, self._blobs, at)
        if pictures or calls or openings or messages:
            log.info("retention.swept", pictures=pictures, calls=calls, openings=openings, messages=messages)
