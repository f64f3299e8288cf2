"""Who is called by a number or the office key: which devices, which telephones, by whose rules."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.call import BackupRule, Target, TargetKind
from genkan.core.legs import Leg, LegId, LegKind
from genkan.server.accounts.service import (
    SessionOfHousehold,
    list_managers,
    list_sessions_of_household,
    list_sessions_of_people,
)
from genkan.server.calls.errors import HomeUnknown, OfficeClosed
from genkan.server.calls.link import BackupNumbers
from genkan.server.calls.quiet import list_muted
from genkan.server.households.service import find_current_household
from genkan.server.platform.operations import StationActor
from genkan.server.properties.entrance import get_entrance
from genkan.server.properties.service import find_home, get_building
from genkan.server.stations.service import list_served


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """Everybody one call rings at."""

    target: Target
    number: str  # what the panel shows; empty: the office
    building_id: str  # of the home; of the office: where the visitor stands
    apps: tuple[Leg, ...]
    is_muted: bool  # there are devices, and every one is muted
    numbers: tuple[str, ...] = ()
    backup: BackupRule = BackupRule.AFTER_NO_ANSWER


def is_served(connection: Connection, actor: StationActor, building_id: str) -> bool:
    """Whether the station calls the homes of the building: its own, or one it was told to serve."""
    if building_id == actor.building_id:
        return True
    return building_id in list_served(connection, [actor.station_id]).get(actor.station_id, frozenset())


def find_home_callee(
    connection: Connection, building_id: str, number: str, at: datetime, telephones: BackupNumbers
) -> Callee:
    """Give whom the number calls. Raises HomeUnknown."""
    home = find_home(connection, building_id, number)
    if home is None:
        raise HomeUnknown
    household = find_current_household(connection, home.id, at)
    if household is None:
        return Callee(
            target=Target(home_id=home.id),
            number=home.number,
            building_id=building_id,
            apps=(),
            is_muted=False,
        )
    sessions = tuple(list_sessions_of_household(connection, household.id, at))
    apps = _unmuted(connection, sessions, at, building_id)
    return Callee(
        target=Target(home_id=home.id, household_id=household.id),
        number=home.number,
        building_id=building_id,
        apps=apps,
        is_muted=bool(sessions) and not apps,
        numbers=telephones.list_numbers(connection, household.id),
        backup=BackupRule(household.backup_rule),
    )


def find_office_callee(connection: Connection, actor: StationActor, at: datetime) -> Callee:
    """Give the managers on duty. Raises OfficeClosed."""
    zone = ZoneInfo(get_building(connection, actor.building_id).time_zone)
    settings = get_entrance(connection, actor.property_id)
    managers = set(list_managers(connection, actor.property_id, at))
    on_duty = [person_id for person_id in settings.on_duty if person_id in managers]
    if not settings.is_office_open(at, zone) or not on_duty:
        raise OfficeClosed
    sessions = tuple(list_sessions_of_people(connection, on_duty))
    apps = _unmuted(connection, sessions, at, actor.building_id)
    return Callee(
        target=Target(home_id=actor.property_id, kind=TargetKind.OFFICE),
        number="",
        building_id=actor.building_id,
        apps=apps,
        is_muted=bool(sessions) and not apps,
    )


def _unmuted(
    connection: Connection, sessions: tuple[SessionOfHousehold, ...], at: datetime, building_id: str
) -> tuple[Leg, ...]:
    zone = ZoneInfo(get_building(connection, building_id).time_zone)
    muted = list_muted(connection, [session.session_id for session in sessions], at, zone)
    return tuple(
        Leg(id=LegId(session.session_id), kind=LegKind.APP, party=session.person_id)
        for session in sessions
        if session.session_id not in muted
    )
