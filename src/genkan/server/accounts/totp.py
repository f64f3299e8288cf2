"""An authenticator app: codes of six digits that change every 30 seconds (RFC 6238)."""

import base64
import hmac
import os
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.accounts.errors import FactorKnown, SecondFactorWrong
from genkan.server.accounts.guesses import charge_attempt, forgive_attempt, guess_keys
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import find_person
from genkan.server.accounts.second_factor import settle_gone_factor, settle_new_factor
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.tables import totp
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.operations import PersonActor, operation
from genkan.server.platform.settings import SignInSettings

TOTP = "accounts.totp"
SECRET_BYTES = 20  # RFC 4226: as long as SHA-1's output, the one every app can do
NONCE_BYTES = 12
STEP_S = 30
DIGITS = 6
SKEW_STEPS = 1  # a clock may be half a minute off, and typing takes its time
ISSUER = "Genkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTotp:
    """What an authenticator app needs; shown while it is set up, and never again."""

    secret: str = field(repr=False)  # base32
    uri: str = field(repr=False)  # otpauth:, as its QR code holds it


class TotpVault:
    """Seals secrets, and knows which code belongs to which half minute."""

    def __init__(self, derivation: Derivation) -> None:
        self._cipher = AESGCM(derivation.hash(TOTP, "seal"))

    def seal(self, person_id: str, secret: bytes) -> bytes:
        """Give the secret as it is stored: useless without the server's key, and to any other person."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, person_id.encode())

    def unseal(self, person_id: str, sealed: bytes) -> bytes:
        """Give the secret of a row."""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], person_id.encode())

    def find_step(self, person_id: str, sealed: bytes, code: str, at: datetime) -> int | None:
        """Give the half minute, of those around now, that the code belongs to; None: the code is wrong."""
        from cryptography.hazmat.primitives.hashes import SHA1  # noqa: PLC0415 - with the next
        from cryptography.hazmat.primitives.twofactor import totp as rfc6238  # noqa: PLC0415 - few need it

        codes = rfc6238.TOTP(self.unseal(person_id, sealed), DIGITS, SHA1(), STEP_S)  # noqa: S303 - in an HMAC
        now = int(at.timestamp()) // STEP_S
        right: int | None = None
        for step in range(now - SKEW_STEPS, now + SKEW_STEPS + 1):
            # Every one is compared, so that the time taken tells nothing.
            if hmac.compare_digest(codes.generate(step * STEP_S), code.encode()):
                right = step
        return right


def has_totp(connection: Connection, person_id: str) -> bool:
    """Whether the person's authenticator app is set up."""
    found = sa.select(totp.c.person_id).where(totp.c.person_id == person_id, totp.c.confirmed_at.is_not(None))
    return connection.execute(found).first() is not None


def take_totp(connection: Connection, vault: TotpVault, person_id: str, code: str, at: datetime) -> bool:
    """Take a code of the person's app; False: it is wrong, or it or a newer one was taken before."""
    found = connection.execute(
        sa.select(totp.c.secret).where(totp.c.person_id == person_id, totp.c.confirmed_at.is_not(None))
    ).first()
    step = None if found is None else vault.find_step(person_id, found.secret, code, at)
    if step is None:
        return False
    taken = connection.execute(
        sa.update(totp)
        .where(totp.c.person_id == person_id, totp.c.last_step < step)
        .values(last_step=step, last_used_at=at)
    )
    return taken.rowcount == 1


@operation("accounts.begin_totp")
class BeginTotp:
    """Make the secret of an authenticator app; it does nothing until a code confirms it.

    Raises ProofNeeded, and FactorKnown while one is set up.
    """

    def __init__(self, *, database: Database, clock: Clock, vault: TotpVault) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault

    async def __call__(self, actor: PersonActor) -> NewTotp:
        at = self._clock.now()
        secret = os.urandom(SECRET_BYTES)
        sealed = self._vault.seal(actor.person_id, secret)

        def begin(connection: Connection) -> str:
            ensure_proved(connection, actor.session_id, at)
            person = find_person(connection, actor.person_id)
            if person is None:
                raise NotSignedIn
            _put(connection, actor.person_id, sealed, at)
            return person.username

        username = await self._database.write(begin)
        text = base64.b32encode(secret).decode()
        return NewTotp(secret=text, uri=_write_uri(username, text))


@operation("accounts.confirm_totp")
class ConfirmTotp:
    """Switch the authenticator app on by its first code, and give new recovery codes unless some are left.

    Raises ProofNeeded, SecondFactorWrong, TooOften, and NotFound when none is being set up.
    """

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        derivation: Derivation,
        vault: TotpVault,
        limits: SignInSettings,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._derivation = derivation
        self._vault = vault
        self._limits = limits

    async def __call__(self, actor: PersonActor, code: str, *, address: str) -> tuple[str, ...]:
        at = self._clock.now()
        keys = guess_keys(username=f"{TOTP} {actor.person_id}", address=address, device_hash=None)
        await self._database.write(lambda connection: charge_attempt(connection, keys, at, self._limits))

        def confirm(connection: Connection) -> tuple[str, ...]:
            ensure_proved(connection, actor.session_id, at)
            row = connection.execute(sa.select(totp).where(totp.c.person_id == actor.person_id)).first()
            if row is None or row.confirmed_at is not None:
                raise NotFound
            step = self._vault.find_step(actor.person_id, row.secret, code, at)
            if step is None:
                raise SecondFactorWrong
            forgive_attempt(connection, keys, at)
            connection.execute(
                sa.update(totp)
                .where(totp.c.person_id == actor.person_id)
                .values(confirmed_at=at, last_step=step, last_used_at=at)
            )
            return settle_new_factor(connection, self._derivation, actor.person_id, "totp_on", at)

        codes = await self._database.write(confirm)
        await hint_person(self._bus, actor.person_id)  # a session that waited for it has its roles now
        return codes


@operation("accounts.remove_totp")
class RemoveTotp:
    """Switch the authenticator app off. Raises ProofNeeded, and NotFound when there is none."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor) -> None:
        at = self._clock.now()

        def remove(connection: Connection) -> None:
            ensure_proved(connection, actor.session_id, at)
            gone = connection.execute(
                sa.delete(totp).where(totp.c.person_id == actor.person_id, totp.c.confirmed_at.is_not(None))
            )
            if gone.rowcount == 0:
                raise NotFound
            settle_gone_factor(connection, actor.person_id, "totp_off", at)

        await self._database.write(remove)


def _put(connection: Connection, person_id: str, sealed: bytes, at: datetime) -> None:
    """Store a secret in place of one that was never confirmed. Raises FactorKnown."""
    known = sa.select(totp.c.confirmed_at).where(totp.c.person_id == person_id)
    if connection.execute(known).scalar() is not None:
        raise FactorKnown
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    values = {"secret": sealed, "created_at": at, "last_step": 0}
    connection.execute(
        insert(totp)
        .values(person_id=person_id, **values)
        .on_conflict_do_update(index_elements=[totp.c.person_id], set_=values)
    )


def _write_uri(username: str, secret: str) -> str:
    label = quote(f"{ISSUER}:{username}")
    # The defaults are spelled out: some apps guess differently.
    asked = {"secret": secret, "issuer": ISSUER, "algorithm": "SHA1", "digits": DIGITS, "period": STEP_S}
    return f"otpauth://totp/{label}?{urlencode(asked)}"
