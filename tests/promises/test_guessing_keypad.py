"""Guessing at the keypad: a day-long attack opens with at most 1 %, and a quiet year troubles nobody."""

from dataclasses import dataclass, field
from itertools import count
from math import prod
from random import Random

from genkan.core.credentials import hash_home_number
from genkan.core.keypad import (
    DAY_MS,
    EASY_SHARE,
    STEP_CHANCE,
    KeypadBudget,
    LivePins,
    Step,
    WrongEntry,
    free_guesses,
)
from genkan.station.store.snapshot import Snapshot
from genkan.wire.rights import CredentialEntry
from harness.keys import CHEAP, a_header, a_right
from harness.promise import Promise

LIMIT = 2 * STEP_CHANCE
LENGTHS = (4, 5, 6, 7, 8)
HOMES = (10, 30, 100, 300, 1_000)
YEAR_DAYS = 365
_numbers = count()


@dataclass(slots=True)
class Keypad:
    """The real budget, with somebody at it."""

    live: LivePins
    budget: KeypadBudget = field(default_factory=KeypadBudget)

    def try_once(
        self, at_ms: int, length: int, *, has_home: bool, is_right: bool, session: str
    ) -> Step | None:
        """Type digits; give the step at which they were checked, None when the home number is asked for."""
        step = self.budget.find_step(length, self.live, has_home=has_home, at_ms=at_ms)
        if not has_home and step is not Step.ALONE:
            return None
        self.budget.note_try(at_ms)
        if is_right:
            self.budget.resolve(session, at_ms)
        else:
            self.budget.note_wrong(
                WrongEntry(
                    entry_id=str(next(_numbers)),
                    at_ms=at_ms,
                    length=length,
                    step=Step.WITH_HOME if has_home else Step.ALONE,
                    session=session,
                )
            )
        return step


def make_mix(dice: Random) -> LivePins:
    """Give homes with PINs of one to five lengths, and some staff."""
    lengths = dice.sample(LENGTHS, dice.randrange(1, 6))
    homes: dict[int, int] = {}
    for _ in range(dice.choice(HOMES)):
        length = dice.choice(lengths)
        homes[length] = homes.get(length, 0) + 1
    return LivePins(homes=homes, staff=dice.choice([{}, {8: 5}, {8: 40}, {6: 2}]))


def test_guessing_the_worst_attacker_opens_with_at_most_one_per_cent(promise: Promise) -> None:
    """Somebody who types all day whatever the keypad bears, as cleverly as can be, opens with at most 1 %."""
    worst = 0.0
    mixes = promise.pick(short=500, nightly=20_000)
    for _ in range(mixes):
        live = make_mix(promise.random)
        worst = max(worst, attack_exactly(live))
    assert worst <= LIMIT
    promise.keep("G1", f"exact, {mixes:,} mixes of 4 to 8 digits and 10 to 1,000 homes: {worst:.4%} at most")


def test_guessing_at_a_gate_of_several_buildings_opens_with_at_most_one_per_cent(promise: Promise) -> None:
    """A gate keeps the PINs of all its buildings, whose homes have the same numbers: 1 % a day there, too."""
    dice = promise.random
    worst, gates = 0.0, promise.pick(short=20, nightly=500)
    for _ in range(gates):
        snapshot, numbers = make_gate(dice)
        live = snapshot.live_pins
        assert sum(live.homes.values()) == len(snapshot.by_id), "a PIN alone may be that of any building"
        # What stands behind one number of one building, by the station's own look-up, is one home.
        behind = [snapshot.find_households(home_hash) for home_hash in numbers]
        assert {len(households) for households in behind} == {1}
        worst = max(worst, attack_exactly(live))
        chances = attack_for_a_day(live)
        assert 1 - prod(1 - chance for chance in chances) <= LIMIT
    assert worst <= LIMIT
    promise.keep("G1", f"exact, {gates} gates of 2 to 6 buildings with the same home numbers: {worst:.4%}")


def make_gate(dice: Random) -> tuple[Snapshot, list[bytes]]:
    """Give what a station of several buildings keeps, and what it would look for at each number of each."""
    snapshot = Snapshot(header=a_header(), number=1, epoch="e")
    numbers = [str(floor * 100 + door) for floor in range(1, dice.choice([3, 8])) for door in (1, 2, 3)]
    hashes: list[bytes] = []
    lengths = dice.sample(LENGTHS, dice.randrange(1, 4))
    for building in (None, *(f"b{n}" for n in range(dice.randrange(1, 6)))):
        for number in numbers:
            home_hash = hash_home_number(number, CHEAP, building)
            hashes.append(home_hash)
            credential_id = str(next(_numbers))
            entry = CredentialEntry(
                credential_id=credential_id,
                kind="pin",
                verifier=credential_id.encode(),
                rights=[a_right()],
                household_id=f"h{credential_id}",
                home_hash=home_hash,
                length=dice.choice(lengths),
            )
            snapshot.put([entry])
    return snapshot, hashes


def attack_exactly(live: LivePins) -> float:
    """Give the chance to open within a day by every guess that the two first steps bear, none of them twice.

    Whoever guesses knows how many PINs there are and that easy ones are none; and has a day for each pace.
    """
    closed = 1.0
    for length in LENGTHS:
        choices = round(10**length * (1 - EASY_SHARE))
        pins = live.homes.get(length, 0) + live.staff.get(length, 0)
        if not pins:
            continue
        alone = free_guesses(length, live.chance_alone(length), live.lengths)
        closed *= prod((choices - pins - n) / (choices - n) for n in range(min(alone, choices - pins)))
        behind_one = max(live.staff.get(length, 0), min(1, live.homes.get(length, 0)))
        with_home = free_guesses(length, live.chance_with_home(length), live.lengths)
        closed *= 1 - min(1.0, with_home * behind_one / choices)
    return 1 - closed


def test_guessing_an_attack_by_the_keypads_own_pace_opens_with_at_most_one_per_cent(promise: Promise) -> None:
    """Over the real code and pace, attacks of a day on mixes of PINs open with at most 1 %."""
    mixes, seeds = promise.pick(short=4, nightly=40), promise.pick(short=200, nightly=5_000)
    opened = tries = 0
    expected = 0.0
    for _ in range(mixes):
        chances = attack_for_a_day(make_mix(promise.random))
        tries += len(chances)
        expected += seeds * (1 - prod(1 - chance for chance in chances))
        # What was tried does not depend on luck, as long as there is none: one day stands for all seeds.
        opened += sum(any(promise.random.random() < chance for chance in chances) for _ in range(seeds))
    days = mixes * seeds
    assert expected / days <= LIMIT
    assert opened <= expected + 5 * max(1.0, expected) ** 0.5
    promise.keep(
        "G1",
        f"{days:,} simulated days of {tries // mixes:,} tries: {opened} opened ({expected / days:.2%})",
    )


def attack_for_a_day(live: LivePins) -> list[float]:
    """Try the likeliest digits there are, as fast as the keypad lets; give the chance of each try."""
    keypad = Keypad(live)
    at_ms, chances = 0, list[float]()
    lengths = [length for length in LENGTHS if live.homes.get(length) or live.staff.get(length)]
    while at_ms < DAY_MS:
        options: list[tuple[float, int, bool]] = []
        for length in lengths:
            for has_home in (False, True):
                wanted = Step.WITH_HOME if has_home else Step.ALONE
                step = keypad.budget.find_step(length, live, has_home=has_home, at_ms=at_ms)
                if step is wanted:
                    hit = live.chance_with_home(length) if has_home else live.chance_alone(length)
                    options.append((hit, length, has_home))
        if not options:
            break  # from here on it takes a tap on a phone of the home, for as long as he goes on
        hit, length, has_home = max(options)
        keypad.try_once(at_ms, length, has_home=has_home, is_right=False, session="attack")
        chances.append(hit)
        at_ms += max(1, keypad.budget.wait_ms(at_ms))
    return chances


def test_guessing_a_quiet_year_sends_nobody_to_a_phone(promise: Promise) -> None:
    """Over a year of six-digit PINs with typos in 5 % of entries nobody is sent to a phone."""
    dice = promise.random
    homes = promise.pick(short=100, nightly=1_000)
    keypad = Keypad(LivePins(homes={6: homes}))
    entries = typos = home_numbers = phones = 0
    for day in range(YEAR_DAYS):
        # Three comings home a day and household; mornings and evenings are busier, and it makes no odds.
        for at_ms in sorted(day * DAY_MS + dice.randrange(DAY_MS) for _ in range(3 * homes)):
            entries += 1
            asked, phone, wrong = come_home(keypad, at_ms, dice, session=f"{entries}")
            typos, home_numbers, phones = typos + wrong, home_numbers + asked, phones + phone
    assert phones == 0
    promise.keep(
        "G1",
        f"a year of {homes} homes: {entries:,} entries, {typos:,} typos, {home_numbers:,} times the home"
        " number was asked for, 0 sent to a phone",
    )


def come_home(keypad: Keypad, at_ms: int, dice: Random, *, session: str) -> tuple[bool, bool, int]:
    """Type the PIN until it opens, mistyping one entry in twenty; give what was asked for besides."""
    has_home, was_asked, wrong = False, False, 0
    while True:
        at_ms += keypad.budget.wait_ms(at_ms)
        is_right = dice.random() >= 0.05
        step = keypad.try_once(at_ms, 6, has_home=has_home, is_right=is_right, session=session)
        at_ms += 5_000  # to type it anew
        if step is None:
            has_home = was_asked = True
            continue
        wrong += not is_right
        if step is Step.ON_PHONE or is_right:
            return was_asked, step is Step.ON_PHONE, wrong
