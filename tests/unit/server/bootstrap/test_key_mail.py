"""What the mail of a temporary key says of it, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from genkan.core.schedules import Once, Schedule, Weekly, every_day
from genkan.server.bootstrap.key_mail import describe_key, say_schedule
from genkan.server.credentials.service import KeyLetter

TOKYO = ZoneInfo("Asia/Tokyo")
ONCE = Once(start=datetime(2026, 11, 26, 1, 0, tzinfo=UTC), end=datetime(2026, 11, 26, 15, 0, tzinfo=UTC))
LETTER = KeyLetter(
    visitor_name="山田 太郎",
    building_name="東棟",
    schedule=ONCE,
    time_zone=TOKYO,
    uses=1,
    doors=("正面玄関", "通用口"),
    qr_text="GK1:A",
    url="https://genkan.example/app/key#A",
    is_over=False,
)


@pytest.mark.parametrize(
    ("schedule", "ja", "en"),
    [
        (
            ONCE,
            "2026年11月26日 10:00〜2026年11月27日 00:00",
            "26 November 2026, 10:00 – 27 November 2026, 00:00",
        ),
        (every_day(540, 1440), "毎日 09:00〜24:00", "Daily 09:00–24:00"),
        (
            Weekly(weekdays=frozenset({4, 0}), from_minute=1320, to_minute=120, last_day=date(2028, 2, 29)),
            "毎週月・金 22:00〜翌02:00（2028年2月29日まで）",
            "Weekly on Mon, Fri, 22:00–02:00 (next day), until 29 February 2028",
        ),
    ],
)
def test_a_schedule_is_said_by_the_clock_on_the_wall(schedule: Schedule, ja: str, en: str) -> None:
    assert say_schedule(schedule, TOKYO, "ja") == ja
    assert say_schedule(schedule, TOKYO, "en") == en


def test_no_word_of_the_mail_is_the_key() -> None:
    said = describe_key(LETTER, "ja")
    assert said == {
        "visitor": "山田 太郎",
        "building": "東棟",
        "validity": "2026年11月26日 10:00〜2026年11月27日 00:00",
        "uses": "1回のみ",
        "doors": "正面玄関・通用口",
    }


@pytest.mark.parametrize(("uses", "words"), [(None, "回数の制限なし"), (1, "1回のみ"), (3, "3回")])
def test_uses_are_counted_in_words(uses: int | None, words: str) -> None:
    assert describe_key(replace(LETTER, uses=uses), "ja")["uses"] == words
