"""What was measured, what it is held against, and whether it holds: arithmetic only."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

GENKAN = "Genkan"
FLOOR = "floor"

Round = Sequence[float]  # the samples of one turn


class Statistic(StrEnum):
    MEDIAN = "median"
    P95 = "p95"

    def of(self, samples: Sequence[float]) -> float:
        """Give the statistic of the samples. Raises ValueError for none."""
        return percentile(samples, 0.5 if self is Statistic.MEDIAN else 0.95)


@dataclass(frozen=True, slots=True)
class Bound:
    """At most so many times what `of` takes; without `of`, at most so many of the figure's unit."""

    label: str  # "step" | "goal"
    at_most: float
    of: str | None = FLOOR


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bound beside what was measured for it; None where its other side was not measured."""

    bound: Bound
    measured: float | None

    @property
    def is_met(self) -> bool | None:
        return None if self.measured is None else self.measured <= self.bound.at_most


@dataclass(frozen=True, slots=True)
class Spread:
    """One number of a whole run, and between which its rounds lay."""

    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity, measured in rounds for each side in turn."""

    key: str  # "p1.latency"
    title: str
    unit: str
    rounds: Mapping[str, Sequence[Round]]  # side → its rounds, Genkan and the floor among them
    bounds: tuple[Bound, ...] = ()
    statistic: Statistic = Statistic.MEDIAN
    notes: tuple[str, ...] = field(default=())

    def value(self, side: str) -> float | None:
        """Give the statistic over all samples of the side; None when it has none."""
        samples = self.samples(side)
        return self.statistic.of(samples) if samples else None

    def samples(self, side: str) -> tuple[float, ...]:
        return tuple(sample for turn in self.rounds.get(side, ()) for sample in turn)

    def ratio(self, of: str) -> Spread | None:
        """Give how many times `of` Genkan takes: the median of the rounds' ratios.

        Rounds are paired, so that a machine that slows down in the middle slows both sides.
        """
        turns = zip(self.rounds.get(GENKAN, ()), self.rounds.get(of, ()), strict=False)
        ratios = [
            self.statistic.of(ours) / self.statistic.of(theirs) for ours, theirs in turns if ours and theirs
        ]
        if not ratios:
            return None
        return Spread(value=statistics.median(ratios), least=min(ratios), most=max(ratios))

    def verdicts(self) -> tuple[Verdict, ...]:
        return tuple(Verdict(bound, self._measure(bound)) for bound in self.bounds)

    def _measure(self, bound: Bound) -> float | None:
        if bound.of is None:
            return self.value(GENKAN)
        ratio = self.ratio(bound.of)
        return None if ratio is None else ratio.value


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was asked for and could not be measured, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario found."""

    figures: tuple[Figure, ...] = ()
    missing: tuple[Missing, ...] = ()


def percentile(samples: Sequence[float], share: float) -> float:
    """Give the smallest sample that at least this share of the samples does not exceed (nearest rank).

    The middle of an even count is the mean of the two, as everywhere. Raises ValueError for no samples.
    """
    if not samples:
        raise ValueError("no samples")
    if share == 0.5:  # noqa: PLR2004 - the median
        return statistics.median(samples)
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
