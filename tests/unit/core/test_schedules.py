"""Windows by the clock on the wall: what it shows decides, in every zone and on every odd day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from genkan.core.schedules import (
    ALL_WEEK,
    Once,
    Schedule,
    Weekly,
    are_open,
    every_day,
    find_common_opening,
    find_opening,
    is_open,
    is_sound,
    last_end,
)

TOKYO = ZoneInfo("Asia/Tokyo")
BERLIN = ZoneInfo("Europe/Berlin")


def wall(text: str, zone: ZoneInfo = TOKYO, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def test_a_window_includes_its_first_minute_and_not_its_last() -> None:
    office = every_day(9 * 60, 18 * 60)
    assert not is_open(office, wall("2026-05-01T08:59:59.999"), TOKYO)
    assert is_open(office, wall("2026-05-01T09:00"), TOKYO)
    assert is_open(office, wall("2026-05-01T17:59:59.999"), TOKYO)
    assert not is_open(office, wall("2026-05-01T18:00"), TOKYO)


def test_a_window_past_midnight_belongs_to_the_day_it_begins_on() -> None:
    friday_night = Weekly(weekdays=frozenset({4}), from_minute=22 * 60, to_minute=2 * 60)
    assert is_open(friday_night, wall("2026-05-01T23:00"), TOKYO)
    assert is_open(friday_night, wall("2026-05-02T01:59"), TOKYO)
    assert not is_open(friday_night, wall("2026-05-02T02:00"), TOKYO)
    assert not is_open(friday_night, wall("2026-05-01T01:00"), TOKYO)


def test_the_last_day_is_the_last_on_which_a_window_begins() -> None:
    nights = every_day(22 * 60, 2 * 60, last_day=date(2028, 2, 29))
    assert is_open(nights, wall("2028-02-29T23:00"), TOKYO)
    assert is_open(nights, wall("2028-03-01T01:00"), TOKYO)
    assert not is_open(nights, wall("2028-03-01T23:00"), TOKYO)
    assert last_end(nights, TOKYO) == wall("2028-03-01T02:00")
    assert find_opening(nights, wall("2028-03-01T03:00"), TOKYO) is None


def test_equal_ends_are_a_whole_day() -> None:
    sundays = Weekly(weekdays=frozenset({6}), from_minute=9 * 60, to_minute=9 * 60)
    assert is_open(sundays, wall("2026-05-03T09:00"), TOKYO)
    assert is_open(sundays, wall("2026-05-04T08:59"), TOKYO)
    assert not is_open(sundays, wall("2026-05-04T09:00"), TOKYO)


def test_an_hour_the_clocks_skip_opens_nothing_and_one_they_repeat_opens_twice() -> None:
    early = every_day(2 * 60, 3 * 60)
    assert find_opening(early, wall("2026-03-29T00:00", BERLIN), BERLIN) == wall("2026-03-30T02:00", BERLIN)
    assert is_open(early, wall("2026-10-25T02:30", BERLIN), BERLIN)
    assert is_open(early, wall("2026-10-25T02:30", BERLIN, fold=1), BERLIN)


def test_a_window_that_begins_in_a_skipped_hour_opens_when_the_clocks_are_set() -> None:
    early = every_day(2 * 60 + 30, 4 * 60)
    assert find_opening(early, wall("2026-03-29T01:00", BERLIN), BERLIN) == wall("2026-03-29T03:00", BERLIN)


def test_a_key_for_once_opens_from_its_start_until_its_end() -> None:
    party = Once(start=wall("2026-05-01T18:00"), end=wall("2026-05-02T01:00"))
    assert not is_open(party, wall("2026-05-01T17:59:59.999"), TOKYO)
    assert is_open(party, wall("2026-05-01T18:00"), TOKYO)
    assert not is_open(party, wall("2026-05-02T01:00"), TOKYO)
    assert find_opening(party, wall("2026-04-01T00:00"), TOKYO) == party.start
    assert find_opening(party, party.end, TOKYO) is None


def test_two_schedules_open_together_only() -> None:
    both = (
        every_day(9 * 60, 12 * 60),
        Weekly(weekdays=frozenset({2}), from_minute=11 * 60, to_minute=15 * 60),
    )
    assert find_common_opening(both, wall("2026-05-01T00:00"), TOKYO) == wall("2026-05-06T11:00")
    never = (every_day(0, 60), every_day(120, 180))
    assert find_common_opening(never, wall("2026-05-01T00:00"), TOKYO) is None
    assert are_open((), wall("2026-05-01T00:00"), TOKYO)


@pytest.mark.parametrize(
    "schedule",
    [
        Weekly(weekdays=frozenset(), from_minute=0, to_minute=60),
        Weekly(weekdays=frozenset({7}), from_minute=0, to_minute=60),
        Weekly(weekdays=ALL_WEEK, from_minute=1440, to_minute=60),
        Once(start=wall("2026-05-01T00:00"), end=wall("2026-05-01T00:00")),
    ],
)
def test_a_schedule_that_opens_nothing_is_not_sound(schedule: Schedule) -> None:
    assert not is_sound(schedule)
