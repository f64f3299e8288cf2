"""The made-up town that every Genkan side of the bench is: seeded by the server's own functions.

`python -m genkan.bench.town FOLDER BUILDINGS HOMES PEOPLE REAL` makes an installation in the folder, with
`town.json` beside its database: what the bench's stations and phones need to sign in. A building
has one station with one door; the people of a home have one phone each, which is signed in. The first
REAL stations are left to real station programs, with an enrolment code each.
"""

import asyncio
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from genkan.bench.processes import READY
from genkan.server.accounts.consents import note_consent
from genkan.server.accounts.passwords import hash_password, make_password
from genkan.server.accounts.service import (
    PersonRow,
    SessionRow,
    add_membership,
    add_person,
    add_session,
    hash_token,
)
from genkan.server.bootstrap.server import Ground, open_ground
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Membership, Role, Scope
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings
from genkan.server.properties.service import (
    BuildingRow,
    HomeRow,
    add_building,
    add_door,
    add_home,
    add_property,
)
from genkan.server.stations.enrol import CodeHasher, CreateEnrolmentCode, Enrol
from genkan.server.stations.service import add_relay, add_station
from genkan.wire.ids import new_id

TOWN_FILE = "town.json"
BUILDINGS_A_PROPERTY = 10
NO_PASSWORD = "!"  # fits nothing, and costs nothing to make  # noqa: S105


class SeededStation(msgspec.Struct, frozen=True, kw_only=True):
    """A station: enrolled with this key, or to be enrolled with this code."""

    station_id: str
    door_id: str
    private_key: str = ""
    enrolment_code: str = ""


class SeededPhone(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in phone. `station` is the number of its building's station."""

    token: str
    key: str  # begins every idempotency key of this phone
    door_id: str
    station: int
    home_number: str


class SeededPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signs in by hand, at home in the first building."""

    username: str
    password: str
    home_number: str


class SeededDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in manager of the first property."""

    token: str
    property_id: str
    building_name: str


class Town(msgspec.Struct, frozen=True, kw_only=True):
    """Phones come by building, home and person; the first phones live in the first building."""

    stations: list[SeededStation]
    phones: list[SeededPhone]
    person: SeededPerson
    desk: SeededDesk


@dataclass(frozen=True, slots=True)
class Size:
    """How large a town."""

    buildings: int
    homes: int  # of a building
    people: int  # of a home
    real_stations: int  # the first ones; the others are simulated


def read_town(folder: Path) -> Town:
    """Read what the seeding left in the folder."""
    return msgspec.json.decode((folder / TOWN_FILE).read_bytes(), type=Town)


async def seed(folder: Path, size: Size) -> None:
    """Make the town in the folder, which is empty."""
    settings = read_settings(environment={"GENKAN_DATA_DIR": str(folder)})
    await migrate(settings)
    async with open_ground(settings, load_secrets(folder)) as ground:
        builder = _Builder(size, ground)
        await ground.database.write(builder.build)
        stations = [
            await _enrol(ground, place, with_key=number >= size.real_stations)
            for number, place in enumerate(builder.places)
        ]
    town = Town(stations=stations, phones=builder.phones, person=builder.person, desk=builder.desk)
    (folder / TOWN_FILE).write_bytes(msgspec.json.encode(town))


@dataclass(frozen=True, slots=True)
class _Place:
    property_id: str
    station_id: str
    door_id: str


class _Builder:
    """Writes the town in one transaction, and remembers what was made."""

    def __init__(self, size: Size, ground: Ground) -> None:
        self._size = size
        self._at = ground.clock.now()
        self.places: list[_Place] = []
        self.phones: list[SeededPhone] = []
        self.person = SeededPerson(
            username="bench", password=make_password(), home_number=_home_number(size.homes)
        )
        self.desk = SeededDesk(token=secrets.token_urlsafe(32), property_id=new_id(), building_name="1号棟")

    def build(self, connection: Connection) -> None:
        property_id = ""
        for building in range(self._size.buildings):
            if building % BUILDINGS_A_PROPERTY == 0:
                property_id = new_id() if building else self.desk.property_id
                add_property(connection, property_id=property_id, name=f"物件 {building}")
            self._build_one(connection, property_id, building)

    def _build_one(self, connection: Connection, property_id: str, number: int) -> None:
        building_id = new_id()
        place = _Place(property_id, new_id(), new_id())
        add_building(
            connection,
            BuildingRow(
                id=building_id, property_id=property_id, name=f"{number + 1}号棟", time_zone="Asia/Tokyo"
            ),
        )
        add_door(connection, door_id=place.door_id, building_id=building_id, name="エントランス")
        add_station(
            connection, station_id=place.station_id, building_id=building_id, name="正面玄関", at=self._at
        )
        add_relay(connection, station_id=place.station_id, number=1, door_id=place.door_id)
        for home in range(self._size.homes):
            self._settle(connection, building_id, place, home)
        if not self.places:
            self._settle_person(connection, building_id, property_id)
            self._appoint_manager(connection, property_id)
        self.places.append(place)

    def _settle(self, connection: Connection, building_id: str, place: _Place, home: int) -> None:
        number = _home_number(home)
        household_id = self._add_household(connection, building_id, number)
        for person in range(self._size.people):
            name = f"{len(self.places)}-{home}-{person}"
            person_id = self._add_person(
                connection, place.property_id, name, NO_PASSWORD, household_id=household_id
            )
            token = secrets.token_urlsafe(32)
            self._sign_in(connection, person_id, "resident", token)
            self.phones.append(
                SeededPhone(
                    token=token,
                    key=name,
                    door_id=place.door_id,
                    station=len(self.places),
                    home_number=number,
                )
            )

    def _settle_person(self, connection: Connection, building_id: str, property_id: str) -> None:
        household_id = self._add_household(connection, building_id, self.person.home_number)
        password_hash = hash_password(self.person.password)
        person_id = self._add_person(
            connection, property_id, self.person.username, password_hash, household_id=household_id
        )
        note_consent(connection, person_id, language="ja", at=self._at)  # the first start is not measured

    def _appoint_manager(self, connection: Connection, property_id: str) -> None:
        person_id = self._add_person(connection, property_id, "bench-manager", NO_PASSWORD, role=Role.MANAGER)
        self._sign_in(connection, person_id, "portal", self.desk.token)

    def _sign_in(self, connection: Connection, person_id: str, app: str, token: str) -> None:
        add_session(
            connection,
            SessionRow(id=new_id(), person_id=person_id, app=app),
            token_hash=hash_token(token),
            device_label="bench",
            address="127.0.0.1",
            at=self._at,
        )

    def _add_household(self, connection: Connection, building_id: str, number: str) -> str:
        home_id, household_id = new_id(), new_id()
        add_home(connection, HomeRow(id=home_id, building_id=building_id, number=number))
        add_household(
            connection,
            HouseholdRow(id=household_id, home_id=home_id, name=None, since=self._at, until=None),
        )
        return household_id

    def _add_person(
        self,
        connection: Connection,
        property_id: str,
        username: str,
        password_hash: str,
        *,
        household_id: str | None = None,
        role: Role = Role.MASTER,
    ) -> str:
        person_id = new_id()
        add_person(
            connection,
            PersonRow(
                id=person_id,
                username=username,
                password_hash=password_hash,
                given_name="花子",
                family_name="佐藤",
                language="ja",
            ),
            self._at,
        )
        membership = Membership(
            id=new_id(),
            role=role,
            property_id=property_id,
            household_id=household_id,
            since=self._at,
            until=None,
        )
        add_membership(connection, person_id, membership)
        return person_id


async def _enrol(ground: Ground, place: _Place, *, with_key: bool) -> SeededStation:
    """Enrol the station as an installer would, or leave its code to a real program."""
    hash_code = CodeHasher(ground.secrets.server_key)
    create = CreateEnrolmentCode(database=ground.database, clock=ground.clock, hash_code=hash_code)
    made = await create(Scope(properties=frozenset({place.property_id})), place.station_id)
    if not with_key:
        return SeededStation(station_id=place.station_id, door_id=place.door_id, enrolment_code=made.code)
    key = Ed25519PrivateKey.generate()
    enrol = Enrol(
        database=ground.database,
        journal=ground.journal,
        bus=ground.bus,
        clock=ground.clock,
        hash_code=hash_code,
        server_id=ground.secrets.server_id,
        pace=RateLimit(per_second=1_000, burst=1_000),
    )
    await enrol(code=made.code, public_key=key.public_key().public_bytes_raw(), address="127.0.0.1")
    return SeededStation(
        station_id=place.station_id, door_id=place.door_id, private_key=key.private_bytes_raw().hex()
    )


def _home_number(home: int) -> str:
    return str(101 + home)


def main() -> None:
    """Read the command line and seed."""
    folder, *numbers = sys.argv[1:]
    asyncio.run(seed(Path(folder), Size(*(int(number) for number in numbers))))
    print(READY, flush=True)


if __name__ == "__main__":
    main()
