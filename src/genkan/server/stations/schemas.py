"""What the HTTP API says about stations."""

from typing import Literal

from pydantic import Base64Bytes, BaseModel, Field

from genkan.server.journal.service import EventKind
from genkan.server.platform.clock import to_ms
from genkan.server.stations.troubles import DoorTroubleView
from genkan.wire.app import DoorView, StationView


class StationDoorOut(BaseModel):
    """A door one of the station's relays releases."""

    door_id: str
    name: str
    building_name: str
    online: bool

    @classmethod
    def of(cls, view: DoorView) -> "StationDoorOut":
        return cls(door_id=view.door_id, name=view.name, building_name=view.building_name, online=view.online)


class StationOut(BaseModel):
    """A door station with its live state."""

    station_id: str
    name: str
    building_name: str
    property_id: str | None
    property_name: str | None
    online: bool
    enrolled: bool
    doors: list[StationDoorOut]
    since_ms: int | None
    version: str | None
    last_event_ms: int | None
    clock_uncertainty_ms: int | None

    @classmethod
    def of(cls, view: StationView) -> "StationOut":
        return cls(
            station_id=view.station_id,
            name=view.name,
            building_name=view.building_name,
            property_id=view.property_id,
            property_name=view.property_name,
            online=view.online,
            enrolled=view.enrolled,
            doors=[StationDoorOut.of(door) for door in view.doors],
            since_ms=view.since_ms,
            version=view.version,
            last_event_ms=view.last_event_ms,
            clock_uncertainty_ms=view.clock_uncertainty_ms,
        )


class StationsOut(BaseModel):
    """Every station of the asker's properties."""

    stations: list[StationOut]


class DoorTroubleOut(BaseModel):
    """A door that stood open for too long, or that nothing had released."""

    at_ms: int
    kind: Literal["held", "forced"]
    door_name: str
    building_name: str
    station_name: str
    closed_ms: int | None

    @classmethod
    def of(cls, view: DoorTroubleView) -> "DoorTroubleOut":
        return cls(
            at_ms=to_ms(view.at),
            kind="held" if view.kind is EventKind.DOOR_HELD else "forced",
            door_name=view.door.name,
            building_name=view.door.building_name,
            station_name=view.station_name,
            closed_ms=None if view.closed_at is None else to_ms(view.closed_at),
        )


class DoorTroublesOut(BaseModel):
    """What the door monitors of the asker's properties told in the last 30 days, newest first."""

    troubles: list[DoorTroubleOut]


class EnrolmentCodeOut(BaseModel):
    """A code to type at the unit, and when it dies."""

    code: str
    expires_ms: int


class EnrolIn(BaseModel):
    """A unit's one-time code and the public half of the key it made."""

    code: str = Field(max_length=64)
    public_key: Base64Bytes = Field(description="32 bytes of an Ed25519 public key, base64.")


class EnrolledOut(BaseModel):
    """What the unit is from now on."""

    station_id: str
    server_id: str
