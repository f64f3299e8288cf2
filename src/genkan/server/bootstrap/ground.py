"""What the server stands on: opened before everything else, and closed after it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from genkan.server.journal.service import Journal, open_journal
from genkan.server.platform.blobs import BlobStore, FileBlobs
from genkan.server.platform.bus import Bus, BusDown, open_bus
from genkan.server.platform.clock import Clock, SystemClock
from genkan.server.platform.database import Database, open_database
from genkan.server.platform.secrets import Secrets
from genkan.server.platform.settings import CannotStart, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is opened before, and closed after, everything else."""

    settings: Settings
    secrets: Secrets
    clock: Clock
    database: Database
    journal: Journal
    bus: Bus
    blobs: BlobStore


@contextlib.asynccontextmanager
async def open_ground(
    settings: Settings, secrets: Secrets, clock: Clock | None = None
) -> AsyncIterator[Ground]:
    """Open database, journal, bus and blobs; close them in the reverse order."""
    async with contextlib.AsyncExitStack() as stack:
        database = open_database(settings.database_url)
        stack.push_async_callback(database.close)
        try:
            bus = await open_bus(settings.bus_url)
        except BusDown as fault:
            raise CannotStart(
                "bus_url: no NATS server answers there; start it, or correct the address."
            ) from fault
        stack.push_async_callback(bus.close)
        journal = open_journal(settings, database)
        stack.push_async_callback(journal.close)
        yield Ground(
            settings=settings,
            secrets=secrets,
            clock=clock or SystemClock(),
            database=database,
            journal=journal,
            bus=bus,
            blobs=FileBlobs(settings.data_dir / "blobs"),
        )
