"""N9's ground: windows by the building's clock, minute by minute, in every zone on its odd days."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo, available_timezones

from genkan.core.schedules import ALL_WEEK, Once, Schedule, Weekly, find_change, find_opening, is_open
from harness.promise import Promise

MINUTE = timedelta(minutes=1)


class Oracle:
    """The minutes of some days, each with what the wall shows; windows are painted on the calendar first."""

    def __init__(self, zone: ZoneInfo, start: datetime, minutes: int) -> None:
        self.start = start
        self.shown = [(start + n * MINUTE).astimezone(zone).replace(tzinfo=None) for n in range(minutes)]

    def paint(self, schedule: Schedule) -> list[bool]:
        if isinstance(schedule, Once):
            return [schedule.start <= self.start + n * MINUTE < schedule.end for n in range(len(self.shown))]
        first = min(self.shown).date() - timedelta(days=2)
        days = (max(self.shown).date() - first).days + 2
        begins: list[datetime] = []
        ends: list[datetime] = []
        for number in range(days):
            day = first + timedelta(days=number)
            if (day.isoweekday() - 1) in schedule.weekdays and day <= (schedule.last_day or date.max):
                midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the wall's own
                length = (schedule.to_minute - schedule.from_minute) % 1440 or 1440
                begins.append(midnight + schedule.from_minute * MINUTE)
                ends.append(begins[-1] + length * MINUTE)
        found = []
        for shown in self.shown:
            place = bisect_right(begins, shown) - 1
            found.append(any(at >= 0 and shown < ends[at] for at in (place, place - 1)))
        return found


def some_windows(dice: Random, day: date, count: int) -> list[Schedule]:
    """Give windows around midnight and around the usual hours of clock changes."""
    edges = [0, 1, 30, 59, 60, 90, 119, 120, 150, 179, 180, 181, 240, 720, 1320, 1380, 1410, 1439]
    return [
        Weekly(
            weekdays=dice.choice([ALL_WEEK, frozenset({day.weekday()}), frozenset(dice.sample(range(7), 3))]),
            from_minute=dice.choice(edges),
            to_minute=dice.choice([*edges, 1440]),
            last_day=dice.choice([None, day, day + timedelta(days=1)]),
        )
        for _ in range(count)
    ]


def odd_days(zone: ZoneInfo, years: range) -> list[datetime]:
    """Give the starts of the days on which the zone's clocks are set, and 29 February."""
    found = []
    for year in years:
        at = datetime(year, 1, 1, tzinfo=UTC)
        while at.year == year:
            later = at + timedelta(days=1)
            leap = at.month == 2 and at.day == 29
            if leap or at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
                found.append(at - timedelta(hours=14))
            at = later
    return found


def check_zone(name: str, dice: Random, years: range, *, most: int) -> tuple[int, int]:
    """Compare every minute of the odd days of a zone with the oracle; give minutes and differences."""
    zone = ZoneInfo(name)
    compared = differences = 0
    starts = odd_days(zone, years)
    for start in dice.sample(starts, min(most, len(starts))) or [datetime(2028, 2, 28, tzinfo=UTC)]:
        minutes = 52 * 60
        oracle = Oracle(zone, start, minutes)
        for schedule in some_windows(dice, (start + timedelta(days=1)).date(), 1 if most == 1 else 3):
            expected = oracle.paint(schedule)
            for number, is_expected in enumerate(expected):
                at = start + number * MINUTE
                differences += is_open(schedule, at, zone) is not is_expected
            compared += minutes
            differences += check_openings(schedule, start, zone, expected, dice)
    return compared, differences


def check_openings(
    schedule: Schedule, start: datetime, zone: ZoneInfo, expected: list[bool], dice: Random
) -> int:
    """Compare the next opening, and how long a decision holds, from a few minutes of the day."""
    differences = 0
    for number in dice.sample(range(len(expected)), 12):
        at = start + number * MINUTE + timedelta(seconds=dice.randrange(60))
        opening = find_opening(schedule, at, zone)
        later = [n for n in range(number + 1, len(expected)) if expected[n]]
        if expected[number]:
            differences += opening != at
        elif later:
            differences += opening != start + later[0] * MINUTE
        elif opening is not None:
            differences += opening < start + len(expected) * MINUTE
        change = find_change((schedule,), at, zone)
        differences += change <= at
        until = min(len(expected), -(-(change - start) // MINUTE))
        differences += any(expected[n] is not expected[number] for n in range(number, until))
    return differences


def test_n9_schedules_agree_with_the_clock_on_the_wall(promise: Promise) -> None:
    """Windows around midnight, clock changes and 29 February agree with a minute-by-minute oracle in every
    zone.
    """
    zones = sorted(available_timezones())
    days = promise.pick(short=1, nightly=20)
    years = range(2026, 2029) if days == 1 else range(1990, 2030)
    compared = differences = 0
    for name in zones:
        minutes, wrong = check_zone(name, promise.random, years, most=days)
        compared, differences = compared + minutes, differences + wrong
    assert differences == 0
    promise.keep("N9", f"{len(zones)} zones, {compared:,} minutes of windows compared: 0 differences")
