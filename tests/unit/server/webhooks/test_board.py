"""Which webhooks a node knows of, when hints come close upon each other."""

import asyncio
from datetime import UTC, datetime
from typing import cast

from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.webhooks.board import WebhookBoard
from genkan.server.webhooks.payloads import Topic
from genkan.server.webhooks.repository import WebhookRow

ROW = WebhookRow(
    id="w1",
    property_id="p1",
    url="https://example.test/hook",
    topics=frozenset({Topic.CALL}),
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    secret_no=1,
    old_secret_until=None,
    failing_since=None,
    off_at=None,
    off_reason=None,
)


class SlowAtFirst:
    """A database whose first read is answered late, with what was there when it was asked."""

    def __init__(self) -> None:
        self.rows: tuple[WebhookRow, ...] = ()
        self.gate = asyncio.Event()
        self.asked = 0

    async def read(self, _: object) -> tuple[WebhookRow, ...]:
        found = self.rows
        self.asked += 1
        if self.asked == 1:
            await self.gate.wait()
        return found


async def test_an_older_look_does_not_hide_what_a_newer_one_has_found() -> None:
    database = SlowAtFirst()
    board = WebhookBoard(cast("Database", database), InProcessBus())
    older = asyncio.create_task(board.look())
    await asyncio.sleep(0)
    database.rows = (ROW,)
    newer = asyncio.create_task(board.look())
    await asyncio.sleep(0)
    database.gate.set()
    await asyncio.gather(older, newer)
    assert board.wants("p1", Topic.CALL)
    assert not board.is_empty
