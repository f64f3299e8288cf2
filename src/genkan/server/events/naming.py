"""What events are called: doors and stations by name, people only as far as the asker may know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from genkan.server.accounts.service import list_names
from genkan.server.credentials.service import list_visitor_names
from genkan.server.events.facets import method_of
from genkan.server.journal.service import Event
from genkan.server.properties.service import DoorRow, recall_doors
from genkan.server.stations.service import list_station_names


class Holder(StrEnum):
    """Who opened, or tried to."""

    RESIDENT = "resident"  # somebody of a household, or their guest
    STAFF = "staff"  # with a key of the staff, or a manager
    UNKNOWN = "unknown"
    NOBODY = "nobody"  # nobody was to open


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event as a manager sees it. A resident has a name only in a search for their home."""

    event: Event
    door_name: str
    building_name: str
    station_name: str
    holder: Holder
    holder_name: str | None
    has_picture: bool = False


def name_events(
    connection: Connection, events: Sequence[Event], *, names_residents: bool
) -> tuple[EventView, ...]:
    """Give the events with their names as they are now."""
    known = {event.door_id for event in events if event.door_id}
    doors = {door.id: door for door in recall_doors(connection, known)}
    stations = list_station_names(connection, {event.station_id for event in events if event.station_id})
    named = [event for event in events if names_residents or event.household_id is None]
    people = list_names(connection, {event.actor_id for event in named if event.actor_id})
    # Whom a household gives a key is its own affair; what the staff's keys are called is not.
    staff = [event.credential_id for event in named if event.household_id is None and event.credential_id]
    keys = list_visitor_names(connection, set(staff))
    told = frozenset(event.id for event in named)  # a manager may also live here
    return tuple(
        _view(event, doors, stations, {**people, **keys} if event.id in told else {}) for event in events
    )


def _view(
    event: Event, doors: dict[str, DoorRow], stations: dict[str, str], names: dict[str, str]
) -> EventView:
    door = doors.get(event.door_id or "")
    name = names.get(event.credential_id or "") or names.get(event.actor_id or "")
    if method_of(event) is None:
        holder = Holder.NOBODY
    elif event.household_id is not None:
        holder = Holder.RESIDENT
    else:
        holder = Holder.UNKNOWN if name is None else Holder.STAFF
    return EventView(
        event=event,
        door_name="" if door is None else door.name,
        building_name="" if door is None else door.building_name,
        station_name=stations.get(event.station_id or "", ""),
        holder=holder,
        holder_name=None if holder is Holder.NOBODY else name,
    )
