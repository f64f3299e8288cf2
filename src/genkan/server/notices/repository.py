"""Reading and writing notices."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.notices.tables import notice, notice_file, notice_read, notice_target


class Audience(StrEnum):
    PROPERTY = "property"
    BUILDINGS = "buildings"
    HOMES = "homes"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """What it says in one language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """What a manager writes."""

    language: str
    text: NoticeText
    other: NoticeText | None  # in the other language
    audience: Audience
    targets: tuple[str, ...]
    since: datetime
    until: datetime | None
    by_mail: bool

    def say(self, language: str) -> NoticeText:
        """Give it in the reader's language where there is one."""
        return self.text if language == self.language or self.other is None else self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice."""

    id: str
    property_id: str
    draft: NoticeDraft
    sent_at: datetime | None
    withdrawn_at: datetime | None
    changed_at: datetime | None

    def is_for(self, *, building_id: str, home_id: str) -> bool:
        """Whether it is addressed to the home."""
        match self.draft.audience:
            case Audience.PROPERTY:
                return True
            case Audience.BUILDINGS:
                return building_id in self.draft.targets
            case Audience.HOMES:
                return home_id in self.draft.targets


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One attachment."""

    id: str
    property_id: str
    notice_id: str | None
    name: str
    media_type: str
    size: int
    blob_id: str


def add_notice(
    connection: Connection, notice_id: str, property_id: str, draft: NoticeDraft, *, person_id: str
) -> None:
    """Store a new notice, to be sent at its instant."""
    values = _columns(draft) | {"next_at": draft.since, "written_by": person_id}
    connection.execute(sa.insert(notice).values(id=notice_id, property_id=property_id, **values))
    _store_targets(connection, notice_id, draft)


def store_draft(
    connection: Connection,
    notice_id: str,
    draft: NoticeDraft,
    *,
    next_at: datetime | None,
    changed_at: datetime | None,
) -> None:
    """Store what the notice says from now on."""
    values = _columns(draft) | {"next_at": next_at, "changed_at": changed_at}
    connection.execute(sa.update(notice).where(notice.c.id == notice_id).values(**values))
    connection.execute(sa.delete(notice_target).where(notice_target.c.notice_id == notice_id))
    _store_targets(connection, notice_id, draft)


def find_notice(connection: Connection, notice_id: str) -> NoticeRow | None:
    """Give the notice, or None."""
    return next(iter(_load(connection, sa.select(notice).where(notice.c.id == notice_id))), None)


def list_notices(
    connection: Connection, property_id: str, *, before: tuple[datetime, str] | None, limit: int
) -> tuple[NoticeRow, ...]:
    """Give the property's notices, the latest first, older than the one `before` names."""
    chosen = sa.select(notice).where(notice.c.property_id == property_id)
    if before is not None:
        at, notice_id = before
        chosen = chosen.where(
            sa.or_(notice.c.since < at, sa.and_(notice.c.since == at, notice.c.id < notice_id))
        )
    return _load(connection, chosen.order_by(notice.c.since.desc(), notice.c.id.desc()).limit(limit))


def list_published(
    connection: Connection, properties: Collection[str], at: datetime
) -> tuple[NoticeRow, ...]:
    """Give the properties' notices whose instant has come and that were not withdrawn, the latest first."""
    chosen = sa.select(notice).where(
        notice.c.property_id.in_(list(properties)), notice.c.since <= at, notice.c.withdrawn_at.is_(None)
    )
    return _load(connection, chosen.order_by(notice.c.since.desc(), notice.c.id.desc()))


def find_next_due(connection: Connection) -> datetime | None:
    """Give when a notice is to be sent next, or None."""
    due: datetime | None = connection.execute(sa.select(sa.func.min(notice.c.next_at))).scalar()
    return due


def claim_due(connection: Connection, at: datetime) -> NoticeRow | None:
    """Give a notice that is to be sent now, locked against other nodes."""
    due = sa.select(notice).where(notice.c.next_at <= at).order_by(notice.c.next_at).limit(1)
    return next(iter(_load(connection, due.with_for_update(skip_locked=True))), None)


def set_sent(connection: Connection, notice_id: str, at: datetime) -> None:
    """Store that the notice was sent."""
    connection.execute(sa.update(notice).where(notice.c.id == notice_id).values(sent_at=at, next_at=None))


def set_withdrawn(connection: Connection, notice_id: str, at: datetime) -> bool:
    """Store that the notice was taken back; False: it was before."""
    done = connection.execute(
        sa.update(notice)
        .where(notice.c.id == notice_id, notice.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at, next_at=None)
    )
    return done.rowcount == 1


def note_read(
    connection: Connection, notice_id: str, *, person_id: str, household_id: str, at: datetime
) -> None:
    """Store that the person has opened the notice; the first time counts."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(notice_read)
        .values(notice_id=notice_id, person_id=person_id, household_id=household_id, at=at)
        .on_conflict_do_nothing()
    )


def list_read_by(connection: Connection, person_id: str) -> Mapping[str, datetime]:
    """Give which notices the person has opened, and when."""
    rows = connection.execute(
        sa.select(notice_read.c.notice_id, notice_read.c.at).where(notice_read.c.person_id == person_id)
    )
    return {row.notice_id: row.at for row in rows}


def count_reads(connection: Connection, notice_ids: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """Give of how many homes, and how many persons, each notice was opened."""
    rows = connection.execute(
        sa.select(
            notice_read.c.notice_id,
            sa.func.count(sa.distinct(notice_read.c.household_id)).label("homes"),
            sa.func.count().label("persons"),
        )
        .where(notice_read.c.notice_id.in_(list(notice_ids)))
        .group_by(notice_read.c.notice_id)
    )
    return {row.notice_id: (row.homes, row.persons) for row in rows}


def remove_reads_of(connection: Connection, person_id: str) -> None:
    """Delete which notices the person has opened, and their name from those they wrote."""
    connection.execute(sa.delete(notice_read).where(notice_read.c.person_id == person_id))
    connection.execute(sa.update(notice).where(notice.c.written_by == person_id).values(written_by=None))


def add_file(connection: Connection, row: FileRow, at: datetime) -> None:
    """Store a file that no notice has yet."""
    connection.execute(
        sa.insert(notice_file).values(
            id=row.id,
            property_id=row.property_id,
            place=0,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            blob_id=row.blob_id,
            created_at=at,
        )
    )


def list_files(connection: Connection, notice_ids: Collection[str]) -> tuple[FileRow, ...]:
    """Give the files of the notices, in their order."""
    rows = connection.execute(
        sa.select(notice_file)
        .where(notice_file.c.notice_id.in_(list(notice_ids)))
        .order_by(notice_file.c.place, notice_file.c.id)
    )
    return tuple(_file(row) for row in rows)


def find_file(connection: Connection, file_id: str) -> FileRow | None:
    """Give the file, or None."""
    found = connection.execute(sa.select(notice_file).where(notice_file.c.id == file_id)).first()
    return None if found is None else _file(found)


def attach_files(connection: Connection, notice_id: str, property_id: str, file_ids: Sequence[str]) -> int:
    """Let the notice have these files and no others; give how many of them it could have."""
    connection.execute(
        sa.update(notice_file).where(notice_file.c.notice_id == notice_id).values(notice_id=None)
    )
    attached = 0
    for place, file_id in enumerate(file_ids):
        attached += connection.execute(
            sa.update(notice_file)
            .where(
                notice_file.c.id == file_id,
                notice_file.c.property_id == property_id,
                notice_file.c.notice_id.is_(None),
            )
            .values(notice_id=notice_id, place=place)
        ).rowcount
    return attached


def remove_loose_files(connection: Connection, before: datetime) -> tuple[str, ...]:
    """Delete the files that no notice has since before the instant; give the blobs nobody else names."""
    loose = connection.execute(
        sa.delete(notice_file)
        .where(notice_file.c.notice_id.is_(None), notice_file.c.created_at < before)
        .returning(notice_file.c.blob_id)
    )
    return _unnamed(connection, {row.blob_id for row in loose})


def remove_notices_before(connection: Connection, at: datetime) -> tuple[str, ...]:
    """Delete the notices that are older than the instant; give the blobs nobody else names."""
    old = sa.select(notice.c.id).where(notice.c.since < at)
    files = connection.execute(
        sa.delete(notice_file).where(notice_file.c.notice_id.in_(old)).returning(notice_file.c.blob_id)
    )
    blobs = {row.blob_id for row in files}
    connection.execute(sa.delete(notice).where(notice.c.since < at))
    return _unnamed(connection, blobs)


def _unnamed(connection: Connection, blobs: Collection[str]) -> tuple[str, ...]:
    named = connection.execute(sa.select(notice_file.c.blob_id).where(notice_file.c.blob_id.in_(list(blobs))))
    return tuple(set(blobs) - {row.blob_id for row in named})


def _columns(draft: NoticeDraft) -> dict[str, str | bool | datetime | None]:
    return {
        "language": draft.language,
        "title": draft.text.title,
        "text": draft.text.text,
        "other_title": None if draft.other is None else draft.other.title,
        "other_text": None if draft.other is None else draft.other.text,
        "audience": draft.audience.value,
        "since": draft.since,
        "until": draft.until,
        "by_mail": draft.by_mail,
    }


def _store_targets(connection: Connection, notice_id: str, draft: NoticeDraft) -> None:
    rows = [{"notice_id": notice_id, "target_id": target} for target in dict.fromkeys(draft.targets)]
    if rows:
        connection.execute(sa.insert(notice_target), rows)


def _load(connection: Connection, chosen: sa.Select[*tuple[object, ...]]) -> tuple[NoticeRow, ...]:
    rows = connection.execute(chosen).all()
    targets: dict[str, list[str]] = {}
    for row in connection.execute(
        sa.select(notice_target).where(notice_target.c.notice_id.in_([row.id for row in rows]))
    ):
        targets.setdefault(row.notice_id, []).append(row.target_id)
    return tuple(_notice(row, tuple(sorted(targets.get(row.id, ())))) for row in rows)


def _notice(row: sa.Row[*tuple[object, ...]], targets: tuple[str, ...]) -> NoticeRow:
    other = None if row.other_title is None else NoticeText(title=row.other_title, text=row.other_text)
    return NoticeRow(
        id=row.id,
        property_id=row.property_id,
        draft=NoticeDraft(
            language=row.language,
            text=NoticeText(title=row.title, text=row.text),
            other=other,
            audience=Audience(row.audience),
            targets=targets,
            since=row.since,
            until=row.until,
            by_mail=row.by_mail,
        ),
        sent_at=row.sent_at,
        withdrawn_at=row.withdrawn_at,
        changed_at=row.changed_at,
    )


def _file(row: sa.Row[*tuple[object, ...]]) -> FileRow:
    return FileRow(
        id=row.id,
        property_id=row.property_id,
        notice_id=row.notice_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        blob_id=row.blob_id,
    )
