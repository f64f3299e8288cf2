"""The worker that posts what is queued, a few receivers at once, each in its order."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from sqlalchemy import Connection

from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.tasks import Tasks
from genkan.server.webhooks.board import WebhookBoard
from genkan.server.webhooks.link import TellStaff
from genkan.server.webhooks.posting import GONE, Poster
from genkan.server.webhooks.repository import (
    Attempt,
    DeliveryRow,
    OffReason,
    State,
    WebhookRow,
    claim_due,
    find_next_due,
    find_webhook,
    give_up_queued,
    list_due_webhooks,
    put_webhook,
    remove_settled_before,
    settle,
)
from genkan.server.webhooks.signing import sign_headers

log = structlog.get_logger()

LOOK_EVERY_S = 0.5  # finding nothing costs one indexed read
AT_ONCE = 8  # receivers under way on a node: a slow one delays nobody but itself, until so many are slow
RETRIES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=15),  # a day in all: longer than an outage over night
)
SWITCHED_OFF_AFTER = timedelta(days=3)  # of failures alone: longer than a weekend's outage is noticed
KEPT = timedelta(days=14)  # of the delivery log
SWEEP_EVERY = timedelta(hours=1)


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """Give when to try again after so many attempts, or None when it is given up."""
    return at + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None


class WebhookSending:
    """Posts what is due. At most one node serves a message at a time: it is claimed first."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        derivation: Derivation,
        board: WebhookBoard,
        poster: Poster,
        staff: TellStaff,
    ) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._board = board
        self._poster = poster
        self._staff = staff
        self._busy: set[str] = set()
        self._tasks = Tasks()
        self._swept_at: datetime | None = None

    async def run(self) -> None:
        """Post until cancelled."""
        failing = False
        try:
            await self._board.start()
            while True:
                try:
                    if not self._board.is_empty:
                        await self.look()
                    failing = False
                except Exception as error:
                    if not failing:
                        log.warning("webhooks.sending.failed", exc_info=error)
                    failing = True
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await self._tasks.close(grace_s=0)
            await self._board.close()
            await self._poster.close()

    async def look(self) -> None:
        """Begin to serve the webhooks that have something due, as far as there is room."""
        at = self._clock.now()
        due = await self._database.read(find_next_due)
        if due is not None and due <= at and len(self._busy) < AT_ONCE:
            waiting = await self._database.read(lambda connection: list_due_webhooks(connection, at))
            free = [webhook_id for webhook_id in waiting if webhook_id not in self._busy]
            for webhook_id in free[: AT_ONCE - len(self._busy)]:
                self._busy.add(webhook_id)
                self._tasks.start(self._serve(webhook_id))
        if self._swept_at is None or self._swept_at + SWEEP_EVERY <= at:
            self._swept_at = at
            await self._database.write(lambda connection: remove_settled_before(connection, at - KEPT))

    async def serve_due(self, webhook_id: str) -> int:
        """Post everything of the webhook's that is due, one after the other; give how many were tried."""
        tried = 0
        while await self._serve_one(webhook_id):
            tried += 1
        return tried

    async def _serve(self, webhook_id: str) -> None:
        try:
            await self.serve_due(webhook_id)
        finally:
            self._busy.discard(webhook_id)

    async def _serve_one(self, webhook_id: str) -> bool:
        at = self._clock.now()

        def claim(connection: Connection) -> tuple[WebhookRow, DeliveryRow] | None:
            delivery = claim_due(connection, webhook_id, at)
            row = find_webhook(connection, webhook_id)
            return None if delivery is None or row is None else (row, delivery)

        claimed = await self._database.write(claim)
        if claimed is None:
            return False
        row, delivery = claimed
        headers = sign_headers(
            self._derivation, row, message_id=delivery.message_id, body=delivery.body, at=at
        )
        attempt = await self._poster.post(row.url, delivery.body, headers)
        await self._database.write(lambda connection: self._note(connection, webhook_id, delivery, attempt))
        log.info(
            "webhook.posted",
            webhook_id=webhook_id,
            type=delivery.type,
            status=attempt.status,
            fault=attempt.fault,
            attempts=delivery.attempts + 1,
        )
        return True

    def _note(self, connection: Connection, webhook_id: str, delivery: DeliveryRow, attempt: Attempt) -> None:
        row = find_webhook(connection, webhook_id)
        if row is None:
            return
        if attempt.fault is None:
            settle(connection, delivery.id, State.SENT, attempt, None)
            if row.failing_since is not None:
                put_webhook(connection, replace(row, failing_since=None))
            return
        at = self._clock.now()
        again = None if row.off_at is not None else next_attempt(delivery.attempts + 1, at)
        state = State.DEAD if again is None else State.QUEUED
        settle(connection, delivery.id, state, attempt, again)
        failing = replace(row, failing_since=row.failing_since or attempt.at)
        reason = _find_reason(failing, attempt, at)
        if reason is None or row.off_at is not None:
            put_webhook(connection, failing)
            return
        put_webhook(connection, replace(failing, off_at=at, off_reason=reason))
        give_up_queued(connection, webhook_id)
        host = urlsplit(row.url).hostname or ""
        self._staff.switched_off(connection, property_id=row.property_id, webhook_id=row.id, host=host, at=at)
        log.warning("webhook.switched_off", webhook_id=webhook_id, reason=reason.value)


def _find_reason(row: WebhookRow, attempt: Attempt, at: datetime) -> OffReason | None:
    if attempt.status == GONE:
        return OffReason.GONE
    if row.failing_since is not None and at - row.failing_since >= SWITCHED_OFF_AFTER:
        return OffReason.FAILING
    return None
