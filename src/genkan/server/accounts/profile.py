"""「マイページ」: what the account says about its person, and changing it."""

from dataclasses import dataclass, field
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
from genkan.server.accounts.errors import AddressTaken, WrongCode
from genkan.server.accounts.links import void_links
from genkan.server.accounts.notices import Changed, tell_of_change
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.repository import (
    PersonRow,
    find_person,
    find_person_by_email,
    find_person_by_mobile,
    set_address,
    set_names,
    set_password,
)
from genkan.server.accounts.reset import ensure_password_fits
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.session_repository import remove_sessions_but
from genkan.server.accounts.sign_in_by_code import paced
from genkan.server.accounts.tables import session
from genkan.server.accounts.telephone import show_number
from genkan.server.messages.service import Channel
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor, operation

FRESH_SESSION = timedelta(minutes=10)  # whoever just came in by a link chooses a first password unasked


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How a person is called and written to; a landline number is shown, not verified."""

    given_name: str
    family_name: str
    language: str
    landline: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """A mail address or a mobile number (E.164) that shall become the person's."""

    channel: Channel
    address: str = field(repr=False)


@operation("accounts.get_profile")
class GetProfile:
    """Give the asker's own data."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, actor: PersonActor) -> PersonRow:
        return await self._database.read(lambda connection: _get(connection, actor))


@operation("accounts.change_profile")
class ChangeProfile:
    """Change how the asker is called and written to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, actor: PersonActor, names: Names) -> PersonRow:
        def change(connection: Connection) -> PersonRow:
            set_names(
                connection,
                actor.person_id,
                given_name=names.given_name,
                family_name=names.family_name,
                language=names.language,
                landline=names.landline,
            )
            return _get(connection, actor)

        return await self._database.write(change)


@operation("accounts.request_address_code")
class RequestAddressCode:
    """Send a code to an address that shall become the asker's. Raises ProofNeeded, CodePaced."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, actor: PersonActor, new: NewAddress) -> CodeSent:
        at = self._clock.now()

        def request(connection: Connection) -> CodeSent | Wait:
            ensure_proved(connection, actor.session_id, at)
            return request_code(connection, self._derivation, _to(connection, actor, new), at)

        sent = await self._database.write(request)
        if isinstance(sent, Wait):
            raise paced(sent.left)
        return sent


@operation("accounts.change_address")
class ChangeAddress:
    """Take the address over once its code shows that it is the asker's; the old one is told.

    Raises ProofNeeded, WrongCode, CodePaced, and AddressTaken when another account has verified it.
    """

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, actor: PersonActor, new: NewAddress, code: str) -> PersonRow:
        at = self._clock.now()

        def change(connection: Connection) -> PersonRow | CodeWrong | CodesBlocked:
            ensure_proved(connection, actor.session_id, at)
            check = check_code(connection, self._derivation, _to(connection, actor, new), code, at)
            match check:
                case CodeRight(person_id) if person_id == actor.person_id:
                    _take_over(connection, actor, new, at)
                    return _get(connection, actor)
                case CodeRight():
                    return CodeWrong()
            return check

        changed = await self._database.write(change)
        match changed:
            case CodeWrong():
                raise WrongCode
            case CodesBlocked(left):
                raise paced(left)
        return changed


@operation("accounts.change_password")
class ChangePassword:
    """Replace the asker's password and sign them out on every other device.

    Raises PasswordUnfit, SignInBusy and ProofNeeded; a first password needs no proof in a new session.
    """

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        checks: PasswordChecks,
        longest_password: int,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._checks = checks
        self._longest = longest_password

    async def __call__(self, actor: PersonActor, password: str) -> None:
        ensure_password_fits(password, longest=self._longest)
        at = self._clock.now()
        await self._database.read(lambda connection: self._ensure(connection, actor, at))
        password_hash = await self._checks.hash(password)

        def change(connection: Connection) -> None:
            self._ensure(connection, actor, at)
            person = _get(connection, actor)
            set_password(connection, actor.person_id, password_hash)
            if person.password_hash is not None:
                void_links(connection, actor.person_id, at)
                remove_sessions_but(connection, actor.person_id, actor.session_id)
                tell_of_change(connection, person, "password", at)

        await self._database.write(change)
        await hint_person(self._bus, actor.person_id)

    def _ensure(self, connection: Connection, actor: PersonActor, at: datetime) -> None:
        created_at = connection.execute(
            sa.select(session.c.created_at).where(session.c.id == actor.session_id)
        ).scalar()
        is_fresh = created_at is not None and at < created_at + FRESH_SESSION
        if _get(connection, actor).password_hash is not None or not is_fresh:
            ensure_proved(connection, actor.session_id, at)


def _get(connection: Connection, actor: PersonActor) -> PersonRow:
    person = find_person(connection, actor.person_id)
    if person is None:
        raise NotSignedIn
    return person


def _to(connection: Connection, actor: PersonActor, new: NewAddress) -> CodeAddress:
    return CodeAddress(
        channel=new.channel,
        address=new.address,
        purpose=CodePurpose.CHANGE,
        person_id=actor.person_id,
        language=_get(connection, actor).language,
    )


def _take_over(connection: Connection, actor: PersonActor, new: NewAddress, at: datetime) -> None:
    is_mail = new.channel is Channel.MAIL
    find = find_person_by_email if is_mail else find_person_by_mobile
    holder = find(connection, new.address)
    if holder is not None and holder.id != actor.person_id:
        if (holder.email_verified_at if is_mail else holder.mobile_verified_at) is not None:
            raise AddressTaken
        # Somebody entered it for another account, where nobody has shown that it is theirs.
        set_address(connection, holder.id, new.channel, None, None)
    what: Changed = "email" if is_mail else "mobile"
    shown = _veil(new.address) if is_mail else show_number(new.address)[-4:].rjust(8, "•")
    tell_of_change(connection, _get(connection, actor), what, at, shown=shown)
    set_address(connection, actor.person_id, new.channel, new.address, at)


def _veil(email: str) -> str:
    """Show enough of an address to be recognised by whoever knows it."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
