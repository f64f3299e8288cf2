"""Alarms, and what managers do about them from afar, put together."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.server.access.release_door import ReleaseDoor
from genkan.server.access.remote import ListRemoteReleases, ReleaseRemotely
from genkan.server.access.routes import build_remote_router
from genkan.server.alarms.events import EventAlarms
from genkan.server.alarms.routes import AlarmMounts, build_router
from genkan.server.alarms.service import (
    Acknowledge,
    ChangeChoice,
    ChangeRules,
    GetAlarmSettings,
    ListAlarms,
)
from genkan.server.alarms.telling import AlarmTelling
from genkan.server.alarms.watching import AlarmWatch
from genkan.server.journal.service import Journal
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.stations.link import StationLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What the rest of the server needs of them."""

    router: APIRouter
    list_alarms: ListAlarms
    of_events: EventAlarms
    watch: AlarmWatch


def build_alarms(
    database: Database,
    journal: Journal,
    bus: Bus,
    clock: Clock,
    *,
    station_link: StationLink,
    release_door: ReleaseDoor,
) -> Alarms:
    """Put them together."""
    router = APIRouter()
    router.include_router(
        build_remote_router(
            ReleaseRemotely(database=database, clock=clock, release_door=release_door),
            ListRemoteReleases(database, journal),
        )
    )
    telling = AlarmTelling(database=database, bus=bus, clock=clock)
    list_alarms = ListAlarms(database)
    router.include_router(
        build_router(
            AlarmMounts(
                list_alarms=list_alarms,
                acknowledge=Acknowledge(database=database, bus=bus, clock=clock),
                get_settings=GetAlarmSettings(database, clock),
                change_rules=ChangeRules(database),
                change_choice=ChangeChoice(database),
            )
        )
    )
    return Alarms(
        router=router,
        list_alarms=list_alarms,
        of_events=EventAlarms(database=database, journal=journal, bus=bus, clock=clock, telling=telling),
        watch=AlarmWatch(database=database, bus=bus, clock=clock, station_link=station_link, telling=telling),
    )
