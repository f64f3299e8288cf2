"""Looking after what no journal tells: stations that have fallen silent, and clocks that are wrong."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from sqlalchemy import Connection

from genkan.server.alarms.raising import end, hint_alarms, raise_alarm
from genkan.server.alarms.repository import (
    AlarmKind,
    AlarmRow,
    AlarmRules,
    Cause,
    list_going_on,
    list_rules,
)
from genkan.server.alarms.telling import AlarmTelling
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock, from_ms
from genkan.server.platform.database import Database
from genkan.server.stations.link import StationLink, StationPresence
from genkan.server.stations.service import StationRow, list_enrolled, note_heard, note_silent
from genkan.wire.ids import new_id

log = structlog.get_logger()

LOOK_EVERY_S = 5.0  # of ten minutes nobody misses five seconds
HEARD_EVERY = timedelta(seconds=30)  # how often is written down that a station is there
# A server that was away, or could not read, has heard nobody: stations are back within seconds after it is.
AWAY = timedelta(minutes=2)
RETURN_GRACE = timedelta(minutes=2)
# A unit tells its time once a minute: two in a row are no slow network.
CLOCK_STEADY = timedelta(seconds=150)
STEADY = timedelta(seconds=10)  # a unit that has just started has not looked at its contacts yet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What one look reads: every station with a unit, and how it is."""

    at: datetime
    stations: Mapping[str, StationRow]
    rules: Mapping[str, AlarmRules]
    going_on: tuple[AlarmRow, ...]
    here: Mapping[str, StationPresence | None]


@dataclass(frozen=True, slots=True)
class _Begun:
    cause: Cause
    since: datetime


@dataclass(frozen=True, slots=True)
class _Ended:
    cause: Cause
    until: datetime


class Steady:
    """Tells for how long something has been seen at every look."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}
        self._seen: set[str] = set()

    def holds(self, key: str, at: datetime, wanted: timedelta) -> bool:
        """Note that it is so at this look; true once it has been for as long as wanted."""
        self._seen.add(key)
        since = min(self._since.get(key, at), at)  # the clock may have been set back
        self._since[key] = since
        return at - since >= wanted

    def turn(self) -> None:
        """A look is over: what it did not see begins anew."""
        self._since = {key: since for key, since in self._since.items() if key in self._seen}
        self._seen = set()


class AlarmWatch:
    """Looks again and again. Any number of nodes may: an alarm that one has raised is there for all."""

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        station_link: StationLink,
        telling: AlarmTelling,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._station_link = station_link
        self._telling = telling
        self._looked_at: datetime | None = None
        self._listening_since: datetime | None = None
        self._steady = Steady()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
                await self._telling.tell_due()
            except Exception as error:
                log.warning("alarms.look.failed", exc_info=error)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Raise and end what is to be raised and ended now."""
        facts = await self._gather()
        heard = [
            station.id
            for station in facts.stations.values()
            if facts.here[station.id] is not None and _is_stale(station, facts.at - HEARD_EVERY)
        ]
        known = {row.cause.key for row in facts.going_on}
        begun = [
            found
            for station in facts.stations.values()
            if (found := self._find_begun(facts, station)) is not None and found.cause.key not in known
        ]
        ended = [over for row in facts.going_on if (over := self._find_ended(facts, row)) is not None]
        self._steady.turn()
        if heard or begun or ended:
            changed = await self._database.write(
                lambda connection: _write(connection, facts, heard, begun, ended)
            )
            for property_id in sorted(changed):
                await hint_alarms(self._bus, property_id)

    async def _gather(self) -> _Facts:
        at = self._clock.now()
        if self._looked_at is None or not timedelta(0) <= at - self._looked_at <= AWAY:
            self._listening_since = at

        def read(connection: Connection) -> _Facts:
            stations = {station.id: station for station in list_enrolled(connection)}
            return _Facts(
                at=at,
                stations=stations,
                rules=list_rules(connection, {station.property_id for station in stations.values()}),
                going_on=list_going_on(connection),
                here={},
            )

        facts = await self._database.read_long(read)
        self._looked_at = at
        return replace(facts, here={each: self._station_link.presence(each) for each in facts.stations})

    def _find_begun(self, facts: _Facts, station: StationRow) -> _Begun | None:
        presence, rules, at = facts.here[station.id], facts.rules[station.property_id], facts.at
        if presence is None:
            since = station.last_seen_at or station.enrolled_at or at
            is_listening = self._listening_since is not None and at - self._listening_since >= RETURN_GRACE
            is_silent = is_listening and at - since >= rules.offline_after
            return _Begun(_cause(AlarmKind.OFFLINE, station), since) if is_silent else None
        cause = _cause(AlarmKind.CLOCK, station)
        if is_clock_wrong(presence, rules) and self._steady.holds(cause.key, at, CLOCK_STEADY):
            return _Begun(cause, at)
        return None

    def _find_ended(self, facts: _Facts, row: AlarmRow) -> _Ended | None:
        cause, at = row.cause, facts.at
        station = facts.stations.get(cause.station_id)
        if station is None:
            return _Ended(cause, at)  # no unit is this station any more
        presence = facts.here[station.id]
        if presence is None:
            return None  # nobody knows
        if cause.kind is AlarmKind.OFFLINE:
            return _Ended(cause, max(row.since, min(at, from_ms(presence.since_ms))))
        if not presence.is_told or not _is_over(cause, presence, facts.rules[station.property_id]):
            return None
        return _Ended(cause, at) if self._steady.holds(row.id, at, STEADY) else None


def is_clock_wrong(presence: StationPresence, rules: AlarmRules) -> bool:
    """Whether the station told that it does not know the time, or believes another than the server's."""
    if not presence.is_told:
        return False
    bound_ms = rules.clock_bound_s * 1000
    uncertainty_ms, offset_ms = presence.clock_uncertainty_ms, presence.clock_offset_ms
    return (
        uncertainty_ms is None
        or uncertainty_ms > bound_ms
        or (offset_ms is not None and abs(offset_ms) > bound_ms)
    )


def _is_over(cause: Cause, presence: StationPresence, rules: AlarmRules) -> bool:
    match cause.kind:
        case AlarmKind.HELD | AlarmKind.FORCED:
            # Also of a door that has no monitor any more.
            return presence.doors.get(cause.door_id or "", "closed") == "closed"
        case AlarmKind.TAMPER:
            return not presence.tampered
        case AlarmKind.CLOCK:
            return not is_clock_wrong(presence, rules)
        case AlarmKind.OFFLINE:
            return True
    assert_never(cause.kind)


def _write(
    connection: Connection,
    facts: _Facts,
    heard: Collection[str],
    begun: Collection[_Begun],
    ended: Collection[_Ended],
) -> set[str]:
    """Write what a look found, and give the properties whose alarms changed."""
    changed: set[str] = set()
    note_heard(connection, heard, facts.at)
    for each in begun:
        # It may have come back to another node since it was looked at.
        is_so = each.cause.kind is not AlarmKind.OFFLINE or note_silent(
            connection, each.cause.station_id, since=each.since
        )
        if is_so and raise_alarm(connection, new_id(), each.cause, since=each.since, at=facts.at):
            log.warning("alarm.raised", kind=each.cause.kind.value, station_id=each.cause.station_id)
            changed.add(each.cause.property_id)
    for over in ended:
        changed.update(end(connection, [over.cause], until=over.until, at=facts.at))
    return changed


def _is_stale(station: StationRow, at: datetime) -> bool:
    return station.last_seen_at is None or station.last_seen_at < at


def _cause(kind: AlarmKind, station: StationRow) -> Cause:
    return Cause(kind=kind, property_id=station.property_id, station_id=station.id)
