"""What the HTTP API says about accounts."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr

from genkan.server.accounts.service import Me

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
