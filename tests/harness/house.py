"""A sample property behind a real server and real door stations, in a folder of its own."""

import http.client
import json
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import httpx

from harness.program import GENKAN, Program, free_port
from harness.pulses import Pulse, read_pulses
from harness.waiting import wait_until

START_LIMIT_S = 40.0  # both cores may be busy with other tests
SETUP_LIMIT_S = 60.0
LINK_LIMIT_S = 20.0
SAMPLE_LIFE_S = 240.0  # an enrolment code lives ten minutes

# Tests tap and sign in faster than people: what paces people is not what they show.
UNPACED = {
    "GENKAN_RATES_RELEASES_PER_MINUTE": "6000",
    "GENKAN_RATES_CALLS_PER_MINUTE": "6000",
    "GENKAN_RATES_TEST_CALLS_PER_MINUTE": "1000",
    "GENKAN_RATES_REQUESTS_PER_SECOND": "1000",
    "GENKAN_RATES_REQUEST_BURST": "2000",
    "GENKAN_SIGN_IN_ADDRESS_ATTEMPTS": "10000",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A sign-in of the sample property."""

    role: str
    username: str
    password: str
    name: str
    home: str | None


@dataclass(slots=True, kw_only=True)
class Station:
    """One door station: its program, its panel's address and the record of its relay."""

    program: Program
    port: int
    pulse_log: Path

    @property
    def panel_url(self) -> str:
        return f"http://localhost:{self.port}/"

    def start(self) -> None:
        """Start it and wait for its screen."""
        self.program.start()
        self.program.wait_for(
            "the station's screen", limit_s=START_LIMIT_S, ready=lambda: is_healthy(self.port)
        )

    def read_pulses(self) -> list[Pulse]:
        """Give every pulse of its relays so far."""
        return read_pulses(self.pulse_log)


@dataclass(slots=True, kw_only=True)
class House:
    """The whole installation. `stations` are started by whoever makes the house."""

    folder: Path
    server: Program
    port: int
    accounts: tuple[Account, ...]
    enrolment_codes: list[str]
    stations: list[Station] = field(default_factory=list)
    nodes: list[Program] = field(default_factory=list)

    @property
    def data_dir(self) -> Path:
        return self.folder / "server"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start_server(self) -> None:
        """Start the server and wait until it serves."""
        self.server.start()
        self.wait_for_server()

    def wait_for_server(self) -> None:
        self.server.wait_for("the server", limit_s=START_LIMIT_S, ready=lambda: is_healthy(self.port))

    def add_node(self) -> int:
        """Start another process of the same server, which needs PostgreSQL and NATS; give its port."""
        port = free_port()
        node = Program(
            f"server-{len(self.nodes) + 2}",
            [GENKAN, "serve"],
            folder=self.folder,
            environment={**self.server.environment, "GENKAN_LISTEN_PORT": str(port)},
        )
        self.nodes.append(node)
        node.start()
        node.wait_for("another node", limit_s=START_LIMIT_S, ready=lambda: is_healthy(port))
        return port

    def add_station(
        self, *, code: str, server_url: str | None = None, environment: Mapping[str, str] | None = None
    ) -> Station:
        """Enrol a new unit with the code, to reach the server by `server_url` (None: directly); start it."""
        name = f"station{len(self.stations) + 1}"
        data = self.folder / name
        run_genkan(
            "station", "enrol", "--server", server_url or self.url, "--code", code, "--data", str(data)
        )
        port = free_port()
        pulse_log = self.folder / f"{name}.pulses"
        station = Station(
            program=Program(
                name,
                [GENKAN, "station", "run", "--data", str(data), "--listen", f"127.0.0.1:{port}"],
                folder=self.folder,
                environment={"GENKAN_STATION_RELAY_PULSE_LOG": str(pulse_log), **(environment or {})},
            ),
            port=port,
            pulse_log=pulse_log,
        )
        self.stations.append(station)
        station.start()
        return station

    def request_code(self, station_id: str) -> str:
        """Make an enrolment code for the station, as the installer does in the portal."""
        installer = self.find_account("installer")
        with httpx.Client(base_url=self.url, timeout=START_LIMIT_S) as portal:
            signed_in = portal.post(
                "/api/sign-in",
                json={
                    "username": installer.username,
                    "password": installer.password,
                    "app": "portal",
                    "device_label": "test desk",
                },
            )
            token = signed_in.cookies["__Host-genkan-portal"]
            made = portal.post(
                f"/api/portal/stations/{station_id}/enrolment-code",
                headers={"Authorization": f"Bearer {token}"},
            )
            return str(made.json()["code"])

    def find_account(self, role: str, *, home: str | None = None, index: int = 0) -> Account:
        """Give an account by its role, and by its home where several have the role."""
        fitting = [
            account
            for account in self.accounts
            if account.role == role and (home is None or account.home == home)
        ]
        return fitting[index]

    def list_household(self, home: str) -> list[Account]:
        """Give everybody who lives in the home of the first building."""
        return [account for account in self.accounts if account.home == home]

    def close(self) -> None:
        """End every program of the house."""
        for program in (*(station.program for station in self.stations), *self.nodes, self.server):
            program.close()


def create_sample(environment: Mapping[str, str]) -> str:
    return run_genkan("admin", "create-sample", "--json", environment=environment)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFiles:
    """What `genkan admin create-sample` printed and left, for all houses of a few minutes."""

    latest: ClassVar["SampleFiles | None"] = None

    made: float
    printed: str
    files: Mapping[str, bytes]

    @classmethod
    def take(cls) -> "SampleFiles":
        """Give one whose enrolment code is good for minutes."""
        if cls.latest is None or time.monotonic() - cls.latest.made > SAMPLE_LIFE_S:
            cls.latest = cls._make()
        return cls.latest

    @classmethod
    def _make(cls) -> "SampleFiles":
        made = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            printed = create_sample({"GENKAN_DATA_DIR": folder})
            files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        return cls(made=made, printed=printed, files=files)

    def write(self, data_dir: Path) -> str:
        """Put the files there, for the server's eyes only; give what was printed."""
        data_dir.mkdir(mode=0o700, parents=True)
        for name, content in self.files.items():
            path = data_dir / name
            path.touch(mode=0o600)
            path.write_bytes(content)
        return self.printed


def make_house(folder: Path, *, settings: Mapping[str, str] | None = None) -> House:
    """Make a sample property in the folder; its server is not started yet."""
    port = free_port()
    environment = {
        **UNPACED,
        "GENKAN_DATA_DIR": str(folder / "server"),
        "GENKAN_LISTEN_PORT": str(port),
        **(settings or {}),
    }
    if "GENKAN_DATABASE_URL" in environment:
        printed = create_sample(environment)
    else:
        printed = SampleFiles.take().write(folder / "server")
    sample = json.loads(printed)
    accounts = tuple(
        Account(
            role=account["role"],
            username=account["username"],
            password=account["password"],
            name=account["name"],
            home=account.get("home"),
        )
        for account in sample["accounts"]
    )
    return House(
        folder=folder,
        server=Program("server", [GENKAN, "serve"], folder=folder, environment=environment),
        port=port,
        accounts=accounts,
        enrolment_codes=[sample["enrolment_code"]],
    )


def run_genkan(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Run a command to its end and give what it printed."""
    done = subprocess.run(
        [GENKAN, *arguments],
        env=Program.surroundings() | dict(environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SETUP_LIMIT_S,
        check=False,
        text=True,
    )
    assert done.returncode == 0, f"genkan {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def is_healthy(port: int) -> bool:
    """Whether the program at the port says that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def wait_for_pulses(station: Station, count: int, *, limit_s: float = LINK_LIMIT_S) -> list[Pulse]:
    """Wait until the station's relays were driven so often."""
    return wait_until(
        lambda: pulses if len(pulses := station.read_pulses()) >= count else None,
        limit_s=limit_s,
        what=f"{count} pulses",
    )
