"""Alarms of what stations told: doors held or forced, housings opened."""

from datetime import datetime

from genkan.server.alarms.raising import end, hint_alarms, raise_alarm
from genkan.server.alarms.repository import AlarmKind, Cause
from genkan.server.alarms.telling import AlarmTelling
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database

BEGINNINGS = {
    EventKind.DOOR_HELD: AlarmKind.HELD,
    EventKind.DOOR_FORCED: AlarmKind.FORCED,
    EventKind.TAMPERED: AlarmKind.TAMPER,
}
ENDINGS = {
    EventKind.DOOR_CLOSED: (AlarmKind.HELD, AlarmKind.FORCED),
    EventKind.TAMPER_OVER: (AlarmKind.TAMPER,),
}
ALARMING = frozenset({*BEGINNINGS, *ENDINGS})


class EventAlarms:
    """Turns what stations told of doors and housings into alarms. Told twice, and in any order, it is one."""

    def __init__(
        self, *, database: Database, journal: Journal, bus: Bus, clock: Clock, telling: AlarmTelling
    ) -> None:
        self._database = database
        self._journal = journal
        self._bus = bus
        self._clock = clock
        self._telling = telling

    async def note(self, event: Event) -> None:
        """Raise or end the alarm the event speaks of; when this returns, it is durable."""
        if event.station_id is None:
            return
        if event.kind in BEGINNINGS:
            await self._begin(event, event.station_id)
        elif event.kind in ENDINGS:
            await self._end(event, event.station_id)
        await hint_alarms(self._bus, event.property_id)
        await self._telling.tell_due()  # at once; what a server that dies here leaves, the watch tells

    async def _begin(self, event: Event, station_id: str) -> None:
        cause = _cause(BEGINNINGS[event.kind], event, station_id)
        until = await self._find_end(cause, since=event.at)
        at = self._clock.now()
        await self._database.write(
            lambda connection: raise_alarm(connection, event.id, cause, since=event.at, until=until, at=at)
        )

    async def _end(self, event: Event, station_id: str) -> None:
        causes = [_cause(kind, event, station_id) for kind in ENDINGS[event.kind]]
        at = self._clock.now()
        await self._database.write(
            lambda connection: end(connection, causes, until=event.at, at=at, before=event.at)
        )

    async def _find_end(self, cause: Cause, *, since: datetime) -> datetime | None:
        """Give when it ended, where the journal knows: its end may be looked at before its beginning."""
        kinds = frozenset(kind for kind, ended in ENDINGS.items() if cause.kind in ended)
        later = await self._journal.list_of_properties({cause.property_id}, kinds, since=since)
        ends = [
            event.at
            for event in later
            if event.station_id == cause.station_id
            and (cause.door_id is None or event.door_id == cause.door_id)
        ]
        return min(ends, default=None)


def _cause(kind: AlarmKind, event: Event, station_id: str) -> Cause:
    return Cause(
        kind=kind,
        property_id=event.property_id,
        station_id=station_id,
        door_id=None if kind is AlarmKind.TAMPER else event.door_id,
    )
