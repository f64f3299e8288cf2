"""One's own data: taking them along, and being erased."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection

from genkan.server.accounts.consents import Consent, list_consents
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import PersonRow, find_person
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.tables import membership, person, session
from genkan.server.messages.service import forget_messages
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor, operation

log = structlog.get_logger()

Eraser = Callable[[Connection, str], None]  # of a domain above: erases what it keeps of the person


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
    """Everything the accounts keep of a person."""

    person: PersonRow
    memberships: tuple[OwnMembership, ...]
    devices: tuple[OwnDevice, ...]
    consents: tuple[Consent, ...]


@operation("accounts.export_own_data")
class ExportOwnData:
    """Give the asker everything their account holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, actor: PersonActor) -> OwnData:
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
            )

        return await self._database.read(export)


@operation("accounts.erase_self")
class EraseSelf:
    """Erase the asker: every row that names them goes; journals keep an id that leads nowhere.

    Raises ProofNeeded.
    """

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, erasers: Sequence[Eraser] = ()) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._erasers = erasers

    async def __call__(self, actor: PersonActor) -> None:
        at = self._clock.now()

        def erase(connection: Connection) -> None:
            ensure_proved(connection, actor.session_id, at)
            erase_person(connection, actor.person_id, self._erasers)

        await self._database.write(erase)
        log.info("account.erased", person_id=actor.person_id)
        await hint_person(self._bus, actor.person_id)


def erase_person(connection: Connection, person_id: str, erasers: Sequence[Eraser] = ()) -> None:
    """Erase a person and what is about them, in the caller's transaction."""
    for erase in erasers:
        erase(connection, person_id)
    forget_messages(connection, person_id)
    connection.execute(sa.delete(person).where(person.c.id == person_id))  # the rest follows by its keys
