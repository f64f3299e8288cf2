"""Reading and writing questions to the phones of a home."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.credentials.tables import prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRow:
    """A question to the phones of a household."""

    id: str
    station_id: str
    household_id: str
    asked_at: datetime
    expires_at: datetime
    answered_at: datetime | None = None


_OPEN_PROMPTS = (
    sa.select(prompt)
    .where(
        prompt.c.household_id.in_(sa.bindparam("household_ids", expanding=True)),
        prompt.c.expires_at > sa.bindparam("at"),
        prompt.c.answered_at.is_(None),
    )
    .order_by(prompt.c.asked_at)
)


def add_prompt(connection: Connection, row: PromptRow) -> None:
    """Store a question, and forget those nobody waits for any more."""
    connection.execute(sa.delete(prompt).where(prompt.c.expires_at < row.asked_at))
    connection.execute(
        sa.insert(prompt).values(
            id=row.id,
            station_id=row.station_id,
            household_id=row.household_id,
            asked_at=row.asked_at,
            expires_at=row.expires_at,
        )
    )


def find_prompt(connection: Connection, prompt_id: str) -> PromptRow | None:
    """Give the question, or None."""
    found = connection.execute(sa.select(prompt).where(prompt.c.id == prompt_id)).first()
    return None if found is None else _prompt(found)


def list_open_prompts(
    connection: Connection, household_ids: Collection[str], at: datetime
) -> tuple[PromptRow, ...]:
    """Give the questions to the households that wait for an answer, oldest first."""
    if not household_ids:
        return ()
    rows = connection.execute(_OPEN_PROMPTS, {"household_ids": list(household_ids), "at": at})
    return tuple(_prompt(row) for row in rows)


def answer_prompt(connection: Connection, prompt_id: str, at: datetime) -> bool:
    """Note that the question is answered; False when somebody was first, or it is too late."""
    changed = connection.execute(
        sa.update(prompt)
        .where(prompt.c.id == prompt_id, prompt.c.answered_at.is_(None), prompt.c.expires_at > at)
        .values(answered_at=at)
    )
    return changed.rowcount == 1


def _prompt(row: sa.Row[*tuple[object, ...]]) -> PromptRow:
    return PromptRow(
        id=row.id,
        station_id=row.station_id,
        household_id=row.household_id,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
    )
