"""Which properties have webhooks for what: known in memory, so that a door's opening asks no database."""

import asyncio
from collections.abc import Sequence

from genkan.server.platform.bus import Bus, Message, Subscription
from genkan.server.platform.database import Database
from genkan.server.webhooks.payloads import Topic
from genkan.server.webhooks.repository import WebhookRow, list_all

HINT = "hint.webhooks"


async def hint_webhooks(bus: Bus) -> None:
    """Let every node look again which webhooks there are."""
    await bus.publish(HINT, b"")


class WebhookBoard:
    """What is wanted of which property."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self._wanted: dict[str, frozenset[Topic]] = {}
        self._subscription: Subscription | None = None
        self._is_read = False
        self._count = 0
        self._looking = asyncio.Lock()

    @property
    def is_empty(self) -> bool:
        """Whether there is no webhook at all, on or off."""
        return self._count == 0

    def wants(self, property_id: str, topic: Topic) -> bool:
        """Whether somebody is to be told of such a thing; before the first look, perhaps."""
        return not self._is_read or topic in self._wanted.get(property_id, frozenset())

    async def start(self) -> None:
        """Look, and again whenever one is changed anywhere."""

        async def look_again(_: Message) -> None:
            await self.look()

        self._subscription = await self._bus.subscribe(HINT, look_again)
        await self.look()

    async def look(self) -> None:
        """Read which webhooks are on. One look after the other: what was read last is the newest."""
        async with self._looking:
            self._take(await self._database.read(list_all))

    def _take(self, rows: Sequence[WebhookRow]) -> None:
        wanted: dict[str, frozenset[Topic]] = {}
        for row in rows:
            if row.off_at is None:
                wanted[row.property_id] = wanted.get(row.property_id, frozenset()) | row.topics
        self._wanted, self._count, self._is_read = wanted, len(rows), True

    async def close(self) -> None:
        """Listen no longer."""
        if self._subscription is not None:
            await self._subscription.close()
