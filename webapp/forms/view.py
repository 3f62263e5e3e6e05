"""What a form is before anybody opens it: decided by the release and the language alone."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.blocks import submit_label
from webapp.catalog import Argument, Catalog, Function
from webapp.database.batch import Statement
from webapp.forms.fields import CARRIED, Field, blank_field
from webapp.forms.options import helper_statement, lookup_options
from webapp.forms.values import FILE_WIDGETS


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
        self.needs = function.words("needs")
        self.layer = function.tags.get("layer") or ""
        self.icon = function.tags.get("icon", "")
        self.style = function.tags.get("style") or "primary"
        self.trial = function.words("trial")
        self.rows = dict(function.comment.named.get("rows", {}))
        self.choices = set(function.words("choice"))
        # The version of what an id names: it travels with the form and nobody sees it.
        self.carried = [a for a in function.arguments if a.type.tags.get("widget") == CARRIED]
        asked = sorted((a for a in function.arguments if a not in self.carried), key=lambda a: "last" in a.type.tags)
        self.fields = {a.name: self._field(a) for a in asked}
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
            unit=catalog.unit(language, argument.type),
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
