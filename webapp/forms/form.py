"""One showing of a form: filled, read when it was sent, refused at the field it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from webapp.database.batch import Result
from webapp.database.literals import array_text
from webapp.forms.attributes import WIDGET as ATTRIBUTES
from webapp.forms.attributes import fill_attributes, read_attributes
from webapp.forms.fields import Field, copy_of
from webapp.forms.grids import fill_grid, read_grid
from webapp.forms.options import lookup_options, options_of
from webapp.forms.values import (
    FILE_WIDGETS,
    SECRET_WIDGETS,
    beyond,
    editable,
    is_uuid,
    normal,
    text_of,
    told,
    wrong_text,
)
from webapp.forms.view import FormView


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
        self.lost_files: list[str] = []
        self.submit_word = ""
        self.chosen: Any = None
        self.about: list[str] = []  # what the ids of the address are called, on a page of its own
        self.trial = ""  # where what is typed is tried, and the pages it may be tried on
        self.trial_pages: list[tuple[str, str]] = []
        self.over = False  # nothing to send any more
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
        return self.submit_word or self.view.submit

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
        carried: str | None = None,
    ) -> None:
        """Fill the fields: what was posted wins, then the address, then the prefill, then the default.

        `given`: arguments of the address by SQL name. An id in the address is not asked again, nor is
        what the form needs to be shown at all (`@needs`). `carried`: the version of
        what the id names, for the arguments that nobody sees.
        """
        for name, model in self.view.fields.items():
            one = copy_of(model)
            one.depends = tuple(other for other in one.depends if other not in self.view.needs or not given.get(other))
            self._offer(one, results.get(f"options:{self.view.function.name}:{name}"))
            one.search = searches.get(name, "")
            from_url = given.get(name, "")
            if from_url and (one.type.is_reference or name in self.view.needs) and not one.options:
                value = (posted.get(one.name) if posted is not None else None) or from_url
                self.hidden.append((one.name, value))
                continue
            if one.type.is_reference and not one.options_function and not one.required:
                continue  # an id that nobody can choose is not asked for
            if one.widget == "grid":
                fill_grid(self.view, one, posted, results.get(f"rows:{self.view.function.name}:{name}"))
            elif one.widget == ATTRIBUTES:
                rows = results.get(f"rows:{self.view.function.name}:{name}")
                fill_attributes(self.view.catalog, self.view.language, one, posted, rows)
            elif posted is not None:
                self._as_typed(one, posted)
            else:
                self._as_known(one, from_url, prefill.get(name, prefill.get(one.name)))
            if one.widget in {"select", "lookup"} and one.value and one.options:
                known = {option.value for option in one.options}
                if one.value not in known and not one.searches:
                    one.value = ""
            self._fields[name] = one
            self.fields.append(one)
        for argument in self.view.carried:
            value = (
                (posted.get(argument.parameter) if posted is not None else given.get(argument.name)) or carried or ""
            )
            if value:
                self.hidden.append((argument.parameter, value))
        self._mark()

    def _offer(self, one: Field, result: Result | None) -> None:
        if one.widget not in {"select", "choice", "checks", "lookup"}:
            return
        if one.options_function:
            one.options = options_of(result)
        else:
            one.options = lookup_options(self.view.catalog, one.type, self.view.language)

    def _as_typed(self, one: Field, posted: MultiDict[str, str]) -> None:
        if one.widget in FILE_WIDGETS:
            one.values = [item for item in posted.getlist(one.name) if is_uuid(item)]
            return
        one.values = posted.getlist(one.name)
        one.value = one.values[0] if one.values and one.widget not in SECRET_WIDGETS else ""

    def _as_known(self, one: Field, from_url: str, prefilled: Any) -> None:
        value = editable(from_url, one.type, self.view.language) if from_url else ""
        if not value:
            if isinstance(prefilled, list):
                one.values = [text_of(item) for item in prefilled]
            elif prefilled is not None:
                value = editable(text_of(prefilled), one.type, self.view.language)
        if value:
            one.value = value
        if one.widget == "checks" and not one.values and from_url:
            one.values = from_url.strip("{}").split(",")

    def _mark(self) -> None:
        """What is said of few fields is marked: required or optional ones, whichever are fewer."""
        asked = [one for one in self.fields if one.widget != "checkbox"]
        required = sum(1 for one in asked if one.required)
        marked = 0 < required < len(asked) - required
        if not required and len(asked) > 1:
            return  # nothing is asked for: the form as a whole says so
        for one in asked:
            one.mark = ("required" if one.required else "") if marked else ("" if one.free else "optional")

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
                elif beyond(text, one.type):
                    self.refuse(name, wrong_text(t, one.type))
                    continue
                values[name] = text
            elif one.required:
                key = "check.required_choice" if one.options or one.widget in {"yesno", "rating"} else "check.required"
                if one.widget in FILE_WIDGETS:
                    key = "check.required_file"
                self.refuse(name, t(key))
        return values

    def _read_one(self, one: Field, posted: MultiDict[str, str]) -> str:
        if one.widget == "grid":
            text, self._sent_rows[one.argument] = read_grid(one, posted)
            return text
        if one.widget == ATTRIBUTES:
            return read_attributes(one, posted)
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

    # -- refusing

    def refuse(self, argument: str, text: str, row: int | None = None, column: str | None = None) -> None:
        """Put a sentence at its field; `row` counts the sent rows from 1."""
        one = self._fields.get(argument) or self._fields.get(f"p_{argument}") or self._part(argument)
        if one is None and row is not None:
            one, column = self._grid_with(argument.removeprefix("p_")), argument.removeprefix("p_")
        if one is None:
            self.message = self.message or text
        elif row is None or one.widget != "grid" or not self._refuse_row(one, text, row, column):
            self._wrong(one, text)

    def _wrong(self, one: Field, text: str) -> None:
        one.error = text
        place = f"{one.id}-0" if one.widget in {"choice", "checks", "yesno", "rating"} else one.id
        self.errors.append((place, f"{one.label}: {text}" if one.label else text))

    def look_at(self, code: str) -> None:
        """Puts the cursor into a field: `floors_max` is the argument p_floors_max, or the attribute of that code."""
        for one in self.fields:
            for part in (one, *one.parts):
                part.focus = part.argument in {code, f"p_{code}"} or part.argument.rpartition(".")[2] == code

    def _part(self, argument: str) -> Field | None:
        """The field of `p_values.code`."""
        whole = self._fields.get(argument.partition(".")[0])
        return next((part for part in whole.parts if part.argument == argument), None) if whole else None

    def _grid_with(self, column: str) -> Field | None:
        """The grid that has such a column."""
        for one in self._fields.values():
            if one.rows and any(cell.name.rpartition("-")[2] == column for cell in one.rows[0].cells):
                return one
        return None

    def _refuse_row(self, one: Field, text: str, row: int, column: str | None) -> bool:
        sent = self._sent_rows.get(one.argument, [])
        number = sent[row - 1] if 0 < row <= len(sent) else row - 1
        found = next((grid_row for grid_row in one.rows if grid_row.number == number), None)
        if found is None:
            return False
        target = next((c for c in found.cells if column and c.name.endswith(f"-{column}")), None)
        if target is not None:
            target.error = text
            self.errors.append((target.id, f"{target.label}: {text}"))
        else:
            found.error = text
            self.errors.append((found.cells[0].id, text))
        return True

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
            lines.extend((part.label, part.value) for part in one.parts if part.value)
            chosen = one.chosen
            if not chosen or one.parts:
                continue
            words = [option.label for option in one.options if option.value in chosen] or [
                told(one.value, one.widget, self.view.language)
            ]
            lines.append((one.label, ", ".join(words)))
        return lines
