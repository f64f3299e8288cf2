"""The machine under the bench: what it is, and what it must allow."""

import os
import platform
import resource
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from genkan import __version__
from genkan.bench.processes import CannotMeasure

SPARE_FILES = 512  # logs, databases, pipes and libraries beside the sockets


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a reader must know about where the figures were taken; nothing that names the machine."""

    taken_at: str
    genkan: str
    python: str
    system: str
    processor: str
    cores: int
    memory_gb: int
    load_before: float  # processes that wanted to run in the minute before: above 0.5 somebody else was busy


def describe_machine() -> Machine:
    """Describe this machine as it is now."""
    return Machine(
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        genkan=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}",
        processor=_find_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_gb=round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        load_before=round(os.getloadavg()[0], 2),
    )


def allow_open_files(sockets: int) -> None:
    """Raise this process's limit of open files, which its children inherit. Raises CannotMeasure."""
    needed = sockets + SPARE_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, max(hard, needed)))
    except (ValueError, OSError):
        raise CannotMeasure(
            f"{sockets:,} sockets need {needed:,} open files; this session may have {hard:,}."
            f" Raise it (`ulimit -Hn {needed}` as root, or LimitNOFILE= of the service) and start again."
        ) from None


def _find_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
