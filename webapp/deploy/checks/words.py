"""Words: a Russian and an English text for whatever is shown, refusals with their sentences, jobs that exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from webapp.deploy.checks.ground import CYRILLIC, PAGING, Check, Function, text_place
from webapp.deploy.source import ROUTINES

Place = tuple[str, int] | Callable[[], tuple[str, int]]
_REFUSE = re.compile(r"cabinet\.refuse\(\s*(?:p_code\s*=>\s*)?'([^']+)'")


def words(self: Check) -> None:
    """Every exposed object, argument and column has a Russian text; what is stock an English one too."""
    previews = {
        f"{one.row.schema}.{value}" for one in self.functions.values() for value in one.comment.values("preview")
    }
    for one in self.functions.values():
        cabinet = self.cabinets.get(one.row.schema)
        if cabinet is None or one.item is None or one.row.of_trigger or not (one.action or one.rows):
            continue
        shown = one.name not in self.helpers
        if not shown and one.name not in previews:
            continue
        stock = one.item.stock
        if shown:
            _english(self, stock, one.place, one.name, one.comment.title)
            _english(self, stock, one.place, f"{one.name}.help", one.comment.help)
        for key in ("submit", "confirm", "empty"):
            for value in one.comment.values(key):
                _english(self, stock, partial(one.place, f"@{key}"), f"{one.name}.{key}", value)
        for key in ("hint", "placeholder"):
            for argument, value in one.comment.named(key).items():
                _english(self, stock, partial(one.place, f"@{key} {argument}"), f"{one.name}.{key}.{argument}", value)
        if shown:
            fields = one.comment.named("field")
            for argument, type_name in one.arguments.items():
                from_url = (
                    not one.action
                    and argument not in one.comment.words("filter") + one.comment.words("tabs")
                    and one.comment.values("kind") != ["form"]
                )
                if argument in PAGING or from_url or argument in one.comment.words("needs"):
                    continue
                _label(self, one, "field", argument, type_name, fields.get(argument, ""), stock)
        labels = one.comment.named("column")
        if not one.action:
            for column, type_name in one.columns.items():
                if not column.startswith("_"):
                    _label(self, one, "column", column, type_name, labels.get(column, ""), stock)
    for page in self.session.rows(
        "select p.cabinet || '.' || p.page as name, p.title, p.menu_group from cabinet.pages as p"
    ):
        item = self.work.sources.items.get(f"page {page.name}")
        if item is None:
            continue
        where = (item.path, item.line)
        _english(self, item.stock, where, f"page.{item.name}", page.title)
        if page.menu_group and (f"group.{page.menu_group}", "ru") not in self.texts:
            _english(self, item.stock, where, f"group.{page.menu_group}", page.menu_group)
    for cabinet in self.cabinets.values():
        _english(self, cabinet.stock, (cabinet.path, cabinet.line), cabinet.name, cabinet.title)
    for unit in sorted(self.units):
        _english(self, True, ("", 0), f"unit.{unit}", unit)
    spoken = ("ui", "refusal", "label", "said")  # looked up by key alone: both languages, always
    for (key, language), text in self.texts.items():
        if language == "ru" and (key, "en") not in self.texts and CYRILLIC.search(text):
            found = text_place(self, key)
            if found[0].startswith("sql/"):
                self.problem(found, f"the text {key} has no English row")
        elif language == "en" and (key, "ru") not in self.texts and key.partition(".")[0] in spoken:
            self.problem(text_place(self, key), f"the text {key} has no Russian row")


def _english(self: Check, stock: bool, place: Place, key: str, russian: str) -> None:
    if stock and CYRILLIC.search(russian) and (key, "en") not in self.texts:
        self.problem(
            place() if callable(place) else place,
            f"no English text {key} for «{_short(russian)}»",
            "a row in sql/texts/en/",
        )


def _label(self: Check, one: Function, part: str, argument: str, type_name: str, spoken: str, stock: bool) -> None:
    bare = argument.removeprefix("p_")
    keys = (f"{one.name}.{part}.{argument}", f"label.{bare}", f"type.{type_name}")
    russian = (
        spoken
        or next((self.texts[key, "ru"] for key in keys if (key, "ru") in self.texts), "")
        or self.types.get(type_name, "")
    )
    if not russian:
        text = f"{one.name}: {'argument' if part == 'field' else 'column'} {argument} has no label"
        self.problem(one.place_of(argument), text, f"@{part} {argument} Слово, or the text label.{bare}")
    elif (
        stock
        and CYRILLIC.search(russian)
        and not any((key, "en") in self.texts for key in (keys[:2] if spoken else keys))
    ):
        wanted = keys[0] if spoken else keys[1]
        self.problem(
            one.place_of(argument), f"no English text {wanted} for «{_short(russian)}»", "a row in sql/texts/en/"
        )


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def refusals(self: Check) -> None:
    """Codes that SQL raises are registered, and registered codes have their sentence."""
    known = {row.code for row in self.session.rows("select code from cabinet.refusal_codes")}
    for code_ in sorted(known):
        if (f"refusal.{code_}", "ru") not in self.texts:
            self.problem(text_place(self, code_), f"the refusal {code_} has no text refusal.{code_}")
    for key, language in self.texts:
        if language == "ru" and key.startswith("refusal.") and key.removeprefix("refusal.") not in known:
            self.problem(text_place(self, key), f"{key} has no row in cabinet.refusal_codes")
    for item in self.work.sources.of_kind(*ROUTINES):
        text = item.definition.text
        for found in _REFUSE.finditer(text):
            if found.group(1) not in known:
                place = (item.path, item.definition.line_at(found.start(1)))
                self.problem(
                    place, f"{item.name} raises the refusal {found.group(1)}, which is not in cabinet.refusal_codes"
                )


def jobs(self: Check) -> None:
    """Whatever the worker is to run exists, and the worker may run it."""
    for row in self.session.rows(
        "select s.job, s.function_name as function, to_regproc(s.function_name) is not null as known, "
        "coalesce(has_function_privilege('sokol_worker', to_regproc(s.function_name)::oid, "
        "'execute'), false) as allowed "
        "from cabinet.schedules as s"
    ):
        function = self.functions.get(row.function)
        if not row.known:
            self.problem(("", 0), f"the job {row.job} runs {row.function}, which does not exist")
        elif not row.allowed and function:
            self.problem(
                function.place(), f"the job {row.job} runs {row.function}, which the worker may not", "@for worker"
            )
