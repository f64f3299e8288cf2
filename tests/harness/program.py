"""Real programs in real processes: started, waited for, stopped or killed, each by its own pid."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from harness.waiting import NotInTime, wait_until

GENKAN = str(Path(sys.executable).with_name("genkan"))
STOP_LIMIT_S = 10.0  # a clean end says goodbye to every socket first
LOG_TAIL_BYTES = 12_000


class Program:
    """One program, which may live several times: what it says in all its lives goes into one log."""

    used: ClassVar[list["Program"]] = []  # by the test that runs now, or by something it shares

    def __init__(
        self, name: str, command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.environment = dict(environment or {})
        self.log = folder / f"{name}.log"
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def surroundings() -> dict[str, str]:
        """Give this process's environment without anybody's settings of Genkan."""
        inherited = os.environ.items()  # noqa: TID251 - passed on, not read
        return {name: value for name, value in inherited if not name.startswith("GENKAN_")}

    @property
    def pid(self) -> int:
        """The pid of the present life."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Begin a life; whoever needs it to be ready waits for that."""
        assert not self.is_alive, f"{self.name} runs already"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self.surroundings() | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if self not in Program.used:
            Program.used.append(self)

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C and service managers do, and give its exit status."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Take it off the processor between two instructions, as a power cut would."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Make sure that nothing of it is left."""
        self._end(signal.SIGKILL)

    def wait_for(self, what: str, *, limit_s: float, ready: Callable[[], bool]) -> None:
        """Wait until it is ready; an early end fails at once, with the end of the log."""

        def look() -> bool:
            if not self.is_alive:
                raise AssertionError(f"{self.name} ended early:\n{self.read_log()}")
            return ready()

        try:
            wait_until(look, limit_s=limit_s, what=what)
        except NotInTime as fault:
            raise NotInTime(f"{fault}\n{self.read_log()}") from None

    def read_log(self) -> str:
        """Give the end of what it said."""
        return self.log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(how)
        try:
            return process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"{self.name} did not end by itself:\n{self.read_log()}") from None


def attach_logs(report: pytest.TestReport) -> None:
    """Put the end of every log into the report of a failed test; forget programs that have ended."""
    if report.failed:
        for program in Program.used:
            report.sections.append((f"log of {program.name}", program.read_log()))
    Program.used[:] = [program for program in Program.used if program.is_alive]


def free_port() -> int:
    """Give a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Whether somebody accepts connections on the port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
