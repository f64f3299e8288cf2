"""What the HTTP API says about doors."""

from pydantic import BaseModel, Field

from genkan.wire.app import DoorView, HomeView


class HomeOut(BaseModel):
    """A home the asker belongs to."""

    home_id: str
    number: str
    building_name: str
    household_id: str
    role: str

    @classmethod
    def of(cls, view: HomeView) -> "HomeOut":
        return cls(
            home_id=view.home_id,
            number=view.number,
            building_name=view.building_name,
            household_id=view.household_id,
            role=view.role,
        )


class DoorOut(BaseModel):
    """A door the asker may pass now."""

    door_id: str
    name: str
    building_name: str
    online: bool

    @classmethod
    def of(cls, view: DoorView) -> "DoorOut":
        return cls(door_id=view.door_id, name=view.name, building_name=view.building_name, online=view.online)


class DoorsOut(BaseModel):
    """Everything the home screen shows."""

    homes: list[HomeOut]
    doors: list[DoorOut]


class ReleaseIn(BaseModel):
    """One tap on 「ドアオープン」."""

    key: str = Field(min_length=1, max_length=64, description="The same key never opens twice.")
    tapped_ms: int = Field(ge=0, le=2**53, description="The server's time of the tap, in milliseconds.")
    call_id: str | None = Field(default=None, max_length=64)


class ReleasedOut(BaseModel):
    """The station drove the relay."""

    event_id: str
    at_ms: int
