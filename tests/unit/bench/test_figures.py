"""The arithmetic behind every published figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Statistic, percentile

SAMPLES = st.lists(st.floats(min_value=0.001, max_value=1e6), min_size=1, max_size=60)


def make_figure(
    ours: list[list[float]], floor: list[list[float]], *bounds: Bound, statistic: Statistic = Statistic.MEDIAN
) -> Figure:
    return Figure(
        key="p0.test",
        title="test",
        unit="ms",
        rounds={GENKAN: ours, FLOOR: floor},
        bounds=bounds,
        statistic=statistic,
    )


def test_median_of_an_even_count_is_the_mean_of_the_middle_two() -> None:
    assert percentile([4, 1, 3, 2], 0.5) == 2.5


def test_p95_is_a_sample_that_was_really_taken() -> None:
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([1.0, 9.0], 0.95) == 9.0


def test_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no samples"):
        percentile([], 0.5)


@given(samples=SAMPLES, share=st.floats(min_value=0.01, max_value=1).filter(lambda share: share != 0.5))
def test_at_least_that_share_of_the_samples_is_not_above_the_percentile(
    samples: list[float], share: float
) -> None:
    found = percentile(samples, share)

    assert found in samples
    assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9


@given(samples=SAMPLES)
def test_percentiles_do_not_depend_on_the_order(samples: list[float]) -> None:
    assert percentile(samples, 0.95) == percentile(samples[::-1], 0.95)


def test_ratio_pairs_the_rounds_so_that_a_machine_that_slows_down_slows_both() -> None:
    figure = make_figure(
        ours=[[2, 2, 2], [20, 20, 20], [3, 3, 3]], floor=[[1, 1, 1], [10, 10, 10], [1, 1, 1]]
    )

    ratio = figure.ratio(FLOOR)

    assert ratio is not None
    assert (ratio.value, ratio.least, ratio.most) == (2, 2, 3)


def test_ratio_to_a_side_that_was_not_measured_is_none() -> None:
    assert make_figure(ours=[[1]], floor=[]).ratio(FLOOR) is None
    assert make_figure(ours=[[1]], floor=[[1]]).ratio("Home Assistant") is None


def test_one_outlier_of_a_round_does_not_move_the_ratio() -> None:
    figure = make_figure(ours=[[1, 1, 1, 1, 900]], floor=[[1, 1, 1, 1, 1]])

    ratio = figure.ratio(FLOOR)

    assert ratio is not None
    assert ratio.value == 1


def test_bounds_are_met_up_to_their_limit_and_not_beyond() -> None:
    figure = make_figure([[1.5]], [[1.0]], Bound("step", 1.5), Bound("goal", 1.2), Bound("goal", 2, of=None))

    assert [verdict.is_met for verdict in figure.verdicts()] == [True, False, True]


def test_bound_to_a_missing_peer_is_neither_met_nor_missed() -> None:
    figure = make_figure([[1.0]], [[1.0]], Bound("goal", 1.0, of="Home Assistant"))

    (verdict,) = figure.verdicts()

    assert verdict.measured is None
    assert verdict.is_met is None


def test_absolute_bound_takes_the_figures_own_statistic_over_all_rounds() -> None:
    figure = make_figure(
        [[*range(1, 51)], [*range(51, 101)]], [], Bound("goal", 95, of=None), statistic=Statistic.P95
    )

    (verdict,) = figure.verdicts()

    assert verdict.measured == 95
    assert verdict.is_met
