"""What the audit list tells of somebody: what they did. Their name is not in it: its lines hold ids."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.audit.repository import list_lines_by
from genkan.server.platform.database import Database


class AuditRecords:
    """The port `OwnRecords` for the audit list."""

    name = "audit"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read_long(lambda connection: list_lines_by(connection, owner.person_id))
        return [
            {"at": row.at.isoformat(), "property_id": row.property_id, "what": row.operation} for row in rows
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """Leave the lines: their ids lead nowhere from now on; what was changed is not to be rewritten."""
        return Leftovers()
