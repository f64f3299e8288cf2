"""How often the disk is waited for between the tap's arrival at the station and its answer: once."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from genkan.station.controller.controller import IDLE_AFTER_S
from genkan.station.store.sqlite_journal import CHECKPOINT_WHEN_IDLE
from genkan.wire.station import Released
from harness.promise import Promise
from harness.pulses import PulseRecorder
from harness.scripted_server import scripted_server
from harness.station_program import StationProgram
from harness.system_calls import SystemCall, read_system_calls, strace_prefix
from harness.waiting import until

ANSWER_BYTES = {*range(140, 200), *range(450, 560)}  # 154, or 511 with its entry; an entry alone takes 400
START_LIMIT_S = 90.0  # under strace on a busy machine


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder on a real disk: a memory disk would wait for nothing."""
    with tempfile.TemporaryDirectory(prefix="p1-", dir="/var/tmp") as name:
        yield Path(name)


async def test_p1_release_waits_for_the_disk_exactly_once(promise: Promise, folder: Path) -> None:
    """Between the tap and 「解錠成功」 the disk is synced exactly once, also after a tidy-up."""
    rounds = promise.pick(short=2, nightly=20)
    trace = folder / "calls.strace"
    recorder = PulseRecorder(folder)
    async with scripted_server() as server:
        unit = StationProgram(server, folder, pulse_socket=recorder.address, prefix=strace_prefix(trace))
        try:
            unit.start()
            peer = await server.next_link(limit_s=START_LIMIT_S)
            releases = 0
            for _ in range(rounds):
                for _ in range(CHECKPOINT_WHEN_IDLE):
                    assert isinstance(await peer.release(server.a_release()), Released)
                    releases += 1
                tidied = count_syncs(read_system_calls(trace))
                await asyncio.sleep(IDLE_AFTER_S)
                await until(
                    lambda before=tidied: count_syncs(read_system_calls(trace)) > before,  # type: ignore[misc]
                    limit_s=10,
                    what="the journal tidied in the break",
                )
            assert isinstance(await peer.release(server.a_release()), Released)
            releases += 1
            unit.program.stop()
        finally:
            unit.program.close()
            recorder.close()

    # strace is nobody's child (-D): it may write its last lines after the program has ended.
    await until(
        lambda: len(count_between_arrival_and_answer(read_system_calls(trace))) >= releases,
        limit_s=10,
        what=f"{releases} releases in the trace",
    )
    syncs = count_between_arrival_and_answer(read_system_calls(trace))
    assert syncs == [1] * releases
    assert len(recorder.list()) == releases
    promise.keep("P1", f"{releases} releases traced by strace: exactly 1 fsync/fdatasync in each")


def count_syncs(calls: Sequence[SystemCall]) -> int:
    return sum(call.is_sync for call in calls)


def count_between_arrival_and_answer(calls: Sequence[SystemCall]) -> list[int]:
    """Give, for each release, the syncs of the whole program until its answer is handed to the kernel."""
    counts: list[int] = []
    arrived_on: int | None = None
    for call in calls:
        if arrived_on is None:
            if call.name in {"recvfrom", "read"} and "door.release" in call.text:
                arrived_on = call.descriptor
                counts.append(0)
        elif call.is_sync:
            counts[-1] += 1
        elif call.name in {"sendto", "write"} and call.descriptor == arrived_on and is_answer(call):
            arrived_on = None
    return counts


def is_answer(call: SystemCall) -> bool:
    """Tell an answer from the entry of the release before it, which may be handed over in between.

    What a WebSocket client sends is masked, so its size must do: an answer names two ids and an
    instant, an entry four ids and a digest.
    """
    size = int(call.text.rpartition("= ")[2])
    return size in ANSWER_BYTES
