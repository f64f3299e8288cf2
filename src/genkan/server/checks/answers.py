"""What whoever leads a check says and asks for at each line; a relay moves only for somebody at the unit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import msgspec
import structlog
from sqlalchemy import Connection

from genkan.server.access.release_door import ANSWER_LIMIT_S, COMMAND_LIFETIME, read_answer
from genkan.server.checks.errors import CheckCodeNeeded, CheckStepUnfit
from genkan.server.checks.lines import (
    ANSWERED,
    Line,
    LineState,
    Part,
    Progress,
    finish,
    try_again,
)
from genkan.server.checks.repository import CheckRow, end_check, set_progress
from genkan.server.checks.service import UnitLook, get_led
from genkan.server.checks.showing import CheckScreens
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import DomainError, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import find_door
from genkan.server.stations.errors import StationSilent
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import find_relay_of_door
from genkan.wire.ids import new_id
from genkan.wire.station import Release

log = structlog.get_logger()


class Answer(StrEnum):
    PULSE = "pulse"  # the door may open now
    CALL = "call"  # a test call is made at the unit's screen now
    CONFIRM = "confirm"  # seen, or heard
    DENY = "deny"  # not seen, or not heard
    SKIP = "skip"  # left out


# What is denied, by the part.
DENIED = {
    Part.LOUDSPEAKER: "unheard",
    Part.RELAY: "not-opened",
    Part.MONITOR: "unmoved",
    Part.CALL: "no-voice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pulse:
    """A relay that is to move: the command, and how its door stands before."""

    row: CheckRow
    command: Release
    release_ms: int


@operation("checks.answer")
class AnswerLine:
    """Take an answer to one line; for `pulse` the relay is driven once, journalled as a check's release."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        station_link: StationLink,
        screens: CheckScreens,
        pace: RateLimit,
    ) -> None:
        self._database = database
        self._clock = clock
        self._station_link = station_link
        self._screens = screens
        self._pace = pace

    async def __call__(self, scope: Scope, check_id: str, key: str, answer: Answer) -> None:
        """Raises NotFound, CheckOver, CheckCodeNeeded, CheckStepUnfit, TooOften."""
        if answer is Answer.PULSE:
            await self._pulse(scope, check_id, key)
            return
        at = self._clock.now()
        await self._change(scope, check_id, lambda progress: _take(progress, key, answer, at))

    async def _change(self, scope: Scope, check_id: str, change: Callable[[Progress], Progress]) -> None:
        at = self._clock.now()

        def write(connection: Connection) -> CheckRow:
            row = get_led(connection, scope, check_id, at)
            progress = change(row.progress)
            set_progress(connection, row.id, progress)
            return replace(row, progress=progress)

        await self._screens.show(await self._database.write(write))

    async def _pulse(self, scope: Scope, check_id: str, key: str) -> None:
        at = self._clock.now()
        pulse = await self._database.read(
            lambda connection: _plan_pulse(connection, get_led(connection, scope, check_id, at), key, at)
        )
        command, station_id = pulse.command, pulse.row.station_id
        wait_ms = self._pace.take(f"{command.actor_id}.{command.door_id}")
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        presence = self._station_link.presence(station_id)
        before = None if presence is None else presence.doors.get(command.door_id)
        fault = await self._drive(station_id, command)
        log.info("check.relay", check_id=check_id, door_id=command.door_id, fault=fault)

        def note(progress: Progress) -> Progress:
            if fault is not None:
                return progress.settle(key, LineState.FAILED, reason=fault)
            detail = f"{pulse.release_ms / 1_000:g} s"
            return _await_monitor(
                progress.settle(key, LineState.ASKING, detail=detail), command.door_id, before
            )

        await self._change(scope, check_id, note)

    async def _drive(self, station_id: str, command: Release) -> str | None:
        """Release the door, and give the fault; None: the relay was driven."""
        try:
            read_answer(
                await self._station_link.ask(station_id, "door.release", command, timeout_s=ANSWER_LIMIT_S)
            )
        except StationSilent:
            return "release-unconfirmed"
        except DomainError as error:
            return error.type
        return None


@operation("checks.look_again")
class LookAgain:
    """Let the unit try again everything it tries by itself."""

    def __init__(
        self, *, database: Database, clock: Clock, station_link: StationLink, screens: CheckScreens
    ) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens
        self._look = UnitLook(station_link)

    async def __call__(self, scope: Scope, check_id: str) -> None:
        """Raises NotFound, CheckOver, StationOffline, StationOutdated."""
        at = self._clock.now()
        led = await self._database.read(lambda connection: get_led(connection, scope, check_id, at))
        looked = await self._look(led.station_id)

        def write(connection: Connection) -> CheckRow:
            row = get_led(connection, scope, check_id, at)
            progress = self._look.note(try_again(row.progress), looked, has_turn=self._screens.has_turn)
            set_progress(connection, row.id, progress)
            return replace(row, progress=progress)

        await self._screens.show(await self._database.write(write))


@operation("checks.finish")
class FinishCheck:
    """End a check; what is open is skipped, and the unit's screen belongs to visitors again."""

    def __init__(self, database: Database, clock: Clock, screens: CheckScreens) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens

    async def __call__(self, scope: Scope, check_id: str) -> None:
        """Raises NotFound, CheckOver."""
        at = self._clock.now()

        def write(connection: Connection) -> CheckRow:
            row = get_led(connection, scope, check_id, at)
            progress = finish(row.progress)
            end_check(connection, row.id, progress, at)
            return replace(row, progress=progress, ended_at=at)

        await self._screens.show(await self._database.write(write))


def _take(progress: Progress, key: str, answer: Answer, at: datetime) -> Progress:
    line = progress.find(key)
    if line is None:
        raise CheckStepUnfit
    match answer:
        case Answer.SKIP if not line.is_settled:
            return progress.settle(key, LineState.SKIPPED, reason="skipped")
        case Answer.CALL if line.part is Part.CALL:
            asking = progress.settle(key, LineState.ASKING, detail="")
            return msgspec.structs.replace(asking, call_since_ms=to_ms(at))
        case Answer.CONFIRM if _takes_word(line) and line.part is not Part.MONITOR:
            _ensure_there(progress)
            return progress.settle(key, LineState.OK, by_person=True)
        case Answer.DENY if _takes_word(line):
            _ensure_there(progress)
            return progress.settle(key, LineState.FAILED, reason=DENIED[line.part], by_person=True)
        case _:
            raise CheckStepUnfit


def _takes_word(line: Line) -> bool:
    """Whether what the installer saw or heard decides the line now."""
    if line.state is not LineState.ASKING:
        return False
    return line.part in DENIED and (line.part is not Part.CALL or line.reason == ANSWERED)


def _ensure_there(progress: Progress) -> None:
    if not progress.is_there:
        raise CheckCodeNeeded


def _plan_pulse(connection: Connection, row: CheckRow, key: str, at: datetime) -> _Pulse:
    line = row.progress.find(key)
    _ensure_there(row.progress)
    relay = (
        None if line is None or line.part is not Part.RELAY else find_relay_of_door(connection, line.door_id)
    )
    door = None if relay is None else find_door(connection, relay.door_id)
    if relay is None or door is None or relay.station_id != row.station_id:
        raise CheckStepUnfit
    command = Release(
        command_id=new_id(),
        door_id=door.id,
        actor_id=row.person_id,
        via="check",
        issued_ms=to_ms(at),
        lifetime_ms=int(COMMAND_LIFETIME.total_seconds() * 1_000),
    )
    return _Pulse(row=row, command=command, release_ms=door.release_ms)


def _await_monitor(progress: Progress, door_id: str, before: str | None) -> Progress:
    """Wait for the door's monitor. A door that stood open before the relay moved proves nothing."""
    key = f"{Part.MONITOR}:{door_id}"
    line = progress.find(key)
    if line is None or line.reason == "no-monitor":
        return progress
    if before != "closed":
        return progress.settle(key, LineState.FAILED, reason="open-before")
    return progress.settle(key, LineState.ASKING)
