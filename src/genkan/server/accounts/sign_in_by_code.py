"""Signing in, or beginning to choose a new password, by a code sent to one's mobile number."""

from datetime import timedelta

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
from genkan.server.accounts.errors import CodePaced, WrongCode
from genkan.server.accounts.guesses import network_of
from genkan.server.accounts.link import Places
from genkan.server.accounts.links import GRANT_LIFE, RESET_LINK, LinkPurpose, add_link
from genkan.server.accounts.opening import Caller, SignedIn, admitted, open_session
from genkan.server.accounts.repository import find_person_by_mobile, note_mobile_verified
from genkan.server.accounts.second_factor import SecondStep
from genkan.server.messages.service import Channel
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import operation

MILLISECOND = timedelta(milliseconds=1)


def paced(left: timedelta) -> CodePaced:
    """Give the refusal that names how long to wait."""
    return CodePaced(retry_after_ms=left // MILLISECOND + 1)


def ensure_pace(pace: RateLimit, address: str) -> None:
    """Raise TooOften when too much is asked for from the network of the address."""
    if (wait_ms := pace.take(network_of(address))) is not None:
        raise TooOften(retry_after_ms=wait_ms)


@operation("accounts.request_code")
class RequestCode:
    """Send a code to the number; whether it is registered is not said. Raises CodePaced, TooOften."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation, pace: RateLimit) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._pace = pace

    async def __call__(self, mobile: str, *, address: str) -> CodeSent:
        ensure_pace(self._pace, address)
        at = self._clock.now()

        def request(connection: Connection) -> CodeSent | Wait:
            return request_code(connection, self._derivation, number_of(connection, mobile), at)

        sent = await self._database.write(request)
        if isinstance(sent, Wait):
            raise paced(sent.left)
        return sent


@operation("accounts.sign_in_by_code")
class SignInByCode:
    """Sign in by the code sent to the number. Raises WrongCode, CodePaced, NotAllowed, SecondFactorNeeded."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation, places: Places) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._places = places

    async def __call__(self, mobile: str, code: str, caller: Caller) -> SignedIn:
        at = self._clock.now()

        def admit(connection: Connection) -> SignedIn | SecondStep | CodeWrong | CodesBlocked | None:
            to = number_of(connection, mobile)
            check = check_code(connection, self._derivation, to, code, at)
            if not isinstance(check, CodeRight):
                return check
            note_mobile_verified(connection, check.person_id, at)
            return open_session(connection, self._places, check.person_id, caller, at)

        signed = await self._database.write(admit)
        match signed:
            case CodeWrong():
                raise WrongCode
            case CodesBlocked(left):
                raise paced(left)
        return admitted(signed)


@operation("accounts.check_reset_code")
class CheckResetCode:
    """Give the token that lets a new password be chosen. Raises WrongCode, CodePaced."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, mobile: str, code: str) -> str:
        at = self._clock.now()

        def grant(connection: Connection) -> str | CodeWrong | CodesBlocked:
            check = check_code(connection, self._derivation, number_of(connection, mobile), code, at)
            if not isinstance(check, CodeRight):
                return check
            note_mobile_verified(connection, check.person_id, at)
            link = add_link(connection, check.person_id, LinkPurpose.RESET, at, life=GRANT_LIFE)
            return self._derivation.link(RESET_LINK, link.id)

        granted = await self._database.write(grant)
        match granted:
            case CodeWrong():
                raise WrongCode
            case CodesBlocked(left):
                raise paced(left)
        return granted


def number_of(connection: Connection, mobile: str) -> CodeAddress:
    """Give the number with the person it is registered for, if any."""
    person = find_person_by_mobile(connection, mobile)
    return CodeAddress(
        channel=Channel.SMS,
        address=mobile,
        purpose=CodePurpose.ENTER,
        person_id=None if person is None else person.id,
        language="ja" if person is None else person.language,
    )
