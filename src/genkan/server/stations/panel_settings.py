"""What a property's staff set for one station's panel; kept as JSON beside it, read with defaults."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Protocol, assert_never

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.entrance import EntranceSettings, SnapshotPolicy, get_entrance
from genkan.server.stations.repository import find_station
from genkan.server.stations.tables import panel_setting

LOUDEST = BRIGHTEST = 100  # per cent of what the unit can
SOFTEST = 10  # a visitor who hears nothing takes the unit for broken; nights may be silent
DIMMEST = 30  # darker, the keys are no longer told apart in a bright hall
DIMMEST_AT_NIGHT = 10
IDLE_S, IDLE_LEAST_S, IDLE_MOST_S = 20, 10, 120  # SPEC 13: home after 20 s

Language = Literal["ja", "en"]


class SnapshotChoice(StrEnum):
    PROPERTY = "property"  # whatever the property decides
    MISSED = "missed"  # a picture is kept of the visitor of a call nobody took, and of each use of a key
    NEVER = "never"  # none is taken here


class PanelSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One station's choices; the defaults are those of a new one."""

    volume: Annotated[int, msgspec.Meta(ge=SOFTEST, le=LOUDEST)] = LOUDEST
    # Per cent of the day's volume, in the property's night hours; None: as the property.
    night_volume: Annotated[int, msgspec.Meta(ge=0, le=LOUDEST)] | None = None
    brightness: Annotated[int, msgspec.Meta(ge=DIMMEST, le=BRIGHTEST)] = BRIGHTEST
    # In the same hours, while nobody uses the panel.
    night_brightness: Annotated[int, msgspec.Meta(ge=DIMMEST_AT_NIGHT, le=BRIGHTEST)] = BRIGHTEST
    language: Language = "ja"  # the panel begins with, and returns to
    idle_s: Annotated[int, msgspec.Meta(ge=IDLE_LEAST_S, le=IDLE_MOST_S)] = IDLE_S
    snapshots: SnapshotChoice = SnapshotChoice.PROPERTY

    @property
    def languages(self) -> tuple[str, ...]:
        """Give every language of the panel, the chosen one first."""
        return ("ja", "en") if self.language == "ja" else ("en", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSettingsView:
    """One station's settings, and what the property decides where they leave it to it."""

    settings: PanelSettings
    entrance: EntranceSettings


class Unit(Protocol):
    """The station whose settings are changed."""

    async def refresh_one(self, station_id: str) -> None:
        """Show the station its configuration anew."""


_decode = msgspec.json.Decoder(PanelSettings).decode


def find_panel_settings(connection: Connection, station_id: str) -> PanelSettings:
    """Give the station's settings: the defaults while nobody has set any."""
    wanted = sa.select(panel_setting.c.settings).where(panel_setting.c.station_id == station_id)
    text = connection.execute(wanted).scalar()
    return PanelSettings() if text is None else _decode(text)


def takes_pictures(connection: Connection, station_id: str, property_id: str) -> bool:
    """Whether pictures of visitors are kept at the station. Raises NotFound."""
    return takes_pictures_by(
        find_panel_settings(connection, station_id), get_entrance(connection, property_id)
    )


def takes_pictures_by(own: PanelSettings, entrance: EntranceSettings) -> bool:
    """Whether a station with the settings takes pictures, in a property that decides so."""
    match own.snapshots:
        case SnapshotChoice.PROPERTY:
            return entrance.snapshots is not SnapshotPolicy.NEVER
        case SnapshotChoice.MISSED:
            return True
        case SnapshotChoice.NEVER:
            return False
        case _:
            assert_never(own.snapshots)


@operation("stations.get_settings")
class GetPanelSettings:
    """Give a station's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, station_id: str) -> PanelSettingsView:
        """Raises NotFound, also for another's station."""
        return await self._database.read(lambda connection: _read(connection, scope, station_id))


@operation("stations.change_settings")
class ChangePanelSettings:
    """Replace a station's settings; its panel follows at once, or as soon as it has a link."""

    def __init__(self, database: Database, unit: Unit) -> None:
        self._database = database
        self._unit = unit

    async def __call__(self, scope: Scope, station_id: str, settings: PanelSettings) -> PanelSettingsView:
        """Raises NotFound, also for another's station."""

        def change(connection: Connection) -> PanelSettingsView:
            before = _read(connection, scope, station_id).settings
            audit.note(connection, changes=_list_changes(before, settings))
            _store(connection, station_id, settings)
            return _read(connection, scope, station_id)

        changed = await self._database.write(change)
        await self._unit.refresh_one(station_id)
        return changed


def _read(connection: Connection, scope: Scope, station_id: str) -> PanelSettingsView:
    station = find_station(connection, station_id)
    if station is None or station.property_id not in scope.properties:
        raise NotFound
    return PanelSettingsView(
        settings=find_panel_settings(connection, station_id),
        entrance=get_entrance(connection, station.property_id),
    )


def _list_changes(before: PanelSettings, after: PanelSettings) -> list[Change]:
    return [
        Change(Field(name), getattr(before, name), getattr(after, name))
        for name in PanelSettings.__struct_fields__
    ]


def _store(connection: Connection, station_id: str, settings: PanelSettings) -> None:
    connection.execute(sa.delete(panel_setting).where(panel_setting.c.station_id == station_id))
    text = msgspec.json.encode(settings).decode()
    connection.execute(sa.insert(panel_setting).values(station_id=station_id, settings=text))
