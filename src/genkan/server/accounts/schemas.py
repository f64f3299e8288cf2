"""What the HTTP API says about accounts."""

import unicodedata
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr

from genkan.server.accounts.codes import CodeSent
from genkan.server.accounts.devices import Device
from genkan.server.accounts.service import Me, PersonRow
from genkan.server.accounts.sign_in_by_link import HandOver, SeenLink
from genkan.server.accounts.telephone import show_number
from genkan.server.platform.clock import to_ms

MILLISECOND = timedelta(milliseconds=1)
AppName = Literal["resident", "portal"]


class SignInIn(BaseModel):
    """User name and password, from one of the two apps."""

    username: str = Field(min_length=1, max_length=254)
    password: SecretStr = Field(min_length=1, max_length=256)
    app: AppName
    device_label: str = Field(default="", max_length=120, description="How the device list names it.")


class HomeOfMeOut(BaseModel):
    """A home the person belongs to."""

    home_id: str
    household_id: str
    number: str
    building_name: str
    role: str = Field(description="master | family")
    backup_caller: str = Field(description="The number telephone backup calls from; empty: none is known.")
    support_phone: str = Field(
        description="Whom residents ask for help, 「入居者のお問合せ窓口」; empty: unknown."
    )
    support_hours: str


class PropertyOfMeOut(BaseModel):
    """A property the person looks after."""

    property_id: str
    name: str
    role: str = Field(description="manager | installer")


class MeOut(BaseModel):
    """The signed-in person."""

    person_id: str
    display_name: str
    username: str
    language: str
    server_id: str = Field(description="The short public name of this installation, 「サーバーID」.")
    homes: list[HomeOfMeOut]
    properties: list[PropertyOfMeOut]
    has_password: bool
    consent_version: str | None = Field(
        description="The version of the privacy policy the person has yet to consent to."
    )
    is_installer: bool = Field(description="Whether the person may make properties.")
    must_set_up: bool = Field(default=False, description="A second factor; there is no role until then.")

    @classmethod
    def of(cls, me: Me, server_id: str) -> "MeOut":
        return cls(
            person_id=me.person_id,
            display_name=me.display_name,
            username=me.username,
            language=me.language,
            server_id=server_id,
            homes=[
                HomeOfMeOut(
                    home_id=own.home.home_id,
                    household_id=own.home.household_id,
                    number=own.home.number,
                    building_name=own.home.building_name,
                    role=own.role.value,
                    backup_caller=show_number(own.home.backup_caller) if own.home.backup_caller else "",
                    support_phone=own.home.support_phone,
                    support_hours=own.home.support_hours,
                )
                for own in me.homes
            ],
            properties=[
                PropertyOfMeOut(property_id=own.property_id, name=own.name, role=own.role.value)
                for own in me.properties
            ],
            is_installer=me.is_installer,
            has_password=me.has_password,
            consent_version=me.consent_version,
            must_set_up=me.must_set_up,
        )


Token = Annotated[SecretStr, Field(min_length=1, max_length=128)]
DeviceLabel = Annotated[str, Field(max_length=120, description="How the device list names it.")]
TypedNumber = Annotated[str, Field(min_length=1, max_length=64, description="In any spelling.")]
Region = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166 country or region.")]
TypedCode = Annotated[SecretStr, Field(min_length=1, max_length=32)]


class LinkLookIn(BaseModel):
    """The token of a link."""

    token: Token
    is_reset: bool = Field(default=False, description="A link for a new password.")


class LinkOut(BaseModel):
    """What a link would do."""

    state: str = Field(description="fresh | used | expired | invitation")
    display_name: str
    language: str
    expires_ms: int

    @classmethod
    def of(cls, seen: SeenLink) -> "LinkOut":
        return cls(
            state=seen.state.value,
            display_name=seen.display_name,
            language=seen.language,
            expires_ms=to_ms(seen.expires_at),
        )


class LinkIn(BaseModel):
    """The token of a link, from one of the two apps."""

    token: Token
    app: AppName
    device_label: DeviceLabel = ""


class LinkNewIn(BaseModel):
    """The token of a link that has been used or is too old, or is to be handed over."""

    token: Token
    app: AppName = "resident"


class StopIn(BaseModel):
    """The token of the link in the notice of a new device."""

    token: Token


class HandOverOut(BaseModel):
    """A code for the installed app."""

    code: str
    expires_ms: int

    @classmethod
    def of(cls, made: HandOver) -> "HandOverOut":
        return cls(code=made.code, expires_ms=to_ms(made.expires_at))


class TypedDigits(BaseModel):
    """A code as it was typed."""

    code: TypedCode

    @property
    def digits(self) -> str:
        """The code without what people put between its digits, full-width ones as plain ones."""
        typed = unicodedata.normalize("NFKC", self.code.get_secret_value())
        return "".join(sign for sign in typed if not sign.isspace() and sign != "-")


class HandOverCodeIn(TypedDigits):
    """The code, in the installed app."""

    app: AppName = "resident"
    device_label: DeviceLabel = ""


class MobileIn(BaseModel):
    """A mobile number as it was typed, and the country or region chosen."""

    mobile: TypedNumber
    region: Region = "JP"


class CodeSentOut(BaseModel):
    """A code is on its way, if the number is registered."""

    resend_in_ms: int = Field(description="Until the next can be requested.")
    expires_in_ms: int

    @classmethod
    def of(cls, sent: CodeSent) -> "CodeSentOut":
        return cls(
            resend_in_ms=(sent.resend_at - sent.at) // MILLISECOND,
            expires_in_ms=(sent.expires_at - sent.at) // MILLISECOND,
        )


class CodeIn(MobileIn, TypedDigits):
    """Number and code."""

    app: AppName
    device_label: DeviceLabel = ""


class ResetCodeIn(MobileIn, TypedDigits):
    """Number and code, for a new password."""


class ResetIn(BaseModel):
    """The mail address of an account."""

    email: str = Field(min_length=1, max_length=320)
    app: AppName = "resident"


class ResetGrantOut(BaseModel):
    """Lets a new password be chosen within ten minutes."""

    token: str


class NewPasswordIn(BaseModel):
    """A new password and the token that lets it be chosen."""

    token: Token
    password: SecretStr = Field(min_length=1, max_length=256)
    app: AppName
    device_label: DeviceLabel = ""


class ProofIn(BaseModel):
    """Password or code, again."""

    password: SecretStr | None = Field(default=None, min_length=1, max_length=256)
    code: TypedCode | None = None


class ProfileOut(BaseModel):
    """One's own data; numbers as people at home write them."""

    display_name: str
    given_name: str
    family_name: str
    language: str
    email: str | None
    mobile: str | None
    landline: str | None
    has_password: bool

    @classmethod
    def of(cls, person: PersonRow) -> "ProfileOut":
        return cls(
            display_name=person.display_name,
            given_name=person.given_name,
            family_name=person.family_name,
            language=person.language,
            email=person.email,
            mobile=None if person.mobile is None else show_number(person.mobile),
            landline=None if person.landline is None else show_number(person.landline),
            has_password=person.password_hash is not None,
        )


class ProfileIn(BaseModel):
    """How one is called and written to."""

    given_name: str = Field(max_length=256)
    family_name: str = Field(max_length=256)
    language: Literal["ja", "en"]
    landline: str | None = Field(default=None, max_length=64)


class EmailIn(BaseModel):
    """A new mail address."""

    email: str = Field(min_length=1, max_length=320)


class EmailCodeIn(EmailIn, TypedDigits):
    """A new mail address and the code that was sent there."""


class MobileCodeIn(MobileIn, TypedDigits):
    """A new mobile number and the code that was sent there."""


class PasswordIn(BaseModel):
    """A new password."""

    password: SecretStr = Field(min_length=1, max_length=256)


class ConsentIn(BaseModel):
    """Consent to the privacy policy, as it was shown."""

    version: str = Field(max_length=16)
    language: Literal["ja", "en"]


class DeviceOut(BaseModel):
    """A device one is signed in on."""

    session_id: str
    app: str
    label: str
    since_ms: int
    last_seen_ms: int
    is_this: bool

    @classmethod
    def of(cls, device: Device) -> "DeviceOut":
        return cls(
            session_id=device.session_id,
            app=device.app,
            label=device.label,
            since_ms=to_ms(device.since),
            last_seen_ms=to_ms(device.last_seen_at),
            is_this=device.is_this,
        )


class DevicesOut(BaseModel):
    """The devices one is signed in on, the one in use last first."""

    devices: list[DeviceOut]
