"""Reading and writing households."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.households.tables import household


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """One household in its home."""

    id: str
    home_id: str
    name: str | None
    since: datetime
    until: datetime | None


# Published, see accounts.
HOUSEHOLDS = sa.select(household.c.id, household.c.home_id).subquery("lived_in")

_CURRENT = (
    sa.select(household)
    .where(
        household.c.home_id == sa.bindparam("home_id"),
        household.c.since <= sa.bindparam("at"),
        sa.or_(household.c.until.is_(None), household.c.until > sa.bindparam("at")),
    )
    .order_by(household.c.since.desc())
    .limit(1)
)
_BY_ID = sa.select(household).where(household.c.id.in_(sa.bindparam("household_ids", expanding=True)))


def find_current_household(connection: Connection, home_id: str, at: datetime) -> HouseholdRow | None:
    """Give the household that lives in the home at the instant; None: vacant."""
    found = connection.execute(_CURRENT, {"home_id": home_id, "at": at}).first()
    return None if found is None else _household(found)


def list_households(connection: Connection, household_ids: Collection[str]) -> tuple[HouseholdRow, ...]:
    """Give those of the households that exist."""
    rows = connection.execute(_BY_ID, {"household_ids": list(household_ids)})
    return tuple(_household(row) for row in rows)


def add_household(connection: Connection, row: HouseholdRow) -> None:
    """Store a new household."""
    connection.execute(
        sa.insert(household).values(
            id=row.id, home_id=row.home_id, name=row.name, since=row.since, until=row.until
        )
    )


def _household(row: sa.Row[*tuple[object, ...]]) -> HouseholdRow:
    return HouseholdRow(id=row.id, home_id=row.home_id, name=row.name, since=row.since, until=row.until)
