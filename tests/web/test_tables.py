"""Tables out of uploaded files: what offices send is read, what is no table is refused in words that help."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from webapp import tables

HEADER = "Адрес;Год постройки"
ROW = "г. Самара, ул. Мира, д. 1;1980"


def spreadsheet(rows: list[list[object]], sheets: int = 1) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for _ in range(sheets - 1):
            book.add_worksheet()
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                sheet.write(y, x, value, day if isinstance(value, date) else None)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_of_any_office_is_read(encoding: str, separator: str) -> None:
    text = f'Адрес{separator}Год\r\n"ул. Мира, д. 1{separator} к. 2"{separator}1980\r\n\r\n'
    kind, rows = tables.read(text.encode(encoding))
    assert kind == "text/csv"
    assert rows == [["Адрес", "Год"], [f"ул. Мира, д. 1{separator} к. 2", "1980"]]


def test_a_line_break_inside_quotes_is_part_of_the_value() -> None:
    _, rows = tables.read(b'A;B\n"one\ntwo";3\n')
    assert rows[1] == ["one\ntwo", "3"]


def test_the_first_sheet_with_rows_is_read_and_numbers_are_plain() -> None:
    content = spreadsheet(
        [["Адрес", "Год", "Площадь", "Ввод", "Лифт"], ["Мира, 1", 1980, 54.3, date(1981, 5, 1), True]], 2
    )
    kind, rows = tables.read(content)
    assert kind == tables.SPREADSHEET
    assert rows[1] == ["Мира, 1", "1980", "54.3", "01.05.1981", "Да"]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (tables.UNPACKED + 1))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (HEADER.encode(), "check.table_empty"),
        (f"{HEADER}\n{ROW}\n".encode("koi8-r"), "check.table_encoding"),
        (f"{HEADER}\n{ROW}\n".encode("cp866"), "check.table_encoding"),
        (b"%PDF-1.7 ...", "check.table_kind"),
        (b"<html><body>", "check.table_kind"),
        (b"\x89PNG\r\n\x1a\n", "check.table_kind"),
        (b"a;b\0c\n1;2", "check.table_kind"),
        ("один столбец\nи всё\n".encode(), "check.table_separator"),
        (b'a;b\n"1;2\n', "check.table_quotes"),
        (b"PK\x03\x04 no archive", "check.table_broken"),
        (b"a;b\n1;" + b"x" * (tables.CELL + 1), "check.table_cell"),
        (b";".join([b"a"] * (tables.COLUMNS + 1)) + b"\n1;2", "check.table_columns"),
    ],
)
def test_what_is_no_table_is_refused_with_what_was_expected(content: bytes, key: str) -> None:
    with pytest.raises(tables.TableRefused) as refused:
        tables.read(content)
    assert refused.value.key == key


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(tables.TableRefused) as refused:
        tables.read(bomb())
    assert refused.value.key == "check.table_unpacked"


@given(st.binary(max_size=4000))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    try:
        _, rows = tables.read(content)
    except tables.TableRefused:
        return
    assert len(rows) > 1
    assert all(isinstance(cell, str) for row in rows for cell in row)
