"""The HTTP mounts of the audit list 「操作履歴」. It is read, and nothing else."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from genkan.server.audit.exporting import ExportLines
from genkan.server.audit.listing import ListLines
from genkan.server.audit.repository import LineQuery
from genkan.server.audit.schemas import AuditOut
from genkan.server.events.schemas import LAST_MS, Cursor, read_cursor
from genkan.server.platform.audit_policy import Area
from genkan.server.platform.clock import from_ms
from genkan.server.platform.web import PortalScope, mounts

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditMounts:
    """The operations on the audit list."""

    list_lines: ListLines
    export_lines: ExportLines


def _read_query(
    doer_id: Annotated[str | None, Query(max_length=64)] = None,
    area: Area | None = None,
    from_ms_: Annotated[int | None, Query(alias="from_ms", ge=0, le=LAST_MS)] = None,
    to_ms_: Annotated[int | None, Query(alias="to_ms", ge=0, le=LAST_MS)] = None,
) -> LineQuery:
    return LineQuery(
        actor_id=doer_id,
        area=area,
        since=None if from_ms_ is None else from_ms(from_ms_),
        until=None if to_ms_ is None else from_ms(to_ms_),
    )


WantedLines = Annotated[LineQuery, Depends(_read_query)]


def build_router(use: AuditMounts) -> APIRouter:
    """Mount the operations."""
    router = APIRouter(prefix="/api/portal/properties/{property_id}", tags=["audit"])

    @router.get("/audit", openapi_extra=mounts("audit.list_lines"))
    async def get_lines(
        scope: PortalScope,
        property_id: str,
        query: WantedLines,
        cursor: Annotated[Cursor | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = PAGE_SIZE,
    ) -> AuditOut:
        """List who changed what in the property, newest first."""
        return AuditOut.of(
            await use.list_lines(scope, property_id, query, after=read_cursor(cursor), limit=limit)
        )

    @router.get(
        "/audit.csv",
        openapi_extra=mounts("audit.export_lines"),
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}},
    )
    async def get_file(
        scope: PortalScope, property_id: str, query: WantedLines, language: Literal["ja", "en"] = "ja"
    ) -> StreamingResponse:
        """Give all of them as a file for spreadsheets."""
        pieces = await use.export_lines(scope, property_id, query, language=language)
        return StreamingResponse(
            pieces,
            media_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": 'attachment; filename="genkan-audit.csv"',
                "Cache-Control": "no-store",
            },
        )

    return router
