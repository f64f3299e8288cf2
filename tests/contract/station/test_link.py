"""The link over a real socket of the loopback, against a scripted server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.simulator.station_core import StationCore
from genkan.station.controller.state import UnitState
from genkan.station.link.errors import (
    LinkBroken,
    LinkDropped,
    LinkError,
    LinkSilent,
    Replaced,
    Revoked,
    ServerRestarting,
    ServerUnreachable,
    Unauthorised,
    WrongServer,
)
from genkan.station.link.heartbeat import Pace
from genkan.station.link.reconnect import BackOff, Reconnect
from genkan.station.link.transport import link_url
from genkan.station.store.identity import Identity
from genkan.wire.frame import Bye, Nothing, Ping, decode_body
from genkan.wire.station import CheckView, Released, ShowCall, ShowCheck, UnitFacts
from harness.certificates import make_certificate, serving_context
from harness.scripted_server import SERVER_ID, ScriptedServer, scripted_server
from harness.station_parts import FakeRelays, FakeScreen, a_call, a_config
from harness.waiting import until

STATION_ID = "5" * 32
BRISK = Pace(ping_every_s=0.05, silence_limit_s=1.5)  # the real paces are tried in virtual time


class Station:
    """A unit in this process, with a panel that looks on."""

    def __init__(self, server: ScriptedServer) -> None:
        self.key = Ed25519PrivateKey.generate()
        server.keys[STATION_ID] = self.key.public_key().public_bytes_raw()
        self.relays = FakeRelays()
        self.screen = FakeScreen()
        self.endings: list[LinkError] = []
        self.core = StationCore(
            Identity(station_id=STATION_ID, server_id=SERVER_ID, server_url=server.url),
            self.key,
            relays=self.relays,
            idle_pace=BRISK,
            call_pace=BRISK,
        )
        self.controller = self.core.controller
        self.clock = self.core.clock
        self.journal = self.core.journal
        self.controller.connect_screen(self.screen)

    async def live(self, opened: Callable[[], None] = lambda: None) -> None:
        """Live one life of the link, and remember how it ended."""
        async with aiohttp.ClientSession() as http:
            try:
                await self.core.live_once(http, opened)
            except LinkError as ending:
                self.endings.append(ending)
                raise


@asynccontextmanager
async def linked() -> AsyncIterator[tuple[ScriptedServer, Station]]:
    """A station that stays linked to a server meanwhile, with short pauses between tries."""
    async with scripted_server() as server:
        station = Station(server)
        reconnect = Reconnect(
            station.live, back_off=BackOff(lambda: 0.0), sleep=lambda seconds: asyncio.sleep(seconds / 20)
        )
        keeping = asyncio.create_task(reconnect.run())
        try:
            await server.next_link()
            await until(
                lambda: station.controller.state is not UnitState.OFFLINE, limit_s=5, what="open link"
            )
            yield server, station
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await station.controller.close()


async def one_life(server: ScriptedServer, station: Station) -> None:
    async with asyncio.timeout(10):
        await station.live()


# ── opening ─────────────────────────────────────────────────────────────────────────────────────


async def test_link_opens_with_a_signature_and_shows_the_configuration() -> None:
    async with linked() as (server, station):
        await until(lambda: station.screen.latest().building_name != "", limit_s=5, what="configuration")

        assert server.peer.hello.station_id == STATION_ID
        assert server.peer.hello.next_seq == 1
        assert station.screen.latest().building_name == a_config().building_name
        assert station.screen.latest().online


async def test_time_is_learnt_from_the_welcome() -> None:
    async with linked() as (server, station):
        reading = station.clock.read()

        assert reading is not None
        assert abs(reading.now_ms - server.now_ms()) <= reading.uncertainty_ms + 5


async def test_wrong_signature_is_unauthorised() -> None:
    async with scripted_server() as server:
        station = Station(server)
        server.keys[STATION_ID] = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

        with pytest.raises(Unauthorised):
            await one_life(server, station)


async def test_another_server_at_the_address_is_not_obeyed() -> None:
    async with scripted_server() as server:
        station = Station(server)
        server.script.server_id = "somebody-else"

        with pytest.raises(WrongServer):
            await one_life(server, station)
        assert station.controller.state is UnitState.OFFLINE


async def test_server_whose_certificate_is_not_trusted_is_not_obeyed(tmp_path: Path) -> None:
    tls = serving_context(*make_certificate(tmp_path))
    async with scripted_server(tls=tls) as server:
        with pytest.raises(WrongServer):
            await one_life(server, Station(server))


async def test_nobody_listening_is_unreachable() -> None:
    async with scripted_server() as server:
        station = Station(server)
        await server.stop()

        with pytest.raises(ServerUnreachable):
            await one_life(server, station)


@pytest.mark.parametrize(
    ("server_url", "expected"),
    [
        ("https://genkan.example.org", "wss://genkan.example.org/api/stations/link"),
        ("http://localhost:8440", "ws://localhost:8440/api/stations/link"),
        ("https://example.org/genkan", "wss://example.org/genkan/api/stations/link"),
    ],
)
def test_link_stands_beside_the_api(server_url: str, expected: str) -> None:
    assert link_url(server_url) == expected


# ── ending ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("bye", "ending"),
    [
        (Bye(reason="restarting", retry_after_ms=2_000), ServerRestarting),
        (Bye(reason="replaced"), Replaced),
        (Bye(reason="unauthorised"), Unauthorised),
        (Bye(reason="ended"), Revoked),
        (Bye(reason="some-new-reason"), LinkDropped),
    ],
)
async def test_goodbye_says_why(bye: Bye, ending: type[LinkError]) -> None:
    async with linked() as (server, station):
        await server.peer.send("bye", bye)
        await until(lambda: station.endings, limit_s=5, what="the link's end")

        assert type(station.endings[0]) is ending


async def test_broken_link_comes_back() -> None:
    async with linked() as (server, station):
        await server.peer.drop()
        await server.next_link(after=1)
        await until(lambda: station.controller.state is UnitState.IDLE, limit_s=5, what="open link")

        assert type(station.endings[0]) is LinkDropped


async def test_server_that_restarts_gets_its_station_back() -> None:
    async with linked() as (server, station):
        await server.stop(bye=Bye(reason="restarting", retry_after_ms=100))
        await until(lambda: station.controller.state is UnitState.OFFLINE, limit_s=5, what="closed link")
        await server.start()
        await server.next_link(after=1)

        assert type(station.endings[0]) is ServerRestarting


async def test_half_open_link_is_noticed() -> None:
    async with linked() as (server, station):
        server.script.answers_pings = False
        await until(lambda: station.endings, limit_s=5, what="the link's end")

        assert type(station.endings[0]) is LinkSilent


async def test_frame_that_is_none_breaks_the_link() -> None:
    async with linked() as (server, station):
        await server.peer.socket.send_str("{not a frame")
        await until(lambda: station.endings, limit_s=5, what="the link's end")

        assert type(station.endings[0]) is LinkBroken


async def test_binary_frame_breaks_the_link() -> None:
    async with linked() as (server, station):
        await server.peer.socket.send_bytes(b"{}")
        await until(lambda: station.endings, limit_s=5, what="the link's end")

        assert type(station.endings[0]) is LinkBroken


async def test_oversize_frame_is_refused_before_decoding() -> None:
    async with linked() as (server, station):
        with contextlib.suppress(ConnectionError):
            await server.peer.socket.send_str(" " * (1024 * 1024))
        await until(lambda: station.endings, limit_s=5, what="the link's end")

        assert station.relays.pulses == []


# ── speaking ────────────────────────────────────────────────────────────────────────────────────


async def test_unknown_ask_is_refused_and_unknown_tell_ignored() -> None:
    async with linked() as (server, station):
        await server.peer.send("of.the.future", Nothing())
        answer = await server.peer.ask("of.the.future", Nothing())

        assert (answer.kind, bytes(answer.body)) == ("refused", b'{"reason":"kind-unknown"}')
        assert station.endings == []


async def test_unfit_body_is_refused_and_breaks_nothing() -> None:
    async with linked() as (server, station):
        answer = await server.peer.ask("door.release", Ping(mark=1))

        assert (answer.kind, bytes(answer.body)) == ("refused", b'{"reason":"bad-request"}')
        assert station.endings == []


async def test_unit_tells_how_it_is_and_shows_the_check_until_the_link_ends() -> None:
    async with linked() as (server, station):
        facts = decode_body(await server.peer.ask("check.look", Nothing()), UnitFacts)
        assert facts.panel_connected
        assert not facts.is_in_call
        assert facts.clock_uncertainty_ms is not None
        check = CheckView(check_id="k", language="ja", code="123456", wanted=("camera",))

        await server.peer.send("show.check", ShowCheck(check=check))
        await until(lambda: station.screen.latest().check == check, limit_s=5, what="the check on the screen")
        await server.peer.drop()
        await until(lambda: station.screen.latest().check is None, limit_s=5, what="a screen for visitors")


async def test_release_is_obeyed_answered_and_handed_over() -> None:
    async with linked() as (server, station):
        command = server.a_release()

        answer = await server.peer.release(command)
        await until(lambda: server.kept(STATION_ID), limit_s=5, what="hand-over")

        assert isinstance(answer, Released)
        assert [pulse.event_id for pulse in station.relays.pulses] == [command.command_id]
        [entry] = server.kept(STATION_ID)
        assert (entry.event_id, entry.outcome) == (command.command_id, "opened")


async def test_command_repeated_on_the_next_link_gets_the_first_answer() -> None:
    async with linked() as (server, station):
        command = server.a_release()
        first = await server.peer.release(command)
        await server.peer.drop()
        second = await (await server.next_link(after=1)).release(command)

        assert isinstance(first, Released)
        assert second == msgspec.structs.replace(first, entry=None)  # the journal has its entry already
        assert len(station.relays.pulses) == 1


async def test_command_after_the_servers_clock_was_set_is_obeyed_once_the_time_is_learnt() -> None:
    async with linked() as (server, station):
        server.script.clock_skew_ms = 3_600_000
        await server.peer.release(server.a_release())  # refused, unless a beat was quicker
        await until(lambda: has_time_of(station, server), limit_s=5, what="the new time")

        assert isinstance(await server.peer.release(server.a_release()), Released)


def has_time_of(station: Station, server: ScriptedServer) -> bool:
    reading = station.clock.read()
    return reading is not None and abs(reading.now_ms - server.now_ms()) < 1_000


async def test_entries_written_while_the_server_was_away_are_handed_over() -> None:
    async with linked() as (server, station):
        server.script.acknowledges = False
        await server.peer.release(server.a_release())
        await until(lambda: server.received, limit_s=5, what="first hand-over")
        assert server.kept(STATION_ID) == []
        server.script.acknowledges = True
        await server.peer.drop()
        await until(lambda: server.kept(STATION_ID), limit_s=5, what="second hand-over")

        assert [entry.seq for entry in server.received] == [1, 1]
        assert [entry.seq for entry in server.kept(STATION_ID)] == [1]
        assert station.journal.acknowledged_seq == 1


async def test_call_passes_through_to_the_panel_and_back() -> None:
    async with linked() as (server, station):
        assert await station.controller.desk.place("101") == Nothing()
        await server.peer.send("show.call", ShowCall(call=a_call()))
        await until(lambda: station.screen.latest().call, limit_s=5, what="the call on the panel")
        await until(lambda: "call.alive" in server.peer.kinds(), limit_s=5, what="a sign of life")

        assert await station.controller.desk.hang_up() == Nothing()


# ── by the hundred ──────────────────────────────────────────────────────────────────────────────


async def test_stations_in_one_process_are_stations_of_their_own() -> None:
    count = 100
    async with scripted_server() as server, aiohttp.ClientSession() as http, AsyncExitStack() as links:
        for number in range(count):
            key = Ed25519PrivateKey.generate()
            station_id = f"{number:032x}"
            server.keys[station_id] = key.public_key().public_bytes_raw()
            core = StationCore(
                Identity(station_id=station_id, server_id=SERVER_ID, server_url=server.url), key
            )
            await links.enter_async_context(core.linked(http))
        await until(lambda: len(server.links) == count, limit_s=10, what="every link")

        answers = await asyncio.gather(*(peer.release(server.a_release()) for peer in server.links))
        await until(
            lambda: all(server.kept(station_id) for station_id in server.keys), limit_s=10, what="hand-over"
        )

        assert all(isinstance(answer, Released) for answer in answers)
        assert [len(server.kept(station_id)) for station_id in server.keys] == [1] * count
