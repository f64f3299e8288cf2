"""The HTTP mounts of what concerns stations."""

from fastapi import APIRouter, Request

from genkan.server.platform.clock import to_ms
from genkan.server.platform.operations import NOBODY
from genkan.server.platform.web import PortalActor, PortalScope, authorise_route, mounts
from genkan.server.stations.enrol import CreateEnrolmentCode, Enrol
from genkan.server.stations.panel_schemas import PanelSettingsModel, PanelSettingsOut
from genkan.server.stations.panel_settings import ChangePanelSettings, GetPanelSettings
from genkan.server.stations.schemas import (
    EnrolIn,
    EnrolledOut,
    EnrolmentCodeOut,
    StationOut,
    StationsOut,
)
from genkan.server.stations.service import ListStations


def build_router(
    *,
    list_stations: ListStations,
    create_enrolment_code: CreateEnrolmentCode,
    enrol: Enrol,
) -> APIRouter:
    """Mount the operations on stations."""
    router = APIRouter(prefix="/api", tags=["stations"])

    @router.get("/portal/stations", openapi_extra=mounts("stations.list_stations"))
    async def get_stations(request: Request, actor: PortalActor) -> StationsOut:
        """List the stations of the asker's properties with their live state."""
        shown = await list_stations(authorise_route(request, actor))
        return StationsOut(stations=[StationOut.of(view) for view in shown.stations])

    @router.post(
        "/portal/stations/{station_id}/enrolment-code",
        openapi_extra=mounts("stations.create_enrolment_code"),
    )
    async def post_code(request: Request, actor: PortalActor, station_id: str) -> EnrolmentCodeOut:
        """Make a code that enrols one unit within ten minutes; an older one is void."""
        made = await create_enrolment_code(authorise_route(request, actor), station_id)
        return EnrolmentCodeOut(code=made.code, expires_ms=to_ms(made.expires_at))

    @router.post("/stations/enrol", openapi_extra=mounts("stations.enrol"))
    async def post_enrol(request: Request, body: EnrolIn) -> EnrolledOut:
        """Make the asking unit the station its code was made for."""
        authorise_route(request, NOBODY)
        enrolled = await enrol(
            code=body.code,
            public_key=body.public_key,
            address=request.client.host if request.client else "",
        )
        return EnrolledOut(station_id=enrolled.station_id, server_id=enrolled.server_id)

    return router


def build_panel_router(get_settings: GetPanelSettings, change_settings: ChangePanelSettings) -> APIRouter:
    """Mount what a station's panel is set to."""
    router = APIRouter(prefix="/api/portal/stations/{station_id}", tags=["stations"])

    @router.get("/settings", openapi_extra=mounts("stations.get_settings"))
    async def get(scope: PortalScope, station_id: str) -> PanelSettingsOut:
        """Give what the station's panel is set to, the defaults, and what the property decides."""
        return PanelSettingsOut.of(await get_settings(scope, station_id))

    @router.put("/settings", openapi_extra=mounts("stations.change_settings"))
    async def put(scope: PortalScope, station_id: str, body: PanelSettingsModel) -> PanelSettingsOut:
        """Replace them; a connected station follows at once, another as soon as it has a link."""
        return PanelSettingsOut.of(await change_settings(scope, station_id, body.read()))

    return router
