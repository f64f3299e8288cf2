"""The page of one's account's security: what protects it, and new recovery codes."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.link import Places
from genkan.server.accounts.opening import needs_second_factor
from genkan.server.accounts.own_passkeys import OwnPasskey, list_passkeys
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import find_person
from genkan.server.accounts.second_factor import (
    count_recovery_codes,
    has_second_factor,
    make_recovery_codes,
    store_recovery_codes,
    tell,
)
from genkan.server.accounts.tables import totp
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.operations import PersonActor, operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """What protects an account."""

    has_password: bool
    totp_since: datetime | None
    totp_last_used_at: datetime | None
    passkeys: tuple[OwnPasskey, ...]
    recovery_codes_left: int
    is_required: bool  # by a property the person looks after


@operation("accounts.get_security")
class GetSecurity:
    """Give what protects the asker's account."""

    def __init__(self, *, database: Database, clock: Clock, places: Places) -> None:
        self._database = database
        self._clock = clock
        self._places = places

    async def __call__(self, actor: PersonActor) -> Security:
        at = self._clock.now()

        def read(connection: Connection) -> Security:
            person = find_person(connection, actor.person_id)
            if person is None:
                raise NotSignedIn
            app = connection.execute(
                sa.select(totp).where(totp.c.person_id == person.id, totp.c.confirmed_at.is_not(None))
            ).first()
            return Security(
                has_password=person.password_hash is not None,
                totp_since=None if app is None else app.confirmed_at,
                totp_last_used_at=None if app is None else app.last_used_at,
                passkeys=list_passkeys(connection, person.id),
                recovery_codes_left=count_recovery_codes(connection, person.id),
                is_required=needs_second_factor(connection, self._places, person.id, at),
            )

        return await self._database.read(read)


@operation("accounts.renew_recovery_codes")
class RenewRecoveryCodes:
    """Give new recovery codes; the old ones are void. Raises ProofNeeded, and NotFound without a factor."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, actor: PersonActor) -> tuple[str, ...]:
        at = self._clock.now()
        codes = make_recovery_codes()

        def renew(connection: Connection) -> None:
            ensure_proved(connection, actor.session_id, at)
            if not has_second_factor(connection, actor.person_id):
                raise NotFound
            store_recovery_codes(connection, self._derivation, actor.person_id, codes, at)
            tell(connection, actor.person_id, "recovery_renewed", at)

        await self._database.write(renew)
        return codes
