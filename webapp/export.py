"""Lists as CSV and XLSX: streamed from the database, so that a hundred thousand rows cost no memory."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

import xlsxwriter

from webapp import cells
from webapp.blocks import BlockView, look_of
from webapp.blocks.spread import columns_of, value_of
from webapp.database.batch import Stream

CHUNK = 64 * 1024
_EXCEL_FORMATS = {
    "rub": "#,##0.00\u00a0₽",
    "date": "dd.mm.yyyy",
    "timestamp": "dd.mm.yyyy hh:mm",
    "due": "dd.mm.yyyy hh:mm",
    "time": "hh:mm",
}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _columns(
    view: BlockView, names: Sequence[str], first: Sequence[Any] | None
) -> list[tuple[int, str, str, Callable[[Any], Any]]]:
    at = {name: number for number, name in enumerate(names)}
    made: list[tuple[int, str, str, Callable[[Any], Any]]] = []
    for c in view.columns:
        if c.name not in at:
            continue
        fields = (first[at[c.name]] or []) if first is not None and c.format == "attributes" else []
        for one, field in zip(columns_of(view, c.name, fields), fields, strict=True):
            made.append((at[c.name], one.label, one.format, _field(str(field["code"]), view)))
        if not fields:
            look = look_of(view.catalog, c.type, view.language, c.name, view.function.schema)
            made.append((at[c.name], c.label or c.name, c.format, cells.plain_formatter(look)))
    return made


def _field(code: str, view: BlockView) -> Callable[[Any], Any]:
    """One of the attributes in a cell."""
    plain = cells.plain_formatter(look_of(view.catalog, view.catalog.type("text"), view.language))

    def show(value: Any) -> Any:
        return plain(next((value_of(one) for one in value or () if one.get("code") == code), None))

    return show


def _begun(rows: Stream) -> tuple[Sequence[Any] | None, Iterator[Any]]:
    """The first row, and all of them."""
    every = iter(rows)
    first = next(every, None)
    return first, every if first is None else chain((first,), every)


def csv_lines(view: BlockView, rows: Stream, limit: int) -> Iterator[bytes]:
    """UTF-8 with BOM, `;` between columns, decimal comma in Russian: what Excel opens by a double click."""
    first, every = _begun(rows)
    columns = _columns(view, rows.columns, first)
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([label for _at, label, _format, _show in columns])
    comma = view.language == "ru"
    for number, values in enumerate(every):
        if number >= limit:
            break
        writer.writerow([_csv_value(show(values[at]), comma) for at, _label, _format, show in columns])
        if buffer.tell() > CHUNK:
            yield buffer.getvalue().encode("utf-8")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8")


def _csv_value(value: Any, comma: bool) -> str:
    if isinstance(value, (Decimal, float)):
        text = format(value, "f") if isinstance(value, Decimal) else repr(value)
        return text.replace(".", ",") if comma else text
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M" if comma else "%Y-%m-%d %H:%M")
    if hasattr(value, "strftime") and hasattr(value, "year"):
        return str(value.strftime("%d.%m.%Y" if comma else "%Y-%m-%d"))
    text = str(value)
    if isinstance(value, str) and text.startswith(_FORMULA_SIGNS):
        return "'" + text
    return text


def xlsx_file(view: BlockView, rows: Stream, limit: int) -> Iterator[bytes]:
    """A workbook written row by row into a temporary file, then sent in pieces."""
    first, every = _begun(rows)
    columns = _columns(view, rows.columns, first)
    with tempfile.TemporaryFile() as out:
        book = xlsxwriter.Workbook(
            out,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
        )
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = [
            book.add_format({"num_format": _EXCEL_FORMATS[name]}) if name in _EXCEL_FORMATS else None
            for _at, _label, name, _show in columns
        ]
        sheet.freeze_panes(1, 0)
        for place, (_at, label, name, _show) in enumerate(columns):
            sheet.set_column(place, place, 14 if name in _EXCEL_FORMATS or name == "decimal" else 28)
            sheet.write_string(0, place, label, head)
        for number, values in enumerate(every, 1):
            if number > limit:
                break
            for place, (at, _label, _name, show) in enumerate(columns):
                value = values[at]
                if value is None:
                    continue
                shown = show(value)
                if isinstance(shown, str):
                    sheet.write_string(number, place, shown)
                elif isinstance(shown, (UUID, dict, list)):
                    sheet.write_string(number, place, str(shown))
                else:
                    sheet.write(number, place, shown, formats[place])
        book.close()
        out.seek(0)
        while piece := out.read(CHUNK):
            yield piece
