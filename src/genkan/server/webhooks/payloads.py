"""What is told: one JSON object for each message, of which fields are only ever added.

It holds opaque ids, never a name, a number, a picture or a word that was said: whoever is told may ask the
API, with a token, for what they may know.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field


class Topic(StrEnum):
    """What a webhook may be for."""

    OPENING = "opening"
    CALL = "call"
    ALARM = "alarm"
    RESIDENT = "resident"


class Opening(BaseModel):
    """A station drove a door's relay, or tried to."""

    event_id: str
    door_id: str
    station_id: str | None
    building_id: str | None
    household_id: str | None = Field(description="Whose right it was; null: the staff's.")
    via: str | None = Field(description="How: app, call, pin, qr, …")
    at_ms: int = Field(description="By the station's clock; one that was cut off tells later.")


class CallData(BaseModel):
    """A visitor's call, without anything that was seen or said."""

    call_id: str
    station_id: str
    building_id: str
    household_id: str | None = Field(description="Null: the management office was called.")
    home_number: str | None
    started_ms: int
    end: str | None = Field(
        description="How it ended: opened, hung_up, no_answer, declined, …; null: not yet."
    )


class Alarm(BaseModel):
    """Something that somebody should look into."""

    event_id: str
    station_id: str | None
    door_id: str | None
    building_id: str | None
    household_id: str | None
    at_ms: int


class StationAlarm(BaseModel):
    """A station needs somebody, or no longer does."""

    alarm_id: str = Field(description="The same when it begins and when it is over.")
    station_id: str
    building_id: str | None
    at_ms: int = Field(description="Since when, or until when, it was so.")


class Resident(BaseModel):
    """Somebody who belongs to a household, or did."""

    member_id: str
    household_id: str
    role: str = Field(description="master | family")


class HouseholdData(BaseModel):
    """A household, with when it lives in its home."""

    household_id: str
    home_id: str
    home_number: str
    building_id: str
    since_ms: int
    until_ms: int | None = Field(description="Null: open.")


class Test(BaseModel):
    """A message that somebody asked for in the portal."""

    webhook_id: str


Data = Opening | CallData | Alarm | StationAlarm | Resident | HouseholdData | Test


class Kind(StrEnum):
    """Every message that is told."""

    DOOR_OPENED = "door.opened"  # the relay was driven
    DOOR_FAILED = "door.failed"  # it should have been, and was not
    CALL_STARTED = "call.started"
    CALL_ANSWERED = "call.answered"
    CALL_ENDED = "call.ended"  # whatever came of it
    CALL_MISSED = "call.missed"  # after `call.ended`, when nobody took it
    DOOR_HELD = "alarm.door_held"
    DOOR_FORCED = "alarm.door_forced"
    DOOR_CLOSED = "alarm.door_closed"  # the door that was held or forced
    KEYPAD_GUESSED = "alarm.keypad_guessed"
    STATION_OFFLINE = "alarm.station_offline"  # it has had no link for as long as the property counts
    STATION_ONLINE = "alarm.station_online"
    HOUSING_OPENED = "alarm.housing_opened"
    HOUSING_CLOSED = "alarm.housing_closed"
    CLOCK_WRONG = "alarm.clock_wrong"
    CLOCK_RIGHT = "alarm.clock_right"
    RESIDENT_ADDED = "resident.added"
    RESIDENT_REMOVED = "resident.removed"
    MOVED_IN = "household.moved_in"  # told when it is registered; `since_ms` says from when
    MOVED_OUT = "household.moved_out"  # told when it is registered; `until_ms` says until when
    STAYS = "household.stays"  # a move-out was cancelled
    TEST = "test"


TOPIC_OF: dict[Kind, Topic | None] = {
    Kind.DOOR_OPENED: Topic.OPENING,
    Kind.DOOR_FAILED: Topic.OPENING,
    Kind.CALL_STARTED: Topic.CALL,
    Kind.CALL_ANSWERED: Topic.CALL,
    Kind.CALL_ENDED: Topic.CALL,
    Kind.CALL_MISSED: Topic.CALL,
    Kind.DOOR_HELD: Topic.ALARM,
    Kind.DOOR_FORCED: Topic.ALARM,
    Kind.DOOR_CLOSED: Topic.ALARM,
    Kind.KEYPAD_GUESSED: Topic.ALARM,
    Kind.STATION_OFFLINE: Topic.ALARM,
    Kind.STATION_ONLINE: Topic.ALARM,
    Kind.HOUSING_OPENED: Topic.ALARM,
    Kind.HOUSING_CLOSED: Topic.ALARM,
    Kind.CLOCK_WRONG: Topic.ALARM,
    Kind.CLOCK_RIGHT: Topic.ALARM,
    Kind.RESIDENT_ADDED: Topic.RESIDENT,
    Kind.RESIDENT_REMOVED: Topic.RESIDENT,
    Kind.MOVED_IN: Topic.RESIDENT,
    Kind.MOVED_OUT: Topic.RESIDENT,
    Kind.STAYS: Topic.RESIDENT,
    Kind.TEST: None,
}


class MessageOut(BaseModel):
    """What is posted to a webhook's address."""

    type: Kind
    version: Literal[1] = 1
    timestamp: str = Field(description="When it happened, as far as the server knows (ISO 8601, UTC).")
    property_id: str
    data: Data


def write_message(kind: Kind, *, property_id: str, at: datetime, data: Data) -> str:
    """Give the body of a message."""
    said = MessageOut(
        type=kind,
        timestamp=at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        property_id=property_id,
        data=data,
    )
    return said.model_dump_json()
