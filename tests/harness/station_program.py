"""The real `genkan station run`, enrolled with a scripted server and watched by a witness."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from genkan.station.faults import CrashPoint
from genkan.station.store.database import open_database
from genkan.station.store.identity import Identity, adopt_key, make_key, save_identity
from genkan.wire.ids import new_id
from harness.program import GENKAN, Program, free_port
from harness.scripted_server import SERVER_ID, ScriptedServer


class StationProgram:
    """One unit: its folder outlives every life of its program."""

    def __init__(
        self,
        server: ScriptedServer,
        folder: Path,
        *,
        pulse_socket: str,
        environment: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
    ) -> None:
        self.station_id = new_id()
        self.data = folder / "unit"
        self.port = free_port()
        self._enrol(server)
        self.program = Program(
            "station",
            [*prefix, GENKAN, "station", "run", "--data", str(self.data)],
            folder=folder,
            environment={
                "GENKAN_STATION_LISTEN": f"127.0.0.1:{self.port}",
                "GENKAN_STATION_LOG_FORMAT": "json",
                "GENKAN_STATION_RELAY_KIND": "simulated",
                "GENKAN_STATION_RELAY_PULSE_SOCKET": pulse_socket,
                **(environment or {}),
            },
        )

    def start(self, *, crash_at: CrashPoint | None = None) -> None:
        """Begin a life, with a crash planned or not."""
        self.program.environment.pop("GENKAN_FAULTS", None)
        self.program.environment.pop("GENKAN_CRASH_AT", None)
        if crash_at is not None:
            self.program.environment.update({"GENKAN_FAULTS": "1", "GENKAN_CRASH_AT": crash_at.value})
        self.program.start()

    def events(self) -> list[str]:
        """Give the names of everything its lives have logged."""
        lines = self.program.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [json.loads(line)["event"] for line in lines if line.startswith("{")]

    def _enrol(self, server: ScriptedServer) -> None:
        """Enrol without asking: that is another test's."""
        with contextlib.closing(open_database(self.data)) as database:
            key = make_key(self.data)
            adopt_key(self.data)
            save_identity(
                database,
                Identity(station_id=self.station_id, server_id=SERVER_ID, server_url=server.url),
            )
        server.keys[self.station_id] = key.public_key().public_bytes_raw()
