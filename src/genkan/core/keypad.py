"""The keypad's guess budget: how often digits may be tried before more than digits is asked for.

Three steps, each open only while guessing on would stay hopeless: the PIN alone; the home number and the
PIN; both, and a tap on a phone of the home. A day-long attack so opens with at most 1 %, whatever the mix
of PINs, and whoever knows home number and PIN is hardly ever sent to a phone. Times are milliseconds of a
clock that never runs back and that survives restarts.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DAY_MS = 24 * 3_600_000
HOUR_MS = 3_600_000
STEP_CHANCE = 0.005  # of each of the two first steps, over a day: together 1 %
# Easy PINs are refused, and who guesses knows that: at most so many of all PINs of a length are left out.
EASY_SHARE = 0.08
TRY_INTERVAL_MS = 2_000
SLOW_INTERVAL_MS = 10_000
SLOW_AFTER = 10  # unresolved wrong entries …
SLOW_WINDOW_MS = 600_000  # … in this time
RESOLVE_WINDOW_MS = 30_000  # whoever mistypes tries again at once
RESOLVED_BY_ONE = 2  # a PIN of one's own buys no more guesses than that
TELL_HOUSEHOLD_AT = 5
TELL_MANAGER_AT = 30  # in an hour
PROMPTS_LIMIT = 3
PROMPTS_WINDOW_MS = 600_000


class Step(StrEnum):
    ALONE = "alone"  # the PIN alone opens
    WITH_HOME = "with-home"  # home number and PIN open
    ON_PHONE = "on-phone"  # both, and a tap on a phone of the home


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongEntry:
    """Digits that opened nothing. `step` is ALONE or WITH_HOME, by what was typed."""

    entry_id: str
    at_ms: int
    length: int
    step: Step
    session: str
    household_id: str | None = None  # whose number was typed, if it is somebody's


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePins:
    """How many PINs of each length open something at this keypad; `staff` of them without a home."""

    homes: Mapping[int, int] = field(default_factory=dict)
    staff: Mapping[int, int] = field(default_factory=dict)

    @property
    def lengths(self) -> int:
        """How many lengths are in use."""
        return len({length for kind in (self.homes, self.staff) for length, count in kind.items() if count})

    def chance_alone(self, length: int) -> float:
        """Give the chance that one guess of the length is somebody's PIN."""
        return (self.homes.get(length, 0) + self.staff.get(length, 0)) / _choices(length)

    def chance_with_home(self, length: int) -> float:
        """Give the chance that one guess of the length is the PIN of the home that was typed."""
        return max(self.staff.get(length, 0), min(1, self.homes.get(length, 0))) / _choices(length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Who should hear of a wrong entry."""

    household_id: str | None = None
    manager: bool = False


class KeypadBudget:
    """What has been tried at one keypad. One instance decides; what it must remember is kept elsewhere."""

    def __init__(self, entries: Iterable[WrongEntry] = (), *, last_try_ms: int | None = None) -> None:
        self._entries: deque[WrongEntry] = deque(sorted(entries, key=lambda entry: entry.at_ms))
        self._counts: Counter[tuple[Step, int]] = Counter(map(_key, self._entries))
        self._last_try_ms = last_try_ms
        self._told_manager_ms: int | None = None
        self._prompts: dict[str, deque[int]] = {}

    def wait_ms(self, at_ms: int) -> int:
        """Give for how long nothing may be tried; 0: now."""
        if self._last_try_ms is None:
            return 0
        recent = self._count_since(at_ms - SLOW_WINDOW_MS, SLOW_AFTER)
        interval_ms = SLOW_INTERVAL_MS if recent >= SLOW_AFTER else TRY_INTERVAL_MS
        return max(0, self._last_try_ms + interval_ms - at_ms)

    def find_step(self, length: int, live: LivePins, *, has_home: bool, at_ms: int) -> Step:
        """Give what an entry of the length takes to open now."""
        self._forget(at_ms)
        share = STEP_CHANCE / max(1, live.lengths)
        if not has_home and (self._counts[Step.ALONE, length] + 1) * live.chance_alone(length) <= share:
            return Step.ALONE
        if (self._counts[Step.WITH_HOME, length] + 1) * live.chance_with_home(length) <= share:
            return Step.WITH_HOME
        return Step.ON_PHONE

    def note_try(self, at_ms: int) -> None:
        """Something is being tried."""
        self._last_try_ms = at_ms

    def note_wrong(self, entry: WrongEntry) -> Notices:
        """It was wrong. Says who should hear of it."""
        self._forget(entry.at_ms)
        self._entries.append(entry)
        self._counts[_key(entry)] += 1
        named = entry.household_id
        told = None
        if named is not None:
            count = sum(other.household_id == named for other in self._entries)
            told = named if count == TELL_HOUSEHOLD_AT else None
        return Notices(household_id=told, manager=self._should_tell_manager(entry.at_ms))

    def resolve(self, session: str, at_ms: int) -> list[WrongEntry]:
        """The session has succeeded: give those of its typos that count no more."""
        found: list[WrongEntry] = []
        for entry in reversed(self._entries):
            if entry.at_ms < at_ms - RESOLVE_WINDOW_MS or len(found) == RESOLVED_BY_ONE:
                break
            if entry.session == session:
                found.append(entry)
        for entry in found:
            self._entries.remove(entry)
            self._counts[_key(entry)] -= 1
        return found

    def take_prompt(self, household_id: str, at_ms: int) -> bool:
        """Whether the phones of the household may be asked once more, and note that they are."""
        asked = self._prompts.setdefault(household_id, deque())
        while asked and asked[0] <= at_ms - PROMPTS_WINDOW_MS:
            asked.popleft()
        if len(asked) >= PROMPTS_LIMIT:
            return False
        asked.append(at_ms)
        return True

    def _should_tell_manager(self, at_ms: int) -> bool:
        told = self._told_manager_ms
        if told is not None and told > at_ms - HOUR_MS:
            return False
        if self._count_since(at_ms - HOUR_MS, TELL_MANAGER_AT) < TELL_MANAGER_AT:
            return False
        self._told_manager_ms = at_ms
        return True

    def _count_since(self, since_ms: int, enough: int) -> int:
        """Count the entries after an instant, but no further than `enough`."""
        count = 0
        for entry in reversed(self._entries):
            if entry.at_ms <= since_ms or count == enough:
                break
            count += 1
        return count

    def _forget(self, at_ms: int) -> None:
        while self._entries and self._entries[0].at_ms <= at_ms - DAY_MS:
            self._counts[_key(self._entries.popleft())] -= 1


def free_guesses(length: int, chance: float, lengths: int) -> int:
    """Give how many wrong entries a step of the chance bears in a day."""
    if chance == 0:
        return int(10**length)
    guesses = int(STEP_CHANCE / lengths / chance)
    return guesses + 1 if (guesses + 1) * chance <= STEP_CHANCE / lengths else guesses


def _choices(length: int) -> float:
    return float(10) ** length * (1 - EASY_SHARE)


def _key(entry: WrongEntry) -> tuple[Step, int]:
    return entry.step, entry.length
