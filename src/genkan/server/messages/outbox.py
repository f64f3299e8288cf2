"""The demo's outbox: what would have been sent, composed anew whenever somebody looks."""

import base64
from dataclasses import dataclass, field
from datetime import datetime

from genkan.server.messages.compose import Composer
from genkan.server.messages.link import Letter
from genkan.server.messages.repository import MessageRow, list_newest
from genkan.server.platform.database import Database

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessage:
    """A message and how it reads."""

    row: MessageRow
    letter: Letter = field(repr=False)

    @property
    def created_at(self) -> datetime:
        return self.row.created_at


class SeeOutbox:
    """Give the newest messages of the installation. Mounted in the demo only: it shows links and codes."""

    def __init__(self, database: Database, composer: Composer) -> None:
        self._database = database
        self._composer = composer

    async def __call__(self) -> tuple[SeenMessage, ...]:
        rows = await self._database.read(lambda connection: list_newest(connection, SHOWN))
        seen = []
        for row in rows:
            try:
                seen.append(SeenMessage(row=row, letter=self._composer.compose(row)))
            except (LookupError, ValueError):
                continue  # of a template that is gone
        return tuple(seen)


def as_data_url(png: bytes) -> str:
    """Give the picture as an address that needs no request."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
