"""What PINs and keys tell of somebody: those they issued, and for whom."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.credentials.repository import (
    CredentialRow,
    forget_visitors,
    list_issued_by,
    list_live_of_household,
)
from genkan.server.credentials.service import CredentialKeys, property_hint
from genkan.server.messages.service import forget_messages
from genkan.server.platform.database import Database


class CredentialRecords:
    """The port `OwnRecords` for PINs and keys. No PIN and no key is part of an export."""

    name = "keys"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read(lambda connection: list_issued_by(connection, owner.person_id))
        return [
            {
                "kind": row.kind.value,
                "since": row.since.isoformat(),
                "until": None if row.until is None else row.until.isoformat(),
                "name": row.name,
                "note": row.note,
                "address": row.address,
                "uses": row.uses,
                "length": row.length,
            }
            for row in rows
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:
        """End the household's PIN and the person's keys as a removal does, and forget who they were for."""
        ending = CredentialKeys()
        issued = list_issued_by(connection, owner.person_id)
        properties: set[str] = set()
        for household_id in sorted(owner.homes):
            live = list_live_of_household(connection, household_id)
            properties |= {row.property_id for row in live}
            if household_id in owner.alone:
                ending.end_household(connection, household_id=household_id, at=at)
            else:
                ending.end_member(connection, household_id=household_id, person_id=owner.person_id, at=at)
        self._forget(connection, owner, issued)
        return Leftovers(hints=tuple(property_hint(property_id) for property_id in sorted(properties)))

    def _forget(self, connection: Connection, owner: Owner, issued: tuple[CredentialRow, ...]) -> None:
        for row in issued:
            forget_messages(connection, row.id)
        forget_visitors(connection, owner.person_id)
