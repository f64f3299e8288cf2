"""Enrolling a unit: an installer's one-time code binds the key the unit made for itself."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from genkan.server.journal.service import Journal
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import take_change_number
from genkan.server.stations.errors import EnrolmentCodeUnknown, PublicKeyUnfit
from genkan.server.stations.repository import StationRow, find_station, replace_code, set_unit, use_code
from genkan.server.stations.service import BUILDING_HINT

log = structlog.get_logger()

CODE_LIFETIME = timedelta(minutes=10)  # SPEC 12: the installer stands in front of the unit
# Typed on the unit's touch screen, so without the look-alikes 0 O 1 I L.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8  # 31^8 = 8.5e11; with one try a second from an address, no guess in ten minutes
PUBLIC_KEY_BYTES = 32
ATTEMPTS_PER_S = 1.0
ATTEMPT_BURST = 10  # mistyping


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentCode:
    """A code and when it dies."""

    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What a unit that was enrolled needs to know."""

    station_id: str
    server_id: str


class CodeHasher:
    """Hashes codes with the server's key: a dump of the database enrols nobody."""

    def __init__(self, server_key: bytes) -> None:
        self._key = server_key

    def __call__(self, code: str) -> bytes:
        typed = "".join(code.split()).replace("-", "").upper()
        return hmac.digest(self._key, b"enrolment-code\n" + typed.encode(), hashlib.sha256)


def make_code(connection: Connection, station_id: str, hash_code: CodeHasher, at: datetime) -> EnrolmentCode:
    """Make a code that enrols one unit as the station within ten minutes; the older code is void."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    expires_at = at + CODE_LIFETIME
    replace_code(connection, station_id=station_id, code_hash=hash_code(code), expires_at=expires_at)
    return EnrolmentCode(code=code, expires_at=expires_at)


@operation("stations.create_enrolment_code")
class CreateEnrolmentCode:
    """Make a code for a station of a property the asker looks after."""

    def __init__(self, *, database: Database, clock: Clock, hash_code: CodeHasher) -> None:
        self._database = database
        self._clock = clock
        self._hash_code = hash_code

    async def __call__(self, scope: Scope, station_id: str) -> EnrolmentCode:
        """Give the code. Raises NotFound, also for a station of another property."""
        at = self._clock.now()

        def make(connection: Connection) -> EnrolmentCode:
            station = find_station(connection, station_id)
            if station is None or station.property_id not in scope.properties:
                raise NotFound
            return make_code(connection, station_id, self._hash_code, at)

        return await self._database.write(make)


@operation("stations.enrol")
class Enrol:
    """Make the unit that brings a valid code the station. Place and settings stay with a replacement.

    The unit before is nobody from then on: its link ends at once, and it is told so when it comes again.
    """

    def __init__(
        self,
        *,
        database: Database,
        journal: Journal,
        bus: Bus,
        clock: Clock,
        hash_code: CodeHasher,
        server_id: str,
        pace: RateLimit,
    ) -> None:
        self._database = database
        self._journal = journal
        self._bus = bus
        self._clock = clock
        self._hash_code = hash_code
        self._server_id = server_id
        self._pace = pace

    async def __call__(self, *, code: str, public_key: bytes, address: str) -> Enrolled:
        """Raises PublicKeyUnfit, EnrolmentCodeUnknown, TooOften."""
        if (wait_ms := self._pace.take(address)) is not None:
            raise TooOften(retry_after_ms=wait_ms)
        if not is_fit_key(public_key):
            raise PublicKeyUnfit
        at = self._clock.now()

        def enrol(connection: Connection) -> StationRow | None:
            station_id = use_code(connection, self._hash_code(code), at)
            station = None if station_id is None else find_station(connection, station_id)
            if station is None:
                return None  # committed: an expired code is used up as well
            set_unit(connection, station.id, public_key=public_key, at=at)
            take_change_number(connection, station.property_id)
            return station

        station = await self._database.write(enrol)
        if station is None:
            raise EnrolmentCodeUnknown
        await self._bus.publish(f"hint.station.{station.id}", b"")
        await self._journal.restart_chain(station.id)
        await self._bus.publish(f"{BUILDING_HINT}.{station.property_id}", b"")  # whoever waits for it sees it
        log.info("station.enrolled", station_id=station.id)
        return Enrolled(station_id=station.id, server_id=self._server_id)


def is_fit_key(public_key: bytes) -> bool:
    """Whether the bytes are an Ed25519 public key that only its owner can sign for."""
    if len(public_key) != PUBLIC_KEY_BYTES:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
    except (ValueError, UnsupportedAlgorithm):
        return False
    # The neutral element and its kin accept one signature for every message: R = A, S = 0.
    try:
        key.verify(public_key + bytes(32), b"")
    except InvalidSignature:
        return True
    return False
