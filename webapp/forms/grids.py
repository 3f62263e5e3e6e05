"""Rows of a grid field (an argument that is an array of a composite type): asked, and read when they were sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.catalog import Attribute
from webapp.database.batch import Result
from webapp.database.literals import grid_text
from webapp.forms.fields import Field, inputmode_of, widget_of
from webapp.forms.options import Option, lookup_options
from webapp.forms.values import editable, normal, text_of
from webapp.forms.view import FormView

BLANK_ROWS = 3
GRID_ROWS = 500


@dataclass(slots=True)
class Cell:
    """One cell of a grid row."""

    name: str
    id: str
    label: str
    widget: str
    value: str
    required: bool = False
    error: str = ""
    inputmode: str = ""
    options: list[Option] = field(default_factory=list)


@dataclass(slots=True)
class GridRow:
    """A row of a grid: what is only shown, what is hidden, what is asked."""

    number: int
    shown: list[tuple[str, Any]]
    cells: list[Cell]
    error: str = ""


def fill_grid(view: FormView, one: Field, posted: MultiDict[str, str] | None, result: Result | None) -> None:
    """The rows: those that are known, those that were sent, and blank ones where rows may be added."""
    assert one.type.element is not None
    attributes = one.type.element.attributes
    names = {a.name for a in attributes}
    labels = {a.name: _label(view, a) for a in attributes}
    shown_columns = [c for c in (result.columns if result else ()) if c not in names and not c.startswith("_")]
    one.fixed = bool(shown_columns) if result is not None else posted is not None and f"{one.name}-fixed" in posted
    known = result.dicts() if result else []
    for number in range(_count(one, posted, len(known))):
        base = known[number] if number < len(known) else {}
        made = [_cell(view, one, number, a, labels[a.name], base.get(a.name), posted) for a in attributes]
        one.rows.append(GridRow(number, [(column, base.get(column)) for column in shown_columns], made))


def _count(one: Field, posted: MultiDict[str, str] | None, known: int) -> int:
    if posted is None:
        return known if one.fixed else known + BLANK_ROWS
    asked = posted.get(f"{one.name}-n") or ""
    count = min(max(known, int(asked) if asked.isdecimal() and len(asked) < 6 else 0), GRID_ROWS)
    return count + BLANK_ROWS if posted.get("_add") == one.name else count


def _cell(
    view: FormView,
    one: Field,
    number: int,
    attribute: Attribute,
    label: str,
    known: Any,
    posted: MultiDict[str, str] | None,
) -> Cell:
    name = f"{one.name}-{number}-{attribute.name}"
    options = lookup_options(view.catalog, attribute.type, view.language)
    widget = widget_of(attribute.type, False, bool(options), False)
    if attribute.type.is_reference and one.fixed:
        widget = "hidden"
    elif widget == "checkbox" and one.fixed and posted is None and known is None:
        widget = ""  # a known row without this choice
    if posted is not None and (name in posted or widget == "checkbox"):
        value = posted.get(name) or ""
    else:
        value = editable(text_of(known), attribute.type, view.language)
    return Cell(
        name=name,
        id=f"{one.id}-{number}-{attribute.name}",
        label=label,
        widget=widget,
        value=value,
        inputmode=inputmode_of(attribute.type, widget),
        options=options,
    )


def _label(view: FormView, attribute: Attribute) -> str:
    """A text of the function, the comment of the attribute, the common labels."""
    language = view.language
    return (
        view.catalog.find_text(language, f"{view.function.qualified}.column.{attribute.name}")
        or (attribute.title if language == "ru" else "")
        or view.catalog.label(view.function, attribute.name, "column", attribute.type, language)
    )


def read_grid(one: Field, posted: MultiDict[str, str]) -> tuple[str, list[int]]:
    """The filled rows as a literal, and the numbers they have on the page."""
    assert one.type.element is not None
    attributes = one.type.element.attributes
    rows: list[list[str | None]] = []
    sent = []
    for row in one.rows:
        line: list[str | None] = []
        typed = False
        for attribute, cell in zip(attributes, row.cells, strict=True):
            raw = posted.get(cell.name) or ""
            if cell.widget == "checkbox":
                line.append("true" if raw else "false")
                typed = typed or bool(raw) or one.fixed  # taking the tick off a known row is an answer
                continue
            text = normal(raw, attribute.type, cell.widget)
            line.append(text or None)
            typed = typed or bool(text and cell.widget != "hidden")
        if typed:
            rows.append(line)
            sent.append(row.number)
    return (grid_text(rows) if rows else ""), sent
