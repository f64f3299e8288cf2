"""Mail and texts: what other domains may ask, and what staff may do about the ones that failed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from genkan.server.messages.errors import MessageNotFailed
from genkan.server.messages.repository import (
    Derived,
    DerivedKind,
    MessageRow,
    State,
    add_message,
    find_message_of,
    has_message,
    list_about,
    list_failed_of,
    list_newest_about,
    remove_messages_about,
    remove_settled_before,
    revive_message,
)
from genkan.server.messages.templates import MAILS, NOTES, TEXTS
from genkan.server.platform import audit
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.wire.ids import new_id

__all__ = [
    "Channel",
    "Delivery",
    "Derived",
    "DerivedKind",
    "ListFailed",
    "NewMessage",
    "SendAgain",
    "State",
    "enqueue",
    "forget_messages",
    "forget_settled",
    "list_about",
    "list_deliveries",
]

TEMPLATES: dict[str, Collection[str]] = {"mail": MAILS, "sms": TEXTS, "push": NOTES}
FAILED_LIMIT = 200  # more than a screen's worth; whoever has more has one cause


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"
    PUSH = "push"  # the address is a person's id; every device of theirs that can be woken is told


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message to one address. `parameters` are stored as they are, so they hold no secret."""

    channel: Channel
    address: str = field(repr=False)
    template: str
    language: str
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    not_after: datetime | None = None
    about: str | None = None
    property_id: str | None = None
    id: str | None = None  # of one that may be queued again: it is queued once


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a message."""

    message_id: str
    state: State
    at: datetime
    fault: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedMessage:
    """A message that did not get through, as staff see it: never what it says."""

    message_id: str
    channel: Channel
    address: str = field(repr=False)
    template: str
    about: str | None
    property_id: str
    state: State
    fault: str
    created_at: datetime
    next_at: datetime | None


def enqueue(connection: Connection, message: NewMessage, at: datetime) -> str:
    """Queue the message in the caller's transaction and give its id; it is sent once that is durable."""
    templates = TEMPLATES[message.channel]
    if message.template not in templates:
        raise ValueError(f"there is no {message.channel} template {message.template}")
    if message.id is not None and has_message(connection, message.id):
        return message.id
    row = MessageRow(
        id=message.id or new_id(),
        channel=message.channel.value,
        address=message.address,
        template=message.template,
        language=message.language,
        parameters=message.parameters,
        derived=message.derived,
        about=message.about,
        property_id=message.property_id,
        created_at=at,
        not_after=message.not_after,
        state=State.QUEUED,
        attempts=0,
        next_at=at,
        settled_at=None,
        fault=None,
    )
    add_message(connection, row)
    return row.id


def forget_messages(connection: Connection, about: str) -> None:
    """Erase every message about the thing, sent or not."""
    remove_messages_about(connection, about)


def forget_settled(connection: Connection, before: datetime) -> int:
    """Delete the messages that were sent or given up before the instant, and give how many."""
    return remove_settled_before(connection, before)


def list_deliveries(connection: Connection, abouts: Collection[str]) -> dict[str, Delivery]:
    """Give what became of the newest message about each of the things."""
    return {
        about: Delivery(
            message_id=row.id, state=row.state, at=row.settled_at or row.created_at, fault=row.fault
        )
        for about, row in list_newest_about(connection, abouts).items()
    }


@operation("messages.list_failed")
class ListFailed:
    """List the messages of the asker's properties that did not get through."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope) -> tuple[FailedMessage, ...]:
        rows = await self._database.read(lambda connection: list_failed_of(connection, scope, FAILED_LIMIT))
        return tuple(
            FailedMessage(
                message_id=row.id,
                channel=Channel(row.channel),
                address=row.address,
                template=row.template,
                about=row.about,
                property_id=row.property_id or "",
                state=row.state,
                fault=row.fault or "",
                created_at=row.created_at,
                next_at=row.next_at,
            )
            for row in rows
        )


@operation("messages.send_again")
class SendAgain:
    """Queue a message that was given up once more."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, message_id: str) -> None:
        """Raises NotFound, also for a message of another property, and MessageNotFailed."""
        at = self._clock.now()

        def revive(connection: Connection) -> None:
            found = find_message_of(connection, scope, message_id)
            if found is None:
                raise NotFound
            if found.state is State.SENT or found.fault is None:
                raise MessageNotFailed
            revive_message(connection, message_id, at)
            audit.note(connection, property_id=found.property_id)

        await self._database.write(revive)
