"""Reading a list of homes and residents out of a CSV file, as spreadsheets save it. Knows no database.

One line is one resident, or a home without any. The first resident of a home is its master unless a line
says so itself. Columns are found by their heading, in Japanese or English and in any order.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.names import parse_name
from genkan.server.accounts.telephone import parse_landline, parse_mobile
from genkan.server.platform.errors import DomainError
from genkan.server.platform.operations import Role

LINES_LIMIT = 10_000  # a property of several thousand homes; more is another file
HOME_DIGITS = 8  # what the station's keypad can type: see `home_number_digits` on the wire
SEPARATORS = ",;\t"

ValueT = TypeVar("ValueT")


class Column(StrEnum):
    BUILDING = "building"
    HOME = "home"
    ROLE = "role"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    EMAIL = "email"
    MOBILE = "mobile"
    LANDLINE = "landline"
    LANGUAGE = "language"


HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.BUILDING: ("棟", "棟名", "建物", "building"),
    Column.HOME: ("住戸", "住戸番号", "部屋番号", "部屋", "号室", "home", "home number", "unit", "apartment"),
    Column.ROLE: ("区分", "続柄", "役割", "role"),
    Column.FAMILY_NAME: ("姓", "氏", "family name", "last name", "surname"),
    Column.GIVEN_NAME: ("名", "given name", "first name"),
    Column.EMAIL: ("メールアドレス", "メール", "email", "e-mail", "mail"),
    Column.MOBILE: ("携帯電話", "携帯番号", "携帯", "mobile", "mobile number", "cell"),
    Column.LANDLINE: ("固定電話", "電話番号", "電話", "landline", "telephone", "phone"),
    Column.LANGUAGE: ("言語", "language"),
}
ROLES: dict[str, Role] = {
    "世帯主": Role.MASTER,
    "master": Role.MASTER,
    "householder": Role.MASTER,
    "家族": Role.FAMILY,
    "ファミリー": Role.FAMILY,
    "ファミリーメンバー": Role.FAMILY,
    "family": Role.FAMILY,
    "family member": Role.FAMILY,
}
LANGUAGES = {"日本語": "ja", "ja": "ja", "japanese": "ja", "英語": "en", "en": "en", "english": "en"}


class FaultReason(StrEnum):
    """What is wrong in one cell, or with the file. The words are in the portal's locales."""

    NOT_TEXT = "not-text"  # neither UTF-8 nor Shift_JIS: a workbook, not a CSV file
    EMPTY = "empty"
    TOO_LONG = "too-long"
    COLUMN_MISSING = "column-missing"
    COLUMN_TWICE = "column-twice"
    COLUMN_UNKNOWN = "column-unknown"
    TOO_MANY_CELLS = "too-many-cells"
    BUILDING_MISSING = "building-missing"  # the property has several
    BUILDING_UNKNOWN = "building-unknown"
    HOME_MISSING = "home-missing"
    HOME_UNFIT = "home-unfit"
    ROLE_UNFIT = "role-unfit"
    NAME_MISSING = "name-missing"
    NAME_UNFIT = "name-unfit"
    EMAIL_UNFIT = "email-unfit"
    MOBILE_UNFIT = "mobile-unfit"
    LANDLINE_UNFIT = "landline-unfit"
    LANGUAGE_UNFIT = "language-unfit"
    ADDRESS_MISSING = "address-missing"
    SECOND_MASTER = "second-master"
    NO_MASTER = "no-master"
    HOME_OCCUPIED = "home-occupied"
    MEMBER_KNOWN = "member-known"  # the same address twice in a household
    NO_SEAT_LEFT = "no-seat-left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to correct: the line as spreadsheets number it, the column's heading, what stands there."""

    line: int
    column: str
    reason: FaultReason
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One line that can be understood. `person` None: only the home is meant; `role` None: not said."""

    line: int
    building: str
    home: str
    role: Role | None
    person: NewPerson | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """What the file says, and what in it cannot be understood."""

    lines: tuple[ImportLine, ...]
    faults: tuple[Fault, ...]
    headings: dict[Column, str]  # as they are written in the file

    def heading(self, column: Column) -> str:
        return self.headings.get(column, HEADINGS[column][0])


def read_file(content: bytes, *, language: str) -> ImportFile:
    """Read the file; who has no language in it gets `language`. Never raises: what is wrong is a fault."""
    text = _decode(content)
    if text is None:
        return _refused(FaultReason.NOT_TEXT)
    rows = _split(text)
    if rows is None or not rows:
        return _refused(FaultReason.NOT_TEXT if rows is None else FaultReason.EMPTY)
    (first_line, first), *rest = rows
    columns, faults = _find_columns(first, first_line)
    headings = {column: first[place].strip() for column, place in columns.items()}
    if faults:
        return ImportFile(lines=(), faults=tuple(faults), headings=headings)
    if not rest:
        return _refused(FaultReason.EMPTY)
    if len(rest) > LINES_LIMIT:
        return _refused(FaultReason.TOO_LONG)
    lines: list[ImportLine] = []
    for number, cells in rest:
        reader = _LineReader(number, cells, columns, headings)
        line = reader.read(language, width=len(first))
        faults += reader.faults
        if line is not None:
            lines.append(line)
    return ImportFile(lines=tuple(lines), faults=tuple(faults), headings=headings)


def _refused(reason: FaultReason) -> ImportFile:
    return ImportFile(lines=(), faults=(Fault(line=1, column="", reason=reason),), headings={})


def _decode(content: bytes) -> str | None:
    """Spreadsheets in Japan save Shift_JIS, those on a Mac and on the web UTF-8."""
    if b"\0" in content:
        return None
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _split(text: str) -> list[tuple[int, list[str]]] | None:
    """Give the lines that hold something, each with its number; None: it is no CSV."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            number, before = before + 1, reader.line_num  # a cell may go over several lines
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error:
        return None
    return rows


def plain(text: str) -> str:
    """Give a word as it is compared: half-width, lower case, without the spaces around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())


_COLUMN_OF = {plain(word): column for column, words in HEADINGS.items() for word in words}
_ROLE_OF = {plain(word): role for word, role in ROLES.items()}
_LANGUAGE_OF = {plain(word): language for word, language in LANGUAGES.items()}


def _find_columns(first: Sequence[str], line: int) -> tuple[dict[Column, int], list[Fault]]:
    columns: dict[Column, int] = {}
    faults: list[Fault] = []
    for place, heading in enumerate(first):
        if not heading.strip():
            continue
        column = _COLUMN_OF.get(plain(heading))
        if column is None:
            faults.append(_fault(line, heading, FaultReason.COLUMN_UNKNOWN))
        elif column in columns:
            faults.append(_fault(line, heading, FaultReason.COLUMN_TWICE))
        else:
            columns[column] = place
    if Column.HOME not in columns:
        faults.insert(0, _fault(line, HEADINGS[Column.HOME][0], FaultReason.COLUMN_MISSING))
    return columns, faults


def _fault(line: int, column: str, reason: FaultReason, text: str = "") -> Fault:
    return Fault(line=line, column=column.strip()[:40], reason=reason, text=text.strip()[:60])


class _LineReader:
    """Reads one line, and remembers everything that is wrong with it, not only the first."""

    def __init__(
        self, line: int, cells: Sequence[str], columns: dict[Column, int], headings: dict[Column, str]
    ) -> None:
        self._line = line
        self._cells = cells
        self._columns = columns
        self._headings = headings
        self.faults: list[Fault] = []

    def read(self, language: str, *, width: int) -> ImportLine | None:
        if any(cell.strip() for cell in self._cells[width:]):
            self.faults.append(_fault(self._line, "", FaultReason.TOO_MANY_CELLS, self._cells[width]))
        home = self._read_home()
        role = self._look_up(Column.ROLE, _ROLE_OF, FaultReason.ROLE_UNFIT)
        chosen = self._look_up(Column.LANGUAGE, _LANGUAGE_OF, FaultReason.LANGUAGE_UNFIT)
        person = self._read_person(chosen or language) if self._names_somebody() else None
        if person is None and not self.faults and role is not None:
            self._refuse(Column.FAMILY_NAME, FaultReason.NAME_MISSING)
        if self.faults:
            return None
        building = self._cell(Column.BUILDING)
        return ImportLine(line=self._line, building=building, home=home, role=role, person=person)

    def _read_home(self) -> str:
        """「101」, also as 「１０１」, 「101号室」 or what a spreadsheet makes of a number: 101.0."""
        text = unicodedata.normalize("NFKC", self._cell(Column.HOME)).removesuffix("号室").removesuffix("号")
        text = text.strip().removesuffix(".0")
        if not text:
            self._refuse(Column.HOME, FaultReason.HOME_MISSING)
        elif not (text.isascii() and text.isdigit() and len(text) <= HOME_DIGITS):
            self._refuse(Column.HOME, FaultReason.HOME_UNFIT)
        return text

    def _names_somebody(self) -> bool:
        named = (Column.FAMILY_NAME, Column.GIVEN_NAME, Column.EMAIL, Column.MOBILE, Column.LANDLINE)
        return any(self._cell(column) for column in named)

    def _read_person(self, language: str) -> NewPerson | None:
        for column in (Column.FAMILY_NAME, Column.GIVEN_NAME):
            if not self._cell(column):
                self._refuse(column, FaultReason.NAME_MISSING)
        names = [
            self._parse(column, parse_name, FaultReason.NAME_UNFIT)
            for column in (Column.FAMILY_NAME, Column.GIVEN_NAME)
        ]
        email = self._parse(Column.EMAIL, parse_email, FaultReason.EMAIL_UNFIT)
        mobile = self._parse(Column.MOBILE, parse_mobile, FaultReason.MOBILE_UNFIT)
        landline = self._parse(Column.LANDLINE, parse_landline, FaultReason.LANDLINE_UNFIT)
        if not self._cell(Column.EMAIL) and not self._cell(Column.MOBILE):
            self._refuse(Column.EMAIL, FaultReason.ADDRESS_MISSING)
        if self.faults:
            return None
        return NewPerson(
            family_name=names[0] or "",
            given_name=names[1] or "",
            language=language,
            email=email,
            mobile=mobile,
            landline=landline,
        )

    def _parse(self, column: Column, parse: Callable[[str], str], reason: FaultReason) -> str | None:
        text = self._cell(column)
        if not text:
            return None
        try:
            return parse(text)
        except DomainError:
            self._refuse(column, reason)
            return None

    def _look_up(self, column: Column, known: dict[str, ValueT], reason: FaultReason) -> ValueT | None:
        text = self._cell(column)
        if text and plain(text) not in known:
            self._refuse(column, reason)
        return known.get(plain(text))

    def _cell(self, column: Column) -> str:
        place = self._columns.get(column)
        return self._cells[place].strip() if place is not None and place < len(self._cells) else ""

    def _refuse(self, column: Column, reason: FaultReason) -> None:
        heading = self._headings.get(column, HEADINGS[column][0])
        self.faults.append(_fault(self._line, heading, reason, self._cell(column)))
