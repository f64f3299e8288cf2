"""The HTTP mounts of notices."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from genkan.server.notices.errors import FileTooLarge
from genkan.server.notices.files import FILE_LIMIT_BYTES
from genkan.server.notices.repository import FileRow
from genkan.server.notices.schemas import (
    MARK_LIMIT,
    Language,
    NoticeFileOut,
    NoticeIn,
    NoticeMadeOut,
    NoticesOut,
    OwnNoticeOut,
    OwnNoticesOut,
)
from genkan.server.notices.service import (
    ChangeNotice,
    CreateNotice,
    GetFile,
    GetStaffFile,
    ListNotices,
    ListOwnNotices,
    ReadNotice,
    UploadFile,
    WithdrawNotice,
)
from genkan.server.platform.clock import Clock
from genkan.server.platform.text import Name
from genkan.server.platform.web import PortalScope, ResidentScope, mounts

ANY_BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMounts:
    """The operations on notices."""

    clock: Clock
    list_notices: ListNotices
    upload_file: UploadFile
    create_notice: CreateNotice
    change_notice: ChangeNotice
    withdraw_notice: WithdrawNotice
    get_staff_file: GetStaffFile
    list_own_notices: ListOwnNotices
    read_notice: ReadNotice
    get_file: GetFile


def build_router(use: NoticeMounts) -> APIRouter:
    """Mount the operations on notices."""
    router = APIRouter(tags=["notices"])
    _mount_writing(router, use)
    _mount_portal(router, use)
    _mount_app(router, use)
    return router


def _mount_writing(router: APIRouter, use: NoticeMounts) -> None:
    @router.post(
        "/api/portal/properties/{property_id}/notice-files",
        openapi_extra=mounts("notices.upload_file") | ANY_BYTES,
    )
    async def post_file(
        request: Request, scope: PortalScope, property_id: str, name: Annotated[Name, Query()]
    ) -> NoticeFileOut:
        """Keep a PDF or a picture that a notice may have."""
        content = await _read_body(request)
        row = await use.upload_file(scope, property_id, name=name, content=content)
        return NoticeFileOut.of(row)

    @router.post(
        "/api/portal/properties/{property_id}/notices", openapi_extra=mounts("notices.create_notice")
    )
    async def post_notice(scope: PortalScope, property_id: str, body: NoticeIn) -> NoticeMadeOut:
        """Write a notice; it is sent at its instant."""
        draft = body.read(use.clock.now())
        return NoticeMadeOut(notice_id=await use.create_notice(scope, property_id, draft, body.files))

    @router.put(
        "/api/portal/notices/{notice_id}", openapi_extra=mounts("notices.change_notice"), status_code=204
    )
    async def put_notice(scope: PortalScope, notice_id: str, body: NoticeIn) -> None:
        """Change a notice."""
        await use.change_notice(scope, notice_id, body.read(use.clock.now()), body.files)


def _mount_portal(router: APIRouter, use: NoticeMounts) -> None:
    @router.get("/api/portal/properties/{property_id}/notices", openapi_extra=mounts("notices.list_notices"))
    async def get_notices(
        scope: PortalScope,
        property_id: str,
        before: Annotated[str | None, Query(max_length=MARK_LIMIT)] = None,
    ) -> NoticesOut:
        """List a property's notices, with how many have opened them."""
        return NoticesOut.of(await use.list_notices(scope, property_id, before=before))

    @router.post(
        "/api/portal/notices/{notice_id}/withdraw",
        openapi_extra=mounts("notices.withdraw_notice"),
        status_code=204,
    )
    async def post_withdraw(scope: PortalScope, notice_id: str) -> None:
        """Take a notice back."""
        await use.withdraw_notice(scope, notice_id)

    @router.get(
        "/api/portal/notice-files/{file_id}",
        openapi_extra=mounts("notices.get_staff_file"),
        response_class=Response,
    )
    async def get_staff_file(scope: PortalScope, file_id: str) -> Response:
        """Give an attachment."""
        return _show(*await use.get_staff_file(scope, file_id))


def _mount_app(router: APIRouter, use: NoticeMounts) -> None:
    @router.get("/api/app/notices", openapi_extra=mounts("notices.list_own_notices"))
    async def get_own(scope: ResidentScope, language: Language = "ja") -> OwnNoticesOut:
        """List the notices for the homes the asker lives in."""
        found = await use.list_own_notices(scope)
        return OwnNoticesOut(notices=[OwnNoticeOut.of(own, language) for own in found])

    @router.post(
        "/api/app/notices/{notice_id}/read", openapi_extra=mounts("notices.read_notice"), status_code=204
    )
    async def post_read(scope: ResidentScope, notice_id: str) -> None:
        """Note that the asker has opened the notice."""
        await use.read_notice(scope, notice_id)

    @router.get(
        "/api/app/notices/{notice_id}/files/{file_id}",
        openapi_extra=mounts("notices.get_file"),
        response_class=Response,
    )
    async def get_file(scope: ResidentScope, notice_id: str, file_id: str) -> Response:
        """Give an attachment."""
        return _show(*await use.get_file(scope, notice_id, file_id))


async def _read_body(request: Request) -> bytes:
    """Give the body. Raises FileTooLarge as soon as it is, whatever its head says."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > FILE_LIMIT_BYTES:
            raise FileTooLarge
    return bytes(content)


def _show(row: FileRow, content: bytes) -> Response:
    return Response(
        content,
        media_type=row.media_type,
        headers={
            "Cache-Control": "private, max-age=3600",
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(row.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
        },
    )
