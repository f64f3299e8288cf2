"""Guessing at the keypad: PROMISES, Guessing."""

from itertools import count

import pytest

from genkan.core.keypad import (
    DAY_MS,
    HOUR_MS,
    SLOW_INTERVAL_MS,
    TRY_INTERVAL_MS,
    KeypadBudget,
    LivePins,
    Notices,
    Step,
    WrongEntry,
    free_guesses,
)

_numbers = count()


def wrong(
    at_ms: int, *, length: int = 6, step: Step = Step.ALONE, session: str = "s", household: str | None = None
) -> WrongEntry:
    return WrongEntry(
        entry_id=str(next(_numbers)),
        at_ms=at_ms,
        length=length,
        step=step,
        session=session,
        household_id=household,
    )


def step_of(
    budget: KeypadBudget, live: LivePins, at_ms: int, *, length: int = 6, has_home: bool = False
) -> Step:
    return budget.find_step(length, live, has_home=has_home, at_ms=at_ms)


HUNDRED = LivePins(homes={6: 100})


def test_the_pin_alone_opens_until_guessing_on_would_pay() -> None:
    budget = KeypadBudget()
    free = free_guesses(6, HUNDRED.chance_alone(6), 1)
    assert free == 46  # 46 · 100 / 920,000 = 0.005
    for number in range(free):
        assert step_of(budget, HUNDRED, number) is Step.ALONE
        budget.note_wrong(wrong(number))
    assert step_of(budget, HUNDRED, free) is Step.WITH_HOME


def test_the_home_number_helps_until_guessing_on_would_pay_again() -> None:
    live = LivePins(homes={4: 100})
    budget = KeypadBudget()
    assert step_of(budget, live, 0, length=4) is Step.WITH_HOME  # one guess in 92 hits somebody
    for number in range(46):
        assert step_of(budget, live, number, length=4, has_home=True) is Step.WITH_HOME
        budget.note_wrong(wrong(number, length=4, step=Step.WITH_HOME))
    assert step_of(budget, live, 50, length=4, has_home=True) is Step.ON_PHONE


def test_wrong_entries_are_forgotten_after_a_day() -> None:
    budget = KeypadBudget(wrong(number) for number in range(46))
    assert step_of(budget, HUNDRED, DAY_MS - 1) is Step.WITH_HOME
    assert step_of(budget, HUNDRED, DAY_MS) is Step.ALONE


def test_each_length_in_use_has_its_share() -> None:
    mixed = LivePins(homes={6: 100, 8: 10})
    assert free_guesses(6, mixed.chance_alone(6), mixed.lengths) == 23


def test_a_success_forgives_two_typos_of_its_own_session_and_moment() -> None:
    budget = KeypadBudget()
    for at_ms in (1_000, 40_000, 45_000, 50_000):
        budget.note_wrong(wrong(at_ms, session="a"))
    budget.note_wrong(wrong(52_000, session="b"))
    assert [entry.at_ms for entry in budget.resolve("a", 60_000)] == [50_000, 45_000]
    assert [entry.at_ms for entry in budget.resolve("a", 61_000)] == [40_000]
    assert budget.resolve("a", 90_000) == []


def test_tries_are_two_seconds_apart_and_ten_when_somebody_guesses() -> None:
    budget = KeypadBudget()
    assert budget.wait_ms(0) == 0
    budget.note_try(0)
    assert budget.wait_ms(500) == TRY_INTERVAL_MS - 500
    assert budget.wait_ms(TRY_INTERVAL_MS) == 0
    for number in range(10):
        budget.note_wrong(wrong(number))
    assert budget.wait_ms(TRY_INTERVAL_MS) == SLOW_INTERVAL_MS - TRY_INTERVAL_MS
    budget.note_try(700_000)
    assert budget.wait_ms(700_000) == TRY_INTERVAL_MS


def test_a_household_hears_of_the_fifth_wrong_entry_that_names_it_and_the_manager_of_thirty_an_hour() -> None:
    budget = KeypadBudget()
    told = [budget.note_wrong(wrong(n, step=Step.WITH_HOME, household="101")) for n in range(6)]
    assert told == [Notices()] * 4 + [Notices(household_id="101"), Notices()]
    told = [budget.note_wrong(wrong(n)) for n in range(6, 32)]
    assert [notice.manager for notice in told] == [False] * 23 + [True] + [False] * 2
    assert budget.note_wrong(wrong(HOUR_MS + 23)).manager is False


def test_the_phones_of_a_home_are_asked_three_times_in_ten_minutes() -> None:
    budget = KeypadBudget()
    assert [budget.take_prompt("101", at_ms) for at_ms in (0, 1, 2, 3)] == [True, True, True, False]
    assert budget.take_prompt("102", 3)
    assert budget.take_prompt("101", 600_000)


@pytest.mark.parametrize("length", range(4, 9))
def test_without_pins_of_a_length_nothing_is_guessed(length: int) -> None:
    assert step_of(KeypadBudget(), LivePins(), 0, length=length) is Step.ALONE


def test_staff_share_one_number_so_all_their_pins_count_behind_it() -> None:
    live = LivePins(homes={6: 10}, staff={6: 50})
    assert live.chance_with_home(6) == pytest.approx(50 / 920_000)
