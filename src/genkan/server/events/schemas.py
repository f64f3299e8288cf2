"""What the HTTP API says about a property's events."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from genkan.server.events.facets import method_of, outcome_of
from genkan.server.events.listing import EventPage
from genkan.server.events.looking import Look
from genkan.server.events.naming import EventView
from genkan.server.events.week import Day, Times, Week
from genkan.server.journal.service import Place
from genkan.server.platform.clock import from_ms, to_ms
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.text import Name
from genkan.server.properties.service import DoorRow

LAST_MS = 2**47  # the year 6429: what a date can hold

Cursor = Annotated[str, Field(pattern=r"^\d{1,15}\.[0-9a-f]{1,32}$", max_length=48)]
Id = Annotated[str, Field(max_length=64)]


class EventOut(BaseModel):
    """Something that happened at a door."""

    id: str
    at_ms: int
    outcome: str = Field(
        description="opened | failed | unknown | denied | held | forced | guessed | tampered"
    )
    method: str | None = Field(description="app | call | telephone | manager | pin | qr")
    door_id: str | None
    door_name: str
    building_name: str
    station_name: str
    holder: str = Field(description="resident | staff | unknown | nobody")
    holder_name: str | None = Field(description="Of staff; of residents only in a search for their home.")
    has_picture: bool

    @classmethod
    def of(cls, view: EventView) -> "EventOut":
        event = view.event
        method = method_of(event)
        return cls(
            id=event.id,
            at_ms=to_ms(event.at),
            outcome=outcome_of(event).value,
            method=None if method is None else method.value,
            door_id=event.door_id,
            door_name=view.door_name,
            building_name=view.building_name,
            station_name=view.station_name,
            holder=view.holder.value,
            holder_name=view.holder_name,
            has_picture=view.has_picture,
        )


class EventDoorOut(BaseModel):
    """A door that can be looked for."""

    door_id: str
    name: str
    building_name: str

    @classmethod
    def of(cls, door: DoorRow) -> "EventDoorOut":
        return cls(door_id=door.id, name=door.name, building_name=door.building_name)


class EventsOut(BaseModel):
    """A page of events, newest first."""

    events: list[EventOut]
    next_cursor: str | None = Field(description="Ask again with cursor=… for older ones; null: no more.")
    doors: list[EventDoorOut]
    time_zone: str = Field(description="By whose clock the property lives.")
    home: str | None = Field(description="Whose events these are, in a search for a home.")

    @classmethod
    def of(cls, page: EventPage) -> "EventsOut":
        place, home = page.next_place, page.home
        return cls(
            events=[EventOut.of(view) for view in page.events],
            next_cursor=None if place is None else f"{to_ms(place.at)}.{place.id}",
            doors=[EventDoorOut.of(door) for door in page.ground.doors],
            time_zone=page.ground.time_zone,
            home=None if home is None else f"{home.building_name} {home.number}",
        )


class LookIn(BaseModel):
    """For whom is looked, and why: the household reads it."""

    household_id: Id
    member_id: Id | None = None
    reason: Name


class LookOut(BaseModel):
    """A search that was begun."""

    look_id: str
    until_ms: int

    @classmethod
    def of(cls, look: Look) -> "LookOut":
        return cls(look_id=look.id, until_ms=to_ms(look.until))


class PictureIn(BaseModel):
    """Why a picture is looked at: the household reads it."""

    reason: Name


class DayOut(BaseModel):
    """A day by the property's clock."""

    date: date
    openings: list[int] = Field(description="By hour of the day.")
    answered: int
    declined: int
    missed: int

    @classmethod
    def of(cls, day: Day) -> "DayOut":
        return cls(
            date=day.date,
            openings=list(day.openings),
            answered=day.answered,
            declined=day.declined,
            missed=day.missed,
        )


class TimesOut(BaseModel):
    """How long something took."""

    count: int
    median_ms: int | None
    p95_ms: int | None

    @classmethod
    def of(cls, times: Times) -> "TimesOut":
        return cls(count=times.count, median_ms=times.median_ms, p95_ms=times.p95_ms)


class WeekOut(BaseModel):
    """Seven days of a property."""

    days: list[DayOut]
    time_zone: str
    first_rang: TimesOut = Field(description="From the visitor's press to the first phone that rang.")
    push: TimesOut = Field(description="Until the push service took a notice.")
    woke: TimesOut = Field(description="Until a sleeping phone was awake.")

    @classmethod
    def of(cls, week: Week) -> "WeekOut":
        return cls(
            days=[DayOut.of(day) for day in week.days],
            time_zone=week.time_zone,
            first_rang=TimesOut.of(week.first_rang),
            push=TimesOut.of(week.push),
            woke=TimesOut.of(week.woke),
        )


def read_cursor(cursor: str | None) -> Place | None:
    """Give the place a cursor names. Raises BadRequest for an instant that no calendar has."""
    if cursor is None:
        return None
    at_ms, _, event_id = cursor.partition(".")
    if int(at_ms) > LAST_MS:
        raise BadRequest
    return Place(from_ms(int(at_ms)), event_id)
