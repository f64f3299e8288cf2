"""The sample property of the demo, the tests and the bench: さくらハイツ, two buildings, twelve homes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.consents import needs_consent, note_consent
from genkan.server.accounts.passwords import hash_password, make_password
from genkan.server.accounts.service import (
    PersonRow,
    add_membership,
    add_person,
    find_person_by_username,
    set_password,
)
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.platform.operations import Membership, Role
from genkan.server.properties.service import (
    BuildingRow,
    HomeRow,
    add_building,
    add_door,
    add_home,
    add_property,
    list_buildings,
)
from genkan.server.stations.enrol import CodeHasher, make_code
from genkan.server.stations.service import add_relay, add_station

TIME_ZONE = "Asia/Tokyo"
HOME_NUMBERS = ("101", "102", "103", "201", "202", "203")  # in each of the two buildings


def _id(tail: str) -> str:
    """Fixed ids let a second run find what the first one made."""
    return "5a0000000000700080000000000000000"[: 32 - len(tail)] + tail


PROPERTY = _id("01")
EAST, WEST = _id("11"), _id("12")
ENTRANCE, BICYCLES, WEST_ENTRANCE = _id("21"), _id("22"), _id("23")
EAST_STATION, WEST_STATION = _id("31"), _id("32")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """Somebody in the sample. `home` is a number in the east building."""

    username: str
    family_name: str
    given_name: str
    role: Role
    home: str | None = None


PEOPLE = (
    SamplePerson(username="100000101", family_name="佐藤", given_name="花子", role=Role.MASTER, home="101"),
    SamplePerson(username="100000102", family_name="佐藤", given_name="健", role=Role.FAMILY, home="101"),
    SamplePerson(username="100000103", family_name="佐藤", given_name="みお", role=Role.FAMILY, home="101"),
    SamplePerson(username="100000201", family_name="鈴木", given_name="一郎", role=Role.MASTER, home="102"),
    SamplePerson(username="100000901", family_name="田中", given_name="恵", role=Role.MANAGER),
    SamplePerson(username="100000902", family_name="高橋", given_name="誠", role=Role.INSTALLER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAccount:
    """A way in, told once."""

    role: str
    username: str
    password: str
    name: str
    home: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What somebody needs to try the sample."""

    accounts: tuple[SampleAccount, ...]
    station_id: str
    enrolment_code: str


def create_sample(connection: Connection, at: datetime, hash_code: CodeHasher) -> Sample:
    """Make the sample; where it exists, give its people new passwords and its station a new code."""
    if not list_buildings(connection, {EAST}):
        _build(connection, at)
    passwords = {person.username: make_password() for person in PEOPLE}
    for person in PEOPLE:
        _settle(connection, person, passwords[person.username], at)
    enrolment = make_code(connection, EAST_STATION, hash_code, at)
    return Sample(
        accounts=tuple(
            SampleAccount(
                role=person.role.value,
                username=person.username,
                password=passwords[person.username],
                name=f"{person.family_name} {person.given_name}",
                home=person.home,
            )
            for person in PEOPLE
        ),
        station_id=EAST_STATION,
        enrolment_code=enrolment.code,
    )


def _build(connection: Connection, at: datetime) -> None:
    add_property(connection, property_id=PROPERTY, name="さくらハイツ")
    for building_id, name in ((EAST, "さくらハイツ 東館"), (WEST, "さくらハイツ 西館")):
        add_building(
            connection, BuildingRow(id=building_id, property_id=PROPERTY, name=name, time_zone=TIME_ZONE)
        )
        for number in HOME_NUMBERS:
            add_home(
                connection, HomeRow(id=_home_id(building_id, number), building_id=building_id, number=number)
            )
    add_door(connection, door_id=ENTRANCE, building_id=EAST, name="エントランス")
    add_door(connection, door_id=BICYCLES, building_id=EAST, name="駐輪場")
    add_door(connection, door_id=WEST_ENTRANCE, building_id=WEST, name="エントランス")
    add_station(connection, station_id=EAST_STATION, building_id=EAST, name="正面玄関", at=at)
    add_station(connection, station_id=WEST_STATION, building_id=WEST, name="正面玄関", at=at)
    add_relay(connection, station_id=EAST_STATION, number=1, door_id=ENTRANCE)
    add_relay(connection, station_id=EAST_STATION, number=2, door_id=BICYCLES)
    add_relay(connection, station_id=WEST_STATION, number=1, door_id=WEST_ENTRANCE)
    for number in sorted({person.home for person in PEOPLE if person.home is not None}):
        household = HouseholdRow(
            id=_household_id(number), home_id=_home_id(EAST, number), name=None, since=at, until=None
        )
        add_household(connection, household)


def _settle(connection: Connection, person: SamplePerson, password: str, at: datetime) -> None:
    known = find_person_by_username(connection, person.username)
    if known is not None:
        set_password(connection, known.id, hash_password(password))
        if needs_consent(connection, known.id):
            note_consent(connection, known.id, language="ja", at=at)
        return
    row = PersonRow(
        id=_id(f"40{person.username}"),
        username=person.username,
        password_hash=hash_password(password),
        given_name=person.given_name,
        family_name=person.family_name,
        language="ja",
    )
    add_person(connection, row, at)
    note_consent(connection, row.id, language="ja", at=at)  # the demo begins at the home screen
    add_membership(
        connection,
        row.id,
        Membership(
            id=_id(f"50{person.username}"),
            role=person.role,
            property_id=PROPERTY,
            household_id=None if person.home is None else _household_id(person.home),
            since=at,
            until=None,
        ),
    )


def _home_id(building_id: str, number: str) -> str:
    return _id(f"60{building_id[-1]}{number}")


def _household_id(number: str) -> str:
    return _id(f"70{number}")
