"""Forgotten passwords: the mail that lets a new one be chosen, and choosing it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.guessing import Wait
from genkan.server.accounts.codes import CodeAddress, CodePurpose, pace_address
from genkan.server.accounts.errors import PasswordUnfit
from genkan.server.accounts.link import Places
from genkan.server.accounts.links import RESET_LIFE, RESET_LINK, LinkPurpose, add_link, use_link, void_links
from genkan.server.accounts.notices import tell_of_change
from genkan.server.accounts.opening import Caller, SignedIn, admitted, is_welcome, open_session
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.repository import find_person, find_person_by_email, set_password
from genkan.server.accounts.second_factor import SecondStep
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.session_repository import remove_sessions_of
from genkan.server.accounts.sign_in_by_code import ensure_pace, paced
from genkan.server.accounts.sign_in_by_link import ensure_fresh, open_link_row
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotAllowed
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import operation

SHORTEST = 8  # SPEC 11


def ensure_password_fits(password: str, *, longest: int) -> None:
    """Raise PasswordUnfit unless the new password has a length we accept."""
    if not SHORTEST <= len(password) <= longest:
        raise PasswordUnfit


@operation("accounts.request_reset")
class RequestReset:
    """Mail a link for a new password to the address; whether it is registered is not said.

    Raises CodePaced and TooOften, of registered and other addresses alike.
    """

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation, pace: RateLimit) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._pace = pace

    async def __call__(self, email: str, *, app: str, address: str) -> None:
        ensure_pace(self._pace, address)
        at = self._clock.now()

        def request(connection: Connection) -> Wait | None:
            person = find_person_by_email(connection, email)
            to = CodeAddress(
                channel=Channel.MAIL,
                address=email,
                purpose=CodePurpose.RESET,
                person_id=None if person is None else person.id,
            )
            pace = pace_address(connection, self._derivation, to, at)
            if pace is not None or person is None:
                return pace if isinstance(pace, Wait) else None
            link = add_link(connection, person.id, LinkPurpose.RESET, at, life=RESET_LIFE)
            path = "/portal/reset" if app == "portal" else "/app/reset"
            message = NewMessage(
                channel=Channel.MAIL,
                address=email,
                template="reset",
                language=person.language,
                derived={
                    "link": Derived(kind=DerivedKind.LINK, purpose=RESET_LINK, row_id=link.id, path=path)
                },
                not_after=link.expires_at,
                about=person.id,
            )
            enqueue(connection, message, at)
            return None

        wait = await self._database.write(request)
        if wait is not None:
            raise paced(wait.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword:
    """What was chosen, and the token that lets it be."""

    token: str = field(repr=False)
    password: str = field(repr=False)
    caller: Caller


@operation("accounts.reset_password")
class ResetPassword:
    """Replace the password, sign the person out everywhere, and in on this device.

    Raises LinkUnknown, LinkUsed, LinkExpired, PasswordUnfit, SignInBusy, SecondFactorNeeded (the password
    is replaced then), and NotAllowed (the portal is for staff).
    """

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        derivation: Derivation,
        checks: PasswordChecks,
        places: Places,
        longest_password: int,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._derivation = derivation
        self._checks = checks
        self._places = places
        self._longest = longest_password

    async def __call__(self, new: NewPassword) -> SignedIn:
        ensure_password_fits(new.password, longest=self._longest)
        at = self._clock.now()
        # Before the slow hash, so that rubbish costs nothing.
        await self._database.read(lambda connection: self._open(connection, new, at))
        password_hash = await self._checks.hash(new.password)

        def replace(connection: Connection) -> tuple[str, SignedIn | SecondStep]:
            link_id, person_id = self._open(connection, new, at)
            use_link(connection, link_id, at)
            set_password(connection, person_id, password_hash)
            void_links(connection, person_id, at)
            remove_sessions_of(connection, person_id)
            person = find_person(connection, person_id)
            if person is not None:
                tell_of_change(connection, person, "password", at)
            signed = open_session(connection, self._places, person_id, new.caller, at)
            if signed is None:
                raise NotAllowed
            return person_id, signed

        person_id, signed = await self._database.write(replace)
        await hint_person(self._bus, person_id)
        return admitted(signed)

    def _open(self, connection: Connection, new: NewPassword, at: datetime) -> tuple[str, str]:
        link = open_link_row(connection, self._derivation, RESET_LINK, new.token)
        ensure_fresh(connection, link, at)
        if not is_welcome(connection, link.person_id, new.caller.app, at):
            raise NotAllowed
        return link.id, link.person_id
