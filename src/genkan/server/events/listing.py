"""The events of a property, page by page, newest first."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.credentials.pictures import list_pictured
from genkan.server.events.errors import LookOver
from genkan.server.events.facets import Method, Outcome, choose_facets
from genkan.server.events.naming import EventView, name_events
from genkan.server.households.looks import LookRow, list_looks
from genkan.server.households.service import HomeOfHousehold, list_homes_of_households
from genkan.server.journal.service import Journal, Place, Search
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import DoorRow, list_buildings_of_properties, list_doors_of_buildings

PAGE_LIMIT = 100
LOOK_LIFE = timedelta(hours=1)  # one reason is one enquiry, not a habit
NO_ZONE = "UTC"  # of a property that has no building yet


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """What is looked for; a look says for whom."""

    door_id: str | None = None
    method: Method | None = None
    outcome: Outcome | None = None
    since: datetime | None = None
    until: datetime | None = None  # exclusive
    look_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A property as its events are shown: its doors, and its clock."""

    doors: tuple[DoorRow, ...]
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Events, newest first, and after which place the next page begins."""

    events: tuple[EventView, ...]
    next_place: Place | None
    ground: Ground
    home: HomeOfHousehold | None  # of the look


@operation("events.list_events")
class ListEvents:
    """List openings, refusals and troubles of a property's doors."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(
        self, scope: Scope, property_id: str, query: EventQuery, *, after: Place | None, limit: int
    ) -> EventPage:
        """Give up to `limit` events behind the place. Raises NotFound, LookOver."""
        see_property(scope, property_id)
        size = min(limit, PAGE_LIMIT)
        look = await self._database.read(
            lambda connection: find_look(connection, scope, property_id, query, self._clock.now())
        )
        found = await self._journal.search(make_search(property_id, query, look), after=after, limit=size + 1)
        events = found[:size]

        def name(connection: Connection) -> EventPage:
            return EventPage(
                events=name_events(connection, events, names_residents=look is not None),
                next_place=Place(events[-1].at, events[-1].id) if len(found) > size else None,
                ground=read_ground(connection, property_id),
                home=None if look is None else _find_home(connection, look),
            )

        page = await self._database.read(name)
        pictured = await list_pictured(self._journal, [event.id for event in events if event.via == "qr"])
        return replace(
            page,
            events=tuple(replace(view, has_picture=view.event.id in pictured) for view in page.events),
        )


def find_look(
    connection: Connection, scope: Scope, property_id: str, query: EventQuery, at: datetime
) -> LookRow | None:
    """Give the asker's look that the query names; None where it names none. Raises LookOver."""
    if query.look_id is None:
        return None
    look = list_looks(connection, [query.look_id]).get(query.look_id)
    if (
        look is None
        or look.property_id != property_id
        or look.looked_by != scope.person_id
        or look.event_id is not None
        or at - look.at >= LOOK_LIFE
    ):
        raise LookOver
    return look


def make_search(property_id: str, query: EventQuery, look: LookRow | None) -> Search:
    """Give what the journal is asked for."""
    return Search(
        property_id=property_id,
        facets=choose_facets(query.method, query.outcome, of_household=look is not None),
        door_id=query.door_id,
        household_id=None if look is None else look.household_id,
        actor_id=None if look is None else look.person_id,
        since=query.since,
        until=query.until,
    )


def read_ground(connection: Connection, property_id: str) -> Ground:
    """Give the property's doors, and the zone of its clock: that of its first building."""
    buildings = list_buildings_of_properties(connection, [property_id])
    doors = list_doors_of_buildings(connection, {building.id for building in buildings})
    return Ground(doors=doors, time_zone=buildings[0].time_zone if buildings else NO_ZONE)


def _find_home(connection: Connection, look: LookRow) -> HomeOfHousehold | None:
    return next(iter(list_homes_of_households(connection, [look.household_id])), None)
