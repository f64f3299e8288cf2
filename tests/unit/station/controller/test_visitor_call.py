"""The visitor's call: the server's word, and what the visitor was already told."""

from genkan.core.call import End
from genkan.station.controller.visitor_call import VisitorCall
from harness.station_parts import a_call


def test_servers_word_is_shown() -> None:
    call = VisitorCall().take_in(a_call())

    assert call.is_live
    assert not call.is_talking
    view = call.view({})
    assert view is not None
    assert (view.phase, view.home_number, view.end) == ("ringing", "101", None)


def test_older_word_of_another_node_changes_nothing() -> None:
    call = VisitorCall().take_in(a_call(version=4, phase="talking"))

    assert call.take_in(a_call(version=3)).is_talking


def test_end_is_shown_with_its_reason() -> None:
    call = VisitorCall().take_in(a_call()).take_in(a_call(version=2, phase="ended", end="declined"))

    view = call.view({})
    assert not call.is_live
    assert view is not None
    assert view.end == "declined"


def test_end_of_a_call_nobody_here_saw_is_not_shown() -> None:
    assert VisitorCall().take_in(a_call(phase="ended", end="opened")).shown is None


def test_end_of_a_call_just_placed_is_shown_even_if_it_never_rang() -> None:
    call = VisitorCall().place("c" * 32).take_in(a_call(phase="ended", end="no_answer"))

    assert call.shown is not None


def test_call_that_was_lost_for_the_visitor_does_not_come_back() -> None:
    call = VisitorCall().take_in(a_call(phase="talking", version=2)).abandon(End.LOST)
    word = a_call(phase="talking", version=9)

    after = call.take_in(word)

    assert not after.is_live
    assert after.is_denied(word)
    view = after.view({})
    assert view is not None
    assert view.end == "lost"


def test_servers_own_end_replaces_the_one_we_guessed() -> None:
    call = VisitorCall().take_in(a_call()).abandon(End.LOST)

    after = call.take_in(a_call(version=5, phase="ended", end="opened"))

    assert after.shown is not None
    assert after.shown.end == "opened"


def test_next_call_is_shown_after_a_lost_one() -> None:
    call = VisitorCall().take_in(a_call()).abandon(End.LOST)

    after = call.take_in(a_call(call_id="9" * 32))

    assert after.is_live
    assert after.id == "9" * 32


def test_silence_about_a_lost_call_leaves_its_end_on_the_screen() -> None:
    call = VisitorCall().take_in(a_call()).abandon(End.LOST)

    assert call.take_in(None).shown is not None
    assert call.take_in(None).clear().shown is None


def test_end_that_was_shown_is_not_shown_again_by_the_next_link() -> None:
    over = a_call(version=2, phase="ended", end="no_answer")
    call = VisitorCall().place("c" * 32).take_in(a_call()).take_in(over).clear()

    assert call.take_in(over).shown is None


def test_server_without_a_call_ends_what_was_shown() -> None:
    assert VisitorCall().take_in(a_call()).take_in(None).shown is None


def test_nothing_is_abandoned_twice() -> None:
    call = VisitorCall().take_in(a_call()).abandon(End.HUNG_UP)

    assert call.abandon(End.LOST) is call
    assert VisitorCall().abandon(End.LOST) == VisitorCall()


def test_live_call_is_not_cleared() -> None:
    call = VisitorCall().take_in(a_call())

    assert call.clear() is call
