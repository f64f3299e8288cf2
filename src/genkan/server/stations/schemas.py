"""What the HTTP API says about stations."""

from pydantic import Base64Bytes, BaseModel, Field

from genkan.wire.app import DoorView, StationView


class StationDoorOut(BaseModel):
    """A door one of the station's relays releases."""

    door_id: str
    name: str
    building_name: str
    online: bool
    relay: int | None
    building_id: str | None
    release_ms: int | None
    fail_mode: str | None = Field(description="`secure`: locked without power; `safe`: unlocked.")

    @classmethod
    def of(cls, view: DoorView) -> "StationDoorOut":
        return cls(
            door_id=view.door_id,
            name=view.name,
            building_name=view.building_name,
            online=view.online,
            relay=view.relay,
            building_id=view.building_id,
            release_ms=view.release_ms,
            fail_mode=view.fail_mode,
        )


class ServedBuildingOut(BaseModel):
    """A building whose homes a station calls."""

    building_id: str
    name: str


class StationOut(BaseModel):
    """A door station with its live state."""

    station_id: str
    name: str
    building_name: str
    property_id: str | None
    property_name: str | None
    online: bool
    enrolled: bool
    enrolled_ms: int | None = Field(description="When the unit that is the station now became it.")
    doors: list[StationDoorOut]
    since_ms: int | None
    version: str | None
    last_event_ms: int | None
    clock_uncertainty_ms: int | None
    tampered: bool | None = Field(description="Whether its housing is open; absent: it cannot tell.")
    building_id: str | None
    serves: list[ServedBuildingOut]

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
            enrolled_ms=view.enrolled_ms,
            doors=[StationDoorOut.of(door) for door in view.doors],
            since_ms=view.since_ms,
            version=view.version,
            last_event_ms=view.last_event_ms,
            clock_uncertainty_ms=view.clock_uncertainty_ms,
            tampered=view.tampered,
            building_id=view.building_id,
            serves=[ServedBuildingOut(building_id=each.building_id, name=each.name) for each in view.serves],
        )


class StationsOut(BaseModel):
    """Every station of the asker's properties."""

    stations: list[StationOut]


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
