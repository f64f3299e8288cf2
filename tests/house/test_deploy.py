"""What we tell operators to install fits the programs: settings, commands, units and coturn's file."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
import yaml

from genkan.cli import main as genkan_command
from genkan.server.platform.settings import read_settings as read_server_settings
from genkan.station.settings import (
    GpioMonitor,
    GpioRelays,
    GpioTamper,
    HttpRelays,
    SimulatedMonitor,
    SimulatedRelays,
    SimulatedTamper,
)
from genkan.station.settings import Settings as StationSettings
from genkan.station.settings import read_settings as read_station_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OPERATE = (ROOT / "docs/guide/operate.md").read_text("utf-8")
UNITS = sorted(DEPLOY.glob("systemd/*.service"))


class AskedFor(dict[str, str]):
    """An empty environment that remembers which names were looked up in it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        self.names.add(key)
        return default


def server_variables() -> set[str]:
    environment = AskedFor()
    read_server_settings(None, environment)
    return environment.names


def station_variables() -> set[str]:
    relays = {
        f"relay_{name}"
        for kind in (SimulatedRelays, GpioRelays, HttpRelays)
        for name in (*kind.__struct_fields__, "kind")
    }
    monitors = {
        f"monitor_{name}"
        for kind in (SimulatedMonitor, GpioMonitor)
        for name in (*kind.__struct_fields__, "kind")
    }
    tampers = {
        f"tamper_{name}"
        for kind in (SimulatedTamper, GpioTamper)
        for name in (*kind.__struct_fields__, "kind")
    }
    plain = set(StationSettings.__struct_fields__) - {"relay", "monitor", "tamper"}
    return {f"GENKAN_STATION_{name.upper()}" for name in plain | relays | monitors | tampers}


def documented(heading: str) -> dict[str, str]:
    """Return the settings of a section of the guide with their defaults, as variables of the environment."""
    section = OPERATE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    prefix = "GENKAN_STATION_" if "station" in heading else "GENKAN_"
    return {
        prefix + key.upper().replace(".", "_"): default.strip().strip("`").removeprefix("[").removesuffix("]")
        for key, default in re.findall(r"^\| `([a-z_.]+)` \|([^|]*)\|", section, re.MULTILINE)
    }


def test_the_guide_lists_every_setting_of_the_server_and_no_other() -> None:
    assert documented("Settings").keys() == server_variables()


def test_the_guide_tells_the_servers_real_defaults() -> None:
    told: Mapping[str, str] = documented("Settings")
    assert read_server_settings(None, told) == read_server_settings(None, {})


def test_the_guide_lists_every_setting_of_a_station_and_no_other() -> None:
    assert documented("Settings of a station").keys() == station_variables()


def test_the_guide_tells_the_stations_real_defaults() -> None:
    told = {
        name: default
        for name, default in documented("Settings of a station").items()
        if default and not any(table in name for table in ("RELAY", "MONITOR", "TAMPER"))
    }
    assert read_station_settings({}, environment=told) == read_station_settings(
        {"data": told["GENKAN_STATION_DATA"]}, environment={}
    )


def variables_in(text: str) -> set[str]:
    return set(re.findall(r"\bGENKAN_[A-Z_]+\b", text))


@pytest.mark.parametrize(
    "path", [*UNITS, *DEPLOY.glob("container/*"), ROOT / "docs/guide/install.md"], ids=lambda path: path.name
)
def test_only_settings_that_exist_are_set(path: Path) -> None:
    assert variables_in(path.read_text("utf-8")) <= server_variables() | station_variables()


def find_command(words: list[str]) -> click.Command:
    """Walk from `genkan` to the sub-command of the words, and parse the options that follow it."""
    command: click.Command = genkan_command
    context = click.Context(command)
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
        context = click.Context(command, parent=context)
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options
    return command


def genkan_calls(text: str) -> list[list[str]]:
    """Find every call of the installed `genkan` in a unit or a guide, with its continued lines."""
    joined = text.replace("\\\n", " ")
    calls = re.findall(r"(?:^|\s|=)/opt/genkan/bin/genkan ([a-z][^\n`]*)", joined)
    return [shlex.split(call, comments=True) for call in calls]


@pytest.mark.parametrize("path", [*UNITS, *ROOT.glob("docs/guide/*.md")], ids=lambda path: path.name)
def test_every_command_that_is_told_of_exists(path: Path) -> None:
    for words in genkan_calls(path.read_text("utf-8")):
        find_command(words)


def test_units_are_fit_for_systemd(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS:
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def test_a_unit_names_each_file_that_the_guide_installs() -> None:
    told = (ROOT / "docs/guide/install.md").read_text("utf-8")
    for path in [*UNITS, DEPLOY / "panel/chromium-policy.json", DEPLOY / "coturn/turnserver.conf"]:
        assert str(path.relative_to(ROOT)) in told


def test_the_compose_file_needs_no_default_secret() -> None:
    compose = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text("utf-8"))
    profiles = {name: set(service.get("profiles", [])) for name, service in compose["services"].items()}
    assert profiles["server"] == {"one"}
    assert {name for name, among in profiles.items() if "several" in among} == {
        "server-a", "server-b", "postgres", "nats",
    }  # fmt: skip
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if "SECRET" in name or "PASSWORD" in name:
                assert re.fullmatch(r"\$\{[A-Z_]+:[-?].*\}", value)


def test_the_panels_browser_opens_one_page_only() -> None:
    policy = json.loads((DEPLOY / "panel/chromium-policy.json").read_text("utf-8"))
    assert policy["URLBlocklist"] == ["*"]
    assert policy["URLAllowlist"] == policy["VideoCaptureAllowedUrls"] == policy["AudioCaptureAllowedUrls"]
    assert policy["URLAllowlist"][0] in (DEPLOY / "systemd/genkan-panel.service").read_text("utf-8")


def test_coturn_takes_our_file_and_listens(tmp_path: Path) -> None:
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("coturn is not installed")
    ours = (DEPLOY / "coturn/turnserver.conf").read_text("utf-8")
    assert not re.search(r"^static-auth-secret=\S", ours, re.MULTILINE), "no default secret"
    path = tmp_path / "turnserver.conf"
    path.write_text(f"{ours}\nstatic-auth-secret=of-this-test\n", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    relay = subprocess.Popen(
        [
            program, "-c", path, "--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1",
            "--listening-port", str(port), "--no-tls", "--no-dtls", "--pidfile", tmp_path / "pid",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    try:
        wait_for_port(port, relay)
    finally:
        relay.terminate()
        said, _ = relay.communicate(timeout=20)
    assert "Bad configuration" not in said
    assert "ERROR" not in said


def wait_for_port(port: int, program: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            assert program.poll() is None, program.communicate()[0]
            assert time.monotonic() < deadline
            time.sleep(0.05)  # another process: there is no clock of it to advance
        else:
            return
