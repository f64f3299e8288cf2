"""Sign-in budgets: PROMISES, Guessing, password."""

from datetime import UTC, datetime, timedelta

from genkan.core.guessing import (
    Guesses,
    Keep,
    Send,
    Wait,
    charge_account,
    charge_address,
    forgive,
    pace_code,
)

NOW = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
LONGEST = timedelta(seconds=900)


def charge(guesses: Guesses | None, at: datetime) -> Guesses | Wait:
    return charge_account(guesses, at=at, free_failures=5, longest_wait=LONGEST)


def waits_of_a_patient_guesser(attempts: int) -> list[float]:
    """Give how long each attempt of somebody who guesses as fast as allowed had to wait."""
    at, guesses, waits = NOW, None, []
    for _ in range(attempts):
        charged = charge(guesses, at)
        waited = 0.0
        if isinstance(charged, Wait):
            waited = charged.left.total_seconds()
            at += charged.left
            charged = charge(guesses, at)
        assert isinstance(charged, Guesses)
        guesses = charged
        waits.append(waited)
    return waits


def test_five_are_free_and_then_each_wait_doubles_up_to_fifteen_minutes() -> None:
    assert waits_of_a_patient_guesser(18) == [0] * 5 + [
        1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900,
    ]  # fmt: skip


def test_a_day_of_guessing_is_fewer_than_120_attempts() -> None:
    waits = waits_of_a_patient_guesser(120)

    assert sum(waits) > timedelta(days=1).total_seconds()


def test_an_attempt_that_must_wait_is_not_charged() -> None:
    guesses = Guesses(failures=6, not_before=NOW + timedelta(seconds=2), updated_at=NOW)

    assert charge(guesses, NOW + timedelta(seconds=1)) == Wait(timedelta(seconds=1))


def test_a_counter_nobody_touched_for_a_day_starts_anew() -> None:
    guesses = Guesses(failures=40, not_before=NOW, updated_at=NOW)

    charged = charge(guesses, NOW + timedelta(days=1))

    assert charged == Guesses(
        failures=1, not_before=NOW + timedelta(days=1), updated_at=NOW + timedelta(days=1)
    )


def test_a_thousand_failures_wait_no_longer_than_the_longest() -> None:
    charged = charge(Guesses(failures=1_000, not_before=NOW, updated_at=NOW), NOW)

    assert isinstance(charged, Guesses)
    assert charged.not_before == NOW + LONGEST


def test_an_address_has_so_many_attempts_in_each_window() -> None:
    window = timedelta(minutes=10)
    guesses: Guesses | Wait | None = None
    for _ in range(30):
        assert not isinstance(guesses, Wait)
        guesses = charge_address(guesses, at=NOW, attempts=30, window=window)
    assert isinstance(guesses, Guesses)

    refused = charge_address(guesses, at=NOW + timedelta(minutes=4), attempts=30, window=window)
    later = charge_address(guesses, at=NOW + window, attempts=30, window=window)

    assert refused == Wait(timedelta(minutes=6))
    assert isinstance(later, Guesses)
    assert later.failures == 1


def test_a_right_attempt_gives_the_address_its_charge_back() -> None:
    guesses = Guesses(failures=3, not_before=NOW, updated_at=NOW)

    assert forgive(guesses, at=NOW).failures == 2
    assert forgive(Guesses(failures=0, not_before=NOW, updated_at=NOW), at=NOW).failures == 0


def test_a_code_is_kept_for_thirty_seconds_and_then_replaced() -> None:
    for seconds, pace in ((29.999, Keep(timedelta(milliseconds=1))), (30, Send())):
        assert pace_code([NOW], newest=NOW, at=NOW + timedelta(seconds=seconds)) == pace


def test_the_eleventh_code_of_an_hour_waits_until_the_first_is_an_hour_old() -> None:
    sent = [NOW + timedelta(minutes=number) for number in range(10)]
    at = NOW + timedelta(minutes=10)

    assert pace_code(sent[:9], newest=sent[8], at=at) == Send()
    assert pace_code(sent, newest=sent[9], at=at) == Wait(timedelta(minutes=50))
    assert pace_code(sent, newest=sent[9], at=NOW + timedelta(hours=1)) == Send()


def test_the_thirty_first_code_of_a_day_waits_until_the_first_is_a_day_old() -> None:
    sent = [NOW + timedelta(minutes=20 * number) for number in range(30)]
    at = NOW + timedelta(hours=12)

    assert pace_code(sent, newest=sent[-1], at=at) == Wait(timedelta(hours=12))
    assert pace_code(sent, newest=sent[-1], at=NOW + timedelta(hours=24)) == Send()
