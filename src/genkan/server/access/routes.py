"""The HTTP mounts of what concerns doors."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from genkan.server.access.doors import ChangeDoor, CreateDoor, RemoveDoor
from genkan.server.access.list_doors import ListDoors
from genkan.server.access.policies import GetPolicy, SetPolicy
from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.access.remote import ListRemoteReleases, ReleaseRemotely
from genkan.server.access.schemas import (
    DoorIn,
    DoorMadeOut,
    DoorOut,
    DoorRemovedOut,
    DoorsOut,
    HomeOut,
    NewDoorIn,
    PolicyModel,
    ReleasedOut,
    ReleaseIn,
    RemoteReleaseIn,
    RemoteReleaseOut,
    RemoteReleasesOut,
    ServedBuildingsIn,
    StationIn,
    StationMadeOut,
    StationNameIn,
    StationRemovedOut,
)
from genkan.server.access.serving import ServeBuildings
from genkan.server.access.station_places import CreateStation, RemoveStation, RenameStation
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


@dataclass(frozen=True, slots=True, kw_only=True)
class EntranceMounts:
    """The operations on stations and doors themselves."""

    create_station: CreateStation
    rename_station: RenameStation
    remove_station: RemoveStation
    create_door: CreateDoor
    change_door: ChangeDoor
    remove_door: RemoveDoor


def build_entrance_router(use: EntranceMounts) -> APIRouter:
    """Mount making, changing and removing stations and doors."""
    router = APIRouter(prefix="/api/portal")
    _mount_stations(router, use)
    _mount_doors(router, use)
    return router


def _mount_stations(router: APIRouter, use: EntranceMounts) -> None:
    @router.post(
        "/stations", openapi_extra=mounts("access.create_station"), status_code=201, tags=["stations"]
    )
    async def post_station(scope: PortalScope, body: StationIn) -> StationMadeOut:
        """Make a station, with its first door; a unit is enrolled afterwards."""
        return StationMadeOut(station_id=await use.create_station(scope, body.to_plan()))

    @router.put(
        "/stations/{station_id}",
        openapi_extra=mounts("access.rename_station"),
        status_code=204,
        tags=["stations"],
    )
    async def put_station(scope: PortalScope, station_id: str, body: StationNameIn) -> None:
        """Give a station another name."""
        await use.rename_station(scope, station_id, body.name)

    @router.delete("/stations/{station_id}", openapi_extra=mounts("access.remove_station"), tags=["stations"])
    async def delete_station(scope: PortalScope, station_id: str) -> StationRemovedOut:
        """Take a station away, with its doors; its unit's link ends at once. The history stays."""
        return StationRemovedOut.of(await use.remove_station(scope, station_id))


def _mount_doors(router: APIRouter, use: EntranceMounts) -> None:
    @router.post(
        "/stations/{station_id}/doors",
        openapi_extra=mounts("access.create_door"),
        status_code=201,
        tags=["doors"],
    )
    async def post_door(scope: PortalScope, station_id: str, body: NewDoorIn) -> DoorMadeOut:
        """Make a door that a relay of the station releases."""
        return DoorMadeOut(door_id=await use.create_door(scope, body.to_plan(station_id)))

    @router.put(
        "/doors/{door_id}", openapi_extra=mounts("access.change_door"), status_code=204, tags=["doors"]
    )
    async def put_door(scope: PortalScope, door_id: str, body: DoorIn) -> None:
        """Say anew what a door is: its name, its relay, its time."""
        await use.change_door(scope, door_id, body.to_plan(body.station_id))

    @router.delete("/doors/{door_id}", openapi_extra=mounts("access.remove_door"), tags=["doors"])
    async def delete_door(scope: PortalScope, door_id: str) -> DoorRemovedOut:
        """Take a door away. The history stays."""
        return DoorRemovedOut(keys=await use.remove_door(scope, door_id))
