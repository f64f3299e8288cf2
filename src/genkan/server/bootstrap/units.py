"""What is done about one station's unit from the portal, put together."""

from fastapi import APIRouter

from genkan.server.platform.bus import Bus
from genkan.server.platform.database import Database
from genkan.server.stations.link import StationLink
from genkan.server.stations.panel_settings import ChangePanelSettings, GetPanelSettings
from genkan.server.stations.routes import build_panel_router
from genkan.server.stations.service import StationRefresh


def build_units(database: Database, bus: Bus, station_link: StationLink) -> APIRouter:
    """Put it together."""
    unit = StationRefresh(database, station_link, bus)
    return build_panel_router(GetPanelSettings(database), ChangePanelSettings(database, unit))
