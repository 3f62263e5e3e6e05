"""Fields that are rows: an argument of attributes is asked for by the fields that the function of `@rows` gives.

Each row is a field: `code`, `title`, `kind` (text, note, integer, number, year, boolean, date, option, options), and where
they apply `value`, `unit`, `hint`, `required`, `options` (a JSON array of {value, label}), `note` (a remark that stands at
the field), `_group` (its heading). What was typed goes to the database as one JSON object of texts by code; empty ones
too, since an emptied field is an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.catalog import Catalog, Type
from webapp.database.batch import Result
from webapp.forms.fields import Field, inputmode_of
from webapp.forms.options import Option
from webapp.forms.values import editable, text_of

WIDGET = "attributes"
MOST = 500
_CODE = re.compile(r"[a-z][a-z0-9_]{0,60}")
_KINDS = {
    "text": ("text", "text"),
    "note": ("textarea", "text"),
    "integer": ("number", "integer"),
    "number": ("number", "numeric"),
    "year": ("number", "integer"),
    "boolean": ("select", "text"),
    "date": ("date", "date"),
    "option": ("select", "text"),
    "options": ("checks", "text"),
}


def fill_attributes(
    catalog: Catalog, language: str, one: Field, posted: MultiDict[str, str] | None, result: Result | None
) -> None:
    """The fields, with what was typed, else with what is known. While a form is only read the rows are not asked for: the
    fields are those that were sent."""
    if result is None and posted is not None:
        one.parts = [
            _part(one, {"code": code, "title": ""}, "text", catalog.type("text")) for code in _sent(one, posted)
        ]
    t = catalog.translator(language)
    yes_no = [Option("true", t("ui.yes")), Option("false", t("ui.no"))]
    for row in result.dicts() if result else ():
        widget, base = _KINDS.get(str(row["kind"]), _KINDS["text"])
        part = _part(one, row, widget, catalog.type(base))
        if row["kind"] == "boolean":
            part.options = yes_no
        elif row.get("options"):
            part.options = [Option(str(o["value"]), str(o["label"])) for o in _array(row["options"])]
        if posted is not None:
            part.values = posted.getlist(part.name)
            part.value = part.values[0] if part.values else ""
        elif widget == "checks":
            part.values = [str(item) for item in _array(row.get("value"))]
        else:
            part.value = editable(text_of(_plain(row.get("value"))), part.type, language)
        one.parts.append(part)


def _sent(one: Field, posted: MultiDict[str, str]) -> list[str]:
    codes = (posted.get(f"{one.name}._codes") or "").split(",")
    return [code for code in codes[:MOST] if _CODE.fullmatch(code)]


def _part(one: Field, row: Mapping[str, Any], widget: str, type_: Type) -> Field:
    code = str(row["code"])
    return Field(
        name=f"{one.name}.{code}",
        argument=f"{one.argument}.{code}",
        id=f"{one.id}-{code.replace('_', '-')}",
        label=str(row["title"]),
        widget=widget,
        type=type_,
        required=bool(row.get("required")),
        hint=str(row.get("hint") or ""),
        unit=str(row.get("unit") or ""),
        inputmode=("numeric" if type_.base.startswith("int") else "decimal") if widget == "number"
        else inputmode_of(type_, widget),
        group=str(row.get("_group") or ""),
        note=str(row.get("note") or ""),
    )  # fmt: skip


def _array(value: Any) -> list[Any]:
    if isinstance(value, str):
        value = json.loads(value)
    return list(value) if isinstance(value, (list, tuple)) else []


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def read_attributes(one: Field, posted: MultiDict[str, str]) -> str:
    """What was typed as JSON texts by code; '' where the form had no such fields."""
    typed: dict[str, str | list[str]] = {}
    for code in _sent(one, posted):
        values = [value.replace("\r\n", "\n").strip() for value in posted.getlist(f"{one.name}.{code}")]
        filled = [value for value in values if value]
        typed[code] = filled if len(filled) > 1 else (filled[0] if filled else "")
    return json.dumps(typed, ensure_ascii=False) if typed else ""
