"""Reading and writing installation checks."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.checks.lines import Progress
from genkan.server.checks.tables import station_check as checks


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One check of a station."""

    id: str
    station_id: str
    person_id: str
    started_at: datetime
    ended_at: datetime | None
    version: str | None
    progress: Progress


_decode = msgspec.json.Decoder(Progress).decode


def add_check(connection: Connection, row: CheckRow) -> None:
    """Store a new check."""
    connection.execute(
        sa.insert(checks).values(
            id=row.id,
            station_id=row.station_id,
            person_id=row.person_id,
            started_at=row.started_at,
            ended_at=row.ended_at,
            version=row.version,
            state=_encode(row.progress),
        )
    )


def find_check(connection: Connection, check_id: str) -> CheckRow | None:
    """Give the check, or None."""
    found = connection.execute(sa.select(checks).where(checks.c.id == check_id)).first()
    return None if found is None else _row(found)


def list_running(connection: Connection, station_id: str) -> tuple[CheckRow, ...]:
    """Give the checks of the station that have not ended."""
    wanted = sa.select(checks).where(checks.c.station_id == station_id, checks.c.ended_at.is_(None))
    return tuple(_row(row) for row in connection.execute(wanted))


def list_latest(connection: Connection, station_id: str, *, limit: int) -> tuple[CheckRow, ...]:
    """Give the station's newest checks, newest first."""
    wanted = (
        sa.select(checks)
        .where(checks.c.station_id == station_id)
        .order_by(checks.c.started_at.desc(), checks.c.id.desc())
        .limit(limit)
    )
    return tuple(_row(row) for row in connection.execute(wanted))


def set_progress(connection: Connection, check_id: str, progress: Progress) -> None:
    """Store how far the check has come."""
    connection.execute(sa.update(checks).where(checks.c.id == check_id).values(state=_encode(progress)))


def end_check(connection: Connection, check_id: str, progress: Progress, at: datetime) -> None:
    """Store that the check has ended."""
    ended = {"state": _encode(progress), "ended_at": at}
    connection.execute(sa.update(checks).where(checks.c.id == check_id).values(**ended))


def list_led_by(connection: Connection, person_id: str) -> tuple[CheckRow, ...]:
    """Give every check the person has led."""
    wanted = sa.select(checks).where(checks.c.person_id == person_id).order_by(checks.c.started_at)
    return tuple(_row(row) for row in connection.execute(wanted))


def forget_leader(connection: Connection, person_id: str) -> None:
    """Leave the person's checks without who led them."""
    connection.execute(sa.update(checks).where(checks.c.person_id == person_id).values(person_id=""))


def _encode(progress: Progress) -> str:
    return msgspec.json.encode(progress).decode()


def _row(found: sa.Row[*tuple[object, ...]]) -> CheckRow:
    return CheckRow(
        id=found.id,
        station_id=found.station_id,
        person_id=found.person_id,
        started_at=found.started_at,
        ended_at=found.ended_at,
        version=found.version,
        progress=_decode(found.state),
    )
