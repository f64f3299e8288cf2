"""Temporary keys 「一時キー」 of a household: made, listed, mailed, revoked."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.credentials import CredentialKind
from genkan.core.schedules import Once, Schedule, last_end
from genkan.server.accounts.service import list_names
from genkan.server.credentials.errors import DoorUnfit, KeyOver, KeyScheduleUnfit, KeyUsesUnfit
from genkan.server.credentials.key_views import KeyDetail, KeyReader, KeyView, list_household_doors, view_key
from genkan.server.credentials.link import PassMail
from genkan.server.credentials.pins import ensure_own, find_property
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    add_credential,
    count_issued,
    end_credentials,
    find_credential,
    list_keys,
    set_address,
)
from genkan.server.credentials.service import hint_property
from genkan.server.credentials.vault import Vault
from genkan.server.journal.service import Journal
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import DoorRow, take_change_number
from genkan.server.stations.service import list_relays_of_doors
from genkan.wire.ids import new_id

KEYS_A_DAY = 100  # of one household: more is no visit
KEYS_SHOWN = 500
USES_LIMIT = 100
LONGEST = timedelta(days=366)
DAY = timedelta(days=1)
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """What the form for a new key says. `doors` None: every door the household may pass."""

    visitor_name: str = field(repr=False)
    note: str | None = field(default=None, repr=False)
    template: str = "visitor"
    schedule: Schedule
    uses: int | None = None
    doors: frozenset[str] | None = None
    email: str | None = field(default=None, repr=False)
    language: str = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyList:
    """The household's keys, newest first, and the doors a new one may be for."""

    keys: tuple[KeyView, ...]
    doors: tuple[DoorRow, ...]

    @property
    def time_zone(self) -> str | None:
        """The zone by whose clock the keys' times are; None without a door."""
        return self.doors[0].time_zone if self.doors else None


@operation("credentials.list_keys")
class ListKeys:
    """List the household's temporary keys."""

    def __init__(self, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(self, scope: Scope, household_id: str) -> KeyList:
        """Raises NotFound."""
        ensure_own(scope, household_id)
        at = self._clock.now()

        def read(
            connection: Connection,
        ) -> tuple[tuple[CredentialRow, ...], tuple[DoorRow, ...], dict[str, str]]:
            rows = list_keys(connection, household_id, limit=KEYS_SHOWN)
            doors = list_household_doors(connection, household_id)
            return rows, doors, list_names(connection, {row.issuer_id for row in rows})

        rows, doors, names = await self._database.read(read)
        used = await self._journal.list_uses([row.id for row in rows if row.uses is not None])
        views = tuple(view_key(row, doors, at, used.get(row.id, 0), names) for row in rows)
        return KeyList(keys=views, doors=doors)


@operation("credentials.create_key")
class CreateKey:
    """Make a temporary key for a visitor, and mail it where that is wished."""

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        vault: Vault,
        reader: KeyReader,
        mail: PassMail,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._vault = vault
        self._reader = reader
        self._mail = mail

    async def __call__(self, scope: Scope, household_id: str, new: NewKey) -> KeyDetail:
        """Raises NotFound, KeyScheduleUnfit, KeyUsesUnfit, DoorUnfit, TooOften."""
        ensure_own(scope, household_id)
        at = self._clock.now()
        key_id = new_id()

        def write(connection: Connection) -> str:
            property_id = find_property(connection, household_id)
            if count_issued(connection, household_id, CredentialKind.QR, at - DAY) >= KEYS_A_DAY:
                raise TooOften(retry_after_ms=DAY_MS)
            own = list_household_doors(connection, household_id)
            check_schedule(new.schedule, at, ZoneInfo(own[0].time_zone) if own else ZoneInfo("UTC"))
            check_uses(new.schedule, new.uses)
            chosen = _choose_doors(new, own)
            row = CredentialRow(
                id=key_id,
                kind=CredentialKind.QR,
                property_id=property_id,
                household_id=household_id,
                issuer_id=scope.person_id or "",
                since=at,
                change=take_change_number(connection, property_id),
                schedule=new.schedule,
                doors=None if chosen is None else frozenset(chosen),
                uses=new.uses,
                home_station_id=find_home_station(connection, chosen or [door.id for door in own]),
                verifier=self._vault.verifier_of_key(key_id),
                name=new.visitor_name,
                note=new.note,
                template=new.template,
                address=new.email,
                language=new.language,
            )
            add_credential(connection, row)
            if new.email is not None:
                self._mail.enqueue(
                    connection, pass_id=key_id, address=new.email, language=new.language, at=at
                )
            return property_id

        await hint_property(self._bus, await self._database.write(write))
        return await self._reader.read(key_id)


@operation("credentials.get_key")
class GetKey:
    """Give a temporary key of one of the asker's households."""

    def __init__(self, database: Database, reader: KeyReader) -> None:
        self._database = database
        self._reader = reader

    async def __call__(self, scope: Scope, key_id: str) -> KeyDetail:
        """Raises NotFound."""
        await self._database.read(lambda connection: get_own_key(connection, scope, key_id))
        return await self._reader.read(key_id)


@operation("credentials.revoke_key")
class RevokeKey:
    """Take a temporary key back."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, reader: KeyReader) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._reader = reader

    async def __call__(self, scope: Scope, key_id: str) -> KeyDetail:
        """Raises NotFound. A key that is over stays as it is."""
        at = self._clock.now()

        def write(connection: Connection) -> CredentialRow:
            row = get_own_key(connection, scope, key_id)
            change = take_change_number(connection, row.property_id)
            end_credentials(connection, [row.id], at=at, end=End.REVOKED, change=change)
            return row

        row = await self._database.write(write)
        await hint_property(self._bus, row.property_id)
        return await self._reader.read(key_id)


@operation("credentials.mail_key")
class MailKey:
    """Mail a temporary key, to the address of before or to another."""

    def __init__(self, *, database: Database, clock: Clock, reader: KeyReader, mail: PassMail) -> None:
        self._database = database
        self._clock = clock
        self._reader = reader
        self._mail = mail

    async def __call__(
        self, scope: Scope, key_id: str, *, email: str | None, language: str | None
    ) -> KeyDetail:
        """Raises NotFound, KeyOver, and KeyOver too where there is no address to mail to."""
        at = self._clock.now()
        detail = await self._reader.read(key_id)

        def write(connection: Connection) -> None:
            row = get_own_key(connection, scope, key_id)
            address = email or row.address
            if detail.qr_text is None or not row.is_live or address is None:
                raise KeyOver
            chosen = language or row.language or "ja"
            set_address(connection, row.id, address, chosen)
            self._mail.enqueue(connection, pass_id=row.id, address=address, language=chosen, at=at)

        await self._database.write(write)
        return await self._reader.read(key_id)


def get_own_key(connection: Connection, scope: Scope, key_id: str) -> CredentialRow:
    """Give the temporary key. Raises NotFound, also for one of another household."""
    row = find_credential(connection, key_id)
    if row is None or row.kind is not CredentialKind.QR or row.household_id not in scope.households:
        raise NotFound
    return row


def check_schedule(schedule: Schedule, at: datetime, zone: ZoneInfo) -> None:
    """Raise KeyScheduleUnfit for a schedule that is over, or longer than a year."""
    end = last_end(schedule, zone)
    if end is not None and (end <= at or end - at > LONGEST + DAY):
        raise KeyScheduleUnfit


def check_uses(schedule: Schedule, uses: int | None) -> None:
    """Raise KeyUsesUnfit for a key for once that is not counted, and for numbers out of range."""
    if uses is None:
        if isinstance(schedule, Once):
            raise KeyUsesUnfit
    elif not 1 <= uses <= USES_LIMIT:
        raise KeyUsesUnfit


def find_home_station(connection: Connection, door_ids: Collection[str]) -> str | None:
    """Give the station that counts the uses: the one at the first door that has one."""
    relays = list_relays_of_doors(connection, door_ids)
    return next((relays[door_id] for door_id in door_ids if door_id in relays), None)


def _choose_doors(new: NewKey, own: tuple[DoorRow, ...]) -> list[str] | None:
    ids = [door.id for door in own]
    if new.doors is not None:
        if not new.doors or not new.doors <= set(ids):
            raise DoorUnfit
        return [door_id for door_id in ids if door_id in new.doors]
    if new.template == "parcel":
        if not ids:
            raise DoorUnfit
        return ids[:1]  # whoever brings parcels needs the entrance and nothing else
    return None
