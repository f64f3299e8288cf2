"""Every reachable state of a call, by every rule: nothing hangs, nobody is left in it, one answers."""

from dataclasses import replace

import pytest

from genkan.core.call import BackupRule, Call, End, Phase, step
from genkan.core.call_events import (
    Answered,
    DeadlinePassed,
    Declined,
    Event,
    Freed,
    HungUp,
    Lost,
    Rang,
    Released,
    Said,
    Withdraw,
)
from genkan.core.legs import LegEnd, LegId, LegKind, LegState
from genkan.core.words import Phrase
from harness.ring import AT, ring


@pytest.mark.parametrize("rule", BackupRule)
@pytest.mark.parametrize(("apps", "numbers"), [(0, 0), (1, 0), (2, 1), (4, 2)])
def test_every_reachable_state_keeps_the_invariants(apps: int, numbers: int, rule: BackupRule) -> None:
    """N5, N8: every interleaving of 4 phones and 2 numbers."""
    ends = explore(ring(apps, numbers, rule))
    assert ends >= {End.OPENED, End.CANCELLED, End.NO_ANSWER, End.LOST}
    assert (End.REPLIED in ends) == (apps > 0)
    assert End.BUSY not in ends


def test_every_reachable_state_of_a_visitor_who_waits_keeps_the_invariants() -> None:
    ends = explore(ring(3, 1, BackupRule.AFTER_TEN_SECONDS, is_busy=True))
    assert ends == set(End)


def explore(first: Call) -> set[End]:
    """Let everything happen in every state, check each step, and give the ends that came about."""
    start = (_essence(first), AT)
    seen = {start}
    todo = [start]
    ends = set()
    while todo:
        call, now = todo.pop()
        for event in _events(call):
            at = call.deadline or now if isinstance(event, DeadlinePassed) else now
            following, effects = step(call, event, at)
            assert following is call or following.version == call.version + 1
            _check(call, event, following, effects)
            if following.end is not None:
                ends.add(following.end)
                continue
            assert following.deadline is not None
            assert following.deadline > at or following is call, "a deadline that is due again at once"
            state = (_essence(following), at)
            if state not in seen:
                seen.add(state)
                todo.append(state)
    print(f"{len(seen)} states")
    return ends


def _essence(call: Call) -> Call:
    """What later steps depend on: not the history of times, nor the kind of an end but a refusal.

    Phones that are in the same state are the same phone: they are put in order and named anew.
    """
    legs = [
        replace(
            leg,
            party="",
            rang_at=None,
            connected_at=None,
            left_at=None,
            end=leg.end if leg.end is LegEnd.DECLINED else None,
        )
        for leg in call.legs
    ]
    apps = sorted(
        (leg for leg in legs if leg.kind is LegKind.APP), key=lambda leg: (leg.state, leg.end or "")
    )
    names = {leg.id: LegId(f"a{place}") for place, leg in enumerate(apps)}
    others = [leg for leg in legs if leg.kind is not LegKind.APP]
    words = tuple(replace(word, at=AT) for word in call.words)
    return replace(
        call,
        legs=(others[0], *(replace(leg, id=names[leg.id]) for leg in apps), *others[1:]),
        answered_by=None if call.answered_by is None else names.get(call.answered_by, call.answered_by),
        words=words,
        version=0,
    )


def _events(call: Call) -> list[Event]:
    events: list[Event] = [Released(), Freed(), DeadlinePassed()]
    for leg in call.legs:
        events += [kind(leg.id) for kind in (Rang, Answered, Declined, Lost, HungUp)]
    if not call.words:  # a second word changes nothing that the first one has not
        events += [Said(leg=leg.id, phrase=Phrase.WAIT) for leg in call.legs]
    return events


def _check(before: Call, event: Event, call: Call, effects: tuple[object, ...]) -> None:
    live = {leg.id for leg in call.legs if leg.is_live}
    assert (call.phase is Phase.ENDED) == (call.end is not None)
    assert call.phase is Phase.ENDED or call.deadline is not None, "a live call could hang"
    assert not (call.phase is Phase.ENDED and live), "an ended call has no live leg"
    answerers = [leg for leg in call.legs if leg.state is LegState.CONNECTED and not leg.is_visitor]
    assert [leg.id for leg in answerers] == ([call.answered_by] if call.phase is Phase.TALKING else [])
    telephones = [leg for leg in call.legs if leg.is_live and leg.kind is LegKind.TELEPHONE]
    assert len(telephones) <= 1, "the numbers are called one after the other"
    assert (call.phase is Phase.BACKUP) <= (len(telephones) == 1)
    gone = {leg.id for leg in before.legs if leg.is_live} - live
    told = {effect.leg for effect in effects if isinstance(effect, Withdraw)}
    cause = set() if isinstance(event, Released | Freed | DeadlinePassed) else {event.leg}
    assert gone - told <= cause, "every leg that leaves is told, except the one that left by itself"
