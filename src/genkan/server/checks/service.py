"""Starting an installation check, following it, and ending it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import list_names
from genkan.server.calls.errors import StationBusy
from genkan.server.calls.last_call import LastCall, find_last_call
from genkan.server.checks.errors import CheckCodeWrong, CheckOver, StationOutdated
from genkan.server.checks.lines import (
    ANSWERED,
    BY_SCREEN,
    CODE_TRIES,
    CheckedDoor,
    LineState,
    Part,
    Progress,
    begin,
    finish,
    see_monitor,
)
from genkan.server.checks.repository import (
    CheckRow,
    add_check,
    end_check,
    find_check,
    list_latest,
    list_running,
    set_progress,
)
from genkan.server.checks.showing import CheckScreens, is_running
from genkan.server.platform.clock import Clock, from_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, StationActor, operation
from genkan.server.properties.service import list_doors
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import CLOCK_LIMIT_MS, StationLink
from genkan.server.stations.service import StationRow, find_station, list_relays_of_stations
from genkan.wire.frame import FrameError, Nothing, Refused, decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import CheckReport, UnitFacts

log = structlog.get_logger()

LOOK_LIMIT_S = 5.0
LISTED_LIMIT = 20
NO_SCREEN = "no-screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """A check as the portal shows it."""

    row: CheckRow
    person_name: str | None  # None: erased
    is_running: bool
    is_own: bool  # the asker leads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a unit has told of itself, and how long it took."""

    facts: UnitFacts
    took_ms: int


class UnitLook:
    """Asks a unit how it is."""

    def __init__(self, station_link: StationLink) -> None:
        self._station_link = station_link

    async def __call__(self, station_id: str) -> Looked:
        """Raises StationOffline, StationOutdated."""
        began_s = time.perf_counter()
        try:
            answer = await self._station_link.ask(station_id, "check.look", Nothing(), timeout_s=LOOK_LIMIT_S)
        except StationSilent:
            raise StationOffline from None
        took_ms = round((time.perf_counter() - began_s) * 1_000)
        try:
            if answer.kind == "refused":
                log.info("check.refused", station_id=station_id, reason=decode_body(answer, Refused).reason)
                raise StationOutdated
            return Looked(facts=decode_body(answer, UnitFacts), took_ms=took_ms)
        except FrameError:
            raise StationOutdated from None

    def note(self, progress: Progress, looked: Looked, *, has_turn: bool) -> Progress:
        """Give the check with what the unit has told."""
        uncertainty_ms = looked.facts.clock_uncertainty_ms
        knows = uncertainty_ms is not None and uncertainty_ms <= CLOCK_LIMIT_MS
        progress = progress.settle(Part.LINK, LineState.OK, detail=f"{looked.took_ms} ms").settle(
            Part.CLOCK,
            LineState.OK if knows else LineState.FAILED,
            reason="" if knows else "clock",
            detail="" if uncertainty_ms is None else f"± {uncertainty_ms} ms",
        )
        if not has_turn:
            progress = progress.settle(Part.TURN, LineState.SKIPPED, reason="no-turn")
        if looked.facts.panel_connected:
            return progress
        for part in BY_SCREEN:
            line = progress.find(part)
            if line is not None and line.state is LineState.WAITING:
                progress = progress.settle(part, LineState.FAILED, reason=NO_SCREEN)
        return progress


def get_station_of(connection: Connection, scope: Scope, station_id: str) -> StationRow:
    """Give the station. Raises NotFound, also for one of another property."""
    station = find_station(connection, station_id)
    if station is None or station.property_id not in scope.properties:
        raise NotFound
    return station


def get_led(connection: Connection, scope: Scope, check_id: str, at: datetime) -> CheckRow:
    """Give the check that the asker leads. Raises NotFound; CheckOver: it ended, or another leads it."""
    row = find_check(connection, check_id)
    if row is None:
        raise NotFound
    get_station_of(connection, scope, row.station_id)
    if row.person_id != scope.person_id or not is_running(row, at):
        raise CheckOver
    return row


@operation("checks.start")
class StartCheck:
    """Start a check; one that runs at the station ends. The unit tries what it can by itself at once."""

    def __init__(
        self, *, database: Database, clock: Clock, station_link: StationLink, screens: CheckScreens
    ) -> None:
        self._database = database
        self._clock = clock
        self._station_link = station_link
        self._screens = screens
        self._look = UnitLook(station_link)

    async def __call__(self, scope: Scope, station_id: str, *, language: str) -> str:
        """Give the check's id. Raises NotFound, StationOffline, StationOutdated, StationBusy."""
        station = await self._database.read(lambda connection: get_station_of(connection, scope, station_id))
        looked = await self._look(station_id)
        if looked.facts.is_in_call:
            raise StationBusy
        presence = self._station_link.presence(station_id)
        monitored = frozenset() if presence is None else frozenset(presence.doors)
        at = self._clock.now()

        def write(connection: Connection) -> CheckRow:
            for other in list_running(connection, station_id):
                end_check(connection, other.id, finish(other.progress), at)
            progress = begin(_list_doors(connection, station_id, monitored), language=language)
            row = CheckRow(
                id=new_id(),
                station_id=station_id,
                person_id=scope.person_id or "",
                started_at=at,
                ended_at=None,
                version=station.version,
                progress=self._look.note(progress, looked, has_turn=self._screens.has_turn),
            )
            add_check(connection, row)
            return row

        row = await self._database.write(write)
        await self._screens.show(row)
        return row.id


def _list_doors(connection: Connection, station_id: str, monitored: frozenset[str]) -> list[CheckedDoor]:
    relays = list_relays_of_stations(connection, [station_id])
    names = {door.id: door.name for door in list_doors(connection, [relay.door_id for relay in relays])}
    return [
        CheckedDoor(id=relay.door_id, name=names[relay.door_id], has_monitor=relay.door_id in monitored)
        for relay in relays
    ]


@operation("checks.arrive")
class Arrive:
    """Take the code of the unit's screen: whoever leads the check stands there."""

    def __init__(self, database: Database, clock: Clock, screens: CheckScreens) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens

    async def __call__(self, scope: Scope, check_id: str, code: str) -> None:
        """Raises NotFound, CheckOver, CheckCodeWrong; after a few wrong codes the check is over."""
        at = self._clock.now()
        is_right = code == self._screens.code_of(check_id)

        def write(connection: Connection) -> CheckRow:
            row = get_led(connection, scope, check_id, at)
            wrong = row.progress.wrong_codes + (not is_right)
            progress = msgspec.structs.replace(
                row.progress, is_there=row.progress.is_there or is_right, wrong_codes=wrong
            )
            if wrong >= CODE_TRIES:
                progress = finish(progress)
                end_check(connection, row.id, progress, at)
                return replace(row, progress=progress, ended_at=at)
            set_progress(connection, row.id, progress)
            return replace(row, progress=progress)

        row = await self._database.write(write)
        await self._screens.show(row)
        if not is_right:
            raise CheckOver if row.ended_at is not None else CheckCodeWrong


@operation("checks.report")
class TakeReport:
    """Take in what a unit's screen has tried."""

    def __init__(self, database: Database, clock: Clock, screens: CheckScreens) -> None:
        self._database = database
        self._clock = clock
        self._screens = screens

    async def __call__(self, actor: StationActor, report: CheckReport) -> None:
        """Raises CheckOver, also for another station's check or an older round."""
        at = self._clock.now()

        def write(connection: Connection) -> CheckRow:
            row = find_check(connection, report.check_id)
            if row is None or row.station_id != actor.station_id or not is_running(row, at):
                raise CheckOver
            progress = row.progress
            if report.round != progress.round:
                raise CheckOver
            for result in report.results:
                line = progress.find(result.part)
                if line is not None and line.part in BY_SCREEN and line.state is LineState.WAITING:
                    progress = progress.settle(
                        result.part, LineState(result.state), reason=result.reason, detail=result.detail
                    )
            set_progress(connection, row.id, progress)
            return replace(row, progress=progress)

        await self._screens.show(await self._database.write(write))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """What the link of a station that is checked asks for."""

    screens: CheckScreens
    take_report: TakeReport


@operation("checks.list_checks")
class ListChecks:
    """List a station's checks, newest first; a running one takes in what its doors and calls tell."""

    def __init__(
        self, *, database: Database, clock: Clock, station_link: StationLink, screens: CheckScreens
    ) -> None:
        self._database = database
        self._clock = clock
        self._station_link = station_link
        self._screens = screens

    async def __call__(self, scope: Scope, station_id: str) -> tuple[CheckShown, ...]:
        """Raises NotFound."""
        await self._database.read(lambda connection: get_station_of(connection, scope, station_id))
        await self._follow(station_id)
        at = self._clock.now()

        def read(connection: Connection) -> tuple[CheckShown, ...]:
            rows = list_latest(connection, station_id, limit=LISTED_LIMIT)
            names = list_names(connection, {row.person_id for row in rows})
            return tuple(
                CheckShown(
                    row=row,
                    person_name=names.get(row.person_id),
                    is_running=is_running(row, at),
                    is_own=row.person_id == scope.person_id,
                )
                for row in rows
            )

        return await self._database.read(read)

    async def _follow(self, station_id: str) -> None:
        """Take in what has happened since; write only when it changes anything."""
        seen = self._see(station_id)
        changed = await self._database.read(
            lambda connection: list(_list_changed(connection, station_id, seen))
        )
        if not changed:
            return

        def write(connection: Connection) -> list[CheckRow]:
            rows = list(_list_changed(connection, station_id, seen))
            for row in rows:
                set_progress(connection, row.id, row.progress)
            return rows

        for row in await self._database.write(write):
            await self._screens.show(row)

    def _see(self, station_id: str) -> "See":
        presence = self._station_link.presence(station_id)
        doors = {} if presence is None else dict(presence.doors)
        at = self._clock.now()

        def see(connection: Connection, row: CheckRow) -> CheckRow:
            progress = row.progress
            if not is_running(row, at):
                return row
            for door_id, state in doors.items():
                progress = see_monitor(progress, door_id, state)
            if progress.is_calling and progress.call_since_ms is not None:
                last = find_last_call(connection, station_id, since=from_ms(progress.call_since_ms))
                progress = see_call(progress, last)
            return replace(row, progress=progress)

        return see


See = Callable[[Connection, CheckRow], CheckRow]


def _list_changed(connection: Connection, station_id: str, see: See) -> list[CheckRow]:
    pairs = ((row, see(connection, row)) for row in list_running(connection, station_id))
    return [seen for row, seen in pairs if seen != row]


def see_call(progress: Progress, last: LastCall | None) -> Progress:
    """Take in the test call: one that was answered asks whether it was heard, one that ended is a fault."""
    if last is None:
        return progress
    if last.taken_after is not None:
        seconds = f"{last.taken_after.total_seconds():.1f} s"
        return progress.settle(Part.CALL, LineState.ASKING, reason=ANSWERED, detail=seconds)
    if last.is_over:
        return progress.settle(Part.CALL, LineState.FAILED, reason="unanswered")
    return progress
