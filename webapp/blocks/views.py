"""What one release, one language and one frame decide of a block: labels, formatters, order of columns, its select."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from webapp import cells
from webapp.catalog import Argument, Catalog, Function, Type
from webapp.cells import Formatter, Look
from webapp.database.batch import Statement, call_text

KINDS = (
    "list", "cards", "card", "tiles", "form", "thread", "timeline", "steps", "article", "gallery", "catalogue",
    "board", "calendar", "chart",
)  # fmt: skip
SPREADING = frozenset({"list", "card"})  # where a column of attributes stands as columns of its own
PAGED_KINDS = frozenset({"list", "cards"})
DEFAULT_LIMIT = 20
CALENDAR_ARGUMENTS = frozenset({"p_from", "p_to"})
LAYER_ARGUMENTS = frozenset({"p_sort", "p_limit", "p_offset"})

_MOST_KEPT = 200
CellTemplate = Callable[[Function, str, Type], "Callable[[Any], Markup] | None"]


@dataclass(slots=True)
class ColumnView:
    """A shown column: label, formatter, and how it stands."""

    name: str
    label: str
    type: Type
    format: str
    css: str
    bold: bool
    show: Formatter
    calm: Formatter
    sortable: bool
    td: str = ""
    fact: str = ""
    pair: str = ""


class BlockView:
    """All of a block that one release, one language and one frame decide."""

    def __init__(
        self, catalog: Catalog, function: Function, language: str, compact: bool, template: CellTemplate | None = None
    ) -> None:
        self.catalog = catalog
        self.function = function
        self.language = language
        self.compact = compact
        self.name = function.name
        self.kind = function.kind if function.kind in KINDS else "list"
        self.title = catalog.title(function, language)
        self.help = catalog.said(language, f"{function.qualified}.help", function.comment.help)
        self.empty = catalog.said(language, f"{function.qualified}.empty", function.tags.get("empty", ""))
        self.hide_empty = "hide_empty" in function.tags
        self.offline = function.tags.get("offline", "")
        self.icon = function.tags.get("icon", "")
        self.fold = function.tags.get("fold")
        self.needs = function.words("needs")
        self.until = function.words("until")
        self.filters = function.words("filter")
        self.tabs = (function.words("tabs") or [""])[0]
        self.reply = function.tags.get("reply")
        self.bulk = function.words("bulk")
        self.version = function.tags.get("version")
        self.lanes = function.tags.get("lanes", "")
        self.chart = function.tags.get("chart", "bar")
        self.live = int(function.tags.get("live") or 0) if (function.tags.get("live") or "0").isdigit() else 0
        self.personal = "personal" in function.tags
        self.export = (self.kind == "list" and function.tags.get("export") != "no") or function.tags.get("export") == ""
        limit = function.tags.get("limit") or ""
        self.limit = int(limit) if limit.isdigit() else DEFAULT_LIMIT
        self.sorts_itself = {"p_limit", "p_offset"} <= {a.name for a in function.arguments}
        self.paged = self.kind in PAGED_KINDS
        self._cell_template = template
        self._plans: dict[tuple[str, ...], Plan] = {}
        self._statements: dict[int | None, Statement] = {}
        self.heads: dict[bool, Markup] = {}
        self._kept: dict[Any, Markup] = {}
        bold = function.words("bold")
        self.columns = [
            self.column(c.name, c.type, c.name in bold) for c in function.columns if not c.name.startswith("_")
        ]
        self.bold = [name for name in bold if any(c.name == name for c in self.columns)]
        heading = self.bold[0] if self.bold else (self.columns[0].name if self.columns else "")
        self.heading_name = heading
        for column in self.columns:
            self.dress(column)
        self.spreads = frozenset(c.name for c in self.columns if c.format == "attributes" and self.kind in SPREADING)
        self.apart: dict[Any, BlockView] = {}
        own = LAYER_ARGUMENTS | (CALENDAR_ARGUMENTS if self.kind == "calendar" else frozenset())
        self.arguments = {a.name: a for a in function.arguments if a.name not in own}
        # What decides its HTML are its rows and the day alone: no address, no minute, no form is in it.
        self.keepable = self.kind in {"card", "cards", "article"} and not (
            self.filters
            or self.tabs
            or self.reply
            or self.live
            or self.bulk
            or any(c.format == "due" for c in self.columns)
        )

    def dress(self, column: ColumnView) -> None:
        """The markup around its cells. On a phone a row is a card: the heading stands on top, columns that are not bold
        give way."""
        folded = self.bold and column.name.partition(".")[0] not in self.bold
        place = ("head" if column.name == self.heading_name else "", "fold-away" if folded else "")
        column.css = " ".join(part for part in (column.css, *place) if part)
        classes = f' class="{column.css}"' if column.css else ""
        label = escape(column.label)
        column.td = f'<td role="cell"{classes} data-label="{label}">'
        weight = (" fact-main" if column.bold else "") + (" fact-wide" if "wide" in column.css else "")
        name = f'<span class="fact-name">{label}</span>' if label else ""
        column.fact = f'<div class="fact{weight}">{name}<span class="fact-value">'
        word = f"<dt>{label}</dt>" if label else f'<dt class="visually-hidden">{escape(self.title)}</dt>'
        column.pair = f'<div class="fact{weight}">{word}<dd>'

    def column(self, name: str, type_: Type, bold: bool) -> ColumnView:
        look = look_of(self.catalog, type_, self.language, name, self.function.schema, self.compact)
        format_ = cells.format_of(look)
        css = " ".join(
            part
            for part in (
                "num" if format_ in cells.RIGHT_ALIGNED and self.kind == "list" else "",
                "main" if bold else "",
                "wide" if format_ in cells.WIDE else "",
            )
            if part
        )
        label = self.catalog.label(self.function, name, "column", type_, self.language)
        override = self._cell_template(self.function, name, type_) if self._cell_template else None
        show = _by_template(override) if override else cells.bind(look)
        calm = show
        if format_ == "due" and not override:
            calm = cells.bind(Look(**{**{s: getattr(look, s) for s in look.__slots__}, "format": "due-calm"}))
        sortable = type_.base not in {"row", "array", "json", "jsonb", "range"} or type_.base == "range"
        label = "" if label == "-" else label
        return ColumnView(name, label, type_, format_, css, bold, show, calm, sortable)

    @cached_property
    def sort_keys(self) -> frozenset[str]:
        if self.sorts_itself and "p_sort" not in {a.name for a in self.function.arguments}:
            return frozenset()
        return frozenset(c.name for c in self.columns if c.sortable)

    def forget_plans(self) -> None:
        self._plans = {}

    def plan(self, names: tuple[str, ...]) -> Plan:
        known = self._plans.get(names)
        if known is None:
            if len(self._plans) > 16:
                self._plans.clear()
            known = self._plans[names] = Plan(self, names)
        return known

    # -- HTML that was made before of the same rows

    def kept(self, key: Any) -> Markup | None:
        return self._kept.get(key)

    def keep(self, key: Any, html: Markup) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = html

    # -- what the batch asks

    def values_from(self, given: Mapping[str, str], arguments: Mapping[str, Argument] | None = None) -> dict[str, str]:
        """The arguments that the address gives, by their SQL names."""
        found = {}
        for name, argument in (arguments or self.arguments).items():
            value = given.get(argument.parameter)
            if value:
                found[name] = value
        return found

    def missing(self, values: Mapping[str, str]) -> list[str]:
        """Arguments without a default that the address does not give."""
        return [a.name for a in self.arguments.values() if a.required and a.name not in values]

    def shown_for(self, given: Mapping[str, str]) -> bool:
        """`@needs` and `@until` against the address."""
        if any(not given.get(name.removeprefix("p_")) for name in self.needs):
            return False
        return not (self.until and all(given.get(name.removeprefix("p_")) for name in self.until))

    def statement(
        self, values: Mapping[str, str], sort: str = "", page: int = 1, limit: int | None = None
    ) -> Statement:
        """The select of this block. Lists that do not sort and page themselves are wrapped; `limit` 0 means all."""
        if values or sort or page != 1:
            return self._statement(values, sort, page, limit)
        known = self._statements.get(limit)
        if known is None:
            known = self._statements[limit] = self._statement(values, sort, page, limit)
        return known

    def _statement(self, values: Mapping[str, str], sort: str, page: int, limit: int | None) -> Statement:
        wanted = self.limit if limit is None else limit
        arguments: dict[str, str | bytes | None] = dict(values)
        key = sort.removeprefix("-")
        if self.sorts_itself:
            if wanted:
                arguments["p_limit"] = str(wanted)
                arguments["p_offset"] = str((page - 1) * wanted)
            if key in self.sort_keys:
                arguments["p_sort"] = sort
            text, parameters = call_text(self.function.qualified, arguments)
            return Statement(self.name, "select * from " + text, parameters, self.function.shape)
        text, parameters = call_text(self.function.qualified, arguments)
        order = ""
        if key in self.sort_keys:
            order = f' order by f."{key}"' + (" desc nulls last" if sort.startswith("-") else " nulls last")
        if not wanted or not self.paged:
            return Statement(self.name, f"select f.* from {text} as f{order}", parameters, self.function.shape)
        window = f" limit {wanted} offset {(page - 1) * wanted}"
        total = "" if any(c.name == "_total" for c in self.function.columns) else ", count(*) over () as _total"
        sql = f"select f.*{total} from {text} as f{order}{window}"
        return Statement(self.name, sql, parameters, self.function.shape)


class Plan:
    """Where the columns of one answer stand."""

    __slots__ = ("badges", "data", "heading", "icons", "links", "names", "steer")

    def __init__(self, view: BlockView, names: tuple[str, ...]) -> None:
        self.names = {name: at for at, name in enumerate(names)}
        self.data = [(self.names[c.name], c) for c in view.columns if c.name in self.names]
        self.steer = {name[1:]: at for name, at in self.names.items() if name.startswith("_")}
        place = {c.name: number for number, (_at, c) in enumerate(self.data)}
        self.badges = [(place[n[6:]], at) for n, at in self.steer.items() if n.startswith("badge_") and n[6:] in place]
        self.icons = {place[n[5:]]: at for n, at in self.steer.items() if n.startswith("icon_") and n[5:] in place}
        self.links = [(place[n[5:]], at) for n, at in self.steer.items() if n.startswith("link_") and n[5:] in place]
        self.heading = place[view.bold[0]] if view.bold and view.bold[0] in place else 0


def look_of(
    catalog: Catalog, type_: Type, language: str, name: str = "", cabinet: str = "", compact: bool = False
) -> Look:
    """What binds a formatter to a column: the tags of its type, and for an id the page it opens here."""
    page = type_.tags.get("link") if type_.is_reference else None
    link = None
    if page and catalog.page(cabinet, page):
        link = f"{cabinet}/{page.replace('_', '-')}"
    format_ = type_.tags.get("format", "")
    if not format_ and type_.is_reference:
        format_ = "plain"
    return Look(
        format=format_,
        base=type_.base,
        unit=catalog.unit(language, type_),
        language=language,
        compact=compact,
        link=link,
        parameter=type_.noun if link else "",
        lookup=catalog.lookups.get(name, {}) if format_ == "badge" else {},
        text=catalog.translator(language),
    )


def _by_template(override: Callable[[Any], Markup]) -> Formatter:
    return lambda value, moment: override(value)
