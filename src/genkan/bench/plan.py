"""What was asked for, and what every scenario is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from genkan.bench.figures import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run."""

    folder: Path  # logs, databases and peers; nothing in it is worth keeping
    say: Callable[[str], None]  # tells whoever waits what is going on
    is_quick: bool = False  # a minute for all: shows that it runs, proves nothing
    with_peers: bool = False

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def choose(self, full: int, quick: int) -> int:
        """Give how many of something this run takes."""
        return quick if self.is_quick else full


Scenario = Callable[[Plan], Awaitable[Outcome]]
