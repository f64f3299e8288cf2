"""`genkan station` as a person at the unit meets it: the real program, a scripted server."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from genkan.station.bootstrap import CannotStart, hold_folder, run_station
from genkan.station.commands import station
from genkan.station.faults import pass_by
from genkan.station.settings import read_settings
from genkan.wire.frame import Bye, decode_body
from genkan.wire.station import Health, Released
from harness.certificates import make_certificate, serving_context
from harness.program import GENKAN, Program, free_port
from harness.scripted_server import CODE, ScriptedServer, StationPeer, scripted_server
from harness.station_parts import a_config
from harness.waiting import until


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted_server() as server:
        yield server


async def run_command(*arguments: str) -> tuple[int, str]:
    """Run `genkan station …` to its end, beside the server, and give its status and all it said."""
    result = await asyncio.to_thread(CliRunner().invoke, station, arguments)
    return result.exit_code, " ".join(result.output.split())


async def enrol(server: ScriptedServer, data: Path, *more: str, code: str = CODE) -> tuple[int, str]:
    return await run_command("enrol", "--server", server.url, "--code", code, "--data", str(data), *more)


# ── enrol ───────────────────────────────────────────────────────────────────────────────────────


async def test_unit_is_enrolled_with_a_key_that_only_it_can_read(
    server: ScriptedServer, tmp_path: Path
) -> None:
    status, words = await enrol(server, tmp_path / "unit")

    [(station_id, public_key)] = server.keys.items()
    key = tmp_path / "unit/station.key"
    assert status == 0
    assert station_id in words
    assert len(public_key) == 32
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() != public_key


@pytest.mark.parametrize(
    "problem", ["enrolment-code-unknown", "enrolment-code-used", "enrolment-code-expired"]
)
async def test_wrong_code_is_said_with_the_next_step(
    server: ScriptedServer, tmp_path: Path, problem: str
) -> None:
    server.script.enrol_problem = problem

    status, words = await enrol(server, tmp_path, code="WRONG")

    assert status == 1
    assert "new one in the portal" in words


async def test_failed_enrolment_is_repeated_with_the_same_key(server: ScriptedServer, tmp_path: Path) -> None:
    await enrol(server, tmp_path, code="WRONG")
    key = (tmp_path / "station.key.new").read_bytes()

    status, _ = await enrol(server, tmp_path)

    assert status == 0
    assert (tmp_path / "station.key").read_bytes() == key


async def test_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    status, words = await run_command(
        "enrol", "--server", f"http://127.0.0.1:{free_port()}", "--code", CODE, "--data", str(tmp_path)
    )

    assert status == 1
    assert "cannot be reached" in words


async def test_server_of_another_kind_is_said(server: ScriptedServer, tmp_path: Path) -> None:
    server.script.enrol_status, server.script.enrol_problem = 502, "bad-gateway"

    status, words = await enrol(server, tmp_path)

    assert status == 1
    assert "The server refused" in words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://genkan.example.org", "https"),
        ("genkan.example.org", "is not the address of a server"),
        ("ftp://genkan.example.org", "is not the address of a server"),
        ("https://", "is not the address of a server"),
        ("https://a:b@genkan.example.org", "no user name"),
    ],
)
async def test_unfit_address_is_refused_before_the_code_leaves(
    tmp_path: Path, address: str, words: str
) -> None:
    status, said = await run_command("enrol", "--server", address, "--code", CODE, "--data", str(tmp_path))

    assert status == 1
    assert words in said


async def test_enrolled_unit_is_not_enrolled_again_by_mistake(server: ScriptedServer, tmp_path: Path) -> None:
    await enrol(server, tmp_path)
    key = (tmp_path / "station.key").read_bytes()
    server.codes.add(CODE)

    status, words = await enrol(server, tmp_path)
    assert (status, (tmp_path / "station.key").read_bytes()) == (1, key)
    assert "--replace" in words

    status, _ = await enrol(server, tmp_path, "--replace")
    assert status == 0
    assert (tmp_path / "station.key").read_bytes() != key


async def test_failed_replacement_leaves_the_unit_what_it_was(server: ScriptedServer, tmp_path: Path) -> None:
    await enrol(server, tmp_path)
    key = (tmp_path / "station.key").read_bytes()

    status, _ = await enrol(server, tmp_path, "--replace", code="WRONG")

    assert (status, (tmp_path / "station.key").read_bytes()) == (1, key)


async def test_certificate_that_is_not_trusted_is_said_with_the_next_step(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    tls = serving_context(certificate, key)
    listener = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=tls)
    address = f"https://localhost:{listener.sockets[0].getsockname()[1]}"
    command = ["enrol", "--server", address, "--code", CODE, "--data", str(tmp_path)]
    async with listener:
        status, words = await run_command(*command)
        assert status == 1
        assert "--ca FILE" in words

        status, words = await run_command(*command, "--ca", str(certificate))
        assert status == 1
        assert "cannot be reached" in words  # trusted now, though nobody answers

        status, words = await run_command(*command, "--ca", str(key))
        assert "holds no certificate" in words


# ── run ─────────────────────────────────────────────────────────────────────────────────────────


class Unit:
    """The program of one unit, running."""

    def __init__(self, data: Path, *more: str) -> None:
        self.port = free_port()
        self.pulses = data.parent / "pulses.jsonl"
        self.program = Program(
            "station",
            [
                GENKAN,
                "station",
                "run",
                "--data",
                str(data),
                "--listen",
                f"127.0.0.1:{self.port}",
                "--pulse-log",
                str(self.pulses),
                "--log-format",
                "json",
                *more,
            ],
            folder=data.parent,
        )

    async def health(self) -> dict[str, object] | None:
        async with aiohttp.ClientSession() as http:
            try:
                async with http.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
                    health: dict[str, object] = await answer.json()
                    return health
            except aiohttp.ClientError:
                return None

    def events(self) -> list[str]:
        lines = self.program.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["event"] for line in lines if line.startswith("{")]


@pytest.fixture
async def unit(server: ScriptedServer, tmp_path: Path) -> AsyncIterator[Unit]:
    data = tmp_path / "unit"
    await enrol(server, data)
    unit = Unit(data)
    unit.program.start()
    yield unit
    unit.program.close()


async def test_enrolled_unit_links_opens_and_ends_cleanly(server: ScriptedServer, unit: Unit) -> None:
    peer = await server.next_link()
    command = server.a_release()

    assert isinstance(await peer.release(command), Released)
    status = await asyncio.to_thread(unit.program.stop)

    assert status == 0
    assert json.loads(unit.pulses.read_text())["event_id"] == command.command_id
    assert "station.stopped" in unit.events()
    assert not list(unit.pulses.parent.glob("unit/station.db-wal"))  # everything is in the file itself


async def test_whole_life_over_tls_of_the_servers_own_authority(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    async with scripted_server(tls=serving_context(certificate, key)) as server:
        status, _ = await enrol(server, tmp_path / "unit", "--ca", str(certificate))
        assert status == 0
        running = asyncio.create_task(run_here(tmp_path / "unit"))
        peer = await server.next_link()

        assert isinstance(await peer.release(server.a_release()), Released)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_second_program_of_the_same_unit_is_refused(tmp_path: Path) -> None:
    with hold_folder(tmp_path), pytest.raises(CannotStart, match="already runs"):
        await run_here(tmp_path)


async def test_unit_shows_itself_unenrolled_and_starts_by_itself_once_it_is(
    server: ScriptedServer, tmp_path: Path
) -> None:
    unit = Unit(tmp_path / "unit")
    unit.program.start()
    try:
        await until_health(unit, state="unenrolled")
        status, _ = await enrol(server, tmp_path / "unit")
        assert status == 0
        await until_health(unit, state="idle")
    finally:
        unit.program.close()

    assert unit.events().count("station.not_enrolled") == 1


async def test_a_unit_that_was_replaced_says_so_over_restarts_until_it_is_enrolled_anew(
    server: ScriptedServer, unit: Unit, tmp_path: Path
) -> None:
    peer = await server.next_link()
    server.keys.clear()  # whenever it comes again, its key is nobody's
    await peer.send("bye", Bye(reason="ended"))
    await until_health(unit, state="revoked")
    async with panel_of(unit) as panel:
        shown = json.loads((await panel.receive()).data)["body"]
        assert (shown["revoked"], shown["online"]) == (True, False)
    await asyncio.to_thread(unit.program.kill)
    await server.stop()

    unit.program.start()
    await until_health(unit, state="revoked")  # nobody tells it
    async with panel_of(unit) as panel:
        assert json.loads((await panel.receive()).data)["body"]["revoked"]
    await server.start()
    server.codes.add(CODE)
    status, words = await enrol(server, tmp_path / "unit", "--replace")
    assert status == 1
    assert "Stop" in words
    await asyncio.to_thread(unit.program.stop)
    status, _ = await enrol(server, tmp_path / "unit", "--replace")
    assert status == 0

    unit.program.start()
    await until_health(unit, state="idle")
    async with panel_of(unit) as panel:
        assert "revoked" not in json.loads((await panel.receive()).data)["body"]


async def test_a_door_that_nothing_had_released_is_told_to_the_server(
    server: ScriptedServer, tmp_path: Path
) -> None:
    data, doors = tmp_path / "unit", tmp_path / "doors"
    await enrol(server, data)
    housing = doors.with_name("housing")
    monitor = {"kind": "simulated", "file": str(doors)}
    tamper = {"kind": "simulated", "file": str(housing)}
    running = asyncio.create_task(run_here(data, {"monitor": monitor, "tamper": tamper}))
    peer = await server.next_link()
    door_id = server.config.doors[0].door_id
    await until(lambda: door_states(peer) == {door_id: "closed"}, limit_s=10, what="a closed door")
    doors.write_text("1")
    await until(lambda: door_states(peer) == {door_id: "forced"}, limit_s=10, what="a forced door")
    doors.write_text("")
    await until(lambda: door_states(peer) == {door_id: "closed"}, limit_s=10, what="a closed door again")
    assert isinstance(await peer.release(server.a_release(door_id=door_id)), Released)
    doors.write_text("1")
    await until(lambda: door_states(peer) == {door_id: "open"}, limit_s=10, what="a door opened as it should")
    housing.write_text("1")
    await until(lambda: is_tampered(peer) is True, limit_s=10, what="an open housing")
    housing.unlink()
    await until(lambda: is_tampered(peer) is False, limit_s=10, what="a closed housing")
    await until(lambda: len(server.kept(peer.hello.station_id)) == 5, limit_s=10, what="the journal")
    told = [(entry.kind, entry.via, entry.door_id) for entry in server.kept(peer.hello.station_id)]
    assert told[:2] == [("notice", "door-forced", door_id), ("notice", "door-closed", door_id)]
    assert told[2][0] == "release"
    assert [via for _, via, _ in told[3:]] == ["tampered", "tamper-over"]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def door_states(peer: StationPeer) -> dict[str, str]:
    """Give how the unit's doors are, as it has told last."""
    told = [decode_body(frame, Health).doors for frame in peer.frames if frame.kind == "health"]
    return told[-1] if told else {}


def is_tampered(peer: StationPeer) -> bool | None:
    """Give whether the unit's housing is open, as it has told last."""
    told = [decode_body(frame, Health).tampered for frame in peer.frames if frame.kind == "health"]
    return told[-1] if told else None


async def until_health(unit: Unit, *, state: str) -> None:
    seen: dict[str, object] = {}
    async with asyncio.timeout(15):
        while seen.get("state") != state:
            seen = await unit.health() or seen
            await asyncio.sleep(0.05)  # another process: nothing to wait for but time


async def test_last_configuration_is_kept_for_a_start_without_server(
    server: ScriptedServer, unit: Unit
) -> None:
    await server.next_link()
    await until(lambda: "health" in server.peer.kinds(), limit_s=5, what="a unit in use")
    set_anew = {"volume": 60, "brightness": 80, "night_brightness": 20, "idle_s": 45, "takes_pictures": False}
    async with panel_of(unit) as panel:
        await panel.receive()
        await server.peer.send("show.config", a_config(**set_anew, languages=("en", "ja")))
        at_once = json.loads((await panel.receive()).data)["body"]
    await asyncio.to_thread(unit.program.stop)
    await server.stop()
    unit.program.start()
    await until_health(unit, state="offline")
    async with panel_of(unit) as panel:
        shown = json.loads((await panel.receive()).data)["body"]

    assert shown["building_name"] == server.config.building_name
    assert shown["server_ms"] is None
    for show in (at_once, shown):
        assert show["languages"] == ["en", "ja"]
        assert {name: show[name] for name in set_anew} == set_anew


@asynccontextmanager
async def panel_of(unit: Unit) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Be the unit's screen."""
    origin = f"http://127.0.0.1:{unit.port}"
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{origin}/panel", origin=origin) as panel,
    ):
        yield panel


async def run_here(
    data: Path, options: Mapping[str, object] | None = None, *, ready: Callable[[int], None] | None = None
) -> None:
    """Run the unit in this process."""
    given = {"data": data, "listen": "127.0.0.1:0", **(options or {})}
    settings = read_settings(given, environment={})
    await run_station(settings, pass_crash_point=pass_by, ready=ready)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"relay": {"pulse_log": "/proc/nowhere/pulses"}}, "the relays cannot be used"),
        ({"backlight": "/proc/nowhere"}, "the backlight /proc/nowhere cannot be used"),
        ({"relay": {"pulse_socket": "carrier pigeon"}}, "neither unix:/path nor tcp:host:port"),
        ({"relay": {"kind": "gpio", "lines": [1], "chip": "/nowhere"}}, "the relays cannot be used"),
        (
            {"monitor": {"kind": "gpio", "lines": [1], "chip": "/nowhere"}},
            "the door monitors cannot be used",
        ),
        ({"tls_cert": "/nowhere.pem", "tls_key": "/nowhere.pem"}, "tls_cert and tls_key cannot be used"),
    ],
)
async def test_unit_that_cannot_run_says_why(tmp_path: Path, options: dict[str, object], words: str) -> None:
    with pytest.raises(CannotStart, match=words):
        await run_here(tmp_path, options)


async def test_taken_port_is_said(tmp_path: Path) -> None:
    taken = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    address = f"127.0.0.1:{taken.sockets[0].getsockname()[1]}"
    async with taken:
        with pytest.raises(CannotStart, match=f"cannot listen on {address}"):
            await run_here(tmp_path, {"listen": address})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--listen", "nowhere"], "settings: listen: 'nowhere' is not host:port"),
        (["--relay", "gpio"], "settings: relay: object missing required field lines"),
    ],
)
async def test_wrong_option_is_said(tmp_path: Path, arguments: list[str], words: str) -> None:
    status, said = await run_command("run", "--data", str(tmp_path), *arguments)

    assert status == 1
    assert words in said


async def test_page_is_served_with_tls_when_it_has_a_certificate(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(
        run_here(tmp_path / "unit", {"tls_cert": certificate, "tls_key": key}, ready=port.set_result)
    )
    trusted = ssl.create_default_context(cafile=certificate)
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"https://localhost:{await port}/healthz", ssl=trusted) as answer,
    ):
        assert answer.status == 200
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
