"""The call reducer: its rules one by one."""

import pytest

from genkan.core.call import (
    BACKUP_LIMIT,
    MISSED,
    RING_LIMIT,
    TALK_LIMIT,
    WAKE_GRACE,
    Answered,
    Connect,
    DeadlinePassed,
    Declined,
    End,
    Event,
    HungUp,
    Invite,
    LegEnd,
    LegId,
    LegState,
    Lost,
    Phase,
    Rang,
    Released,
    Withdraw,
    step,
)
from harness.ring import AT, DOOR, LATER, ONE, TWO, after, ring


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
    call, effects = step(ring(numbers=2), DeadlinePassed(), AT + RING_LIMIT)
    assert (call.phase, effects) == (Phase.BACKUP, (Invite(LegId("t-n0")),))
    call, effects = step(call, DeadlinePassed(), AT + RING_LIMIT + BACKUP_LIMIT)
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


def test_a_deadline_that_is_not_due_changes_nothing() -> None:
    call = ring()
    assert step(call, DeadlinePassed(), LATER) == (call, ())


def test_every_live_state_ends_by_its_deadlines_alone() -> None:
    call = after(ring(4, 2), Rang(ONE), Declined(ONE))
    for _ in range(4):
        call = after(call, DeadlinePassed())
    assert call.phase is Phase.ENDED
