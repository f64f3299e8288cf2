"""The call reducer: its rules one by one, and every reachable state of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from genkan.core.call import (
    MISSED,
    RING_LIMIT,
    TALK_LIMIT,
    WAKE_GRACE,
    Answered,
    Call,
    Connect,
    DeadlinePassed,
    Declined,
    End,
    Event,
    HungUp,
    Invite,
    Leg,
    LegEnd,
    LegId,
    LegKind,
    LegState,
    Lost,
    Phase,
    Rang,
    Released,
    Target,
    Withdraw,
    place,
    step,
)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(seconds=3)
DOOR, ONE, TWO = LegId("door"), LegId("a0"), LegId("a1")


def ring(apps: int = 2, numbers: int = 0) -> Call:
    return place(
        target=Target(home_id="101", household_id="h"),
        visitor=Leg(id=DOOR, kind=LegKind.STATION, party="station"),
        apps=tuple(Leg(id=LegId(f"a{i}"), kind=LegKind.APP, party=f"s{i}") for i in range(apps)),
        at=AT,
        numbers=tuple(f"n{i}" for i in range(numbers)),
    )


def after(call: Call, *events: Event, at: datetime = LATER) -> Call:
    for event in events:
        call, _ = step(call, event, at)
    return call


def test_a_placed_call_rings_with_a_deadline() -> None:
    call = ring()
    assert (call.phase, call.deadline) == (Phase.RINGING, AT + RING_LIMIT)
    assert [leg.state for leg in call.legs] == [LegState.CONNECTED, LegState.INVITED, LegState.INVITED]


def test_the_first_answer_wins_and_the_others_are_withdrawn() -> None:
    call, effects = step(after(ring(), Rang(ONE), Rang(TWO)), Answered(TWO), LATER)
    assert (call.phase, call.answered_by, call.deadline) == (Phase.TALKING, TWO, LATER + TALK_LIMIT)
    assert effects == (Connect(TWO), Withdraw(ONE, LegEnd.ELSEWHERE))
    beaten, nothing = step(call, Answered(ONE), LATER)
    assert beaten is call
    assert nothing == ()


def test_a_declined_call_ends_when_all_who_rang_refused() -> None:
    one_refused = after(ring(), Rang(ONE), Rang(TWO), Declined(ONE))
    assert one_refused.phase is Phase.RINGING
    assert after(one_refused, Declined(TWO)).end is End.DECLINED


def test_a_phone_that_sleeps_gets_its_time_to_wake_after_a_refusal() -> None:
    refused = after(ring(), Rang(ONE), Declined(ONE))
    assert (refused.phase, refused.deadline) == (Phase.RINGING, LATER + WAKE_GRACE)
    assert after(refused, DeadlinePassed()).end is End.DECLINED
    woken = after(refused, Rang(TWO))
    assert after(woken, DeadlinePassed()).end is End.NO_ANSWER


def test_nobody_answers_and_the_visitor_is_told() -> None:
    assert after(ring(), DeadlinePassed()).end is End.NO_ANSWER


def test_a_vacant_home_rings_like_an_absent_one() -> None:
    call = ring(apps=0)
    assert (call.phase, call.deadline) == (Phase.RINGING, AT + RING_LIMIT)
    assert after(call, DeadlinePassed()).end is End.NO_ANSWER


def test_the_numbers_are_called_one_after_the_other() -> None:
    call, effects = step(ring(numbers=2), DeadlinePassed(), LATER)
    assert (call.phase, effects) == (Phase.BACKUP, (Invite(LegId("t-n0")),))
    call, effects = step(call, DeadlinePassed(), LATER)
    assert effects == (Withdraw(LegId("t-n0"), LegEnd.OVER), Invite(LegId("t-n1")))
    assert after(call, DeadlinePassed()).end is End.NO_ANSWER


def test_a_ringing_phone_that_drops_out_may_come_back() -> None:
    call = after(ring(apps=1), Rang(ONE), Lost(ONE))
    assert call.phase is Phase.RINGING
    assert after(call, Rang(ONE), Answered(ONE)).phase is Phase.TALKING


@pytest.mark.parametrize(
    ("event", "end"),
    [
        (Released(), End.OPENED),
        (HungUp(ONE), End.HUNG_UP),
        (HungUp(DOOR), End.HUNG_UP),
        (Lost(ONE), End.LOST),
        (Lost(DOOR), End.LOST),
        (DeadlinePassed(), End.TIME_UP),
    ],
)
def test_a_talk_ends_with_its_reason(event: Event, end: End) -> None:
    call = after(ring(), Answered(ONE), event)
    assert (call.phase, call.end, call.deadline) == (Phase.ENDED, end, None)


def test_a_visitor_who_gives_up_leaves_a_missed_call() -> None:
    call = after(ring(), HungUp(DOOR))
    assert call.end is End.CANCELLED
    assert call.end in MISSED


def test_a_change_counts_and_an_event_that_does_not_apply_changes_nothing() -> None:
    call = ring()
    assert after(call, Rang(ONE)).version == call.version + 1
    assert step(call, Answered(LegId("stranger")), LATER) == (call, ())
    over = after(call, Released())
    assert step(over, Answered(ONE), LATER) == (over, ())


@pytest.mark.parametrize(("apps", "numbers"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)])
def test_every_reachable_state_keeps_the_invariants(apps: int, numbers: int) -> None:
    start = _essence(ring(apps, numbers))
    seen = {start}
    todo = [start]
    ends = set()
    while todo:
        call = todo.pop()
        for event in _events(call):
            following, effects = step(call, event, AT)
            assert following is call or following.version == call.version + 1
            _check(call, event, following, effects)
            if following.end is not None:
                ends.add(following.end)
                continue
            essence = _essence(following)
            if essence not in seen:
                seen.add(essence)
                todo.append(essence)
    assert ends >= {End.OPENED, End.CANCELLED, End.NO_ANSWER, End.LOST}


def test_every_live_state_ends_by_its_deadlines_alone() -> None:
    call = after(ring(4, 2), Rang(ONE), Declined(ONE))
    for _ in range(4):
        call = after(call, DeadlinePassed())
    assert call.phase is Phase.ENDED


def _essence(call: Call) -> Call:
    """What later steps depend on: not the history of times, nor the kind of an end but a refusal."""
    legs = tuple(
        replace(
            leg,
            rang_at=None,
            connected_at=None,
            left_at=None,
            end=leg.end if leg.end is LegEnd.DECLINED else None,
        )
        for leg in call.legs
    )
    return replace(call, legs=legs, version=0)


def _events(call: Call) -> list[Event]:
    events: list[Event] = [Released(), DeadlinePassed()]
    for leg in call.legs:
        events += [kind(leg.id) for kind in (Rang, Answered, Declined, Lost, HungUp)]
    return events


def _check(before: Call, event: Event, call: Call, effects: tuple[object, ...]) -> None:
    live = {leg.id for leg in call.legs if leg.is_live}
    assert (call.phase is Phase.ENDED) == (call.end is not None)
    assert call.phase is Phase.ENDED or call.deadline is not None, "a live call could hang"
    assert not (call.phase is Phase.ENDED and live), "an ended call has no live leg"
    answerers = [leg for leg in call.legs if leg.state is LegState.CONNECTED and not leg.is_visitor]
    assert [leg.id for leg in answerers] == ([call.answered_by] if call.phase is Phase.TALKING else [])
    gone = {leg.id for leg in before.legs if leg.is_live} - live
    told = {effect.leg for effect in effects if isinstance(effect, Withdraw)}
    cause = set() if isinstance(event, Released | DeadlinePassed) else {event.leg}
    assert gone - told <= cause, "every leg that leaves is told, except the one that left by itself"
