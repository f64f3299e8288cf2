"""Instants survive the wire and the database to the millisecond."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from genkan.server.platform.clock import SystemClock, from_ms, to_ms


@given(st.integers(min_value=0, max_value=253_402_300_799_999))
def test_milliseconds_come_back_exactly(milliseconds: int) -> None:
    assert to_ms(from_ms(milliseconds)) == milliseconds


def test_an_instant_is_the_same_in_every_zone() -> None:
    tokyo = timezone(timedelta(hours=9))

    assert to_ms(datetime(2026, 4, 1, 12, 0, tzinfo=tokyo)) == to_ms(datetime(2026, 4, 1, 3, 0, tzinfo=UTC))


def test_the_systems_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
