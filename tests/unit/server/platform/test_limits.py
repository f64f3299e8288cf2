"""A rate: so many at once, so many on average, each key for itself."""

from genkan.server.platform.limits import SWEEP_SIZE, RateLimit


class Seconds:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_and_then_told_how_long_to_wait() -> None:
    seconds = Seconds()
    limit = RateLimit(per_second=0.1, burst=6, monotonic=seconds)

    assert [limit.take("a") for _ in range(6)] == [None] * 6
    wait_ms = limit.take("a")
    assert wait_ms is not None
    assert 9_990 <= wait_ms <= 10_010


def test_whoever_waits_as_told_is_let_through() -> None:
    seconds = Seconds()
    limit = RateLimit(per_second=20, burst=2, monotonic=seconds)
    limit.take("a")
    limit.take("a")
    wait_ms = limit.take("a")
    assert wait_ms is not None

    seconds.now += wait_ms / 1000

    assert limit.take("a") is None
    assert limit.take("a") is not None


def test_the_average_holds_over_a_long_time() -> None:
    seconds = Seconds()
    limit = RateLimit(per_second=5, burst=10, monotonic=seconds)
    allowed = 0
    for _ in range(2_000):
        allowed += limit.take("a") is None
        seconds.now += 0.01

    assert 100 <= allowed <= 111  # 20 s at 5 a second, and one burst


def test_keys_do_not_slow_each_other() -> None:
    limit = RateLimit(per_second=1, burst=1, monotonic=Seconds())

    assert [limit.take(key) for key in "abc"] == [None] * 3


def test_a_refused_taking_costs_nothing() -> None:
    seconds = Seconds()
    limit = RateLimit(per_second=1, burst=1, monotonic=seconds)
    limit.take("a")
    for _ in range(100):
        limit.take("a")

    seconds.now += 1.0

    assert limit.take("a") is None


def test_keys_at_rest_are_forgotten_and_busy_ones_kept() -> None:
    seconds = Seconds()
    limit = RateLimit(per_second=1, burst=1, monotonic=seconds)
    for number in range(SWEEP_SIZE):
        limit.take(str(number))
    seconds.now += 10
    limit.take("busy")

    limit.take("next")

    assert limit.take("busy") is not None
    assert len(limit) == 2
