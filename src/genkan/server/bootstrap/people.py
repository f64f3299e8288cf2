"""Puts together the operations on places and the people in them."""

from fastapi import APIRouter

from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.properties.places import (
    AddHomes,
    ChangeBuilding,
    CreateBuilding,
    CreateProperty,
    ListProperties,
    RenameProperty,
)
from genkan.server.properties.routes import PropertyMounts
from genkan.server.properties.routes import build_router as build_properties_router
from genkan.server.properties.settings import ChangeSettings, GetSettings


def build_people_router(*, database: Database, bus: Bus, clock: Clock) -> APIRouter:
    """Mount everything about properties, households and those who live there."""
    router = APIRouter()
    router.include_router(
        build_properties_router(
            PropertyMounts(
                list_properties=ListProperties(database),
                create_property=CreateProperty(database, bus, clock),
                rename_property=RenameProperty(database),
                create_building=CreateBuilding(database),
                change_building=ChangeBuilding(database),
                add_homes=AddHomes(database),
                get_settings=GetSettings(database),
                change_settings=ChangeSettings(database),
            )
        )
    )
    return router
