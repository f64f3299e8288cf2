"""The audit list 「操作履歴」: every change by a property's staff is one line, written with the change.

A request of the portal that may change something opens a draft (`open_draft`); `recorded` lets every
write transaction of that request enter it. So no change is durable without its line, and no line without its
change: what is refused is rolled back with its line. An operation says what the line is about by `note`;
where it says nothing, the ids in the request's path do.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from genkan.server.platform.operations import (
    Actor,
    Membership,
    PersonActor,
    Role,
    TokenActor,
)
from genkan.wire.ids import new_id

ResultT = TypeVar("ResultT")
Work = Callable[[Connection], ResultT]
Value = str | int | bool | None

OPERATOR_ID = "operator"  # whoever has the server's command line; no account of ours


class DoerRole(StrEnum):
    """As what somebody did it, at that time."""

    MANAGER = "manager"
    INSTALLER = "installer"
    TOKEN = "token"  # noqa: S105 - a program with an API token
    OPERATOR = "operator"  # by `genkan admin …` on the server


class SubjectKind(StrEnum):
    """What a line is about, beside the property itself."""

    BUILDING = "building"
    HOME = "home"
    DOOR = "door"
    STATION = "station"
    STAFF_KEY = "staff_key"  # its name is its holder's: kept by reference alone
    NOTICE = "notice"
    TOKEN = "token"  # noqa: S105 - the name of one
    WEBHOOK = "webhook"


class Field(StrEnum):
    """What of a thing was changed. Each has its words in `locales/*/portal_audit.json`: `audit.field.…`."""

    NAME = "name"
    TIME_ZONE = "time_zone"
    HOMES = "homes"  # numbers
    EMAIL = "email"  # that it was, never which
    PHONE = "phone"
    FREE_FAMILY_MEMBERS = "free_family_members"
    SEAT_PRICE = "seat_price"
    SUPPORT_PHONE = "support_phone"
    SUPPORT_HOURS = "support_hours"
    REQUIRE_SECOND_FACTOR = "require_second_factor"
    BACKUP_CALLER = "backup_caller"
    DIRECTORY = "directory"
    LIVE_VIEW = "live_view"
    SNAPSHOTS = "snapshots"
    NIGHT = "night"
    NIGHT_VOLUME = "night_volume"
    VOLUME = "volume"
    BRIGHTNESS = "brightness"
    NIGHT_BRIGHTNESS = "night_brightness"
    LANGUAGE = "language"
    IDLE_S = "idle_s"
    OFFICE_HOURS = "office_hours"
    ON_DUTY = "on_duty"
    SINCE = "since"
    UNTIL = "until"
    NEW_HOMES = "new_homes"
    NEW_RESIDENTS = "new_residents"
    STATE = "state"
    PRICE = "price"
    BUILDINGS = "buildings"
    KEY_KIND = "key_kind"
    SCHEDULE = "schedule"
    DOORS = "doors"
    KEPT_BY = "kept_by"
    HOMES_TOLD = "homes_told"
    ALARM = "alarm"
    ALARM_RULES = "alarm_rules"
    TEXT = "text"
    AUDIENCE = "audience"
    FILES = "files"
    SCOPES = "scopes"
    URL = "url"
    TOPICS = "topics"
    IS_ON = "is_on"
    RELAY = "relay"
    RELEASE_S = "release_s"
    FAIL_MODE = "fail_mode"


# Fields whose values are instants (milliseconds since the epoch), and those with words for each value.
INSTANTS = frozenset({Field.SINCE, Field.UNTIL})
CODED: Mapping[Field, frozenset[str]] = {
    Field.SNAPSHOTS: frozenset({"missed", "never", "property"}),
    Field.LANGUAGE: frozenset({"ja", "en"}),
    Field.STATE: frozenset({"running", "paused", "stopped"}),
    Field.KEY_KIND: frozenset({"pin", "qr"}),
    Field.KEPT_BY: frozenset({"unit", "server"}),
    Field.FAIL_MODE: frozenset({"secure", "safe"}),
    Field.ALARM: frozenset({"offline", "held", "forced", "tamper", "clock"}),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its value before and after; both None: that it changed is all that is told."""

    field: Field
    before: Value = None
    after: Value = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing by the name it had. People are never named here: see `Said.member_id`."""

    kind: SubjectKind
    id: str
    name: str = ""
    place: str = ""  # where it is: the building's name


@dataclass(slots=True, kw_only=True)
class Said:
    """What is known of a line. Noted twice, as when a transaction is run again, it is the same."""

    property_id: str | None = None
    subject: Subject | None = None
    member_id: str | None = None  # the membership or invitation of whom it is about
    reason_id: str | None = None  # where the reason stands that was given
    count: int | None = None
    changes: dict[Field, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A line as it is entered."""

    id: str
    at: datetime
    operation: str
    role: DoerRole
    actor_id: str
    said: Said


class AuditBook(Protocol):
    """Where lines are kept."""

    def now(self) -> datetime:
        """Give the instant of what happens now."""

    def find_place(self, connection: Connection, parameters: Mapping[str, str], said: Said) -> None:
        """Say of which property and thing the ids in a request's path are, as far as they are known."""

    def enter(self, connection: Connection, line: NewLine, *, is_again: bool = False) -> None:
        """Enter the line in the caller's transaction; again, it is written anew."""


class AuditUnplaced(RuntimeError):
    """An operation of the portal changed something, and nobody can tell of which property."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """The line of one request, until the request is over."""

    book: AuditBook
    operation: str
    actor: PersonActor | TokenActor
    granted: frozenset[Role]
    parameters: Mapping[str, str]
    at: datetime
    line_id: str = field(default_factory=new_id)
    said: Said = field(default_factory=Said)
    is_entered: bool = False

    def run(self, work: Work[ResultT], connection: Connection) -> ResultT:
        """Do the work and enter the line, in this one transaction."""
        if self.said.property_id is None:  # before anything is taken away
            self.book.find_place(connection, self.parameters, self.said)
        connection.info[_SAID] = self.said
        try:
            result = work(connection)
        finally:
            connection.info.pop(_SAID, None)
        self.book.enter(connection, self._line(), is_again=self.is_entered)
        self.is_entered = True
        return result

    def _line(self) -> NewLine:
        if self.said.property_id is None:
            raise AuditUnplaced(
                f"{self.operation} changes something, and its line in the audit list cannot be placed: say"
                " audit.note(connection, property_id=…), or teach genkan.server.audit.places its path"
            )
        actor = self.actor
        if isinstance(actor, TokenActor):
            role, actor_id = DoerRole.TOKEN, actor.token_id
        else:
            role = _role_on(actor.memberships, self.granted, self.said.property_id)
            actor_id = actor.person_id
        return NewLine(
            id=self.line_id,
            at=self.at,
            operation=self.operation,
            role=role,
            actor_id=actor_id,
            said=self.said,
        )


@dataclass(slots=True)
class _Opened:
    draft: Draft | None = None


_SAID = "genkan.audit.said"
_REQUEST: ContextVar[_Opened | None] = ContextVar("genkan.audit.request", default=None)


@contextlib.contextmanager
def request() -> Iterator[None]:
    """Let a draft be opened in the block; whatever outlives it enters nothing any more."""
    opened = _Opened()
    token = _REQUEST.set(opened)
    try:
        yield
    finally:
        opened.draft = None
        _REQUEST.reset(token)


def open_draft(
    book: AuditBook, operation: str, actor: Actor, granted: frozenset[Role], parameters: Mapping[str, str]
) -> None:
    """Let every write of this request from now on enter its line. Asked again, it is the same draft."""
    opened = _REQUEST.get()
    if opened is None:
        raise RuntimeError(f"{operation} was asked for outside of `audit.request()`")
    if opened.draft is None and isinstance(actor, PersonActor | TokenActor):
        opened.draft = Draft(
            book=book,
            operation=operation,
            actor=actor,
            granted=granted,
            parameters=parameters,
            at=book.now(),
        )


def recorded(work: Work[ResultT]) -> Work[ResultT]:
    """Give the work with the line of the request that asks for it; without one, the work itself."""
    opened = _REQUEST.get()
    if opened is None or opened.draft is None:
        return work
    return partial(opened.draft.run, work)


def note(
    connection: Connection,
    *,
    property_id: str | None = None,
    subject: Subject | None = None,
    member_id: str | None = None,
    reason_id: str | None = None,
    count: int | None = None,
    changes: Iterable[Change] = (),
) -> None:
    """Say what this transaction's line is about; where none is written, nothing happens.

    A change whose values are equal is passed over. Names of people, secrets and free text do not belong here.
    """
    said: Said | None = connection.info.get(_SAID)
    if said is None:
        return
    said.property_id = property_id or said.property_id
    said.subject = subject or said.subject
    said.member_id = member_id or said.member_id
    said.reason_id = reason_id or said.reason_id
    said.count = said.count if count is None else count
    for change in changes:
        known = CODED.get(change.field)
        if known is not None and not {change.before, change.after} <= known | {None}:
            raise ValueError(f"{change.field} has no words for {change.before!r} or {change.after!r}")
        if change.before != change.after or (change.before is None and change.after is None):
            said.changes[change.field] = change


def changed(field_: Field, before: object, after: object) -> Iterator[Change]:
    """Say that something is not what it was, without saying what it is."""
    if before != after:
        yield Change(field_)


def _role_on(memberships: Iterable[Membership], granted: frozenset[Role], property_id: str) -> DoerRole:
    """Give as what somebody does it: of several roles, the one that stands nearest to the residents."""
    roles = [one for one in memberships if one.role in granted]
    own = {one.role for one in roles if one.property_id == property_id} or {one.role for one in roles}
    return DoerRole.MANAGER if Role.MANAGER in own else DoerRole.INSTALLER
