"""What the HTTP API says about accounts."""

import unicodedata
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr

from genkan.server.accounts.codes import CodeSent
from genkan.server.accounts.service import Me
from genkan.server.accounts.sign_in_by_link import HandOver, SeenLink
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
    is_installer: bool = Field(description="Whether the person may make properties.")

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
                )
                for own in me.homes
            ],
            properties=[
                PropertyOfMeOut(property_id=own.property_id, name=own.name, role=own.role.value)
                for own in me.properties
            ],
            is_installer=me.is_installer,
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

    state: str = Field(description="fresh | used | expired")
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
