"""Reading and writing runs of account mails."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.households.tables import issue_entry, issue_run


class RunState(StrEnum):
    RUNNING = "running"  # a mail goes out at every step
    PAUSED = "paused"  # until somebody goes on
    STOPPED = "stopped"  # given up; what was sent was sent
    DONE = "done"  # nobody waits any more


LIVE = (RunState.RUNNING, RunState.PAUSED)


class Outcome(StrEnum):
    SENT = "sent"  # the mail is in the queue
    SKIPPED = "skipped"  # has come, or left, before it was their turn
    FAILED = "failed"  # could not be written


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run."""

    id: str
    property_id: str
    started_by: str
    started_at: datetime
    state: RunState
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCount:
    """How far a run is."""

    total: int
    sent: int
    skipped: int
    failed: int

    @property
    def left(self) -> int:
        return self.total - self.sent - self.skipped - self.failed


def add_run(connection: Connection, row: RunRow, entry_ids: Sequence[str]) -> None:
    """Store a new run and whose mails it sends, in their order."""
    connection.execute(
        sa.insert(issue_run).values(
            id=row.id,
            property_id=row.property_id,
            started_by=row.started_by,
            started_at=row.started_at,
            state=row.state.value,
            next_at=row.next_at,
        )
    )
    connection.execute(
        sa.insert(issue_entry),
        [{"run_id": row.id, "entry_id": entry, "place": place} for place, entry in enumerate(entry_ids)],
    )


def find_run(connection: Connection, run_id: str) -> RunRow | None:
    """Give the run, or None."""
    found = connection.execute(sa.select(issue_run).where(issue_run.c.id == run_id)).first()
    return None if found is None else _row(found)


def find_newest_run(connection: Connection, property_id: str) -> RunRow | None:
    """Give the property's run that was started last, or None."""
    query = sa.select(issue_run).where(issue_run.c.property_id == property_id)
    query = query.order_by(issue_run.c.started_at.desc(), issue_run.c.id.desc()).limit(1)
    found = connection.execute(query).first()
    return None if found is None else _row(found)


def count_run(connection: Connection, run_id: str) -> RunCount:
    """Tell how far the run is."""
    found: Counter[str | None] = Counter()
    query = sa.select(issue_entry.c.outcome, sa.func.count()).where(issue_entry.c.run_id == run_id)
    for outcome, count in connection.execute(query.group_by(issue_entry.c.outcome)):
        found[outcome] = count
    return RunCount(
        total=found.total(),
        sent=found[Outcome.SENT],
        skipped=found[Outcome.SKIPPED],
        failed=found[Outcome.FAILED],
    )


def set_state(connection: Connection, run_id: str, state: RunState, next_at: datetime | None) -> bool:
    """Change a run that is under way; tell whether it was."""
    changed = connection.execute(
        sa.update(issue_run)
        .where(issue_run.c.id == run_id, issue_run.c.state.in_([live.value for live in LIVE]))
        .values(state=state.value, next_at=next_at)
    )
    return changed.rowcount == 1


def find_next_due(connection: Connection) -> datetime | None:
    """Give when the next mail of any run is due, or None."""
    return connection.execute(sa.select(sa.func.min(issue_run.c.next_at))).scalar()


def claim_due(connection: Connection, at: datetime) -> RunRow | None:
    """Lock the run that is due the longest; nobody else takes its step meanwhile."""
    query = sa.select(issue_run).where(issue_run.c.next_at <= at, issue_run.c.state == RunState.RUNNING.value)
    query = query.order_by(issue_run.c.next_at).limit(1).with_for_update(skip_locked=True)
    found = connection.execute(query).first()
    return None if found is None else _row(found)


def set_next(connection: Connection, run_id: str, next_at: datetime) -> None:
    """Store when the run's next mail is due."""
    connection.execute(sa.update(issue_run).where(issue_run.c.id == run_id).values(next_at=next_at))


def find_waiting(connection: Connection, run_id: str) -> str | None:
    """Give whose turn it is, or None."""
    query = sa.select(issue_entry.c.entry_id).where(
        issue_entry.c.run_id == run_id, issue_entry.c.outcome.is_(None)
    )
    found = connection.execute(query.order_by(issue_entry.c.place).limit(1)).scalar()
    return None if found is None else str(found)


def settle_entry(connection: Connection, run_id: str, entry_id: str, outcome: Outcome) -> None:
    """Store what became of somebody's mail."""
    connection.execute(
        sa.update(issue_entry)
        .where(issue_entry.c.run_id == run_id, issue_entry.c.entry_id == entry_id)
        .values(outcome=outcome.value)
    )


def _row(row: sa.Row[*tuple[object, ...]]) -> RunRow:
    return RunRow(
        id=row.id,
        property_id=row.property_id,
        started_by=row.started_by,
        started_at=row.started_at,
        state=RunState(row.state),
        next_at=row.next_at,
    )
