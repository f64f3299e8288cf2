"""One's own passkeys: adding, removing, and signing in by one alone."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.errors import FactorKnown, PasskeysFull
from genkan.server.accounts.link import Places
from genkan.server.accounts.opening import Caller, SignedIn, admitted, open_session
from genkan.server.accounts.passkeys import (
    PASSKEYS_A_PERSON,
    Asked,
    ChallengePurpose,
    MadePasskey,
    PasskeyDesk,
    SignedChallenge,
    ask_to_sign,
    hash_credential_id,
    take_passkey,
    use_challenge,
)
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import find_person
from genkan.server.accounts.second_factor import SecondStep, settle_gone_factor, settle_new_factor
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.sign_in_by_code import ensure_pace
from genkan.server.accounts.tables import passkey
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import PersonActor, operation
from genkan.wire.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasskeyAsked:
    """What a browser makes a passkey of: what it has to sign, for whom, and which devices have one."""

    asked: Asked
    person_id: str
    username: str
    display_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyAdded:
    """A passkey that is there now, and new recovery codes unless some were left."""

    passkey_id: str
    recovery_codes: tuple[str, ...]


@operation("accounts.begin_passkey")
class BeginPasskey:
    """Give what a new passkey of the asker's has to sign. Raises ProofNeeded, PasskeysFull."""

    def __init__(self, *, database: Database, clock: Clock, desk: PasskeyDesk) -> None:
        self._database = database
        self._clock = clock
        self._desk = desk

    async def __call__(self, actor: PersonActor) -> NewPasskeyAsked:
        at = self._clock.now()

        def begin(connection: Connection) -> NewPasskeyAsked:
            ensure_proved(connection, actor.session_id, at)
            person = find_person(connection, actor.person_id)
            if person is None:
                raise NotSignedIn
            _ensure_room(connection, actor.person_id)
            return NewPasskeyAsked(
                asked=ask_to_sign(
                    connection, self._desk, ChallengePurpose.ADD, at, person_id=actor.person_id
                ),
                person_id=person.id,
                username=person.username,
                display_name=person.display_name,
            )

        return await self._database.write(begin)


@operation("accounts.add_passkey")
class AddPasskey:
    """Take a passkey that the asker's browser has made.

    Raises ProofNeeded, PasskeyUnfit, FactorKnown, PasskeysFull.
    """

    def __init__(
        self, *, database: Database, bus: Bus, clock: Clock, derivation: Derivation, desk: PasskeyDesk
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._derivation = derivation
        self._desk = desk

    async def __call__(self, actor: PersonActor, made: MadePasskey, *, name: str) -> PasskeyAdded:
        at = self._clock.now()
        credential = self._desk.read_made(made)
        row = {
            "id": new_id(),
            "person_id": actor.person_id,
            "credential_hash": hash_credential_id(credential.id),
            "credential": credential.content,
            "uses": credential.uses,
            "name": name,
            "created_at": at,
        }

        def add(connection: Connection) -> tuple[str, ...]:
            ensure_proved(connection, actor.session_id, at)
            use_challenge(connection, made.client_data, ChallengePurpose.ADD, actor.person_id, at)
            _ensure_room(connection, actor.person_id)
            known = sa.select(passkey.c.id).where(passkey.c.credential_hash == row["credential_hash"])
            if connection.execute(known).first() is not None:
                raise FactorKnown
            connection.execute(sa.insert(passkey).values(row))
            return settle_new_factor(connection, self._derivation, actor.person_id, "passkey_added", at)

        codes = await self._database.write(add)
        await hint_person(self._bus, actor.person_id)  # a session that waited for it has its roles now
        return PasskeyAdded(passkey_id=str(row["id"]), recovery_codes=codes)


@operation("accounts.remove_passkey")
class RemovePasskey:
    """Remove one of the asker's passkeys. Raises ProofNeeded, NotFound."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor, passkey_id: str) -> None:
        at = self._clock.now()

        def remove(connection: Connection) -> None:
            ensure_proved(connection, actor.session_id, at)
            gone = connection.execute(
                sa.delete(passkey).where(passkey.c.id == passkey_id, passkey.c.person_id == actor.person_id)
            )
            if gone.rowcount == 0:
                raise NotFound
            settle_gone_factor(connection, actor.person_id, "passkey_removed", at)

        await self._database.write(remove)


@operation("accounts.offer_passkey")
class OfferPasskey:
    """Give what a passkey has to sign that signs in alone; whose is not asked. Raises TooOften."""

    def __init__(self, *, database: Database, clock: Clock, desk: PasskeyDesk, pace: RateLimit) -> None:
        self._database = database
        self._clock = clock
        self._desk = desk
        self._pace = pace

    async def __call__(self, *, address: str) -> Asked:
        ensure_pace(self._pace, address)
        at = self._clock.now()
        return await self._database.write(
            lambda connection: ask_to_sign(connection, self._desk, ChallengePurpose.ALONE, at)
        )


@operation("accounts.sign_in_by_passkey")
class SignInByPasskey:
    """Sign in by a passkey alone: the device has asked who holds it, so it is two factors in one.

    Raises PasskeyUnfit, and NotAllowed (the portal is for staff).
    """

    def __init__(self, *, database: Database, clock: Clock, places: Places, desk: PasskeyDesk) -> None:
        self._database = database
        self._clock = clock
        self._places = places
        self._desk = desk

    async def __call__(self, signed: SignedChallenge, caller: Caller) -> SignedIn:
        at = self._clock.now()
        self._desk.load()

        def admit(connection: Connection) -> SignedIn | SecondStep | None:
            person_id = take_passkey(connection, self._desk, signed, None, at)
            return open_session(connection, self._places, person_id, caller, at, has_second_factor=True)

        return admitted(await self._database.write(admit))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPasskey:
    """One passkey as its owner knows it."""

    passkey_id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


def list_passkeys(connection: Connection, person_id: str) -> tuple[OwnPasskey, ...]:
    """Give the person's passkeys, the oldest first."""
    rows = connection.execute(
        sa.select(passkey)
        .where(passkey.c.person_id == person_id)
        .order_by(passkey.c.created_at, passkey.c.id)
    )
    return tuple(
        OwnPasskey(passkey_id=row.id, name=row.name, created_at=row.created_at, last_used_at=row.last_used_at)
        for row in rows
    )


def _ensure_room(connection: Connection, person_id: str) -> None:
    query = sa.select(sa.func.count()).where(passkey.c.person_id == person_id)
    if connection.execute(query).scalar_one() >= PASSKEYS_A_PERSON:
        raise PasskeysFull
