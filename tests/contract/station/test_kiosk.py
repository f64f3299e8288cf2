"""The panel's server over real sockets: its page, its socket, and who is kept out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import numpy as np
import pytest
import segno
from yarl import URL

from genkan.core.credentials import write_qr_text
from genkan.station.controller.controller import StationController
from genkan.station.hardware.backlight import Backlight, SysfsBacklight
from genkan.station.kiosk.pages import Pages
from genkan.station.kiosk.server import Kiosk
from genkan.station.readers.qr_camera import QrCamera
from genkan.station.store.memory_journal import MemoryJournal
from genkan.wire.call import CallRef, CallSignal, Signal
from genkan.wire.frame import Body, Bye, Frame, Nothing, Ping, Pong, Refused, decode, decode_body, encode
from genkan.wire.panel import (
    PanelBrightness,
    PanelCall,
    PanelFrame,
    PanelMedia,
    PanelSeen,
    PanelSnapshot,
    ShowPanel,
)
from genkan.wire.station import CheckReport, CheckResult, ShowCall
from harness.station_parts import FakeRelays, FakeUplink, a_call, a_config, a_welcome, clock_at
from harness.waiting import until

CALL_ID = "c" * 32


@dataclass(slots=True)
class Panel:
    """The page's end of the socket."""

    socket: aiohttp.ClientWebSocketResponse
    frames: list[Frame] = field(default_factory=list)
    reading: "asyncio.Task[None] | None" = None
    asks: int = 0

    async def read(self) -> None:
        async for message in self.socket:
            self.frames.append(decode(message.data))

    async def tell(self, kind: str, body: Body) -> None:
        await self.socket.send_str(encode(kind, body).decode())

    async def ask(self, kind: str, body: Body) -> Frame:
        self.asks += 1
        ask_id = f"a{self.asks}"
        await self.socket.send_str(encode(kind, body, id=ask_id).decode())
        found = await until(
            lambda: [frame for frame in self.frames if frame.re == ask_id],
            limit_s=5,
            what=f"answer to {kind}",
        )
        return found[0]

    def shown(self) -> ShowPanel:
        shows = [frame for frame in self.frames if frame.kind == "show.panel"]
        return decode_body(shows[-1], ShowPanel)

    def kinds(self) -> list[str]:
        return [frame.kind for frame in self.frames]


@dataclass(slots=True)
class Station:
    """A controller with a kiosk, and a fake server."""

    controller: StationController
    kiosk: Kiosk
    http: aiohttp.ClientSession
    port: int = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def panel(self) -> AsyncIterator[Panel]:
        async with self.http.ws_connect(f"{self.origin}/panel", origin=self.origin) as socket:
            panel = Panel(socket)
            panel.reading = asyncio.create_task(panel.read())
            await until(lambda: panel.frames, limit_s=5, what="the first state")
            yield panel
            panel.reading.cancel()

    @asynccontextmanager
    async def link(self) -> AsyncIterator[FakeUplink]:
        uplink = FakeUplink()
        uplink.answers = {"call.place": CallRef(call_id=CALL_ID), "call.hang_up": Nothing()}
        serving = asyncio.create_task(self.controller.serve(uplink, a_welcome()))
        await asyncio.sleep(0)
        yield uplink
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A page as the build leaves it."""
    folder = tmp_path / "panel"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>呼出</title>")
    (folder / "assets/index-C2VZKSr2.js").write_text("export {};")
    (folder / "ring.wav").write_bytes(b"RIFF")
    (tmp_path / "secret.txt").write_text("not part of the page")
    return folder


@pytest.fixture
async def station(built: Path) -> AsyncIterator[Station]:
    async with running(built) as station:
        yield station


@asynccontextmanager
async def running(folder: Path, backlight: Backlight | None = None) -> AsyncIterator[Station]:
    clock = clock_at(lambda: asyncio.get_running_loop().time() * 1000)
    controller = StationController(
        journal=MemoryJournal(),
        relays=FakeRelays(),
        clock=clock,
        keep_config=lambda _: None,
        config=a_config(),
        backlight=backlight,
    )
    camera = QrCamera(budget_ms=60_000)
    kiosk = Kiosk(
        unit=controller, camera=camera, clock=clock, pages=Pages(folder), allowed_hosts=("lobby.example",)
    )
    port = await kiosk.start("127.0.0.1", 0)
    async with aiohttp.ClientSession() as http:
        yield Station(controller, kiosk, http, port)
    await kiosk.close()
    camera.close()
    await controller.close()


# ── the page ────────────────────────────────────────────────────────────────────────────────────


async def test_page_is_served_fresh_and_its_hashed_parts_for_ever(station: Station) -> None:
    async with station.http.get(f"{station.origin}/") as page:
        assert page.status == 200
        assert "呼出" in await page.text()
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-store"
    async with station.http.get(f"{station.origin}/assets/index-C2VZKSr2.js") as script:
        assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    async with station.http.get(f"{station.origin}/ring.wav") as sound:
        assert sound.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/ring.wav", "/nothing", "/healthz", "/panel"])
async def test_every_answer_keeps_strangers_out(station: Station, path: str) -> None:
    async with station.http.get(station.origin + path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=(self)" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/index.html"]
)
async def test_only_what_was_built_is_served(station: Station, path: str) -> None:
    url = station.origin + path
    async with station.http.get(URL(url, encoded=True)) as answer:
        assert answer.status == 404


async def test_nothing_can_be_sent_to_the_page(station: Station) -> None:
    async with station.http.post(f"{station.origin}/", data=b"x") as answer:
        assert answer.status == 405
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_missing_page_says_so_in_both_languages(tmp_path: Path) -> None:
    async with running(tmp_path / "nothing") as station, station.http.get(f"{station.origin}/") as answer:
        text = await answer.text()
        assert answer.status == 503
        assert "画面のファイルがありません" in text
        assert "The panel's page is not installed" in text


async def test_page_built_later_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "panel"
    async with running(folder) as station:
        async with station.http.get(f"{station.origin}/") as before:
            assert before.status == 503
        folder.mkdir()
        (folder / "index.html").write_text("<!doctype html>")
        async with station.http.get(f"{station.origin}/") as after:
            assert after.status == 200


async def test_health_tells_the_state(station: Station) -> None:
    async with station.http.get(f"{station.origin}/healthz") as answer:
        assert (await answer.json())["state"] == "offline"
    async with station.link(), station.http.get(f"{station.origin}/healthz") as answer:
        health = await answer.json()
        assert (health["status"], health["online"], health["enrolled"]) == ("ok", True, True)


# ── who may drive the unit ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8441", 200),
        ("127.0.0.1:8441", 200),
        ("[::1]:8441", 200),
        ("192.168.1.20:8441", 200),
        ("lobby.example:8441", 200),
        ("evil.example:8441", 421),
        ("lobby.example.evil.example", 421),
        ("", 421),
    ],
)
async def test_page_of_another_name_is_not_served(station: Station, host: str, status: int) -> None:
    async with station.http.get(f"{station.origin}/", headers={"Host": host}) as answer:
        assert answer.status == status


@pytest.mark.parametrize("origin", [None, "http://evil.example", "http://127.0.0.1:1", "null", "http://["])
async def test_page_of_somebody_else_cannot_drive_the_unit(station: Station, origin: str | None) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await station.http.ws_connect(f"{station.origin}/panel", origin=origin)

    assert refused.value.status == 403


async def test_newer_panel_takes_over_and_the_older_is_told(station: Station) -> None:
    async with station.panel() as older, station.panel() as newer:
        await until(lambda: older.socket.closed, limit_s=5, what="the older panel's end")

        assert decode_body(older.frames[-1], Bye).reason == "replaced"
        assert not newer.socket.closed
        station.controller.become_enrolled()
        await until(lambda: len(newer.frames) > 1, limit_s=5, what="a state for the newer panel")


# ── driving it ──────────────────────────────────────────────────────────────────────────────────


async def test_panel_is_shown_the_unit_and_every_change(station: Station) -> None:
    async with station.panel() as panel:
        assert panel.shown().building_name == a_config().building_name
        assert not panel.shown().online
        async with station.link():
            await until(lambda: panel.shown().online, limit_s=5, what="online")
        await until(lambda: not panel.shown().online, limit_s=5, what="offline")


async def test_a_unit_with_a_lamp_lights_it_as_the_panel_asks(built: Path, tmp_path: Path) -> None:
    lamp = tmp_path / "backlight"
    lamp.mkdir()
    (lamp / "max_brightness").write_text("31\n")
    (lamp / "brightness").write_text("31\n")
    async with running(built, SysfsBacklight(lamp)) as station, station.panel() as panel:
        assert panel.shown().has_backlight
        for percent, level in ((50, "16"), (0, "1"), (100, "31")):
            await panel.tell("panel.brightness", PanelBrightness(percent=percent))
            await until(
                lambda level=level: (lamp / "brightness").read_text().strip() == level,  # type: ignore[misc]
                limit_s=5,
                what=f"level {level}",
            )
        (lamp / "brightness").unlink()
        lamp.rename(tmp_path / "gone")
        await panel.tell("panel.brightness", PanelBrightness(percent=20))
        assert (await panel.ask("panel.hang_up", Nothing())).kind == "panel.hang_up.reply", "it works on"


async def test_a_unit_without_a_lamp_leaves_the_light_to_its_page(station: Station) -> None:
    async with station.panel() as panel:
        assert not panel.shown().has_backlight
        await panel.tell("panel.brightness", PanelBrightness(percent=20))
        assert (await panel.ask("panel.hang_up", Nothing())).kind == "panel.hang_up.reply"


async def test_what_the_panel_tried_in_a_check_goes_to_the_server(station: Station) -> None:
    report = CheckReport(check_id="k", round=1, results=[CheckResult(part="camera", state="ok")])
    async with station.panel() as panel:
        answer = await panel.ask("panel.check", report)
        assert decode_body(answer, Refused).reason == "station-offline"
        async with station.link() as uplink:
            uplink.answers["check.report"] = Nothing()
            assert (await panel.ask("panel.check", report)).kind == "panel.check.reply"
            assert ("check.report", report) in uplink.asked
            uplink.answers["check.report"] = Refused(reason="check-over")
            refused = await panel.ask("panel.check", report)
            assert decode_body(refused, Refused).reason == "check-over"


async def test_visitor_calls_and_hangs_up(station: Station) -> None:
    async with station.panel() as panel, station.link() as uplink:
        answer = await panel.ask("panel.call", PanelCall(home_number="101"))
        assert answer.kind == "panel.call.reply"
        station.controller.receive(ShowCall(call=a_call()))
        await until(lambda: panel.shown().call, limit_s=5, what="the call")
        answer = await panel.ask("panel.hang_up", Nothing())

        assert answer.kind == "panel.hang_up.reply"
        assert [kind for kind, _ in uplink.asked] == ["call.place", "call.hang_up"]


async def test_refused_call_says_why(station: Station) -> None:
    async with station.panel() as panel:
        answer = await panel.ask("panel.call", PanelCall(home_number="101"))

        assert decode_body(answer, Refused).reason == "station-offline"


async def test_media_passes_both_ways(station: Station) -> None:
    offer = CallSignal(call_id=CALL_ID, leg="phone", signal=Signal(type="offer", sdp="v=0"))
    want = CallSignal(call_id=CALL_ID, leg="phone", signal=Signal(type="want"))
    async with station.panel() as panel, station.link() as uplink:
        uplink.answers["call.snapshot"] = Nothing()
        station.controller.receive(ShowCall(call=a_call()))
        await panel.tell("panel.signal", offer)
        await panel.tell("panel.snapshot", PanelSnapshot(call_id=CALL_ID, jpeg=b"\xff\xd8jpeg"))
        await panel.tell("panel.media", PanelMedia(camera="ok", microphone="missing"))
        station.controller.receive(want)

        await until(lambda: "panel.signal" in panel.kinds(), limit_s=5, what="the signal")
        await until(lambda: uplink.bodies("call.signal"), limit_s=5, what="the panel's signal")
        await until(lambda: len(uplink.bodies("health")) > 1, limit_s=5, what="health")
        assert uplink.bodies("call.signal") == [offer]
        assert [kind for kind, _ in uplink.asked] == ["call.snapshot"]


async def test_pings_are_answered_with_the_time(station: Station) -> None:
    async with station.panel() as panel:
        await panel.tell("ping", Ping(mark=9))
        await until(lambda: "pong" in panel.kinds(), limit_s=5, what="pong")

        pong = decode_body(panel.frames[-1], Pong)
        assert pong.mark == 9
        assert pong.server_ms > 1_700_000_000_000


async def test_unfit_frames_are_refused_and_break_nothing(station: Station) -> None:
    async with station.panel() as panel:
        await panel.socket.send_str("{no frame")
        await panel.socket.send_bytes(b"{}")
        unfit = await panel.ask("panel.call", Ping(mark=3))
        unknown = await panel.ask("panel.dance", Nothing())

        assert decode_body(unfit, Refused).reason == "bad-request"
        assert decode_body(unknown, Refused).reason == "kind-unknown"


async def test_page_that_asks_for_too_much_at_once_is_refused(station: Station) -> None:
    async with station.panel() as panel, station.link() as uplink:
        uplink.is_mute = True
        station.controller.receive(ShowCall(call=a_call()))
        for number in range(20):
            await panel.socket.send_str(encode("panel.hang_up", Nothing(), id=f"h{number}").decode())
        await until(lambda: panel.kinds().count("refused") == 4, limit_s=5, what="refusals")
        uplink.is_mute = False


async def test_panel_hears_a_goodbye_at_the_end(station: Station) -> None:
    async with station.panel() as panel:
        await station.kiosk.close()
        await until(lambda: panel.socket.closed, limit_s=5, what="the end")

        assert decode_body(panel.frames[-1], Bye).reason == "restarting"


# ── keys before the camera ──────────────────────────────────────────────────────────────────────


def a_frame(text: str | None) -> PanelFrame:
    picture = np.full((240, 320), 120, np.uint8)
    if text is not None:
        code = segno.make(text, error="m", micro=False)
        rows = [[0 if cell else 255 for cell in row] for row in code.matrix_iter(scale=5, border=4)]
        picture[20 : 20 + len(rows), 40 : 40 + len(rows)] = np.array(rows, np.uint8)
    return PanelFrame(session="s1", width=320, height=240, luminance=picture.tobytes())


async def look(panel: Panel, frame: PanelFrame) -> PanelSeen:
    return decode_body(await panel.ask("panel.show_frame", frame), PanelSeen)


async def test_a_key_in_a_frame_is_used_and_its_outcome_told(station: Station) -> None:
    async with station.panel() as panel:
        seen = await look(panel, a_frame(write_qr_text(bytes(range(16)))))
        assert seen.entry is not None
        assert (seen.entry.method, seen.entry.session) == ("qr", "s1")
        assert seen.entry.outcome == "other_way"  # this unit has no rights yet
        assert not seen.is_foreign


async def test_a_code_that_is_no_key_is_used_for_nothing(station: Station) -> None:
    async with station.panel() as panel:
        seen = await look(panel, a_frame("HTTPS://EXAMPLE.ORG/"))
        assert seen == PanelSeen(is_foreign=True)
        assert station.controller.entry.view is None


async def test_a_frame_without_a_code_says_nothing(station: Station) -> None:
    async with station.panel() as panel:
        assert await look(panel, a_frame(None)) == PanelSeen()


async def test_a_frame_of_another_size_than_it_says_is_refused(station: Station) -> None:
    async with station.panel() as panel:
        answer = await panel.ask(
            "panel.show_frame", PanelFrame(session="s1", width=320, height=240, luminance=b"short")
        )
        assert decode_body(answer, Refused).reason == "bad-request"
