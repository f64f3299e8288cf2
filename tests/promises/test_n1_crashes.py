"""Kills at random moments, of server, station or both, while residents tap."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from genkan.wire.app import DoorReleased
from harness.house import House, Station, make_house
from harness.phone import Phone, Session, sign_in
from harness.program import Program
from harness.promise import Promise
from harness.pulses import PulseRecorder
from harness.waiting import NotInTime, until, until_found

TAPPING_PHONES = 3
FLOW_LIMIT_S = 40.0  # from a kill until a tap opens again: two starts and a reconnect on a busy machine
HANDED_OVER_LIMIT_S = 60.0  # N6: a station that was cut off has handed everything over by then
LONGEST_CALM_S = 0.4  # taps flow for up to so long before the next kill
EARLY_KILL = 0.15  # of all kills strike a program that is still starting
LONGEST_START_S = 1.5
HISTORY_PAGE = 100


@dataclass(slots=True)
class Taps:
    """What the residents know."""

    opened: set[str] = field(default_factory=set)
    refusals: Counter[str] = field(default_factory=Counter)


async def test_n1_every_pulse_has_exactly_one_event(promise: Promise, tmp_path: Path) -> None:
    """Every relay pulse has exactly one event in the history, also through crashes."""
    kills = promise.pick(short=60, nightly=10_000)
    recorder = PulseRecorder(tmp_path)
    house = make_house(tmp_path)
    try:
        house.start_server()
        station = house.add_station(
            code=house.enrolment_codes[0],
            environment={"GENKAN_STATION_RELAY_PULSE_SOCKET": recorder.address},
        )
        sessions = [sign_in(house.url, house.list_household("101")[n]) for n in range(TAPPING_PHONES)]
        taps = await tap_through_kills(house, station, sessions, kills, promise.random)
        pulsed, history = await read_all(house, sessions[0], recorder)
    finally:
        house.close()
        recorder.close()

    outcomes = Counter(outcome for _, outcome in history)
    assert [event_id for event_id, count in pulsed.items() if count > 1] == [], "a command pulsed twice"
    assert set(pulsed) - {event_id for event_id, _ in history} == set(), "pulses without an event"
    assert taps.opened <= set(pulsed), "「解錠成功」 without a pulse"
    claimed = {event_id for event_id, outcome in history if outcome == "opened"}
    assert claimed <= set(pulsed), "opened in the history without a pulse"
    assert outcomes["failed"] == 0
    assert outcomes["unknown"] <= kills, "more than one unknown outcome per crash"
    promise.keep(
        "N1",
        f"{kills} kills, {len(pulsed)} pulses: 0 missing, 0 doubled, {outcomes['unknown']} outcomes unknown",
    )


async def tap_through_kills(
    house: House, station: Station, sessions: list[Session], kills: int, random: Random
) -> Taps:
    """Tap without a pause while the programs die and come back; give what the phones were told."""
    taps = Taps()
    async with AsyncExitStack() as stack:
        phones = [await stack.enter_async_context(Phone(house.url, session)) for session in sessions]
        doors = await phones[0].wait_for_doors()
        async with asyncio.TaskGroup() as tapping:
            tasks = [tapping.create_task(tap_for_ever(phone, doors, taps, random)) for phone in phones]
            for victims in choose_victims(house.server, station.program, kills, random):
                await wait_for_flow(taps)
                await asyncio.sleep(random.uniform(0, LONGEST_CALM_S))
                await kill_and_restart(victims, random)
            await wait_for_flow(taps)
            for task in tasks:
                task.cancel()
    return taps


def choose_victims(server: Program, station: Program, kills: int, random: Random) -> Iterator[list[Program]]:
    """Give who dies, one crash after the other; the server alone never twice in a row.

    A station that loses link after link waits longer and longer, which shows nothing and takes time.
    """
    choices = [[station], [station], [station, server], [server]]
    last: list[Program] = []
    for _ in range(kills):
        last = random.choice(choices if last != [server] else choices[:-1])
        yield last


async def tap_for_ever(phone: Phone, doors: list[str], taps: Taps, random: Random) -> None:
    while True:
        await phone.wait_until_open()
        answer = await phone.release(random.choice(doors))
        if isinstance(answer, DoorReleased):
            taps.opened.add(answer.event_id)
            await asyncio.sleep(random.uniform(0, 0.02))
        else:
            taps.refusals[answer.reason] += 1
            await asyncio.sleep(0.02)  # the station is away; asking faster would only burn the processor


async def wait_for_flow(taps: Taps) -> None:
    """Return when one more tap has opened."""
    before = len(taps.opened)
    try:
        await until(lambda: len(taps.opened) > before, limit_s=FLOW_LIMIT_S, what="a tap that opens")
    except NotInTime as fault:
        raise NotInTime(f"{fault}; refused so far: {dict(taps.refusals)}") from None


async def kill_and_restart(victims: list[Program], random: Random) -> None:
    for victim in victims:
        await asyncio.to_thread(victim.kill)
    for victim in victims:
        victim.start()
    while random.random() < EARLY_KILL:
        await asyncio.sleep(random.uniform(0, LONGEST_START_S))
        victim = random.choice(victims)
        await asyncio.to_thread(victim.kill)
        victim.start()


async def read_all(
    house: House, session: Session, recorder: PulseRecorder
) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Give every pulse by its event, and the history that has them all."""
    pulsed = Counter(pulse.event_id for pulse in recorder.list())
    while True:
        history = await read_whole_history(house, session, expected=set(pulsed))
        # A tap may still have been on its way when its phone was stopped.
        since = Counter(pulse.event_id for pulse in recorder.list())
        if since == pulsed:
            return pulsed, history
        pulsed = since


async def read_whole_history(house: House, session: Session, *, expected: set[str]) -> list[tuple[str, str]]:
    """Give (event, outcome) of every opening, once the station has handed everything over."""

    async def look() -> list[tuple[str, str]] | None:
        openings = await read_openings(house, session)
        return openings if expected <= {event_id for event_id, _ in openings} else None

    return await until_found(look, limit_s=HANDED_OVER_LIMIT_S, what="every pulse in the history")


async def read_openings(house: House, session: Session) -> list[tuple[str, str]]:
    """Read the pages of the history, each beginning with the last instant of the one before."""
    openings: dict[str, str] = {}
    before: dict[str, int] = {}
    async with httpx.AsyncClient(base_url=house.url, headers=session.headers) as http:
        while True:
            answer = await http.get("/api/app/history", params={"limit": HISTORY_PAGE, **before})
            page = [item for item in answer.json()["items"] if item["kind"] == "opening"]
            ids = [item["id"] for item in page]
            assert len(ids) == len(set(ids)), "an event twice on one page"
            openings |= {item["id"]: item["outcome"] for item in page}
            next_before_ms = answer.json()["next_before_ms"]
            if next_before_ms is None:
                return list(openings.items())
            before = {"before_ms": next_before_ms + 1}
