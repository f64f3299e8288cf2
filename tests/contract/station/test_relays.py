"""One suite for every kind of relay: the simulated ones, GPIO lines and a device asked by HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import gpiod
import msgspec
import pytest
from aiohttp import web
from gpiod.line import Direction, Value

from genkan.station.hardware.gpio import GpioRelayBoard
from genkan.station.hardware.http import HttpRelayBoard
from genkan.station.hardware.relay import RelayFailed, Relays, RelayUncertain
from genkan.station.hardware.simulated import PulseRecord, SimulatedRelayBoard
from genkan.station.settings import GpioRelays, HttpRelays, Secret, SimulatedRelays
from harness.waiting import until

EVENT = "0" * 32
SHORT_MS = 120
LONG_MS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A kind of relay board, and how to see from outside which of its relays are driven."""

    relays: Relays
    driven: Callable[[], set[int]]

    async def wait_until_driven(self, *relays: int) -> None:
        await until(lambda: self.driven() == set(relays), limit_s=5, what=f"driven: {relays}")


class FakeLines:
    """The lines of a chip."""

    def __init__(self) -> None:
        self.driven: set[int] = set()
        self.fault: OSError | None = None

    def set(self, offset: int, *, is_driven: bool) -> None:
        if self.fault is not None:
            raise self.fault
        if is_driven:
            self.driven.add(offset)
        else:
            self.driven.discard(offset)

    def release(self) -> None:
        self.driven.clear()


class Device:
    """A relay in the network with three channels, as the makers build them."""

    def __init__(self) -> None:
        self.on: set[int] = set()
        self.requests: list[str] = []
        self.authorisations: list[str | None] = []
        self.status = 200
        self.delay_s = 0.0
        self._timers: dict[int, asyncio.TimerHandle] = {}

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_get("/relay/{index}", self._switch)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            for timer in self._timers.values():
                timer.cancel()
            await runner.cleanup()

    async def _switch(self, request: web.Request) -> web.Response:
        self.requests.append(str(request.rel_url))
        self.authorisations.append(request.headers.get("Authorization"))
        if self.status != 200:
            return web.Response(status=self.status)
        relay = int(request.match_info["index"]) + 1
        if request.query["turn"] == "on":
            self.on.add(relay)
            self._fall_back_after(relay, request.query.get("timer"))
        else:
            self.on.discard(relay)
        await asyncio.sleep(self.delay_s)
        return web.Response(text="ok")

    def _fall_back_after(self, relay: int, seconds: str | None) -> None:
        if relay in self._timers:
            self._timers.pop(relay).cancel()
        if seconds is not None:
            loop = asyncio.get_running_loop()
            self._timers[relay] = loop.call_later(float(seconds), self.on.discard, relay)


@asynccontextmanager
async def simulated(_: Device) -> AsyncIterator[Board]:
    board = SimulatedRelayBoard(SimulatedRelays())
    yield Board(relays=board, driven=lambda: set(board.driven))


@asynccontextmanager
async def gpio(_: Device) -> AsyncIterator[Board]:
    lines = FakeLines()
    board = GpioRelayBoard(GpioRelays(lines=(17, 27, 22)), request_lines=lambda _: lines)
    relay_by_line = {17: 1, 27: 2, 22: 3}
    yield Board(relays=board, driven=lambda: {relay_by_line[line] for line in lines.driven})


@asynccontextmanager
async def http_pulse(device: Device) -> AsyncIterator[Board]:
    async with device.serve() as address:
        pulse_url = address + "/relay/{index}?turn=on&timer={release_s}"
        board = HttpRelayBoard(HttpRelays(pulse_url=pulse_url, relays=3))
        yield Board(relays=board, driven=lambda: set(device.on))


@asynccontextmanager
async def http_on_off(device: Device) -> AsyncIterator[Board]:
    async with device.serve() as address:
        board = HttpRelayBoard(
            HttpRelays(
                on_url=address + "/relay/{index}?turn=on",
                off_url=address + "/relay/{index}?turn=off",
                relays=3,
            )
        )
        yield Board(relays=board, driven=lambda: set(device.on))


Kind = Callable[[Device], AbstractAsyncContextManager[Board]]
KINDS: list[Kind] = [simulated, gpio, http_pulse, http_on_off]
DROPPED_BY_US: list[Kind] = [
    simulated,
    gpio,
    http_on_off,
]  # a device with its own timer needs no telling


@asynccontextmanager
async def started(kind: Kind, device: Device | None = None) -> AsyncIterator[Board]:
    async with kind(device or Device()) as board:
        await board.relays.start()
        try:
            yield board
        finally:
            await board.relays.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_pulse_returns_with_the_relay_driven_and_it_falls_back_by_itself(kind: Kind) -> None:
    async with started(kind) as board:
        await board.relays.pulse(2, release_ms=SHORT_MS, event_id=EVENT)

        assert board.driven() == {2}
        await board.wait_until_driven()


@pytest.mark.parametrize("kind", KINDS)
async def test_overlapping_pulse_extends_the_release(kind: Kind) -> None:
    loop = asyncio.get_running_loop()
    async with started(kind) as board:
        await board.relays.pulse(1, release_ms=SHORT_MS, event_id=EVENT)
        longer_from = loop.time()
        await board.relays.pulse(1, release_ms=3 * SHORT_MS, event_id=EVENT)
        await board.wait_until_driven()

        assert loop.time() - longer_from >= 3 * SHORT_MS / 1000 - 0.01


@pytest.mark.parametrize("kind", KINDS)
async def test_shorter_overlapping_pulse_never_cuts_a_release_short(kind: Kind) -> None:
    loop = asyncio.get_running_loop()
    async with started(kind) as board:
        begun = loop.time()
        await board.relays.pulse(1, release_ms=4 * SHORT_MS, event_id=EVENT)
        await board.relays.pulse(1, release_ms=1, event_id=EVENT)
        await board.wait_until_driven()

        assert loop.time() - begun >= 4 * SHORT_MS / 1000 - 0.01


@pytest.mark.parametrize("kind", KINDS)
async def test_relays_are_driven_beside_each_other(kind: Kind) -> None:
    async with started(kind) as board:
        await asyncio.gather(
            *(board.relays.pulse(relay, release_ms=LONG_MS, event_id=EVENT) for relay in (1, 3))
        )

        assert board.driven() == {1, 3}


@pytest.mark.parametrize("kind", KINDS)
async def test_relay_that_does_not_exist_is_refused(kind: Kind) -> None:
    async with started(kind) as board:
        with pytest.raises(RelayFailed):
            await board.relays.pulse(4, release_ms=SHORT_MS, event_id=EVENT)

        assert board.driven() == set()


@pytest.mark.parametrize("kind", KINDS)
async def test_starting_drives_nothing(kind: Kind) -> None:
    async with started(kind) as board:
        await asyncio.sleep(0)

        assert board.driven() == set()


@pytest.mark.parametrize("kind", DROPPED_BY_US)
async def test_closing_lets_every_relay_fall_back(kind: Kind) -> None:
    async with started(kind) as board:
        await board.relays.pulse(1, release_ms=LONG_MS, event_id=EVENT)
        await board.relays.pulse(2, release_ms=LONG_MS, event_id=EVENT)
        await board.relays.close()

        assert board.driven() == set()


@pytest.mark.parametrize("kind", KINDS)
async def test_closing_twice_is_harmless(kind: Kind) -> None:
    async with started(kind) as board:
        await board.relays.close()

        assert board.driven() == set()


# ── the record of the simulated relays ──────────────────────────────────────────────────────────


async def test_every_simulated_pulse_is_a_line_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "pulses.jsonl"
    board = SimulatedRelayBoard(SimulatedRelays(pulse_log=str(log)))
    await board.start()

    await board.pulse(1, release_ms=SHORT_MS, event_id="1" * 32)
    await board.pulse(2, release_ms=99_999_999, event_id="2" * 32)
    await board.close()

    records = [msgspec.json.decode(line, type=PulseRecord) for line in log.read_bytes().splitlines()]
    assert [(record.relay, record.event_id) for record in records] == [(1, "1" * 32), (2, "2" * 32)]
    assert records[1].release_ms == 60_000


@pytest.mark.parametrize("scheme", ["unix", "tcp"])
async def test_every_simulated_pulse_reaches_an_independent_recorder(scheme: str, tmp_path: Path) -> None:
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    over = asyncio.Event()

    async def record(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for line in reader:
            lines.put_nowait(line)
        writer.close()
        over.set()

    if scheme == "unix":
        address = f"unix:{tmp_path}/recorder"
        server = await asyncio.start_unix_server(record, tmp_path / "recorder")
    else:
        server = await asyncio.start_server(record, "127.0.0.1", 0)
        address = f"tcp:127.0.0.1:{server.sockets[0].getsockname()[1]}"
    board = SimulatedRelayBoard(SimulatedRelays(pulse_socket=address))
    async with server:
        await board.start()
        await board.pulse(3, release_ms=SHORT_MS, event_id=EVENT)

        record_ = msgspec.json.decode(await lines.get(), type=PulseRecord)
        assert (record_.relay, record_.event_id) == (3, EVENT)
        await board.close()
        await over.wait()


async def test_pulse_that_cannot_be_recorded_is_none(tmp_path: Path) -> None:
    board = SimulatedRelayBoard(SimulatedRelays(pulse_log="/dev/full"))
    await board.start()

    with pytest.raises(RelayFailed, match="cannot be recorded"):
        await board.pulse(1, release_ms=SHORT_MS, event_id=EVENT)

    assert board.driven == set()
    await board.close()


# ── what only a line or a device can do ─────────────────────────────────────────────────────────


async def test_line_that_cannot_be_set_is_a_failed_relay() -> None:
    lines = FakeLines()
    board = GpioRelayBoard(GpioRelays(lines=(17,)), request_lines=lambda _: lines)
    await board.start()
    lines.fault = OSError(5, "Input/output error")

    with pytest.raises(RelayFailed, match="Input/output error"):
        await board.pulse(1, release_ms=SHORT_MS, event_id=EVENT)

    lines.fault = None
    await board.close()


class FakeRequest:
    """What the library gives for requested lines."""

    def __init__(self) -> None:
        self.values: list[tuple[int, Value]] = []
        self.is_released = False

    def set_value(self, line: int, value: Value) -> None:
        self.values.append((line, value))

    def release(self) -> None:
        self.is_released = True


async def test_lines_are_asked_of_the_chip_as_outputs_that_drive_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = FakeRequest()
    asked: list[tuple[str, str, dict[tuple[int, ...], gpiod.LineSettings]]] = []

    def request_lines(
        chip: str, *, consumer: str, config: dict[tuple[int, ...], gpiod.LineSettings]
    ) -> FakeRequest:
        asked.append((chip, consumer, config))
        return request

    monkeypatch.setattr(gpiod, "request_lines", request_lines)  # this machine has no chip
    board = GpioRelayBoard(GpioRelays(lines=(17, 27), chip="/dev/gpiochip4", active_low=True))
    await board.start()
    await board.pulse(2, release_ms=LONG_MS, event_id=EVENT)
    await board.close()

    [(chip, consumer, config)] = asked
    [(lines, settings)] = config.items()
    assert (chip, consumer, lines) == ("/dev/gpiochip4", "genkan", (17, 27))
    assert settings.direction is Direction.OUTPUT
    assert settings.output_value is Value.INACTIVE
    assert settings.active_low
    assert request.values == [(27, Value.ACTIVE), (17, Value.INACTIVE), (27, Value.INACTIVE)]
    assert request.is_released


def pulse_only(address: str) -> HttpRelays:
    return HttpRelays(pulse_url=address + "/relay/{index}?turn=on")


def on_off(address: str) -> HttpRelays:
    return HttpRelays(on_url=address + "/relay/{index}?turn=on", off_url=address + "/relay/{index}?turn=off")


@asynccontextmanager
async def asked_by_http(
    device: Device, settings: Callable[[str], HttpRelays]
) -> AsyncIterator[HttpRelayBoard]:
    async with device.serve() as address:
        board = HttpRelayBoard(settings(address))
        await board.start()
        try:
            yield board
        finally:
            device.status, device.delay_s = 200, 0.0
            await board.close()


@pytest.mark.parametrize("status", [401, 404, 500, 302])
async def test_device_that_refuses_is_a_failed_relay(status: int) -> None:
    device = Device()
    async with asked_by_http(
        device, lambda address: HttpRelays(pulse_url=address + "/relay/0?turn=on")
    ) as board:
        device.status = status

        with pytest.raises(RelayFailed, match=str(status)):
            await board.pulse(1, release_ms=SHORT_MS, event_id=EVENT)


async def test_device_that_is_not_there_is_a_failed_relay(unused_tcp_port: int) -> None:
    board = HttpRelayBoard(HttpRelays(pulse_url=f"http://127.0.0.1:{unused_tcp_port}/"))
    await board.start()

    with pytest.raises(RelayFailed, match="cannot be reached"):
        await board.pulse(1, release_ms=SHORT_MS, event_id=EVENT)
    await board.close()


async def test_device_that_does_not_answer_may_have_opened_and_is_switched_off() -> None:
    device = Device()
    async with asked_by_http(device, on_off) as board:
        device.delay_s = 60

        with pytest.raises(RelayUncertain):
            await board.pulse(1, release_ms=LONG_MS, event_id=EVENT)
        assert device.on == {1}
        device.delay_s = 0

        await until(lambda: not device.on, limit_s=5, what="switched off")


async def test_interrupted_pulse_is_switched_off() -> None:
    device = Device()
    async with asked_by_http(device, on_off) as board:
        device.delay_s = 60
        pulsing = asyncio.create_task(board.pulse(1, release_ms=LONG_MS, event_id=EVENT))
        await until(lambda: device.on == {1}, limit_s=5, what="switched on")
        device.delay_s = 0
        pulsing.cancel()

        await until(lambda: not device.on, limit_s=5, what="switched off")


async def test_device_is_asked_to_fall_back_until_it_obeys() -> None:
    device = Device()
    async with asked_by_http(device, on_off) as board:
        await board.pulse(1, release_ms=SHORT_MS, event_id=EVENT)
        device.status = 503
        await until(lambda: "/relay/0?turn=off" in device.requests[2:], limit_s=5, what="asked once in vain")
        assert device.on == {1}
        device.status = 200

        await until(lambda: not device.on, limit_s=5, what="switched off")


async def test_relay_left_on_by_a_crash_falls_back_at_the_start() -> None:
    device = Device()
    device.on = {1}

    async with asked_by_http(device, on_off):
        await until(lambda: not device.on, limit_s=5, what="switched off")


async def test_device_is_asked_once_with_its_password_and_a_connection_of_its_own() -> None:
    device = Device()
    async with asked_by_http(
        device,
        lambda address: HttpRelays(
            pulse_url=address + "/relay/{index}?turn=on&timer={release_s}",
            username="genkan",
            password=Secret("合言葉"),
        ),
    ) as board:
        await board.pulse(1, release_ms=1_500, event_id=EVENT)

    assert device.requests == ["/relay/0?turn=on&timer=1.5"]
    assert device.authorisations == ["Basic Z2Vua2FuOuWQiOiogOiRiQ=="]
