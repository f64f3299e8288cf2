"""Releasing a door: the only path in this program that ends at a relay."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import structlog

from genkan.aio import within
from genkan.station.clock import Reading, ServerClock
from genkan.station.controller.handover import HandOver
from genkan.station.controller.ports import LinkLost
from genkan.station.faults import CrashPoint, PassBy, pass_by
from genkan.station.hardware.relay import RELAY_TIME_LIMIT_S, RelayFailed, Relays, RelayUncertain
from genkan.station.store.journal import Intent, Journal, JournalUnwritable, Outcome, Recorded
from genkan.wire.frame import Refused
from genkan.wire.station import DoorConfig, JournalEntry, Release, Released

log = structlog.get_logger(__name__)

LIFETIME_LIMIT_MS = 5_000  # whatever the command says: later than that nobody we can see is at the door
FUTURE_LIMIT_MS = 250  # server nodes agree to within this; beyond it our idea of the time is wrong

# The answer goes on its way first: whoever waits for it may need this unit's processor. A command that is
# repeated meanwhile is under way still; a crash leaves what `CrashPoint.AFTER_ANSWER` does.
OUTCOME_AFTER_S = 0.005


class Refusal(StrEnum):
    """Why a command ended without a release the station can vouch for."""

    CLOCK_UNSURE = "clock-unsure"  # the station cannot tell whether the command is still alive
    LATE = "late"  # the command's life was over
    UNKNOWN_DOOR = "unknown-door"  # none of this station's doors
    BLOCKED = "door-blocked"  # the installer took its relay out of service
    JOURNAL_UNWRITABLE = "journal-unwritable"  # what cannot be recorded is not done
    RELAY_FAILED = "relay-failed"  # the relay was not driven
    OUTCOME_UNKNOWN = "outcome-unknown"  # the relay did not answer, or the station crashed meanwhile


ReleaseAnswer = Released | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A release that this unit decided itself, from what was shown at the door."""

    event_id: str
    door_id: str
    credential_id: str
    household_id: str | None
    via: Literal["pin", "qr"]
    at: Reading  # the time as far as it is known; the journal's entry needs one
    use_no: int | None = None


Answer = Callable[[ReleaseAnswer], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDone:
    """One release that went as far as the journal."""

    outcome: Outcome
    at_ms: int
    door_id: str


def refuse_for_time(command: Release, reading: Reading | None) -> Refusal | None:
    """Give why the command must not be obeyed at this time, or None.

    In doubt it is late: the true time may be later than the reading by its uncertainty.
    """
    if reading is None or not reading.is_sure:
        return Refusal.CLOCK_UNSURE
    if command.issued_ms > reading.now_ms + reading.uncertainty_ms + FUTURE_LIMIT_MS:
        return Refusal.CLOCK_UNSURE
    lifetime_ms = min(command.lifetime_ms, LIFETIME_LIMIT_MS)
    if reading.now_ms + reading.uncertainty_ms > command.issued_ms + lifetime_ms:
        return Refusal.LATE
    return None


class ReleaseDoor:
    """Obeys a command at most once, and only after the journal has it."""

    def __init__(
        self,
        *,
        journal: Journal,
        relays: Relays,
        clock: ServerClock,
        hand_over: HandOver,
        done: Callable[[ReleaseDone], None],
        doubt_clock: Callable[[], None],
        blocked_relays: Collection[int] = (),
        pass_crash_point: PassBy = pass_by,
    ) -> None:
        self._journal = journal
        self._relays = relays
        self._clock = clock
        self._hand_over = hand_over
        self._done = done
        self._doubt_clock = doubt_clock
        self._blocked_relays = blocked_relays
        self._pass = pass_crash_point
        self._doors: dict[str, DoorConfig] = {}
        self._under_way: dict[str, asyncio.Future[ReleaseAnswer]] = {}

    async def open_here(self, opening: Opening) -> ReleaseAnswer:
        """Release a door for somebody who has just shown a PIN or a key. Raises UseTaken."""
        door = self._doors.get(opening.door_id)
        if door is None:
            return _refuse(opening.door_id, Refusal.UNKNOWN_DOOR)
        if door.relay in self._blocked_relays:
            return _refuse(opening.door_id, Refusal.BLOCKED)
        decided_ms = self._clock.monotonic_ms()

        def is_late() -> Refusal | None:
            return Refusal.LATE if self._clock.monotonic_ms() - decided_ms > LIFETIME_LIMIT_MS else None

        given: list[ReleaseAnswer] = []

        async def take(reply: ReleaseAnswer) -> None:
            given.append(reply)

        await self._release(_opening_intent(opening), door, is_late, take, reaches_server=False)
        return given[0] if given else Refused(reason=Refusal.OUTCOME_UNKNOWN.value)

    @property
    def is_busy(self) -> bool:
        """Whether a release is between its intent and its outcome."""
        return bool(self._under_way)

    def use_doors(self, doors: Collection[DoorConfig]) -> None:
        """Release these doors from now on."""
        self._doors = {door.door_id: door for door in doors}

    async def __call__(self, command: Release, answer: Answer) -> None:
        """Release the door and answer; what follows the answer keeps nobody waiting."""
        reading = self._clock.read()
        refusal = refuse_for_time(command, reading)
        if refusal is not None or reading is None:
            self._doubt_clock()  # it may be our idea of the time that is wrong; the next tap shall not suffer
            await _give(answer, _refuse(command.door_id, refusal or Refusal.CLOCK_UNSURE))
            return
        first = self._under_way.get(command.command_id)
        if first is not None:
            await _give(answer, await asyncio.shield(first))
            return
        recorded = self._journal.find(command.command_id)
        if recorded is not None:
            await _give(answer, _first_answer(command, recorded))
            return
        door = self._doors.get(command.door_id)
        if door is None:
            await _give(answer, _refuse(command.door_id, Refusal.UNKNOWN_DOOR))
        elif door.relay in self._blocked_relays:
            await _give(answer, _refuse(command.door_id, Refusal.BLOCKED))
        else:
            await self._release(
                _intent(command, reading),
                door,
                lambda: refuse_for_time(command, self._clock.read()),
                answer,
                reaches_server=True,
            )

    async def _release(
        self,
        intent: Intent,
        door: DoorConfig,
        refuse_now: Callable[[], Refusal | None],
        answer: Answer,
        *,
        reaches_server: bool,
    ) -> None:
        answered: asyncio.Future[ReleaseAnswer] = asyncio.get_running_loop().create_future()
        self._under_way[intent.event_id] = answered
        try:
            self._pass(CrashPoint.BEFORE_INTENT)
            seq = self._journal.record_intent(intent)
            self._pass(CrashPoint.AFTER_INTENT)
            # The disk may have taken seconds over the intent; nobody may be at the door any more.
            refusal = refuse_now()
            if refusal is None:
                outcome, refusal = await self._pulse(door, intent.event_id)
            else:
                outcome = Outcome.FAILED
            self._pass(CrashPoint.AFTER_PULSE)
            entry = self._let_ride(seq, outcome) if reaches_server else None
            reply: ReleaseAnswer
            if refusal is None:
                reply = Released(event_id=intent.event_id, at_ms=intent.at_ms, entry=entry)
            else:
                reply = _refuse(intent.door_id, refusal)
            answered.set_result(reply)
            if await _give(answer, reply) and entry is not None:
                self._hand_over.note_ridden(seq)
            self._pass(CrashPoint.AFTER_ANSWER)
            try:
                if reaches_server:
                    await asyncio.sleep(OUTCOME_AFTER_S)
            finally:
                self._journal.record_outcome(seq, outcome)
        except JournalUnwritable as error:
            log.warning("station.journal.unwritable", fault=str(error))
            unwritable = _refuse(intent.door_id, Refusal.JOURNAL_UNWRITABLE)
            answered.set_result(unwritable)
            await _give(answer, unwritable)
            return
        finally:
            if not answered.done():  # this was cancelled: nobody may wait for ever
                answered.set_result(Refused(reason=Refusal.OUTCOME_UNKNOWN.value))
            del self._under_way[intent.event_id]
        self._done(ReleaseDone(outcome=outcome, at_ms=intent.at_ms, door_id=intent.door_id))

    async def _pulse(self, door: DoorConfig, event_id: str) -> tuple[Outcome, Refusal | None]:
        try:
            pulse = self._relays.pulse(door.relay, release_ms=door.release_ms, event_id=event_id)
            await within(RELAY_TIME_LIMIT_S, pulse)
        except RelayFailed as error:
            log.warning("station.relay.failed", relay=door.relay, fault=str(error))
            return Outcome.FAILED, Refusal.RELAY_FAILED
        except (RelayUncertain, TimeoutError) as error:
            log.warning("station.relay.uncertain", relay=door.relay, fault=str(error))
            return Outcome.UNKNOWN, Refusal.OUTCOME_UNKNOWN
        return Outcome.OPENED, None

    def _let_ride(self, seq: int, outcome: Outcome) -> JournalEntry | None:
        """Give the entry that the answer carries, when it is the next to hand over.

        It saves a frame for every release that does not follow hard upon another.
        """
        if outcome is not Outcome.OPENED or not self._hand_over.may_ride(seq):
            return None
        return self._journal.foresee(seq, outcome)


def _refuse(door_id: str, refusal: Refusal) -> Refused:
    log.info("station.release.refused", door_id=door_id, reason=refusal.value)
    return Refused(reason=refusal.value)


def _intent(command: Release, at: Reading) -> Intent:
    return Intent(
        event_id=command.command_id,
        at_ms=at.now_ms,
        door_id=command.door_id,
        actor_id=command.actor_id,
        via=command.via,
        household_id=command.household_id,
        call_id=command.call_id,
        clock_uncertainty_ms=at.uncertainty_ms,
    )


def _opening_intent(opening: Opening) -> Intent:
    return Intent(
        event_id=opening.event_id,
        at_ms=opening.at.now_ms,
        door_id=opening.door_id,
        actor_id=opening.credential_id,
        via=opening.via,
        household_id=opening.household_id,
        call_id=None,
        clock_uncertainty_ms=opening.at.uncertainty_ms,
        credential_id=opening.credential_id,
        use_no=opening.use_no,
    )


def _first_answer(command: Release, recorded: Recorded) -> ReleaseAnswer:
    """Give what the first command with this id was answered, as far as the journal knows."""
    match recorded.outcome:
        case Outcome.OPENED:
            return Released(event_id=command.command_id, at_ms=recorded.at_ms)
        case Outcome.FAILED:
            return Refused(reason=Refusal.RELAY_FAILED.value)
        case Outcome.UNKNOWN | None:
            return Refused(reason=Refusal.OUTCOME_UNKNOWN.value)


async def _give(answer: Answer, reply: ReleaseAnswer) -> bool:
    """Answer, and give whether it went out: on a closed link the server asks again, and is told the same."""
    try:
        await answer(reply)
    except LinkLost:
        return False
    return True
