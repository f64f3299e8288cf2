"""What managers may do about notices, and what residents see of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.households.service import list_homes_of_households, list_households
from genkan.server.notices.audience import check_targets, list_audience, list_residents
from genkan.server.notices.errors import NoticeUnfit, NoticeWithdrawn
from genkan.server.notices.files import make_presentable
from genkan.server.notices.recording import list_changes, note_notice
from genkan.server.notices.repository import (
    FileRow,
    NoticeDraft,
    NoticeRow,
    add_file,
    add_notice,
    attach_files,
    count_reads,
    find_file,
    find_notice,
    list_files,
    list_notices,
    list_published,
    list_read_by,
    note_read,
    set_withdrawn,
    store_draft,
)
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock, from_ms, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import BadRequest, NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_buildings_of_properties
from genkan.server.stations.service import BUILDING_HINT
from genkan.wire.ids import new_id

PAGE_LIMIT = 30
FILES_LIMIT = 5
OWN_LIMIT = 100  # a resident reads the newest
FORGIVEN = timedelta(minutes=1)  # how far in the past 「now」 may lie: the form was filled in meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGround:
    """What the use cases share."""

    database: Database
    blobs: BlobStore
    bus: Bus
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice as managers see it. Counts say of how many, never who."""

    row: NoticeRow
    files: tuple[FileRow, ...]
    homes: int
    persons: int
    read_homes: int
    read_persons: int


@dataclass(frozen=True, slots=True)
class NoticePage:
    notices: tuple[NoticeView, ...]
    next_before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNotice:
    """A notice as one resident sees it."""

    row: NoticeRow
    files: tuple[FileRow, ...]
    household_id: str
    is_over: bool
    is_read: bool


@operation("notices.list_notices")
class ListNotices:
    """List a property's notices, those to come first, with how many have opened them."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, *, before: str | None = None) -> NoticePage:
        """Raises NotFound, BadRequest for a mark that is none."""
        see_property(scope, property_id)
        at = self._ground.clock.now()
        mark = None if before is None else _read_mark(before)

        def read(connection: Connection) -> NoticePage:
            rows = list_notices(connection, property_id, before=mark, limit=PAGE_LIMIT + 1)
            page = rows[:PAGE_LIMIT]
            reads = count_reads(connection, [row.id for row in page])
            files = list_files(connection, [row.id for row in page])
            return NoticePage(
                tuple(_view(connection, row, files, reads.get(row.id, (0, 0)), at) for row in page),
                f"{to_ms(page[-1].draft.since)}-{page[-1].id}" if len(rows) > PAGE_LIMIT else None,
            )

        return await self._ground.database.read_long(read)


@operation("notices.upload_file")
class UploadFile:
    """Keep a file that a notice may have."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, *, name: str, content: bytes) -> FileRow:
        """Raises NotFound, FileTooLarge, FileUnfit."""
        see_property(scope, property_id)
        shown, media_type = await asyncio.to_thread(make_presentable, content)
        row = FileRow(
            id=new_id(),
            property_id=property_id,
            notice_id=None,
            name=name,
            media_type=media_type,
            size=len(shown),
            blob_id=await self._ground.blobs.put(shown),
        )
        at = self._ground.clock.now()
        await self._ground.database.write(lambda connection: add_file(connection, row, at))
        return row


@operation("notices.create_notice")
class CreateNotice:
    """Write a notice; it is sent at its instant, which may be now."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(
        self, scope: Scope, property_id: str, draft: NoticeDraft, file_ids: Sequence[str]
    ) -> str:
        """Give its id. Raises NotFound, NoticeUnfit."""
        see_property(scope, property_id)
        at = self._ground.clock.now()
        draft = replace(draft, since=_fit_since(draft.since, at))
        _check_time(draft, at)
        notice_id = new_id()

        def create(connection: Connection) -> None:
            check_targets(connection, property_id, draft)
            add_notice(connection, notice_id, property_id, draft, person_id=scope.person_id or "")
            _attach(connection, notice_id, property_id, file_ids)
            planned = [Change(Field.SINCE, None, to_ms(draft.since))] if draft.since > at else []
            note_notice(connection, property_id, notice_id, draft, *planned)

        await self._ground.database.write(create)
        return notice_id


@operation("notices.change_notice")
class ChangeNotice:
    """Change what a notice says, when and for whom; one that was sent keeps its instant and its audience."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(
        self, scope: Scope, notice_id: str, draft: NoticeDraft, file_ids: Sequence[str]
    ) -> None:
        """Raises NotFound, NoticeUnfit, NoticeWithdrawn."""
        at = self._ground.clock.now()

        def change(connection: Connection) -> NoticeRow:
            row = _get_notice(connection, scope, notice_id)
            if row.withdrawn_at is not None:
                raise NoticeWithdrawn
            known = row.draft
            if row.sent_at is None:
                fit = replace(draft, since=_fit_since(draft.since, at))
            else:
                fit = replace(draft, since=known.since, audience=known.audience, targets=known.targets)
            _check_time(fit, at)
            check_targets(connection, row.property_id, fit)
            files = [file.id for file in list_files(connection, [notice_id])]
            note_notice(
                connection, row.property_id, notice_id, fit, *list_changes(known, fit, files, file_ids)
            )
            store_draft(
                connection,
                notice_id,
                fit,
                next_at=fit.since if row.sent_at is None else None,
                changed_at=None if row.sent_at is None else at,
            )
            _attach(connection, notice_id, row.property_id, file_ids)
            return row

        await hint_residents(self._ground, await self._ground.database.write(change))


@operation("notices.withdraw_notice")
class WithdrawNotice:
    """Take a notice back: nobody is sent it, and whoever was sees it no more."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, notice_id: str) -> None:
        """Raises NotFound, NoticeWithdrawn."""
        at = self._ground.clock.now()

        def withdraw(connection: Connection) -> NoticeRow:
            row = _get_notice(connection, scope, notice_id)
            if not set_withdrawn(connection, notice_id, at):
                raise NoticeWithdrawn
            note_notice(connection, row.property_id, notice_id, row.draft)
            return row

        await hint_residents(self._ground, await self._ground.database.write(withdraw))


@operation("notices.get_staff_file")
class GetStaffFile:
    """Give an attachment to those who look after the property."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, file_id: str) -> tuple[FileRow, bytes]:
        """Raises NotFound."""
        row = await self._ground.database.read(lambda connection: find_file(connection, file_id))
        if row is None or row.property_id not in scope.properties:
            raise NotFound
        return row, _open(self._ground.blobs, row)


@operation("notices.list_own_notices")
class ListOwnNotices:
    """List the notices for the homes the asker lives in, the latest first."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope) -> tuple[OwnNotice, ...]:
        at = self._ground.clock.now()
        return await self._ground.database.read(lambda connection: _list_own(connection, scope, at))


@operation("notices.read_notice")
class ReadNotice:
    """Note that the asker has opened a notice."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, notice_id: str) -> None:
        """Raises NotFound."""
        at, person_id = self._ground.clock.now(), scope.person_id or ""

        def read(connection: Connection) -> None:
            own = _get_own(connection, scope, notice_id, at)
            note_read(connection, notice_id, person_id=person_id, household_id=own.household_id, at=at)

        await self._ground.database.write(read)


@operation("notices.get_file")
class GetFile:
    """Give an attachment of a notice for a home the asker lives in."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, notice_id: str, file_id: str) -> tuple[FileRow, bytes]:
        """Raises NotFound."""
        at = self._ground.clock.now()
        own = await self._ground.database.read(lambda connection: _get_own(connection, scope, notice_id, at))
        row = next((file for file in own.files if file.id == file_id), None)
        if row is None:
            raise NotFound
        return row, _open(self._ground.blobs, row)


async def hint_residents(ground: NoticeGround, row: NoticeRow) -> None:
    """Hurry the apps of the property's homes."""
    buildings = await ground.database.read(
        lambda connection: list_buildings_of_properties(connection, [row.property_id])
    )
    for building in buildings:
        await ground.bus.publish(f"{BUILDING_HINT}.{building.id}", b"")


def _list_own(connection: Connection, scope: Scope, at: datetime) -> tuple[OwnNotice, ...]:
    homes = list_homes_of_households(connection, scope.households) if scope.households else ()
    since = {row.id: row.since for row in list_households(connection, scope.households)}
    published = list_published(connection, {home.property_id for home in homes}, at)
    reads = list_read_by(connection, scope.person_id or "")
    own: list[tuple[NoticeRow, str, bool]] = []
    for row in published:
        until = row.draft.until
        is_over = until is not None and until <= at
        home = next(
            (
                home
                for home in homes
                if home.property_id == row.property_id
                and row.is_for(building_id=home.building_id, home_id=home.home_id)
                # Whoever moved in later sees what is still valid, and nothing of before their time.
                and (not is_over or since[home.household_id] <= row.draft.since)
            ),
            None,
        )
        if home is not None:
            own.append((row, home.household_id, is_over))
    files = list_files(connection, [row.id for row, *_ in own[:OWN_LIMIT]])
    return tuple(
        OwnNotice(
            row=row,
            files=tuple(file for file in files if file.notice_id == row.id),
            household_id=household_id,
            is_over=is_over,
            is_read=row.id in reads,
        )
        for row, household_id, is_over in own[:OWN_LIMIT]
    )


def _get_own(connection: Connection, scope: Scope, notice_id: str, at: datetime) -> OwnNotice:
    for own in _list_own(connection, scope, at):
        if own.row.id == notice_id:
            return own
    raise NotFound


def _get_notice(connection: Connection, scope: Scope, notice_id: str) -> NoticeRow:
    row = find_notice(connection, notice_id)
    if row is None or row.property_id not in scope.properties:
        raise NotFound
    return row


def _attach(connection: Connection, notice_id: str, property_id: str, file_ids: Sequence[str]) -> None:
    if len(set(file_ids)) > FILES_LIMIT:
        raise NoticeUnfit
    chosen = list(dict.fromkeys(file_ids))
    if attach_files(connection, notice_id, property_id, chosen) != len(chosen):
        raise NoticeUnfit


def _fit_since(since: datetime, at: datetime) -> datetime:
    """A moment ago is now; longer ago is a mistake, which `_check_time` finds."""
    return at if at - FORGIVEN <= since <= at else since


def _check_time(draft: NoticeDraft, at: datetime) -> None:
    if draft.until is not None and draft.until <= max(draft.since, at):
        raise NoticeUnfit


def _view(
    connection: Connection,
    row: NoticeRow,
    files: Sequence[FileRow],
    reads: tuple[int, int],
    at: datetime,
) -> NoticeView:
    return NoticeView(
        row=row,
        files=tuple(file for file in files if file.notice_id == row.id),
        homes=len(list_audience(connection, row, at)),
        persons=len({member.person.id for member in list_residents(connection, row, at)}),
        read_homes=reads[0],
        read_persons=reads[1],
    )


def _open(blobs: BlobStore, row: FileRow) -> bytes:
    try:
        with blobs.open(BlobId(row.blob_id)) as content:
            return content.read()
    except BlobMissing:
        raise NotFound from None


def _read_mark(mark: str) -> tuple[datetime, str]:
    at_ms, dash, notice_id = mark.partition("-")
    if not dash or not at_ms.isascii() or not at_ms.isdigit() or len(at_ms) > 15:  # noqa: PLR2004 - year 33658
        raise BadRequest
    return from_ms(int(at_ms)), notice_id
