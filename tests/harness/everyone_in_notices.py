"""What everybody gets of a notice for the homes of the east building, and of what is attached."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from genkan.server.bootstrap.sample import EAST, PROPERTY
from genkan.server.notices.repository import (
    Audience,
    FileRow,
    NoticeDraft,
    NoticeText,
    add_file,
    add_notice,
    attach_files,
    set_sent,
)
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

STAFF, MANAGER = {Role.MANAGER, Role.INSTALLER}, {Role.MANAGER}
RESIDENTS = {Role.MASTER, Role.FAMILY}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_MANAGER = row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN)
FOR_BUILDING = row(FORBIDDEN, master=OK, family=OK, neighbour=OK, west=HIDDEN, stranger=HIDDEN)
OF_PROPERTY = f"/api/portal/properties/{PROPERTY}"
PDF = b"%PDF-1.4\n%%EOF\n"
BODY = {
    "language": "ja",
    "text": {"title": "断水", "text": "10時から"},
    "audience": "buildings",
    "targets": [EAST],
    "until_ms": 4_000_000_000_000,
}


async def add_sent(town: HttpTown) -> tuple[str, str]:
    """Let a notice with a PDF have been sent; give its id and the file's."""
    notice_id, file_id, at = new_id(), new_id(), datetime.now(UTC)
    draft = NoticeDraft(
        language="ja",
        text=NoticeText(title="断水", text="10時から"),
        other=None,
        audience=Audience.BUILDINGS,
        targets=(EAST,),
        since=at,
        until=None,
        by_mail=False,
    )
    file = FileRow(
        id=file_id,
        property_id=PROPERTY,
        notice_id=None,
        name="断水.pdf",
        media_type="application/pdf",
        size=len(PDF),
        blob_id=await town.blobs.put(PDF),
    )

    def add(connection: Connection) -> None:
        add_notice(connection, notice_id, PROPERTY, draft, person_id="0" * 32)
        set_sent(connection, notice_id, at)
        add_file(connection, file, at)
        attach_files(connection, notice_id, PROPERTY, [file_id])

    await town.database.write(add)
    return notice_id, file_id


def portal(method: str, path: str, *, sees: bool = False) -> HttpTrial:
    """Try one request of the portal; {notice} and {file} stand for what was sent."""

    async def attempt(town: HttpTown, person: str) -> str:
        notice_id, file_id = await add_sent(town)
        where = path.format(notice=notice_id, file=file_id)
        body = BODY if method in {"POST", "PUT"} and not where.endswith("withdraw") else None
        async with town.client(person, "portal") as client:
            return http_outcome(
                await client.request(method, where, json=body), sees=notice_id if sees else None
            )

    return attempt


async def try_upload(town: HttpTown, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(
            await client.post(f"{OF_PROPERTY}/notice-files", params={"name": "a.pdf"}, content=PDF)
        )


def app(method: str, path: str, *, sees: bool = False) -> HttpTrial:
    """Try one request of the app."""

    async def attempt(town: HttpTown, person: str) -> str:
        notice_id, file_id = await add_sent(town)
        async with town.client(person, "resident") as client:
            response = await client.request(method, path.format(notice=notice_id, file=file_id))
            return http_outcome(response, sees=notice_id if sees else None)

    return attempt


EXPECTED = {
    "notices.list_notices": FOR_STAFF,
    "notices.get_staff_file": FOR_STAFF,
    "notices.upload_file": FOR_MANAGER,
    "notices.create_notice": FOR_MANAGER,
    "notices.change_notice": FOR_MANAGER,
    "notices.withdraw_notice": FOR_MANAGER,
    "notices.list_own_notices": FOR_BUILDING,
    "notices.read_notice": FOR_BUILDING,
    "notices.get_file": FOR_BUILDING,
}
ROLES = {
    name: RESIDENTS if expected is FOR_BUILDING else MANAGER if expected is FOR_MANAGER else STAFF
    for name, expected in EXPECTED.items()
}
TRIALS: dict[str, HttpTrial] = {
    "notices.list_notices": portal("GET", f"{OF_PROPERTY}/notices", sees=True),
    "notices.get_staff_file": portal("GET", "/api/portal/notice-files/{file}"),
    "notices.upload_file": try_upload,
    "notices.create_notice": portal("POST", f"{OF_PROPERTY}/notices"),
    "notices.change_notice": portal("PUT", "/api/portal/notices/{notice}"),
    "notices.withdraw_notice": portal("POST", "/api/portal/notices/{notice}/withdraw"),
    "notices.list_own_notices": app("GET", "/api/app/notices", sees=True),
    "notices.read_notice": app("POST", "/api/app/notices/{notice}/read"),
    "notices.get_file": app("GET", "/api/app/notices/{notice}/files/{file}"),
}
