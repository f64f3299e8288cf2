"""When the link is tried again, and what the log says about it."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

import pytest
import structlog.testing

from genkan.station.link.errors import (
    LinkDropped,
    LinkError,
    LinkSilent,
    Replaced,
    ServerRestarting,
    ServerUnreachable,
    Unauthorised,
    WrongServer,
)
from genkan.station.link.reconnect import (
    LONGEST_DELAY_S,
    LONGEST_UNWELCOME_DELAY_S,
    STEADY_AFTER_S,
    UNWELCOME_DELAY_S,
    BackOff,
    Reconnect,
)

STEADY_S = STEADY_AFTER_S + 1


def pauses(errors: Sequence[LinkError], *, lived_s: float = 0.0, jitter: float = 1.0) -> list[float]:
    back_off = BackOff(lambda: jitter)
    return [back_off.pause_after(error, lived_s=lived_s) for error in errors]


def test_unexpected_drop_is_tried_again_at_once_then_ever_later_up_to_fifteen_seconds() -> None:
    assert pauses([LinkDropped()] * 8) == [0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]


def test_unreachable_server_is_not_hammered() -> None:
    assert pauses([ServerUnreachable()] * 3) == [0.5, 1.0, 2.0]


def test_pauses_differ_from_unit_to_unit() -> None:
    assert pauses([ServerUnreachable()] * 6, jitter=0.0)[-1] == LONGEST_DELAY_S / 2
    assert pauses([ServerUnreachable()] * 6, jitter=1.0)[-1] == LONGEST_DELAY_S


def test_link_that_was_steady_starts_over() -> None:
    back_off = BackOff(lambda: 1.0)
    for _ in range(6):
        back_off.pause_after(ServerUnreachable(), lived_s=0)

    assert back_off.pause_after(LinkSilent(), lived_s=STEADY_S) == 0.0


def test_server_that_drops_every_link_at_once_is_not_hammered() -> None:
    assert pauses([LinkDropped()] * 4, lived_s=0.1)[-1] == 4.0


def test_restarting_server_is_tried_when_it_said() -> None:
    assert pauses([ServerRestarting(2_000)], jitter=0.0) == [2.0]
    assert pauses([ServerRestarting(2_000)], jitter=1.0) == [3.0]
    assert pauses([ServerRestarting(None)], jitter=0.0) == [1.0]
    assert pauses([ServerRestarting(10_000_000)], jitter=0.0) == [LONGEST_DELAY_S]


@pytest.mark.parametrize("error", [Unauthorised(), Replaced(), WrongServer()])
def test_unwelcome_unit_waits_longest(error: LinkError) -> None:
    assert pauses([error] * 5) == [UNWELCOME_DELAY_S, 120, 240, LONGEST_UNWELCOME_DELAY_S, 300]


class Ended(Exception):
    """The test has seen enough."""


async def run_through(
    lives: Sequence[LinkError | tuple[float, LinkError]],
) -> tuple[list[float], list[dict[str, object]]]:
    """Let the links live and end so; give the pauses and the log."""
    now_s, waits = [0.0], list[float]()
    left = list(lives)

    async def connect(opened: Callable[[], None]) -> None:
        if not left:
            raise Ended
        life = left.pop(0)
        if isinstance(life, tuple):
            opened()
            now_s[0] += life[0]
            raise life[1]
        raise life

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        now_s[0] += seconds

    reconnect = Reconnect(connect, back_off=BackOff(lambda: 1.0), sleep=sleep, now_s=lambda: now_s[0])
    with structlog.testing.capture_logs() as logs, contextlib.suppress(Ended):
        await reconnect.run()
    return waits, [dict(entry) for entry in logs]


async def test_first_failure_warns_repeats_are_debug_and_recovery_is_said_once() -> None:
    _, logs = await run_through(
        [ServerUnreachable("a"), ServerUnreachable("b"), ServerUnreachable("c"), (60.0, LinkDropped("d"))]
    )

    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("station.link.down", "warning"),
        ("station.link.down", "debug"),
        ("station.link.down", "debug"),
        ("station.link.recovered", "info"),
        ("station.link.down", "warning"),
    ]


async def test_life_of_a_link_decides_the_next_pause() -> None:
    waits, _ = await run_through([(60.0, LinkDropped()), (0.1, LinkDropped()), (60.0, LinkDropped())])

    assert waits == [0.0, 1.0, 0.0]


async def test_fault_of_our_own_is_not_retried_for_ever() -> None:
    async def connect(_: Callable[[], None]) -> None:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        async with asyncio.timeout(5):
            await Reconnect(connect).run()
