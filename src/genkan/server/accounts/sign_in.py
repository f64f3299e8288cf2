"""Signing in with user name or mail address, and password."""

import hmac
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.errors import EmailUnfit, WrongPassword
from genkan.server.accounts.guesses import GuessKeys, charge_attempt, forgive_attempt, guess_keys
from genkan.server.accounts.link import Places
from genkan.server.accounts.links import FIRST_PASSWORD, find_first_password, use_first_password
from genkan.server.accounts.opening import Caller, SignedIn, admitted, find_device, open_session
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.repository import (
    PersonRow,
    find_person_by_email,
    find_person_by_username,
    note_email_verified,
)
from genkan.server.accounts.second_factor import SecondStep
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import operation
from genkan.server.platform.settings import SignInSettings

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """One attempt. `username` may be a mail address."""

    username: str
    password: str = field(repr=False)
    caller: Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """Who is meant, what is charged, and the account link whose first password still works."""

    person: PersonRow | None
    keys: GuessKeys
    link_id: str | None


@operation("accounts.sign_in")
class SignIn:
    """Give the person behind user name and password a session.

    Raises WrongPassword (also for an unknown user name, in the same time), TooOften, SignInBusy,
    NotAllowed (the portal is for staff), SecondFactorNeeded.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        checks: PasswordChecks,
        places: Places,
        limits: SignInSettings,
        derivation: Derivation,
    ) -> None:
        self._database = database
        self._clock = clock
        self._checks = checks
        self._places = places
        self._limits = limits
        self._derivation = derivation

    async def __call__(self, credentials: Credentials) -> SignedIn:
        self._checks.ensure_room()
        at = self._clock.now()
        attempt = await self._database.write(lambda connection: self._charge(connection, credentials, at))
        person = attempt.person
        # Whatever is found, one slow check is made: an unknown user name takes as long as a known one.
        fits = await self._checks.check(
            credentials.password, None if person is None else person.password_hash
        )
        is_first = attempt.link_id is not None and self._is_first_password(
            attempt.link_id, credentials.password
        )
        if person is None or not (fits or is_first):
            log.info("account.sign_in.refused", app=credentials.caller.app)
            raise WrongPassword
        person_id = person.id

        def admit(connection: Connection) -> SignedIn | SecondStep | None:
            forgive_attempt(connection, attempt.keys, at)
            signed = open_session(connection, self._places, person_id, credentials.caller, at)
            if signed is not None and is_first:
                if not use_first_password(connection, attempt.link_id or "", at):
                    raise WrongPassword  # somebody was faster; it works once
                note_email_verified(connection, person_id, at)  # it was mailed there
            return signed

        return admitted(await self._database.write(admit))

    def _charge(self, connection: Connection, credentials: Credentials, at: datetime) -> _Attempt:
        typed = unicodedata.normalize("NFKC", credentials.username).strip()  # full-width digits
        person = _find_person(connection, typed)
        keys = guess_keys(
            # One counter however the account is named.
            username=typed if person is None else person.username,
            address=credentials.caller.address,
            device_hash=None if person is None else find_device(connection, credentials.caller, person.id),
        )
        charge_attempt(connection, keys, at, self._limits)
        link_id = None
        if person is not None and person.password_hash is None:
            link_id = find_first_password(connection, person.id, at)
        return _Attempt(person=person, keys=keys, link_id=link_id)

    def _is_first_password(self, link_id: str, typed: str) -> bool:
        expected = self._derivation.password(FIRST_PASSWORD, link_id)
        return hmac.compare_digest(expected.encode(), typed.strip().encode())


def _find_person(connection: Connection, typed: str) -> PersonRow | None:
    if "@" not in typed:
        return find_person_by_username(connection, typed)
    try:
        return find_person_by_email(connection, parse_email(typed))
    except EmailUnfit:
        return None
