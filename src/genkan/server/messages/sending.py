"""The worker that takes queued messages to their carriers, on every node at once."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from genkan.server.messages.compose import Composer
from genkan.server.messages.link import Carrier, Fault, NotTaken
from genkan.server.messages.repository import (
    MessageRow,
    State,
    claim_due,
    find_next_due,
    postpone_message,
    settle_message,
)
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database

log = structlog.get_logger()

LOOK_EVERY_S = 0.5  # a code lives a minute; finding nothing costs one indexed read
AT_ONCE = 4  # letters under way on a node; mail servers dislike more connections from one sender
CARRY_LIMIT_S = 45.0  # below the claim, so that no other node sends it meanwhile
RETRIES = (
    timedelta(seconds=10),  # a greylisting server's first "later"
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=15),  # a day in all: longer than an outage over night
)
HOPELESS = frozenset({Fault.REFUSED, Fault.TOO_LATE, Fault.UNREADABLE})


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """Give when to try again after so many attempts, or None when it is given up."""
    return at + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None


class Sending:
    """Sends what is due. At most one node has a message at a time: it is claimed first."""

    def __init__(
        self, *, database: Database, clock: Clock, composer: Composer, carriers: Mapping[str, Carrier]
    ) -> None:
        self._database = database
        self._clock = clock
        self._composer = composer
        self._carriers = carriers

    async def run(self) -> None:
        """Send until cancelled."""
        failing = False
        while True:
            try:
                sent = await self.send_due()
                if failing:
                    log.info("messages.sending.recovered")
                failing = False
            except Exception as error:
                if not failing:
                    log.warning("messages.sending.failed", exc_info=error)
                failing, sent = True, 0
            if not sent:
                await asyncio.sleep(LOOK_EVERY_S)

    async def send_due(self) -> int:
        """Send what is due now, a few at once, and give how many were tried."""
        at = self._clock.now()
        due = await self._database.read(find_next_due)
        if due is None or due > at:
            return 0
        rows = await self._database.write(lambda connection: claim_due(connection, at, AT_ONCE))
        async with asyncio.TaskGroup() as group:
            for row in rows:
                group.create_task(self._send(row))
        return len(rows)

    async def close(self) -> None:
        """Let go of the carriers."""
        for carrier in self._carriers.values():
            await carrier.close()

    async def _send(self, row: MessageRow) -> None:
        fault = await self._carry(row)
        at = self._clock.now()
        attempts = row.attempts + 1
        if fault is None:
            await self._settle(row, State.SENT, at, None)
            log.info("message.sent", message_id=row.id, channel=row.channel, template=row.template)
            return
        again = None if fault in HOPELESS else next_attempt(attempts, at)
        if again is not None and row.not_after is not None and again >= row.not_after:
            again = None
        log.warning(
            "message.not_sent", message_id=row.id, channel=row.channel, fault=fault.value, attempts=attempts
        )
        if again is None:
            await self._settle(row, State.DEAD, at, fault.value)
        else:
            next_at = again
            await self._database.write(
                lambda connection: postpone_message(connection, row.id, next_at, fault.value)
            )

    async def _carry(self, row: MessageRow) -> Fault | None:
        if row.not_after is not None and self._clock.now() >= row.not_after:
            return Fault.TOO_LATE
        try:
            letter = self._composer.compose(row)
        except (LookupError, ValueError):
            return Fault.UNREADABLE
        try:
            async with asyncio.timeout(CARRY_LIMIT_S):
                await self._carriers[row.channel].carry(letter)
        except NotTaken as refusal:
            return refusal.fault
        except TimeoutError:
            return Fault.UNREACHABLE
        return None

    async def _settle(self, row: MessageRow, state: State, at: datetime, fault: str | None) -> None:
        def settle(connection: Connection) -> None:
            settle_message(connection, row.id, state, at, fault)

        await self._database.write(settle)
