"""What the journal tells of somebody: the doors they opened, and what they looked at."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.journal.service import Journal
from genkan.server.platform.database import Database
from genkan.server.properties.service import list_door_names


class EventRecords:
    """The port `OwnRecords` for the journal, which keeps an id that leads nowhere when somebody is erased."""

    name = "events"

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    async def export(self, owner: Owner) -> Sequence[Record]:
        events = await self._journal.list_for_actor(owner.person_id)
        doors = {event.door_id for event in events if event.door_id is not None}
        names = await self._database.read(lambda connection: list_door_names(connection, doors))
        return [
            {
                "at": event.at.isoformat(),
                "kind": event.kind.value,
                "door": names.get(event.door_id or ""),
                "via": event.via,
                "outcome": event.outcome,
            }
            for event in events
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        return Leftovers()
