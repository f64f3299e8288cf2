"""The audit list of a property, page by page, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from genkan.server.audit.naming import LineView, name_doers, name_lines
from genkan.server.audit.repository import Line, LineQuery, list_doers, list_lines
from genkan.server.journal.service import Journal, Place
from genkan.server.platform.audit import DoerRole
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_buildings_of_properties

__all__ = ["LineQuery", "ListLines"]

PAGE_LIMIT = 100
NO_ZONE = "UTC"  # of a property that has no building yet
RELEASE = "access.release_remotely"
UNTOLD = "untold"  # the station was not reached or told nothing, or its entry is forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Somebody who has a line; without a name: erased, or the operator."""

    id: str
    role: DoerRole
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """Lines, newest first, after which place the next page begins, and of whom there are lines at all."""

    lines: tuple[LineView, ...]
    next_place: Place | None
    doers: tuple[Doer, ...]
    time_zone: str


@operation("audit.list_lines")
class ListLines:
    """List what a property's staff, its programs and the operator have changed."""

    def __init__(self, *, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    async def __call__(
        self, scope: Scope, property_id: str, query: LineQuery, *, after: Place | None, limit: int
    ) -> LinePage:
        """Give up to `limit` lines behind the place. Raises NotFound."""
        see_property(scope, property_id)
        size = min(limit, PAGE_LIMIT)

        def read(connection: Connection) -> LinePage:
            found = list_lines(connection, property_id, query, after=after, limit=size + 1)
            lines = found[:size]
            return LinePage(
                lines=name_lines(connection, lines),
                next_place=Place(lines[-1].at, lines[-1].id) if len(found) > size else None,
                doers=_read_doers(connection, property_id),
                time_zone=find_zone(connection, property_id),
            )

        page = await self._database.read_long(read)
        return replace(page, lines=await add_outcomes(self._journal, page.lines))


async def add_outcomes(journal: Journal, views: Sequence[LineView]) -> tuple[LineView, ...]:
    """Give the lines with what became of doors that were to be released: the journal knows."""
    asked = [view.line.reason_id for view in views if _is_release(view.line)]
    if not asked:
        return tuple(views)
    events = await journal.find_events([event_id for event_id in asked if event_id is not None])
    outcomes = {event.id: event.outcome for event in events}
    return tuple(
        replace(view, outcome=outcomes.get(view.line.reason_id or "") or UNTOLD)
        if _is_release(view.line)
        else view
        for view in views
    )


def find_zone(connection: Connection, property_id: str) -> str:
    """Give the zone of the property's clock: that of its first building."""
    buildings = list_buildings_of_properties(connection, [property_id])
    return buildings[0].time_zone if buildings else NO_ZONE


def _is_release(line: Line) -> bool:
    return line.operation == RELEASE


def _read_doers(connection: Connection, property_id: str) -> tuple[Doer, ...]:
    found = list_doers(connection, property_id)
    names = name_doers(connection, found)
    doers = (Doer(id=doer_id, role=role, name=names.get(doer_id)) for doer_id, role in found)
    return tuple(sorted(doers, key=lambda doer: (doer.name is None, doer.name or "", doer.id)))
