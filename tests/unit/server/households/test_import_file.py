"""What a spreadsheet saves, and what people type into one."""

import json
from pathlib import Path

import pytest

from genkan.server.households.import_file import (
    LINES_LIMIT,
    Column,
    FaultReason,
    ImportFile,
    read_file,
)
from genkan.server.platform.operations import Role

CORPUS = Path(__file__).parents[3] / "corpus"
HEAD = "住戸,姓,名,メールアドレス,携帯電話\n"


def read(text: str, *, encoding: str = "utf-8") -> ImportFile:
    return read_file(text.encode(encoding), language="ja")


def faults(file: ImportFile) -> list[tuple[int, str, FaultReason]]:
    return [(fault.line, fault.column, fault.reason) for fault in file.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_spreadsheet_is_understood(encoding: str, separator: str, end: str) -> None:
    lines = (
        ["部屋番号", "姓", "名", "メール", "携帯"],
        ["101", "佐藤", "花子", "h@example.test", "090-1234-5678"],
    )
    text = end.join(separator.join(cells) for cells in lines) + end

    file = read(text, encoding=encoding)

    assert file.faults == ()
    [line] = file.lines
    assert line.person is not None
    assert (line.line, line.home, line.role) == (2, "101", None)
    assert (line.person.family_name, line.person.given_name) == ("佐藤", "花子")
    assert (line.person.email, line.person.mobile) == ("h@example.test", "+819012345678")
    assert line.person.language == "ja"


def test_english_headings_in_any_order() -> None:
    head = "E-Mail,Given Name,Last_Name,Home,Role,Language,Building\n"
    others = (
        "b@example.test,Bob,Lee,5,Householder,English,East\nc@example.test,Cy,Fox,6,Master,English,East\n"
    )
    file = read(head + "a@example.test,Ann,Lee,5,Family,English,East\n" + others)
    line, *masters = file.lines
    assert line.person is not None
    assert [master.role for master in masters] == [Role.MASTER, Role.MASTER]
    assert (line.building, line.home, line.role) == ("East", "5", Role.FAMILY)
    assert (line.person.given_name, line.person.family_name, line.person.language) == ("Ann", "Lee", "en")


@pytest.mark.parametrize("typed", ["101", "１０１", "101号室", " 101 ", "101.0"])
def test_a_home_is_the_same_however_it_is_typed(typed: str) -> None:
    [line] = read(f"住戸\n{typed}\n").lines
    assert (line.home, line.person) == ("101", None)


def test_every_fault_of_a_line_is_named_with_its_line_and_column() -> None:
    file = read(
        "住戸,区分,姓,名,メールアドレス,携帯電話,固定電話,言語\n"
        "101,世帯主,佐藤,花子,hanako@example.test,,,\n"
        "\n"
        ",大家,,健,ken@,110,0120-000-000,フランス語\n"
        "1A2,,鈴木,一郎,,,,\n"
    )
    assert faults(file) == [
        (4, "住戸", FaultReason.HOME_MISSING),
        (4, "区分", FaultReason.ROLE_UNFIT),
        (4, "言語", FaultReason.LANGUAGE_UNFIT),
        (4, "姓", FaultReason.NAME_MISSING),
        (4, "メールアドレス", FaultReason.EMAIL_UNFIT),
        (4, "携帯電話", FaultReason.MOBILE_UNFIT),
        (4, "固定電話", FaultReason.LANDLINE_UNFIT),
        (5, "住戸", FaultReason.HOME_UNFIT),
        (5, "メールアドレス", FaultReason.ADDRESS_MISSING),
    ]
    assert [line.line for line in file.lines] == [2]


def test_a_line_is_numbered_as_the_spreadsheet_does_it_with_a_cell_over_two() -> None:
    file = read(HEAD + '101,"佐藤",花子,"hanako\n@example.test",\n102,鈴木,一郎,x,\n')
    assert [fault.line for fault in file.faults] == [2, 4]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FaultReason.EMPTY),
        (b"\n \n", FaultReason.EMPTY),
        ("住戸\n".encode(), FaultReason.EMPTY),
        (b"PK\x03\x04\x00\x00", FaultReason.NOT_TEXT),
        (b"\xff\xfe\xfd\x81", FaultReason.NOT_TEXT),
        ("姓,名\n佐藤,花子\n".encode(), FaultReason.COLUMN_MISSING),
        ("住戸,年齢\n101,8\n".encode(), FaultReason.COLUMN_UNKNOWN),
        ("住戸,部屋番号\n101,101\n".encode(), FaultReason.COLUMN_TWICE),
        ("住戸\n101,佐藤\n".encode(), FaultReason.TOO_MANY_CELLS),
        (("住戸\n" + "1\n" * (LINES_LIMIT + 1)).encode(), FaultReason.TOO_LONG),
        ("住戸,区分\n101,世帯主\n".encode(), FaultReason.NAME_MISSING),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(content: bytes, reason: FaultReason) -> None:
    file = read_file(content, language="ja")
    assert [fault.reason for fault in file.faults] == [reason]
    assert file.lines == ()


@pytest.mark.parametrize("name", ["names", "telephone-numbers", "mail-addresses"])
def test_no_cell_of_the_corpus_breaks_it(name: str) -> None:
    texts = json.dumps(json.loads((CORPUS / f"{name}.json").read_text()))
    for text in texts.split('"'):
        for column in (Column.FAMILY_NAME, Column.MOBILE, Column.EMAIL, Column.HOME):
            cells = {"home": "101", "family_name": "佐藤", "given_name": "花子", "email": "h@example.test"}
            cells[column.value] = text.encode().decode("unicode_escape", errors="replace")
            written = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells.values())
            content = (",".join(cells) + "\n" + written).encode("utf-8", errors="replace")
            file = read_file(content, language="en")
            assert len(file.lines) + len({fault.line for fault in file.faults}) >= 1
