"""Who may have a property's events told to other programs, and how they try."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from genkan.server.bootstrap.sample import PROPERTY
from genkan.server.platform.operations import Role
from genkan.server.webhooks.noting import queue
from genkan.server.webhooks.payloads import Kind, Test, Topic
from genkan.server.webhooks.repository import (
    OffReason,
    WebhookRow,
    find_webhook,
    give_up_queued,
    put_webhook,
    remove_webhook,
)
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

OPERATIONS = (
    "list_webhooks", "create_webhook", "change_webhook", "rotate_secret", "delete_webhook", "list_deliveries",
    "send_again", "send_test",
)  # fmt: skip
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
EXPECTED = {f"webhooks.{name}": FOR_STAFF for name in OPERATIONS}
ROLES = {name: {Role.MANAGER, Role.INSTALLER} for name in EXPECTED}
PORTAL = "/api/portal"
URL = "https://receiver.invalid/hook"  # nobody is there, now or later (RFC 2606)
FORM = {"url": URL, "topics": ["call"]}


def add_webhook(connection: Connection) -> tuple[str, str]:
    """Add one that is off, with a delivery that was given up; give their ids."""
    at = datetime.now(UTC)
    hook = WebhookRow(
        id=new_id(),
        property_id=PROPERTY,
        url=URL,
        topics=frozenset({Topic.CALL}),
        created_at=at,
        secret_no=1,
        old_secret_until=None,
        failing_since=None,
        off_at=at,
        off_reason=OffReason.STAFF,
    )
    put_webhook(connection, hook)
    data = Test(webhook_id=hook.id)
    delivery_id = queue(connection, hook, Kind.TEST, data, at=at, message_id=f"msg_{new_id()}")
    give_up_queued(connection, hook.id)
    return hook.id, delivery_id


def trial(method: str, path: str, body: object = None, *, sees: bool = False) -> HttpTrial:
    """Try a request on a webhook that was added just now, and let there be room for the next one."""

    async def attempt(town: HttpTown, person: str) -> str:
        hook_id, delivery_id = await town.database.write(add_webhook)
        filled = path.replace("{hook}", hook_id).replace("{delivery}", delivery_id)
        async with town.client(person, "portal") as client:
            answer = await client.request(method, PORTAL + filled, json=body)
        outcome = http_outcome(answer, sees=hook_id if sees else None)
        made = str(answer.json().get("webhook_id", "")) if answer.is_success and answer.content else ""
        await town.database.write(remover(hook_id, made))
        return outcome

    return attempt


def remover(*hook_ids: str) -> Callable[[Connection], None]:
    def remove(connection: Connection) -> None:
        for hook_id in hook_ids:
            if find_webhook(connection, hook_id) is not None:
                remove_webhook(connection, hook_id)

    return remove


TRIALS: dict[str, HttpTrial] = {
    "webhooks.list_webhooks": trial("GET", f"/properties/{PROPERTY}/webhooks", sees=True),
    "webhooks.create_webhook": trial("POST", f"/properties/{PROPERTY}/webhooks", FORM),
    "webhooks.change_webhook": trial("PUT", "/webhooks/{hook}", {**FORM, "is_on": False}),
    "webhooks.rotate_secret": trial("POST", "/webhooks/{hook}/secret"),
    "webhooks.delete_webhook": trial("DELETE", "/webhooks/{hook}"),
    "webhooks.list_deliveries": trial("GET", "/webhooks/{hook}/deliveries", sees=True),
    "webhooks.send_again": trial("POST", "/webhook-deliveries/{delivery}/send-again"),
    "webhooks.send_test": trial("POST", "/webhooks/{hook}/test"),
}
