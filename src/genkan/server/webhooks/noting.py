"""Queueing what is to be told, in the transaction of what happened."""

from datetime import datetime

from sqlalchemy import Connection

from genkan.server.webhooks.payloads import TOPIC_OF, Data, Kind, write_message
from genkan.server.webhooks.repository import (
    DeliveryRow,
    State,
    WebhookRow,
    add_delivery,
    list_webhooks_on,
)
from genkan.wire.ids import new_id


def note(
    connection: Connection,
    kind: Kind,
    data: Data,
    *,
    property_id: str,
    at: datetime,
    message_id: str | None = None,
) -> None:
    """Queue the message for the property's webhooks that are for it; without any, one indexed read is all.

    `message_id` makes it unique: noted twice, it is told once. Without one it is new.
    """
    for row in list_webhooks_on(connection, property_id):
        if TOPIC_OF[kind] in row.topics:
            queue(connection, row, kind, data, at=at, message_id=message_id or f"msg_{new_id()}")


def queue(
    connection: Connection, row: WebhookRow, kind: Kind, data: Data, *, at: datetime, message_id: str
) -> str:
    """Queue the message for this webhook, and give the delivery's id."""
    delivery = DeliveryRow(
        id=new_id(),
        webhook_id=row.id,
        message_id=message_id,
        type=kind.value,
        body=write_message(kind, property_id=row.property_id, at=at, data=data),
        created_at=at,
        state=State.QUEUED,
        attempts=0,
        next_at=at,
        last=None,
    )
    add_delivery(connection, delivery)
    return delivery.id
