"""Tables out of uploaded files: what offices send is read, what is no table is refused in words that help."""

from __future__ import annotations

import io
import zipfile
import zlib
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
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_001)
    return made.getvalue()


def far_cell() -> bytes:
    """Some kilobytes whose last cell is the seventeen thousand millionth of its sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Адрес")
        sheet.write(1_048_575, 16_383, "далеко")
    return made.getvalue()


def liar() -> bytes:
    """An archive that says its sheet is small and unpacks to ten gigabytes."""
    honest = spreadsheet([["Адрес", "Год"], ["Мира, 1", 1980]])
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b"<c><v>1</v></c>" * 70_000
    start = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    sheet = packer.compress(start) + b"".join(packer.compress(piece) for _ in range(400)) + packer.flush()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                target.writestr(part.filename, source.read(part.filename))
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_STORED  # written raw, named deflated below
        target.writestr(info, sheet)
        for part in target.filelist:
            if part.filename == info.filename:
                part.compress_type = zipfile.ZIP_DEFLATED
    content = bytearray(made.getvalue())
    at = content.index(b"xl/worksheets/sheet1.xml") - 30
    content[at + 8 : at + 10] = (8).to_bytes(2, "little")
    return bytes(content)


@pytest.mark.parametrize("content", [far_cell(), liar()], ids=["far cell", "size that lies"])
def test_a_spreadsheet_that_swells_does_not_open_and_harms_nobody(content: bytes) -> None:
    assert len(content) < 5_000_000
    with pytest.raises(tables.TableRefused) as refused:
        tables.read(content)
    assert refused.value.key == "check.table_broken"


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


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "UNPACKED", 1_000_000)
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
