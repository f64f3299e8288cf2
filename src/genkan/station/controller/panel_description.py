"""What a panel shows of its unit's configuration."""

from genkan.wire.panel import ShowPanel
from genkan.wire.station import ShowConfig


def describe_unit(config: ShowConfig | None) -> ShowPanel:
    """Give the panel of a unit at rest; None: of one that was never told what it is."""
    if config is None:
        return ShowPanel(
            enrolled=False,
            online=False,
            station_name="",
            building_name="",
            time_zone="UTC",
            server_ms=None,
            languages=["ja", "en"],
            idle_s=20,
            home_number_digits=8,
        )
    return ShowPanel(
        enrolled=True,
        online=False,
        station_name=config.name,
        building_name=config.building_name,
        time_zone=config.time_zone,
        server_ms=None,
        languages=list(config.languages),
        idle_s=config.idle_s,
        home_number_digits=config.home_number_digits,
        has_directory=config.has_directory,
        takes_pictures=config.takes_pictures,
        office_hours=config.office_hours,
        night=config.night,
        volume=config.volume,
        brightness=config.brightness,
        night_brightness=config.night_brightness,
        buildings=config.buildings,
    )
