"""A leg that falls silent is given up within five seconds, wherever it is connected."""

from genkan.server.calls.liveness import SILENCE_LIMIT_S, Liveness
from genkan.server.platform.bus import Bus, InProcessBus


class Node:
    """One server process of an installation, with a clock moved by hand."""

    def __init__(self, bus: Bus) -> None:
        self.now_s = 100.0
        self.lost: list[tuple[str, str]] = []
        self.liveness = Liveness(bus, self._lose, lambda: self.now_s)

    async def _lose(self, call_id: str, leg: str) -> None:
        self.lost.append((call_id, leg))


async def test_a_leg_that_speaks_is_kept_and_a_silent_one_is_given_up() -> None:
    node = Node(InProcessBus())
    await node.liveness.start()
    node.liveness.watch("call", frozenset({"phone", "door"}))
    node.now_s += SILENCE_LIMIT_S
    node.liveness.hear("phone")
    node.now_s += 0.1
    await node.liveness.check()
    assert node.lost == [("call", "door")]


async def test_a_call_that_is_over_loses_nobody() -> None:
    node = Node(InProcessBus())
    node.liveness.watch("call", frozenset({"phone", "door"}))
    node.liveness.watch("call", frozenset())
    node.now_s += 2 * SILENCE_LIMIT_S
    await node.liveness.check()
    assert node.lost == []


async def test_a_leg_that_joins_gets_its_full_time() -> None:
    node = Node(InProcessBus())
    node.liveness.watch("call", frozenset({"door"}))
    node.now_s += SILENCE_LIMIT_S - 1
    node.liveness.hear("door")
    node.liveness.watch("call", frozenset({"door", "phone"}))
    node.now_s += 2
    await node.liveness.check()
    assert node.lost == []


async def test_a_leg_that_speaks_to_another_node_is_kept() -> None:
    bus = InProcessBus()
    here, there = Node(bus), Node(bus)
    for node in (here, there):
        await node.liveness.start()
        node.liveness.watch("call", frozenset({"phone"}))
    for node in (here, there):
        node.now_s += SILENCE_LIMIT_S + 1
    there.liveness.hear("phone")
    await here.liveness.check()
    assert here.lost == []


async def test_a_frame_of_a_device_in_no_call_leaves_no_trace() -> None:
    node = Node(InProcessBus())
    node.liveness.hear("stranger")
    node.liveness.watch("call", frozenset({"stranger"}))
    node.now_s += SILENCE_LIMIT_S + 1
    await node.liveness.check()
    assert node.lost == [("call", "stranger")]
