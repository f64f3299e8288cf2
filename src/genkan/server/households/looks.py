"""Looks of managers at a household's records: who, at what, and why. Its history shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.households.tables import look


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """One look, with the reason that was typed for it."""

    id: str
    property_id: str
    household_id: str
    person_id: str | None = None  # who was looked for; None: the whole household
    event_id: str | None = None  # the opening whose picture was looked at; None: a search
    looked_by: str
    reason: str
    at: datetime


def add_look(connection: Connection, row: LookRow) -> None:
    """Store the look."""
    connection.execute(
        sa.insert(look).values(
            id=row.id,
            property_id=row.property_id,
            household_id=row.household_id,
            person_id=row.person_id,
            event_id=row.event_id,
            looked_by=row.looked_by,
            reason=row.reason,
            at=row.at,
        )
    )


def list_looks(connection: Connection, look_ids: Collection[str]) -> dict[str, LookRow]:
    """Give those of the looks that are kept, by id."""
    if not look_ids:
        return {}
    rows = connection.execute(sa.select(look).where(look.c.id.in_(list(look_ids))))
    return {row.id: _row(row) for row in rows}


def list_looks_at(connection: Connection, households: Collection[str]) -> tuple[LookRow, ...]:
    """Give every look at the households that is kept, the oldest first."""
    if not households:
        return ()
    found = sa.select(look).where(look.c.household_id.in_(list(households))).order_by(look.c.at, look.c.id)
    return tuple(_row(row) for row in connection.execute(found))


def remove_looks_at(connection: Connection, household_id: str) -> None:
    """Delete the looks at the household."""
    connection.execute(sa.delete(look).where(look.c.household_id == household_id))


def forget_looks(connection: Connection, before: datetime) -> int:
    """Delete the looks before the instant, and give how many."""
    return connection.execute(sa.delete(look).where(look.c.at < before)).rowcount


def _row(row: sa.Row[*tuple[object, ...]]) -> LookRow:
    return LookRow(
        id=row.id,
        property_id=row.property_id,
        household_id=row.household_id,
        person_id=row.person_id,
        event_id=row.event_id,
        looked_by=row.looked_by,
        reason=row.reason,
        at=row.at,
    )
