"""When a right may be used: once, every day or on chosen weekdays, by the clock on the building's wall.

A window is judged by what that clock shows: open from its first minute (inclusive) to its last (exclusive).
An hour that the clocks skip opens nothing, and an hour they show twice counts both times. So nobody needs
to know when the clocks change to know when a key works.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
ALL_WEEK = frozenset(range(7))  # Monday is 0
# A window on one weekday comes again within seven days, or, if clock changes swallow one, within fourteen.
LOOK_AHEAD_DAYS = 16
SEARCH_ROUNDS = 400  # schedules that must all be open: a year of days in which they never are
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """From an instant (inclusive) to another (exclusive)."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """From a minute of the day to another, on weekdays; up to or past midnight when `to` is not later.

    `last_day` is the last day on which a window begins. Every day is `weekdays=ALL_WEEK`.
    """

    weekdays: frozenset[int]
    from_minute: int  # 0 to 1439
    to_minute: int  # 0 to 1440
    last_day: date | None = None

    @property
    def passes_midnight(self) -> bool:
        return self.to_minute <= self.from_minute

    def begins_on(self, day: date) -> bool:
        """Whether a window of this schedule begins on the day."""
        return day.weekday() in self.weekdays and (self.last_day is None or day <= self.last_day)


Schedule = Once | Weekly


def every_day(from_minute: int, to_minute: int, last_day: date | None = None) -> Weekly:
    """Give the schedule with one window each day."""
    return Weekly(weekdays=ALL_WEEK, from_minute=from_minute, to_minute=to_minute, last_day=last_day)


def is_open(schedule: Schedule, at: datetime, zone: ZoneInfo) -> bool:
    """Whether the schedule allows the instant."""
    match schedule:
        case Once():
            return schedule.start <= at < schedule.end
        case Weekly():
            shown = at.astimezone(zone)
            return _is_in_window(schedule, shown.date(), shown.hour * 60 + shown.minute)
        case _:
            assert_never(schedule)


def are_open(schedules: tuple[Schedule, ...], at: datetime, zone: ZoneInfo) -> bool:
    """Whether every one of the schedules allows the instant; none at all allows always."""
    return all(is_open(schedule, at, zone) for schedule in schedules)


def find_opening(schedule: Schedule, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the first instant, now or later, that the schedule allows; None when it is over."""
    if is_open(schedule, at, zone):
        return at
    match schedule:
        case Once():
            return schedule.start if at < schedule.start else None
        case Weekly():
            return _find_window(schedule, at, zone)
        case _:
            assert_never(schedule)


def find_common_opening(schedules: tuple[Schedule, ...], at: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the first instant, now or later, that all the schedules allow; None when none is in sight."""
    instant = at
    for _ in range(SEARCH_ROUNDS):
        latest = instant
        for schedule in schedules:
            opening = find_opening(schedule, latest, zone)
            if opening is None:
                return None
            latest = opening
        if latest == instant:
            return instant
        instant = latest
    return None


def find_change(schedules: tuple[Schedule, ...], at: datetime, zone: ZoneInfo) -> datetime:
    """Give an instant after `at` up to which nothing changes: a decision made at `at` holds until then.

    It is the next minute at which any of the windows may begin or end, or the clocks be set, if not earlier.
    """
    soonest = at + _DAY
    for schedule in schedules:
        match schedule:
            case Once():
                edges = [edge for edge in (schedule.start, schedule.end) if edge > at]
            case Weekly():
                edges = _list_edges(schedule, at, zone)
            case _:
                assert_never(schedule)
        soonest = min([soonest, *edges])
    return soonest


def is_sound(schedule: Schedule) -> bool:
    """Whether the schedule can ever open anything."""
    match schedule:
        case Once():
            return schedule.start < schedule.end
        case Weekly():
            return (
                bool(schedule.weekdays)
                and schedule.weekdays <= ALL_WEEK
                and 0 <= schedule.from_minute < DAY_MINUTES
                and 0 <= schedule.to_minute <= DAY_MINUTES
            )
        case _:
            assert_never(schedule)


def last_end(schedule: Schedule, zone: ZoneInfo) -> datetime | None:
    """Give an instant from which on the schedule is over for ever; None when it never is."""
    match schedule:
        case Once():
            return schedule.end
        case Weekly():
            if schedule.last_day is None:
                return None
            day = schedule.last_day + _DAY if schedule.passes_midnight else schedule.last_day
            shown = datetime.combine(day, time()) + schedule.to_minute * _MINUTE
            # The second time, where the clocks show it twice.
            return max(shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        case _:
            assert_never(schedule)


def _is_in_window(schedule: Weekly, day: date, minute: int) -> bool:
    if not schedule.passes_midnight:
        return schedule.from_minute <= minute < schedule.to_minute and schedule.begins_on(day)
    if minute >= schedule.from_minute and schedule.begins_on(day):
        return True
    return minute < schedule.to_minute and day > date.min and schedule.begins_on(day - _DAY)


def _list_edges(schedule: Weekly, at: datetime, zone: ZoneInfo) -> list[datetime]:
    shown = at.astimezone(zone)
    minute = shown.hour * 60 + shown.minute
    begun = at - timedelta(seconds=shown.second, microseconds=shown.microsecond)
    if (at + _DAY).astimezone(zone).utcoffset() != shown.utcoffset():
        return [begun + _MINUTE]  # the clocks will be set: look again every minute
    edges = (schedule.from_minute, schedule.to_minute, 0)
    return [begun + _MINUTE * (((edge - minute - 1) % DAY_MINUTES) + 1) for edge in edges]


def _find_window(schedule: Weekly, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Look through the days ahead: a window begins at its minute, at midnight, or when the clocks are set."""
    today = at.astimezone(zone).date()
    found: list[datetime] = []
    for ahead in range(-1, LOOK_AHEAD_DAYS):
        day = today + ahead * _DAY
        for minute in (schedule.from_minute, 0):
            shown = datetime.combine(day, time(*divmod(minute, 60)))
            found += [shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
        found += _list_clock_changes(day, zone)
        found = [instant for instant in found if instant > at and is_open(schedule, instant, zone)]
        if found and min(found).astimezone(zone).date() <= day:  # of later days not all are known yet
            return min(found)
        if schedule.last_day is not None and day > schedule.last_day + _DAY:
            break
    return None


def _list_clock_changes(day: date, zone: ZoneInfo) -> list[datetime]:
    """Give the instants of the day at which the clocks are set."""
    start = datetime.combine(day, time(), UTC) - _DAY / 2
    changes: list[datetime] = []
    for hour in range(0, 48, 6):
        early, late = start + timedelta(hours=hour), start + timedelta(hours=hour + 6)
        before = early.astimezone(zone).utcoffset()
        if late.astimezone(zone).utcoffset() == before:
            continue
        while late - early > timedelta(seconds=1):
            middle = early + (late - early) / 2
            middle -= timedelta(microseconds=middle.microsecond)
            if middle.astimezone(zone).utcoffset() == before:
                early = middle
            else:
                late = middle
        changes.append(late)
    return changes
