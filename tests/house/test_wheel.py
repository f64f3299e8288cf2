"""The wheel is the whole product: it serves where nothing else is, and a station needs no server."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that it is built once

ROOT = Path(__file__).parents[2]
UV = str(Path(sys.executable).with_name("uv"))
APPS = ("resident", "portal", "panel")
ONLY_THE_SERVERS = {"alembic", "argon2-cffi", "asyncpg", "fastapi", "pydantic", "sqlalchemy", "uvicorn"}
START_LIMIT_S = 30  # on two cores that other tests keep busy
STOP_LIMIT_S = 15


def run(*command: str | Path) -> str:
    """Run a command to its end, or fail with what it said."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert (ROOT / "src/genkan/web_dist/panel/index.html").exists(), (
        "run `make setup` first: no pages are built"
    )
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", folder)
    return next(folder.glob("genkan-*.whl"))


def make_environment(folder: Path, wheel: Path, extra: str) -> Path:
    """Make an environment that holds the wheel with one extra and nothing else."""
    run(UV, "venv", "--quiet", "--python", sys.executable, folder)
    python = folder / "bin/python"
    # The versions and hashes of the lock; after the set-up they lie in uv's cache.
    run(
        UV,
        "pip",
        "install",
        "--python",
        python,
        "--constraint",
        ROOT / "requirements/dev.txt",
        f"{wheel}[{extra}]",
    )
    return folder


@pytest.fixture(scope="session")
def server_environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    return make_environment(tmp_path_factory.mktemp("server") / "env", wheel, "server")


@pytest.fixture(scope="session")
def station_environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    return make_environment(tmp_path_factory.mktemp("station") / "env", wheel, "station")


def installed_in(environment: Path) -> set[str]:
    listed = run(UV, "pip", "list", "--format", "freeze", "--python", environment / "bin/python")
    return {line.split("==")[0].lower() for line in listed.splitlines()}


def test_the_wheel_holds_modules_words_pages_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"genkan/web_dist/{app}/index.html" for app in APPS} <= names
    words = {f"genkan/{path.relative_to(ROOT)}" for path in (ROOT / "locales").glob("*/*.json")}
    assert words
    assert words <= names
    assert "genkan/py.typed" in names
    migrations = {
        f"genkan/{path.relative_to(ROOT / 'src/genkan')}"
        for path in (ROOT / "src/genkan/migrations").rglob("*.py*")
        if path.suffix != ".pyc"
    }
    assert migrations
    assert migrations <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not {name for name in names if name.startswith(("tests/", "web/")) or "__pycache__" in name}


@contextmanager
def running(environment: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the server of the environment on a free port, with nothing but its own programs on the PATH."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = subprocess.Popen(
        [environment / "bin/genkan", "serve"],
        cwd=folder,
        env={
            "PATH": str(environment / "bin"),
            "HOME": str(folder),
            "GENKAN_DATA_DIR": str(folder / "data"),
            "GENKAN_LISTEN_PORT": str(port),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield program, f"http://127.0.0.1:{port}"
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate()


def fetch(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        return answer.status, answer.read().decode()


def wait_until_it_answers(program: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        try:
            fetch(address)
        except urllib.error.URLError:
            assert program.poll() is None, program.communicate()[0]
            assert time.monotonic() < deadline, f"no answer within {START_LIMIT_S} s"
            time.sleep(0.05)  # another process: there is no clock of it to advance
        else:
            return


def test_an_empty_environment_without_node_serves_and_migrates(
    server_environment: Path, tmp_path: Path
) -> None:
    assert shutil.which("node", path=str(server_environment / "bin")) is None
    with running(server_environment, tmp_path) as (program, address):
        wait_until_it_answers(program, f"{address}/healthz")
        for page in ("/app/", "/portal/"):
            status, html = fetch(f"{address}{page}")
            assert status == 200
            script = re.search(r'<script[^>]+src="([^"]+\.js)"', html)
            assert script is not None, f"{page} is no page of ours"
            assert fetch(f"{address}{script[1]}")[0] == 200
        assert (tmp_path / "data/genkan.db").stat().st_size > 0
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=STOP_LIMIT_S) == 0


def test_a_station_is_installed_without_the_server(station_environment: Path) -> None:
    installed = installed_in(station_environment)
    assert {"genkan", "aiohttp", "msgspec"} <= installed
    assert not installed & ONLY_THE_SERVERS
    assert "enrol" in run(station_environment / "bin/genkan", "station", "--help")


def test_every_module_of_the_station_loads_without_the_server(station_environment: Path) -> None:
    program = (
        "import importlib, pkgutil, genkan.station as station;"
        "names = [module.name for module in pkgutil.walk_packages(station.__path__, 'genkan.station.')];"
        "assert names; [importlib.import_module(name) for name in names]"
    )
    run(station_environment / "bin/python", "-W", "error", "-c", program)


def test_a_server_is_installed_without_the_station(server_environment: Path) -> None:
    assert not installed_in(server_environment) & {"aiohttp", "gpiod"}


def test_a_command_whose_extra_is_missing_says_which(station_environment: Path) -> None:
    done = subprocess.run(
        [station_environment / "bin/genkan", "serve"], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode != 0
    assert "genkan[server]" in done.stderr
    assert "Traceback" not in done.stderr
