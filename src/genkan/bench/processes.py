"""The processes a bench starts: brought up, weighed by their own times, ended by their pid."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

READY = "ready"  # the line a child of ours prints when it can be measured
START_LIMIT_S = 60.0
END_LIMIT_S = 10.0  # then it is killed
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")  # 100: over ten seconds a tick is a thousandth
LOG_TAIL_LINES = 15


class CannotMeasure(Exception):
    """The scenario cannot run here; the text says why and what to do about it."""


@dataclass(frozen=True, slots=True)
class Program:
    """How a child is started, and what it is called in messages."""

    name: str
    command: tuple[str, ...]

    @classmethod
    def genkan(cls, name: str, *arguments: str) -> "Program":
        """Give the program `genkan …` of this very installation."""
        return cls.module(name, "genkan", *arguments)

    @classmethod
    def module(cls, name: str, module: str, *arguments: str) -> "Program":
        return cls(name, (sys.executable, "-m", module, *arguments))


class Child:
    """A running program. Its log goes to a file; its standard input and output belong to the bench."""

    def __init__(self, program: Program, process: asyncio.subprocess.Process, log: Path) -> None:
        self._program = program
        self._process = process
        self._log = log

    @classmethod
    async def start(
        cls, program: Program, logs: Path, *, environment: Mapping[str, str] | None = None
    ) -> "Child":
        log = logs / f"{program.name}.log"
        with _open_log(log) as sink:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                env=_environment(environment or {}),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=sink,
            )
        return cls(program, process, log)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def say(self, line: str) -> None:
        """Give the child one line of input."""
        assert self._process.stdin is not None  # noqa: S101 - opened in start
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def hear(self, *, limit_s: float = START_LIMIT_S) -> str:
        """Give the child's next line. Raises CannotMeasure when it ends or stays silent."""
        assert self._process.stdout is not None  # noqa: S101 - opened in start
        try:
            async with asyncio.timeout(limit_s):
                line = await self._process.stdout.readline()
        except TimeoutError:
            raise self._failure(f"said nothing within {limit_s:.0f} s") from None
        if not line:
            raise self._failure("ended by itself")
        return line.decode().rstrip("\n")

    async def wait_until_ready(self, *, limit_s: float = START_LIMIT_S) -> None:
        """Wait for the line `ready`."""
        line = await self.hear(limit_s=limit_s)
        if line != READY:
            raise self._failure(f"said {line!r} where it should be ready")

    async def wait_until_done(self, *, limit_s: float = START_LIMIT_S) -> None:
        """Wait until the child has ended well. Raises CannotMeasure."""
        try:
            async with asyncio.timeout(limit_s):
                await self._process.communicate()
        except TimeoutError:
            raise self._failure(f"was not done within {limit_s:.0f} s") from None
        if self._process.returncode:
            raise self._failure(f"failed ({self._process.returncode})")

    async def wait_for_port(self, port: int, *, limit_s: float = START_LIMIT_S) -> None:
        """Wait until something listens on the port. Raises CannotMeasure."""
        loop = asyncio.get_running_loop()
        until = loop.time() + limit_s
        while loop.time() < until:
            if self._process.returncode is not None:
                raise self._failure("ended by itself")
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.02)
        raise self._failure(f"did not listen within {limit_s:.0f} s")

    def cpu_s(self) -> float:
        """Give the seconds of CPU the process has used, all its threads together."""
        return read_cpu_s(self.pid)

    def resident_bytes(self) -> int:
        """Give the memory the process holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * PAGE_BYTES

    async def end(self) -> None:
        """End the process, kindly at first."""
        if self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(END_LIMIT_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _failure(self, what: str) -> CannotMeasure:
        tail = self._log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:]
        return CannotMeasure("\n".join([f"{self._program.name} {what}; the end of its log:", *tail]))


class Children(contextlib.AsyncExitStack):
    """The children of one scenario, ended in the opposite order whatever happens."""

    def __init__(self, logs: Path) -> None:
        super().__init__()
        self._logs = logs

    async def start(self, program: Program, *, environment: Mapping[str, str] | None = None) -> Child:
        child = await Child.start(program, self._logs, environment=environment)
        self.push_async_callback(child.end)
        return child


def read_cpu_s(pid: int) -> float:
    """Give the seconds of CPU a process has used, user and system."""
    # The name, in parentheses, may hold blanks; utime and stime are fields 14 and 15 of all.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def find_free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _open_log(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("ab")


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    # An operator's own GENKAN_* settings are not the bench's.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GENKAN_")}  # noqa: TID251 - passed on, not read
    return {**inherited, **extra}
