"""A block of one request, as its template sees it."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from webapp import cells
from webapp.blocks.board import Board
from webapp.blocks.calendar import Calendar
from webapp.blocks.chart import Chart
from webapp.blocks.rows import Row
from webapp.blocks.views import BlockView, ColumnView
from webapp.icons import icon

if TYPE_CHECKING:
    from webapp.forms import Field

_NOTHING = Markup("")
FOLDING = frozenset({"list", "cards", "gallery", "timeline"})
FIRST_FACTS, MANY_FACTS = 12, 18  # of a card that folds


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
    looks: list[Tab] = field(default_factory=list)
    bounded: bool = False
    form: Any = None
    reply: Any = None
    bulk: list[tuple[str, str, str]] = field(default_factory=list)
    ticked: bool = False
    poll: str | None = None
    milliseconds: float = 0.0
    page_title: str = ""
    board: Board | None = None
    calendar: Calendar | None = None
    chart: Chart | None = None
    saved: Any = None
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
        if self.folded:
            return self._summary(tools)
        plain = not tools and not self.hint and self.title is self.view.title
        known = self.view.heads.get(self.title == page_title) if plain else None
        if known is not None:
            return known
        quiet = ' class="visually-hidden"' if self.title == page_title else ""
        out = [
            f'<div class="block-head"><h2 id="{self.id}-title"{quiet}>{escape(self.title)}</h2>',
            escape(tools),
            "</div>",
            *self._said(),
        ]
        made = Markup("".join(out))
        if plain:
            self.view.heads[self.title == page_title] = made
        return made

    def _said(self) -> Iterator[str]:
        if self.help:
            yield f'<p class="block-help">{escape(self.help)}</p>'
        if self.hint:
            yield f'<p class="hint-strip">{icon("lightbulb")} {escape(self.hint)}</p>'

    @property
    def folded(self) -> bool:
        """Whether its rows lie behind its heading: until it is opened, or until the address asks something of it."""
        if self.view.fold is None or self.kind not in FOLDING:
            return False
        return self.view.fold == "" or not self.rows

    @property
    def _open(self) -> bool:
        return bool(self.page > 1 or self.sort or self.filters_set or any(tab.current for tab in self.tabs[1:]))

    def _summary(self, tools: Markup) -> Markup:
        """The heading as what opens the block, with how many rows there are."""
        known = self.links.get("total") or len(self.rows)
        count = "" if self.filters_set or self.bounded else f'<span class="fold-count">{known}</span>'
        head = f'<div class="block-head">{escape(tools)}</div>' if tools else ""
        return Markup(
            "".join(
                (
                    f'<details class="fold-block"{" open" if self._open else ""}>',
                    f'<summary><h2 id="{self.id}-title">{escape(self.title)}</h2>{count}</summary>',
                    head,
                    *self._said(),
                )
            )
        )

    @property
    def foot(self) -> Markup:
        """What ends a block that its head may have begun as folded."""
        return Markup("</details>") if self.folded else _NOTHING

    @property
    def beyond(self) -> bool:
        """Whether the list goes on behind this page of it, or before."""
        return self.page > 1 or (self.total is not None and self.total > len(self.rows))

    @property
    def one_click(self) -> bool:
        """Whether something in it acts at once, by the form `act` of the page."""
        if any(action.direct for row in self.rows for action in row.actions):
            return True
        if self.saved is not None and self.saved.filters:
            return True
        if self.board is not None:
            return self.board.direct
        return self.calendar is not None and self.calendar.movable

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

    @property
    def folds_narrow(self) -> bool:
        """Whether its facts fold on a telephone only, after the number that is given."""
        return (self.view.fold or "").isdigit()

    def fact_list(self, row: Row) -> tuple[Markup, int, Markup]:
        """The same as terms and descriptions, for a single card. Where many fold: the first, how many more, and they."""
        lead = self.heading if self.bold else -1
        facts = [
            f"{column.pair}{cell}</dd></div>"
            for at, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True))
            if at != lead and column.format != "badge" and cell is not cells.EMPTY
        ]
        first, many = FIRST_FACTS, MANY_FACTS
        if self.view.fold and self.folds_narrow:
            first = int(self.view.fold)
            many = first + 2
        shown = first if self.view.fold is not None and len(facts) > many else len(facts)
        return Markup("".join(facts[:shown])), len(facts) - shown, Markup("".join(facts[shown:]))

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
