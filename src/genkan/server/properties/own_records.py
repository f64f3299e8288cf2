"""What was typed about somebody when they were added or invited."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.platform.database import Database
from genkan.server.properties.tables import invitation


class InvitationRecords:
    """The port `OwnRecords` for invitations."""

    name = "invitations"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        query = (
            sa.select(invitation)
            .where(invitation.c.person_id == owner.person_id)
            .order_by(invitation.c.sent_at)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            {
                "at": row.sent_at.isoformat(),
                "role": row.role,
                "given_name": row.given_name,
                "family_name": row.family_name,
                "email": row.email,
                "mobile": row.mobile,
                "landline": row.landline,
            }
            for row in rows
        ]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """With the last of a household go the invitations to it: nobody could be family there alone."""
        connection.execute(
            sa.delete(invitation).where(
                sa.or_(
                    invitation.c.person_id == owner.person_id,
                    invitation.c.household_id.in_(list(owner.alone)),
                )
            )
        )
        return Leftovers()
