"""Watching the doors: one that stands open for too long, or that nothing had released, is told.

A release explains an opening until its time is over and a little longer; whoever walks through keeps the door
open. A fire alarm opens doors too, and is told as what it looks like: Genkan only reports it.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from genkan.station.hardware.monitor import DoorMonitor, NoMonitor
from genkan.wire.station import DoorConfig

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 0.25
# Somebody who pulls at the last moment of the release still has the leaf in the hand.
EXPLAINED_AFTER_MS = 3_000


class DoorState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"  # after a release, and not for too long yet
    HELD = "held"  # stands open for too long
    FORCED = "forced"  # opened, and nothing had released it


@dataclass(slots=True)
class _Watched:
    """One door, as it was seen last."""

    state: DoorState
    since_ms: float
    released_until_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRules:
    """What the installer decided about the doors' contacts."""

    monitor: DoorMonitor = field(default_factory=NoMonitor)
    held_after_s: int = 60
    tells_forced: bool = True  # False: a button inside opens the door without the unit


Tell = Callable[[str, str], None]  # what (door-held, door-forced, door-closed), of which door


class DoorWatch:
    """Looks at the contacts again and again. What it sees first is how things are, and accuses nobody."""

    def __init__(
        self,
        *,
        rules: DoorRules,
        monotonic_ms: Callable[[], float],
        tell: Tell,
        changed: Callable[[], None],
    ) -> None:
        self._monitor = rules.monitor
        self._held_after_ms = rules.held_after_s * 1_000
        self._tells_forced = rules.tells_forced
        self._monotonic_ms = monotonic_ms
        self._tell = tell
        self._changed = changed
        self._doors: dict[int, DoorConfig] = {}
        self._watched: dict[int, _Watched] = {}
        self._has_failed = False

    @property
    def states(self) -> Mapping[str, str]:
        """Give how each door with a contact is, by its id."""
        return {
            self._doors[relay].door_id: watched.state.value
            for relay, watched in sorted(self._watched.items())
            if relay in self._doors
        }

    def use_doors(self, doors: Collection[DoorConfig]) -> None:
        """Watch these doors from now on."""
        self._doors = {door.relay: door for door in doors}

    def note_release(self, door_id: str) -> None:
        """The door was released just now, or may have been."""
        for relay, door in self._doors.items():
            if door.door_id == door_id and relay in self._watched:
                until_ms = self._monotonic_ms() + door.release_ms + EXPLAINED_AFTER_MS
                watched = self._watched[relay]
                watched.released_until_ms = max(watched.released_until_ms, until_ms)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Look at every contact once."""
        try:
            seen = self._monitor.read()
        except OSError as error:
            if not self._has_failed:
                log.warning("station.monitor.failed", fault=str(error))
            self._has_failed = True
            return
        self._has_failed = False
        now_ms = self._monotonic_ms()
        is_news = False
        for relay, is_open in seen.items():
            is_news = self._follow(relay, now_ms, is_open=is_open) or is_news
        if is_news:
            self._changed()

    def _follow(self, relay: int, now_ms: float, *, is_open: bool) -> bool:
        """Take in one contact; True when its door is in another state."""
        watched = self._watched.get(relay)
        if watched is None:
            state = DoorState.OPEN if is_open else DoorState.CLOSED
            self._watched[relay] = _Watched(state=state, since_ms=now_ms)
            return True
        after = self._judge(watched, now_ms, is_open=is_open)
        if after is watched.state:
            return False
        before, watched.state = watched.state, after
        if DoorState.CLOSED in {before, after}:
            watched.since_ms = now_ms
        door = self._doors.get(relay)
        if door is not None:
            self._tell_change(door.door_id, before, after)
        return True

    def _judge(self, watched: _Watched, now_ms: float, *, is_open: bool) -> DoorState:
        if not is_open:
            return DoorState.CLOSED
        if watched.state is DoorState.CLOSED:
            is_explained = now_ms < watched.released_until_ms or not self._tells_forced
            return DoorState.OPEN if is_explained else DoorState.FORCED
        if watched.state is DoorState.OPEN and now_ms - watched.since_ms >= self._held_after_ms:
            return DoorState.HELD
        return watched.state

    def _tell_change(self, door_id: str, before: DoorState, after: DoorState) -> None:
        if after in {DoorState.HELD, DoorState.FORCED}:
            self._tell(f"door-{after.value}", door_id)
        elif after is DoorState.CLOSED and before in {DoorState.HELD, DoorState.FORCED}:
            self._tell("door-closed", door_id)
