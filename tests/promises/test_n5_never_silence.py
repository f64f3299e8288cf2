"""Somebody who matters to a call is killed or cut off in the middle of it."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from genkan.wire.app import CallAnswered
from genkan.wire.frame import Nothing
from genkan.wire.panel import PanelCallView
from harness.house import House, Station, make_house
from harness.phone import Phone, sign_in
from harness.program import Program
from harness.promise import Promise
from harness.proxy import FaultProxy
from harness.visitor import Visitor
from harness.waiting import until

OUTCOME_LIMIT_S = 10.0
WHOLE_AGAIN_S = 5.0  # a talk whose server still answers so long after the fault has come through it
RING_S = 5  # phones without network are waited for until the ring is over, and not longer
RING_LIMIT_S = 10.0
RING_ON_LIMIT_MS = 1_000
AGAIN_LIMIT_S = 45.0  # until everybody is back and a new visitor can ring


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everybody in the call."""

    house: House
    station: Station
    phone_network: FaultProxy
    station_network: FaultProxy
    phones: list[Phone]
    visitor: Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How long the visitor, and the phones that still had their server, were left in the dark."""

    visitor_s: float
    phones_ms: int

    def __str__(self) -> str:
        return f"{self.visitor_s:.1f} s, phones {self.phones_ms} ms"


Fault = Callable[[Scene], Awaitable[None]]


async def kill_server(scene: Scene) -> None:
    await _restart(scene.house.server, kill=True)


async def stop_server(scene: Scene) -> None:
    await _restart(scene.house.server, kill=False)


async def kill_station(scene: Scene) -> None:
    await _restart(scene.station.program, kill=True)


async def kill_both(scene: Scene) -> None:
    await asyncio.to_thread(scene.house.server.kill)
    await _restart(scene.station.program, kill=True)
    scene.house.server.start()


async def kill_answerer(scene: Scene) -> None:
    await scene.phones[0].kill()


async def cut_phones(scene: Scene) -> None:
    await asyncio.to_thread(scene.phone_network.cut)


async def cut_station(scene: Scene) -> None:
    await asyncio.to_thread(scene.station_network.cut)


async def silence_phones(scene: Scene) -> None:
    await asyncio.to_thread(scene.phone_network.stall)


async def silence_station(scene: Scene) -> None:
    await asyncio.to_thread(scene.station_network.stall)


async def _restart(program: Program, *, kill: bool) -> None:
    await asyncio.to_thread(program.kill if kill else program.stop)
    program.start()


FAULTS: tuple[Fault, ...] = (
    kill_server,
    stop_server,
    kill_station,
    kill_both,
    kill_answerer,
    cut_phones,
    cut_station,
    silence_phones,
    silence_station,
)


HEARING = frozenset({kill_station, kill_answerer, cut_station, silence_station})  # phones keep their server


async def test_n5_the_visitor_is_never_left_in_silence(promise: Promise, tmp_path: Path) -> None:
    """A ring is answered or the visitor is told, also when a phone, server, station or network dies; no phone
    that can be reached rings on.
    """
    rounds = promise.pick(short=len(FAULTS), nightly=len(FAULTS) * 100)
    slowest_s, longest_ring_on_ms = 0.0, 0
    house = make_house(tmp_path, settings={"GENKAN_CALLS_RING_S": str(RING_S)})
    with FaultProxy(house.port) as phone_network, FaultProxy(house.port) as station_network:
        try:
            house.start_server()
            station = house.add_station(code=house.enrolment_codes[0], server_url=station_network.url)
            async with AsyncExitStack() as stack:
                phones = [
                    await stack.enter_async_context(Phone(phone_network.url, sign_in(house.url, account)))
                    for account in house.list_household("101")[:2]
                ]
                scene = Scene(
                    house=house,
                    station=station,
                    phone_network=phone_network,
                    station_network=station_network,
                    phones=phones,
                    visitor=await stack.enter_async_context(Visitor(station)),
                )
                for number in range(rounds):
                    fault = FAULTS[number % len(FAULTS)]
                    is_talking = promise.random.random() < 0.5
                    pause_s = promise.random.uniform(0, 1)
                    told = await play_round(scene, fault, is_talking=is_talking, pause_s=pause_s)
                    print(f"{fault.__name__} while {'talking' if is_talking else 'ringing'}: {told}")
                    slowest_s = max(slowest_s, told.visitor_s)
                    longest_ring_on_ms = max(longest_ring_on_ms, told.phones_ms)
        finally:
            house.close()
    assert longest_ring_on_ms < RING_ON_LIMIT_MS
    promise.keep(
        "N5",
        f"{rounds} kills and cuts while ringing or talking: visitor has an outcome after at most "
        f"{slowest_s:.1f} s, phones stop {longest_ring_on_ms} ms after the end at most, 0 stuck",
    )


async def play_round(scene: Scene, fault: Fault, *, is_talking: bool, pause_s: float) -> Told:
    """Ring, perhaps talk, strike; give how long everybody was without an outcome."""
    call_id = await ring(scene)
    if is_talking:
        answered = await scene.phones[0].answer(call_id)
        assert answered == CallAnswered(won=True)
        scene.phones[0].keep_talking(call_id)
        await scene.visitor.wait_for(
            lambda call: call is not None and call.phase == "talking", limit_s=RING_LIMIT_S, what="the talk"
        )
    await asyncio.sleep(pause_s)
    struck = time.monotonic()
    await fault(scene)
    visitor_s = await wait_for_outcome(scene, call_id, struck)
    await clean_up(scene, call_id)
    hearers = scene.phones[1:] if fault is kill_answerer else scene.phones if fault in HEARING else []
    phones_ms = [phone.over_ms[call_id] - read_end_ms(scene.house, call_id) for phone in hearers]
    return Told(visitor_s=visitor_s, phones_ms=max(phones_ms, default=0))


def read_end_ms(house: House, call_id: str) -> int:
    """Give when the server ended the call, by this machine's clock."""
    with contextlib.closing(sqlite3.connect(house.data_dir / "genkan.db")) as database:
        ended = database.execute("SELECT ended_at FROM call WHERE id = ?", [call_id]).fetchone()
    return int(ended[0])


async def ring(scene: Scene) -> str:
    """Ring until every phone rings: whoever was struck before is back."""
    await scene.visitor.wait_until_online()
    await asyncio.gather(*(phone.wait_until_open() for phone in scene.phones))
    assert await scene.visitor.ring("101") == Nothing()
    shown = [
        await phone.wait_for_call(
            lambda call: call.phase == "ringing" and call.leg_state == "ringing",
            limit_s=RING_LIMIT_S,
            what="the ring",
        )
        for phone in scene.phones
    ]
    await scene.visitor.wait_for(_is_live, limit_s=RING_LIMIT_S, what="the call on the panel")
    return shown[0].call_id


async def wait_for_outcome(scene: Scene, call_id: str, struck: float) -> float:
    """Wait until the screen says how it ended, or the talk goes on as if nothing had been."""

    def has_outcome() -> bool:
        panel = scene.visitor.panel
        if panel is None:
            return False
        if panel.call is None or panel.call.call_id != call_id or panel.call.phase == "ended":
            return True
        return scene.phones[0].echoed_at > struck + WHOLE_AGAIN_S

    left_s = OUTCOME_LIMIT_S - (time.monotonic() - struck)
    await until(has_outcome, limit_s=left_s, what="an outcome for the visitor")
    return time.monotonic() - struck


async def clean_up(scene: Scene, call_id: str) -> None:
    """Mend everything; then nothing of the call may be left anywhere, and a new one must be possible."""
    scene.phones[0].stop_talking()
    scene.phones[0].revive()
    await asyncio.to_thread(scene.phone_network.mend)
    await asyncio.to_thread(scene.station_network.mend)
    await asyncio.to_thread(scene.house.wait_for_server)
    await until(
        lambda: scene.visitor.panel is not None and scene.visitor.panel.online,
        limit_s=AGAIN_LIMIT_S,
        what="the station's return",
    )
    await scene.visitor.hang_up()
    await until(
        lambda: (
            not _is_live(scene.visitor.call)
            and all(
                phone.is_open and all(call.phase == "ended" for call in phone.calls) for phone in scene.phones
            )
        ),
        limit_s=AGAIN_LIMIT_S,
        what=f"the end of call {call_id} everywhere",
    )


def _is_live(call: PanelCallView | None) -> bool:
    return call is not None and call.phase != "ended"
