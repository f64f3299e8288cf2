"""When to ask whether the server is there, and when to stop believing it."""

from genkan.station.link.heartbeat import CALL_PACE, IDLE_PACE, Heartbeat


def test_idle_link_is_pinged_every_ten_seconds_and_dead_after_thirty() -> None:
    beat = Heartbeat(100.0)

    assert not beat.is_ping_due(109.9)
    assert beat.is_ping_due(110.0)
    assert not beat.is_dead(129.9)
    assert beat.is_dead(130.0)


def test_any_frame_puts_death_off() -> None:
    beat = Heartbeat(100.0)

    beat.hear(125.0)

    assert not beat.is_dead(154.9)
    assert beat.is_dead(155.0)


def test_link_in_a_call_is_dead_after_five_seconds() -> None:
    beat = Heartbeat(100.0, CALL_PACE)

    assert beat.is_ping_due(101.5)
    assert beat.is_dead(105.0)
    assert beat.next_at() == 101.5


def test_call_that_begins_makes_the_next_look_sooner() -> None:
    beat = Heartbeat(100.0, IDLE_PACE)
    assert beat.next_at() == 110.0

    beat.pace = CALL_PACE

    assert beat.next_at() == 101.5


def test_hurried_ping_is_due_at_once_and_once() -> None:
    beat = Heartbeat(100.0)

    beat.hurry()
    assert beat.is_ping_due(100.1)
    beat.ping(100.1)

    assert not beat.is_ping_due(100.2)


def test_idle_silence_is_noticed_within_the_promised_45_seconds() -> None:
    assert IDLE_PACE.silence_limit_s + IDLE_PACE.ping_every_s < 45
