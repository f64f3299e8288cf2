"""What the HTTP API says about properties."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.names import parse_name
from genkan.server.accounts.telephone import parse_caller, parse_landline, parse_mobile, show_number
from genkan.server.platform.clock import to_ms
from genkan.server.platform.text import Line, Name
from genkan.server.properties.accepting import Invitation
from genkan.server.properties.enlisting import Enlisted, MemberState
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
    require_second_factor: bool = Field(description="Of its managers and installers, when they sign in.")
    backup_caller: str = Field(description="The number telephone backup calls from, as people write it.")

    @classmethod
    def of(cls, settings: PropertySettings) -> "SettingsOut":
        return cls(
            free_family_members=settings.free_family_members,
            seat_price=settings.seat_price,
            seat_currency=settings.seat_currency,
            support_phone=settings.support_phone,
            support_hours=settings.support_hours,
            require_second_factor=settings.require_second_factor,
            backup_caller=show_number(settings.backup_caller) if settings.backup_caller else "",
        )


class SettingsIn(BaseModel):
    """All of a property's settings."""

    free_family_members: int = Field(ge=0, le=50)
    seat_price: int = Field(ge=0, le=100_000_000)
    seat_currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    support_phone: Annotated[Line, StringConstraints(max_length=40)] = ""
    support_hours: Line = ""
    require_second_factor: bool = False
    backup_caller: str = Field(default="", max_length=100, description="In any spelling; empty: none.")

    def to_settings(self) -> PropertySettings:
        """Give the settings, parsed. Raises CallerUnfit."""
        caller = self.backup_caller.strip()
        return PropertySettings(
            free_family_members=self.free_family_members,
            seat_price=self.seat_price,
            seat_currency=self.seat_currency,
            support_phone=self.support_phone,
            support_hours=self.support_hours,
            require_second_factor=self.require_second_factor,
            backup_caller=parse_caller(caller) if caller else "",
        )


class PersonIn(BaseModel):
    """Somebody to be added. Numbers are understood in every usual spelling."""

    given_name: str = Field(max_length=400)
    family_name: str = Field(max_length=400)
    email: str = Field(default="", max_length=400)
    region: str = Field(default="JP", max_length=2, description="The country of the numbers.")
    mobile: str = Field(default="", max_length=100)
    landline: str = Field(default="", max_length=100)
    language: Literal["ja", "en"] | None = Field(default=None, description="Absent: the asker's own.")

    def to_person(self, asker_language: str) -> NewPerson:
        """Give the person, parsed. Raises NameUnfit, EmailUnfit, MobileUnfit, LandlineUnfit."""
        email, mobile, landline = self.email.strip(), self.mobile.strip(), self.landline.strip()
        return NewPerson(
            given_name=parse_name(self.given_name),
            family_name=parse_name(self.family_name),
            language=self.language or asker_language,
            email=parse_email(email) if email else None,
            mobile=parse_mobile(mobile, region=self.region) if mobile else None,
            landline=parse_landline(landline, region=self.region) if landline else None,
        )


class MemberOut(BaseModel):
    """Somebody who was added, as whoever added them sees them."""

    member_id: str
    role: str = Field(description="master | family | manager | installer")
    state: str = Field(description="waiting | joined | refused | without_account")
    given_name: str
    family_name: str
    display_name: str
    is_me: bool
    username: str | None = Field(default=None, description="Nine digits, once they have come.")
    email: str | None = Field(default=None, description="As typed, until they have come; so the numbers.")
    mobile: str | None = None
    landline: str | None = None
    mail: str | None = Field(default=None, description="queued | sent | failed, until they have come.")

    @classmethod
    def of(cls, entry: Enlisted, asker: str | None) -> "MemberOut":
        return cls(
            member_id=entry.id,
            role=entry.role.value,
            state=entry.state.value,
            given_name=entry.given_name,
            family_name=entry.family_name,
            display_name=entry.display_name,
            is_me=entry.state is MemberState.JOINED and entry.person_id == asker,
            username=entry.username,
            email=entry.email,
            mobile=None if entry.mobile is None else show_number(entry.mobile),
            landline=None if entry.landline is None else show_number(entry.landline),
            mail=None if entry.mail is None else entry.mail.value,
        )


class PropertyManagerOut(MemberOut):
    """A manager of a property, or somebody who was asked to be."""

    has_second_factor: bool = Field(description="Once they have come.")
    language: str = Field(description="In which they are written to: ja | en")

    @classmethod
    def of(cls, entry: Enlisted, asker: str | None) -> "PropertyManagerOut":
        member = MemberOut.of(entry, asker).model_dump()
        return cls(**member, has_second_factor=entry.has_second_factor, language=entry.language)


class ManagersOut(BaseModel):
    """The managers of a property, and those who were asked to be."""

    managers: list[PropertyManagerOut]


class MemberMadeOut(BaseModel):
    """The id under which somebody stands from now on."""

    member_id: str


class InvitationOut(BaseModel):
    """What the asker is invited to be."""

    invitation_id: str
    role: str
    property_name: str
    home_number: str | None
    expires_ms: int

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationOut":
        return cls(
            invitation_id=invitation.id,
            role=invitation.role.value,
            property_name=invitation.property_name,
            home_number=invitation.home_number,
            expires_ms=to_ms(invitation.expires_at),
        )


class InvitationsOut(BaseModel):
    """The invitations that wait for the asker's answer."""

    invitations: list[InvitationOut]
