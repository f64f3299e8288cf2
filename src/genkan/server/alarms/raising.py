"""Raising and ending an alarm: once for each occurrence, however many nodes see it and however often."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.alarms.programs import tell_begun, tell_ended
from genkan.server.alarms.repository import (
    MATTERS_WHEN_OVER,
    Cause,
    add_alarm,
    end_alarms,
    find_last_told,
)
from genkan.server.platform.bus import Bus
from genkan.server.stations.service import BUILDING_HINT

HOLD = timedelta(minutes=15)  # whoever was told of a cause is not told of its next occurrence any sooner


def raise_alarm(
    connection: Connection,
    alarm_id: str,
    cause: Cause,
    *,
    since: datetime,
    at: datetime,
    until: datetime | None = None,
) -> bool:
    """Raise it; False: it was raised before, or one about the same goes on.

    It is told at once, or when the last telling of the same cause is long enough ago; one that is over by
    then is told only where somebody may have been at work.
    """
    last = find_last_told(connection, cause)
    next_at = at if last is None else max(at, last + HOLD)
    is_told = until is None or cause.kind in MATTERS_WHEN_OVER
    is_new = add_alarm(
        connection, alarm_id, cause, since=since, until=until, at=at, next_at=next_at if is_told else None
    )
    if is_new:
        tell_begun(connection, alarm_id, cause, since=since, at=at)
        if until is not None:
            tell_ended(connection, alarm_id, cause, until=until, at=at)
    return is_new


def end(
    connection: Connection,
    causes: Collection[Cause],
    *,
    until: datetime,
    at: datetime,
    before: datetime | None = None,
) -> frozenset[str]:
    """End those about the causes that go on (and began before the instant); give their properties."""
    ended = end_alarms(connection, causes, until, before=before)
    for alarm_id, cause in ended:
        tell_ended(connection, alarm_id, cause, until=until, at=at)
    return frozenset(cause.property_id for _, cause in ended)


async def hint_alarms(bus: Bus, property_id: str) -> None:
    """Hurry the portals that show the property's alarms."""
    await bus.publish(f"{BUILDING_HINT}.{property_id}", b"")
