"""A network that delays, repeats, loses and reorders what is said, between app, server and station."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from genkan.wire.ids import new_id
from harness.house import House, make_house
from harness.phone import Phone, Session, sign_in
from harness.promise import Promise
from harness.proxy import Direction, FaultProxy
from harness.pulses import Pulse, PulseRecorder

COMMAND_LIFE_MS = 5_000
LONGEST_DELAY_S = 8.0  # past the life of a command, so that late ones do arrive
SETTLED_AFTER_S = LONGEST_DELAY_S + 2
TAPS_A_SECOND = 25
TAP_AGE_MS = 20
SPOILED = frozenset({"door.release", "door.release.reply", "refused"})


@dataclass(slots=True)
class Mischief:
    """Spoils what concerns releases and lets the rest pass, so that the links stay open."""

    random: Random
    commands: dict[str, int] = field(default_factory=dict)  # command → the tap it was issued for
    spoiled: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, direction: Direction, message: bytes) -> Sequence[float]:
        """Say when each copy of the message is passed on."""
        frame = json.loads(message)
        if frame["kind"] not in SPOILED:
            return (0.0,)
        with self._lock:
            body = frame.get("body", {})
            if "command_id" in body:
                self.commands[body["command_id"]] = body["issued_ms"]
            return self._spoil()

    def _spoil(self) -> Sequence[float]:
        fate = self.random.random()
        if fate < 0.25:
            return (0.0,)
        self.spoiled += 1
        if fate < 0.35:
            return ()
        if fate < 0.6:
            return (self._delay(),)
        return tuple(self._delay() for _ in range(self.random.randint(2, 4)))

    def _delay(self) -> float:
        return self.random.choice((0.0, self.random.uniform(0, 1), self.random.uniform(0, LONGEST_DELAY_S)))


async def test_n2_no_pulse_is_late_and_no_tap_opens_twice(promise: Promise, tmp_path: Path) -> None:
    """No pulse later than 5 s after the tap; a repeated command opens once."""
    count = promise.pick(short=200, nightly=5_000)
    mischief = Mischief(promise.random)
    recorder = PulseRecorder(tmp_path)
    house = make_house(tmp_path)
    try:
        house.start_server()
        with FaultProxy(house.port) as app_side, FaultProxy(house.port) as station_side:
            house.add_station(
                code=house.enrolment_codes[0],
                server_url=station_side.url,
                environment={"GENKAN_STATION_RELAY_PULSE_SOCKET": recorder.address},
            )
            sessions = [sign_in(house.url, account) for account in house.list_household("101")]
            tapped = await tap_through(house, app_side, station_side, sessions, mischief, count)
    finally:
        house.close()
        recorder.close()

    pulses = recorder.list()
    late = [pulse for pulse in pulses if lateness_ms(pulse, mischief) > COMMAND_LIFE_MS]
    taps_of_pulses = Counter(mischief.commands[pulse.event_id] for pulse in pulses)
    assert late == []
    assert [tap for tap, opened in taps_of_pulses.items() if opened > 1] == [], "a tap opened twice"
    assert set(taps_of_pulses) <= set(tapped), "a pulse that nobody tapped for"
    assert pulses, "nothing opened at all: the network was too bad to show anything"
    slowest = max(lateness_ms(pulse, mischief) for pulse in pulses)
    promise.keep(
        "N2",
        f"{count} taps, {mischief.spoiled} frames spoiled, {len(pulses)} pulses: "
        f"0 late (slowest {slowest / 1000:.1f} s), 0 double",
    )


async def tap_through(
    house: House,
    app_side: FaultProxy,
    station_side: FaultProxy,
    sessions: list[Session],
    mischief: Mischief,
    count: int,
) -> list[int]:
    """Tap through the bad network, each tap sent again and again; give the instants of the taps."""
    tapped: list[int] = []
    phones = [Phone(app_side.url, session) for session in sessions]
    async with phones[0], phones[1], phones[2]:
        doors = await phones[0].wait_for_doors()
        app_side.judge = station_side.judge = mischief
        async with asyncio.TaskGroup() as taps:
            for number in range(count):
                # An instant of its own for each tap, so that every pulse tells which it was for.
                # A little ago, for the server takes no tap for later than its own time.
                tapped.append(max(phones[0].server_ms() - TAP_AGE_MS, tapped[-1] + 1 if tapped else 0))
                door_id = mischief.random.choice(doors)
                phone = phones[number % len(phones)]
                taps.create_task(tap_again_and_again(house, phone, mischief.random, door_id, tapped[-1]))
                await asyncio.sleep(1 / TAPS_A_SECOND)
        await asyncio.sleep(SETTLED_AFTER_S)  # the last copies are still on their way
    return tapped


async def tap_again_and_again(
    house: House, phone: Phone, random: Random, door_id: str, tapped_ms: int
) -> None:
    """One tap, as a nervous app would send it: by both ways, at once and later, with one key."""
    key = new_id()
    async with asyncio.TaskGroup() as copies:
        for _ in range(random.randint(1, 3)):
            copies.create_task(_tap_once(phone, door_id, key, tapped_ms, random.uniform(0, 6)))
        if random.random() < 0.3:
            copies.create_task(_tap_by_http(house, phone.session, door_id, key, tapped_ms))


async def _tap_once(phone: Phone, door_id: str, key: str, tapped_ms: int, delay_s: float) -> None:
    await asyncio.sleep(delay_s if delay_s > 1 else 0)
    await phone.release(door_id, key=key, tapped_ms=tapped_ms)


async def _tap_by_http(house: House, session: Session, door_id: str, key: str, tapped_ms: int) -> None:
    async with httpx.AsyncClient(base_url=house.url, headers=session.headers, timeout=10) as http:
        await http.post(f"/api/app/doors/{door_id}/release", json={"key": key, "tapped_ms": tapped_ms})


def lateness_ms(pulse: Pulse, mischief: Mischief) -> int:
    """Give the time from the tap to the pulse; server, phones and station share this machine's clock."""
    return pulse.at_ms - mischief.commands[pulse.event_id]
