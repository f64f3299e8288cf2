"""The server's time as the station knows it."""

import time

from hypothesis import given
from hypothesis import strategies as st

from genkan.station.clock import UNCERTAINTY_LIMIT_MS, ServerClock, monotonic_ms
from harness.station_parts import ManualTime


def test_time_is_unknown_until_it_is_learnt() -> None:
    assert ServerClock(ManualTime()).read() is None


def test_uncertainty_is_half_the_round_trip() -> None:
    time_ = ManualTime()
    clock = ServerClock(time_)

    clock.learn(server_ms=1_000_000, sent_ms=time_.now_ms - 40, received_ms=time_.now_ms)

    reading = clock.read()
    assert reading is not None
    assert reading.now_ms == 1_000_020
    assert 20 <= reading.uncertainty_ms <= 22


def test_time_passes_with_the_monotonic_clock_and_grows_less_sure() -> None:
    time_ = ManualTime()
    clock = ServerClock(time_)
    clock.learn(server_ms=1_000_000, sent_ms=time_.now_ms, received_ms=time_.now_ms)

    time_.advance(ms=3_600_000)

    reading = clock.read()
    assert reading is not None
    assert reading.now_ms == 1_000_000 + 3_600_000
    assert 700 <= reading.uncertainty_ms <= 730  # an hour at 200 ppm


def test_time_long_without_the_server_is_not_sure() -> None:
    time_ = ManualTime()
    clock = ServerClock(time_)
    clock.learn(server_ms=1_000_000, sent_ms=time_.now_ms, received_ms=time_.now_ms)

    time_.advance(ms=UNCERTAINTY_LIMIT_MS / 200e-6 + 10_000)

    reading = clock.read()
    assert reading is not None
    assert not reading.is_sure


def test_slow_answer_does_not_blunt_a_sharp_sample() -> None:
    time_ = ManualTime()
    clock = ServerClock(time_)
    clock.learn(server_ms=1_000_000, sent_ms=time_.now_ms - 2, received_ms=time_.now_ms)

    time_.advance(ms=1_000)
    is_news = clock.learn(server_ms=1_000_800, sent_ms=time_.now_ms - 900, received_ms=time_.now_ms)

    reading = clock.read()
    assert reading is not None
    assert not is_news
    assert reading.now_ms == 1_001_001
    assert reading.uncertainty_ms <= 4


def test_server_whose_clock_was_set_is_believed_at_once() -> None:
    time_ = ManualTime()
    clock = ServerClock(time_)
    clock.learn(server_ms=1_000_000, sent_ms=time_.now_ms - 2, received_ms=time_.now_ms)

    is_news = clock.learn(server_ms=9_000_000, sent_ms=time_.now_ms - 30, received_ms=time_.now_ms)

    reading = clock.read()
    assert reading is not None
    assert is_news
    assert reading.now_ms == 9_000_015


@given(
    offset_ms=st.integers(-(10**12), 10**12),
    drift_ppm=st.floats(-150, 150),
    trips=st.lists(
        st.tuples(st.floats(0, 2_000), st.floats(0, 1), st.floats(0, 60_000)), min_size=1, max_size=12
    ),
)
def test_true_time_is_always_within_the_uncertainty(
    offset_ms: int, drift_ppm: float, trips: list[tuple[float, float, float]]
) -> None:
    """Whatever the network does: the server's clock runs off by up to 150 ppm, delays are lopsided."""
    time_ = ManualTime()
    clock = ServerClock(time_)

    def true_ms() -> float:
        return offset_ms + time_.now_ms * (1 + drift_ppm / 1e6)

    for round_trip_ms, share_up, pause_ms in trips:
        sent_ms = time_.now_ms
        time_.advance(ms=round_trip_ms * share_up)
        stamped_ms = int(true_ms() // 1)
        time_.advance(ms=round_trip_ms * (1 - share_up))
        clock.learn(server_ms=stamped_ms, sent_ms=sent_ms, received_ms=time_.now_ms)
        time_.advance(ms=pause_ms)
        reading = clock.read()
        assert reading is not None
        assert abs(reading.now_ms - true_ms()) <= reading.uncertainty_ms + 1


def test_steady_clock_counts_suspend_and_never_the_wall_clock() -> None:
    before_ms = time.clock_gettime_ns(time.CLOCK_BOOTTIME) / 1e6

    assert 0 <= monotonic_ms() - before_ms < 1_000
