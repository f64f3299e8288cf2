"""What the HTTP API says about properties."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from genkan.server.platform.text import Line, Name
from genkan.server.properties.places import BuildingOfProperty, PropertyWithBuildings
from genkan.server.properties.settings import PropertySettings

HOMES_AT_ONCE = 500
# What the station's keypad can type: see `home_number_digits` on the wire.
HomeNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,8}$")]


class BuildingOut(BaseModel):
    """A building of a property."""

    building_id: str
    name: str
    time_zone: str
    homes: int = Field(description="How many homes it has.")

    @classmethod
    def of(cls, building: BuildingOfProperty) -> "BuildingOut":
        row = building.building
        return cls(building_id=row.id, name=row.name, time_zone=row.time_zone, homes=building.homes)


class PropertyOut(BaseModel):
    """A property the asker looks after."""

    property_id: str
    name: str
    buildings: list[BuildingOut]

    @classmethod
    def of(cls, found: PropertyWithBuildings) -> "PropertyOut":
        return cls(
            property_id=found.property.id,
            name=found.property.name,
            buildings=[BuildingOut.of(building) for building in found.buildings],
        )


class PropertiesOut(BaseModel):
    """Every property the asker looks after, by name."""

    properties: list[PropertyOut]


class PropertyIn(BaseModel):
    """A property's name."""

    name: Name


class PropertyMadeOut(BaseModel):
    """A property that is there now."""

    property_id: str


class BuildingIn(BaseModel):
    """A building's name, and the zone its clocks show."""

    name: Name
    time_zone: str = Field(default="Asia/Tokyo", max_length=64, description="A name of the tz database.")


class BuildingMadeOut(BaseModel):
    """A building that is there now."""

    building_id: str


class HomesIn(BaseModel):
    """The numbers of new homes; all are added, or none."""

    numbers: list[HomeNumber] = Field(min_length=1, max_length=HOMES_AT_ONCE)


class SettingsOut(BaseModel):
    """What a property's staff set for it."""

    free_family_members: int
    seat_price: int = Field(description="Of a further family member, in the currency's smallest unit.")
    seat_currency: str
    support_phone: str
    support_hours: str

    @classmethod
    def of(cls, settings: PropertySettings) -> "SettingsOut":
        return cls(
            free_family_members=settings.free_family_members,
            seat_price=settings.seat_price,
            seat_currency=settings.seat_currency,
            support_phone=settings.support_phone,
            support_hours=settings.support_hours,
        )


class SettingsIn(BaseModel):
    """All of a property's settings."""

    free_family_members: int = Field(ge=0, le=50)
    seat_price: int = Field(ge=0, le=100_000_000)
    seat_currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    support_phone: Annotated[Line, StringConstraints(max_length=40)] = ""
    support_hours: Line = ""

    def to_settings(self) -> PropertySettings:
        return PropertySettings(
            free_family_members=self.free_family_members,
            seat_price=self.seat_price,
            seat_currency=self.seat_currency,
            support_phone=self.support_phone,
            support_hours=self.support_hours,
        )
