"""The mails and texts written to somebody, as records of their own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.messages.service import forget_messages, list_about
from genkan.server.platform.database import Database


class OwnMessages:
    """The port `OwnRecords` for messages."""

    name = "messages"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read(lambda connection: list_about(connection, owner.person_id))
        return [
            {
                "at": row.created_at.isoformat(),
                "channel": row.channel,
                "address": row.address,
                "template": row.template,
                "state": row.state.value,
            }
            for row in rows
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        forget_messages(connection, owner.person_id)
        return Leftovers()
