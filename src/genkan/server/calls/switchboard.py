"""The one place that changes calls: step the stored value, then let the world follow it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.core.call import MISSED, Phase, TargetKind, step
from genkan.core.call_events import DeadlinePassed, Event, Freed, Lost
from genkan.core.legs import LegId, LegKind, LegState
from genkan.server.calls.announcer import Announcer
from genkan.server.calls.errors import CallOver
from genkan.server.calls.history import record_of
from genkan.server.calls.link import TelephoneInvite, TelephoneLink
from genkan.server.calls.liveness import Liveness
from genkan.server.calls.repository import (
    CallRow,
    change_call,
    find_call,
    find_live_call_of_home,
    list_awaited_homes,
    list_calls_ended_since,
    list_calls_waiting_for_home,
    list_due_calls,
    list_live_calls,
    set_snapshot,
)
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import BlobId, BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.tasks import Tasks

log = structlog.get_logger()

ATTEMPTS = 20  # each failed attempt means that another event got through
SWEEP_S = 2.0  # for deadlines whose node is gone
REMEMBER = timedelta(hours=1)  # ends that may not have reached the journal before a crash


class Follower(Protocol):
    """Reaches devices by another way than their open links."""

    def follow(self, row: CallRow) -> None:
        """Take note of the call's state; the switchboard does not wait."""


@dataclass(frozen=True, slots=True)
class _Stepped:
    row: CallRow
    changed: bool


class Switchboard:
    """Steps calls and acts after the commit.

    What follows a step (showing it, its timer, its journal entry) is derived from the stored row
    alone, so after a crash `start` does it again and nothing is lost or doubled.
    """

    def __init__(  # noqa: PLR0913 - everything that follows a step
        self,
        *,
        database: Database,
        clock: Clock,
        announcer: Announcer,
        journal: Journal,
        blobs: BlobStore,
        bus: Bus,
        tasks: Tasks,
        metrics: Metrics,
        telephone: TelephoneLink,
    ) -> None:
        self._database = database
        self._clock = clock
        self._announcer = announcer
        self._journal = journal
        self._blobs = blobs
        self._tasks = tasks
        self._metrics = metrics
        self._follower: Follower | None = None
        self._telephone = telephone
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self.liveness = Liveness(bus, self._lose)

    def reach_by(self, follower: Follower) -> None:
        """Let the follower know of every state of every call, too."""
        self._follower = follower

    async def start(self) -> None:
        """Take up every live call where it stands, also those of a process that died."""
        await self.liveness.start()
        since = self._clock.now() - REMEMBER
        for row in await self._database.read(lambda connection: list_calls_ended_since(connection, since)):
            await self._journal.append([record_of(row)])
            self._wake(row)
        for row in await self._database.read(list_live_calls):
            self._attend(row)
            self._wake(row)
            await self._follow_telephones(row)

    async def run(self) -> None:
        """Watch silent legs and overdue calls, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.liveness.run())
            group.create_task(self._sweep_for_ever())

    async def close(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        await self.liveness.close()

    async def step(self, call_id: str, event: Event, *, allow: Callable[[CallRow], None]) -> CallRow:
        """Apply one event to the call and let everybody concerned see the result.

        `allow` raises when the asker has no business with the call. Raises NotFound.
        """
        for _ in range(ATTEMPTS):
            at = self._clock.now()
            try:
                stepped = await self._database.write(
                    lambda connection, at=at: _try_step(connection, call_id, event, at, allow)  # type: ignore[misc]
                )
            except IntegrityError:  # it was to ring where another call began in the same instant
                continue
            if stepped is None:
                continue
            if stepped.changed:
                await self.follow(stepped.row)
            return stepped.row
        raise CallOver

    async def follow(self, row: CallRow) -> None:
        """Do what the new state of a call asks for."""
        self._attend(row)
        await self._follow_telephones(row)
        log.info("call.changed", call_id=row.id, phase=row.call.phase, end=row.call.end)
        if row.call.phase is Phase.ENDED:
            await self._record(row)  # before anybody is told: who looks at the history then finds it
        await self._announcer.announce(row)
        self._wake(row)
        if row.call.phase is Phase.ENDED:
            self._tasks.start(self._conclude(row))
            if row.call.target.kind is not TargetKind.VIEW:
                self._tasks.start(self._free(row.home_id))

    async def renew_keys(self, row: CallRow) -> None:
        """Give both sides of a call keys for the relay that last, before they set up media anew."""
        await self._announcer.renew_keys(row)

    async def _follow_telephones(self, row: CallRow) -> None:
        """Call the number whose turn it is, and let go of those that are through."""
        for leg in row.call.legs:
            if leg.kind is not LegKind.TELEPHONE:
                continue
            if leg.state is LegState.INVITED:
                await self._telephone.invite(
                    TelephoneInvite(
                        call_id=row.id, leg=leg.id, number_id=leg.party, station_id=row.station_id
                    )
                )
            elif leg.state is LegState.LEFT:
                await self._telephone.withdraw(row.id, leg.id)

    async def _free(self, home_id: str) -> None:
        """Let the visitor ring who has waited longest for this home."""
        waiting = await self._database.read(
            lambda connection: list_calls_waiting_for_home(connection, home_id)
        )
        for row in waiting[:1]:
            await self.step(row.id, Freed(), allow=_allow)

    def _wake(self, row: CallRow) -> None:
        if self._follower is not None:
            self._follower.follow(row)

    def _attend(self, row: CallRow) -> None:
        """Watch the legs that talk, and the deadline."""
        timer = self._timers.pop(row.id, None)
        if timer is not None:
            timer.cancel()
        if row.call.phase is Phase.ENDED:
            self.liveness.watch(row.id, frozenset())
            return
        talking = frozenset(leg.id for leg in row.call.legs if leg.state is LegState.CONNECTED)
        self.liveness.watch(row.id, talking)
        if row.call.deadline is not None:
            left_s = max(0.0, (row.call.deadline - self._clock.now()).total_seconds())
            self._timers[row.id] = asyncio.get_running_loop().call_later(left_s, self._ring_timer, row.id)

    def _ring_timer(self, call_id: str) -> None:
        self._timers.pop(call_id, None)
        self._tasks.start(self._run_out(call_id))

    async def _run_out(self, call_id: str) -> None:
        try:
            await self.step(call_id, DeadlinePassed(), allow=_allow)
        except NotFound:
            log.debug("call.gone", call_id=call_id)

    async def _lose(self, call_id: str, leg: str) -> None:
        try:
            await self.step(call_id, Lost(LegId(leg)), allow=_allow)
        except NotFound:
            self.liveness.watch(call_id, frozenset())

    async def _sweep_for_ever(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            await self.sweep()

    async def sweep(self) -> None:
        """End the phases that are overdue, whichever node began them."""
        at = self._clock.now()
        for row in await self._database.read(lambda connection: list_due_calls(connection, at)):
            await self._run_out(row.id)
        for home_id in await self._database.read(list_awaited_homes):
            await self._free(home_id)

    async def _record(self, row: CallRow) -> None:
        """Enter the ended call in the history; a disk that refuses keeps nobody from being told."""
        try:
            await self._journal.append([record_of(row)])
        except Exception:  # `start` enters it later
            log.exception("call.not_recorded", call_id=row.id)

    async def _conclude(self, row: CallRow) -> None:
        """Count the call; a picture is kept only of one that nobody took."""
        self._metrics.count_call("unknown" if row.call.end is None else row.call.end.value)
        latest = await self._database.read(lambda connection: find_call(connection, row.id))
        if latest is None or latest.snapshot_id is None or row.call.end in MISSED:
            return
        if row.call.answered_by is not None:
            await self._database.write(lambda connection: set_snapshot(connection, row.id, None))
            await self._blobs.delete(BlobId(latest.snapshot_id))


def _try_step(
    connection: Connection, call_id: str, event: Event, at: datetime, allow: Callable[[CallRow], None]
) -> _Stepped | None:
    row = find_call(connection, call_id)
    if row is None:
        raise NotFound
    allow(row)
    if isinstance(event, DeadlinePassed) and (row.call.deadline is None or at < row.call.deadline):
        return _Stepped(row, changed=False)
    if isinstance(event, Freed) and find_live_call_of_home(connection, row.home_id) is not None:
        return _Stepped(row, changed=False)
    after, _ = step(row.call, event, at)
    if after is row.call:
        return _Stepped(row, changed=False)
    changed = change_call(connection, row, after, at)
    return None if changed is None else _Stepped(changed, changed=True)


def _allow(_row: CallRow) -> None:
    """The server's own events concern every call."""
