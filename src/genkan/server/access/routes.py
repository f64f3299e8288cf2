"""The HTTP mounts of what concerns doors."""

from fastapi import APIRouter, Request

from genkan.server.access.list_doors import ListDoors
from genkan.server.access.policies import GetPolicy, SetPolicy
from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.access.remote import ListRemoteReleases, ReleaseRemotely
from genkan.server.access.schemas import (
    DoorOut,
    DoorsOut,
    HomeOut,
    PolicyModel,
    ReleasedOut,
    ReleaseIn,
    RemoteReleaseIn,
    RemoteReleaseOut,
    RemoteReleasesOut,
    ServedBuildingsIn,
)
from genkan.server.access.serving import ServeBuildings
from genkan.server.platform.web import (
    PortalActor,
    PortalScope,
    ResidentActor,
    authorise_route,
    mounts,
    signed_in,
)


def build_router(list_doors: ListDoors, release_door: ReleaseDoor) -> APIRouter:
    """Mount the operations on doors."""
    router = APIRouter(prefix="/api/app", tags=["doors"])

    @router.get("/doors", openapi_extra=mounts("access.list_doors"))
    async def get_doors(request: Request, actor: ResidentActor) -> DoorsOut:
        """List the asker's homes and the doors they may pass now."""
        home, _ = await list_doors(authorise_route(request, actor))
        return DoorsOut(
            homes=[HomeOut.of(view) for view in home.homes], doors=[DoorOut.of(view) for view in home.doors]
        )

    @router.post("/doors/{door_id}/release", openapi_extra=mounts("access.release_door"))
    async def post_release(
        request: Request, actor: ResidentActor, door_id: str, body: ReleaseIn
    ) -> ReleasedOut:
        """Release the door once; answers when the station has driven its relay."""
        authorise_route(request, actor)
        person = signed_in(actor)
        released = await release_door(
            Tap(
                person_id=person.person_id,
                session_id=person.session_id,
                door_id=door_id,
                key=body.key,
                tapped_ms=body.tapped_ms,
                call_id=body.call_id,
            )
        )
        return ReleasedOut(event_id=released.event_id, at_ms=released.at_ms)

    return router


def build_remote_router(release_remotely: ReleaseRemotely, list_releases: ListRemoteReleases) -> APIRouter:
    """Mount releasing a door from the portal."""
    router = APIRouter(prefix="/api/portal", tags=["doors"])

    @router.post("/doors/{door_id}/release", openapi_extra=mounts("access.release_remotely"))
    async def post_release(
        scope: PortalScope, actor: PortalActor, door_id: str, body: RemoteReleaseIn
    ) -> ReleasedOut:
        """Release the door once, for a reason that is kept; answers when the station has driven its relay."""
        released = await release_remotely(
            scope, signed_in(actor), door_id, key=body.key, tapped_ms=body.tapped_ms, reason=body.reason
        )
        return ReleasedOut(event_id=released.event_id, at_ms=released.at_ms)

    @router.get("/doors/{door_id}/releases", openapi_extra=mounts("access.list_remote_releases"))
    async def get_releases(scope: PortalScope, door_id: str) -> RemoteReleasesOut:
        """List who released the door from the portal, and why."""
        found = await list_releases(scope, door_id)
        return RemoteReleasesOut(releases=[RemoteReleaseOut.of(view) for view in found])

    return router


def build_policy_router(
    get_policy: GetPolicy, set_policy: SetPolicy, serve_buildings: ServeBuildings
) -> APIRouter:
    """Mount who may pass which doors."""
    router = APIRouter(prefix="/api/portal", tags=["doors"])

    @router.get("/doors/{door_id}/policy", openapi_extra=mounts("access.get_policy"))
    async def get_door_policy(scope: PortalScope, door_id: str) -> PolicyModel:
        """Give who may pass the door, and when."""
        return PolicyModel.of(await get_policy(scope, door_id))

    @router.put("/doors/{door_id}/policy", openapi_extra=mounts("access.set_policy"))
    async def put_door_policy(scope: PortalScope, door_id: str, body: PolicyModel) -> PolicyModel:
        """Say who may pass the door, and when."""
        return PolicyModel.of(await set_policy(scope, door_id, body.read()))

    @router.put(
        "/stations/{station_id}/buildings", openapi_extra=mounts("access.serve_buildings"), status_code=204
    )
    async def put_buildings(scope: PortalScope, station_id: str, body: ServedBuildingsIn) -> None:
        """Say which buildings the station serves: whom it calls, and who passes its doors by default."""
        await serve_buildings(scope, station_id, body.building_ids)

    return router
