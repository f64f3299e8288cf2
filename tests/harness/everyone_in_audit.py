"""Who may read the audit list; and that what anybody does in the portal leaves one line in it, or none."""

from collections import Counter

import sqlalchemy as sa
from fastapi import FastAPI
from sqlalchemy import Connection

from genkan.server.audit.tables import audit_line
from genkan.server.bootstrap.sample import PROPERTY
from genkan.server.platform.web import is_recorded
from harness.everyone import OK, PEOPLE, HttpTown, HttpTrial
from harness.everyone_in_properties import FOR_STAFF, OF_PROPERTY, STAFF, trial

EXPECTED = {"audit.list_lines": FOR_STAFF, "audit.export_lines": FOR_STAFF}
ROLES = {"audit.list_lines": STAFF, "audit.export_lines": STAFF}
TRIALS: dict[str, HttpTrial] = {
    "audit.list_lines": trial("GET", f"{OF_PROPERTY}/audit"),
    "audit.export_lines": trial("GET", f"{OF_PROPERTY}/audit.csv"),
}

# Tried in the residents' app, where nothing is the staff's doing: they leave no line.
BY_RESIDENTS = frozenset({"households.send_again", "households.cancel_seat"})
# Whoever may hands over and back, the second time in the residents' app as well.
WITHOUT_LINE = BY_RESIDENTS | {"households.hand_over"}


def list_recorded(api: FastAPI) -> frozenset[str]:
    """Give every operation of the portal that leaves a line, as the assembled server mounts them."""
    return frozenset(
        described["x-operation"]
        for path, methods in api.openapi()["paths"].items()
        for method, described in methods.items()
        if is_recorded(method.upper(), path, described["x-operation"])
    )


class AuditWatch:
    """Counts lines around every trial."""

    def __init__(self, town: HttpTown, api: FastAPI) -> None:
        self._town = town
        self._recorded = list_recorded(api)
        self._before: Counter[str] = Counter()
        self.lines = 0

    async def check(self, operation: str, asker: str, outcome: str) -> list[str]:
        """Give what is wrong after a trial: one line for what was done, none for what was refused."""
        if operation not in self._recorded:
            return []
        now = await self._town.database.read(lambda connection: _count(connection, operation))
        left = now - self._before[operation]
        self._before[operation] = now
        by_staff = operation not in WITHOUT_LINE or asker not in PEOPLE  # programs ask in the portal
        right = 1 if outcome == OK and by_staff else 0
        self.lines += left
        return (
            [] if left == right else [f"{operation} by {asker} ({outcome}): {left} audit lines, not {right}"]
        )

    async def finish(self) -> list[str]:
        """Give what is wrong with who reads them: the property's staff all of its lines, others none."""
        own = await self._town.database.read(_list_own)
        faults = [
            f"{reader} reads {len(seen)} of {len(own)} audit lines"
            for reader in ("manager", "installer")
            if (seen := await self._read(reader)) != own
        ]
        async with self._town.client("manager", "portal") as client:
            if (gone := await client.delete(f"{OF_PROPERTY}/audit")).status_code != 404:
                faults.append(f"the audit list can be deleted: {gone.status_code}")
        return faults

    async def _read(self, reader: str) -> set[str]:
        seen: set[str] = set()
        cursor = ""
        async with self._town.client(reader, "portal") as client:
            while True:
                page = (await client.get(f"{OF_PROPERTY}/audit?limit=100{cursor}")).json()
                seen |= {line["id"] for line in page["lines"]}
                if page["next_cursor"] is None:
                    return seen
                cursor = f"&cursor={page['next_cursor']}"


def _count(connection: Connection, operation: str) -> int:
    counted = sa.select(sa.func.count()).select_from(audit_line).where(audit_line.c.operation == operation)
    return int(connection.execute(counted).scalar_one())


def _list_own(connection: Connection) -> set[str]:
    return set(
        connection.execute(sa.select(audit_line.c.id).where(audit_line.c.property_id == PROPERTY)).scalars()
    )
