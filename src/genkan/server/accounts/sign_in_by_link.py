"""Signing in by a link or its QR code, once; and what is done about one that was used."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from genkan.server.accounts.errors import LinkExpired, LinkUnknown, LinkUsed, WrongCode
from genkan.server.accounts.guesses import charge_attempt, forgive_attempt, guess_keys, network_of
from genkan.server.accounts.issue import has_signed_in
from genkan.server.accounts.link import Places
from genkan.server.accounts.links import (
    RESET_LINK,
    SIGN_IN_LIFE,
    SIGN_IN_LINK,
    LinkPurpose,
    LinkRow,
    add_hand_over,
    add_link,
    find_link,
    find_newest_link,
    take_hand_over,
    use_link,
)
from genkan.server.accounts.notices import HOME_ZONE
from genkan.server.accounts.opening import Caller, SignedIn, admitted, open_session
from genkan.server.accounts.repository import find_person, note_email_verified
from genkan.server.accounts.second_factor import SecondStep
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotAllowed
from genkan.server.platform.operations import operation
from genkan.server.platform.settings import SignInSettings

REQUEST_PAUSE = timedelta(minutes=1)  # an impatient finger sends one mail
HAND_OVER = "accounts.hand_over"
HAND_OVER_LIFE = timedelta(minutes=10)  # SPEC 1: long enough to put the app on the home screen
HAND_OVER_DIGITS = 8  # typed by hand; with 30 tries in 10 minutes an address, one in 3 million


class LinkState(StrEnum):
    FRESH = "fresh"  # will do what it is for
    USED = "used"  # has done it
    EXPIRED = "expired"  # too old, or a newer one was sent
    INVITATION = "invitation"  # printed for somebody who has an account: an invitation waits there


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLink:
    """What a link says before it is used; looking changes nothing, for mail scanners look too."""

    state: LinkState
    display_name: str
    language: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A code to type into the installed app."""

    code: str = field(repr=False)
    expires_at: datetime


def open_link_row(connection: Connection, derivation: Derivation, purpose: str, token: str) -> LinkRow:
    """Give the link of the token. Raises LinkUnknown."""
    link_id = derivation.open_link(purpose, token)
    link = None if link_id is None else find_link(connection, link_id)
    if link is None:
        raise LinkUnknown
    return link


def state_of(connection: Connection, link: LinkRow, at: datetime) -> LinkState:
    """Tell whether the link still does what it is for.

    One that was printed is worth nothing once its person has come in any way: paper lies about.
    """
    if link.used_at is not None:
        return LinkState.USED
    if at >= link.expires_at:
        return LinkState.EXPIRED
    if link.purpose is LinkPurpose.INVITED:
        return LinkState.INVITATION
    if link.purpose is LinkPurpose.SHEET and has_signed_in(connection, [link.person_id])[link.person_id]:
        return LinkState.USED
    return LinkState.FRESH


def ensure_fresh(connection: Connection, link: LinkRow, at: datetime) -> None:
    """Raise LinkUsed or LinkExpired unless the link still does what it is for."""
    match state_of(connection, link, at):
        case LinkState.USED | LinkState.INVITATION:
            raise LinkUsed
        case LinkState.EXPIRED:
            raise LinkExpired
        case LinkState.FRESH:
            return


@operation("accounts.look_at_link")
class LookAtLink:
    """Say what a link would do, without doing it. Raises LinkUnknown."""

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, token: str, *, is_reset: bool) -> SeenLink:
        at = self._clock.now()
        purpose = RESET_LINK if is_reset else SIGN_IN_LINK

        def look(connection: Connection) -> SeenLink:
            link = open_link_row(connection, self._derivation, purpose, token)
            person = find_person(connection, link.person_id)
            if person is None:
                raise LinkUnknown
            state = state_of(connection, link, at)
            return SeenLink(
                state=state,
                # Whoever was known keeps their name to themself.
                display_name="" if state is LinkState.INVITATION else person.display_name,
                language=person.language,
                expires_at=link.expires_at,
            )

        return await self._database.read(look)


@operation("accounts.sign_in_by_link")
class SignInByLink:
    """Use the link up and give its person a session.

    Raises LinkUnknown, LinkUsed, LinkExpired, SecondFactorNeeded, and NotAllowed (the portal is for staff;
    the link stays).
    """

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation, places: Places) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._places = places

    async def __call__(self, token: str, caller: Caller) -> SignedIn:
        at = self._clock.now()

        def admit(connection: Connection) -> SignedIn | SecondStep:
            link = open_link_row(connection, self._derivation, SIGN_IN_LINK, token)
            return admit_by_link(connection, self._places, link, caller, at)

        return admitted(await self._database.write(admit))


@operation("accounts.request_link")
class RequestLink:
    """Mail a new link in place of one that was used or is too old, to the registered address only.

    Raises LinkUnknown. A link that still works is not replaced.
    """

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, token: str, app: str) -> None:
        at = self._clock.now()

        def request(connection: Connection) -> None:
            old = open_link_row(connection, self._derivation, SIGN_IN_LINK, token)
            person = find_person(connection, old.person_id)
            if person is None or person.email is None or old.purpose is LinkPurpose.INVITED:
                return
            if state_of(connection, old, at) is LinkState.FRESH:
                return
            newest = find_newest_link(connection, person.id, LinkPurpose.SIGN_IN)
            if newest is not None and at < newest.created_at + REQUEST_PAUSE:
                return  # it is on its way
            link = add_link(connection, person.id, LinkPurpose.SIGN_IN, at, life=SIGN_IN_LIFE)
            until = say_instant(link.expires_at, time_zone=HOME_ZONE, language=person.language)
            path = "/portal/open" if app == "portal" else "/app/open"
            message = NewMessage(
                channel=Channel.MAIL,
                address=person.email,
                template="new-link",
                language=person.language,
                parameters={"until": until},
                derived={
                    "link": Derived(kind=DerivedKind.LINK, purpose=SIGN_IN_LINK, row_id=link.id, path=path)
                },
                not_after=link.expires_at,
                about=person.id,
            )
            enqueue(connection, message, at)

        await self._database.write(request)


@operation("accounts.hand_over")
class MakeHandOver:
    """Make a code that carries a fresh link into the installed app; the link is not used by it.

    Raises LinkUnknown, LinkUsed, LinkExpired.
    """

    def __init__(self, *, database: Database, clock: Clock, derivation: Derivation) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation

    async def __call__(self, token: str) -> HandOver:
        at = self._clock.now()
        code = f"{secrets.randbelow(10**HAND_OVER_DIGITS):0{HAND_OVER_DIGITS}d}"
        expires_at = at + HAND_OVER_LIFE

        def make(connection: Connection) -> None:
            link = open_link_row(connection, self._derivation, SIGN_IN_LINK, token)
            ensure_fresh(connection, link, at)
            add_hand_over(connection, self._derivation.hash(HAND_OVER, code), link.id, expires_at)

        await self._database.write(make)
        return HandOver(code=code, expires_at=expires_at)


@operation("accounts.sign_in_by_hand_over")
class SignInByHandOver:
    """Sign in by the code of a link.

    Raises WrongCode, TooOften, LinkUsed, LinkExpired, NotAllowed, SecondFactorNeeded.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        derivation: Derivation,
        places: Places,
        limits: SignInSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._places = places
        self._limits = limits

    async def __call__(self, code: str, caller: Caller) -> SignedIn:
        at = self._clock.now()
        network = network_of(caller.address)
        keys = guess_keys(username=f"{HAND_OVER} {network}", address=caller.address, device_hash=None)
        await self._database.write(lambda connection: charge_attempt(connection, keys, at, self._limits))

        def admit(connection: Connection) -> SignedIn | SecondStep | None:
            link_id = take_hand_over(connection, self._derivation.hash(HAND_OVER, code), at)
            link = None if link_id is None else find_link(connection, link_id)
            if link is None:
                return None
            signed = admit_by_link(connection, self._places, link, caller, at)
            forgive_attempt(connection, keys, at)
            return signed

        signed = await self._database.write(admit)
        if signed is None:
            raise WrongCode
        return admitted(signed)


def admit_by_link(
    connection: Connection, places: Places, link: LinkRow, caller: Caller, at: datetime
) -> SignedIn | SecondStep:
    """Use the link and open the session of its person. Raises LinkUsed, LinkExpired, NotAllowed."""
    ensure_fresh(connection, link, at)
    signed = open_session(connection, places, link.person_id, caller, at)
    if signed is None:
        raise NotAllowed
    if not use_link(connection, link.id, at):  # somebody was faster
        raise LinkUsed
    if link.purpose is not LinkPurpose.SHEET:
        note_email_verified(connection, link.person_id, at)  # it was mailed there
    return signed
