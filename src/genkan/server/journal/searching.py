"""Looking for events by what they were, newest first, as fast among millions as among ten.

What is looked for is a set of facets: a kind of event, the way and the outcome, each an exact value. Each
facet is one range of one index, already in order; a page is the merge of these ranges, and both databases
merge them lazily. So no filter, however rare what it finds, ever passes over rows that it does not show.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.journal.repository import Event, EventKind, read_event
from genkan.server.journal.tables import event
from genkan.server.platform.columns import Instant

QUARTER_MS = 900_000  # every zone's hours begin at one
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
END = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Facet:
    """Events of one kind that happened in one way with one outcome."""

    kind: EventKind
    via: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the next one begins after it."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for in a property; from `since` on, before `until`.

    With a household it is looked for among its events alone, and with an actor among theirs.
    """

    property_id: str
    facets: tuple[Facet, ...]
    door_id: str | None = None
    household_id: str | None = None
    actor_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def search_events(
    connection: Connection, search: Search, *, after: Place | None, limit: int
) -> tuple[Event, ...]:
    """Give the newest events that are looked for, after the place where the page before ended."""
    if not search.facets:
        return ()
    before = after or Place(search.until or END, "")
    values = {"since": search.since or BEGINNING, "at": before.at, "id": before.id}
    if search.household_id is not None:
        return _read(connection, _pick_of_household(search, limit), values)
    return _read(connection, _pick(search, limit, is_lazy=connection.dialect.name == "sqlite"), values)


def count_by_quarter(
    connection: Connection, property_id: str, facets: Collection[Facet], *, since: datetime, until: datetime
) -> dict[int, int]:
    """Give how many events of the facets began in each quarter of an hour, by its number since the epoch."""
    quarter = (sa.type_coerce(event.c.at, sa.BigInteger) // QUARTER_MS).label("quarter")
    counted = (
        sa.select(quarter, sa.func.count().label("events"))
        .where(
            event.c.property_id == property_id,
            event.c.kind.in_({facet.kind.value for facet in facets}),
            event.c.via.in_({facet.via for facet in facets}),
            event.c.outcome.in_({facet.outcome for facet in facets}),
            event.c.at >= since,
            event.c.at < until,
        )
        .group_by(quarter)
    )
    return {int(row.quarter): int(row.events) for row in connection.execute(counted)}


_Query = sa.Select[*tuple[object, ...]] | sa.CompoundSelect[*tuple[object, ...]]

# (at, id) stands behind the place in the order of the page, from the newest on.
_IS_AFTER = sa.tuple_(event.c.at, event.c.id) < sa.tuple_(
    sa.bindparam("at", type_=Instant), sa.bindparam("id", type_=event.c.id.type)
)
_IS_SINCE = event.c.at >= sa.bindparam("since", type_=Instant)
_NEWEST_FIRST = (event.c.at.desc(), event.c.id.desc())


def _pick(search: Search, limit: int, *, is_lazy: bool) -> _Query:
    """Merge the facets' ranges. Where the merge takes no more of each than it needs, nothing limits them."""
    ranges: Sequence[sa.Select[*tuple[object, ...]]] = [
        sa.select(event).where(*_of_property(search), *_is(facet), _IS_SINCE, _IS_AFTER)
        for facet in search.facets
    ]
    if len(ranges) == 1 or not is_lazy:
        ranges = [one.order_by(*_NEWEST_FIRST).limit(_literal(limit)) for one in ranges]
    if len(ranges) == 1:
        return ranges[0]
    return sa.union_all(*ranges).order_by(sa.desc("at"), sa.desc("id")).limit(_literal(limit))


def _pick_of_household(search: Search, limit: int) -> sa.Select[*tuple[object, ...]]:
    """What a household did in a year is little, and its own index has it in order."""
    found = sa.select(event).where(
        event.c.household_id == search.household_id,
        *_of_property(search),
        sa.or_(*(sa.and_(*_is(facet)) for facet in search.facets)),
        _IS_SINCE,
        _IS_AFTER,
    )
    if search.actor_id is not None:
        found = found.where(event.c.actor_id == search.actor_id)
    return found.order_by(*_NEWEST_FIRST).limit(_literal(limit))


def _literal(limit: int) -> sa.ColumnElement[int]:
    """Give the number as text of the statement: a plan for any limit is one for very many rows."""
    return sa.literal_column(str(limit), sa.Integer)


def _read(connection: Connection, query: _Query, values: Mapping[str, object]) -> tuple[Event, ...]:
    return tuple(read_event(row) for row in connection.execute(query, values))


def _of_property(search: Search) -> Sequence[sa.ColumnElement[bool]]:
    own: list[sa.ColumnElement[bool]] = [event.c.property_id == search.property_id]
    if search.door_id is not None:
        own.append(event.c.door_id == search.door_id)
    return own


def _is(facet: Facet) -> Sequence[sa.ColumnElement[bool]]:
    return (event.c.kind == facet.kind.value, event.c.via == facet.via, event.c.outcome == facet.outcome)
