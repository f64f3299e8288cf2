"""The HTTP mounts of building a property."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.server.platform.web import PortalScope, mounts
from genkan.server.properties.places import (
    AddHomes,
    ChangeBuilding,
    CreateBuilding,
    CreateProperty,
    ListProperties,
    RenameProperty,
)
from genkan.server.properties.schemas import (
    BuildingIn,
    BuildingMadeOut,
    HomesIn,
    PropertiesOut,
    PropertyIn,
    PropertyMadeOut,
    PropertyOut,
    SettingsIn,
    SettingsOut,
)
from genkan.server.properties.settings import ChangeSettings, GetSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyMounts:
    """The operations on properties."""

    list_properties: ListProperties
    create_property: CreateProperty
    rename_property: RenameProperty
    create_building: CreateBuilding
    change_building: ChangeBuilding
    add_homes: AddHomes
    get_settings: GetSettings
    change_settings: ChangeSettings


def build_router(use: PropertyMounts) -> APIRouter:
    """Mount the operations on properties."""
    router = APIRouter(prefix="/api/portal", tags=["properties"])
    _mount_properties(router, use)
    _mount_buildings(router, use)
    _mount_settings(router, use)
    return router


def _mount_properties(router: APIRouter, use: PropertyMounts) -> None:

    @router.get("/properties", openapi_extra=mounts("properties.list_properties"))
    async def get_properties(scope: PortalScope) -> PropertiesOut:
        """List the properties the asker looks after, with their buildings."""
        found = await use.list_properties(scope)
        return PropertiesOut(properties=[PropertyOut.of(property_) for property_ in found])

    @router.post("/properties", openapi_extra=mounts("properties.create_property"))
    async def post_property(scope: PortalScope, body: PropertyIn) -> PropertyMadeOut:
        """Make a property."""
        made = await use.create_property(scope, body.name)
        return PropertyMadeOut(property_id=made)

    @router.put(
        "/properties/{property_id}", openapi_extra=mounts("properties.rename_property"), status_code=204
    )
    async def put_property(scope: PortalScope, property_id: str, body: PropertyIn) -> None:
        """Give a property another name."""
        await use.rename_property(scope, property_id, body.name)


def _mount_buildings(router: APIRouter, use: PropertyMounts) -> None:
    @router.post("/properties/{property_id}/buildings", openapi_extra=mounts("properties.create_building"))
    async def post_building(scope: PortalScope, property_id: str, body: BuildingIn) -> BuildingMadeOut:
        """Add a building to a property."""
        made = await use.create_building(scope, property_id, name=body.name, time_zone=body.time_zone)
        return BuildingMadeOut(building_id=made)

    @router.put(
        "/buildings/{building_id}", openapi_extra=mounts("properties.change_building"), status_code=204
    )
    async def put_building(scope: PortalScope, building_id: str, body: BuildingIn) -> None:
        """Give a building another name or time zone."""
        await use.change_building(scope, building_id, name=body.name, time_zone=body.time_zone)

    @router.post(
        "/buildings/{building_id}/homes", openapi_extra=mounts("properties.add_homes"), status_code=204
    )
    async def post_homes(scope: PortalScope, building_id: str, body: HomesIn) -> None:
        """Add homes to a building: all of the numbers, or none."""
        await use.add_homes(scope, building_id, body.numbers)


def _mount_settings(router: APIRouter, use: PropertyMounts) -> None:
    @router.get("/properties/{property_id}/settings", openapi_extra=mounts("properties.get_settings"))
    async def get_settings(scope: PortalScope, property_id: str) -> SettingsOut:
        """Give a property's settings."""
        return SettingsOut.of(await use.get_settings(scope, property_id))

    @router.put(
        "/properties/{property_id}/settings",
        openapi_extra=mounts("properties.change_settings"),
        status_code=204,
    )
    async def put_settings(scope: PortalScope, property_id: str, body: SettingsIn) -> None:
        """Replace a property's settings."""
        await use.change_settings(scope, property_id, body.to_settings())
