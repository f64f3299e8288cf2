"""What the HTTP API says about webhooks."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from genkan.server.platform.clock import to_ms
from genkan.server.webhooks.payloads import Topic
from genkan.server.webhooks.repository import DeliveryRow, WebhookRow
from genkan.server.webhooks.service import WebhookMade

Url = Annotated[str, StringConstraints(max_length=500)]


class WebhookIn(BaseModel):
    """Where to tell what."""

    url: Url = Field(description="https, on the public internet.")
    topics: list[Topic] = Field(min_length=1, max_length=len(Topic))


class WebhookChangeIn(WebhookIn):
    """Where to tell what from now on, and whether."""

    is_on: bool


class WebhookOut(BaseModel):
    """A webhook, without its secret."""

    webhook_id: str
    url: str
    topics: list[Topic]
    created_ms: int
    failing_since_ms: int | None = Field(description="Nothing was taken since then; null: all is well.")
    off_ms: int | None = Field(description="Since when it is off; null: it is on.")
    off_reason: Literal["failing", "gone", "staff"] | None
    old_secret_until_ms: int | None = Field(description="Until when the secret before signs as well.")

    @classmethod
    def of(cls, row: WebhookRow) -> "WebhookOut":
        return cls(
            webhook_id=row.id,
            url=row.url,
            topics=sorted(row.topics),
            created_ms=to_ms(row.created_at),
            failing_since_ms=None if row.failing_since is None else to_ms(row.failing_since),
            off_ms=None if row.off_at is None else to_ms(row.off_at),
            off_reason=None if row.off_reason is None else row.off_reason.value,
            old_secret_until_ms=None if row.old_secret_until is None else to_ms(row.old_secret_until),
        )


class WebhooksOut(BaseModel):
    """The webhooks of a property."""

    webhooks: list[WebhookOut]


class WebhookMadeOut(BaseModel):
    """A secret that is new: shown this once."""

    webhook_id: str
    secret: str = Field(description="`whsec_` and base64, as libraries of Standard Webhooks take it.")

    @classmethod
    def of(cls, made: WebhookMade) -> "WebhookMadeOut":
        return cls(webhook_id=made.webhook_id, secret=made.secret)


class WebhookDeliveryOut(BaseModel):
    """One message, and what came of its last attempt."""

    delivery_id: str
    message_id: str = Field(description="The header `webhook-id`: the same at every attempt.")
    type: str
    body: str
    created_ms: int
    state: Literal["queued", "sent", "dead"]
    attempts: int
    next_ms: int | None
    tried_ms: int | None
    status: int | None
    duration_ms: int | None
    answer: str | None = Field(description="How the answer begins.")
    fault: str | None = Field(description="address | timeout | unreachable | status; null: it was taken.")

    @classmethod
    def of(cls, row: DeliveryRow) -> "WebhookDeliveryOut":
        last = row.last
        return cls(
            delivery_id=row.id,
            message_id=row.message_id,
            type=row.type,
            body=row.body,
            created_ms=to_ms(row.created_at),
            state=row.state.value,
            attempts=row.attempts,
            next_ms=None if row.next_at is None else to_ms(row.next_at),
            tried_ms=None if last is None else to_ms(last.at),
            status=None if last is None else last.status,
            duration_ms=None if last is None else last.duration_ms,
            answer=None if last is None else last.answer,
            fault=None if last is None else last.fault,
        )


class WebhookDeliveriesOut(BaseModel):
    """What a webhook was told in the last 14 days, newest first, at most 100."""

    deliveries: list[WebhookDeliveryOut]


class DeliveryMadeOut(BaseModel):
    """A message that is queued."""

    delivery_id: str
