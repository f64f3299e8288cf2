"""What other domains may ask about people, and the use cases of somebody who is signed in."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.consents import PRIVACY_VERSION, needs_consent
from genkan.server.accounts.link import MemberHome, Places
from genkan.server.accounts.repository import (
    MEMBERSHIPS,
    PersonRow,
    add_membership,
    add_person,
    close_membership,
    find_person,
    find_person_by_email,
    find_person_by_username,
    list_managers,
    list_memberships,
    list_names,
    list_people,
    set_password,
)
from genkan.server.accounts.session_repository import (
    SessionOfHousehold,
    SessionRow,
    add_session,
    find_session,
    find_session_by_id,
    list_device_labels,
    list_sessions_of_household,
    list_sessions_of_people,
    list_sessions_of_person,
    note_session_seen,
    remove_session,
    remove_sessions_of,
)
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.operations import (
    Membership,
    PersonActor,
    Role,
    operation,
)
from genkan.server.platform.web import cookie_name

__all__ = [
    "MEMBERSHIPS",
    "PersonRow",
    "SessionOfHousehold",
    "SessionRow",
    "add_membership",
    "add_person",
    "add_session",
    "cookie_name",
    "find_person",
    "find_person_by_email",
    "find_person_by_username",
    "find_session",
    "find_session_by_id",
    "hash_token",
    "list_device_labels",
    "list_managers",
    "list_memberships",
    "list_names",
    "list_people",
    "list_sessions_of_household",
    "list_sessions_of_people",
    "list_sessions_of_person",
    "remove_sessions_of",
    "set_password",
]

STAFF_ROLES = frozenset({Role.MANAGER, Role.INSTALLER})


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOfMe:
    """A home of the person, and what they are in it."""

    home: MemberHome
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyOfMe:
    """A property the person looks after, and as what."""

    property_id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The signed-in person as they see themself."""

    person_id: str
    display_name: str
    username: str
    language: str
    homes: tuple[HomeOfMe, ...]
    properties: tuple[PropertyOfMe, ...]
    is_installer: bool  # may make properties
    has_password: bool
    consent_version: str | None  # of the privacy policy they have yet to consent to
    must_set_up: bool = False  # a second factor, before anything else


def hash_token(token: str) -> bytes:
    """Give what is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


async def hint_person(bus: Bus, person_id: str) -> None:
    """Hurry whoever holds sockets of the person: a session or membership of theirs has changed."""
    await bus.publish(f"hint.person.{person_id}", b"")


def end_membership(connection: Connection, membership_id: str, at: datetime) -> tuple[str, Membership]:
    """End the membership and give whose it was. Raises NotFound when there is none to end."""
    ended = close_membership(connection, membership_id, at)
    if ended is None:
        raise NotFound
    return ended


def read_me(connection: Connection, places: Places, person_id: str, at: datetime) -> Me:
    """Give the person with what their memberships point to. Raises NotSignedIn for nobody."""
    person = find_person(connection, person_id)
    if person is None:
        raise NotSignedIn
    memberships = list_memberships(connection, person_id, at)
    roles = {row.household_id: row.role for row in memberships if row.household_id is not None}
    staff = [row for row in memberships if row.role in STAFF_ROLES]
    looked_after = [(row.property_id, row.role) for row in staff if row.property_id is not None]
    names = places.list_property_names(connection, {property_id for property_id, _ in looked_after})
    return Me(
        person_id=person.id,
        display_name=person.display_name,
        username=person.username,
        language=person.language,
        homes=tuple(
            HomeOfMe(home=home, role=roles[home.household_id])
            for home in places.list_homes(connection, roles.keys())
        ),
        properties=tuple(
            PropertyOfMe(property_id=property_id, name=names[property_id], role=role)
            for property_id, role in looked_after
        ),
        is_installer=any(row.role is Role.INSTALLER for row in staff),
        has_password=person.password_hash is not None,
        consent_version=PRIVACY_VERSION if needs_consent(connection, person_id) else None,
    )


@operation("accounts.get_me")
class GetMe:
    """Give the asker's own account."""

    def __init__(self, database: Database, places: Places, clock: Clock) -> None:
        self._database = database
        self._places = places
        self._clock = clock

    async def __call__(self, actor: PersonActor) -> Me:
        at = self._clock.now()

        def read(connection: Connection) -> Me:
            note_session_seen(connection, actor.session_id, at)  # an app asks once, when it starts
            me = read_me(connection, self._places, actor.person_id, at)
            session = find_session_by_id(connection, actor.session_id)
            return replace(me, must_set_up=session is not None and session.is_limited)

        return await self._database.write(read)


@operation("accounts.sign_out")
class SignOut:
    """End the asker's own session; its sockets close on the hint."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus

    async def __call__(self, actor: PersonActor) -> None:
        await self._database.write(lambda connection: remove_session(connection, actor.session_id))
        await hint_person(self._bus, actor.person_id)


def actor_of(connection: Connection, session: SessionRow, at: datetime) -> PersonActor:
    """Give who is behind a session. One that is limited carries no role."""
    return PersonActor(
        person_id=session.person_id,
        session_id=session.id,
        memberships=() if session.is_limited else list_memberships(connection, session.person_id, at),
    )


class EndSessions:
    """Sign a person out everywhere, as when a phone is lost."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus

    async def __call__(self, person_id: str) -> None:
        await self._database.write(lambda connection: remove_sessions_of(connection, person_id))
        await hint_person(self._bus, person_id)


class Identify:
    """Turn a session token into the person who asks, with the memberships that are valid now."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, token_hash: bytes, apps: Collection[str]) -> PersonActor:
        """Raises NotSignedIn when no session of these apps has a token with this hash."""
        at = self._clock.now()

        def identify(connection: Connection) -> PersonActor:
            for app in apps:
                session = find_session(connection, token_hash, app)
                if session is not None and not session.is_over(at):
                    return actor_of(connection, session, at)
            raise NotSignedIn

        return await self._database.read(identify)
