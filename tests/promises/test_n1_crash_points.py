"""The station killed at each named point of the release path: what journal, relay and server know of it."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from genkan.station.faults import CrashPoint
from genkan.station.store.journal import FIRST_DIGEST
from genkan.wire.frame import Refused
from genkan.wire.station import JournalEntry, Release, Released, chain_digest
from harness.promise import Promise
from harness.pulses import PulseRecorder
from harness.scripted_server import ScriptedServer, StationPeer, scripted_server
from harness.station_program import StationProgram
from harness.waiting import until

START_LIMIT_S = 60.0
HAS_ENTRY = frozenset({CrashPoint.AFTER_INTENT, CrashPoint.AFTER_PULSE, CrashPoint.AFTER_ANSWER})
HAS_PULSE = frozenset({CrashPoint.AFTER_PULSE, CrashPoint.AFTER_ANSWER})
IS_TOLD = frozenset({CrashPoint.AFTER_ANSWER})


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder on a real disk, with a name short enough for a socket's."""
    with tempfile.TemporaryDirectory(prefix="n1-", dir="/var/tmp") as name:
        yield Path(name)


async def test_n1_crash_at_any_point_leaves_one_entry_for_each_pulse(promise: Promise, folder: Path) -> None:
    """A station that dies at any step of a release leaves at most one unknown outcome, no silent pulse."""
    kills = promise.pick(short=20, nightly=2_000)
    recorder = PulseRecorder(folder)
    crashed: dict[str, CrashPoint] = {}
    async with scripted_server() as server:
        unit = StationProgram(server, folder, pulse_socket=recorder.address)
        try:
            before: tuple[Release, CrashPoint] | None = None
            for number in range(kills):
                point = list(CrashPoint)[number % len(CrashPoint)]
                peer = await begin_life(server, unit, crash_at=point)
                if before is not None and before[1] in HAS_ENTRY:
                    await repeat(peer, before[0])
                command = server.a_release()
                assert await is_told(peer, command) == (point in IS_TOLD)
                crashed[command.command_id] = point
                before = (command, point)
                await until(lambda: not unit.program.is_alive, limit_s=START_LIMIT_S, what=f"crash {point}")
                unit.program.kill()
            await wait_for_hand_over(server, unit, await begin_life(server, unit))
            entries = server.kept(unit.station_id)
            unit.program.stop()
        finally:
            unit.program.close()
            recorder.close()

    pulses = Counter(pulse.event_id for pulse in recorder.list())
    assert pulses == Counter(event for event, point in crashed.items() if point in HAS_PULSE)
    outcomes = {entry.event_id: entry.outcome for entry in entries}
    assert outcomes.keys() == {event for event, point in crashed.items() if point in HAS_ENTRY}
    # An entry that rode on the answer told how it went before the station could write it down.
    assert {crashed[event] for event, outcome in outcomes.items() if outcome != "unknown"} <= IS_TOLD
    check_chain(entries)
    unknown = list(outcomes.values()).count("unknown")
    promise.keep(
        "N1",
        f"{kills} kills at named points, {pulses.total()} pulses: 0 missing, 0 doubled, "
        f"{unknown} outcomes unknown, at most one for each crash after the intent",
    )


async def is_told(peer: StationPeer, command: Release) -> bool:
    """Whether the server hears that the door was released before the station dies."""
    try:
        return isinstance(await peer.release(command), Released)
    except ConnectionError:
        return False


async def repeat(peer: StationPeer, command: Release) -> None:
    """Send a command again that a crash interrupted. Nobody can say whether it opened: now it never does."""
    answer = await peer.release(command)
    assert isinstance(answer, Refused)
    assert answer.reason in {"outcome-unknown", "late"}  # late: a busy machine took 5 s to start


async def begin_life(
    server: ScriptedServer, unit: StationProgram, *, crash_at: CrashPoint | None = None
) -> StationPeer:
    """Start the program and give its link."""
    lives = len(server.links)
    unit.start(crash_at=crash_at)
    return await server.next_link(after=lives, limit_s=START_LIMIT_S)


async def wait_for_hand_over(server: ScriptedServer, unit: StationProgram, peer: StationPeer) -> None:
    """Wait until the server keeps everything from before this life."""
    last_seq = peer.hello.next_seq - 1
    await until(
        lambda: len(server.kept(unit.station_id)) >= last_seq, limit_s=START_LIMIT_S, what="the hand-over"
    )


def check_chain(entries: list[JournalEntry]) -> None:
    """No entry is missing, changed or out of order."""
    previous = FIRST_DIGEST
    for seq, entry in enumerate(entries, start=1):
        previous = chain_digest(
            previous=previous,
            seq=seq,
            event_id=entry.event_id,
            at_ms=entry.at_ms,
            door_id=entry.door_id,
            actor_id=entry.actor_id,
            via=entry.via,
        )
        assert (entry.seq, entry.digest) == (seq, previous)
