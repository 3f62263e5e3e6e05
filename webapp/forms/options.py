"""What can be chosen in a field: rows of a lookup table, or of the function that `@options` names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from webapp.catalog import Catalog, Type
from webapp.database.batch import Result, Statement, call
from webapp.forms.values import text_of

if TYPE_CHECKING:
    from webapp.forms.fields import Field


@dataclass(slots=True)
class Option:
    value: str
    label: str
    group: str | None = None
    hint: str | None = None
    icon: str | None = None


def helper_statement(
    catalog: Catalog, schema: str, name: str, label: str, values: Mapping[str, str]
) -> Statement | None:
    """The select of a function named by a tag, its arguments taken by name from what is known; None when one that it
    cannot do without is not known."""
    function = catalog.function(schema, name) if name else None
    if function is None:
        return None
    arguments: dict[str, str | bytes | None] = {}
    for argument in function.arguments:
        value = values.get(argument.name)
        if value:
            arguments[argument.name] = value
        elif argument.required:
            if argument.name != "p_search":
                return None
            arguments[argument.name] = ""
    return call(label, function.qualified, arguments, function.shape)


def lookup_options(catalog: Catalog, type_: Type, language: str) -> list[Option]:
    """Options of a domain whose comment names a lookup table (or its key column): `@options order_kinds`."""
    name = type_.tags.get("options", "").rpartition(".")[2]
    if not name:
        return []
    rows = catalog.lookups.get(name)
    if rows is None:
        for by_code in catalog.lookups.values():
            found = {code: row for code, row in by_code.items() if row.get("table") == name}
            if found:
                rows = found
                break
    ordered = sorted(
        (rows or {}).items(), key=lambda pair: (int(pair[1].get("position") or 0), pair[1].get("title", ""))
    )
    return [
        Option(
            code,
            catalog.find_text(language, f"lookup.{row.get('table', '')}.{code}")
            or (row.get("title_en") if language == "en" else None)
            or row.get("title", code),
            icon=row.get("icon"),
        )
        for code, row in ordered
    ]


def options_of(result: Result | None) -> list[Option]:
    if result is None:
        return []
    return [
        Option(
            text_of(row.get("value")),
            text_of(row.get("label")) or text_of(row.get("value")),
            row.get("group_label"),
            row.get("hint"),
            row.get("icon"),
        )
        for row in result.dicts()
    ]


def search_words(posted: MultiDict[str, str] | Mapping[str, str], fields: Iterable[Field]) -> dict[str, str]:
    return {one.argument: posted.get(f"_search_{one.name}") or "" for one in fields if one.searches}
