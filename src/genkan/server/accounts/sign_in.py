"""Signing in with user name and password."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.accounts.errors import WrongPassword
from genkan.server.accounts.guesses import GuessKeys, charge_attempt, forgive_attempt, guess_keys
from genkan.server.accounts.link import Places
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.repository import PersonRow, SessionRow, add_session, find_person_by_username
from genkan.server.accounts.service import STAFF_ROLES, Me, hash_token, list_memberships, read_me
from genkan.server.accounts.tables import known_device
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotAllowed
from genkan.server.platform.operations import operation
from genkan.server.platform.settings import SignInSettings
from genkan.wire.ids import new_id

log = structlog.get_logger()

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """One attempt. `device_token` is what this browser was given when it signed in before."""

    username: str
    password: str = field(repr=False)
    app: str
    device_label: str
    address: str
    device_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session. The tokens exist here and in the browser only."""

    me: Me
    token: str = field(repr=False)
    device_token: str = field(repr=False)


@operation("accounts.sign_in")
class SignIn:
    """Give the person behind user name and password a session.

    Raises WrongPassword (also for an unknown user name, in the same time), TooOften, SignInBusy,
    NotAllowed (the portal is for staff).
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        checks: PasswordChecks,
        places: Places,
        limits: SignInSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._checks = checks
        self._places = places
        self._limits = limits

    async def __call__(self, credentials: Credentials) -> SignedIn:
        self._checks.ensure_room()
        at = self._clock.now()
        person, keys = await self._database.write(
            lambda connection: self._charge(connection, credentials, at)
        )
        password_hash = None if person is None else person.password_hash
        if not await self._checks.check(credentials.password, password_hash) or person is None:
            log.info("account.sign_in.refused", app=credentials.app)
            raise WrongPassword
        token = secrets.token_urlsafe(TOKEN_BYTES)
        device_token = credentials.device_token or secrets.token_urlsafe(TOKEN_BYTES)
        session = SessionRow(id=new_id(), person_id=person.id, app=credentials.app)

        def open_session(connection: Connection) -> Me | None:
            forgive_attempt(connection, keys, at)
            if not _is_welcome(connection, person.id, credentials.app, at):
                return None
            add_session(
                connection,
                session,
                token_hash=hash_token(token),
                device_label=credentials.device_label,
                address=credentials.address,
                at=at,
            )
            _remember_device(connection, hash_token(device_token), person.id, at)
            return read_me(connection, self._places, person.id, at)

        me = await self._database.write(open_session)
        if me is None:
            raise NotAllowed
        log.info("account.signed_in", person_id=person.id, session_id=session.id, app=credentials.app)
        return SignedIn(me=me, token=token, device_token=device_token)

    def _charge(
        self, connection: Connection, credentials: Credentials, at: datetime
    ) -> tuple[PersonRow | None, GuessKeys]:
        person = find_person_by_username(connection, credentials.username)
        device_hash = None if credentials.device_token is None else hash_token(credentials.device_token)
        if device_hash is not None and not _is_known(connection, device_hash, person):
            device_hash = None
        keys = guess_keys(username=credentials.username, address=credentials.address, device_hash=device_hash)
        charge_attempt(connection, keys, at, self._limits)
        return person, keys


def _is_welcome(connection: Connection, person_id: str, app: str, at: datetime) -> bool:
    roles = {membership.role for membership in list_memberships(connection, person_id, at)}
    return app != "portal" or bool(roles & STAFF_ROLES)


def _is_known(connection: Connection, device_hash: bytes, person: PersonRow | None) -> bool:
    owner = "" if person is None else person.id
    found = connection.execute(
        sa.select(known_device.c.person_id).where(
            known_device.c.token_hash == device_hash, known_device.c.person_id == owner
        )
    ).first()
    return found is not None


def _remember_device(connection: Connection, device_hash: bytes, person_id: str, at: datetime) -> None:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    remembered = insert(known_device).values(token_hash=device_hash, person_id=person_id, last_used_at=at)
    connection.execute(
        remembered.on_conflict_do_update(
            index_elements=[known_device.c.token_hash, known_device.c.person_id],
            set_={"last_used_at": remembered.excluded.last_used_at},
        )
    )
