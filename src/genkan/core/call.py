"""A call is a value: `step(call, event, at)` gives the next one and what must be done about it.

Every live call has a deadline, so nothing can hang; an ended call has no live leg; at most one
leg is the answerer. `tests/unit/core/test_call.py` explores every reachable state.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, assert_never

LegId = NewType("LegId", str)

RING_LIMIT = timedelta(seconds=30)  # SPEC 4: after it the telephone backup or 「応答がありません」
TALK_LIMIT = timedelta(seconds=120)  # SPEC 4: a lobby unit serves the whole building
BACKUP_LIMIT = timedelta(seconds=20)  # SPEC 5: one number after the other
WAKE_GRACE = timedelta(seconds=5)  # a phone woken by push needs this long to say that it rings


class LegKind(StrEnum):
    STATION = "station"  # the door station the visitor stands at
    APP = "app"  # one signed-in device of the home
    TELEPHONE = "telephone"  # a landline or mobile number called through the trunk
    SIP = "sip"  # a SIP door phone in place of a station


class LegState(StrEnum):
    INVITED = "invited"  # told to ring; no proof yet that it does
    RINGING = "ringing"  # the device said that it rings
    CONNECTED = "connected"  # its microphone is in the call
    LEFT = "left"  # will not come back


class LegEnd(StrEnum):
    DECLINED = "declined"  # its user refused
    ELSEWHERE = "elsewhere"  # another leg answered first
    HUNG_UP = "hung_up"  # its user ended the call
    LOST = "lost"  # it dropped out
    OVER = "over"  # the call ended around it


class Phase(StrEnum):
    RINGING = "ringing"  # the household is notified; nobody has answered
    BACKUP = "backup"  # no app answered; the household's numbers are called in turn
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


MISSED = frozenset({End.CANCELLED, End.NO_ANSWER, End.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long each phase of a call may last; the property's settings."""

    ring: timedelta = RING_LIMIT
    talk: timedelta = TALK_LIMIT
    backup: timedelta = BACKUP_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom the visitor called."""

    home_id: str
    household_id: str | None = None  # None: a vacant home, which rings like an absent one


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One party of the call."""

    id: LegId
    kind: LegKind
    party: str  # opaque id of the person, station or number behind the leg
    state: LegState = LegState.INVITED
    end: LegEnd | None = None
    rang_at: datetime | None = None
    connected_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.state is not LegState.LEFT

    @property
    def is_visitor(self) -> bool:
        """Whether the leg is the door's side of the call."""
        return self.kind in (LegKind.STATION, LegKind.SIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A whole call at one instant. `version` counts its changes."""

    target: Target
    phase: Phase
    legs: tuple[Leg, ...]
    numbers: tuple[str, ...] = ()  # telephone numbers (opaque ids) not yet tried
    limits: Limits = Limits()
    answered_by: LegId | None = None
    end: End | None = None
    deadline: datetime | None = None
    version: int = 1

    def find_leg(self, leg_id: str) -> Leg | None:
        return next((leg for leg in self.legs if leg.id == leg_id), None)


@dataclass(frozen=True, slots=True)
class Rang:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Answered:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Declined:
    leg: LegId


@dataclass(frozen=True, slots=True)
class HungUp:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Lost:
    leg: LegId


@dataclass(frozen=True, slots=True)
class Released:
    """The door was released by somebody who may, from any leg."""


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    pass


LegEvent = Rang | Answered | Declined | HungUp | Lost
Event = LegEvent | Released | DeadlinePassed


@dataclass(frozen=True, slots=True)
class Invite:
    """Make the leg ring. Only telephone legs need it: apps and stations are shown the whole state."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop the leg, because of `end`."""

    leg: LegId
    end: LegEnd


@dataclass(frozen=True, slots=True)
class Connect:
    """Let the leg and the visitor talk."""

    leg: LegId


Effect = Invite | Withdraw | Connect


def place(
    *,
    target: Target,
    visitor: Leg,
    apps: tuple[Leg, ...],
    at: datetime,
    numbers: tuple[str, ...] = (),
    limits: Limits | None = None,
) -> Call:
    """Start a call: the visitor waits, every app of the home is invited."""
    chosen = limits or Limits()
    waiting = replace(visitor, state=LegState.CONNECTED, connected_at=at)
    return Call(
        target=target,
        phase=Phase.RINGING,
        legs=(waiting, *apps),
        numbers=numbers,
        limits=chosen,
        deadline=at + chosen.ring,
    )


def step(call: Call, event: Event, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    """Give the next state and its effects; an event that no longer applies changes nothing.

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
        case DeadlinePassed():
            return _run_out(call, at)
        case Rang(leg_id) | Answered(leg_id) | Declined(leg_id) | HungUp(leg_id) | Lost(leg_id):
            leg = call.find_leg(leg_id)
            return (call, ()) if leg is None or not leg.is_live else _step_leg(call, leg, event, at)
        case _:
            assert_never(event)


def _step_leg(call: Call, leg: Leg, event: LegEvent, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    match event:
        case Rang():
            if leg.state is not LegState.INVITED:
                return call, ()
            return _put(call, replace(leg, state=LegState.RINGING, rang_at=leg.rang_at or at)), ()
        case Answered():
            return (call, ()) if leg.is_visitor or call.phase is Phase.TALKING else _answer(call, leg, at)
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


def _leave(call: Call, leg: Leg, end: LegEnd, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    if leg.is_visitor or call.phase is Phase.TALKING:
        if end is LegEnd.LOST:
            return _finish(call, End.LOST, at, left=(leg, end))
        over = End.HUNG_UP if call.phase is Phase.TALKING else End.CANCELLED
        return _finish(call, over, at, left=(leg, end))
    remaining = _put(call, _left(leg, end, at))
    waiting = [other for other in remaining.legs if other.is_live and not other.is_visitor]
    if not waiting:
        return _give_up(remaining, at)
    if any(other.state is LegState.RINGING or other.kind is LegKind.TELEPHONE for other in waiting):
        return remaining, ()
    # Everybody who rang has refused; phones that were only invited get the time to wake up.
    soon = at + WAKE_GRACE
    deadline = soon if call.deadline is None else min(call.deadline, soon)
    return replace(remaining, deadline=deadline), ()


def _run_out(call: Call, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    match call.phase:
        case Phase.TALKING:
            return _finish(call, End.TIME_UP, at)
        case Phase.RINGING:
            return _give_up(call, at)
        case Phase.BACKUP:
            silent = tuple(leg for leg in call.legs if leg.is_live and leg.kind is LegKind.TELEPHONE)
            quiet = call
            for leg in silent:
                quiet = _put(quiet, _left(leg, LegEnd.OVER, at))
            after, effects = _give_up(quiet, at)
            return after, tuple(Withdraw(leg.id, LegEnd.OVER) for leg in silent) + effects
        case Phase.ENDED:
            return call, ()
        case _:
            assert_never(call.phase)


def _give_up(call: Call, at: datetime) -> tuple[Call, tuple[Effect, ...]]:
    """Nobody answered so far: call the next number, or tell the visitor."""
    if call.numbers:
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
