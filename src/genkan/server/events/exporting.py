"""A property's events as a file for spreadsheets, written while it is read."""

import json
from collections.abc import AsyncIterator, Callable
from functools import cache, partial
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.server.events.facets import method_of, outcome_of
from genkan.server.events.listing import EventQuery, Ground, find_look, make_search, read_ground
from genkan.server.events.naming import EventView, Holder, name_events
from genkan.server.households.service import list_homes_of_households
from genkan.server.journal.service import Event, Journal, Place, Search
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.platform.spreadsheet import BYTE_ORDER_MARK, write_row
from genkan.server.platform.web import find_locales
from genkan.server.properties.places import see_property

EVENTS_AT_ONCE = 500  # a few milliseconds of one core: others have their turn in between
COLUMNS = ("time", "building", "door", "outcome", "method", "holder", "name")

Words = dict[str, str]
Write = Callable[[EventView], str]


@operation("events.export_events")
class ExportEvents:
    """Give all events that are looked for as lines of CSV."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(
        self, scope: Scope, property_id: str, query: EventQuery, *, language: str
    ) -> AsyncIterator[str]:
        """Give pieces of the file, as they are taken. Raises NotFound, LookOver."""
        see_property(scope, property_id)
        at = self._clock.now()
        look, ground, homes = await self._database.read(
            lambda connection: (
                found := find_look(connection, scope, property_id, query, at),
                read_ground(connection, property_id),
                list_homes_of_households(connection, [] if found is None else [found.household_id]),
            )
        )
        words = _read_words(language)
        home = "" if look is None else " ".join(f"{home.building_name} {home.number}" for home in homes)
        search = make_search(property_id, query, look)
        return self._write(search, ground, words, home, names_residents=look is not None)

    async def _write(
        self, search: Search, ground: Ground, words: Words, home: str, *, names_residents: bool
    ) -> AsyncIterator[str]:
        heads = [words[f"column.{column}"] for column in COLUMNS]
        heads[0] = f"{heads[0]} ({ground.time_zone})"
        yield BYTE_ORDER_MARK + write_row([*heads, words["column.home"]] if names_residents else heads)
        write = partial(_line, words, ZoneInfo(ground.time_zone), home if names_residents else None)
        place: Place | None = None
        while True:
            events = await self._journal.search(search, after=place, limit=EVENTS_AT_ONCE)
            if not events:
                return
            yield await self._name(events, write, names_residents=names_residents)
            place = Place(events[-1].at, events[-1].id)

    async def _name(self, events: tuple[Event, ...], write: Write, *, names_residents: bool) -> str:
        def read(connection: Connection) -> str:
            views = name_events(connection, events, names_residents=names_residents)
            return "".join(write(view) for view in views)

        return await self._database.read_long(read)


def _line(words: Words, zone: ZoneInfo, home: str | None, view: EventView) -> str:
    event = view.event
    method = method_of(event)
    cells = [
        f"{event.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
        view.building_name,
        view.door_name,
        words[f"outcome.{outcome_of(event).value}"],
        "" if method is None else words[f"method.{method.value}"],
        "" if view.holder is Holder.NOBODY else words[f"holder.{view.holder.value}"],
        view.holder_name or "",
    ]
    return write_row(cells if home is None else [*cells, home])


@cache
def _read_words(language: str) -> Words:
    path = find_locales() / language / "events_file.json"
    return cast("Words", json.loads(path.read_text(encoding="utf-8")))
