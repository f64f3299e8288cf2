"""Guess budgets: how a wrong password slows the next one down.

An attempt is charged before the password is checked and forgiven when it was right, so attempts in
parallel gain nothing. Counters live where every process sees them and survive restarts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FORGET_AFTER = timedelta(days=1)  # a counter nobody touched for a day is as good as none


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """How often it was tried, and when it may be tried again."""

    failures: int
    not_before: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now; in `left` perhaps."""

    left: timedelta


Charge = Guesses | Wait


def charge_account(
    guesses: Guesses | None, *, at: datetime, free_failures: int, longest_wait: timedelta
) -> Charge:
    """Charge one attempt on an account: some are free, then each waits twice as long as the last."""
    if guesses is None or guesses.updated_at + FORGET_AFTER <= at:
        failures = 1
    elif at < guesses.not_before:
        return Wait(guesses.not_before - at)
    else:
        failures = guesses.failures + 1
    doublings = failures - free_failures
    if doublings < 0:
        pause = timedelta(0)
    elif doublings >= int(longest_wait.total_seconds()).bit_length():
        pause = longest_wait
    else:
        pause = min(timedelta(seconds=1 << doublings), longest_wait)
    return Guesses(failures=failures, not_before=at + pause, updated_at=at)


def charge_address(guesses: Guesses | None, *, at: datetime, attempts: int, window: timedelta) -> Charge:
    """Charge one attempt from a network address: so many in each window. `not_before` is the window's end."""
    if guesses is None or guesses.not_before <= at:
        return Guesses(failures=1, not_before=at + window, updated_at=at)
    if guesses.failures >= attempts:
        return Wait(guesses.not_before - at)
    return Guesses(failures=guesses.failures + 1, not_before=guesses.not_before, updated_at=at)


def forgive(guesses: Guesses, *, at: datetime) -> Guesses:
    """Take one charge back: the attempt was right."""
    return Guesses(failures=max(0, guesses.failures - 1), not_before=guesses.not_before, updated_at=at)


@dataclass(frozen=True, slots=True)
class Send:
    """A code may be sent now."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The code sent a moment ago stays; the next may be sent in `left`."""

    left: timedelta


Pace = Send | Keep | Wait

CODE_PAUSE = timedelta(seconds=30)  # PROMISES, Guessing: SMS
CODES_AN_HOUR = 10
CODES_A_DAY = 30
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def pace_code(sent: Sequence[datetime], *, newest: datetime | None, at: datetime) -> Pace:
    """Decide whether a code is sent: `sent` is when codes went to the address, `newest` when its kind did."""
    if newest is not None and at < newest + CODE_PAUSE:
        return Keep(newest + CODE_PAUSE - at)
    waits = [
        oldest + span - at
        for count, span in ((CODES_AN_HOUR, HOUR), (CODES_A_DAY, DAY))
        if len(within := sorted(instant for instant in sent if at < instant + span)) >= count
        for oldest in [within[-count]]
    ]
    return Wait(max(waits)) if waits else Send()
