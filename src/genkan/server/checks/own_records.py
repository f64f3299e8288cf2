"""What installation checks tell of somebody: which they led."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.checks.repository import forget_leader, list_led_by
from genkan.server.platform.database import Database


class CheckRecords:
    """The port `OwnRecords` for installation checks."""

    name = "installation_checks"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read(lambda connection: list_led_by(connection, owner.person_id))
        return [{"station_id": row.station_id, "started_at": row.started_at.isoformat()} for row in rows]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """Leave the report, which is the property's, without who led the check."""
        forget_leader(connection, owner.person_id)
        return Leftovers()
