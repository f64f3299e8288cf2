"""PINs and keys of the property's staff: cleaners, deliveries, the management office."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.credentials import PROPOSED_PIN_LENGTH, CredentialKind
from genkan.core.schedules import Schedule
from genkan.server.credentials.errors import DoorUnfit
from genkan.server.credentials.keys import check_schedule, find_home_station
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    add_credential,
    change_credential,
    end_credentials,
    find_credential,
    is_pin_taken,
    list_staff,
)
from genkan.server.credentials.service import hint_property
from genkan.server.credentials.vault import Vault
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind, changed
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import (
    DoorRow,
    list_buildings_of_properties,
    list_doors_of_buildings,
    take_change_number,
)
from genkan.wire.ids import new_id

STAFF_PIN_LENGTH = PROPOSED_PIN_LENGTH + 2  # one number stands for all of the staff: two more digits


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTerms:
    """For whom a PIN or key is, and when and where it is good. `doors` None: every door of the property."""

    name: str = field(repr=False)
    schedule: Schedule | None = None
    doors: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaffKey(StaffTerms):
    """What the form for a new one says."""

    kind: CredentialKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffKeyMade:
    """A new one, with what is shown once."""

    row: CredentialRow
    pin: str | None = field(default=None, repr=False)
    qr_text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffKeys:
    """The live ones of a property, and its doors."""

    keys: tuple[CredentialRow, ...]
    doors: tuple[DoorRow, ...]

    @property
    def time_zone(self) -> str:
        """The zone by whose clock their schedules are written."""
        return self.doors[0].time_zone if self.doors else "UTC"


@operation("credentials.list_staff_keys")
class ListStaffKeys:
    """List the PINs and keys of the property's staff, without what opens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str) -> StaffKeys:
        """Raises NotFound."""
        _ensure_looked_after(scope, property_id)
        return await self._database.read(
            lambda connection: StaffKeys(
                keys=list_staff(connection, property_id), doors=_list_doors(connection, property_id)
            )
        )


@operation("credentials.create_staff_key")
class CreateStaffKey:
    """Give somebody of the staff a PIN or a QR key."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._vault = vault

    async def __call__(self, scope: Scope, property_id: str, new: NewStaffKey) -> StaffKeyMade:
        """Raises NotFound, DoorUnfit, KeyScheduleUnfit."""
        _ensure_looked_after(scope, property_id)
        at = self._clock.now()
        key_id = new_id()

        def write(connection: Connection) -> StaffKeyMade:
            own = _check_terms(connection, property_id, new, at)
            row = CredentialRow(
                id=key_id,
                kind=new.kind,
                property_id=property_id,
                household_id=None,
                issuer_id=scope.doer_id,
                since=at,
                change=take_change_number(connection, property_id),
                schedule=new.schedule,
                doors=new.doors,
                home_station_id=find_home_station(connection, own),
                name=new.name,
            )
            made = self._add_secret(connection, row)
            add_credential(connection, made.row)
            _note(connection, made.row, Change(Field.KEY_KIND, None, new.kind.value))
            return made

        made = await self._database.write(write)
        await hint_property(self._bus, property_id)
        return made

    def _add_secret(self, connection: Connection, row: CredentialRow) -> StaffKeyMade:
        if row.kind is CredentialKind.QR:
            verifier = self._vault.verifier_of_key(row.id)
            return StaffKeyMade(row=replace(row, verifier=verifier), qr_text=self._vault.qr_text(row.id))
        while True:
            pin = self._vault.propose_pin(row.property_id, STAFF_PIN_LENGTH)
            tag = self._vault.tag_pin(row.property_id, pin)
            if not is_pin_taken(connection, row.property_id, tag):
                break
        secret = self._vault.seal_pin(row.id, pin)
        return StaffKeyMade(row=replace(row, secret=secret, tag=tag, length=len(pin)), pin=pin)


@operation("credentials.change_staff_key")
class ChangeStaffKey:
    """Let a PIN or key of the staff be for somebody else, or be good at other times or doors.

    What opens stays the same. Stations learn of it as of any other change.
    """

    def __init__(self, *, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, scope: Scope, key_id: str, terms: StaffTerms) -> CredentialRow:
        """Raises NotFound, also for another property's or one that is over; DoorUnfit, KeyScheduleUnfit."""
        at = self._clock.now()

        def write(connection: Connection) -> CredentialRow:
            row = _get_of_staff(connection, scope, key_id)
            if not row.is_live:
                raise NotFound
            _check_terms(connection, row.property_id, terms, at)
            _note(
                connection,
                row,
                *changed(Field.NAME, row.name, terms.name),
                *changed(Field.SCHEDULE, row.schedule, terms.schedule),
                *changed(Field.DOORS, row.doors, terms.doors),
            )
            change = take_change_number(connection, row.property_id)
            change_credential(
                connection, row.id, name=terms.name, schedule=terms.schedule, doors=terms.doors, change=change
            )
            return replace(row, name=terms.name, schedule=terms.schedule, doors=terms.doors, change=change)

        row = await self._database.write(write)
        await hint_property(self._bus, row.property_id)
        return row


@operation("credentials.revoke_staff_key")
class RevokeStaffKey:
    """Take a PIN or key of the staff away."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, scope: Scope, key_id: str) -> None:
        """Raises NotFound, also for one of another property."""
        at: datetime = self._clock.now()

        def write(connection: Connection) -> str:
            row = _get_of_staff(connection, scope, key_id)
            change = take_change_number(connection, row.property_id)
            end_credentials(connection, [row.id], at=at, end=End.REVOKED, change=change)
            _note(connection, row)
            return row.property_id

        await hint_property(self._bus, await self._database.write(write))


def _note(connection: Connection, row: CredentialRow, *changes: Change) -> None:
    key = Subject(kind=SubjectKind.STAFF_KEY, id=row.id)  # its holder is named when it is read
    audit.note(connection, property_id=row.property_id, subject=key, changes=changes)


def _ensure_looked_after(scope: Scope, property_id: str) -> None:
    if property_id not in scope.properties:
        raise NotFound


def _get_of_staff(connection: Connection, scope: Scope, key_id: str) -> CredentialRow:
    row = find_credential(connection, key_id)
    if row is None or row.household_id is not None or row.property_id not in scope.properties:
        raise NotFound
    return row


def _check_terms(connection: Connection, property_id: str, terms: StaffTerms, at: datetime) -> list[str]:
    """Give the property's doors. Raises DoorUnfit, KeyScheduleUnfit."""
    doors = _list_doors(connection, property_id)
    own = [door.id for door in doors]
    if not own or (terms.doors is not None and (not terms.doors or not terms.doors <= set(own))):
        raise DoorUnfit
    if terms.schedule is not None:
        check_schedule(terms.schedule, at, ZoneInfo(doors[0].time_zone))
    return own


def _list_doors(connection: Connection, property_id: str) -> tuple[DoorRow, ...]:
    buildings = list_buildings_of_properties(connection, {property_id})
    return list_doors_of_buildings(connection, {building.id for building in buildings})
