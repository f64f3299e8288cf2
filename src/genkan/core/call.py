"""A call is a value: `step(call, event, at)` gives the next one and what must be done about it.

Every live call has a deadline, so nothing can hang; an ended call has no live leg; at most one
leg is the answerer. `tests/unit/core/test_call.py` explores every reachable state.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from genkan.core.call_events import (
    Answered,
    Connect,
    DeadlinePassed,
    Declined,
    Effect,
    Event,
    Freed,
    HungUp,
    Invite,
    LegEvent,
    Lost,
    Rang,
    Released,
    Said,
    Withdraw,
)
from genkan.core.legs import Leg, LegEnd, LegId, LegKind, LegState
from genkan.core.words import PHRASES, WORDS_LIMIT, Side, Word

__all__ = [
    "Answered",
    "Connect",
    "DeadlinePassed",
    "Declined",
    "Effect",
    "Event",
    "Freed",
    "HungUp",
    "Invite",
    "Leg",
    "LegEnd",
    "LegId",
    "LegKind",
    "LegState",
    "Lost",
    "Rang",
    "Released",
    "Said",
    "Withdraw",
]

RING_LIMIT = timedelta(seconds=30)  # SPEC 4: after it the telephone backup or 「応答がありません」
TALK_LIMIT = timedelta(seconds=120)  # SPEC 4: a lobby unit serves the whole building
BACKUP_LIMIT = timedelta(seconds=20)  # SPEC 5: one number after the other
BACKUP_DELAY = timedelta(seconds=10)  # SPEC 5, "after 10 s"
WAIT_LIMIT = RING_LIMIT + TALK_LIMIT  # the call that is waited for is over by then
VIEW_LIMIT = timedelta(seconds=30)  # SPEC 3: a look at the entrance, not surveillance
WAKE_GRACE = timedelta(seconds=5)  # a phone woken by push needs this long to say that it rings


class Phase(StrEnum):
    WAITING = "waiting"  # those who are called are in another call; it rings when they are free
    RINGING = "ringing"  # the household is notified; nobody has answered
    BACKUP = "backup"  # the household's numbers are called in turn; its apps may still answer
    TALKING = "talking"  # one leg answered and talks with the visitor
    ENDED = "ended"  # over; `end` says why


class End(StrEnum):
    OPENED = "opened"  # the door was released in the call
    HUNG_UP = "hung_up"  # the answerer or the visitor ended a talk
    CANCELLED = "cancelled"  # the visitor gave up before an answer
    NO_ANSWER = "no_answer"  # nobody answered in time
    DECLINED = "declined"  # everybody who was rung refused
    LOST = "lost"  # a party dropped out
    TIME_UP = "time_up"  # talked for as long as a talk may last
    REPLIED = "replied"  # nobody took it, but the home told the visitor by button or text what to do
    BUSY = "busy"  # waited in vain for those who are called to end another call


MISSED = frozenset({End.CANCELLED, End.NO_ANSWER, End.LOST, End.BUSY})


class TargetKind(StrEnum):
    HOME = "home"  # everybody of the household that lives there
    OFFICE = "office"  # 「管理室」: the managers on duty
    VIEW = "view"  # nobody is called: a resident looks through the station's camera


class BackupRule(StrEnum):
    """When a household's telephone numbers are called (SPEC 5)."""

    AFTER_NO_ANSWER = "after_no_answer"  # the apps have rung their time
    AFTER_TEN_SECONDS = "after_ten_seconds"  # the apps go on ringing beside
    TOGETHER = "together"  # with the apps, from the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long each phase of a call may last; the property's settings."""

    ring: timedelta = RING_LIMIT
    talk: timedelta = TALK_LIMIT
    backup: timedelta = BACKUP_LIMIT
    wait: timedelta = WAIT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom the visitor called."""

    home_id: str  # of an office the property, of a view the household: what can be in one call only
    household_id: str | None = None  # None: a vacant home, which rings like an absent one; or an office
    kind: TargetKind = TargetKind.HOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A whole call at one instant. `version` counts its changes."""

    target: Target
    phase: Phase
    legs: tuple[Leg, ...]
    numbers: tuple[str, ...] = ()  # telephone numbers (opaque ids) not yet tried
    limits: Limits = Limits()
    backup: BackupRule = BackupRule.AFTER_NO_ANSWER
    is_muted: bool = False  # every device is muted: the no-answer rules apply at once
    answered_by: LegId | None = None
    end: End | None = None
    deadline: datetime | None = None
    ring_until: datetime | None = None  # for so long the apps ring, whatever the telephones do
    words: tuple[Word, ...] = ()
    version: int = 1

    def find_leg(self, leg_id: str) -> Leg | None:
        return next((leg for leg in self.legs if leg.id == leg_id), None)

    def count_words(self, side: Side) -> int:
        return sum(word.by is side for word in self.words)


def place(  # noqa: PLR0913 - what a household's rules are made of
    *,
    target: Target,
    visitor: Leg,
    apps: tuple[Leg, ...],
    at: datetime,
    numbers: tuple[str, ...] = (),
    limits: Limits | None = None,
    backup: BackupRule = BackupRule.AFTER_NO_ANSWER,
    is_muted: bool = False,
    is_busy: bool = False,
) -> Call:
    """Start a call: the visitor waits, every app is invited.

    `is_muted`: no app is invited, because every one is muted. `is_busy`: it rings when it is `Freed`.
    """
    chosen = limits or Limits()
    waiting = Call(
        target=target,
        phase=Phase.WAITING,
        legs=(replace(visitor, state=LegState.CONNECTED, connected_at=at), *apps),
        numbers=numbers,
        limits=chosen,
        backup=backup,
        is_muted=is_muted,
        deadline=at + chosen.wait,
    )
    return waiting if is_busy else _ring(waiting, at)[0]


def watch(*, target: Target, visitor: Leg, viewer: Leg, at: datetime) -> Call:
    """Start a live view: the viewer sees what the station's camera sees; nobody is called."""
    return Call(
        target=target,
        phase=Phase.TALKING,
        legs=tuple(replace(leg, state=LegState.CONNECTED, connected_at=at) for leg in (visitor, viewer)),
        answered_by=viewer.id,
        deadline=at + VIEW_LIMIT,
    )


def step(call: Call, event: Event, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    """Give the next state and its effects; an event that does not apply (any more) changes nothing.

    Effects are idempotent and follow from the returned state, so a crash between writing the
    state and acting on it loses nothing.
    """
    after, effects = _step(call, event, at)
    return (call, ()) if after is call else (replace(after, version=call.version + 1), effects)


def _step(call: Call, event: Event, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    if call.phase is Phase.ENDED:
        return call, ()
    match event:
        case Released():
            return _finish(call, End.OPENED, at)
        case Freed():
            return _ring(call, at) if call.phase is Phase.WAITING else (call, ())
        case DeadlinePassed():
            return (call, ()) if call.deadline is None or at < call.deadline else _run_out(call, at)
        case Said(leg=leg_id):
            leg = call.find_leg(leg_id)
            return (call, ()) if leg is None or not leg.is_live else (_say(call, leg, event, at), ())
        case Rang(leg_id) | Answered(leg_id) | Declined(leg_id) | HungUp(leg_id) | Lost(leg_id):
            leg = call.find_leg(leg_id)
            return (call, ()) if leg is None or not leg.is_live else _step_leg(call, leg, event, at)
        case _:
            assert_never(event)


def _step_leg(call: Call, leg: Leg, event: LegEvent, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    match event:
        case Rang():
            if leg.state is not LegState.INVITED or call.phase is Phase.WAITING:
                return call, ()
            return _put(call, replace(leg, state=LegState.RINGING, rang_at=leg.rang_at or at)), ()
        case Answered():
            can_answer = not leg.is_visitor and call.phase in (Phase.RINGING, Phase.BACKUP)
            return _answer(call, leg, at) if can_answer else (call, ())
        case Declined() | HungUp():
            end = LegEnd.DECLINED if isinstance(event, Declined) else LegEnd.HUNG_UP
            return _leave(call, leg, end, at)
        case Lost():
            if leg.kind is LegKind.APP and call.phase is not Phase.TALKING:
                # A phone that loses its network while it rings may be back in a second.
                if leg.state is LegState.INVITED:
                    return call, ()
                return _put(call, replace(leg, state=LegState.INVITED)), ()
            return _leave(call, leg, LegEnd.LOST, at)
        case _:
            assert_never(event)


def _ring(call: Call, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    """Begin to ring, by the household's rules."""
    until = at + call.limits.ring
    ringing = replace(call, phase=Phase.RINGING, ring_until=until, deadline=until)
    if call.is_muted:
        return _go_on(replace(ringing, ring_until=at), at)
    if call.numbers and call.backup is BackupRule.TOGETHER:
        return _go_on(ringing, at)
    if call.numbers and call.backup is BackupRule.AFTER_TEN_SECONDS:
        ringing = replace(ringing, deadline=min(until, at + BACKUP_DELAY))
    return ringing, ()


def _answer(call: Call, winner: Leg, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    beaten = tuple(leg for leg in call.legs if leg.is_live and not leg.is_visitor and leg.id != winner.id)
    talking = _put(call, replace(winner, state=LegState.CONNECTED, connected_at=at))
    for leg in beaten:
        talking = _put(talking, _left(leg, LegEnd.ELSEWHERE, at))
    withdrawn = tuple(Withdraw(leg.id, LegEnd.ELSEWHERE) for leg in beaten)
    return (
        replace(
            talking,
            phase=Phase.TALKING,
            answered_by=winner.id,
            numbers=(),
            deadline=at + call.limits.talk,
        ),
        (Connect(winner.id), *withdrawn),
    )


def _say(call: Call, leg: Leg, said: Said, at: datetime) -> Call:
    """Keep what was said. While it rings, a word of the home gives the visitor another ring's time."""
    side = Side.VISITOR if leg.is_visitor else Side.HOME
    is_typed = said.phrase is None and said.text is not None and leg.kind is LegKind.APP
    is_phrase = said.phrase in PHRASES[side] and said.text is None and leg.kind is not LegKind.TELEPHONE
    if call.target.kind is TargetKind.VIEW or not (is_typed or is_phrase):
        return call
    if call.count_words(side) >= WORDS_LIMIT:
        return call
    spoken = replace(call, words=(*call.words, Word(by=side, at=at, phrase=said.phrase, text=said.text)))
    if side is Side.VISITOR or call.phase not in (Phase.RINGING, Phase.BACKUP):
        return spoken
    until = at + call.limits.ring
    return replace(spoken, ring_until=until, deadline=until if call.phase is Phase.RINGING else call.deadline)


def _leave(call: Call, leg: Leg, end: LegEnd, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    if leg.is_visitor or call.phase is Phase.TALKING:
        if end is LegEnd.LOST:
            return _finish(call, End.LOST, at, left=(leg, end))
        over = End.HUNG_UP if call.phase is Phase.TALKING else End.CANCELLED
        return _finish(call, over, at, left=(leg, end))
    remaining = _put(call, _left(leg, end, at))
    waiting = [other for other in remaining.legs if other.is_live and not other.is_visitor]
    if call.phase is Phase.WAITING:
        return (remaining, ()) if waiting else _finish(remaining, End.DECLINED, at)
    if not waiting or leg.kind is LegKind.TELEPHONE:
        return _go_on(remaining, at)
    if any(other.state is LegState.RINGING or other.kind is LegKind.TELEPHONE for other in waiting):
        return remaining, ()
    # Everybody who rang has refused; phones that were only invited get the time to wake up.
    soon = at + WAKE_GRACE
    return (
        replace(
            remaining, deadline=_earlier(call.deadline, soon), ring_until=_earlier(call.ring_until, soon)
        ),
        (),
    )


def _run_out(call: Call, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    match call.phase:
        case Phase.WAITING:
            return _finish(call, End.BUSY, at)
        case Phase.TALKING:
            return _finish(call, End.TIME_UP, at)
        case Phase.RINGING:
            return _go_on(call, at)
        case Phase.BACKUP:
            silent = tuple(leg for leg in call.legs if leg.is_live and leg.kind is LegKind.TELEPHONE)
            quiet = call
            for leg in silent:
                quiet = _put(quiet, _left(leg, LegEnd.OVER, at))
            after, effects = _go_on(quiet, at)
            return after, tuple(Withdraw(leg.id, LegEnd.OVER) for leg in silent) + effects
        case Phase.ENDED:
            return call, ()
        case _:
            assert_never(call.phase)


def _go_on(call: Call, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    """Nobody answered so far: call the next number, let the apps ring their time, or tell the visitor."""
    has_replied = call.count_words(Side.HOME) > 0
    if call.numbers and not has_replied:
        number, *rest = call.numbers
        leg = Leg(id=LegId(f"t-{number}"), kind=LegKind.TELEPHONE, party=number)
        backup = replace(
            call,
            phase=Phase.BACKUP,
            numbers=tuple(rest),
            legs=(*call.legs, leg),
            deadline=at + call.limits.backup,
        )
        return backup, (Invite(leg.id),)
    rings = any(leg.is_live and not leg.is_visitor for leg in call.legs)
    if rings and call.ring_until is not None and at < call.ring_until:
        return replace(call, phase=Phase.RINGING, deadline=call.ring_until), ()
    if has_replied:
        return _finish(call, End.REPLIED, at)
    return _finish(call, End.DECLINED if _was_declined(call) else End.NO_ANSWER, at)


def _was_declined(call: Call) -> bool:
    """Whether somebody refused and nobody is still being rung."""
    residents = [leg for leg in call.legs if not leg.is_visitor]
    rings = any(leg.state is LegState.RINGING for leg in residents)
    return not rings and any(leg.end is LegEnd.DECLINED for leg in residents)


def _finish(
    call: Call, end: End, at: datetime, *, left: tuple[Leg, LegEnd] | None = None
) -> tuple[Call, tuple[Effect, ...]]:
    """End the call. `left` names the leg that caused it, which needs no telling."""
    effects: list[Effect] = []
    ended = call
    for leg in call.legs:
        if not leg.is_live:
            continue
        if left is not None and leg.id == left[0].id:
            ended = _put(ended, _left(leg, left[1], at))
            continue
        ended = _put(ended, _left(leg, LegEnd.OVER, at))
        effects.append(Withdraw(leg.id, LegEnd.OVER))
    return replace(ended, phase=Phase.ENDED, end=end, deadline=None, numbers=()), tuple(effects)


def _left(leg: Leg, end: LegEnd, at: datetime) -> Leg:
    return replace(leg, state=LegState.LEFT, end=end, left_at=at)


def _put(call: Call, changed: Leg) -> Call:
    return replace(call, legs=tuple(changed if leg.id == changed.id else leg for leg in call.legs))


def _earlier(instant: datetime | None, other: datetime) -> datetime:
    return other if instant is None else min(instant, other)
