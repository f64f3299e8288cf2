"""What people have consented to: which text, in which language, when."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.tables import consent
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.operations import PersonActor, operation
from genkan.wire.ids import new_id

PRIVACY = "privacy"
PRIVACY_VERSION = "2026-11"  # changes with the text in locales/*/account.json; then everybody is asked anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent that was given."""

    subject: str
    version: str
    language: str
    given_at: datetime


def needs_consent(connection: Connection, person_id: str) -> bool:
    """Whether the person has yet to consent to the privacy policy of today."""
    return not any(
        given.subject == PRIVACY and given.version == PRIVACY_VERSION
        for given in list_consents(connection, person_id)
    )


def list_consents(connection: Connection, person_id: str) -> tuple[Consent, ...]:
    """Give every consent of the person, oldest first."""
    rows = connection.execute(
        sa.select(consent).where(consent.c.person_id == person_id).order_by(consent.c.given_at, consent.c.id)
    )
    return tuple(
        Consent(subject=row.subject, version=row.version, language=row.language, given_at=row.given_at)
        for row in rows
    )


def note_consent(connection: Connection, person_id: str, *, language: str, at: datetime) -> None:
    """Store that the person consents to the privacy policy of today."""
    connection.execute(
        sa.insert(consent).values(
            id=new_id(),
            person_id=person_id,
            subject=PRIVACY,
            version=PRIVACY_VERSION,
            language=language,
            given_at=at,
        )
    )


@operation("accounts.give_consent")
class GiveConsent:
    """Record the asker's consent to the privacy policy. Raises BadRequest for a version of another day."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor, *, version: str, language: str) -> None:
        if version != PRIVACY_VERSION:
            raise BadRequest
        at = self._clock.now()
        await self._database.write(
            lambda connection: note_consent(connection, actor.person_id, language=language, at=at)
        )
