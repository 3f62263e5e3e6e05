"""Templates: where they are looked for, and how a released one runs.

Order: the most specific name first; for each name a published row of `cabinet.templates` (run in a sandbox), then the
company's `site/templates`, then ours.
"""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    Template,
    TemplateError,
    TemplateNotFound,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from webapp import cells
from webapp.blocks import chart
from webapp.catalog import Catalog, Function, Type
from webapp.icons import icon

STOCK = Path(__file__).parent / "templates"
log = logging.getLogger("sokol.templates")


class Kit:
    """The macros of parts/kit.html for every template, without an import that each rendering would pay for."""

    def __init__(self, environment: Environment, development: bool) -> None:
        self._environment = environment
        self._development = development

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._environment.get_template("parts/kit.html").module, name)
        if not self._development:
            setattr(self, name, found)
        return found


class Rows(BaseLoader):
    """Rows of `cabinet.templates`; `read`: those that were asked for. Their lines in a traceback bear their names."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self.rows = rows
        self.read: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        if template not in self.rows:
            raise TemplateNotFound(template)
        self.read.add(template)
        return self.rows[template], row_file(template), None


def row_file(name: str) -> str:
    return f"<template {name}>"


class Sandbox(ImmutableSandboxedEnvironment):
    """Where templates that people edit run. A slip of the pen must not eat the memory: what `*` and `**` make has bounds."""

    intercepted_binops = frozenset({"*", "**"})
    most = 1_000_000

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            if not (isinstance(left, int | float) and isinstance(right, int | float) and abs(right) <= 64):
                raise SecurityError("the power is too large")
        else:
            for many, times in ((left, right), (right, left)):
                if hasattr(many, "__len__") and isinstance(times, int) and len(many) * times > self.most:
                    raise SecurityError(f"more than {self.most} repetitions")
        return super().call_binop(context, operator, left, right)


class Templates:
    """Our environment, and a sandboxed one per release for the rows of `cabinet.templates`."""

    def __init__(self, site: Path, development: bool, kept: Path) -> None:
        self.folders = [site / "templates", STOCK]
        self.development = development
        self.environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            auto_reload=development,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=800,
            bytecode_cache=_compiled(kept),
        )
        self.globals: dict[str, Any] = {
            "icon": icon,
            "badge": cells.badge,
            "none_cell": cells.EMPTY,
            "phone_link": cells.phone_link,
            "phone_text": cells.phone_text,
            "chart_sign": chart.legend,
            "chart_table": chart.table,
        }
        self.environment.globals.update(self.globals, kit=Kit(self.environment, development))

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """A template with a context that holds the globals already (frames.base_context): nothing is copied for it."""
        if template.environment is not self.environment:
            return template.render(context)
        try:
            return "".join(template.root_render_func(template.new_context(context, shared=True)))
        except Exception:
            return self.environment.handle_exception()  # raises it again, with the template's lines

    def sandbox(self, catalog: Catalog) -> Environment:
        if "sandbox" not in catalog.memo:
            made = Sandbox(
                loader=ChoiceLoader([Rows(catalog.templates), self.environment.loader]),  # type: ignore[list-item]
                autoescape=True,
                auto_reload=False,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            made.globals.update(self.globals, kit=Kit(made, self.development))
            catalog.memo["sandbox"] = made
        found: Environment = catalog.memo["sandbox"]
        return found

    def find(self, catalog: Catalog, candidates: tuple[str, ...]) -> Template | None:
        """The first candidate that exists and compiles."""
        key = ("template", candidates)
        if not self.development and key in catalog.memo:
            known: Template | None = catalog.memo[key]
            return known
        found = self._find(catalog, candidates)
        catalog.memo[key] = found
        return found

    def _find(self, catalog: Catalog, candidates: tuple[str, ...]) -> Template | None:
        for name in candidates:
            environments = [self.environment]
            if name in catalog.templates:
                environments.insert(0, self.sandbox(catalog))
            for environment in environments:
                try:
                    return environment.get_template(name)
                except TemplateNotFound:
                    continue
                except TemplateError as error:
                    log.error("template %s: %s", name, error)
        return None

    def get(self, catalog: Catalog, candidates: tuple[str, ...]) -> Template:
        found = self.find(catalog, candidates)
        if found is None:
            raise TemplateNotFound(candidates[-1])
        return found

    def where(self, catalog: Catalog, name: str) -> str | None:
        """Which of the three places a name is found in: 'row', 'site', 'stock'."""
        if name in catalog.templates:
            return "row"
        for folder, label in zip(self.folders, ("site", "stock"), strict=True):
            if (folder / name).is_file():
                return label
        return None

    def cell_override(
        self, catalog: Catalog, cabinet: str, language: str
    ) -> Callable[[Function, str, Type], Callable[[Any], Markup] | None]:
        """A template for one column, where there is one: `resident/cells/orders_list.state.html`,
        `resident/cells/state.html`, `cells/lib.state.html`."""

        def override(function: Function, column: str, type_: Type) -> Callable[[Any], Markup] | None:
            candidates = cell_candidates(cabinet, function.name, column, type_.name)
            if not any(self.where(catalog, name) for name in candidates):
                return None
            template = self.find(catalog, candidates)
            if template is None:
                return None
            t = catalog.translator(language)
            return lambda value: Markup(template.render(value=value, t=t))

        return override


def _compiled(folder: Path) -> FileSystemBytecodeCache | None:
    """What files of templates were compiled to, by their contents: a process that starts compiles only what has changed.
    A folder that cannot be written is no reason not to start. Rows of `cabinet.templates` are not kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def page_candidates(cabinet: str, name: str) -> tuple[str, ...]:
    return (f"{cabinet}/{name}.html", f"{cabinet}/page.html", "page.html")


def block_candidates(cabinet: str, name: str, kind: str) -> tuple[str, ...]:
    return (
        f"{cabinet}/blocks/{name}.html",
        f"{cabinet}/blocks/{kind}.html",
        f"blocks/{kind}.html",
        "blocks/list.html",
    )


def cell_candidates(cabinet: str, function: str, column: str, type_name: str) -> tuple[str, ...]:
    return (f"{cabinet}/cells/{function}.{column}.html", f"{cabinet}/cells/{column}.html", f"cells/{type_name}.html")
