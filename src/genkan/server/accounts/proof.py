"""Showing again who is signed in, before something that would hurt in other hands."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.core.guessing import Wait
from genkan.server.accounts.codes import (
    CodeAddress,
    CodePurpose,
    CodeRight,
    CodesBlocked,
    CodeSent,
    CodeWrong,
    check_code,
    request_code,
)
from genkan.server.accounts.errors import AddressMissing, ProofNeeded, WrongCode, WrongPassword
from genkan.server.accounts.guesses import charge_attempt, forgive_attempt, guess_keys
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.repository import PersonRow, find_person
from genkan.server.accounts.sign_in_by_code import paced
from genkan.server.accounts.tables import session
from genkan.server.messages.service import Channel
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor, operation
from genkan.server.platform.settings import SignInSettings

PROOF_LIFE = timedelta(minutes=5)  # one errand in 「マイページ」


def ensure_proved(connection: Connection, session_id: str, at: datetime) -> None:
    """Raise ProofNeeded unless the session's holder gave password or code in the last five minutes."""
    proved_at = connection.execute(sa.select(session.c.proved_at).where(session.c.id == session_id)).scalar()
    if proved_at is None or at >= proved_at + PROOF_LIFE:
        raise ProofNeeded


def note_proved(connection: Connection, session_id: str, at: datetime) -> None:
    """Store that the session's holder has shown who they are."""
    connection.execute(sa.update(session).where(session.c.id == session_id).values(proved_at=at))


@operation("accounts.request_proof_code")
class RequestProofCode:
    """Send the asker a code, by text or else by mail. Raises CodePaced."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, actor: PersonActor) -> CodeSent:
        at = self._clock.now()

        def request(connection: Connection) -> CodeSent | Wait:
            return request_code(connection, self._derivation, _own_address(connection, actor), at)

        sent = await self._database.write(request)
        if isinstance(sent, Wait):
            raise paced(sent.left)
        return sent


@operation("accounts.prove")
class Prove:
    """Take the asker's password or code, so that this session may change what matters for five minutes.

    Raises WrongPassword, WrongCode, TooOften, CodePaced, SignInBusy.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        derivation: Derivation,
        checks: PasswordChecks,
        limits: SignInSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._checks = checks
        self._limits = limits

    async def by_password(self, actor: PersonActor, password: str, *, address: str) -> None:
        """Prove by the password."""
        at = self._clock.now()
        keys = guess_keys(username=f"proof {actor.person_id}", address=address, device_hash=None)

        def charge(connection: Connection) -> str | None:
            charge_attempt(connection, keys, at, self._limits)
            return _person(connection, actor).password_hash

        password_hash = await self._database.write(charge)
        if not await self._checks.check(password, password_hash):
            raise WrongPassword

        def note(connection: Connection) -> None:
            forgive_attempt(connection, keys, at)
            note_proved(connection, actor.session_id, at)

        await self._database.write(note)

    async def by_code(self, actor: PersonActor, code: str) -> None:
        """Prove by the code that was sent."""
        at = self._clock.now()

        def check(connection: Connection) -> CodeRight | CodeWrong | CodesBlocked:
            to = _own_address(connection, actor)
            found = check_code(connection, self._derivation, to, code, at)
            if found == CodeRight(actor.person_id):
                note_proved(connection, actor.session_id, at)
                return found
            return CodeWrong() if isinstance(found, CodeRight) else found

        match await self._database.write(check):
            case CodeWrong():
                raise WrongCode
            case CodesBlocked(left):
                raise paced(left)

    __call__ = by_password


def _person(connection: Connection, actor: PersonActor) -> PersonRow:
    person = find_person(connection, actor.person_id)
    if person is None:
        raise NotSignedIn
    return person


def _own_address(connection: Connection, actor: PersonActor) -> CodeAddress:
    """Give where the asker is reached. Raises AddressMissing."""
    person = _person(connection, actor)
    ways = ((Channel.SMS, person.mobile), (Channel.MAIL, person.email))
    for channel, address in ways:
        if address is not None:
            return CodeAddress(
                channel=channel,
                address=address,
                purpose=CodePurpose.PROVE,
                person_id=person.id,
                language=person.language,
            )
    raise AddressMissing
