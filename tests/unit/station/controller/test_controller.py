"""The unit: what the panel is shown and what the server is told, whatever drops out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from genkan.station.clock import ServerClock
from genkan.station.controller.controller import StationController
from genkan.station.controller.desk import END_SHOWN_S, PLACE_LIMIT_S
from genkan.station.controller.standing import Standing
from genkan.station.controller.state import UnitState
from genkan.station.store.memory_journal import MemoryJournal
from genkan.wire.call import CallRef, CallSignal, Signal
from genkan.wire.frame import Nothing, Refused
from genkan.wire.panel import PanelMedia, PanelSnapshot
from genkan.wire.station import (
    CallLegLost,
    CallPlace,
    Health,
    JournalAcknowledged,
    Released,
    ShowCall,
    ShowConfig,
    StationCall,
)
from harness.station_parts import (
    SERVER_MS,
    Answers,
    FakeRelays,
    FakeScreen,
    FakeUplink,
    a_call,
    a_config,
    a_release,
    a_welcome,
    clock_at,
)
from harness.virtual_time import loop_time_ms

CALL_ID = "c" * 32


class Unit:
    """A controller with fakes around it."""

    def __init__(self, *, is_enrolled: bool = True, clock: ServerClock | None = None) -> None:
        self.journal = MemoryJournal()
        self.relays = FakeRelays()
        self.kept: list[ShowConfig] = []
        self.controller = StationController(
            journal=self.journal,
            relays=self.relays,
            clock=clock or clock_at(loop_time_ms),
            keep_config=self.kept.append,
            config=a_config(),
            standing=Standing(is_enrolled=is_enrolled),
        )
        self.screen = FakeScreen()
        self.controller.connect_screen(self.screen)

    @asynccontextmanager
    async def link(self, *, acknowledged_seq: int = 0) -> AsyncIterator[FakeUplink]:
        """Be linked to a server meanwhile."""
        uplink = FakeUplink()
        uplink.answers = {"call.place": CallRef(call_id=CALL_ID), "call.hang_up": Nothing()}
        welcome = a_welcome(acknowledged_seq=acknowledged_seq)
        serving = asyncio.create_task(self.controller.serve(uplink, welcome))
        await asyncio.sleep(0)
        try:
            yield uplink
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    def show_call(self, call: StationCall | None) -> None:
        self.controller.receive(ShowCall(call=call))

    async def stay(self, seconds: float, *, uplink: FakeUplink | None = None, panel: bool = True) -> None:
        """Let time pass with whoever is there saying so."""
        for _ in range(round(seconds * 4)):
            await asyncio.sleep(0.25)
            if uplink is not None:
                uplink.hear()
            if panel:
                self.controller.hear_screen(self.screen)

    def state(self) -> UnitState:
        return self.controller.state

    def shown_end(self) -> str | None:
        call = self.screen.latest().call
        return None if call is None else call.end


@pytest.fixture
async def unit() -> AsyncIterator[Unit]:
    unit = Unit()
    yield unit
    await unit.controller.close()


# ── states ──────────────────────────────────────────────────────────────────────────────────────


async def test_unit_without_a_server_says_so() -> None:
    unit = Unit(is_enrolled=False)
    assert unit.state() is UnitState.UNENROLLED
    assert not unit.screen.latest().enrolled

    unit.controller.become_enrolled()

    assert unit.state() is UnitState.OFFLINE
    assert unit.screen.latest().enrolled


async def test_panel_shows_whether_there_is_a_link(unit: Unit) -> None:
    assert not unit.screen.latest().online

    async with unit.link():
        assert unit.screen.latest().online
        assert unit.state() is UnitState.IDLE

    assert not unit.screen.latest().online


async def test_last_configuration_serves_without_a_link(unit: Unit) -> None:
    assert unit.screen.latest().building_name == "さくらレジデンス"
    assert unit.screen.latest().time_zone == "Asia/Tokyo"


async def test_new_configuration_is_kept_and_shown_and_an_equal_one_is_not_written_again(unit: Unit) -> None:
    changed = a_config(name="裏口", home_number_digits=4)

    unit.controller.receive(changed)
    unit.controller.receive(a_config(name="裏口", home_number_digits=4))

    assert unit.kept == [changed]
    assert unit.screen.latest().station_name == "裏口"
    assert unit.screen.latest().home_number_digits == 4


async def test_unknown_time_is_shown_as_unknown() -> None:
    unit = Unit(clock=ServerClock(loop_time_ms))

    assert unit.screen.latest().server_ms is None


# ── the panel ───────────────────────────────────────────────────────────────────────────────────


async def test_newer_panel_replaces_the_older(unit: Unit) -> None:
    newer = FakeScreen()

    unit.controller.connect_screen(newer)
    unit.controller.disconnect_screen(unit.screen)
    unit.controller.become_enrolled()

    assert unit.screen.is_replaced
    assert len(newer.shown) == 2


async def test_health_is_told_after_the_welcome_and_when_it_changes(unit: Unit) -> None:
    async with unit.link() as uplink:
        await asyncio.sleep(0.1)
        unit.controller.set_media(PanelMedia(camera="ok", microphone="refused"))
        unit.controller.set_media(PanelMedia(camera="ok", microphone="refused"))
        await asyncio.sleep(0.1)
        unit.controller.disconnect_screen(unit.screen)
        await asyncio.sleep(0.1)

        told = [body for body in uplink.bodies("health") if isinstance(body, Health)]
        assert [(health.panel_connected, health.camera, health.microphone) for health in told] == [
            (True, "unknown", "unknown"),
            (True, "ok", "refused"),
            (False, "ok", "refused"),
        ]
        assert all(health.clock_uncertainty_ms is not None for health in told)


# ── placing a call ──────────────────────────────────────────────────────────────────────────────


async def test_visitors_call_is_placed_and_shown(unit: Unit) -> None:
    async with unit.link() as uplink:
        uplink.answers_after_s = 0.1
        placing = asyncio.create_task(unit.controller.desk.place(" 101 "))
        await asyncio.sleep(0.05)
        assert unit.state() is UnitState.PLACING
        assert await placing == Nothing()
        unit.show_call(a_call())

        [(_, placed)] = uplink.asked
        assert isinstance(placed, CallPlace)
        assert placed.home_number == "101"
        assert unit.state() is UnitState.RINGING
        assert unit.screen.latest().call is not None


@pytest.mark.parametrize("reason", ["home-unknown", "home-busy", "too-often"])
async def test_refusal_of_the_server_reaches_the_visitor(unit: Unit, reason: str) -> None:
    async with unit.link() as uplink:
        uplink.answers["call.place"] = Refused(reason=reason)

        assert await unit.controller.desk.place("101") == Refused(reason=reason)
        assert unit.state() is UnitState.IDLE


async def test_call_without_a_link_is_refused_at_once(unit: Unit) -> None:
    assert await unit.controller.desk.place("101") == Refused(reason="station-offline")


async def test_second_call_is_refused_while_one_is_live(unit: Unit) -> None:
    async with unit.link():
        unit.show_call(a_call())

        assert await unit.controller.desk.place("102") == Refused(reason="station-busy")


async def test_server_that_restarts_meanwhile_is_asked_again_with_the_same_key(unit: Unit) -> None:
    async with unit.link() as first:
        first.is_mute = True
        placing = asyncio.create_task(unit.controller.desk.place("101"))
        await asyncio.sleep(4)
    async with unit.link() as second:
        await asyncio.sleep(0.5)

        assert await placing == Nothing()
        assert first.asked == second.asked


async def test_visitor_is_told_within_five_seconds_when_nobody_answers_the_ask(unit: Unit) -> None:
    begun = asyncio.get_running_loop().time()
    async with unit.link() as uplink:
        uplink.is_mute = True

        assert await unit.controller.desk.place("101") == Refused(reason="station-offline")
        assert asyncio.get_running_loop().time() - begun <= PLACE_LIMIT_S


# ── in a call ───────────────────────────────────────────────────────────────────────────────────


async def test_link_beats_fast_only_while_a_call_is_live(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call())
        assert uplink.in_call
        unit.show_call(a_call(version=2, phase="ended", end="hung_up"))
        assert not uplink.in_call


async def test_station_says_that_it_is_there_during_a_call(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call(phase="talking"))
        await unit.stay(6, uplink=uplink)

        assert uplink.bodies("call.alive") == [CallRef(call_id=CALL_ID)] * 4


async def test_visitor_is_told_when_the_server_falls_silent(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call(phase="talking"))
        await unit.stay(4.5)
        assert unit.shown_end() is None
        await unit.stay(1)

        assert unit.shown_end() == "lost"
        assert uplink.told


async def test_visitor_is_told_when_the_link_breaks_and_does_not_return(unit: Unit) -> None:
    async with unit.link():
        unit.show_call(a_call(phase="talking"))
    await unit.stay(4.5)
    assert unit.state() is UnitState.TALKING
    await unit.stay(1)

    assert unit.shown_end() == "lost"


async def test_call_survives_a_server_that_is_back_within_its_time(unit: Unit) -> None:
    async with unit.link():
        unit.show_call(a_call(phase="talking"))
    await unit.stay(3)
    async with unit.link() as uplink:
        unit.show_call(a_call(version=2, phase="talking"))
        await unit.stay(6, uplink=uplink)

        assert unit.state() is UnitState.TALKING


async def test_server_that_returns_too_late_is_told_that_the_visitor_is_gone(unit: Unit) -> None:
    async with unit.link():
        unit.show_call(a_call(phase="talking"))
    await unit.stay(6)
    async with unit.link() as uplink:
        unit.show_call(a_call(version=7, phase="talking"))
        await asyncio.sleep(0.1)

        assert uplink.bodies("call.lost") == [CallLegLost(call_id=CALL_ID)]
        assert unit.shown_end() == "lost"


async def test_panel_that_reloads_keeps_its_call(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call(phase="talking"))
        unit.controller.disconnect_screen(unit.screen)
        await unit.stay(2.5, uplink=uplink)
        unit.screen = FakeScreen()
        unit.controller.connect_screen(unit.screen)
        await unit.stay(5, uplink=uplink)

        assert uplink.bodies("call.lost") == []
        assert unit.screen.latest().call is not None


async def test_panel_that_stays_away_ends_the_call_for_the_others(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call(phase="talking"))
        unit.controller.disconnect_screen(unit.screen)
        await unit.stay(3.5, uplink=uplink)

        assert uplink.bodies("call.lost") == [CallLegLost(call_id=CALL_ID)]
        assert unit.state() is UnitState.ENDED


async def test_frozen_panel_ends_the_call_for_the_others(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call(phase="talking"))
        await unit.stay(5.5, uplink=uplink, panel=False)

        assert uplink.bodies("call.lost") == [CallLegLost(call_id=CALL_ID)]


async def test_end_of_a_call_leaves_the_screen_after_a_while(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call())
        unit.show_call(a_call(version=2, phase="ended", end="no_answer"))
        assert unit.state() is UnitState.ENDED
        await unit.stay(END_SHOWN_S + 0.5, uplink=uplink)

        assert unit.screen.latest().call is None
        assert unit.state() is UnitState.IDLE


async def test_end_of_the_call_before_does_not_appear_while_the_next_is_placed(unit: Unit) -> None:
    over = a_call(version=2, phase="ended", end="no_answer")
    async with unit.link() as uplink:
        unit.show_call(a_call())
        unit.show_call(over)
        uplink.answers_after_s = 0.1
        placing = asyncio.create_task(unit.controller.desk.place("101"))
        await asyncio.sleep(0.05)
        unit.show_call(over)

        assert unit.screen.latest().call is None
        await placing


async def test_visitor_hangs_up(unit: Unit) -> None:
    async with unit.link() as uplink:
        unit.show_call(a_call())

        assert await unit.controller.desk.hang_up() == Nothing()
        assert uplink.asked == [("call.hang_up", CallRef(call_id=CALL_ID))]


@pytest.mark.parametrize(("phase", "end"), [("ringing", "cancelled"), ("talking", "hung_up")])
async def test_visitor_hangs_up_without_a_server(unit: Unit, phase: str, end: str) -> None:
    unit.show_call(a_call(phase=phase))

    assert await unit.controller.desk.hang_up() == Nothing()

    assert unit.shown_end() == end


async def test_hanging_up_without_a_call_does_nothing(unit: Unit) -> None:
    async with unit.link() as uplink:
        assert await unit.controller.desk.hang_up() == Nothing()
        assert uplink.asked == []


# ── media ───────────────────────────────────────────────────────────────────────────────────────


async def test_signals_pass_both_ways(unit: Unit) -> None:
    want = CallSignal(call_id=CALL_ID, leg="phone-1", signal=Signal(type="want"))
    offer = CallSignal(call_id=CALL_ID, leg="phone-1", signal=Signal(type="offer", sdp="v=0"))
    async with unit.link() as uplink:
        unit.controller.receive(want)  # also before its call is shown: the panel keeps it
        await unit.controller.desk.send_signal(offer)

        assert unit.screen.signals == [want]
        assert uplink.bodies("call.signal") == [offer]


async def test_signal_without_a_link_is_dropped(unit: Unit) -> None:
    await unit.controller.desk.send_signal(CallSignal(call_id=CALL_ID, leg="x", signal=Signal(type="offer")))

    async with unit.link() as uplink:
        assert uplink.bodies("call.signal") == []


async def test_snapshot_is_passed_on_for_the_live_call_only(unit: Unit) -> None:
    async with unit.link() as uplink:
        uplink.answers["call.snapshot"] = Nothing()
        await unit.controller.desk.send_snapshot(PanelSnapshot(call_id=CALL_ID, jpeg=b"early"))
        unit.show_call(a_call())
        await unit.controller.desk.send_snapshot(PanelSnapshot(call_id=CALL_ID, jpeg=b"jpeg"))
        await unit.controller.desk.send_snapshot(PanelSnapshot(call_id="9" * 32, jpeg=b"other"))

        assert [kind for kind, _ in uplink.asked] == ["call.snapshot"]


# ── releases ────────────────────────────────────────────────────────────────────────────────────


async def test_release_is_answered_shown_and_handed_over(unit: Unit) -> None:
    answers = Answers()
    async with unit.link() as uplink:
        unit.controller.obey(a_release(), answers)
        await asyncio.sleep(0.1)

        [answer] = answers.given
        assert isinstance(answer, Released)
        assert answer.entry is not None
        assert answer.entry.outcome == "opened"
        assert uplink.bodies("journal.entries") == []
        assert unit.screen.latest().opened_ms is not None
        unit.controller.receive(JournalAcknowledged(seq=1))
        assert unit.journal.acknowledged_seq == 1


async def test_command_that_shows_our_clock_wrong_makes_us_ask_for_the_time_at_once(unit: Unit) -> None:
    answers = Answers()
    async with unit.link() as uplink:
        unit.controller.obey(a_release(issued_ms=SERVER_MS + 3_600_000), answers)
        await asyncio.sleep(0.1)

        assert answers.reasons == ["clock-unsure"]
        assert uplink.clock_refreshes == 1


async def test_release_outlives_the_link_it_came_by(unit: Unit) -> None:
    unit.relays.hold = asyncio.Event()
    answers = Answers(is_link_lost=True)
    async with unit.link():
        unit.controller.obey(a_release(), answers)
        await asyncio.sleep(0.1)
    unit.relays.hold.set()
    async with unit.link() as uplink:
        await asyncio.sleep(0.1)

        assert len(unit.relays.pulses) == 1
        assert len(uplink.bodies("journal.entries")) == 1


async def test_end_of_the_program_waits_for_a_release_under_way(unit: Unit) -> None:
    unit.relays.hold = asyncio.Event()
    answers = Answers()
    unit.controller.obey(a_release(), answers)
    await asyncio.sleep(0.1)

    closing = asyncio.create_task(unit.controller.close())
    await asyncio.sleep(0.5)
    assert not closing.done()
    unit.relays.hold.set()
    await closing

    assert answers.reasons == ["released"]
