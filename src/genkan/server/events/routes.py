"""The HTTP mounts of a property's events, for its managers."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from genkan.server.events.exporting import ExportEvents
from genkan.server.events.facets import Method, Outcome
from genkan.server.events.listing import EventQuery, ListEvents
from genkan.server.events.looking import LookAtPicture, LookFor
from genkan.server.events.schemas import (
    LAST_MS,
    Cursor,
    EventsOut,
    LookIn,
    LookOut,
    PictureIn,
    WeekOut,
    read_cursor,
)
from genkan.server.events.week import GetWeek
from genkan.server.platform.clock import from_ms
from genkan.server.platform.web import PortalScope, mounts

PAGE_SIZE = 50

Millisecond = Annotated[int | None, Query(ge=0, le=LAST_MS)]
ShortId = Annotated[str | None, Query(max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMounts:
    """The operations on a property's events."""

    list_events: ListEvents
    export_events: ExportEvents
    look_for: LookFor
    look_at_picture: LookAtPicture
    get_week: GetWeek


def _read_query(
    door_id: ShortId = None,
    method: Method | None = None,
    outcome: Outcome | None = None,
    from_ms_: Annotated[int | None, Query(alias="from_ms", ge=0, le=LAST_MS)] = None,
    to_ms_: Annotated[int | None, Query(alias="to_ms", ge=0, le=LAST_MS)] = None,
    look_id: ShortId = None,
) -> EventQuery:
    return EventQuery(
        door_id=door_id,
        method=method,
        outcome=outcome,
        since=None if from_ms_ is None else from_ms(from_ms_),
        until=None if to_ms_ is None else from_ms(to_ms_),
        look_id=look_id,
    )


WantedEvents = Annotated[EventQuery, Depends(_read_query)]


def build_router(use: EventMounts) -> APIRouter:
    """Mount the operations."""
    router = APIRouter(prefix="/api/portal/properties/{property_id}", tags=["events"])

    @router.get("/events", openapi_extra=mounts("events.list_events"))
    async def get_events(
        scope: PortalScope,
        property_id: str,
        query: WantedEvents,
        cursor: Annotated[Cursor | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = PAGE_SIZE,
    ) -> EventsOut:
        """List openings, refusals and troubles of doors, newest first, without whose they were."""
        page = await use.list_events(scope, property_id, query, after=read_cursor(cursor), limit=limit)
        return EventsOut.of(page)

    @router.get(
        "/events.csv",
        openapi_extra=mounts("events.export_events"),
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}},
    )
    async def get_file(
        scope: PortalScope,
        property_id: str,
        query: WantedEvents,
        language: Literal["ja", "en"] = "ja",
    ) -> StreamingResponse:
        """Give all of them as a file for spreadsheets."""
        pieces = await use.export_events(scope, property_id, query, language=language)
        return StreamingResponse(
            pieces,
            media_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": 'attachment; filename="genkan-events.csv"',
                "Cache-Control": "no-store",
            },
        )

    @router.get("/week", openapi_extra=mounts("events.get_week"))
    async def get_week(scope: PortalScope, property_id: str, last: date | None = None) -> WeekOut:
        """Count openings and calls of the seven days that end with `last` (default: today)."""
        return WeekOut.of(await use.get_week(scope, property_id, last))

    _mount_looks(router, use)
    return router


def _mount_looks(router: APIRouter, use: EventMounts) -> None:
    @router.post("/events/look", openapi_extra=mounts("events.look_for"))
    async def post_look(scope: PortalScope, property_id: str, body: LookIn) -> LookOut:
        """Begin to look for a home or one of its people; its household reads that, and why."""
        look = await use.look_for(
            scope,
            property_id,
            household_id=body.household_id,
            member_id=body.member_id,
            reason=body.reason,
        )
        return LookOut.of(look)

    @router.post(
        "/events/{event_id}/picture",
        openapi_extra=mounts("events.look_at_picture"),
        response_class=Response,
        responses={200: {"content": {"image/jpeg": {}}}},
    )
    async def post_picture(scope: PortalScope, property_id: str, event_id: str, body: PictureIn) -> Response:
        """Give the picture of an opening; its household reads that it was looked at, and why."""
        jpeg = await use.look_at_picture(scope, property_id, event_id, reason=body.reason)
        return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})
