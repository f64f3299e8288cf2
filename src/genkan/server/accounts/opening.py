"""Opening a session, whatever way somebody came in."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.accounts.errors import SecondFactorNeeded
from genkan.server.accounts.link import Places
from genkan.server.accounts.links import STOP_LIFE, STOP_LINK, LinkPurpose, add_link
from genkan.server.accounts.notices import HOME_ZONE
from genkan.server.accounts.repository import find_person
from genkan.server.accounts.second_factor import SecondStep, begin_step
from genkan.server.accounts.second_factor import has_second_factor as owns_second_factor
from genkan.server.accounts.service import STAFF_ROLES, Me, hash_token, list_memberships, read_me
from genkan.server.accounts.session_repository import SessionRow, add_session
from genkan.server.accounts.tables import known_device
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue
from genkan.server.platform.errors import NotAllowed
from genkan.wire.ids import new_id

log = structlog.get_logger()

TOKEN_BYTES = 32
PUSH_WORTH = timedelta(days=1)  # later, the mail and the list of devices tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The app and device somebody signs in with. `device_token` is what this browser was given before."""

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


def is_staff(connection: Connection, person_id: str, at: datetime) -> bool:
    """Whether the person looks after a property, or may make some."""
    roles = {membership.role for membership in list_memberships(connection, person_id, at)}
    return bool(roles & STAFF_ROLES)


def needs_second_factor(connection: Connection, places: Places, person_id: str, at: datetime) -> bool:
    """Whether a property that the person looks after wants a second factor of them."""
    looked_after = {
        membership.property_id
        for membership in list_memberships(connection, person_id, at)
        if membership.role in STAFF_ROLES and membership.property_id is not None
    }
    return places.require_second_factor(connection, looked_after)


def is_welcome(connection: Connection, person_id: str, app: str, at: datetime) -> bool:
    """Whether the person may use the app: the portal is for staff."""
    return app != "portal" or is_staff(connection, person_id, at)


def open_session(
    connection: Connection,
    places: Places,
    person_id: str,
    caller: Caller,
    at: datetime,
    *,
    has_second_factor: bool = False,
) -> SignedIn | SecondStep | None:
    """Sign the person in on the device, and tell them of a device that is new; None: they are not welcome.

    Staff with a second factor get no session before it was brought too (`has_second_factor`), to either
    app: the residents' lets a manager answer at the office, and open. Those who have none, and should,
    get a session of the portal that can do nothing but set one up.
    """
    if not is_welcome(connection, person_id, caller.app, at):
        return None
    is_limited = False
    if not has_second_factor and is_staff(connection, person_id, at):
        if owns_second_factor(connection, person_id):
            step = secrets.token_urlsafe(TOKEN_BYTES)
            begin_step(connection, person_id, caller.app, hash_token(step), at)
            log.info("account.second_step.awaited", person_id=person_id, app=caller.app)
            return SecondStep(token=step)
        is_limited = caller.app == "portal" and needs_second_factor(connection, places, person_id, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device_token = caller.device_token or secrets.token_urlsafe(TOKEN_BYTES)
    session = SessionRow(id=new_id(), person_id=person_id, app=caller.app, is_limited=is_limited)
    device_hash = hash_token(device_token)
    if not is_known(connection, device_hash, person_id) and _has_devices(connection, person_id):
        _announce(connection, session, caller.device_label, at)
    add_session(
        connection,
        session,
        token_hash=hash_token(token),
        device_label=caller.device_label,
        address=caller.address,
        at=at,
        proved_at=at if is_limited else None,  # who just came in sets it up without being asked again
    )
    _remember_device(connection, device_hash, person_id, at)
    log.info("account.signed_in", person_id=person_id, session_id=session.id, app=caller.app)
    me = replace(read_me(connection, places, person_id, at), must_set_up=is_limited)
    return SignedIn(me=me, token=token, device_token=device_token)


def admitted(opened: SignedIn | SecondStep | None) -> SignedIn:
    """Give the session. To be asked after the transaction: a step that is awaited has to be there.

    Raises SecondFactorNeeded, and NotAllowed for whoever is not welcome.
    """
    match opened:
        case None:
            raise NotAllowed
        case SecondStep(token=token):
            raise SecondFactorNeeded(step=token)
    return opened


def find_device(connection: Connection, caller: Caller, person_id: str) -> bytes | None:
    """Give by what the caller's browser is known to have signed the person in before, or None."""
    found = None if caller.device_token is None else hash_token(caller.device_token)
    return found if found is not None and is_known(connection, found, person_id) else None


def is_known(connection: Connection, device_hash: bytes, person_id: str) -> bool:
    """Whether this browser has signed the person in before."""
    found = connection.execute(
        sa.select(known_device.c.person_id).where(
            known_device.c.token_hash == device_hash, known_device.c.person_id == person_id
        )
    ).first()
    return found is not None


def _has_devices(connection: Connection, person_id: str) -> bool:
    query = sa.select(known_device.c.person_id).where(known_device.c.person_id == person_id).limit(1)
    return connection.execute(query).first() is not None


def _announce(connection: Connection, session: SessionRow, device_label: str, at: datetime) -> None:
    """Tell the person's other devices, and mail a link that stops all of them."""
    person = find_person(connection, session.person_id)
    if person is None:
        return
    when = say_instant(at, time_zone=HOME_ZONE, language=person.language)
    push = NewMessage(
        channel=Channel.PUSH,
        address=person.id,
        template="new-device",
        language=person.language,
        parameters={"device": device_label, "at": when, "skip": session.id},
        not_after=at + PUSH_WORTH,
        about=person.id,
    )
    enqueue(connection, push, at)
    if person.email is None:
        return
    link = add_link(connection, person.id, LinkPurpose.STOP, at, life=STOP_LIFE)
    mail = NewMessage(
        channel=Channel.MAIL,
        address=person.email,
        template="new-device",
        language=person.language,
        parameters={"device": device_label, "at": when},
        derived={"link": Derived(kind=DerivedKind.LINK, purpose=STOP_LINK, row_id=link.id, path="/app/stop")},
        about=person.id,
    )
    enqueue(connection, mail, at)


def _remember_device(connection: Connection, device_hash: bytes, person_id: str, at: datetime) -> None:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    remembered = insert(known_device).values(token_hash=device_hash, person_id=person_id, last_used_at=at)
    connection.execute(
        remembered.on_conflict_do_update(
            index_elements=[known_device.c.token_hash, known_device.c.person_id],
            set_={"last_used_at": remembered.excluded.last_used_at},
        )
    )
