"""The journal of what happened: durable when `append` returns, and grouped into few commits."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from contextvars import Context
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from genkan.server.journal.repository import (
    Event,
    EventKind,
    StationMark,
    add_events,
    find_events,
    find_mark,
    list_events_before,
    list_events_of_actor,
    list_events_of_credential,
    list_events_of_households,
    list_events_of_kind,
    list_events_of_properties,
    list_latest_of_stations,
    list_uses,
    remove_events_before,
    remove_events_of_kind,
    restart_chain,
)
from genkan.server.journal.searching import Facet, Place, Search, count_by_quarter, search_events
from genkan.server.journal.untold import add_untold, list_untold, remove_untold
from genkan.server.platform.database import Database, open_database
from genkan.server.platform.settings import Settings

__all__ = [
    "Event",
    "EventKind",
    "Facet",
    "Journal",
    "Place",
    "Search",
    "StationMark",
    "open_journal",
]


# A commit costs 300 µs of CPU and a disk's sync, an entry within it 30. Nobody waits for these few
# milliseconds: a station keeps its entries until they are acknowledged.
GATHER_S = 0.05


def open_journal(settings: Settings, database: Database) -> "Journal":
    """Open the journal in its own file beside SQLite, or in the database it shares with the rest."""
    if settings.is_sqlite:
        return Journal(open_database(settings.journal_url, is_audited=False), owns_database=True)
    return Journal(database)


class Journal:
    """Appends events and reads them back.

    Group commit: after one commit what arrives gathers for a few milliseconds and shares the next.
    So a lone entry is committed at once, and a thousand a second need no thousand commits.
    """

    def __init__(self, database: Database, *, owns_database: bool = False) -> None:
        self._database = database
        self._owns_database = owns_database
        self._events: list[Event] = []
        self._marks: list[StationMark] = []
        self._untold: dict[str, datetime] = {}
        self._waiting: asyncio.Future[None] | None = None
        self._committing: asyncio.Task[None] | None = None
        self._rest_until = 0.0  # loop time

    async def append(
        self,
        events: Iterable[Event],
        *,
        marks: Iterable[StationMark] = (),
        untold: Mapping[str, datetime] | None = None,
    ) -> None:
        """Enter the events and marks in one transaction; durable when this returns.

        Of the events in `untold` people are to be told: `list_untold` gives them until `note_told`, with the
        instant. An event whose id is known is passed over. When the disk refuses, everybody in the
        transaction gets the error and nothing of it is entered; the next one tries again.
        """
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().create_future()
        waiting = self._waiting
        self._events.extend(events)
        self._marks.extend(marks)
        self._untold |= untold or {}
        if self._committing is None:
            # In nobody's name: it carries the entries of many.
            self._committing = Context().run(asyncio.get_running_loop().create_task, self._commit_all())
        # Whoever goes away leaves the others their commit.
        await asyncio.shield(waiting)

    async def get_mark(self, station_id: str) -> StationMark | None:
        """Give how far the station's journal has come in; None: nothing yet."""
        return await self._database.read(lambda connection: find_mark(connection, station_id))

    async def restart_chain(self, station_id: str) -> None:
        """Let the station's next entry begin a chain of its own: another unit has taken the station over."""
        await self._database.write(lambda connection: restart_chain(connection, station_id))

    async def list_for_households(
        self, households: Collection[str], *, before: datetime | None, limit: int
    ) -> tuple[Event, ...]:
        """Give the newest events of the households, at most `limit`, older than `before`."""
        if not households:
            return ()
        return await self._database.read(
            lambda connection: list_events_of_households(connection, households, before=before, limit=limit)
        )

    async def list_latest_of_stations(self, station_ids: Collection[str]) -> dict[str, datetime]:
        """Give when something last happened at each of the stations."""
        if not station_ids:
            return {}
        return await self._database.read(lambda connection: list_latest_of_stations(connection, station_ids))

    async def list_for_credential(self, credential_id: str, *, limit: int) -> tuple[Event, ...]:
        """Give what a PIN or key did, newest first."""
        return await self._database.read(
            lambda connection: list_events_of_credential(connection, credential_id, limit=limit)
        )

    async def list_of_properties(
        self, properties: Collection[str], kinds: Collection[EventKind], *, since: datetime
    ) -> tuple[Event, ...]:
        """Give the properties' events of the kinds, which are rare, from the instant on, newest first."""
        if not properties:
            return ()
        return await self._database.read_long(
            lambda connection: list_events_of_properties(connection, properties, kinds, since=since)
        )

    async def search(self, search: Search, *, after: Place | None, limit: int) -> tuple[Event, ...]:
        """Give the newest events that are looked for, behind the place where the page before ended."""
        return await self._database.read_long(
            lambda connection: search_events(connection, search, after=after, limit=limit)
        )

    async def count_by_quarter(
        self, property_id: str, facets: Collection[Facet], *, since: datetime, until: datetime
    ) -> dict[int, int]:
        """Give how many events of the facets began in each quarter of an hour since the epoch."""
        return await self._database.read_long(
            lambda connection: count_by_quarter(connection, property_id, facets, since=since, until=until)
        )

    async def list_untold(self, *, before: datetime) -> dict[str, datetime]:
        """Give the events of which people are still to be told, and since when; noted before the instant."""
        return await self._database.read(lambda connection: list_untold(connection, before=before))

    async def note_told(self, event_id: str) -> None:
        """People were told of the event."""
        await self._database.write(lambda connection: remove_untold(connection, event_id))

    async def find_events(self, ids: Collection[str]) -> tuple[Event, ...]:
        """Give those of the events that have come in."""
        return await self._database.read(lambda connection: find_events(connection, ids))

    async def list_older(self, kind: EventKind, *, before: datetime) -> tuple[Event, ...]:
        """Give the events of the kind that are older than the instant."""
        return await self._database.read_long(lambda connection: list_events_before(connection, kind, before))

    async def list_for_actor(self, actor_id: str) -> tuple[Event, ...]:
        """Give everything somebody did, the oldest first. Not for a screen: it looks through all of it."""
        return await self._database.read_long(lambda connection: list_events_of_actor(connection, actor_id))

    async def list_uses(self, credential_ids: Collection[str]) -> dict[str, int]:
        """Give how often each of the counted keys was used, as far as has come in."""
        return await self._database.read(lambda connection: list_uses(connection, credential_ids))

    async def forget(self, kinds: Collection[EventKind], *, before: datetime) -> int:
        """Delete old events of the kinds and give how many; what counts a key's uses stays."""
        return await self._database.write(lambda connection: remove_events_before(connection, kinds, before))

    async def list_pictures(self, households: Collection[str]) -> tuple[Event, ...]:
        """Give every picture of a use of the households' keys, the oldest first."""
        return await self._database.read_long(
            lambda connection: list_events_of_kind(connection, EventKind.USE_PICTURED, households)
        )

    async def forget_pictures(self, households: Collection[str]) -> None:
        """Delete what names the pictures of the households; the files are the caller's to delete first."""
        await self._database.write(
            lambda connection: remove_events_of_kind(connection, EventKind.USE_PICTURED, households)
        )

    async def check(self) -> bool:
        """Whether the journal can be read."""
        try:
            await self._database.read(lambda connection: find_mark(connection, ""))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def close(self) -> None:
        """Wait for what is being entered, and close the journal's own file if it has one."""
        if self._committing is not None:
            await self._committing
        if self._owns_database:
            await self._database.close()

    async def _commit_all(self) -> None:
        try:
            loop = asyncio.get_running_loop()
            while self._waiting is not None:
                if (rest_s := self._rest_until - loop.time()) > 0:
                    await asyncio.sleep(rest_s)
                waiting, self._waiting = self._waiting, None
                events, self._events = self._events, []
                marks, self._marks = self._marks, []
                untold, self._untold = self._untold, {}
                await self._commit(waiting, events, marks, untold)
                self._rest_until = loop.time() + GATHER_S
        finally:
            self._committing = None

    async def _commit(
        self,
        waiting: asyncio.Future[None],
        events: list[Event],
        marks: list[StationMark],
        untold: Mapping[str, datetime],
    ) -> None:
        def write(connection: Connection) -> None:
            add_events(connection, events, marks)
            if untold:
                add_untold(connection, untold)

        try:
            await self._database.write(write)
        except Exception as error:  # noqa: BLE001 - handed to everybody who waits
            waiting.set_exception(error)
            waiting.exception()  # those who wait raise it; if all have gone, nobody must be warned
        else:
            waiting.set_result(None)
