"""Notices, put together."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.server.notices.routes import NoticeMounts, build_router
from genkan.server.notices.sending import NoticeSending
from genkan.server.notices.service import (
    ChangeNotice,
    CreateNotice,
    GetFile,
    GetStaffFile,
    ListNotices,
    ListOwnNotices,
    NoticeGround,
    ReadNotice,
    UploadFile,
    WithdrawNotice,
)
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeParts:
    """What the rest of the server needs of them."""

    router: APIRouter
    sending: NoticeSending


def build_notices(database: Database, blobs: BlobStore, bus: Bus, clock: Clock) -> NoticeParts:
    """Put them together."""
    ground = NoticeGround(database=database, blobs=blobs, bus=bus, clock=clock)
    mounts = NoticeMounts(
        clock=clock,
        list_notices=ListNotices(ground),
        upload_file=UploadFile(ground),
        create_notice=CreateNotice(ground),
        change_notice=ChangeNotice(ground),
        withdraw_notice=WithdrawNotice(ground),
        get_staff_file=GetStaffFile(ground),
        list_own_notices=ListOwnNotices(ground),
        read_notice=ReadNotice(ground),
        get_file=GetFile(ground),
    )
    return NoticeParts(router=build_router(mounts), sending=NoticeSending(ground))
