"""How a call reached each device: one row for each, whose instants are noted once and never moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.calls.tables import ring_delivery as deliveries

SEND_AGAIN_AFTER = timedelta(seconds=10)  # the node that was to send it has died


class Step(StrEnum):
    """What a device tells about itself."""

    WOKE = "woke"  # the push arrived in it
    RANG = "rang"  # it shows the notice, with sound and vibration
    SEEN = "seen"  # its user opened the notice, or the call is on its screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The way of one call to one device."""

    call_id: str
    session_id: str
    person_id: str
    queued_at: datetime | None
    sent_at: datetime | None
    accepted_at: datetime | None
    failure: str | None
    woke_at: datetime | None
    rang_at: datetime | None
    seen_at: datetime | None
    withdrawn_at: datetime | None


def untouched(call_id: str, session_id: str, person_id: str) -> Delivery:
    """Give the way of a call to a device that nothing was pushed to, and that told nothing."""
    return Delivery(
        call_id=call_id,
        session_id=session_id,
        person_id=person_id,
        queued_at=None,
        sent_at=None,
        accepted_at=None,
        failure=None,
        woke_at=None,
        rang_at=None,
        seen_at=None,
        withdrawn_at=None,
    )


_COLUMN = {Step.WOKE: deliveries.c.woke_at, Step.RANG: deliveries.c.rang_at, Step.SEEN: deliveries.c.seen_at}
_OF_CALL = sa.select(deliveries).where(deliveries.c.call_id == sa.bindparam("call_id"))


def list_deliveries(connection: Connection, call_id: str) -> tuple[Delivery, ...]:
    """Give what is known of every device that the call was to reach."""
    return tuple(_delivery(row) for row in connection.execute(_OF_CALL, {"call_id": call_id}))


def list_deliveries_of_calls(connection: Connection, call_ids: list[str]) -> dict[str, tuple[Delivery, ...]]:
    """Give the deliveries of several calls by call."""
    found: dict[str, tuple[Delivery, ...]] = {}
    if call_ids:
        for row in connection.execute(sa.select(deliveries).where(deliveries.c.call_id.in_(call_ids))):
            found[row.call_id] = (*found.get(row.call_id, ()), _delivery(row))
    return found


def find_delivery(connection: Connection, call_id: str, session_id: str) -> Delivery | None:
    """Give the way of the call to the device, or None."""
    found = connection.execute(sa.select(deliveries).where(_is(call_id, session_id))).first()
    return None if found is None else _delivery(found)


def claim_delivery(
    connection: Connection, *, call_id: str, session_id: str, person_id: str, at: datetime
) -> bool:
    """Note that the push is ours to send; False when it is sent already, or another node is about to."""
    table = deliveries.c
    stored = _insert(connection).values(
        call_id=call_id, session_id=session_id, person_id=person_id, queued_at=at
    )
    is_forgotten = sa.and_(table.sent_at.is_(None), table.queued_at < at - SEND_AGAIN_AFTER)
    claimed = connection.execute(
        stored.on_conflict_do_update(
            index_elements=[table.call_id, table.session_id],
            set_={"queued_at": at},
            where=sa.or_(table.queued_at.is_(None), is_forgotten),
        )
    )
    return claimed.rowcount == 1


def note_sent(
    connection: Connection,
    call_id: str,
    session_id: str,
    *,
    sent_at: datetime,
    accepted_at: datetime | None,
    failure: str | None,
) -> None:
    """Store what became of the push."""
    connection.execute(
        sa.update(deliveries)
        .where(_is(call_id, session_id))
        .values(sent_at=sent_at, accepted_at=accepted_at, failure=failure)
    )


def note_step(
    connection: Connection, *, call_id: str, session_id: str, person_id: str, step: Step, at: datetime
) -> None:
    """Store when the device first said so; a repeated word changes nothing."""
    column = _COLUMN[step]
    stored = _insert(connection).values(
        call_id=call_id, session_id=session_id, person_id=person_id, **{column.name: at}
    )
    connection.execute(
        stored.on_conflict_do_update(
            index_elements=[deliveries.c.call_id, deliveries.c.session_id],
            set_={column.name: at},
            where=column.is_(None),
        )
    )


def claim_withdrawal(connection: Connection, call_id: str, session_id: str, at: datetime) -> bool:
    """Note that the withdrawal is ours to send; False when nothing was pushed, or it is withdrawn already."""
    table = deliveries.c
    claimed = connection.execute(
        sa.update(deliveries)
        .where(_is(call_id, session_id), table.queued_at.is_not(None), table.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
    )
    return claimed.rowcount == 1


def use_link(connection: Connection, call_id: str, session_id: str, at: datetime) -> bool:
    """Use up the link in the notice; False when it was used, or never sent."""
    table = deliveries.c
    used = connection.execute(
        sa.update(deliveries)
        .where(_is(call_id, session_id), table.queued_at.is_not(None), table.link_used_at.is_(None))
        .values(link_used_at=at)
    )
    return used.rowcount == 1


def give_link_back(connection: Connection, call_id: str, session_id: str) -> None:
    """Let the link be used again: what it was used for did not happen."""
    connection.execute(sa.update(deliveries).where(_is(call_id, session_id)).values(link_used_at=None))


def forget_deliveries_of(connection: Connection, person_id: str) -> None:
    """Delete how calls reached the person's devices."""
    connection.execute(sa.delete(deliveries).where(deliveries.c.person_id == person_id))


def _is(call_id: str, session_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(deliveries.c.call_id == call_id, deliveries.c.session_id == session_id)


def _insert(connection: Connection) -> "postgresql.Insert | sqlite.Insert":
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(deliveries)


def _delivery(row: sa.Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        call_id=row.call_id,
        session_id=row.session_id,
        person_id=row.person_id,
        queued_at=row.queued_at,
        sent_at=row.sent_at,
        accepted_at=row.accepted_at,
        failure=row.failure,
        woke_at=row.woke_at,
        rang_at=row.rang_at,
        seen_at=row.seen_at,
        withdrawn_at=row.withdrawn_at,
    )
