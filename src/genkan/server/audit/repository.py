"""Entering and reading lines. None is ever changed but by the transactions of its own request."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.audit.tables import audit_line
from genkan.server.journal.service import Place
from genkan.server.platform.audit import Change, DoerRole, Field, NewLine, Subject, SubjectKind, Value
from genkan.server.platform.audit_policy import Area, area_of
from genkan.server.platform.columns import Instant

END = datetime(9000, 1, 1, tzinfo=UTC)  # later than anything
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
DOERS_LIMIT = 200  # in the choice of whom to ask for


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change, as it is kept."""

    id: str
    property_id: str
    at: datetime
    operation: str
    area: Area
    role: DoerRole
    actor_id: str
    subject: Subject | None
    member_id: str | None
    reason_id: str | None
    count: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuery:
    """What is asked for."""

    actor_id: str | None = None
    area: Area | None = None
    since: datetime | None = None
    until: datetime | None = None  # exclusive


def put_line(connection: Connection, line: NewLine, *, is_again: bool) -> None:
    """Store the line; again, what the earlier transaction stored of it is written anew."""
    values = _values(line)
    if is_again:
        known = sa.update(audit_line).where(audit_line.c.id == line.id).values(values)
        if connection.execute(known).rowcount:
            return
    connection.execute(sa.insert(audit_line).values(values))


def list_lines(
    connection: Connection, property_id: str, query: LineQuery, *, after: Place | None, limit: int
) -> tuple[Line, ...]:
    """Give the newest lines that are asked for, behind the place."""
    before = after or Place(query.until or END, "")
    values = {"since": query.since or BEGINNING, "place_at": before.at, "place_id": before.id}
    return tuple(_line(row) for row in connection.execute(pick_lines(property_id, query, limit), values))


def pick_lines(property_id: str, query: LineQuery, limit: int) -> sa.Select[*tuple[object, ...]]:
    """Give a page's statement behind `place_at` and `place_id`. Every filter has an index in its order."""
    chosen = sa.select(audit_line).where(audit_line.c.property_id == property_id, _IS_SINCE, _IS_AFTER)
    if query.actor_id is not None:
        chosen = chosen.where(audit_line.c.actor_id == query.actor_id)
    if query.area is not None:
        chosen = chosen.where(audit_line.c.area == query.area.value)
    # The number stands in the text: a plan for any limit is one for very many rows.
    return chosen.order_by(audit_line.c.at.desc(), audit_line.c.id.desc()).limit(
        sa.literal_column(str(limit), sa.Integer)
    )


def list_doers(connection: Connection, property_id: str) -> tuple[tuple[str, DoerRole], ...]:
    """Give everybody who has a line in the property, with their role in the newest.

    From one doer to the next by the index: among a million lines this reads as many rows as there are doers.
    """
    own = audit_line.c.property_id == property_id
    first = sa.select(sa.func.min(audit_line.c.actor_id).label("actor_id")).where(own).cte(recursive=True)
    following = (
        sa.select(sa.func.min(audit_line.c.actor_id))
        .where(own, audit_line.c.actor_id > first.c.actor_id)
        .scalar_subquery()
    )
    doers = first.union_all(sa.select(following).where(first.c.actor_id.is_not(None)))
    role = (
        sa.select(audit_line.c.role)
        .where(own, audit_line.c.actor_id == doers.c.actor_id)
        .order_by(audit_line.c.at.desc(), audit_line.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = connection.execute(
        sa.select(doers.c.actor_id, role.label("role"))
        .where(doers.c.actor_id.is_not(None))
        .limit(DOERS_LIMIT)
    )
    return tuple((row.actor_id, DoerRole(row.role)) for row in found)


def list_lines_by(connection: Connection, actor_id: str) -> tuple[Line, ...]:
    """Give everything somebody did, the oldest first. Not for a screen: it looks through all of it."""
    found = connection.execute(
        sa.select(audit_line)
        .where(audit_line.c.actor_id == actor_id)
        .order_by(audit_line.c.at, audit_line.c.id)
    )
    return tuple(_line(row) for row in found)


def remove_lines_before(connection: Connection, at: datetime) -> int:
    """Delete the lines before the instant, and give how many: property after property, by their index."""
    removed = 0
    property_id: str | None = ""
    following = sa.select(sa.func.min(audit_line.c.property_id)).where(
        audit_line.c.property_id > sa.bindparam("after")
    )
    while (property_id := connection.execute(following, {"after": property_id}).scalar()) is not None:
        old = sa.delete(audit_line).where(audit_line.c.property_id == property_id, audit_line.c.at < at)
        removed += connection.execute(old).rowcount
    return removed


_IS_AFTER = sa.tuple_(audit_line.c.at, audit_line.c.id) < sa.tuple_(
    sa.bindparam("place_at", type_=Instant), sa.bindparam("place_id", type_=audit_line.c.id.type)
)
_IS_SINCE = audit_line.c.at >= sa.bindparam("since", type_=Instant)


def _values(line: NewLine) -> dict[str, object]:
    said, subject = line.said, line.said.subject
    changes = [(change.field.value, change.before, change.after) for change in said.changes.values()]
    return {
        "id": line.id,
        "property_id": said.property_id,
        "at": line.at,
        "operation": line.operation,
        "area": area_of(line.operation).value,
        "role": line.role.value,
        "actor_id": line.actor_id,
        "subject_kind": None if subject is None else subject.kind.value,
        "subject_id": None if subject is None else subject.id,
        "subject_name": None if subject is None else subject.name,
        "subject_place": None if subject is None else subject.place,
        "member_id": said.member_id,
        "reason_id": said.reason_id,
        "number": said.count,
        "changes": msgspec.json.encode(changes).decode() if changes else None,
    }


def _line(row: sa.Row[*tuple[object, ...]]) -> Line:
    subject = None
    if row.subject_kind is not None:
        subject = Subject(
            kind=SubjectKind(row.subject_kind),
            id=row.subject_id or "",
            name=row.subject_name or "",
            place=row.subject_place or "",
        )
    return Line(
        id=row.id,
        property_id=row.property_id,
        at=row.at,
        operation=row.operation,
        area=Area(row.area),
        role=DoerRole(row.role),
        actor_id=row.actor_id,
        subject=subject,
        member_id=row.member_id,
        reason_id=row.reason_id,
        count=row.number,
        changes=_read_changes(row.changes),
    )


def _read_changes(text: str | None) -> tuple[Change, ...]:
    if text is None:
        return ()
    read = msgspec.json.decode(text, type=tuple[tuple[str, Value, Value], ...])
    return tuple(Change(Field(name), before, after) for name, before, after in read)
