"""A promise as a run shows it: in which form, from which seed, with which figure."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "var/promises.jsonl"


class Form(StrEnum):
    SHORT = "short"  # in `make test`: seconds
    NIGHTLY = "nightly"  # in `make nightly`: the full figure
    PART = "part"  # a share of the nightly run, by hand: a night in pieces


@dataclass(slots=True, kw_only=True)
class Promise:
    """One promise in one run."""

    sentence: str
    test: str
    form: Form
    seed: int
    share: float = 1.0  # of the nightly form
    is_kept: bool = False
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def pick(self, *, short: int, nightly: int) -> int:
        """Give the size of this run."""
        return short if self.form is Form.SHORT else max(short, round(nightly * self.share))

    def keep(self, number: str, figure: str) -> None:
        """Say what was shown: the promise's number in the design (such as N1), and the figure."""
        self.is_kept = True
        print(f"{number} [{self.form}] {figure} (seed {self.seed})")
        record = {
            "number": number,
            "sentence": self.sentence,
            "figure": figure,
            "form": self.form.value,
            "seed": self.seed,
            "test": self.test,
            "on": datetime.now(UTC).date().isoformat(),
        }
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        with RECORD.open("a", encoding="utf-8") as file:  # one write: runs beside each other do not mix
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
