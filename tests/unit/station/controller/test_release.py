"""Releasing a door: at most once, never late, never without its entry in the journal."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest

from genkan.station.clock import ServerClock
from genkan.station.controller.handover import HandOver
from genkan.station.controller.release import OUTCOME_AFTER_S, Opening, ReleaseDone, ReleaseDoor
from genkan.station.faults import CrashPoint
from genkan.station.hardware.relay import RELAY_TIME_LIMIT_S, RelayFailed, RelayUncertain
from genkan.station.store.journal import Intent, JournalUnwritable, Outcome
from genkan.station.store.memory_journal import MemoryJournal
from genkan.wire.frame import Refused
from genkan.wire.station import Released
from harness.station_parts import (
    FRONT_DOOR,
    RESIDENT,
    SERVER_MS,
    Answers,
    FakeRelays,
    Pulse,
    a_config,
    a_release,
    clock_at,
)
from harness.virtual_time import loop_time_ms


class Unit:
    """The release path with fakes around it."""

    def __init__(
        self,
        *,
        journal: MemoryJournal | None = None,
        blocked: tuple[int, ...] = (),
        pass_by: Callable[[CrashPoint], None] = lambda _: None,
        clock: ServerClock | None = None,
    ) -> None:
        self.journal = journal or MemoryJournal()
        self.relays = FakeRelays()
        self.clock = clock or clock_at(loop_time_ms)
        self.done: list[ReleaseDone] = []
        self.doubts = 0
        self.hand_over = HandOver(self.journal)
        self.release = ReleaseDoor(
            journal=self.journal,
            relays=self.relays,
            clock=self.clock,
            hand_over=self.hand_over,
            done=self.done.append,
            doubt_clock=self.doubt_clock,
            blocked_relays=blocked,
            pass_crash_point=pass_by,
        )
        self.release.use_doors(a_config().doors)

    def doubt_clock(self) -> None:
        self.doubts += 1

    def outcomes(self) -> list[str]:
        return [entry.outcome for entry in self.journal.entries_after(0, limit=200)]


async def test_door_is_released_once_and_answered_with_its_event() -> None:
    unit, answers = Unit(), Answers()
    command = a_release()

    await unit.release(command, answers)

    assert unit.relays.pulses == [Pulse(1, 5_000, command.command_id)]
    [entry] = unit.journal.entries_after(0, limit=10)
    assert answers.given == [Released(event_id=command.command_id, at_ms=SERVER_MS + 1, entry=entry)]
    assert (entry.event_id, entry.outcome, entry.actor_id) == (command.command_id, "opened", RESIDENT)
    assert unit.done == [ReleaseDone(outcome=Outcome.OPENED, at_ms=SERVER_MS + 1, door_id=command.door_id)]


async def test_intent_is_in_the_journal_before_the_relay_moves() -> None:
    unit = Unit()
    command = a_release()
    known: list[bool] = []
    unit.relays.before_pulse = lambda: known.append(unit.journal.find(command.command_id) is not None)

    await unit.release(command, Answers())

    assert known == [True]


async def test_outcome_is_written_only_after_the_answer() -> None:
    seen: list[CrashPoint] = []
    outcome_at_answer: list[object] = []

    def note(point: CrashPoint) -> None:
        seen.append(point)
        if point is CrashPoint.AFTER_ANSWER:
            recorded = unit.journal.find(command.command_id)
            outcome_at_answer.append(recorded.outcome if recorded else "missing")

    unit, command = Unit(pass_by=note), a_release()

    await unit.release(command, Answers())

    assert seen == list(CrashPoint)
    assert outcome_at_answer == [None]


@pytest.mark.parametrize(
    ("age_ms", "lifetime_ms", "reasons"),
    [
        (4_990, 5_000, ["released"]),
        (5_000, 5_000, ["late"]),  # the uncertainty counts against the command
        (5_000, 600_000, ["late"]),  # whatever life it claims
        (900, 1_000, ["released"]),
        (1_001, 1_000, ["late"]),
    ],
)
async def test_late_command_leaves_the_door_locked(age_ms: int, lifetime_ms: int, reasons: list[str]) -> None:
    unit, answers = Unit(), Answers()

    await unit.release(a_release(issued_ms=SERVER_MS - age_ms, lifetime_ms=lifetime_ms), answers)

    assert answers.reasons == reasons
    assert len(unit.relays.pulses) == reasons.count("released")
    assert unit.journal.next_seq == 1 + reasons.count("released")
    assert unit.doubts == reasons.count("late")  # perhaps it is our clock that is wrong


async def test_command_that_dies_while_the_disk_is_slow_leaves_the_door_locked() -> None:
    class SlowJournal(MemoryJournal):
        def record_intent(self, intent: Intent) -> int:
            now_ms[0] += 6_000
            return super().record_intent(intent)

    now_ms = [1_000.0]
    unit = Unit(journal=SlowJournal(), clock=clock_at(lambda: now_ms[0]))
    answers = Answers()

    await unit.release(a_release(), answers)

    assert answers.reasons == ["late"]
    assert unit.relays.pulses == []
    assert unit.outcomes() == ["failed"]


async def test_clock_that_was_never_set_refuses_commands() -> None:
    unit, answers = Unit(clock=ServerClock(loop_time_ms)), Answers()

    await unit.release(a_release(), answers)

    assert answers.reasons == ["clock-unsure"]
    assert unit.relays.pulses == []


async def test_uncertainty_over_two_seconds_refuses_commands() -> None:
    unit, answers = Unit(clock=clock_at(loop_time_ms, round_trip_ms=4_100)), Answers()

    await unit.release(a_release(issued_ms=SERVER_MS + 2_000), answers)

    assert answers.reasons == ["clock-unsure"]
    assert unit.relays.pulses == []


async def test_command_from_the_future_is_refused_for_our_clock_is_wrong() -> None:
    unit, answers = Unit(), Answers()

    await unit.release(a_release(issued_ms=SERVER_MS + 60_000), answers)

    assert answers.reasons == ["clock-unsure"]
    assert unit.relays.pulses == []
    assert unit.doubts == 1


async def test_entry_rides_on_the_answer_only_when_it_is_the_next_to_hand_over() -> None:
    unit, answers = Unit(), Answers()

    await unit.release(a_release(), answers)
    await unit.release(a_release(), Answers(is_link_lost=True))  # the second has not gone
    await unit.release(a_release(), answers)
    unit.hand_over.acknowledge(3)
    await unit.release(a_release(), answers)

    ridden = [answer.entry for answer in answers.given if isinstance(answer, Released)]
    assert [entry and entry.seq for entry in ridden] == [1, None, 4]


async def test_entry_of_an_opening_decided_here_rides_on_no_answer() -> None:
    unit = Unit()
    reading = unit.clock.read()
    assert reading is not None

    answer = await unit.release.open_here(
        Opening(
            event_id="e" * 32,
            door_id=FRONT_DOOR,
            credential_id="c" * 32,
            household_id=None,
            via="pin",
            at=reading,
        )
    )

    assert isinstance(answer, Released)
    assert answer.entry is None
    assert unit.hand_over.may_ride(1), "it is still to be handed over"


async def test_repeated_command_gets_the_first_answer_and_no_pulse() -> None:
    unit, answers = Unit(), Answers()
    command = a_release()

    await unit.release(command, answers)
    await asyncio.sleep(0.5)
    await unit.release(command, answers)

    first, second = answers.given
    assert isinstance(first, Released)
    assert second == msgspec.structs.replace(first, entry=None)
    assert len(unit.relays.pulses) == 1
    assert unit.journal.next_seq == 2


async def test_command_repeated_while_the_first_runs_waits_for_its_answer() -> None:
    unit, first, second = Unit(), Answers(), Answers()
    unit.relays.hold = asyncio.Event()
    command = a_release()

    running = [asyncio.create_task(unit.release(command, answers)) for answers in (first, second)]
    await asyncio.sleep(0.1)
    assert first.given == second.given == []
    unit.relays.hold.set()
    await asyncio.gather(*running)

    assert first.given == second.given
    assert first.reasons == ["released"]
    assert len(unit.relays.pulses) == 1


async def test_repeated_command_for_a_door_that_is_gone_still_gets_its_first_answer() -> None:
    unit, answers = Unit(), Answers()
    command = a_release()
    await unit.release(command, answers)

    unit.release.use_doors([])
    await unit.release(command, answers)

    assert answers.reasons == ["released", "released"]


async def test_command_for_another_stations_door_is_refused() -> None:
    unit, answers = Unit(), Answers()

    await unit.release(a_release(door_id="f" * 32), answers)

    assert answers.reasons == ["unknown-door"]
    assert unit.journal.next_seq == 1


async def test_blocked_relay_stays_still_for_a_valid_command() -> None:
    unit, answers = Unit(blocked=(1,)), Answers()

    await unit.release(a_release(door_id=FRONT_DOOR), answers)

    assert answers.reasons == ["door-blocked"]
    assert unit.relays.pulses == []


async def test_what_cannot_be_recorded_is_not_done() -> None:
    class FullDisk(MemoryJournal):
        def record_intent(self, intent: Intent) -> int:
            raise JournalUnwritable("no space left on device")

    unit, answers = Unit(journal=FullDisk()), Answers()

    await unit.release(a_release(), answers)

    assert answers.reasons == ["journal-unwritable"]
    assert unit.relays.pulses == []
    assert not unit.release.is_busy


async def test_relay_that_does_not_obey_is_recorded_as_failed() -> None:
    unit, answers = Unit(), Answers()
    unit.relays.fault = RelayFailed("coil burnt")
    command = a_release()

    await unit.release(command, answers)
    unit.relays.fault = None
    await unit.release(command, answers)

    assert answers.reasons == ["relay-failed", "relay-failed"]
    assert unit.relays.pulses == []
    assert unit.outcomes() == ["failed"]


@pytest.mark.parametrize("is_silent", [True, False])
async def test_relay_that_does_not_answer_leaves_the_outcome_unknown(*, is_silent: bool) -> None:
    unit, answers = Unit(), Answers()
    if is_silent:
        unit.relays.hold = asyncio.Event()
    else:
        unit.relays.fault = RelayUncertain("no answer")
    command = a_release()
    begun = asyncio.get_running_loop().time()

    await unit.release(command, answers)

    assert answers.reasons == ["outcome-unknown"]
    assert unit.outcomes() == ["unknown"]
    assert asyncio.get_running_loop().time() - begun <= RELAY_TIME_LIMIT_S + OUTCOME_AFTER_S


async def test_lost_link_changes_nothing_about_the_release() -> None:
    unit, answers = Unit(), Answers(is_link_lost=True)
    command = a_release()

    await unit.release(command, answers)
    answers.is_link_lost = False
    await unit.release(command, answers)

    assert len(unit.relays.pulses) == 1
    assert unit.outcomes() == ["opened"]
    assert answers.reasons == ["released"]


async def test_interrupted_release_leaves_nobody_waiting() -> None:
    unit, first, second = Unit(), Answers(), Answers()
    unit.relays.hold = asyncio.Event()
    command = a_release()
    interrupted = asyncio.create_task(unit.release(command, first))
    waiting = asyncio.create_task(unit.release(command, second))
    await asyncio.sleep(0.1)

    interrupted.cancel()
    await asyncio.gather(interrupted, waiting, return_exceptions=True)

    assert second.given == [Refused(reason="outcome-unknown")]
    assert not unit.release.is_busy


async def test_doors_are_released_beside_each_other() -> None:
    unit, slow, quick = Unit(), Answers(), Answers()
    unit.relays.hold = asyncio.Event()
    held = asyncio.create_task(unit.release(a_release(), slow))
    await asyncio.sleep(0.1)
    unit.relays.hold = None

    await unit.release(a_release(door_id="e" * 32), quick)

    assert quick.reasons == ["released"]
    assert slow.given == []
    held.cancel()
