"""A property written straight into a database: the ground that repositories are tested on."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from genkan.server.accounts.service import PersonRow, SessionRow, add_membership, add_person, hash_token
from genkan.server.accounts.session_repository import add_session
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import (
    BuildingRow,
    HomeRow,
    add_building,
    add_door,
    add_home,
    add_property,
)
from genkan.server.stations.service import add_relay, add_station
from genkan.wire.ids import new_id
from harness.installation import NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """One property with one building, one home, one door and one station."""

    property_id: str
    building_id: str
    home_id: str
    household_id: str
    door_id: str
    station_id: str


def add_street(connection: Connection, *, name: str = "さくらハイツ", at: datetime = NOW) -> Street:
    """Store a property; home 101 is lived in."""
    street = Street(
        property_id=new_id(),
        building_id=new_id(),
        home_id=new_id(),
        household_id=new_id(),
        door_id=new_id(),
        station_id=new_id(),
    )
    add_property(connection, property_id=street.property_id, name=name)
    add_building(
        connection,
        BuildingRow(
            id=street.building_id, property_id=street.property_id, name=f"{name} 東館", time_zone="Asia/Tokyo"
        ),
    )
    add_home(connection, HomeRow(id=street.home_id, building_id=street.building_id, number="101"))
    add_household(
        connection,
        HouseholdRow(id=street.household_id, home_id=street.home_id, name=None, since=at, until=None),
    )
    add_door(connection, door_id=street.door_id, building_id=street.building_id, name="エントランス")
    add_station(
        connection, station_id=street.station_id, building_id=street.building_id, name="正面玄関", at=at
    )
    add_relay(connection, station_id=street.station_id, number=1, door_id=street.door_id)
    return street


def add_somebody(
    connection: Connection,
    *,
    username: str = "100000001",
    password_hash: str = "-",
    language: str = "ja",
    email: str | None = None,
) -> str:
    """Store a person and give the id."""
    person_id = new_id()
    row = PersonRow(
        id=person_id,
        username=username,
        password_hash=password_hash,
        given_name="花子",
        family_name="佐藤",
        language=language,
        email=email,
    )
    add_person(connection, row, NOW)
    return person_id


def add_member(
    connection: Connection,
    street: Street,
    person_id: str,
    role: Role = Role.MASTER,
    *,
    since: datetime = NOW,
    until: datetime | None = None,
) -> str:
    """Store a membership and give its id. Household roles are in the street's household."""
    row = Membership(
        id=new_id(),
        role=role,
        property_id=street.property_id,
        household_id=street.household_id if role in {Role.MASTER, Role.FAMILY} else None,
        since=since,
        until=until,
    )
    add_membership(connection, person_id, row)
    return row.id


def add_device(connection: Connection, person_id: str, *, token: str, app: str = "resident") -> str:
    """Store a session and give its id."""
    row = SessionRow(id=new_id(), person_id=person_id, app=app)
    at = max(NOW, datetime.now(UTC))  # those of the portal end after twelve hours, by either clock
    add_session(
        connection, row, token_hash=hash_token(token), device_label="phone", address="192.0.2.1", at=at
    )
    return row.id
