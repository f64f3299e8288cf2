"""A call of home 101 as the reducer's tests begin it."""

from datetime import UTC, datetime, timedelta

from genkan.core.call import BackupRule, Call, DeadlinePassed, Event, Target, place, step
from genkan.core.legs import Leg, LegId, LegKind

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(seconds=3)
DOOR, ONE, TWO = LegId("door"), LegId("a0"), LegId("a1")
VISITOR = Leg(id=DOOR, kind=LegKind.STATION, party="station")


def list_apps(count: int) -> tuple[Leg, ...]:
    return tuple(Leg(id=LegId(f"a{i}"), kind=LegKind.APP, party=f"s{i}") for i in range(count))


def ring(
    apps: int = 2,
    numbers: int = 0,
    rule: BackupRule = BackupRule.AFTER_NO_ANSWER,
    *,
    is_busy: bool = False,
    is_muted: bool = False,
) -> Call:
    """Call a home with so many devices and telephone numbers."""
    return place(
        target=Target(home_id="101", household_id="h"),
        visitor=VISITOR,
        apps=list_apps(apps),
        at=AT,
        numbers=tuple(f"n{i}" for i in range(numbers)),
        backup=rule,
        is_busy=is_busy,
        is_muted=is_muted,
    )


def after(call: Call, *events: Event, at: datetime = LATER) -> Call:
    """Let the events happen at the instant, and deadlines pass when they do."""
    for event in events:
        due = call.deadline if isinstance(event, DeadlinePassed) else None
        call, _ = step(call, event, due or at)
    return call
