"""Reading and writing households."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.households.tables import dependent, device_stop, household


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """One household in its home."""

    id: str
    home_id: str
    name: str | None
    backup_rule: str = "after_no_answer"  # core.call.BackupRule
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependentRow:
    """Somebody who lives in a household without an account."""

    id: str
    household_id: str
    given_name: str
    family_name: str
    since: datetime


# Published, see accounts.
HOUSEHOLDS = sa.select(household.c.id, household.c.home_id).subquery("lived_in")

_ADD_HOUSEHOLD = sa.insert(household)
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
_CHOSEN_NAMES = sa.select(household.c.home_id, household.c.name).where(
    household.c.home_id.in_(sa.bindparam("home_ids", expanding=True)),
    household.c.name.is_not(None),
    household.c.since <= sa.bindparam("at"),
    sa.or_(household.c.until.is_(None), household.c.until > sa.bindparam("at")),
)
_BY_ID = sa.select(household).where(household.c.id.in_(sa.bindparam("household_ids", expanding=True)))


def set_rules(connection: Connection, household_id: str, *, name: str | None, backup_rule: str) -> None:
    """Store what the household chose for its calls."""
    connection.execute(
        sa.update(household).where(household.c.id == household_id).values(name=name, backup_rule=backup_rule)
    )


def list_names_of_homes(connection: Connection, home_ids: Collection[str], at: datetime) -> dict[str, str]:
    """Give the names that the households living in the homes chose to show, by home."""
    if not home_ids:
        return {}
    rows = connection.execute(_CHOSEN_NAMES, {"home_ids": list(home_ids), "at": at})
    return {row.home_id: row.name for row in rows}


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
    add_households(connection, [row])


def add_households(connection: Connection, rows: Collection[HouseholdRow]) -> None:
    """Store many new households at once."""
    if rows:
        connection.execute(_ADD_HOUSEHOLD, [asdict(row) for row in rows])


def find_household(connection: Connection, household_id: str) -> HouseholdRow | None:
    """Give the household, or None."""
    found = list_households(connection, [household_id])
    return found[0] if found else None


def list_households_of_homes(
    connection: Connection, home_ids: Collection[str], at: datetime
) -> tuple[HouseholdRow, ...]:
    """Give the households that live in the homes at the instant, or will; the first first."""
    rows = connection.execute(
        sa.select(household)
        .where(
            household.c.home_id.in_(list(home_ids)),
            sa.or_(household.c.until.is_(None), household.c.until > at),
        )
        .order_by(household.c.since, household.c.id)
    )
    return tuple(_household(row) for row in rows)


def has_history(connection: Connection, home_id: str) -> bool:
    """Whether any household was ever entered for the home."""
    found = connection.execute(sa.select(household.c.id).where(household.c.home_id == home_id).limit(1))
    return found.first() is not None


def lock_household(connection: Connection, household_id: str) -> None:
    """Keep others from the household until the transaction ends; on SQLite they wait anyhow."""
    connection.execute(
        sa.select(household.c.id).where(household.c.id == household_id).with_for_update()
    ).first()


def set_household_end(connection: Connection, household_id: str, until: datetime | None) -> None:
    """Store until when the household lives there."""
    connection.execute(sa.update(household).where(household.c.id == household_id).values(until=until))


def list_ended(connection: Connection, *, after: datetime, until: datetime) -> tuple[str, ...]:
    """Give the households that ended after one instant and until another."""
    return tuple(
        connection.execute(
            sa.select(household.c.id).where(household.c.until > after, household.c.until <= until)
        ).scalars()
    )


def list_dependents(connection: Connection, household_id: str) -> tuple[DependentRow, ...]:
    """Give those who live in the household without an account."""
    rows = connection.execute(
        sa.select(dependent)
        .where(dependent.c.household_id == household_id)
        .order_by(dependent.c.since, dependent.c.id)
    )
    return tuple(
        DependentRow(
            id=row.id,
            household_id=row.household_id,
            given_name=row.given_name,
            family_name=row.family_name,
            since=row.since,
        )
        for row in rows
    )


def add_dependent(connection: Connection, row: DependentRow) -> None:
    """Store somebody without an account."""
    connection.execute(
        sa.insert(dependent).values(
            id=row.id,
            household_id=row.household_id,
            given_name=row.given_name,
            family_name=row.family_name,
            since=row.since,
        )
    )


def rename_dependent(connection: Connection, dependent_id: str, *, given_name: str, family_name: str) -> None:
    """Store the name."""
    connection.execute(
        sa.update(dependent)
        .where(dependent.c.id == dependent_id)
        .values(given_name=given_name, family_name=family_name)
    )


def remove_dependent(connection: Connection, dependent_id: str) -> None:
    """Delete somebody without an account: nothing of theirs is in any history."""
    connection.execute(sa.delete(dependent).where(dependent.c.id == dependent_id))


def remove_dependents(connection: Connection, household_id: str) -> None:
    """Delete everybody without an account of the household."""
    connection.execute(sa.delete(dependent).where(dependent.c.household_id == household_id))


def set_name(connection: Connection, household_id: str, name: str | None) -> None:
    """Store the name that the station shows; None: none."""
    connection.execute(sa.update(household).where(household.c.id == household_id).values(name=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStop:
    """Somebody's devices were stopped."""

    reason: str
    at: datetime


def list_device_stops(connection: Connection, person_id: str) -> tuple[DeviceStop, ...]:
    """Give when and why the person's devices were stopped."""
    found = connection.execute(
        sa.select(device_stop.c.reason, device_stop.c.at)
        .where(device_stop.c.person_id == person_id)
        .order_by(device_stop.c.at)
    )
    return tuple(DeviceStop(reason=row.reason, at=row.at) for row in found)


def list_stop_reasons(connection: Connection, stop_ids: Collection[str]) -> dict[str, str]:
    """Give why devices were stopped, by id."""
    if not stop_ids:
        return {}
    found = connection.execute(
        sa.select(device_stop.c.id, device_stop.c.reason).where(device_stop.c.id.in_(list(stop_ids)))
    )
    return {row.id: row.reason for row in found}


def add_device_stop(
    connection: Connection,
    *,
    stop_id: str,
    household_id: str,
    person_id: str,
    stopped_by: str,
    reason: str,
    at: datetime,
) -> None:
    """Store that somebody was signed out everywhere, and why."""
    connection.execute(
        sa.insert(device_stop).values(
            id=stop_id,
            household_id=household_id,
            person_id=person_id,
            stopped_by=stopped_by,
            reason=reason,
            at=at,
        )
    )


def _household(row: sa.Row[*tuple[object, ...]]) -> HouseholdRow:
    return HouseholdRow(
        id=row.id,
        home_id=row.home_id,
        name=row.name,
        backup_rule=row.backup_rule,
        since=row.since,
        until=row.until,
    )
