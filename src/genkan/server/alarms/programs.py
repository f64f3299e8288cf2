"""Telling other programs of alarms that no event of a door tells of: stations, their housings and clocks."""

from datetime import datetime

from sqlalchemy import Connection

from genkan.server.alarms.repository import AlarmKind, Cause
from genkan.server.platform.clock import to_ms
from genkan.server.stations.service import find_station
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import Kind, StationAlarm

# How it is told that one began, and that it is over. Of doors their events tell: see `sync.forwarding`.
KINDS = {
    AlarmKind.OFFLINE: (Kind.STATION_OFFLINE, Kind.STATION_ONLINE),
    AlarmKind.TAMPER: (Kind.HOUSING_OPENED, Kind.HOUSING_CLOSED),
    AlarmKind.CLOCK: (Kind.CLOCK_WRONG, Kind.CLOCK_RIGHT),
}


def tell_begun(connection: Connection, alarm_id: str, cause: Cause, *, since: datetime, at: datetime) -> None:
    """Queue that the alarm was raised, once however often it is asked to."""
    if cause.kind in KINDS:
        begun, _ = KINDS[cause.kind]
        _tell(connection, begun, alarm_id, cause, happened_at=since, at=at, message_id=f"msg_{alarm_id}")


def tell_ended(connection: Connection, alarm_id: str, cause: Cause, *, until: datetime, at: datetime) -> None:
    """Queue that the alarm is over, once however often it is asked to."""
    if cause.kind in KINDS:
        _, ended = KINDS[cause.kind]
        _tell(connection, ended, alarm_id, cause, happened_at=until, at=at, message_id=f"msg_{alarm_id}_over")


def _tell(
    connection: Connection,
    kind: Kind,
    alarm_id: str,
    cause: Cause,
    *,
    happened_at: datetime,
    at: datetime,
    message_id: str,
) -> None:
    station = find_station(connection, cause.station_id)
    data = StationAlarm(
        alarm_id=alarm_id,
        station_id=cause.station_id,
        building_id=None if station is None else station.building_id,
        at_ms=to_ms(happened_at),
    )
    note(connection, kind, data, property_id=cause.property_id, at=at, message_id=message_id)
