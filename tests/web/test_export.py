"""Files of lists: right for a spreadsheet, harmless in it, and flat in memory."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import python_calamine

from webapp.blocks import BlockView
from webapp.catalog import Catalog
from webapp.export import csv_lines, xlsx_file

ZONE = ZoneInfo("Asia/Vladivostok")


def view() -> BlockView:
    columns = [("number", "integer"), ("title", "text"), ("amount", "lib.rub"), ("day", "date"),
               ("at", "timestamp with time zone"),
               ("ok", "boolean")]  # fmt: skip
    catalog = Catalog(
        {
            "types": {"lib.rub": {"kind": "d", "base": "numeric(14,2)", "comment": "Сумма\n@format rub\n@unit ₽"}},
            "texts": {"ru": {"ui.yes": "Да", "ui.no": "Нет"}},
            "functions": [
                {
                    "schema": "x", "name": "rows", "volatile": False, "returns": "record",
                    "comment": "Строки\n@column title Имя",
                    "arguments": [], "columns": [{"name": name, "type": kind} for name, kind in columns],
                }
            ],
        }
    )  # fmt: skip
    return BlockView(catalog, catalog.functions["x.rows"], "ru", False)


class Rows:
    columns = ("at", "title", "number", "amount", "day", "ok", "_link")

    def __init__(self, rows: list[tuple[Any, ...]] | Iterator[tuple[Any, ...]]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


AT = datetime(2026, 11, 21, 9, 47, tzinfo=ZONE)
ROW = (AT, "Кран; «течёт»", 1, Decimal("1840.50"), date(2026, 11, 21), True, "x?y=1")


def test_csv_opens_in_excel_by_a_double_click() -> None:
    content = b"".join(csv_lines(view(), Rows([ROW]), 10))  # type: ignore[arg-type]
    head, row = content.decode("utf-8-sig").split("\r\n")[:2]
    assert content.startswith(b"\xef\xbb\xbf")
    assert head == "Number;Имя;Сумма;Day;At;Ok"
    assert row == '1;"Кран; «течёт»";1840,50;21.11.2026;21.11.2026 09:47;Да'


def test_a_formula_stays_text() -> None:
    for evil in ("=1+1", "+7", "-1", "@x", "\tx"):
        row = (AT, evil, 1, Decimal(1), date(2026, 1, 1), False, None)
        assert f"'{evil}" in b"".join(csv_lines(view(), Rows([row]), 10)).decode()  # type: ignore[arg-type]
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(xlsx_file(view(), Rows([row]), 10))))  # type: ignore[arg-type]
        assert book.get_sheet_by_index(0).to_python()[1][1] == evil


def test_xlsx_keeps_numbers_and_dates() -> None:
    content = b"".join(xlsx_file(view(), Rows([ROW]), 10))  # type: ignore[arg-type]
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == 1.0
    assert rows[1][2] == 1840.5
    assert rows[1][3] == date(2026, 11, 21)
    assert rows[1][4] == datetime(2026, 11, 21, 9, 47)


def test_no_more_rows_than_allowed() -> None:
    assert len(b"".join(csv_lines(view(), Rows([ROW] * 9), 3)).splitlines()) == 4  # type: ignore[arg-type]


def test_a_hundred_thousand_rows_take_no_memory() -> None:
    def many() -> Iterator[tuple[Any, ...]]:
        for number in range(100_000):
            yield (AT, f"Строка {number}", number, Decimal(number), date(2026, 11, 21), True, None)

    list(xlsx_file(view(), Rows([ROW]), 10))  # type: ignore[arg-type]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = 0
    for make in (csv_lines, xlsx_file):
        for piece in make(view(), Rows(many()), 200_000):  # type: ignore[arg-type]
            size += len(piece)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert size > 1_000_000
    assert grown <= 60 * 1024, f"{grown} kB"
