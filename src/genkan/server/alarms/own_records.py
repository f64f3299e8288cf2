"""What alarms tell of somebody: which they saw to, and what they wrote."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.alarms.repository import forget_acknowledger, list_acknowledged_by
from genkan.server.platform.database import Database


class AlarmRecords:
    """The port `OwnRecords` for alarms. How somebody is told goes with their account."""

    name = "alarms"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read(lambda connection: list_acknowledged_by(connection, owner.person_id))
        return [
            {
                "kind": row.cause.kind.value,
                "since": row.since.isoformat(),
                "acknowledged_at": None if row.acknowledged_at is None else row.acknowledged_at.isoformat(),
                "remark": row.remark,
            }
            for row in rows
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """Leave the alarm, without who saw to it."""
        forget_acknowledger(connection, owner.person_id)
        return Leftovers()
