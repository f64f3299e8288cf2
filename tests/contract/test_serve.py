"""`genkan serve` and `genkan admin` as an operator runs them: real processes, real ports."""

import json
import os
import re
import signal
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets.sync.client
from websockets.exceptions import ConnectionClosed

from genkan.simulator.demo.certificates import make_certificates
from harness.program import GENKAN, Program, free_port, listens

START_LIMIT_S = 40.0  # the machine may be busy with other tests
STOP_LIMIT_S = 3.0  # a supervisor's patience


class Serving:
    """One server on a folder and a port of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.data_dir = folder / "data"
        self.environment = {
            "GENKAN_DATA_DIR": str(self.data_dir),
            "GENKAN_LISTEN_PORT": str(self.port),
            "GENKAN_LOG_FORMAT": "json",
            **environment,
        }
        scheme = "https" if "GENKAN_LISTEN_TLS_CERT" in environment else "http"
        self.url = f"{scheme}://localhost:{self.port}"
        self.program = Program("server", [GENKAN, "serve"], folder=folder, environment=self.environment)

    def start(self) -> None:
        """Start it and wait until it takes connections, which it does only when it is ready."""
        self.program.start()
        self.program.wait_for("the server", limit_s=START_LIMIT_S, ready=lambda: listens(self.port))

    def open_client(self, verify: ssl.SSLContext | bool = True) -> httpx.Client:
        return httpx.Client(base_url=self.url, verify=verify, timeout=START_LIMIT_S)

    def read_events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.program.read_log().splitlines()]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    made = Serving(tmp_path)
    yield made
    made.program.close()


def run_genkan(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GENKAN, *arguments],
        env=Program.surroundings() | environment,
        capture_output=True,
        text=True,
        timeout=START_LIMIT_S,
        check=False,
    )


def test_a_first_start_needs_no_setting_and_makes_everything_it_needs(serving: Serving) -> None:
    serving.start()
    with serving.open_client() as client:
        health = client.get("/healthz").json()
        refused = client.get("/metrics")
        token = json.loads((serving.data_dir / "secrets.json").read_text())["metrics_token"]
        metrics = client.get("/metrics", headers={"authorization": f"Bearer {token}"})

    assert health == {"ok": True, "database": True, "journal": True, "bus": True}
    assert refused.status_code == 401
    assert metrics.status_code == 200
    assert re.search(r"^genkan_\w+", metrics.text, re.MULTILINE)
    assert {path.name for path in serving.data_dir.iterdir()} >= {"genkan.db", "journal.db", "secrets.json"}
    assert serving.program.stop() == 0


def test_its_log_is_one_event_a_line_and_names_no_secret(serving: Serving) -> None:
    serving.start()
    serving.program.stop()

    events = serving.read_events()
    assert {"database.migrated", "server.started", "server.stopped"} <= {event["event"] for event in events}
    secrets = json.loads((serving.data_dir / "secrets.json").read_text())
    assert secrets["server_key"] not in serving.program.read_log()
    assert secrets["metrics_token"] not in serving.program.read_log()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_soon_with_a_link_open(serving: Serving, how: signal.Signals) -> None:
    serving.start()
    with websockets.sync.client.connect(f"ws://localhost:{serving.port}/api/stations/link") as link:
        assert json.loads(link.recv(5))["kind"] == "challenge"
        pid, began = serving.program.pid, time.monotonic()
        os.kill(pid, how)
        with pytest.raises(ConnectionClosed):
            link.recv(STOP_LIMIT_S)

    assert serving.program.stop() == 0
    assert time.monotonic() - began < STOP_LIMIT_S
    assert serving.read_events()[-1]["event"] == "server.stopped"


def test_a_second_start_finds_what_the_first_left(serving: Serving) -> None:
    serving.start()
    secrets = (serving.data_dir / "secrets.json").read_text()
    serving.program.kill()

    serving.start()

    assert (serving.data_dir / "secrets.json").read_text() == secrets


def test_it_serves_tls_by_certificate_files(tmp_path: Path) -> None:
    files = make_certificates(tmp_path / "ca", ["localhost"])
    secure = Serving(
        tmp_path,
        GENKAN_LISTEN_TLS_CERT=str(files.certificate),
        GENKAN_LISTEN_TLS_KEY=str(files.key),
    )
    try:
        secure.start()
        with secure.open_client(ssl.create_default_context(cafile=str(files.authority))) as client:
            response = client.get("/healthz")
        status = secure.program.stop()
    finally:
        secure.program.close()

    assert response.status_code == 200
    assert response.headers["strict-transport-security"]
    assert status == 0


def test_two_servers_on_one_folder_are_one_too_many(serving: Serving) -> None:
    serving.start()

    second = run_genkan("serve", **{**serving.environment, "GENKAN_LISTEN_PORT": "0"})

    assert second.returncode == 1
    assert "another server is running" in second.stderr
    assert "Traceback" not in second.stderr


def test_bad_settings_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "rubbish.pem").write_text("rubbish")
    (tmp_path / "genkan.toml").write_text('data_dir = "/dev/null/from-the-file"\n')
    pem = str(tmp_path / "rubbish.pem")
    refusals: dict[str, dict[str, str]] = {
        "listen.port: 'http' is no whole number; write digits only.": {"GENKAN_LISTEN_PORT": "http"},
        "bus_url: is set, but SQLite serves one process only": {"GENKAN_BUS_URL": "nats://localhost"},
        "database_url: the database cannot be opened": {"GENKAN_DATABASE_URL": "postgresql://127.0.0.1:1/x"},
        "data_dir: /dev/null/from-the-file cannot be made": {"GENKAN_DATA_DIR": ""},
        f"listen.tls_cert: {pem}": {"GENKAN_LISTEN_TLS_CERT": pem, "GENKAN_LISTEN_TLS_KEY": pem},
    }
    running = {
        said: subprocess.Popen(
            [GENKAN, "serve", "--config", str(tmp_path / "genkan.toml")],
            env=Program.surroundings() | {"GENKAN_DATA_DIR": str(tmp_path / str(number))} | environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, (said, environment) in enumerate(refusals.items())
    }

    for said, process in running.items():
        _, errors = process.communicate(timeout=START_LIMIT_S)
        assert process.returncode == 1
        assert said in errors
        assert "Traceback" not in errors


def test_a_taken_port_is_named(serving: Serving, tmp_path: Path) -> None:
    serving.start()

    ended = run_genkan("serve", GENKAN_DATA_DIR=str(tmp_path / "other"), GENKAN_LISTEN_PORT=str(serving.port))

    assert ended.returncode == 1
    assert f"listen.port {serving.port}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_operator_makes_an_installer_who_signs_in(serving: Serving) -> None:
    made = run_genkan(
        "admin", "create-installer", "--property", "桜荘", "--family-name", "高橋", "--given-name", "誠",
        **serving.environment,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    username, password = (
        next(line.split()[-1] for line in made.stdout.splitlines() if line.startswith("user name")),
        next(line.split()[1] for line in made.stdout.splitlines() if line.startswith("password")),
    )
    assert re.fullmatch(r"[1-9]\d{8}", username)

    serving.start()
    with serving.open_client() as client:
        me = client.post("/api/sign-in", json={"username": username, "password": password, "app": "portal"})

    assert me.json()["display_name"] == "高橋 誠"
    assert [(kept["name"], kept["role"]) for kept in me.json()["properties"]] == [("桜荘", "installer")]


def test_the_sample_is_made_once_and_then_told_anew(serving: Serving) -> None:
    first, second = (
        json.loads(run_genkan("admin", "create-sample", "--json", **serving.environment).stdout)
        for _ in range(2)
    )

    assert [account["username"] for account in first["accounts"]] == [
        account["username"] for account in second["accounts"]
    ]
    assert first["accounts"][0]["password"] != second["accounts"][0]["password"]
    serving.start()
    with serving.open_client() as client:
        for sample, status in ((first, 401), (second, 200)):
            account = sample["accounts"][0]
            response = client.post(
                "/api/sign-in",
                json={
                    "username": account["username"],
                    "password": account["password"],
                    "app": "resident",
                },
            )
            assert response.status_code == status
