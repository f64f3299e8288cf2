"""Telling managers of an alarm by mail and push, and once more when nobody has seen to it."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import PersonRow, list_managers, list_people
from genkan.server.alarms.raising import HOLD, hint_alarms
from genkan.server.alarms.repository import (
    AlarmChoice,
    AlarmKind,
    AlarmRow,
    claim_due,
    find_last_told,
    find_next_due,
    list_choices,
    list_rules,
    set_told,
)
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.properties.service import get_building, recall_doors
from genkan.server.stations.service import recall_station

log = structlog.get_logger()

AT_ONCE = 20  # in one transaction
TEMPLATES = {
    AlarmKind.OFFLINE: "alarm-offline",
    AlarmKind.HELD: "door-held",
    AlarmKind.FORCED: "door-forced",
    AlarmKind.TAMPER: "alarm-tamper",
    AlarmKind.CLOCK: "alarm-clock",
}


class AlarmTelling:
    """Queues what is due: with what says that it was, so that no death of a server tells twice or never."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def tell_due(self) -> None:
        """Tell of every alarm whose turn it is."""
        at = self._clock.now()
        while True:
            due = await self._database.read(find_next_due)
            if due is None or due > at:
                return
            told = await self._database.write(lambda connection: _tell_due(connection, at))
            for property_id in sorted({row.cause.property_id for row in told}):
                await hint_alarms(self._bus, property_id)
            if not told:
                return  # another node is about it


def _tell_due(connection: Connection, at: datetime) -> tuple[AlarmRow, ...]:
    due = claim_due(connection, at, AT_ONCE)
    for row in due:
        last = find_last_told(connection, row.cause)
        if row.told_at is not None or last is None or at - last >= HOLD:
            _tell(connection, row, at)
        elif row.until is not None:  # whoever was just told of the same looks at the list and sees them all
            set_told(connection, row.id, told_at=last, reminded_at=None, next_at=None)
        else:
            set_told(connection, row.id, told_at=None, reminded_at=None, next_at=last + HOLD)
    return due


def _tell(connection: Connection, row: AlarmRow, at: datetime) -> None:
    property_id = row.cause.property_id
    is_reminder = row.told_at is not None
    managers = list_people(connection, list_managers(connection, property_id, at))
    choices = list_choices(connection, property_id, list(managers))
    values, time_zone = _describe(connection, row)
    for person in managers.values():
        when = say_instant(row.since, time_zone=time_zone, language=person.language)
        parameters = {**values, "at": when, "again": "1" if is_reminder else ""}
        for message in _list_messages(row, person, choices[person.id], parameters):
            enqueue(connection, message, at)
    remind_after = list_rules(connection, {property_id})[property_id].remind_after
    is_last = is_reminder or remind_after is None
    set_told(
        connection,
        row.id,
        told_at=row.told_at or at,
        reminded_at=at if is_reminder else None,
        next_at=None if is_last or remind_after is None else at + remind_after,
    )
    log.info("alarm.told", kind=row.cause.kind.value, people=len(managers), again=is_reminder)


def _list_messages(
    row: AlarmRow, person: PersonRow, choice: AlarmChoice, parameters: Mapping[str, str]
) -> list[NewMessage]:
    ways = [
        (Channel.MAIL, person.email if choice.mail else None),
        (Channel.PUSH, person.id if choice.push else None),
    ]
    return [
        NewMessage(
            channel=channel,
            address=address,
            template=TEMPLATES[row.cause.kind],
            language=person.language,
            parameters=parameters,
            about=person.id,
            property_id=row.cause.property_id,
        )
        for channel, address in ways
        if address is not None
    ]


def _describe(connection: Connection, row: AlarmRow) -> tuple[Mapping[str, str], str]:
    """Give where it is in words, and the zone of the place."""
    door = next(iter(recall_doors(connection, [row.cause.door_id] if row.cause.door_id else ())), None)
    if door is not None:
        return {"door": f"{door.building_name} {door.name}", "station": ""}, door.time_zone
    station = recall_station(connection, row.cause.station_id)
    if station is None:  # an alarm goes with its station
        return {"door": "", "station": ""}, "UTC"
    building = get_building(connection, station.building_id)
    return {"door": "", "station": f"{building.name} {station.name}"}, building.time_zone
