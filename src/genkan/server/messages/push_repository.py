"""Reading and writing push subscriptions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.messages.link import PushAddress
from genkan.server.messages.tables import push_subscription as subscriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Where a session's app can be woken, and in which language."""

    session_id: str
    address: PushAddress
    language: str
    lost_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.lost_at is None


_OF_SESSIONS = sa.select(subscriptions).where(
    subscriptions.c.session_id.in_(sa.bindparam("session_ids", expanding=True))
)
_LIVE = sa.select(subscriptions).where(subscriptions.c.lost_at.is_(None))


def list_subscriptions(connection: Connection, session_ids: Collection[str]) -> tuple[Subscription, ...]:
    """Give the subscriptions of the sessions, also dead ones."""
    if not session_ids:
        return ()
    found = connection.execute(_OF_SESSIONS, {"session_ids": list(session_ids)})
    return tuple(_subscription(row) for row in found)


def list_live_subscriptions(connection: Connection) -> tuple[Subscription, ...]:
    """Give every subscription that still works as far as we know."""
    return tuple(_subscription(row) for row in connection.execute(_LIVE))


def store_subscription(connection: Connection, row: Subscription, at: datetime) -> None:
    """Store the session's only subscription; an older one is replaced."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    values = {
        "transport": row.address.transport,
        "endpoint": row.address.endpoint,
        "p256dh": row.address.p256dh,
        "auth": row.address.auth,
        "language": row.language,
        "created_at": at,
        "accepted_at": None,
        "lost_at": None,
    }
    stored = insert(subscriptions).values(session_id=row.session_id, **values)
    connection.execute(stored.on_conflict_do_update(index_elements=[subscriptions.c.session_id], set_=values))


def remove_subscription(connection: Connection, session_id: str) -> None:
    """Forget the session's subscription; none is no fault."""
    connection.execute(sa.delete(subscriptions).where(subscriptions.c.session_id == session_id))


def note_accepted(connection: Connection, session_id: str, at: datetime) -> None:
    """Store that the push service took a message."""
    connection.execute(
        sa.update(subscriptions).where(subscriptions.c.session_id == session_id).values(accepted_at=at)
    )


def claim_check(connection: Connection, session_id: str, at: datetime, *, not_since: datetime) -> bool:
    """Note that this night's self-test of the session is ours; False when another node was first."""
    table = subscriptions.c
    claimed = connection.execute(
        sa.update(subscriptions)
        .where(
            table.session_id == session_id,
            table.lost_at.is_(None),
            sa.or_(table.checked_at.is_(None), table.checked_at < not_since),
        )
        .values(checked_at=at)
    )
    return claimed.rowcount == 1


def note_lost(connection: Connection, session_id: str, endpoint: str, at: datetime) -> bool:
    """Empty the subscription if this is still its endpoint; False when it was replaced meanwhile."""
    changed = connection.execute(
        sa.update(subscriptions)
        .where(subscriptions.c.session_id == session_id, subscriptions.c.endpoint == endpoint)
        .values(lost_at=at, endpoint="", p256dh="", auth="")
    )
    return changed.rowcount == 1


def _subscription(row: sa.Row[tuple[object, ...]]) -> Subscription:
    return Subscription(
        session_id=row.session_id,
        address=PushAddress(transport=row.transport, endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth),
        language=row.language,
        lost_at=row.lost_at,
    )
