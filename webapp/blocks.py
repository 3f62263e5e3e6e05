"""Blocks: a STABLE function's rows made ready for the template of its kind.

What depends on the catalogue and the language alone (labels, formatters, order of columns) is worked out once per
release in a BlockView; what a request adds is a Block with Rows. Columns are found by name, never by position.
"""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from markupsafe import Markup, escape

from webapp import cells
from webapp.catalog import Argument, Catalog, Function, Type
from webapp.cells import Formatter, Look, Moment
from webapp.database.batch import Result, Statement, call_text
from webapp.icons import icon

if TYPE_CHECKING:
    from webapp.forms import Field

KINDS = (
    "list", "cards", "card", "tiles", "form", "thread", "timeline", "steps", "article", "gallery", "catalogue",
    "board", "calendar", "chart",
)  # fmt: skip
PAGED_KINDS = frozenset({"list", "cards"})
DEFAULT_LIMIT = 20
MOST_BUTTONS = 3
LAYER_ARGUMENTS = frozenset({"p_sort", "p_limit", "p_offset"})

_NOTHING = Markup("")
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


@dataclass(slots=True)
class Button:
    """An action offered: a button that acts at once, or a link to its form."""

    label: str
    url: str
    icon: str
    style: str
    direct: bool
    token: str


class Row:
    """One row: `cells` in the order of the block's columns, `row['name']` one of them, `row.raw` the values."""

    __slots__ = (
        "_names", "actions", "badge", "badge_name", "cells", "css", "current", "done", "group", "heading", "icon",
        "internal", "link", "mine", "more", "photos", "values",
    )  # fmt: skip

    def __init__(self, values: Sequence[Any], names: Mapping[str, int], cells: list[Markup]) -> None:
        self.values = values
        self._names = names
        self.cells = cells
        self.link: str | None = None
        self.css = ""
        self.badge: Markup | None = None
        self.badge_name = ""
        self.icon: Markup | None = None
        self.heading: Markup = cells[0] if cells else Markup("")
        self.actions: list[Button] = []
        self.group: str | None = None
        self.mine = self.internal = self.done = self.current = False
        self.photos: list[Any] = []
        self.more = "…"

    def buttons(self, small: bool = True) -> Markup:
        """The actions of the row: buttons that act at once (by the form `act` of the page), links to forms."""
        if not self.actions:
            return _NOTHING
        size = " btn-sm" if small else ""
        out = ['<div class="acts">']
        for number, one in enumerate(self.actions):
            if number == MOST_BUTTONS:
                summary = f'<summary class="btn{size} btn-secondary">{escape(self.more)}</summary>'
                out.append(f'<details class="acts-more">{summary}<div class="acts">')
            word = f"{icon(one.icon)} {escape(one.label)}" if one.icon else escape(one.label)
            if one.direct:
                out.append(
                    f'<button class="btn{size} btn-{one.style}" form="act" formaction="{escape(one.url)}" name="_token"'
                    f' value="{one.token}">{word}</button>'
                )
            else:
                out.append(f'<a class="btn{size} btn-{one.style}" href="{escape(one.url)}">{word}</a>')
        if len(self.actions) > MOST_BUTTONS:
            out.append("</div></details>")
        out.append("</div>")
        return Markup("".join(out))

    @property
    def raw(self) -> dict[str, Any]:
        return {name: self.values[at] for name, at in self._names.items()}

    def __getitem__(self, name: str) -> Any:
        return self.values[self._names[name]]


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
        self.icon = function.tags.get("icon", "")
        self.needs = function.words("needs")
        self.until = function.words("until")
        self.filters = function.words("filter")
        self.tabs = (function.words("tabs") or [""])[0]
        self.reply = function.tags.get("reply")
        self.version = function.tags.get("version")
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
            self._column(c.name, c.type, c.name in bold) for c in function.columns if not c.name.startswith("_")
        ]
        self.bold = [name for name in bold if any(c.name == name for c in self.columns)]
        heading = self.bold[0] if self.bold else (self.columns[0].name if self.columns else "")
        for column in self.columns:
            # On a phone a row is a card: the heading stands on top, columns that are not bold give way.
            folded = self.bold and column.name not in self.bold
            css = " ".join(
                part
                for part in (column.css, "head" if column.name == heading else "", "fold-away" if folded else "")
                if part
            )
            column.css = css
            classes = f' class="{css}"' if css else ""
            label = escape(column.label)
            column.td = f'<td role="cell"{classes} data-label="{label}">'
            weight = (" fact-main" if column.bold else "") + (" fact-wide" if "wide" in column.css else "")
            name = f'<span class="fact-name">{label}</span>' if label else ""
            column.fact = f'<div class="fact{weight}">{name}<span class="fact-value">'
            word = f"<dt>{label}</dt>" if label else f'<dt class="visually-hidden">{escape(column.name)}</dt>'
            column.pair = f'<div class="fact{weight}">{word}<dd>'
        self.arguments = {a.name: a for a in function.arguments if a.name not in LAYER_ARGUMENTS}
        # What decides its HTML are its rows and the day alone: no address, no minute, no form is in it.
        self.keepable = self.kind in {"card", "cards", "article"} and not (
            self.filters or self.tabs or self.reply or self.live or any(c.format == "due" for c in self.columns)
        )

    def _column(self, name: str, type_: Type, bold: bool) -> ColumnView:
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


@dataclass(slots=True)
class Tab:
    label: str
    url: str
    current: bool


@dataclass(slots=True)
class Block:
    """A block of this request, as its template sees it."""

    view: BlockView
    kind: str
    title: str
    help: str
    hint: str = ""
    empty: str = ""
    columns: list[ColumnView] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heading: int = 0
    total: int | None = None
    page: int = 1
    pages: int = 1
    sort: str = ""
    links: Mapping[str, Any] = field(default_factory=dict)
    filters: list[Field] = field(default_factory=list)
    filters_set: int = 0
    tabs: list[Tab] = field(default_factory=list)
    form: Any = None
    reply: Any = None
    poll: str | None = None
    milliseconds: float = 0.0
    page_title: str = ""
    template: Any = None
    candidates: tuple[str, ...] = ()
    html: Markup | None = None
    keep: Any = None

    @property
    def name(self) -> str:
        return self.view.name

    @property
    def id(self) -> str:
        return self.view.name.replace("_", "-")

    @property
    def icon(self) -> str:
        return self.view.icon

    @property
    def live(self) -> int:
        return self.view.live

    @property
    def bold(self) -> list[str]:
        return self.view.bold

    @property
    def row(self) -> Row | None:
        return self.rows[0] if self.rows else None

    def head(self, page_title: str = "", tools: Markup = _NOTHING) -> Markup:
        """Heading, help and hint; the heading is only heard where the page says the same."""
        plain = not tools and not self.hint and self.title is self.view.title
        known = self.view.heads.get(self.title == page_title) if plain else None
        if known is not None:
            return known
        quiet = ' class="visually-hidden"' if self.title == page_title else ""
        out = [
            f'<div class="block-head"><h2 id="{self.id}-title"{quiet}>{escape(self.title)}</h2>',
            escape(tools),
            "</div>",
        ]
        if self.help:
            out.append(f'<p class="block-help">{escape(self.help)}</p>')
        if self.hint:
            out.append(f'<p class="hint-strip">{icon("lightbulb")} {escape(self.hint)}</p>')
        made = Markup("".join(out))
        if plain:
            self.view.heads[self.title == page_title] = made
        return made

    @property
    def beyond(self) -> bool:
        """Whether the list goes on behind this page of it, or before."""
        return self.page > 1 or (self.total is not None and self.total > len(self.rows))

    @property
    def has_actions(self) -> bool:
        return any(row.actions for row in self.rows)

    @property
    def tile_rows(self) -> bool:
        """Tiles as rows of name, value, note; otherwise one row whose columns are the tiles."""
        return bool(self.columns) and self.columns[0].type.base in {"text", "varchar"} and len(self.columns) <= 3

    @property
    def body(self) -> int:
        """What somebody wrote: the first text with paragraphs, else the last plain one."""
        plain = -1
        for at, column in enumerate(self.columns):
            if column.format in {"note", "html"}:
                return at
            if column.format == "text" and at != self.heading:
                plain = at
        return plain

    @property
    def text_heading(self) -> int:
        """The first column that is not a time: the heading of an event."""
        for at, column in enumerate(self.columns):
            if column.format not in {"timestamp", "date", "due", "badge"}:
                return at
        return 0

    @property
    def grouped(self) -> Iterator[tuple[str | None, list[Row]]]:
        """Rows under their `_group`, in the order they came."""
        groups: dict[str | None, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.group, []).append(row)
        yield from groups.items()

    def cells_of(self, row: Row) -> Markup:
        """The cells of a table row, joined here since a template would spend three times as long on them."""
        parts: list[str] = []
        for column, cell in zip(self.columns, row.cells, strict=True):
            parts += (column.td, cell, "</td>")
        return Markup("".join(parts))

    def fact_line(self, row: Row) -> Markup:
        """What a card says under its heading: cells with their names, those without a value left out."""
        parts: list[str] = []
        for at, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if at != self.heading and column.format != "badge" and cell is not cells.EMPTY:
                parts += (column.fact, cell, "</span></div>")
        return Markup("".join(parts))

    def fact_list(self, row: Row) -> Markup:
        """The same as terms and descriptions, for a single card."""
        lead = self.heading if self.bold else -1
        parts: list[str] = []
        for at, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if at != lead and column.format != "badge" and cell is not cells.EMPTY:
                parts += (column.pair, cell, "</dd></div>")
        return Markup("".join(parts))

    def badges(self, row: Row) -> Markup:
        """The states of a row."""
        shown = [
            row.cells[at] for at, column in enumerate(self.columns) if column.format == "badge" and at != self.heading
        ]
        return Markup("".join(cell for cell in shown if cell is not cells.EMPTY))

    def facts(self, row: Row) -> Iterator[tuple[ColumnView, Markup]]:
        """Every cell but the heading, with its column."""
        for at, column in enumerate(self.columns):
            if at != self.heading:
                yield column, row.cells[at]

    def cell(self, row: Row, *formats: str) -> tuple[ColumnView, Markup] | None:
        """The first cell of one of these formats."""
        for at, column in enumerate(self.columns):
            if column.format in formats and row.cells[at] is not cells.EMPTY:
                return column, row.cells[at]
        return None


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
        unit=type_.tags.get("unit", ""),
        language=language,
        compact=compact,
        link=link,
        parameter=type_.noun if link else "",
        lookup=catalog.lookups.get(name, {}) if format_ == "badge" else {},
        text=catalog.translator(language),
    )


def _by_template(override: Callable[[Any], Markup]) -> Formatter:
    return lambda value, moment: override(value)


def address(cabinet: str, path: str) -> str | None:
    """A path of our own out of `order?order=12` or `/resident/order?order=12`; outer ones over http(s), tel, mailto."""
    if not path:
        return None
    if path.startswith("/"):
        head, mark, rest = path.partition("?")
        return cells.safe_path(head.replace("_", "-") + mark + rest)
    if path.startswith(("http://", "https://", "tel:", "mailto:")):
        return path
    head, mark, rest = path.partition("?")
    if head and not head.replace("_", "").replace("-", "").isalnum():
        return None
    return f"/{cabinet}/{head.replace('_', '-')}{mark}{rest}" if head else f"{mark}{rest}"


@dataclass(frozen=True, slots=True)
class ActionLook:
    label: str
    icon: str
    style: str
    required: frozenset[str]
    asks: bool
    url: str


def action_look(catalog: Catalog, cabinet: str, name: str, language: str) -> ActionLook | None:
    """How an action, or a page, is offered on a button."""
    key = ("action", cabinet, name, language)
    if key not in catalog.memo:
        function = catalog.function(cabinet, name)
        page = catalog.page(cabinet, name)
        if function is not None and function.is_action:
            catalog.memo[key] = ActionLook(
                label=submit_label(catalog, function, language),
                icon=function.tags.get("icon", ""),
                style=function.tags.get("style", ""),
                required=frozenset(a.parameter for a in function.arguments if a.required),
                asks="confirm" in function.tags or "preview" in function.tags or "layer" in function.tags,
                url=f"/{cabinet}/{function.slug}",
            )
        elif page is not None:
            catalog.memo[key] = ActionLook(
                catalog.page_title(page, language), page.icon or "", "", frozenset(), True, page.path
            )
        else:
            catalog.memo[key] = None
    found: ActionLook | None = catalog.memo[key]
    return found


def submit_label(catalog: Catalog, function: Function, language: str) -> str:
    return catalog.said(language, f"{function.qualified}.submit", function.tags.get("submit", "")) or catalog.title(
        function, language
    )


def button(catalog: Catalog, cabinet: str, text: str, language: str, first: bool = False) -> Button | None:
    """The button of `order_take?order=12`; None where no such action or page is here."""
    name, mark, query = text.partition("?")
    look = action_look(catalog, cabinet, name.strip(), language)
    if look is None:
        return None
    direct = False
    if not look.asks:
        given = {pair.partition("=")[0] for pair in query.split("&") if pair[-1:] != "="} if query else set()
        direct = look.required <= given
    style = look.style if look.style not in {"", "primary"} else ("primary" if first else "secondary")
    return Button(look.label, look.url + mark + query, look.icon, style, direct, str(uuid4()) if direct else "")


def rows_of(view: BlockView, result: Result, moment: Moment, cabinet: str, language: str) -> tuple[list[Row], Plan]:
    """The rows of an answer, each cell formatted once."""
    plan = view.plan(result.columns)
    data = [(at, column.show) for at, column in plan.data]
    steer = plan.steer
    if plan.badges:
        judged = {place for place, _at in plan.badges}
        data = [(at, column.calm if number in judged else column.show) for number, (at, column) in enumerate(plan.data)]
    rows = []
    catalog = view.catalog
    link_at, css_at, badge_at = steer.get("link"), steer.get("class"), steer.get("badge")
    icon_at, actions_at, group_at = steer.get("icon"), steer.get("actions"), steer.get("group")
    flags = [(name, steer[name]) for name in ("mine", "internal", "done", "current") if name in steer]
    photos_at = steer.get("photos")
    heading = plan.heading
    more = catalog.text(language, "ui.more")
    for values in result.rows:
        shown = [show(values[at], moment) for at, show in data]
        row = Row(values, plan.names, shown)
        if plan.badges:
            for place, at in plan.badges:
                tone = values[at]
                if tone and tone != "none" and shown[place] is not cells.EMPTY:
                    column = plan.data[place][1]
                    symbol = values[plan.icons[place]] if place in plan.icons else None
                    if column.format == "badge":
                        text = str(values[plan.data[place][0]])
                        shown[place] = cells.badge(_lookup_title(view, column.name, text), tone, symbol)
                    else:
                        shown[place] = _tinted(shown[place], tone, symbol)
        for place, at in plan.links:
            if values[at]:
                shown[place] = _linked(shown[place], address(cabinet, str(values[at])))
        if icon_at is not None and values[icon_at]:
            row.icon = icon(str(values[icon_at]))
        if badge_at is not None and values[badge_at]:
            row.badge_name = str(values[badge_at])
        if link_at is not None and values[link_at]:
            row.link = address(cabinet, str(values[link_at]))
            if shown and row.link:
                shown[heading] = _linked(shown[heading], row.link)
        row.heading = shown[heading] if shown else Markup("")
        if css_at is not None and values[css_at]:
            row.css = " ".join(part for part in str(values[css_at]).split() if part.replace("-", "").isalnum())
        if row.badge_name in cells.TONES:
            row.css = f"{row.css} row-{row.badge_name}".strip()
        if actions_at is not None and values[actions_at]:
            made = [
                button(catalog, cabinet, text, language, number == 0 and view.kind != "list")
                for number, text in enumerate(values[actions_at])
                if text
            ]
            row.actions = [one for one in made if one is not None]
            row.more = more
        if group_at is not None:
            row.group = values[group_at]
        for name, at in flags:
            setattr(row, name, bool(values[at]))
        if photos_at is not None and values[photos_at]:
            row.photos = values[photos_at]
        rows.append(row)
    return rows, plan


def _lookup_title(view: BlockView, column: str, code: str) -> str:
    row = view.catalog.lookups.get(column, {}).get(code)
    if row is None:
        table, dot, _rest = code.partition(".")
        key = f"lookup.{code}"
        text = view.catalog.text(view.language, key) if dot and table else key
        return code if text == key else text
    key = f"lookup.{row.get('table', '')}.{code}"
    found = view.catalog.find_text(view.language, key)
    return found or (row.get("title_en") if view.language == "en" else None) or row.get("title") or code


def _linked(shown: Markup, target: str | None) -> Markup:
    if not target or "<a " in shown:
        return shown
    return Markup(f'<a href="{escape(target)}">{shown}</a>')


def _tinted(shown: Markup, tone: str, symbol: str | None) -> Markup:
    if tone not in cells.TONES:
        return shown
    mark = cells.symbol_of(symbol, tone)
    return Markup(f'<span class="tag tag-{tone}">{mark}<span>{shown}</span></span>')
