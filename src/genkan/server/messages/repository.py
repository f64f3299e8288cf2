"""Reading and writing messages."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.messages.tables import message
from genkan.server.platform.operations import Scope

CLAIM = timedelta(minutes=2)  # a carrier answers or is given up within half of it; then another node tries


class State(StrEnum):
    QUEUED = "queued"  # waits for its next attempt
    SENT = "sent"  # the carrier took it
    DEAD = "dead"  # given up; staff may send it again


class DerivedKind(StrEnum):
    LINK = "link"  # a URL with a token in its fragment
    CODE = "code"  # six digits
    PASSWORD = "password"  # noqa: S105 - the kind of thing, not one
    KEY = "key"  # 128 bit as a QR code holds them
    KEY_LINK = "key_link"  # a URL with such a key in its fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A secret that is made when the message is sent: of the server's key, the purpose and the row's id."""

    kind: DerivedKind
    purpose: str
    row_id: str
    path: str = ""  # of a LINK or KEY_LINK, below the public URL


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message."""

    id: str
    channel: str
    address: str = field(repr=False)
    template: str
    language: str
    parameters: Mapping[str, str] = field(repr=False)
    derived: Mapping[str, Derived]
    about: str | None
    property_id: str | None
    created_at: datetime
    not_after: datetime | None
    state: State
    attempts: int
    next_at: datetime | None
    settled_at: datetime | None
    fault: str | None


_DUE = (
    sa.select(message)
    .where(message.c.next_at.is_not(None), message.c.next_at <= sa.bindparam("at"))
    .order_by(message.c.next_at)
    .limit(sa.bindparam("count"))
)
_ANY_DUE = sa.select(sa.func.min(message.c.next_at))


def has_message(connection: Connection, message_id: str) -> bool:
    """Whether a message of the id is there, sent or not."""
    return connection.execute(sa.select(message.c.id).where(message.c.id == message_id)).first() is not None


def add_message(connection: Connection, row: MessageRow) -> None:
    """Store a new message."""
    parameters = {
        "plain": dict(row.parameters),
        "derived": {
            name: {"kind": d.kind.value, "purpose": d.purpose, "row_id": d.row_id, "path": d.path}
            for name, d in row.derived.items()
        },
    }
    connection.execute(
        sa.insert(message).values(
            id=row.id,
            channel=row.channel,
            address=row.address,
            template=row.template,
            language=row.language,
            parameters=json.dumps(parameters, ensure_ascii=False),
            about=row.about,
            property_id=row.property_id,
            created_at=row.created_at,
            not_after=row.not_after,
            state=row.state.value,
            attempts=row.attempts,
            next_at=row.next_at,
            settled_at=row.settled_at,
            fault=row.fault,
        )
    )


def find_next_due(connection: Connection) -> datetime | None:
    """Give when the next message is due, or None when none waits."""
    return connection.execute(_ANY_DUE).scalar()


def claim_due(connection: Connection, at: datetime, count: int) -> tuple[MessageRow, ...]:
    """Take messages that are due for oneself: for two minutes nobody else is given them."""
    locked = _DUE.with_for_update(skip_locked=True)  # SQLite, with one writer, leaves it out
    rows = connection.execute(locked, {"at": at, "count": count}).all()
    if rows:
        connection.execute(
            sa.update(message)
            .where(message.c.id.in_([row.id for row in rows]))
            .values(next_at=at + CLAIM, attempts=message.c.attempts + 1)
        )
    return tuple(_message(row) for row in rows)


def settle_message(
    connection: Connection, message_id: str, state: State, at: datetime, fault: str | None
) -> None:
    """Store that the message was sent or given up."""
    connection.execute(
        sa.update(message)
        .where(message.c.id == message_id)
        .values(state=state.value, next_at=None, settled_at=at, fault=fault)
    )


def postpone_message(connection: Connection, message_id: str, next_at: datetime, fault: str) -> None:
    """Store when the message is tried next."""
    connection.execute(
        sa.update(message).where(message.c.id == message_id).values(next_at=next_at, fault=fault)
    )


def revive_message(connection: Connection, message_id: str, at: datetime) -> None:
    """Queue a message that was given up anew."""
    connection.execute(
        sa.update(message)
        .where(message.c.id == message_id)
        .values(state=State.QUEUED.value, attempts=0, next_at=at, settled_at=None, fault=None)
    )


def find_message_of(connection: Connection, scope: Scope, message_id: str) -> MessageRow | None:
    """Give the message when it belongs to a property of the scope."""
    found = connection.execute(
        sa.select(message).where(message.c.id == message_id, message.c.property_id.in_(scope.properties))
    ).first()
    return None if found is None else _message(found)


def list_failed_of(connection: Connection, scope: Scope, limit: int) -> tuple[MessageRow, ...]:
    """Give the messages of the scope's properties that were given up or have failed so far, newest first."""
    rows = connection.execute(
        sa.select(message)
        .where(
            message.c.property_id.in_(scope.properties),
            message.c.state != State.SENT.value,
            message.c.fault.is_not(None),
        )
        .order_by(message.c.created_at.desc(), message.c.id.desc())
        .limit(limit)
    )
    return tuple(_message(row) for row in rows)


def list_newest(connection: Connection, limit: int) -> tuple[MessageRow, ...]:
    """Give the newest messages of the whole installation."""
    rows = connection.execute(
        sa.select(message).order_by(message.c.created_at.desc(), message.c.id.desc()).limit(limit)
    )
    return tuple(_message(row) for row in rows)


def list_newest_about(connection: Connection, abouts: Collection[str]) -> dict[str, MessageRow]:
    """Give the newest message about each of the things."""
    if not abouts:
        return {}
    rows = connection.execute(
        sa.select(message)
        .where(message.c.about.in_(list(abouts)))
        .order_by(message.c.created_at, message.c.id)
    )
    return {row.about: _message(row) for row in rows}


def list_about(connection: Connection, about: str) -> tuple[MessageRow, ...]:
    """Give every message about the thing, the oldest first."""
    found = connection.execute(
        sa.select(message).where(message.c.about == about).order_by(message.c.created_at, message.c.id)
    )
    return tuple(_message(row) for row in found)


def remove_messages_about(connection: Connection, about: str) -> None:
    """Delete every message about the thing, sent or not."""
    connection.execute(sa.delete(message).where(message.c.about == about))


def remove_settled_before(connection: Connection, at: datetime) -> int:
    """Delete the messages that were sent or given up before the instant, and give how many."""
    return connection.execute(sa.delete(message).where(message.c.settled_at < at)).rowcount


def _message(row: sa.Row[*tuple[object, ...]]) -> MessageRow:
    parameters = json.loads(row.parameters)
    return MessageRow(
        id=row.id,
        channel=row.channel,
        address=row.address,
        template=row.template,
        language=row.language,
        parameters=parameters["plain"],
        derived={
            name: Derived(
                kind=DerivedKind(found["kind"]),
                purpose=found["purpose"],
                row_id=found["row_id"],
                path=found["path"],
            )
            for name, found in parameters["derived"].items()
        },
        about=row.about,
        property_id=row.property_id,
        created_at=row.created_at,
        not_after=row.not_after,
        state=State(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        settled_at=row.settled_at,
        fault=row.fault,
    )
