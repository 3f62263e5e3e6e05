"""Forms from signatures: a field per argument, its widget by the type, required where there is no default.

A FormView is what release and language decide; a Form is one showing of it with values, options and errors. Everything
works by plain GET and POST: confirmation, preview, more grid rows and looking up options are steps of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from werkzeug.datastructures import FileStorage, MultiDict

from webapp.blocks import submit_label
from webapp.catalog import Argument, Attribute, Catalog, Function, Type, constant
from webapp.database.batch import Result, Statement, call
from webapp.database.conversion import to_text
from webapp.database.literals import array_text, grid_text

FILE_WIDGETS = frozenset({"photo", "photos", "file", "files", "csv"})
MULTIPLE_FILES = frozenset({"photos", "files"})
SECRET_WIDGETS = frozenset({"password", "new-password", "code"})
NUMBERS = frozenset({"int2", "int4", "int8", "numeric", "float4", "float8"})
BLANK_ROWS = 3
GRID_ROWS = 500

_AUTOCOMPLETE = {
    "email": "email",
    "tel": "tel",
    "login": "username",
    "password": "current-password",
    "new-password": "new-password",
    "code": "one-time-code",
}
_RUSSIAN_DATE = re.compile(r"^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$")
_NUMBER_NOISE = re.compile(r"[\s\u00a0\u202f]")


@dataclass(slots=True)
class Option:
    value: str
    label: str
    group: str | None = None
    hint: str | None = None
    icon: str | None = None


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
    rows: list[GridRow] = field(default_factory=list)
    fixed: bool = False
    focus: bool = False
    mark: str = ""

    @property
    def described(self) -> str | None:
        """ids for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.hint else []
        if self.error:
            ids.append(f"{self.id}-error")
        return " ".join(ids) or None

    @property
    def grouped(self) -> list[tuple[str | None, list[Option]]]:
        groups: dict[str | None, list[Option]] = {}
        for option in self.options:
            groups.setdefault(option.group, []).append(option)
        return list(groups.items())

    @property
    def chosen(self) -> set[str]:
        return set(self.values) if self.values else ({self.value} if self.value else set())


class FormView:
    """What a form is before anybody opens it."""

    def __init__(self, catalog: Catalog, function: Function, language: str) -> None:
        self.catalog = catalog
        self.function = function
        self.language = language
        self.title = catalog.title(function, language)
        self.help = catalog.said(language, f"{function.qualified}.help", function.comment.help)
        self.submit = submit_label(catalog, function, language)
        self.confirm = catalog.said(language, f"{function.qualified}.confirm", function.tags.get("confirm", ""))
        self.preview = function.tags.get("preview") or ""
        self.prefill = function.tags.get("prefill") or ""
        self.layer = function.tags.get("layer") or ""
        self.icon = function.tags.get("icon", "")
        self.style = function.tags.get("style") or "primary"
        self.rows = dict(function.comment.named.get("rows", {}))
        self.choices = set(function.words("choice"))
        self.fields = {a.name: self._field(a) for a in function.arguments}
        self.takes_files = any(f.widget in FILE_WIDGETS for f in self.fields.values())

    def _field(self, argument: Argument) -> Field:
        catalog, function, language = self.catalog, self.function, self.language
        options = function.comment.named.get("options", {}).get(argument.name, "")
        helper = catalog.function(function.schema, options) if options else None
        made = blank_field(
            argument,
            catalog.label(function, argument.name, "field", argument.type, language),
            catalog.tag_text(function, "hint", argument.name, language),
            catalog.tag_text(function, "placeholder", argument.name, language),
            has_options=bool(options) or bool(lookup_options(catalog, argument.type, language)),
            choice=argument.name in self.choices,
        )
        if helper is not None:
            made.options_function = helper.name
            made.searches = helper.argument("p_search") is not None
            if made.searches and made.widget == "select":
                made.widget = "lookup"
            ours = {a.name for a in function.arguments}
            made.depends = tuple(a.name for a in helper.arguments if a.name in ours and a.name != argument.name)
        made.id = f"{function.slug}-{made.id}"
        return made

    # -- what a showing asks the database

    def prefill_statement(self, values: Mapping[str, str]) -> Statement | None:
        return helper_statement(
            self.catalog, self.function.schema, self.prefill, f"prefill:{self.function.name}", values
        )

    def rows_statements(self, values: Mapping[str, str]) -> list[Statement]:
        made = [
            helper_statement(self.catalog, self.function.schema, name, f"rows:{self.function.name}:{argument}", values)
            for argument, name in self.rows.items()
        ]
        return [one for one in made if one is not None]

    def options_statements(self, values: Mapping[str, str], searches: Mapping[str, str]) -> list[Statement]:
        made = []
        for name, one in self.fields.items():
            if one.options_function:
                given = dict(values)
                given["p_search"] = searches.get(name, "")
                statement = helper_statement(
                    self.catalog,
                    self.function.schema,
                    one.options_function,
                    f"options:{self.function.name}:{name}",
                    given,
                )
                if statement is not None:
                    made.append(statement)
        return made


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


def blank_field(
    argument: Argument, label: str, hint: str, placeholder: str, *, has_options: bool = False, choice: bool = False
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
        required=argument.required,
        hint=hint,
        placeholder=placeholder or type_.tags.get("placeholder", ""),
        value=constant(argument.default) or "",
        autocomplete=_AUTOCOMPLETE.get(widget, "off" if widget == "search" else ""),
        inputmode=inputmode_of(type_, widget),
        unit=type_.tags.get("unit", ""),
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
        "csv": ".csv,text/csv",
    }.get(widget, "")


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


def text_of(value: Any) -> str:
    """A database value as a field shows it for editing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (str, int, UUID)):
        return str(value)
    return to_text(value)


def editable(value: str, type_: Type, language: str) -> str:
    """A number with the language's decimal sign."""
    if type_.base in {"numeric", "float8", "float4"} and language == "ru":
        return value.replace(".", ",")
    return value


def normal(value: str, type_: Type, widget: str) -> str:
    """What a person typed as PostgreSQL reads it: decimal comma, spaces between digits, 22.11.2026, line ends."""
    value = value.replace("\r\n", "\n")
    if widget in SECRET_WIDGETS and widget != "code":
        return value
    if type_.base in NUMBERS:
        bare = _NUMBER_NOISE.sub("", value)
        if type_.tags.get("unit") and bare.endswith(type_.tags["unit"]):
            bare = bare[: -len(type_.tags["unit"])]
        return bare.replace(",", ".").replace("\u2212", "-")
    if type_.base == "date":
        found = _RUSSIAN_DATE.match(value)
        if found:
            day, month, year = found.groups()
            return f"{year}-{int(month):02d}-{int(day):02d}"
    return value.strip() if widget != "textarea" else value.strip("\n ")


@dataclass(slots=True)
class Stored:
    """A file kept from an earlier step of the same form."""

    id: str
    image: bool = True


class Form:
    """One showing of a form."""

    def __init__(self, view: FormView, *, url: str, method: str = "post", at: str = "") -> None:
        self.view = view
        self.url = url
        self.method = method
        self.at = at
        self.token = str(uuid4())
        self.fields: list[Field] = []
        self.hidden: list[tuple[str, str]] = []
        self.errors: list[tuple[str, str]] = []
        self.message = ""
        self.way_out: tuple[str, str] | None = None
        self.step = "form"
        self.confirm_text = view.confirm
        self.preview: Any = None
        self.restored = False
        self._fields: dict[str, Field] = {}
        self._sent_rows: dict[str, list[int]] = {}

    # attributes that templates read of the view
    @property
    def title(self) -> str:
        return self.view.title

    @property
    def help(self) -> str:
        return self.view.help

    @property
    def submit(self) -> str:
        return self.view.submit

    @property
    def icon(self) -> str:
        return self.view.icon

    @property
    def style(self) -> str:
        return self.view.style

    @property
    def id(self) -> str:
        return f"form-{self.view.function.slug}"

    @property
    def multipart(self) -> bool:
        return self.view.takes_files

    @property
    def asks_nothing(self) -> bool:
        return not self.fields

    def field(self, argument: str) -> Field | None:
        return self._fields.get(argument)

    # -- building

    def build(
        self,
        given: Mapping[str, str],
        prefill: Mapping[str, Any],
        posted: MultiDict[str, str] | None,
        results: Mapping[str, Result],
        searches: Mapping[str, str],
    ) -> None:
        """Fill the fields: what was posted wins, then the address, then the prefill, then the default.

        `given`: arguments of the address by SQL name. An id in the address is not asked again.
        """
        view, language = self.view, self.view.language
        for name, model in view.fields.items():
            one = _copy(model)
            result = results.get(f"options:{view.function.name}:{name}")
            if one.widget in {"select", "choice", "checks", "lookup"}:
                one.options = options_of(result) if one.options_function else lookup_options(
                    view.catalog, one.type, language
                )  # fmt: skip
            one.search = searches.get(name, "")
            from_url = given.get(name, "")
            if from_url and one.type.is_reference and not one.options:
                value = (posted.get(one.name) if posted is not None else None) or from_url
                self.hidden.append((one.name, value))
                continue
            if one.widget == "grid":
                self._grid(one, posted, results.get(f"rows:{view.function.name}:{name}"))
            elif posted is not None and one.widget in FILE_WIDGETS:
                one.values = [item for item in posted.getlist(one.name) if is_uuid(item)]
            elif posted is not None:
                one.values = posted.getlist(one.name)
                one.value = one.values[0] if one.values else ""
                if one.widget in SECRET_WIDGETS:
                    one.value = ""
            else:
                value = from_url
                if not value:
                    raw = prefill.get(name, prefill.get(one.name))
                    if isinstance(raw, list):
                        one.values = [text_of(item) for item in raw]
                    elif raw is not None:
                        value = editable(text_of(raw), one.type, language)
                if value:
                    one.value = value
                if one.widget == "checks" and not one.values and from_url:
                    one.values = from_url.strip("{}").split(",")
            if one.widget in {"select", "lookup"} and one.value and one.options:
                known = {option.value for option in one.options}
                if one.value not in known and not one.searches:
                    one.value = ""
            self._fields[name] = one
            self.fields.append(one)
        self._mark()

    def _mark(self) -> None:
        """What is said of few fields is marked: required or optional ones, whichever are fewer."""
        asked = [one for one in self.fields if one.widget != "checkbox"]
        required = sum(1 for one in asked if one.required)
        marked = 0 < required < len(asked) - required
        for one in asked:
            one.mark = ("required" if one.required else "") if marked else ("" if one.required else "optional")

    def _grid(self, one: Field, posted: MultiDict[str, str] | None, result: Result | None) -> None:
        assert one.type.element is not None
        attributes = one.type.element.attributes
        language = self.view.language
        names = {a.name for a in attributes}
        labels = {a.name: self._grid_label(a) for a in attributes}
        shown_columns = [c for c in (result.columns if result else ()) if c not in names and not c.startswith("_")]
        one.fixed = result is not None and bool(shown_columns)
        known = result.dicts() if result else []
        count = len(known)
        if posted is not None:
            asked = posted.get(f"{one.name}-n") or ""
            count = min(max(count, int(asked) if asked.isdigit() else 0), GRID_ROWS)
            if posted.get("_add") == one.name:
                count += BLANK_ROWS
        elif not one.fixed:
            count += BLANK_ROWS
        for number in range(count):
            base = known[number] if number < len(known) else {}
            cells_ = []
            for attribute in attributes:
                name = f"{one.name}-{number}-{attribute.name}"
                widget = widget_of(
                    attribute.type, False, bool(lookup_options(self.view.catalog, attribute.type, language)), False
                )
                if attribute.type.is_reference and one.fixed:
                    widget = "hidden"
                if posted is not None and (name in posted or widget == "checkbox"):
                    value = posted.get(name) or ""
                else:
                    value = editable(text_of(base.get(attribute.name)), attribute.type, language)
                cells_.append(
                    Cell(
                        name=name,
                        id=f"{one.id}-{number}-{attribute.name}",
                        label=labels[attribute.name],
                        widget=widget,
                        value=value,
                        inputmode=inputmode_of(attribute.type, widget),
                        options=lookup_options(self.view.catalog, attribute.type, language),
                    )
                )
            shown = [(column, base.get(column)) for column in shown_columns]
            one.rows.append(GridRow(number, shown, cells_))

    def _grid_label(self, attribute: Attribute) -> str:
        """A text of the function, the comment of the attribute, the common labels."""
        view, language = self.view, self.view.language
        return (
            view.catalog.find_text(language, f"{view.function.qualified}.column.{attribute.name}")
            or (attribute.title if language == "ru" else "")
            or view.catalog.label(view.function, attribute.name, "column", attribute.type, language)
        )

    # -- reading

    def read(
        self, posted: MultiDict[str, str], given: Mapping[str, str], hash_password: Callable[[str], str]
    ) -> dict[str, str]:
        """The arguments of the call out of what was posted; empty ones are left out. Marks required fields left empty.
        Call after `build`."""
        t = self.view.catalog.translator(self.view.language)
        values: dict[str, str] = {}
        for name, value in self.hidden:
            argument = next((a for a in self.view.function.arguments if a.parameter == name), None)
            if argument is not None and value:
                values[argument.name] = value
        for name, one in self._fields.items():
            text = self._read_one(one, posted)
            if text:
                if one.widget == "new-password":
                    if len(text) < 8:
                        self.refuse(name, t("check.password_short"))
                        continue
                    text = hash_password(text)
                values[name] = text
            elif one.required:
                key = "check.required_choice" if one.options or one.widget in {"yesno", "rating"} else "check.required"
                if one.widget in FILE_WIDGETS:
                    key = "check.required_file"
                self.refuse(name, t(key))
        return values

    def _read_one(self, one: Field, posted: MultiDict[str, str]) -> str:
        if one.widget == "grid":
            return self._read_grid(one, posted)
        if one.widget in FILE_WIDGETS:
            kept = [item for item in posted.getlist(one.name) if is_uuid(item)]
            if one.multiple:
                return array_text(kept) if kept else ""
            return kept[0] if kept else ""
        if one.widget == "checkbox":
            return "true" if posted.get(one.name) else "false"
        if one.widget == "checks":
            chosen = [item for item in posted.getlist(one.name) if item]
            return array_text(chosen) if chosen else ""
        if one.widget == "lines":
            lines = [line.strip() for line in (posted.get(one.name) or "").splitlines() if line.strip()]
            return array_text(lines) if lines else ""
        return normal(posted.get(one.name) or "", one.type, one.widget)

    def _read_grid(self, one: Field, posted: MultiDict[str, str]) -> str:
        assert one.type.element is not None
        attributes = one.type.element.attributes
        rows: list[list[str | None]] = []
        sent = self._sent_rows[one.argument] = []
        for row in one.rows:
            line: list[str | None] = []
            typed = False
            for attribute, cell in zip(attributes, row.cells, strict=True):
                raw = posted.get(cell.name) or ""
                if cell.widget == "checkbox":
                    line.append("true" if raw else "false")
                    typed = typed or bool(raw)
                    continue
                text = normal(raw, attribute.type, cell.widget)
                line.append(text or None)
                if text and cell.widget != "hidden":
                    typed = True
            if typed:
                rows.append(line)
                sent.append(row.number)
        return grid_text(rows) if rows else ""

    # -- refusing

    def refuse(self, argument: str, text: str, row: int | None = None, column: str | None = None) -> None:
        """Put a sentence at its field; `row` counts the sent rows from 1."""
        one = self._fields.get(argument) or self._fields.get(f"p_{argument}")
        if one is None and row is not None:
            for candidate in self._fields.values():
                if (
                    candidate.widget == "grid"
                    and candidate.rows
                    and any(
                        cell.name.rpartition("-")[2] == argument.removeprefix("p_") for cell in candidate.rows[0].cells
                    )
                ):
                    one, column = candidate, argument.removeprefix("p_")
                    break
        if one is None:
            self.message = self.message or text
            return
        if row is not None and one.widget == "grid":
            sent = self._sent_rows.get(one.argument, [])
            number = sent[row - 1] if 0 < row <= len(sent) else row - 1
            for grid_row in one.rows:
                if grid_row.number == number:
                    target = next((c for c in grid_row.cells if column and c.name.endswith(f"-{column}")), None)
                    if target is not None:
                        target.error = text
                        self.errors.append((target.id, f"{target.label}: {text}"))
                    else:
                        grid_row.error = text
                        self.errors.append((grid_row.cells[0].id, text))
                    return
        one.error = text
        self.errors.append(
            (
                one.id if one.widget not in {"choice", "checks", "yesno", "rating"} else f"{one.id}-0",
                f"{one.label}: {text}",
            )
        )

    @property
    def refused(self) -> bool:
        return bool(self.errors or self.message)

    def summary(self) -> list[tuple[str, str]]:
        """What was filled in, in words, for the confirmation step."""
        lines = []
        for one in self.fields:
            if one.widget in SECRET_WIDGETS or one.widget == "grid":
                continue
            if one.widget in FILE_WIDGETS:
                if one.values:
                    lines.append((one.label, str(len(one.values))))
                continue
            chosen = one.chosen
            if not chosen:
                continue
            words = [option.label for option in one.options if option.value in chosen] or [one.value]
            lines.append((one.label, ", ".join(words)))
        return lines


def _copy(model: Field) -> Field:
    made = Field(**{name: getattr(model, name) for name in Field.__slots__})
    made.options, made.values, made.rows = [], [], []
    return made


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def files_of(files: MultiDict[str, FileStorage], name: str) -> list[FileStorage]:
    """The files really chosen in a field."""
    return [item for item in files.getlist(name) if item and item.filename]


def search_words(posted: MultiDict[str, str] | Mapping[str, str], fields: Iterable[Field]) -> dict[str, str]:
    return {one.argument: posted.get(f"_search_{one.name}") or "" for one in fields if one.searches}


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
