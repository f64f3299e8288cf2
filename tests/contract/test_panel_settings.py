"""How one station's panel is set, on both databases: what is stored, and what its unit is shown."""

import pytest
from sqlalchemy import Connection

from genkan.core.quiet import DailyHours
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.properties.entrance import EntranceSettings, SnapshotPolicy
from genkan.server.stations.panel_settings import (
    ChangePanelSettings,
    GetPanelSettings,
    PanelSettings,
    SnapshotChoice,
    takes_pictures,
    takes_pictures_by,
)
from genkan.server.stations.service import StationDirectory, StationRefresh
from genkan.wire.station import ShowConfig
from harness.installation import FakeStationLink, MovedClock
from harness.street import Street, add_street

NIGHTLY = DailyHours(start=22 * 60, end=7 * 60)
OTHER = PanelSettings(
    volume=70,
    night_volume=10,
    brightness=90,
    night_brightness=30,
    language="en",
    idle_s=45,
    snapshots=SnapshotChoice.NEVER,
)


class Settings:
    """The use cases, and what the unit is told."""

    def __init__(self, database: Database) -> None:
        self.link = FakeStationLink()
        refresh = StationRefresh(database, self.link, InProcessBus())
        self.get = GetPanelSettings(database)
        self.change = ChangePanelSettings(database, refresh)
        self._directory = StationDirectory(database, MovedClock())

    @property
    def told(self) -> ShowConfig:
        _, kind, body = self.link.told[-1]
        assert kind == "show.config"
        assert isinstance(body, ShowConfig)
        return body

    async def on_connecting(self, street: Street) -> ShowConfig:
        return await self._directory.get_config(Scope(station_id=street.station_id))


def staff_of(street: Street) -> Scope:
    return Scope(properties=frozenset({street.property_id}))


async def test_a_new_station_has_the_defaults_and_follows_its_property(database: Database) -> None:
    street = await database.write(add_street)
    settings = Settings(database)

    view = await settings.get(staff_of(street), street.station_id)

    assert view.settings == PanelSettings()
    assert view.entrance == EntranceSettings()
    config = await settings.on_connecting(street)
    assert (config.volume, config.brightness, config.night_brightness) == (100, 100, 100)
    assert (config.languages, config.idle_s, config.takes_pictures) == (("ja", "en"), 20, True)
    assert config.night is not None
    assert config.night.volume == EntranceSettings().night_volume


async def test_what_is_set_reaches_the_unit_at_once_and_at_its_next_connection(database: Database) -> None:
    street = await database.write(add_street)
    settings = Settings(database)

    changed = await settings.change(staff_of(street), street.station_id, OTHER)

    assert changed.settings == OTHER
    assert (await settings.get(staff_of(street), street.station_id)).settings == OTHER
    assert settings.told == await settings.on_connecting(street)
    config = settings.told
    assert (config.volume, config.brightness, config.night_brightness) == (70, 90, 30)
    assert (config.languages, config.idle_s, config.takes_pictures) == (("en", "ja"), 45, False)
    assert config.night is not None
    assert config.night.volume == 10
    assert [station_id for station_id, _, _ in settings.link.told] == [street.station_id]
    await settings.change(staff_of(street), street.station_id, PanelSettings())
    assert settings.told.night is not None
    assert settings.told.night.volume == EntranceSettings().night_volume, "the property's again"


async def test_anothers_station_does_not_exist(database: Database) -> None:
    street, other = await database.write(lambda connection: (add_street(connection), add_street(connection)))
    settings = Settings(database)
    with pytest.raises(NotFound):
        await settings.get(staff_of(other), street.station_id)
    with pytest.raises(NotFound):
        await settings.change(staff_of(other), street.station_id, OTHER)
    with pytest.raises(NotFound):
        await settings.get(staff_of(street), "f" * 32)
    assert settings.link.told == []


@pytest.mark.parametrize(
    ("choice", "policy", "is_taken"),
    [
        (SnapshotChoice.PROPERTY, SnapshotPolicy.MISSED, True),
        (SnapshotChoice.PROPERTY, SnapshotPolicy.NEVER, False),
        (SnapshotChoice.MISSED, SnapshotPolicy.NEVER, True),
        (SnapshotChoice.NEVER, SnapshotPolicy.MISSED, False),
    ],
)
def test_pictures_are_the_propertys_choice_unless_the_station_has_one(
    choice: SnapshotChoice, policy: SnapshotPolicy, *, is_taken: bool
) -> None:
    own, entrance = PanelSettings(snapshots=choice), EntranceSettings(night=NIGHTLY, snapshots=policy)
    assert takes_pictures_by(own, entrance) is is_taken


async def test_the_server_keeps_no_picture_where_none_is_taken(database: Database) -> None:
    street = await database.write(add_street)

    def is_taken(connection: Connection) -> bool:
        return takes_pictures(connection, street.station_id, street.property_id)

    assert await database.read(is_taken)
    await Settings(database).change(staff_of(street), street.station_id, OTHER)
    assert not await database.read(is_taken)
