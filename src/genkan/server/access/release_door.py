"""Releasing a door from a tap: the server decides, the station acts and remembers."""

import asyncio
import hashlib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NoReturn, assert_never

import structlog

from genkan.core.access import AccessRequest, Denied, DenyReason, Granted, decide_access
from genkan.server.access.errors import (
    AccessDenied,
    ClockUnsure,
    DoorBlocked,
    RelayFailed,
    ReleaseLate,
    ReleaseUnconfirmed,
)
from genkan.server.access.link import CallLink
from genkan.server.access.service import AccessFacts, AccessReader
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.clock import Clock, from_ms, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import DomainError, NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.operations import operation
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationLink
from genkan.wire.app import DoorReleased
from genkan.wire.frame import Frame, FrameError, Refused, decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import Release

log = structlog.get_logger()

COMMAND_LIFETIME = timedelta(seconds=5)  # a late release opens the door for nobody we can see
ANSWER_LIMIT_S = 3.0  # SPEC 3: a plain reason within three seconds
COMMAND_ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One tap on 「ドアオープン」. The same `key` is the same tap, however often it arrives."""

    person_id: str
    session_id: str
    door_id: str
    key: str
    tapped_ms: int
    call_id: str | None = None
    office_station_id: str | None = None  # the office was called there, and one of its managers taps
    is_remote: bool = False  # a manager releases from the portal, for a reason

    @property
    def via(self) -> Literal["app", "call", "manager"]:
        """Give the way the journal tells."""
        if self.is_remote:
            return "manager"
        return "app" if self.call_id is None else "call"

    @property
    def command_id(self) -> str:
        """Give the same for the same tap, on every node and after every restart."""
        text = f"{self.person_id}\n{self.door_id}\n{self.key}"
        return hashlib.blake2b(text.encode(), digest_size=COMMAND_ID_BYTES).hexdigest()


@operation("access.release_door")
class ReleaseDoor:
    """Release the door once for the holder, or raise why not.

    Raises NotFound (also for a door of others), AccessDenied, DoorBlocked, TooOften, ReleaseLate,
    StationOffline, ReleaseUnconfirmed, RelayFailed, ClockUnsure.
    """

    def __init__(
        self,
        *,
        database: Database,
        journal: Journal,
        station_link: StationLink,
        calls: CallLink,
        clock: Clock,
        pace: RateLimit,
        metrics: Metrics,
    ) -> None:
        self._facts = AccessReader(database)
        self._journal = journal
        self._station_link = station_link
        self._calls = calls
        self._clock = clock
        self._pace = pace
        self._metrics = metrics

    async def __call__(self, tap: Tap) -> DoorReleased:
        began_s = time.perf_counter()
        try:
            released = await self._release(tap)
        except DomainError as error:
            self._metrics.count_refusal(error.type)
            raise
        # Counted when the answer has gone: it is on its way when this turn of the loop is over.
        took_s = time.perf_counter() - began_s
        asyncio.get_running_loop().call_soon(self._metrics.count_release, took_s)
        return released

    async def _release(self, tap: Tap) -> DoorReleased:
        wait_ms = self._pace.take(f"{tap.person_id}.{tap.door_id}")
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        now = self._clock.now()
        tapped_at = min(from_ms(tap.tapped_ms), now)  # a phone's clock that runs ahead buys no time
        if now - tapped_at >= COMMAND_LIFETIME:
            raise ReleaseLate
        facts = await self._facts.find(tap.person_id, tap.door_id)
        if facts is None:
            raise NotFound
        rights = facts.rights
        if tap.is_remote or (tap.office_station_id is not None and tap.office_station_id == facts.station_id):
            rights += facts.office_rights
        request = AccessRequest(holder_id=tap.person_id, door=facts.door, rights=rights)
        decision = decide_access(request, at=now)
        match decision:
            case Denied(reason):
                await self._deny(tap, facts, reason, now)
            case Granted(right):
                if facts.station_id is None:
                    raise StationOffline
                released = await self._command(tap, facts.station_id, right.household_id, tapped_at)
            case _:
                assert_never(decision)
        if tap.call_id is not None:
            await self._calls.end_opened(tap.call_id, session_id=tap.session_id, person_id=tap.person_id)
        return released

    async def _command(
        self, tap: Tap, station_id: str, household_id: str | None, tapped_at: datetime
    ) -> DoorReleased:
        command = Release(
            command_id=tap.command_id,
            door_id=tap.door_id,
            actor_id=tap.person_id,
            via=tap.via,
            issued_ms=to_ms(tapped_at),
            lifetime_ms=int(COMMAND_LIFETIME.total_seconds() * 1000),
            household_id=household_id,
            call_id=tap.call_id,
        )
        try:
            answer = await self._station_link.ask(
                station_id, "door.release", command, timeout_s=ANSWER_LIMIT_S
            )
        except StationSilent:
            log.warning("door.release.unconfirmed", door_id=tap.door_id, station_id=station_id)
            raise ReleaseUnconfirmed from None
        return read_answer(answer)

    async def _deny(self, tap: Tap, facts: AccessFacts, reason: DenyReason, at: datetime) -> NoReturn:
        log.info("door.access.denied", door_id=tap.door_id, reason=reason.value)
        if reason is DenyReason.NO_RIGHT:
            raise NotFound  # a stranger does not learn that the door exists
        await self._journal.append(
            [
                Event(
                    id=new_id(),
                    at=at,
                    kind=EventKind.DOOR_DENIED,
                    property_id=facts.door.property_id,
                    building_id=facts.door.building_id,
                    household_id=facts.rights[0].household_id if facts.rights else None,
                    station_id=facts.station_id,
                    door_id=tap.door_id,
                    actor_id=tap.person_id,
                    call_id=tap.call_id,
                    via=tap.via,
                    outcome="denied",
                    reason=reason.value,
                )
            ]
        )
        if reason is DenyReason.DOOR_BLOCKED:
            raise DoorBlocked
        raise AccessDenied(reason)


def read_answer(answer: Frame) -> DoorReleased:
    """Give what the station says came of a release. Raises what `ReleaseDoor` raises of it."""
    try:
        if answer.kind != "refused":
            return decode_body(answer, DoorReleased)  # what else the station says is for the journal
        reason = decode_body(answer, Refused).reason
    except FrameError:
        raise ReleaseUnconfirmed from None
    match reason:
        case "late":
            raise ReleaseLate
        case "clock-unsure":
            raise ClockUnsure
        case "door-blocked":
            raise DoorBlocked
        case "unknown-door":
            raise NotFound
        case "outcome-unknown":
            raise ReleaseUnconfirmed
        case _:
            raise RelayFailed
