"""Telling people of what came in from a station, also when the server dies before it could.

Of doors and housings alarms are raised, which tell by themselves.

Whom an event concerns stands in another database than the journal, and on SQLite in another file. So it is
noted with the event that somebody is to be told, and the note goes when they were: between the two a server
may die as often as it likes. Who was told twice nevertheless gets the same mail once and the same push again.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from genkan.server.alarms.events import ALARMING
from genkan.server.credentials.link import NoNotices, Notices
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.clock import Clock
from genkan.server.platform.tasks import Tasks
from genkan.server.sync.forwarding import Forwards, NoForwards

log = structlog.get_logger()

LOOK_EVERY_S = 60.0
GRACE = timedelta(minutes=1)  # longer than telling takes: another node may be about it
GIVEN_UP_AFTER = timedelta(days=1)  # as a mail is


def is_to_be_told(event: Event) -> bool:
    """Whether somebody may want to be told of the event. Who it is, is found out at telling."""
    match event.kind:
        case kind if kind in ALARMING:
            return event.station_id is not None and event.reason is None
        case EventKind.KEYPAD_GUESSED:
            return event.station_id is not None
        case EventKind.DOOR_RELEASED:
            return event.via == "qr" and event.outcome == "opened" and event.household_id is not None
        case _:
            return False


class Alarms(Protocol):
    """What becomes of doors and housings."""

    async def note(self, event: Event) -> None:
        """Raise or end the alarm the event speaks of; when this returns, it is durable."""


class Telling:
    """Tells people of events that are in the journal."""

    def __init__(
        self,
        *,
        journal: Journal,
        clock: Clock,
        tasks: Tasks,
        alarms: Alarms,
        notices: Notices | None = None,
        forwards: Forwards | None = None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._tasks = tasks
        self._alarms = alarms
        self._notices = notices or NoNotices()
        self._forwards = forwards or NoForwards()

    def choose(self, events: Iterable[Event]) -> dict[str, datetime]:
        """Give those of which somebody is to be told, with the instant of now."""
        at = self._clock.now()
        return {event.id: at for event in events if self._concerns(event)}

    def begin(self, events: Iterable[Event]) -> None:
        """Tell of the events that are to be told, beside the caller."""
        for event in events:
            if self._concerns(event):
                self._tasks.start(self._tell(event))

    async def run(self) -> None:
        """Tell of what a process that died left untold, and go on looking until cancelled."""
        grace = timedelta(0)  # at the start nobody of this process is about it
        while True:
            try:
                await self.tell_left(grace)
            except Exception as error:
                log.warning("sync.telling.failed", exc_info=error)
            grace = GRACE
            await asyncio.sleep(LOOK_EVERY_S)

    async def tell_left(self, grace: timedelta) -> None:
        """Tell of every event that has been untold for longer than `grace`."""
        at = self._clock.now()
        left = await self._journal.list_untold(before=at - grace)
        for event in await self._journal.find_events(left):
            if left[event.id] < at - GIVEN_UP_AFTER:
                log.warning("sync.telling.given_up", event_id=event.id)
                await self._journal.note_told(event.id)
                continue
            await self._tell(event)

    def _concerns(self, event: Event) -> bool:
        return is_to_be_told(event) or self._forwards.wants(event)

    async def _tell(self, event: Event) -> None:
        if is_to_be_told(event):
            await self._tell_people(event)
        await self._forwards.forward(event)
        await self._journal.note_told(event.id)

    async def _tell_people(self, event: Event) -> None:
        match event.kind:
            case kind if kind in ALARMING:
                await self._alarms.note(event)
            case EventKind.KEYPAD_GUESSED if event.household_id is not None:
                await self._notices.pin_guessed(
                    event_id=event.id,
                    household_id=event.household_id,
                    station_id=event.station_id or "",
                    at=event.at,
                )
            case EventKind.KEYPAD_GUESSED:
                await self._notices.keypad_guessed(
                    event_id=event.id,
                    property_id=event.property_id,
                    station_id=event.station_id or "",
                    at=event.at,
                )
            case _:
                await self._notices.key_used(
                    event_id=event.id,
                    credential_id=event.credential_id or "",
                    door_id=event.door_id or "",
                    at=event.at,
                )
