"""What a property decides for its entrances: office hours and duty, what stations show and keep."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from genkan.core.quiet import MINUTES_A_DAY, DailyHours, WeeklyHours
from genkan.server.accounts.service import list_managers, list_names
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, changed
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.errors import EntranceUnfit
from genkan.server.properties.repository import (
    find_entrance,
    list_property_names,
    set_entrance,
    take_change_number,
)

WEEKDAYS = 7
HOURS_LIMIT = 3 * WEEKDAYS  # a day may have breaks


NIGHT = DailyHours(start=22 * 60, end=7 * 60)


class SnapshotPolicy(StrEnum):
    MISSED = "missed"  # a picture is kept of the visitor of a call nobody took, and of each use of a key
    NEVER = "never"  # none is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class EntranceSettings:
    """The settings of one property; the defaults are those of a new one."""

    directory: bool = False  # 「居住者一覧」
    live_view: bool = False
    snapshots: SnapshotPolicy = SnapshotPolicy.MISSED
    night: DailyHours | None = NIGHT  # when the stations are softer
    night_volume: int = 40  # per cent of the day's
    office_hours: tuple[WeeklyHours, ...] = ()  # none: no 「管理室」 key
    on_duty: tuple[str, ...] = ()  # people; those who no longer manage the property are passed over

    @property
    def has_office(self) -> bool:
        return bool(self.office_hours)

    def is_office_open(self, at: datetime, zone: ZoneInfo) -> bool:
        return any(hours.covers(at, zone) for hours in self.office_hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerOnList:
    """A manager who can be put on duty."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntranceView:
    """A property's settings as its manager sees them."""

    property_id: str
    property_name: str
    settings: EntranceSettings
    managers: tuple[ManagerOnList, ...]


class Stations(Protocol):
    """The door stations of a property, which show what it has decided."""

    async def refresh(self, property_id: str) -> None:
        """Show every station of the property its configuration anew."""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(EntranceSettings).decode


def get_entrance(connection: Connection, property_id: str) -> EntranceSettings:
    """Give the property's settings. Raises NotFound."""
    text = find_entrance(connection, property_id)
    if text is None:
        raise NotFound
    return _decode(text)


class ManageEntrance:
    """What a manager may do about the entrances of a property. Every method is one operation."""

    def __init__(self, *, database: Database, clock: Clock, stations: Stations) -> None:
        self._database = database
        self._clock = clock
        self._stations = stations

    @operation("properties.get_entrance")
    async def get(self, scope: Scope, property_id: str) -> EntranceView:
        """Give the settings. Raises NotFound, also for another's property."""
        return await self._database.read(lambda connection: self._view(connection, scope, property_id))

    @operation("properties.change_entrance")
    async def change(self, scope: Scope, property_id: str, settings: EntranceSettings) -> EntranceView:
        """Decide anew; the stations follow at once. Raises NotFound, EntranceUnfit."""
        _check(settings)

        def change(connection: Connection) -> EntranceView:
            before = self._view(connection, scope, property_id)
            known = {manager.person_id for manager in before.managers}
            if not known.issuperset(settings.on_duty):
                raise EntranceUnfit
            set_entrance(connection, property_id, _encode(settings).decode())
            take_change_number(connection, property_id)
            audit.note(connection, changes=_list_changes(before.settings, settings))
            return self._view(connection, scope, property_id)

        decided = await self._database.write(change)
        await self._stations.refresh(property_id)
        return decided

    def _view(self, connection: Connection, scope: Scope, property_id: str) -> EntranceView:
        if property_id not in scope.properties:
            raise NotFound
        settings = get_entrance(connection, property_id)
        managers = list_managers(connection, property_id, self._clock.now())
        names = list_names(connection, managers)
        listed = tuple(
            ManagerOnList(person_id=person_id, name=names.get(person_id, "")) for person_id in managers
        )
        on_duty = tuple(person for person in settings.on_duty if person in managers)
        return EntranceView(
            property_id=property_id,
            property_name=list_property_names(connection, {property_id})[property_id],
            settings=replace(settings, on_duty=on_duty),
            managers=tuple(sorted(listed, key=lambda manager: (manager.name, manager.person_id))),
        )


def _list_changes(before: EntranceSettings, after: EntranceSettings) -> list[Change]:
    return [
        Change(Field.DIRECTORY, before.directory, after.directory),
        Change(Field.LIVE_VIEW, before.live_view, after.live_view),
        Change(Field.SNAPSHOTS, before.snapshots.value, after.snapshots.value),
        Change(Field.NIGHT_VOLUME, before.night_volume, after.night_volume),
        *changed(Field.NIGHT, before.night, after.night),
        *changed(Field.OFFICE_HOURS, set(before.office_hours), set(after.office_hours)),
        *changed(Field.ON_DUTY, set(before.on_duty), set(after.on_duty)),
    ]


def _check(settings: EntranceSettings) -> None:
    hours = settings.office_hours
    is_fit = (
        len(hours) <= HOURS_LIMIT
        and all(
            0 <= each.weekday < WEEKDAYS and 0 <= each.start < each.end <= MINUTES_A_DAY for each in hours
        )
        and 0 <= settings.night_volume <= 100  # noqa: PLR2004 - per cent
        and (settings.night is None or _is_of_a_day(settings.night))
    )
    if not is_fit:
        raise EntranceUnfit


def _is_of_a_day(hours: DailyHours) -> bool:
    return 0 <= hours.start < MINUTES_A_DAY and 0 <= hours.end < MINUTES_A_DAY
