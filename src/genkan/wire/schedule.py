"""A schedule as JSON: the same on every link, over HTTP and in stored rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, assert_never

import msgspec

from genkan.core.schedules import ALL_WEEK, Once, Schedule, Weekly, is_sound
from genkan.wire.frame import Body

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

Minute = Annotated[int, msgspec.Meta(ge=0, le=1_440)]
Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]


class ScheduleSpec(Body, frozen=True, kw_only=True):
    """When a right may be used; which fields count depends on `kind`.

    once: from_ms (inclusive) until until_ms (exclusive). daily, weekly: from_minute to to_minute of the
    building's wall clock, past midnight when it is not later; last_day is the last on which a window begins.
    """

    kind: Literal["once", "daily", "weekly"]
    from_ms: int | None = None
    until_ms: int | None = None
    from_minute: Minute | None = None
    to_minute: Minute | None = None
    weekdays: Annotated[list[Weekday], msgspec.Meta(max_length=7)] | None = None  # 0 is Monday
    last_day: date | None = None


class ScheduleUnfit(ValueError):
    """The fields do not make a schedule that can ever open anything."""


def read_schedule(spec: ScheduleSpec) -> Schedule:
    """Give the schedule. Raises ScheduleUnfit."""
    schedule = _read(spec)
    if schedule is None or not is_sound(schedule):
        raise ScheduleUnfit(spec.kind)
    return schedule


def write_schedule(schedule: Schedule) -> ScheduleSpec:
    """Give the schedule's fields."""
    match schedule:
        case Once():
            return ScheduleSpec(kind="once", from_ms=_to_ms(schedule.start), until_ms=_to_ms(schedule.end))
        case Weekly():
            return ScheduleSpec(
                kind="daily" if schedule.weekdays == ALL_WEEK else "weekly",
                from_minute=schedule.from_minute,
                to_minute=schedule.to_minute,
                weekdays=None if schedule.weekdays == ALL_WEEK else sorted(schedule.weekdays),
                last_day=schedule.last_day,
            )
        case _:
            assert_never(schedule)


def _read(spec: ScheduleSpec) -> Schedule | None:
    if spec.kind == "once":
        if spec.from_ms is None or spec.until_ms is None:
            return None
        try:
            return Once(start=_from_ms(spec.from_ms), end=_from_ms(spec.until_ms))
        except OverflowError:
            return None
    if spec.from_minute is None or spec.to_minute is None:
        return None
    weekdays = ALL_WEEK if spec.kind == "daily" else frozenset(spec.weekdays or ())
    return Weekly(
        weekdays=weekdays, from_minute=spec.from_minute, to_minute=spec.to_minute, last_day=spec.last_day
    )


def _to_ms(instant: datetime) -> int:
    return (instant - _EPOCH) // _MILLISECOND


def _from_ms(milliseconds: int) -> datetime:
    return _EPOCH + milliseconds * _MILLISECOND
