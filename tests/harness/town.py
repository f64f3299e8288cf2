"""The sample property and another one in the assembled server, with everybody signed in to both apps."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from genkan.server.accounts.service import cookie_name, find_person_by_username, list_memberships
from genkan.server.bootstrap.sample import EAST_STATION, PROPERTY, WEST, create_sample
from genkan.server.bootstrap.server import Server, build_server, open_ground
from genkan.server.calls.ring_link import RingLinks
from genkan.server.households.service import HouseholdRow, add_household
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Role
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings
from genkan.server.properties.service import find_home
from genkan.server.stations.enrol import CodeHasher
from genkan.server.stations.repository import set_unit
from genkan.wire.frame import decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import Challenge, Hello, signed_bytes
from harness import everyone_in_rules, everyone_with_tokens
from harness.asgi import AsgiSocket
from harness.everyone import PEOPLE
from harness.street import Street, add_device, add_member, add_somebody, add_street


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The sample property, another one, and everybody's session tokens by person and app."""

    server: Server
    database: Database
    journal: Journal
    blobs: BlobStore
    server_key: bytes
    foreign: Street
    sessions: dict[str, str]  # person → the id of the resident app's session
    links: RingLinks
    keys: dict[str, Ed25519PrivateKey]
    api_tokens: dict[str, str]  # program → its token

    def token(self, person: str, app: str) -> str:
        return self.api_tokens.get(person, f"{person}.{app}")

    def client(self, person: str, app: str) -> httpx.AsyncClient:
        """Give an HTTP client of the person's; nobody's has no token."""
        headers = {} if person == "nobody" else {"authorization": f"Bearer {self.token(person, app)}"}
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.server), base_url="https://genkan.example", headers=headers
        )

    @contextlib.asynccontextmanager
    async def app(self, person: str) -> AsyncIterator[AsgiSocket]:
        """Open the person's resident app."""
        cookie = f"{cookie_name('resident')}={self.token(person, 'resident')}"
        headers = {} if person == "nobody" else {"cookie": cookie}
        socket = AsgiSocket(self.server, "/api/app/link?app=resident", headers)
        yield socket
        await socket.close()

    @contextlib.asynccontextmanager
    async def station(self, station_id: str, key: Ed25519PrivateKey) -> AsyncIterator[AsgiSocket]:
        """Open a station's link, proven by the key."""
        socket = AsgiSocket(self.server, "/api/stations/link")
        challenge = decode_body(await socket.wait_for_kind("challenge"), Challenge)
        signature = key.sign(signed_bytes(nonce=challenge.nonce, station_id=station_id))
        hello = Hello(station_id=station_id, signature=signature, version="1", next_seq=1)
        await socket.tell("hello", hello)
        yield socket
        await socket.close()


@contextlib.asynccontextmanager
async def open_town(folder: Path, **environment: str) -> AsyncIterator[Town]:
    settings = read_settings(
        environment={
            "GENKAN_DATA_DIR": str(folder / "data"),
            "GENKAN_RATES_RELEASES_PER_MINUTE": "1000",
            "GENKAN_RATES_CALLS_PER_MINUTE": "1000",
            "GENKAN_RATES_TEST_CALLS_PER_MINUTE": "1000",
            "GENKAN_RATES_REQUESTS_PER_SECOND": "1000",
            "GENKAN_RATES_REQUEST_BURST": "1000",
            "GENKAN_SIGN_IN_FREE_FAILURES": "1000",
            "GENKAN_SIGN_IN_ADDRESS_ATTEMPTS": "1000",
            **environment,
        }
    )
    await migrate(settings)
    secrets = load_secrets(settings.data_dir)
    keys = {EAST_STATION: Ed25519PrivateKey.generate()}
    async with open_ground(settings, secrets) as ground:
        at = ground.clock.now() - timedelta(days=2)

        sessions: dict[str, str] = {}
        api_tokens: dict[str, str] = {}

        def settle(connection: Connection) -> Street:
            create_sample(connection, at, CodeHasher(secrets.server_key))
            foreign = add_street(connection, at=at)
            keys[foreign.station_id] = Ed25519PrivateKey.generate()
            for station_id, key in keys.items():
                set_unit(connection, station_id, public_key=key.public_key().public_bytes_raw(), at=at)
            people = settle_people(connection, foreign, at)
            api_tokens.update(
                everyone_with_tokens.settle_programs(connection, people, foreign.property_id, at)
            )
            sessions.update(sign_everybody_in(connection, people))
            everyone_in_rules.open_entrance(connection)
            return foreign

        foreign = await ground.database.write(settle)
        server = build_server(ground)
        async with server.running():
            yield Town(
                server=server,
                foreign=foreign,
                sessions=sessions,
                links=RingLinks(secrets.server_key),
                database=ground.database,
                journal=ground.journal,
                blobs=ground.blobs,
                server_key=secrets.server_key,
                keys=keys,
                api_tokens=api_tokens,
            )
    shutil.rmtree(folder / "data")


def settle_people(connection: Connection, foreign: Street, at: datetime) -> dict[str, str]:
    """Give everybody a role; give their ids by person."""
    sample = {
        "master": "100000101", "family": "100000102", "neighbour": "100000201",
        "manager": "100000901", "installer": "100000902",
    }  # fmt: skip
    people: dict[str, str] = {}
    for person, username in sample.items():
        found = find_person_by_username(connection, username)
        assert found is not None
        people[person] = found.id
    for number, person in enumerate(name for name in PEOPLE if name not in sample and name != "nobody"):
        people[person] = add_somebody(connection, username=f"90000000{number}")
    own = Street(
        property_id=PROPERTY,
        building_id="",
        home_id="",
        household_id=household_of(connection, people["master"], at),
        door_id="",
        station_id="",
    )
    gone = at + timedelta(days=1)
    add_member(connection, own, people["moved-out"], Role.FAMILY, since=at, until=gone)
    add_member(connection, own, people["ex-manager"], Role.MANAGER, since=at, until=gone)
    add_member(connection, west_street(connection, at), people["west"], since=at)
    for person, role in (
        ("stranger", Role.MASTER),
        ("foreign-manager", Role.MANAGER),
        ("foreign-installer", Role.INSTALLER),
    ):
        add_member(connection, foreign, people[person], role, since=at)
    return people


def sign_everybody_in(connection: Connection, people: dict[str, str]) -> dict[str, str]:
    """Give everybody a session in both apps; give the resident app's sessions by person."""
    for person, person_id in people.items():
        add_device(connection, person_id, token=f"{person}.portal", app="portal")
    return {
        person: add_device(connection, person_id, token=f"{person}.resident")
        for person, person_id in people.items()
    }


def household_of(connection: Connection, person_id: str, at: datetime) -> str:
    (membership,) = list_memberships(connection, person_id, at)
    assert membership.household_id is not None
    return membership.household_id


def west_street(connection: Connection, at: datetime) -> Street:
    """Give home 101 of the other building, lived in."""
    home = find_home(connection, WEST, "101")
    assert home is not None
    household = HouseholdRow(id=new_id(), home_id=home.id, name=None, since=at, until=None)
    add_household(connection, household)
    return Street(
        property_id=PROPERTY,
        building_id=WEST,
        home_id=home.id,
        household_id=household.id,
        door_id="",
        station_id="",
    )
