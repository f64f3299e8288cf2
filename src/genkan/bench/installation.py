"""A real Genkan for the bench: seeded, served, with real and simulated stations, all its own processes."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from genkan.bench.plan import Plan
from genkan.bench.processes import Child, Children, Program, find_free_port
from genkan.bench.town import Size, Town, read_town

SEED_LIMIT_S = 120.0
CONNECT_LIMIT_S = 120.0

# People are paced; a load is not people.
UNPACED = {
    "GENKAN_RATES_RELEASES_PER_MINUTE": "1000000",
    "GENKAN_RATES_REQUESTS_PER_SECOND": "1000000",
    "GENKAN_RATES_REQUEST_BURST": "1000000",
    "GENKAN_SIGN_IN_ADDRESS_ATTEMPTS": "1000000",
    "GENKAN_LOG_FORMAT": "json",
}


@dataclass(frozen=True, slots=True)
class Installation:
    """A served town."""

    folder: Path
    children: Children
    server: Child
    port: int
    town: Town

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    async def start_station(self, number: int) -> int:
        """Enrol and start a real station program; give the port of its panel."""
        data = self.folder / f"station{number}"
        enrol = Program.genkan(
            f"station{number}-enrol",
            *("station", "enrol", "--server", self.url, "--data", str(data)),
            *("--code", self.town.stations[number].enrolment_code),
        )
        await (await self.children.start(enrol)).wait_until_done()
        port = find_free_port()
        run = Program.genkan(
            f"station{number}",
            *("station", "run", "--data", str(data), "--listen", f"127.0.0.1:{port}"),
        )
        station = await self.children.start(run)
        await station.wait_for_port(port)
        return port

    async def start_simulated_stations(self) -> None:
        """Connect all stations that no real program stands for, from one process."""
        stations = await self.children.start(
            Program.module("stations", "genkan.bench.stations", str(self.port), str(self.folder))
        )
        await stations.wait_until_ready(limit_s=CONNECT_LIMIT_S)


async def serve_town(plan: Plan, children: Children, name: str, size: Size) -> Installation:
    """Seed a town into a fresh folder and serve it."""
    folder = plan.folder / name
    await asyncio.to_thread(_clear, folder)
    plan.say(f"{size.buildings:,} buildings, {size.buildings * size.homes * size.people:,} phones: seeding")
    environment = UNPACED | {"GENKAN_DATA_DIR": str(folder)}
    seeding = Program.module(
        f"{name}-seed",
        "genkan.bench.town",
        str(folder),
        *(str(number) for number in (size.buildings, size.homes, size.people, size.real_stations)),
    )
    await (await children.start(seeding)).wait_until_done(limit_s=SEED_LIMIT_S)
    port = find_free_port()
    server = await children.start(
        Program.genkan(f"{name}-server", "serve"),
        environment=environment | {"GENKAN_LISTEN_PORT": str(port)},
    )
    await server.wait_for_port(port)
    return Installation(folder, children, server, port, await asyncio.to_thread(read_town, folder))


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
