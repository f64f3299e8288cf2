"""Reading and writing webhooks and what they are told."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.webhooks.payloads import Topic
from genkan.server.webhooks.tables import webhook, webhook_delivery

CLAIM = timedelta(seconds=30)  # an attempt is given up within half of it; then another node may try


class State(StrEnum):
    QUEUED = "queued"  # waits for its next attempt
    SENT = "sent"  # the receiver took it
    DEAD = "dead"  # given up; the staff may send it again


class OffReason(StrEnum):
    FAILING = "failing"  # for days nothing was taken
    GONE = "gone"  # the receiver said so (410)
    STAFF = "staff"  # switched off in the portal


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRow:
    """Where to tell what."""

    id: str
    property_id: str
    url: str = field(repr=False)  # some receivers are known by nothing but their address
    topics: frozenset[Topic]
    created_at: datetime
    secret_no: int
    old_secret_until: datetime | None
    failing_since: datetime | None
    off_at: datetime | None
    off_reason: OffReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of an attempt."""

    at: datetime
    status: int | None
    duration_ms: int
    answer: str = field(repr=False)
    fault: str | None  # None: it was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One message for one webhook."""

    id: str
    webhook_id: str
    message_id: str
    type: str
    body: str = field(repr=False)
    created_at: datetime
    state: State
    attempts: int
    next_at: datetime | None
    last: Attempt | None


_ON = sa.select(webhook).where(
    webhook.c.property_id == sa.bindparam("property_id"), webhook.c.off_at.is_(None)
)
_ANY_DUE = sa.select(sa.func.min(webhook_delivery.c.next_at))
_DUE_HOOKS = (
    sa.select(webhook_delivery.c.webhook_id)
    .where(webhook_delivery.c.next_at <= sa.bindparam("at"))
    .group_by(webhook_delivery.c.webhook_id)
    .order_by(sa.func.min(webhook_delivery.c.next_at))
)
_DUE = (
    sa.select(webhook_delivery)
    .where(
        webhook_delivery.c.webhook_id == sa.bindparam("webhook_id"),
        webhook_delivery.c.next_at <= sa.bindparam("at"),
    )
    .order_by(webhook_delivery.c.next_at, webhook_delivery.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)  # SQLite, with one writer, leaves it out
)


def list_webhooks_on(connection: Connection, property_id: str) -> tuple[WebhookRow, ...]:
    """Give the property's webhooks that are on."""
    return tuple(_webhook(row) for row in connection.execute(_ON, {"property_id": property_id}))


def list_all(connection: Connection) -> tuple[WebhookRow, ...]:
    """Give every webhook of the installation."""
    return tuple(_webhook(row) for row in connection.execute(sa.select(webhook)))


def list_webhooks(connection: Connection, property_id: str) -> tuple[WebhookRow, ...]:
    """Give the property's webhooks, the oldest first."""
    rows = connection.execute(
        sa.select(webhook)
        .where(webhook.c.property_id == property_id)
        .order_by(webhook.c.created_at, webhook.c.id)
    )
    return tuple(_webhook(row) for row in rows)


def find_webhook(connection: Connection, webhook_id: str) -> WebhookRow | None:
    """Give the webhook, on or off."""
    found = connection.execute(sa.select(webhook).where(webhook.c.id == webhook_id)).first()
    return None if found is None else _webhook(found)


def put_webhook(connection: Connection, row: WebhookRow) -> None:
    """Store the webhook, new or changed."""
    values = {
        "property_id": row.property_id,
        "url": row.url,
        "topics": " ".join(sorted(row.topics)),
        "created_at": row.created_at,
        "secret_no": row.secret_no,
        "old_secret_until": row.old_secret_until,
        "failing_since": row.failing_since,
        "off_at": row.off_at,
        "off_reason": row.off_reason,
    }
    changed = connection.execute(sa.update(webhook).where(webhook.c.id == row.id).values(values))
    if changed.rowcount == 0:
        connection.execute(sa.insert(webhook).values(id=row.id, **values))


def remove_webhook(connection: Connection, webhook_id: str) -> None:
    """Delete the webhook with its deliveries."""
    connection.execute(sa.delete(webhook_delivery).where(webhook_delivery.c.webhook_id == webhook_id))
    connection.execute(sa.delete(webhook).where(webhook.c.id == webhook_id))


def add_delivery(connection: Connection, row: DeliveryRow) -> None:
    """Queue the message, unless the webhook has it already."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    table = webhook_delivery
    statement = insert(table).on_conflict_do_nothing(index_elements=[table.c.webhook_id, table.c.message_id])
    connection.execute(
        statement,
        {
            "id": row.id,
            "webhook_id": row.webhook_id,
            "message_id": row.message_id,
            "type": row.type,
            "body": row.body,
            "created_at": row.created_at,
            "state": row.state.value,
            "attempts": row.attempts,
            "next_at": row.next_at,
        },
    )


def find_next_due(connection: Connection) -> datetime | None:
    """Give when the next message is due, or None when none waits."""
    return connection.execute(_ANY_DUE).scalar()


def list_due_webhooks(connection: Connection, at: datetime) -> tuple[str, ...]:
    """Give the webhooks with messages that are due, whose has waited longest first."""
    return tuple(connection.execute(_DUE_HOOKS, {"at": at}).scalars())


def claim_due(connection: Connection, webhook_id: str, at: datetime) -> DeliveryRow | None:
    """Take the webhook's next message for oneself: for half a minute nobody else is given it."""
    found = connection.execute(_DUE, {"webhook_id": webhook_id, "at": at}).first()
    if found is None:
        return None
    row = _delivery(found)
    connection.execute(
        sa.update(webhook_delivery)
        .where(webhook_delivery.c.id == row.id)
        .values(next_at=at + CLAIM, attempts=row.attempts + 1)
    )
    return row


def settle(
    connection: Connection, delivery_id: str, state: State, attempt: Attempt, next_at: datetime | None
) -> None:
    """Store what came of an attempt, and when the next one is."""
    connection.execute(
        sa.update(webhook_delivery)
        .where(webhook_delivery.c.id == delivery_id)
        .values(
            state=state.value,
            next_at=next_at,
            tried_at=attempt.at,
            status=attempt.status,
            duration_ms=attempt.duration_ms,
            answer=attempt.answer,
            fault=attempt.fault,
        )
    )


def give_up_queued(connection: Connection, webhook_id: str) -> None:
    """Try nothing more of what waits for the webhook."""
    connection.execute(
        sa.update(webhook_delivery)
        .where(webhook_delivery.c.webhook_id == webhook_id, webhook_delivery.c.next_at.is_not(None))
        .values(state=State.DEAD.value, next_at=None)
    )


def revive(connection: Connection, delivery_id: str, at: datetime) -> None:
    """Queue the message anew."""
    connection.execute(
        sa.update(webhook_delivery)
        .where(webhook_delivery.c.id == delivery_id)
        .values(state=State.QUEUED.value, attempts=0, next_at=at)
    )


def find_delivery(connection: Connection, delivery_id: str) -> DeliveryRow | None:
    """Give the delivery, or None."""
    found = connection.execute(
        sa.select(webhook_delivery).where(webhook_delivery.c.id == delivery_id)
    ).first()
    return None if found is None else _delivery(found)


def list_deliveries(connection: Connection, webhook_id: str, limit: int) -> tuple[DeliveryRow, ...]:
    """Give what the webhook was told, newest first."""
    rows = connection.execute(
        sa.select(webhook_delivery)
        .where(webhook_delivery.c.webhook_id == webhook_id)
        .order_by(webhook_delivery.c.created_at.desc(), webhook_delivery.c.id.desc())
        .limit(limit)
    )
    return tuple(_delivery(row) for row in rows)


def remove_settled_before(connection: Connection, at: datetime) -> int:
    """Delete what was settled and is older than the instant, and give how many."""
    gone = sa.delete(webhook_delivery).where(
        webhook_delivery.c.next_at.is_(None), webhook_delivery.c.created_at < at
    )
    return connection.execute(gone).rowcount


def _webhook(row: sa.Row[*tuple[object, ...]]) -> WebhookRow:
    return WebhookRow(
        id=row.id,
        property_id=row.property_id,
        url=row.url,
        topics=frozenset(Topic(topic) for topic in row.topics.split()),
        created_at=row.created_at,
        secret_no=row.secret_no,
        old_secret_until=row.old_secret_until,
        failing_since=row.failing_since,
        off_at=row.off_at,
        off_reason=None if row.off_reason is None else OffReason(row.off_reason),
    )


def _delivery(row: sa.Row[*tuple[object, ...]]) -> DeliveryRow:
    last = None
    if row.tried_at is not None:
        last = Attempt(
            at=row.tried_at,
            status=row.status,
            duration_ms=row.duration_ms,
            answer=row.answer,
            fault=row.fault,
        )
    return DeliveryRow(
        id=row.id,
        webhook_id=row.webhook_id,
        message_id=row.message_id,
        type=row.type,
        body=row.body,
        created_at=row.created_at,
        state=State(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        last=last,
    )
