"""A field of a form: an argument with its label, widget, value and error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from webapp.catalog import Argument, Catalog, Function, Type, constant
from webapp.database.batch import Result
from webapp.forms.options import Option, lookup_options, options_of
from webapp.forms.values import MULTIPLE_FILES, NUMBERS

CARRIED = "carried"
_AUTOCOMPLETE = {
    "email": "email",
    "tel": "tel",
    "login": "username",
    "password": "current-password",
    "new-password": "new-password",
    "code": "one-time-code",
}


@dataclass(slots=True)
class Field:
    """An argument as a form asks for it."""

    name: str
    argument: str
    id: str
    label: str
    widget: str
    type: Type
    required: bool
    hint: str = ""
    placeholder: str = ""
    value: str = ""
    values: list[str] = field(default_factory=list)
    error: str = ""
    options: list[Option] = field(default_factory=list)
    search: str = ""
    searches: bool = False
    depends: tuple[str, ...] = ()
    options_function: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    unit: str = ""
    pattern: str = ""
    step: str = ""
    accept: str = ""
    multiple: bool = False
    maxlength: int = 0
    rows: list[Any] = field(default_factory=list)
    parts: list[Field] = field(default_factory=list)
    group: str = ""
    note: str = ""
    fixed: bool = False
    focus: bool = False
    mark: str = ""

    @property
    def described(self) -> str | None:
        """ids for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.hint else []
        if self.note:
            ids.append(f"{self.id}-note")
        if self.error:
            ids.append(f"{self.id}-error")
        return " ".join(ids) or None

    @property
    def free(self) -> bool:
        """Whether nothing is said by calling it optional: it has to be filled in, has an answer already, or offers none."""
        return self.required or self.widget in {"rating", "grid"} or (self.widget == "choice" and bool(self.chosen))

    @property
    def grouped(self) -> list[tuple[str | None, list[Option]]]:
        groups: dict[str | None, list[Option]] = {}
        for option in self.options:
            groups.setdefault(option.group, []).append(option)
        return list(groups.items())

    @property
    def chosen(self) -> set[str]:
        return set(self.values) if self.values else ({self.value} if self.value else set())

    @property
    def code(self) -> str:
        """`p_values.floors_max` → floors_max"""
        return self.argument.rpartition(".")[2]

    @property
    def grouped_parts(self) -> list[tuple[str, list[Field]]]:
        """Fields that are rows, under their headings in the order they came."""
        groups: dict[str, list[Field]] = {}
        for part in self.parts:
            groups.setdefault(part.group, []).append(part)
        return list(groups.items())


def blank_field(
    argument: Argument,
    label: str,
    hint: str,
    placeholder: str,
    *,
    unit: str = "",
    has_options: bool = False,
    choice: bool = False,
) -> Field:
    """The field of an argument with nothing in it."""
    type_ = argument.type
    widget = widget_of(type_, argument.required, has_options, choice)
    return Field(
        name=argument.parameter,
        argument=argument.name,
        id=argument.parameter.replace("_", "-"),
        label=label,
        widget=widget,
        type=type_,
        required=argument.required or "required" in type_.tags,
        hint=hint,
        placeholder=placeholder or type_.tags.get("placeholder", ""),
        value=constant(argument.default) or "",
        autocomplete=_AUTOCOMPLETE.get(widget, "off" if widget == "search" else ""),
        inputmode=inputmode_of(type_, widget),
        unit=unit,
        pattern=type_.tags.get("pattern", ""),
        accept=accept_of(widget),
        multiple=widget in MULTIPLE_FILES,
    )


def widget_of(type_: Type, required: bool, has_options: bool, choice: bool) -> str:
    """The widget by type. A boolean that must be answered is asked by two radio buttons, not by a box."""
    if type_.is_grid:
        return "grid"
    if has_options:
        if type_.base == "array":
            return "checks"
        return "choice" if choice else "select"
    tagged = type_.tags.get("widget")
    if tagged:
        return tagged
    return {
        "bool": "yesno" if required else "checkbox",
        "date": "date",
        "timestamptz": "datetime-local",
        "timestamp": "datetime-local",
        "time": "time",
        "array": "lines",
    }.get(type_.base, "number" if type_.base in NUMBERS else "text")


def inputmode_of(type_: Type, widget: str) -> str:
    if widget == "code":
        return "numeric"
    if widget == "number":
        return "numeric" if type_.base.startswith("int") else "decimal"
    return ""


def accept_of(widget: str) -> str:
    return {
        "photo": "image/*",
        "photos": "image/*",
        "file": "image/*,application/pdf",
        "files": "image/*,application/pdf",
        "table": ".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }.get(widget, "")


def filter_fields(
    catalog: Catalog,
    function: Function,
    names: Sequence[str],
    given: Mapping[str, str],
    results: Mapping[str, Result],
    language: str,
) -> list[Field]:
    """The filters of a list: never required, never prefilled by a default."""
    made = []
    for name in names:
        argument = function.argument(name)
        if argument is None:
            continue
        key = f"options:{function.name}:{name}"
        options = options_of(results[key]) if key in results else lookup_options(catalog, argument.type, language)
        model = blank_field(
            argument,
            catalog.label(function, name, "field", argument.type, language),
            catalog.tag_text(function, "hint", name, language),
            catalog.tag_text(function, "placeholder", name, language),
            unit=catalog.unit(language, argument.type),
            has_options=key in results or bool(options),
        )
        model.required = False
        model.options = options
        model.id = f"{function.slug}-{model.id}"
        model.value = given.get(argument.parameter, "")
        if model.widget in {"checks", "choice"}:
            model.widget = "select"
        if model.widget == "yesno":
            model.widget = "checkbox"
        made.append(model)
    return made


def copy_of(model: Field) -> Field:
    made = Field(**{name: getattr(model, name) for name in Field.__slots__})
    made.options, made.values, made.rows, made.parts = [], [], [], []
    return made
