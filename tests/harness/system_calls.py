"""What a program asked the kernel for, as strace saw it."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TRACED = "fsync,fdatasync,sync_file_range,msync,recvfrom,sendto,read,write"
SHOWN_BYTES = 200  # enough of a frame to know its kind
CALL = re.compile(r"^(?P<task>\d+) +(?P<name>\w+)\((?P<rest>.*)$")
RESUMED = re.compile(r"^(?P<task>\d+) +<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")
SYNCS = frozenset({"fsync", "fdatasync", "sync_file_range", "msync"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemCall:
    """One finished call, in the order of finishing."""

    task: int
    name: str
    text: str  # arguments and result

    @property
    def is_sync(self) -> bool:
        return self.name in SYNCS

    @property
    def descriptor(self) -> int:
        return int(re.match(r"\d+", self.text)[0])  # type: ignore[index]  # every traced call has one


def strace_prefix(output: Path) -> Sequence[str]:
    """Give what to put before a command so that its calls are written to `output`."""
    strace = shutil.which("strace")
    assert strace is not None, "install strace (Debian's package of that name)"
    # -D: the program itself keeps the pid that was started, and gets the signals meant for it.
    return [strace, "-D", "-f", "-qq", "-e", f"trace={TRACED}", "-s", str(SHOWN_BYTES), "-o", str(output)]


def read_system_calls(output: Path) -> list[SystemCall]:
    """Give the finished calls so far; one that is interrupted by another task's is put together again."""
    begun: dict[tuple[int, str], str] = {}
    calls: list[SystemCall] = []
    for line in output.read_text(encoding="utf-8", errors="replace").splitlines():
        if (call := CALL.match(line)) is not None:
            task, name, rest = int(call["task"]), call["name"], call["rest"]
            if rest.endswith("<unfinished ...>"):
                begun[task, name] = rest.removesuffix("<unfinished ...>")
            else:
                calls.append(SystemCall(task=task, name=name, text=rest))
        elif (resumed := RESUMED.match(line)) is not None:
            task, name = int(resumed["task"]), resumed["name"]
            calls.append(SystemCall(task=task, name=name, text=begun.pop((task, name), "") + resumed["rest"]))
    return calls
