"""What notices tell of somebody: which they have opened."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.notices.repository import find_notice, list_read_by, remove_reads_of
from genkan.server.platform.database import Database


class NoticeRecords:
    """The port `OwnRecords` for notices."""

    name = "notices"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        def read(connection: Connection) -> list[Record]:
            return [
                {
                    "title": None
                    if (row := find_notice(connection, notice_id)) is None
                    else row.draft.text.title,
                    "opened_at": at.isoformat(),
                }
                for notice_id, at in list_read_by(connection, owner.person_id).items()
            ]

        return await self._database.read(read)

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """Nobody counts as having opened anything who is not there any more."""
        remove_reads_of(connection, owner.person_id)
        return Leftovers()
