"""Real servers, started once for all contract tests of a process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

START_TIMEOUT_S = 10


@pytest.fixture(scope="session")
def nats_url() -> Iterator[str]:
    """A real NATS server on a free port of the loopback."""
    port = _free_port()
    program = Path(sys.executable).with_name("nats-server")
    with subprocess.Popen(
        [program, "--addr", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_until_listening(port)
            yield f"nats://127.0.0.1:{port}"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_listening(port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)  # another process's start has no event to wait for
        else:
            return
    pytest.fail(f"nothing listens on port {port}")
