"""The audit list as a file for spreadsheets, written while it is read."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.server.audit.listing import add_outcomes, find_zone
from genkan.server.audit.naming import LineView, name_lines
from genkan.server.audit.repository import LineQuery, list_lines
from genkan.server.journal.service import Journal, Place
from genkan.server.platform.audit import CODED, INSTANTS, Change, DoerRole, Field, SubjectKind, Value
from genkan.server.platform.clock import from_ms
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.platform.spreadsheet import BYTE_ORDER_MARK, write_row
from genkan.server.platform.web import find_locales
from genkan.server.properties.places import see_property

LINES_AT_ONCE = 500  # some milliseconds of one core: others have their turn in between
COLUMNS = ("time", "doer", "role", "area", "operation", "subject", "member", "details", "reason", "outcome")

Words = Mapping[str, str]


@operation("audit.export_lines")
class ExportLines:
    """Give all lines that are asked for as lines of CSV."""

    def __init__(self, *, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    async def __call__(
        self, scope: Scope, property_id: str, query: LineQuery, *, language: str
    ) -> AsyncIterator[str]:
        """Give pieces of the file, as they are taken. Raises NotFound."""
        see_property(scope, property_id)
        zone = await self._database.read(lambda connection: find_zone(connection, property_id))
        return self._write(property_id, query, read_words(language), zone)

    async def _write(
        self, property_id: str, query: LineQuery, words: Words, time_zone: str
    ) -> AsyncIterator[str]:
        heads = [words[f"audit.column.{column}"] for column in COLUMNS]
        heads[0] = f"{heads[0]} ({time_zone})"
        yield BYTE_ORDER_MARK + write_row(heads)
        zone = ZoneInfo(time_zone)
        place: Place | None = None
        while True:
            views = await self._read(property_id, query, place)
            if not views:
                return
            yield "".join(write_row(tell_line(words, zone, view)) for view in views)
            place = Place(views[-1].line.at, views[-1].line.id)

    async def _read(self, property_id: str, query: LineQuery, after: Place | None) -> tuple[LineView, ...]:
        def read(connection: Connection) -> tuple[LineView, ...]:
            lines = list_lines(connection, property_id, query, after=after, limit=LINES_AT_ONCE)
            return name_lines(connection, lines)

        return await add_outcomes(self._journal, await self._database.read_long(read))


def tell_line(words: Words, zone: ZoneInfo, view: LineView) -> list[str]:
    """Give the cells of one line."""
    line = view.line
    return [
        _write_instant(line.at, zone),
        _name_doer(words, view),
        words[f"audit.role.{line.role.value}"],
        words[f"audit.area.{line.area.value}"],
        words.get(f"audit.operation.{line.operation}", line.operation),
        _name_subject(words, view),
        "" if line.member_id is None else view.member or words["audit.erased"],
        "; ".join(_tell_details(words, zone, view)),
        view.reason or "",
        "" if view.outcome is None else words[f"audit.outcome.{view.outcome}"],
    ]


@cache
def read_words(language: str) -> Words:
    """Give the words of the audit list, which the portal's page has, too."""
    path = find_locales() / language / "portal_audit.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


def _name_doer(words: Words, view: LineView) -> str:
    if view.line.role is DoerRole.OPERATOR:
        return words["audit.role.operator"]
    return view.doer or words["audit.erased"]


def _name_subject(words: Words, view: LineView) -> str:
    subject = view.line.subject
    if subject is None:
        return ""
    name = view.subject_name or words["audit.erased"]
    if subject.kind is SubjectKind.HOME:
        name = words["audit.home"].replace("{{number}}", name)
    return f"{subject.place} {name}".strip()


def _tell_details(words: Words, zone: ZoneInfo, view: LineView) -> list[str]:
    told = [_tell_change(words, zone, change) for change in view.line.changes]
    if view.line.count is not None:
        told.insert(0, f"{words['audit.count']} {view.line.count}")
    return told


def _tell_change(words: Words, zone: ZoneInfo, change: Change) -> str:
    label = words[f"audit.field.{change.field.value}"]
    if change.before is None and change.after is None:
        return label
    before, after = (_tell_value(words, zone, change.field, value) for value in (change.before, change.after))
    return f"{label}: {after}" if change.before is None else f"{label}: {before} → {after}"


def _tell_value(words: Words, zone: ZoneInfo, field: Field, value: Value) -> str:
    match value:
        case None | "":
            return words["audit.value.none"]
        case bool():
            return words["audit.value.on" if value else "audit.value.off"]
        case int() if field in INSTANTS:
            return _write_instant(from_ms(value), zone)
        case str() if field in CODED:
            return words[f"audit.value.{field.value}.{value}"]
        case _:
            return str(value)


def _write_instant(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
