"""One's own data: taking them along, and being erased. Every domain answers for its own: `OwnRecords`."""

import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection

from genkan.server.accounts.consents import Consent, list_consents
from genkan.server.accounts.errors import MasterNeeded
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import PersonRow, find_person
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.tables import membership, person, session
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor, Role, operation

log = structlog.get_logger()

Record = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """When somebody lived in a household; what happened before and after is not theirs."""

    household_id: str
    since: datetime
    until: datetime | None

    def covers(self, household_id: str | None, at: datetime) -> bool:
        """Whether it happened in this household, while they lived there."""
        return (
            household_id == self.household_id and self.since <= at and (self.until is None or at < self.until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose records are meant."""

    person_id: str
    stays: tuple[Stay, ...]
    homes: frozenset[str]  # households they live in, or will
    alone: frozenset[str]  # where nobody else does; of past ones, those nobody else remembers
    leads: frozenset[str] = frozenset()  # those they live in whose master they are

    def knows(self, household_id: str | None, at: datetime) -> bool:
        """Whether something that happened to a household happened to them."""
        return any(stay.covers(household_id, at) for stay in self.stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What remains to be done once the rows are gone: files to delete, and whom to hurry on the bus.

    `then`: what is kept outside of the rows' database.
    """

    blobs: tuple[BlobId, ...] = ()
    then: tuple[Callable[[], Awaitable[None]], ...] = ()
    hints: tuple[str, ...] = ()


class OwnRecords(Protocol):
    """What one domain keeps of people."""

    name: str  # in the export

    async def export(self, owner: Owner) -> Sequence[Record]:
        """Give what is kept of the owner; never a secret, and nothing of others."""

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:
        """Erase it in the transaction that erases the person; what opens doors opens none from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMembership:
    role: str
    property_id: str | None
    household_id: str | None
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDevice:
    label: str
    address: str
    since: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """Everything that is kept of a person."""

    person: PersonRow
    memberships: tuple[OwnMembership, ...]
    devices: tuple[OwnDevice, ...]
    consents: tuple[Consent, ...]
    records: Mapping[str, Sequence[Record]]  # by the name of the domain's


@operation("accounts.export_own_data")
class ExportOwnData:
    """Give the asker everything their account holds."""

    def __init__(self, database: Database, clock: Clock, records: Sequence[OwnRecords]) -> None:
        self._database = database
        self._clock = clock
        self._records = records

    async def __call__(self, actor: PersonActor) -> OwnData:
        at = self._clock.now()
        owner = await self._database.read(lambda connection: read_owner(connection, actor.person_id, at))
        records = {kept.name: await kept.export(owner) for kept in self._records}

        def export(connection: Connection) -> OwnData:
            found = find_person(connection, actor.person_id)
            if found is None:
                raise NotSignedIn
            memberships = connection.execute(
                sa.select(membership)
                .where(membership.c.person_id == actor.person_id)
                .order_by(membership.c.since)
            )
            devices = connection.execute(
                sa.select(session)
                .where(session.c.person_id == actor.person_id)
                .order_by(session.c.created_at)
            )
            return OwnData(
                person=found,
                memberships=tuple(
                    OwnMembership(
                        role=row.role,
                        property_id=row.property_id,
                        household_id=row.household_id,
                        since=row.since,
                        until=row.until,
                    )
                    for row in memberships
                ),
                devices=tuple(
                    OwnDevice(
                        label=row.device_label,
                        address=row.address,
                        since=row.created_at,
                        last_seen_at=row.last_seen_at,
                    )
                    for row in devices
                ),
                consents=list_consents(connection, actor.person_id),
                records=records,
            )

        return await self._database.read(export)


@operation("accounts.erase_self")
class EraseSelf:
    """Erase the asker: every row that names them goes; journals keep an id that leads nowhere.

    Raises MasterNeeded while others live in a household whose master they are, and ProofNeeded.
    """

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        blobs: BlobStore,
        records: Sequence[OwnRecords],
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._blobs = blobs
        self._records = records

    async def __call__(self, actor: PersonActor) -> None:
        at = self._clock.now()

        def erase(connection: Connection) -> list[Leftovers]:
            owner = read_owner(connection, actor.person_id, at)
            if not owner.leads <= owner.alone:
                raise MasterNeeded
            ensure_proved(connection, actor.session_id, at)
            left = [kept.erase(connection, owner, at) for kept in self._records]
            # What is left of the accounts follows by its keys.
            connection.execute(sa.delete(person).where(person.c.id == owner.person_id))
            return left

        left = await self._database.write(erase)
        log.info("account.erased", person_id=actor.person_id)
        await hint_person(self._bus, actor.person_id)
        for part in left:
            for blob_id in part.blobs:
                await self._blobs.delete(blob_id)
            for finish in part.then:
                await finish()
            for subject in part.hints:
                await self._bus.publish(subject, b"")


def show_picture(blobs: BlobStore, blob_id: str) -> str | None:
    """Give a picture as an export holds it, a data URL; None when its time is over."""
    try:
        with blobs.open(BlobId(blob_id)) as picture:
            return "data:image/jpeg;base64," + base64.b64encode(picture.read()).decode()
    except BlobMissing:
        return None


def read_owner(connection: Connection, person_id: str, at: datetime) -> Owner:
    """Give whose records are meant, with the households they live or lived in."""
    rows = connection.execute(
        sa.select(membership).where(
            membership.c.person_id == person_id, membership.c.household_id.is_not(None)
        )
    ).all()
    current = [row for row in rows if row.until is None or row.until > at]
    homes = frozenset(row.household_id for row in current)
    households = frozenset(row.household_id for row in rows)
    others = sa.select(membership.c.household_id, membership.c.until).where(
        membership.c.household_id.in_(list(households)), membership.c.person_id != person_id
    )
    shared = frozenset(
        row.household_id
        for row in connection.execute(others)
        if row.household_id not in homes or row.until is None or row.until > at
    )
    return Owner(
        person_id=person_id,
        stays=tuple(Stay(household_id=row.household_id, since=row.since, until=row.until) for row in rows),
        homes=homes,
        alone=households - shared,
        leads=frozenset(row.household_id for row in current if row.role == Role.MASTER.value),
    )
