"""The demo's child processes: started, awaited, and ended by their own ids."""

import asyncio
import contextlib
import os
import signal
import ssl
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

START_LIMIT_S = 30.0  # a Raspberry Pi imports for ten seconds
STOP_LIMIT_S = 5.0
POLL_S = 0.05


class DemoFailed(Exception):
    """The demo cannot go on; the text says why and what to do."""


class Programs:
    """Runs `genkan …` commands, each with its own log file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[tuple[str, Process]] = []

    async def run(self, *arguments: str, environment: Mapping[str, str]) -> bytes:
        """Run a command to its end and give what it printed. Raises DemoFailed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "genkan",
            *arguments,
            env=_environment(environment),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await process.communicate()
        if process.returncode != 0:
            words = errors.decode(errors="replace").strip() or output.decode(errors="replace").strip()
            raise DemoFailed(f"`genkan {' '.join(arguments[:2])}` failed:\n{words}")
        return output

    async def start(self, name: str, *arguments: str, environment: Mapping[str, str]) -> None:
        """Start a program that goes on running; what it says goes to `<name>.log`."""
        with self.log_path(name).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "genkan",
                *arguments,
                env=_environment(environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours to pass on, in order
            )
        self._running.append((name, process))

    async def wait_until_healthy(self, name: str, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        """Wait until the program answers /healthz. Raises DemoFailed when it ends or takes too long."""
        process = next(process for known, process in self._running if known == name)
        try:
            async with asyncio.timeout(START_LIMIT_S):
                while not await _is_healthy(host, port, tls):
                    if process.returncode is not None:
                        raise DemoFailed(f"The {name} ended at once:\n{self._last_words(name)}")
                    await asyncio.sleep(POLL_S)
        except TimeoutError:
            raise DemoFailed(
                f"The {name} did not become ready in {START_LIMIT_S:.0f} s:\n{self._last_words(name)}"
            ) from None

    async def wait_for_an_end(self) -> str:
        """Wait until one of the programs ends by itself, and give its name."""
        waits = {asyncio.create_task(process.wait()): name for name, process in self._running}
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        return waits[done.pop()]

    async def stop(self) -> None:
        """End the programs, the last started first."""
        for _, process in reversed(self._running):
            if process.returncode is not None:
                continue
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOP_LIMIT_S):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        self._running.clear()

    def log_path(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _last_words(self, name: str) -> str:
        lines = self.log_path(name).read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join([*lines[-12:], f"(the whole log: {self.log_path(name)})"])


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    # Only what a process needs to run: an operator's own GENKAN_* settings are not the demo's.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GENKAN_")}  # noqa: TID251 - passed on, not read
    return {**inherited, **extra}


async def _is_healthy(host: str, port: int, tls: ssl.SSLContext | None) -> bool:
    try:
        reader, writer = await asyncio.open_connection(host, port, ssl=tls)
    except OSError:
        return False
    try:
        writer.write(f"GET /healthz HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        return b" 200 " in await reader.readline()
    except OSError:
        return False
    finally:
        writer.close()
