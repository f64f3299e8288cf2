"""The rules of a household's call beyond its ring: muted, busy, backed up by telephone, and replied to."""

from datetime import timedelta

import pytest

from genkan.core.call import (
    BACKUP_DELAY,
    BACKUP_LIMIT,
    MISSED,
    RING_LIMIT,
    VIEW_LIMIT,
    WAIT_LIMIT,
    BackupRule,
    Call,
    Limits,
    Phase,
    Target,
    TargetKind,
    place,
    step,
    watch,
)
from genkan.core.call_events import (
    Answered,
    DeadlinePassed,
    Declined,
    Freed,
    HungUp,
    Invite,
    Lost,
    Rang,
    Released,
    Said,
)
from genkan.core.legs import Leg, LegId, LegKind, LegState
from genkan.core.words import TEXT_LIMIT, WORDS_LIMIT, Phrase, Side, tidy_text
from harness.ring import AT, DOOR, LATER, ONE, TWO, VISITOR, after, list_apps, ring

NUMBER, OTHER = LegId("t-n0"), LegId("t-n1")


# --- muted --------------------------------------------------------------------------------------
def test_a_home_whose_devices_are_all_muted_is_answered_for_at_once() -> None:
    call = ring(0, 0, is_muted=True)
    assert (call.phase, call.end) == (Phase.ENDED, "no_answer")
    assert call.end in MISSED


def test_a_muted_home_with_a_number_is_telephoned_at_once() -> None:
    call = ring(0, 1, is_muted=True)
    assert (call.phase, call.deadline) == (Phase.BACKUP, AT + BACKUP_LIMIT)
    assert after(call, Answered(NUMBER)).answered_by == NUMBER
    assert after(call, DeadlinePassed()).end == "no_answer"


# --- telephone backup ---------------------------------------------------------------------------
def test_after_ten_seconds_the_number_is_called_and_the_apps_ring_on() -> None:
    call = ring(2, 2, BackupRule.AFTER_TEN_SECONDS)
    assert (call.phase, call.deadline) == (Phase.RINGING, AT + BACKUP_DELAY)
    called, effects = step(call, DeadlinePassed(), AT + BACKUP_DELAY)
    assert (called.phase, effects) == (Phase.BACKUP, (Invite(NUMBER),))
    assert after(called, Rang(ONE), Answered(ONE)).answered_by == ONE


def test_together_means_from_the_start() -> None:
    call = ring(2, 2, BackupRule.TOGETHER)
    assert call.phase is Phase.BACKUP
    assert [leg.id for leg in call.legs if leg.is_live] == [DOOR, ONE, TWO, NUMBER]


def test_without_a_number_every_rule_rings_the_apps_only() -> None:
    for rule in BackupRule:
        call = ring(2, 0, rule)
        assert (call.phase, call.deadline) == (Phase.RINGING, AT + RING_LIMIT)


def test_numbers_that_are_through_early_leave_the_apps_their_time() -> None:
    call = after(ring(2, 2, BackupRule.TOGETHER), HungUp(NUMBER), HungUp(OTHER))
    assert (call.phase, call.deadline) == (Phase.RINGING, AT + RING_LIMIT)
    assert after(call, DeadlinePassed()).end == "no_answer"


def test_a_number_that_refuses_makes_way_for_the_next_at_once() -> None:
    called = after(ring(2, 2, BackupRule.AFTER_NO_ANSWER), DeadlinePassed())
    following, effects = step(called, Declined(NUMBER), AT + RING_LIMIT)
    assert (following.phase, effects) == (Phase.BACKUP, (Invite(OTHER),))
    assert after(following, Lost(OTHER), at=AT + RING_LIMIT).end == "declined"


def test_refused_by_every_app_the_telephone_is_tried() -> None:
    call = after(ring(2, 2, BackupRule.AFTER_NO_ANSWER), Rang(ONE), Rang(TWO), Declined(ONE), Declined(TWO))
    assert call.phase is Phase.BACKUP


# --- a second station ---------------------------------------------------------------------------
def test_a_visitor_at_a_busy_home_waits_and_rings_when_it_is_free() -> None:
    call = ring(is_busy=True)
    assert (call.phase, call.deadline) == (Phase.WAITING, AT + WAIT_LIMIT)
    assert step(call, Answered(ONE), LATER)[0] is call, "whoever talks cannot take a second call"
    assert step(call, Rang(ONE), LATER)[0] is call
    freed = after(call, Freed())
    assert (freed.phase, freed.deadline) == (Phase.RINGING, LATER + RING_LIMIT)
    assert after(freed, Answered(ONE)).phase is Phase.TALKING
    assert step(freed, Freed(), LATER)[0] is freed


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ((DeadlinePassed(),), "busy"),
        ((HungUp(DOOR),), "cancelled"),
        ((Lost(DOOR),), "lost"),
        ((Released(),), "opened"),
        ((Declined(ONE), Declined(TWO)), "declined"),
        ((Declined(ONE), Freed(), DeadlinePassed()), "declined"),
    ],
)
def test_a_wait_ends_with_its_reason(events: tuple[Rang, ...], end: str) -> None:
    assert after(ring(is_busy=True), *events).end == end


# --- said without a voice -----------------------------------------------------------------------
def test_a_reply_is_kept_with_its_side_and_gives_time_to_follow_it() -> None:
    call = after(ring(), Said(leg=ONE, phrase=Phrase.BOX), at=AT + timedelta(seconds=25))
    [word] = call.words
    assert (word.by, word.phrase, word.text) == (Side.HOME, Phrase.BOX, None)
    assert (call.phase, call.deadline) == (Phase.RINGING, AT + timedelta(seconds=55))


def test_who_was_told_what_to_do_is_not_left_without_an_answer() -> None:
    told = after(ring(), Rang(ONE), Said(leg=ONE, text="裏口へどうぞ"))
    over = after(told, DeadlinePassed())
    assert over.end == "replied"
    assert over.end not in MISSED
    assert after(told, Declined(ONE), DeadlinePassed()).end == "replied"


def test_somebody_who_replied_is_there_and_no_number_is_called() -> None:
    told = after(ring(2, 2, BackupRule.AFTER_TEN_SECONDS), Said(leg=ONE, phrase=Phrase.WAIT))
    assert told.deadline == LATER + RING_LIMIT
    assert after(told, DeadlinePassed()).end == "replied"


def test_both_sides_speak_without_a_voice_in_a_talk() -> None:
    call = after(
        ring(), Answered(ONE), Said(leg=ONE, text="どちら様ですか"), Said(leg=DOOR, phrase=Phrase.PARCEL)
    )
    assert [(word.by, word.phrase) for word in call.words] == [
        (Side.HOME, None),
        (Side.VISITOR, Phrase.PARCEL),
    ]
    assert call.deadline == after(ring(), Answered(ONE)).deadline


@pytest.mark.parametrize(
    "said",
    [
        Said(leg=DOOR, text="typed at the door"),
        Said(leg=DOOR, phrase=Phrase.LEAVE),
        Said(leg=ONE, phrase=Phrase.YES),
        Said(leg=ONE),
        Said(leg=ONE, phrase=Phrase.BOX, text="and more"),
        Said(leg=LegId("stranger"), phrase=Phrase.BOX),
    ],
)
def test_nobody_says_what_is_not_theirs_to_say(said: Said) -> None:
    call = ring()
    assert step(call, said, LATER)[0] is call


def test_a_beaten_phone_says_nothing_more() -> None:
    talking = after(ring(), Answered(ONE))
    assert step(talking, Said(leg=TWO, phrase=Phrase.BOX), LATER)[0] is talking


def test_words_are_bounded_on_each_side() -> None:
    call = after(ring(), Answered(ONE), *[Said(leg=ONE, phrase=Phrase.WAIT)] * (WORDS_LIMIT + 5))
    assert len(call.words) == WORDS_LIMIT
    assert len(after(call, Said(leg=DOOR, phrase=Phrase.YES)).words) == WORDS_LIMIT + 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  裏口へ\n どうぞ ", "裏口へ どうぞ"),
        ("<b>x</b>", "<b>x</b>"),
        ("a\u202eb\u0000c\u2066", "ab c"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("か\u3099", "が"),
        ("あ" * 300, "あ" * TEXT_LIMIT),
        (" \t\u0007\u200f ", ""),
    ],
)
def test_typed_text_is_one_plain_line(typed: str, shown: str) -> None:
    assert tidy_text(typed) == shown


# --- live view ----------------------------------------------------------------------------------
def view() -> Call:
    return watch(
        target=Target(home_id="h", household_id="h", kind=TargetKind.VIEW),
        visitor=VISITOR,
        viewer=Leg(id=ONE, kind=LegKind.APP, party="p"),
        at=AT,
    )


def test_a_live_view_is_connected_at_once_and_short() -> None:
    call = view()
    assert (call.phase, call.answered_by, call.deadline) == (Phase.TALKING, ONE, AT + VIEW_LIMIT)
    assert all(leg.state is LegState.CONNECTED for leg in call.legs)
    assert after(call, DeadlinePassed()).end == "time_up"
    assert after(call, HungUp(ONE)).end == "hung_up"
    assert after(call, HungUp(DOOR)).end == "hung_up", "a visitor who calls ends it"
    assert after(call, Lost(ONE)).end == "lost"


def test_nothing_is_said_in_a_live_view() -> None:
    call = view()
    assert step(call, Said(leg=ONE, phrase=Phrase.BOX), LATER)[0] is call


def test_a_ring_shorter_than_the_delay_is_not_prolonged_by_it() -> None:
    call = place(
        target=Target(home_id="101"),
        visitor=VISITOR,
        apps=list_apps(2),
        at=AT,
        numbers=("n0",),
        limits=Limits(ring=timedelta(seconds=5)),
        backup=BackupRule.AFTER_TEN_SECONDS,
    )
    assert call.deadline == AT + timedelta(seconds=5)
