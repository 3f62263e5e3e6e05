"""A column of attributes stands as columns of its own in lists and as lines of its own in a card.

The value is an array of {code, title, kind, unit, value}, the same codes in every row of an answer.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from webapp.blocks.views import BlockView, ColumnView
from webapp.database.batch import Result

_TYPES = {"integer": "numeric", "number": "numeric", "boolean": "boolean", "date": "date", "note": "lib.note"}


def spread(view: BlockView, result: Result) -> tuple[BlockView, Result]:
    """The block and its answer with such columns taken apart; the same where there are none."""
    at = next((n for n, name in enumerate(result.columns) if name in view.spreads), None)
    if at is None or not result.rows or not result.rows[0][at]:
        return view, result
    fields = result.rows[0][at]
    codes = [str(one["code"]) for one in fields]
    name = result.columns[at]
    names = tuple(f"{name}.{code}" for code in codes)
    rows = [(*row[:at], *_values(row[at], codes), *row[at + 1 :]) for row in result.rows]
    return _apart(view, name, fields), replace(
        result, columns=(*result.columns[:at], *names, *result.columns[at + 1 :]), rows=rows
    )


def value_of(one: Mapping[str, Any]) -> Any:
    """A value out of JSON as the formatters of its kind take it."""
    value = one.get("value")
    if value is None or value == "":
        return None
    match one.get("kind"):
        case "integer" | "number":
            return Decimal(str(value))
        case "date":
            return date.fromisoformat(str(value)[:10])
        case "boolean":
            return bool(value)
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def columns_of(view: BlockView, name: str, fields: Sequence[Mapping[str, Any]]) -> list[ColumnView]:
    """A column for each field."""
    made = []
    for one in fields:
        type_ = view.catalog.type(_TYPES.get(str(one.get("kind")), "text"))
        if one.get("unit"):
            type_ = replace(type_, tags={**type_.tags, "unit": str(one["unit"])})
        column = view.column(f"{name}.{one['code']}", type_, name in view.bold)
        column.label, column.sortable = str(one.get("title") or ""), False
        made.append(column)
    return made


def _values(cells: Sequence[Mapping[str, Any]] | None, codes: Sequence[str]) -> list[Any]:
    known = {str(one["code"]): one for one in cells or ()}
    return [value_of(known[code]) if code in known else None for code in codes]


def _apart(view: BlockView, name: str, fields: Sequence[Mapping[str, Any]]) -> BlockView:
    key = (name, *((str(one["code"]), str(one.get("title")), str(one.get("unit"))) for one in fields))
    found = view.apart.get(key)
    if found is None:
        if len(view.apart) > 16:
            view.apart.clear()
        found = view.apart[key] = copy.copy(view)
        columns = columns_of(view, name, fields)
        at = next(n for n, column in enumerate(view.columns) if column.name == name)
        found.columns = [*view.columns[:at], *columns, *view.columns[at + 1 :]]
        found.forget_plans()
        for column in columns:
            found.dress(column)
    return found
