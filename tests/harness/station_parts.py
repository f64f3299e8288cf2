"""Fakes of what surrounds the station's controller, and values with sensible defaults."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from genkan.station.clock import ServerClock
from genkan.station.controller.ports import AnswerT, LinkLost
from genkan.station.controller.release import ReleaseAnswer
from genkan.station.hardware.relay import RelayFailed
from genkan.wire.call import CallSignal
from genkan.wire.frame import Body, Refused
from genkan.wire.ids import new_id
from genkan.wire.panel import ShowPanel
from genkan.wire.station import DoorConfig, Release, ShowConfig, StationCall, Welcome

SERVER_MS = 1_750_000_000_000  # the server's time when a clock of these tests is set
FRONT_DOOR = "d" * 32
SIDE_DOOR = "e" * 32
RESIDENT = "a" * 32


class ManualTime:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now_ms = 5_000.0

    def __call__(self) -> float:
        return self.now_ms

    def advance(self, *, ms: float) -> None:
        self.now_ms += ms


def clock_at(
    monotonic: Callable[[], float], *, server_ms: int = SERVER_MS, round_trip_ms: float = 2
) -> ServerClock:
    """Give a clock that has just learnt the server's time."""
    clock = ServerClock(monotonic)
    now_ms = monotonic()
    clock.learn(server_ms=server_ms, sent_ms=now_ms - round_trip_ms, received_ms=now_ms)
    return clock


def a_config(**changes: object) -> ShowConfig:
    values: dict[str, object] = {
        "station_id": "5" * 32,
        "name": "正面玄関",
        "building_name": "さくらレジデンス",
        "time_zone": "Asia/Tokyo",
        "doors": [
            DoorConfig(door_id=FRONT_DOOR, name="正面", relay=1, release_ms=5_000),
            DoorConfig(door_id=SIDE_DOOR, name="通用口", relay=2, release_ms=3_000),
        ],
    }
    return ShowConfig(**(values | changes))  # type: ignore[arg-type]


def a_release(**changes: object) -> Release:
    values: dict[str, object] = {
        "command_id": new_id(),
        "door_id": FRONT_DOOR,
        "actor_id": RESIDENT,
        "via": "app",
        "issued_ms": SERVER_MS,
        "lifetime_ms": 5_000,
        "household_id": "b" * 32,
    }
    return Release(**(values | changes))  # type: ignore[arg-type]


def a_call(**changes: object) -> StationCall:
    values: dict[str, object] = {
        "call_id": "c" * 32,
        "version": 1,
        "phase": "ringing",
        "home_number": "101",
        "leg": "station-leg",
        "legs": [],
        "started_ms": SERVER_MS,
        "ice": [],
        "deadline_ms": SERVER_MS + 30_000,
    }
    return StationCall(**(values | changes))  # type: ignore[arg-type]


def a_welcome(*, acknowledged_seq: int = 0) -> Welcome:
    return Welcome(server_ms=SERVER_MS, server_id="genkan-test", acknowledged_seq=acknowledged_seq)


@dataclass(frozen=True, slots=True)
class Pulse:
    relay: int
    release_ms: int
    event_id: str


class FakeRelays:
    """Relays that remember, and fail or take their time when told to."""

    def __init__(self) -> None:
        self.pulses: list[Pulse] = []
        self.fault: Exception | None = None
        self.hold: asyncio.Event | None = None
        self.before_pulse: Callable[[], None] = lambda: None

    async def start(self) -> None:
        """Nothing to let fall back."""

    async def pulse(self, relay: int, *, release_ms: int, event_id: str) -> None:
        self.before_pulse()
        if self.hold is not None:
            await self.hold.wait()
        if self.fault is not None:
            raise self.fault
        if relay > 3:
            raise RelayFailed(f"there is no relay {relay}")
        self.pulses.append(Pulse(relay, release_ms, event_id))

    async def close(self) -> None:
        """Nothing to let fall back."""


@dataclass(slots=True)
class Answers:
    """Collects what a command was answered."""

    given: list[ReleaseAnswer] = field(default_factory=list)
    is_link_lost: bool = False

    async def __call__(self, answer: ReleaseAnswer) -> None:
        if self.is_link_lost:
            raise LinkLost
        self.given.append(answer)

    @property
    def reasons(self) -> list[str]:
        return [answer.reason if isinstance(answer, Refused) else "released" for answer in self.given]


class FakeUplink:
    """A server that remembers what it was told, and answers asks as the test says."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Body]] = []
        self.asked: list[tuple[str, Body]] = []
        self.answers: dict[str, Body] = {}
        self.is_mute = False  # asks run into their time limit
        self.answers_after_s = 0.0
        self.in_call = False
        self.clock_refreshes = 0
        self.heard_ms = asyncio.get_running_loop().time() * 1000
        self.told_something = asyncio.Event()

    async def ask(self, kind: str, body: Body, answer: type[AnswerT]) -> AnswerT | Refused:
        if kind == "sync.pull" and kind not in self.answers:
            return Refused(reason="kind-unknown")  # a server from before there were keys
        self.asked.append((kind, body))
        if self.is_mute:
            await asyncio.sleep(4)
            raise LinkLost
        await asyncio.sleep(self.answers_after_s)
        given = self.answers[kind]
        assert isinstance(given, answer | Refused)
        return given

    async def tell(self, kind: str, body: Body) -> None:
        self.told.append((kind, body))
        self.told_something.set()

    def set_pace(self, *, in_call: bool) -> None:
        self.in_call = in_call

    def refresh_clock(self) -> None:
        self.clock_refreshes += 1

    def hear(self) -> None:
        self.heard_ms = asyncio.get_running_loop().time() * 1000

    def bodies(self, kind: str) -> list[Body]:
        return [body for told, body in self.told if told == kind]


class FakeScreen:
    """A panel that remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[ShowPanel] = []
        self.signals: list[CallSignal] = []
        self.is_replaced = False

    def show(self, panel: ShowPanel) -> None:
        self.shown.append(panel)

    def signal(self, signal: CallSignal) -> None:
        self.signals.append(signal)

    def replace(self) -> None:
        self.is_replaced = True

    def latest(self) -> ShowPanel:
        return self.shown[-1]
