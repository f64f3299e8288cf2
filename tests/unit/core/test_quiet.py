"""When a device is muted, and when an office is open: by the building's wall clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from genkan.core.quiet import DailyHours, Quiet, WeeklyHours

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
NIGHT = DailyHours(start=22 * 60, end=7 * 60)
AT = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # a Monday, 22:00 in Tokyo, 14:00 in Berlin


@pytest.mark.parametrize(
    ("minute", "is_covered"),
    [(22 * 60 - 1, False), (22 * 60, True), (0, True), (7 * 60 - 1, True), (7 * 60, False)],
)
def test_hours_pass_midnight_with_their_start_and_without_their_end(minute: int, is_covered: bool) -> None:
    assert NIGHT.covers(minute) is is_covered


def test_equal_ends_are_the_whole_day() -> None:
    assert DailyHours(start=60, end=60).covers(0)


def test_hours_follow_the_wall_clock_of_the_building() -> None:
    quiet = Quiet(hours=NIGHT)
    assert quiet.is_on(AT, TOKYO)
    assert not quiet.is_on(AT, BERLIN)
    assert not quiet.is_on(AT - timedelta(minutes=1), TOKYO)


def test_muted_until_an_instant_and_not_longer() -> None:
    quiet = Quiet(until=AT)
    assert quiet.is_on(AT - timedelta(milliseconds=1), TOKYO)
    assert not quiet.is_on(AT, TOKYO)
    assert not Quiet().is_on(AT, TOKYO)


def test_hours_hold_through_a_change_of_the_clocks() -> None:
    quiet = Quiet(hours=DailyHours(start=60, end=4 * 60))  # 25 October 2026: 03:00 becomes 02:00 in Berlin
    for hour_utc, is_muted in ((22, False), (23, True), (0, True), (1, True), (2, True), (3, False)):
        day = 24 if hour_utc > 20 else 25
        at = datetime(2026, 10, day, hour_utc, 30, tzinfo=UTC)
        assert quiet.is_on(at, BERLIN) is is_muted, at


def test_an_office_is_open_on_its_weekdays() -> None:
    monday = WeeklyHours(weekday=0, start=9 * 60, end=22 * 60 + 1)
    assert monday.covers(AT, TOKYO)
    assert not monday.covers(AT + timedelta(minutes=1), TOKYO)
    assert not monday.covers(AT + timedelta(days=1), TOKYO)
