"""The HTTP mounts of building a property."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from genkan.server.platform.web import PortalPerson, PortalScope, ResidentScope, authorise_route, mounts
from genkan.server.properties.accepting import AcceptInvitation, ListInvitations, RefuseInvitation
from genkan.server.properties.enlisting import FindLanguage
from genkan.server.properties.managers import (
    AddManager,
    ChangeManager,
    ListManagers,
    RemoveManager,
    ResetSecondFactor,
    SendManagerAgain,
)
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
    InvitationOut,
    InvitationsOut,
    ManagersOut,
    MemberMadeOut,
    PersonIn,
    PropertiesOut,
    PropertyIn,
    PropertyMadeOut,
    PropertyManagerOut,
    PropertyOut,
    SettingsIn,
    SettingsOut,
)
from genkan.server.properties.settings import ChangeSettings, GetSettings

MANAGER = "/properties/{property_id}/managers/{manager_id}"
INVITATION = "/invitations/{invitation_id}"


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
    list_managers: ListManagers
    add_manager: AddManager
    change_manager: ChangeManager
    send_manager_again: SendManagerAgain
    remove_manager: RemoveManager
    reset_second_factor: ResetSecondFactor
    list_invitations: ListInvitations
    accept_invitation: AcceptInvitation
    refuse_invitation: RefuseInvitation
    find_language: FindLanguage


def build_router(use: PropertyMounts) -> APIRouter:
    """Mount the operations on properties."""
    portal = APIRouter(prefix="/api/portal", tags=["properties"])
    app = APIRouter(prefix="/api/app", tags=["properties"])
    _mount_properties(portal, use)
    _mount_buildings(portal, use)
    _mount_settings(portal, use)
    _mount_managers(portal, use)
    _mount_portal_invitations(portal, use)
    _mount_app_invitations(app, use)
    router = APIRouter()
    router.include_router(portal)
    router.include_router(app)
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


def _mount_managers(router: APIRouter, use: PropertyMounts) -> None:
    @router.get("/properties/{property_id}/managers", openapi_extra=mounts("properties.list_managers"))
    async def get_managers(scope: PortalScope, property_id: str) -> ManagersOut:
        """List the managers of a property, and those who were asked to be."""
        found = await use.list_managers(scope, property_id)
        return ManagersOut(managers=[PropertyManagerOut.of(entry, scope.person_id) for entry in found])

    @router.post("/properties/{property_id}/managers", openapi_extra=mounts("properties.add_manager"))
    async def post_manager(scope: PortalScope, property_id: str, body: PersonIn) -> MemberMadeOut:
        """Make somebody a manager; they get the account mail."""
        new = body.to_person(await use.find_language(scope))
        return MemberMadeOut(member_id=await use.add_manager(scope, property_id, new))

    @router.put(MANAGER, openapi_extra=mounts("properties.change_manager"))
    async def put_manager(
        scope: PortalScope, property_id: str, manager_id: str, body: PersonIn
    ) -> MemberMadeOut:
        """Correct what was typed of a manager who has not come yet."""
        new = body.to_person(await use.find_language(scope))
        return MemberMadeOut(member_id=await use.change_manager(scope, property_id, manager_id, new))

    @router.post(MANAGER + "/send-again", openapi_extra=mounts("properties.send_manager_again"))
    async def post_again(scope: PortalScope, property_id: str, manager_id: str) -> MemberMadeOut:
        """Send a manager's account mail again."""
        return MemberMadeOut(member_id=await use.send_manager_again(scope, property_id, manager_id))

    @router.delete(MANAGER, openapi_extra=mounts("properties.remove_manager"), status_code=204)
    async def delete_manager(scope: PortalScope, property_id: str, manager_id: str) -> None:
        """End a manager's role."""
        await use.remove_manager(scope, property_id, manager_id)

    @router.delete(
        MANAGER + "/second-factor", openapi_extra=mounts("properties.reset_second_factor"), status_code=204
    )
    async def delete_factor(request: Request, actor: PortalPerson, property_id: str, manager_id: str) -> None:
        """Take the second factor from a manager who has lost it."""
        scope = authorise_route(request, actor)
        await use.reset_second_factor(actor, scope, property_id, manager_id)


def _mount_portal_invitations(router: APIRouter, use: PropertyMounts) -> None:
    @router.get("/invitations", openapi_extra=mounts("properties.list_invitations"))
    async def get_invitations(scope: PortalScope) -> InvitationsOut:
        """List the invitations that wait for the asker's answer."""
        found = await use.list_invitations(scope)
        return InvitationsOut(invitations=[InvitationOut.of(invitation) for invitation in found])

    @router.post(
        INVITATION + "/accept", openapi_extra=mounts("properties.accept_invitation"), status_code=204
    )
    async def post_accept(scope: PortalScope, invitation_id: str) -> None:
        """Become what one is invited to be."""
        await use.accept_invitation(scope, invitation_id)

    @router.post(
        INVITATION + "/refuse", openapi_extra=mounts("properties.refuse_invitation"), status_code=204
    )
    async def post_refuse(scope: PortalScope, invitation_id: str) -> None:
        """Say no."""
        await use.refuse_invitation(scope, invitation_id)


def _mount_app_invitations(router: APIRouter, use: PropertyMounts) -> None:
    @router.get("/invitations", openapi_extra=mounts("properties.list_invitations"))
    async def get_invitations(scope: ResidentScope) -> InvitationsOut:
        """List the invitations that wait for the asker's answer."""
        found = await use.list_invitations(scope)
        return InvitationsOut(invitations=[InvitationOut.of(invitation) for invitation in found])

    @router.post(
        INVITATION + "/accept", openapi_extra=mounts("properties.accept_invitation"), status_code=204
    )
    async def post_accept(scope: ResidentScope, invitation_id: str) -> None:
        """Become what one is invited to be."""
        await use.accept_invitation(scope, invitation_id)

    @router.post(
        INVITATION + "/refuse", openapi_extra=mounts("properties.refuse_invitation"), status_code=204
    )
    async def post_refuse(scope: ResidentScope, invitation_id: str) -> None:
        """Say no."""
        await use.refuse_invitation(scope, invitation_id)
