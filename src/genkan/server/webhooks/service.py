"""What the staff do with webhooks: set them up, look at what was told, try again."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection

from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind, changed
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.webhooks.address import check_url
from genkan.server.webhooks.board import hint_webhooks
from genkan.server.webhooks.errors import DeliveryUnderWay, WebhooksFull
from genkan.server.webhooks.noting import queue
from genkan.server.webhooks.payloads import Kind, Test, Topic
from genkan.server.webhooks.repository import (
    DeliveryRow,
    OffReason,
    State,
    WebhookRow,
    find_delivery,
    find_webhook,
    give_up_queued,
    list_deliveries,
    list_webhooks,
    put_webhook,
    remove_webhook,
    revive,
)
from genkan.server.webhooks.signing import secret_of
from genkan.wire.ids import new_id

WEBHOOK_LIMIT = 10  # a property has one or two
OLD_SECRET_LIFE = timedelta(days=1)  # to put the new one into the receiver
DELIVERIES_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookGround:
    """What the use cases of webhooks share."""

    database: Database
    bus: Bus
    clock: Clock
    derivation: Derivation
    allows_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookMade:
    """A webhook with its secret, which is shown when it is new."""

    webhook_id: str
    secret: str = field(repr=False)


@operation("webhooks.list_webhooks")
class ListWebhooks:
    """List a property's webhooks."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str) -> tuple[WebhookRow, ...]:
        """Raises NotFound."""
        _ensure_looked_after(scope, property_id)
        return await self._ground.database.read(lambda connection: list_webhooks(connection, property_id))


@operation("webhooks.create_webhook")
class CreateWebhook:
    """Tell an address of a property's events from now on."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(
        self, scope: Scope, property_id: str, *, url: str, topics: Collection[Topic]
    ) -> WebhookMade:
        """Raises NotFound, WebhookAddressUnfit, WebhooksFull."""
        _ensure_looked_after(scope, property_id)
        row = WebhookRow(
            id=new_id(),
            property_id=property_id,
            url=check_url(url, allows_private=self._ground.allows_private),
            topics=frozenset(topics),
            created_at=self._ground.clock.now(),
            secret_no=1,
            old_secret_until=None,
            failing_since=None,
            off_at=None,
            off_reason=None,
        )

        def write(connection: Connection) -> None:
            if len(list_webhooks(connection, property_id)) >= WEBHOOK_LIMIT:
                raise WebhooksFull
            put_webhook(connection, row)
            _note(connection, row, Change(Field.TOPICS, None, _say_topics(row)))

        await self._ground.database.write(write)
        await hint_webhooks(self._ground.bus)
        return WebhookMade(webhook_id=row.id, secret=secret_of(self._ground.derivation, row.id, 1))


@operation("webhooks.change_webhook")
class ChangeWebhook:
    """Change where and what is told; switch it off, or on again. What was missed meanwhile is not told."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(
        self, scope: Scope, webhook_id: str, *, url: str, topics: Collection[Topic], is_on: bool
    ) -> None:
        """Raises NotFound, WebhookAddressUnfit."""
        checked = check_url(url, allows_private=self._ground.allows_private)
        at = self._ground.clock.now()

        def write(connection: Connection) -> None:
            row = get_webhook(connection, scope, webhook_id)
            fit = replace(row, url=checked, topics=frozenset(topics))
            if is_on:
                fit = replace(fit, off_at=None, off_reason=None, failing_since=None)
            elif row.off_at is None:
                fit = replace(fit, off_at=at, off_reason=OffReason.STAFF)
                give_up_queued(connection, webhook_id)
            put_webhook(connection, fit)
            _note(
                connection,
                fit,
                *changed(Field.URL, row.url, fit.url),  # it may hold a secret
                Change(Field.TOPICS, _say_topics(row), _say_topics(fit)),
                Change(Field.IS_ON, row.off_at is None, fit.off_at is None),
            )

        await self._ground.database.write(write)
        await hint_webhooks(self._ground.bus)


@operation("webhooks.rotate_secret")
class RotateSecret:
    """Sign with a new secret from now on; for a day the old one signs as well."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, webhook_id: str) -> WebhookMade:
        """Raises NotFound."""
        at = self._ground.clock.now()

        def write(connection: Connection) -> int:
            row = get_webhook(connection, scope, webhook_id)
            number = row.secret_no + 1
            put_webhook(connection, replace(row, secret_no=number, old_secret_until=at + OLD_SECRET_LIFE))
            return number

        number = await self._ground.database.write(write)
        return WebhookMade(
            webhook_id=webhook_id, secret=secret_of(self._ground.derivation, webhook_id, number)
        )


@operation("webhooks.delete_webhook")
class DeleteWebhook:
    """Tell the address nothing more, and forget what it was told."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, webhook_id: str) -> None:
        """Raises NotFound."""

        def write(connection: Connection) -> None:
            get_webhook(connection, scope, webhook_id)
            remove_webhook(connection, webhook_id)

        await self._ground.database.write(write)
        await hint_webhooks(self._ground.bus)


@operation("webhooks.list_deliveries")
class ListDeliveries:
    """List what a webhook was told lately, newest first, with what came of it."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, webhook_id: str) -> tuple[DeliveryRow, ...]:
        """Raises NotFound."""

        def read(connection: Connection) -> tuple[DeliveryRow, ...]:
            get_webhook(connection, scope, webhook_id)
            return list_deliveries(connection, webhook_id, DELIVERIES_SHOWN)

        return await self._ground.database.read(read)


@operation("webhooks.send_again")
class SendAgain:
    """Post a message once more, under the same id."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, delivery_id: str) -> None:
        """Raises NotFound, also for another property's, and DeliveryUnderWay."""
        at = self._ground.clock.now()

        def write(connection: Connection) -> None:
            delivery = find_delivery(connection, delivery_id)
            if delivery is None:
                raise NotFound
            get_webhook(connection, scope, delivery.webhook_id)
            if delivery.state is State.QUEUED:
                raise DeliveryUnderWay
            revive(connection, delivery_id, at)

        await self._ground.database.write(write)


@operation("webhooks.send_test")
class SendTest:
    """Post a message of the kind `test`."""

    def __init__(self, ground: WebhookGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, webhook_id: str) -> str:
        """Give the delivery's id. Raises NotFound."""
        at = self._ground.clock.now()

        def write(connection: Connection) -> str:
            row = get_webhook(connection, scope, webhook_id)
            data = Test(webhook_id=webhook_id)
            return queue(connection, row, Kind.TEST, data, at=at, message_id=f"msg_{new_id()}")

        return await self._ground.database.write(write)


def get_webhook(connection: Connection, scope: Scope, webhook_id: str) -> WebhookRow:
    """Give the webhook when it is of a property in the scope. Raises NotFound."""
    row = find_webhook(connection, webhook_id)
    if row is None or row.property_id not in scope.properties:
        raise NotFound
    _note(connection, row)
    return row


def _note(connection: Connection, row: WebhookRow, *changes: Change) -> None:
    """Say which webhook the audit list's line is about: by its host, for the rest may hold a secret."""
    subject = Subject(kind=SubjectKind.WEBHOOK, id=row.id, name=urlsplit(row.url).hostname or "")
    audit.note(connection, property_id=row.property_id, subject=subject, changes=changes)


def _say_topics(row: WebhookRow) -> str:
    return ", ".join(sorted(topic.value for topic in row.topics))


def _ensure_looked_after(scope: Scope, property_id: str) -> None:
    if property_id not in scope.properties:
        raise NotFound
