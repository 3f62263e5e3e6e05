"""Rows of an answer, each cell formatted once."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from webapp import cells
from webapp.blocks.buttons import Button, address, button
from webapp.blocks.spread import spread
from webapp.blocks.views import BlockView, Plan
from webapp.cells import Moment
from webapp.database.batch import Result
from webapp.icons import icon

MOST_BUTTONS = 3
_NOTHING = Markup("")


class Row:
    """One row: `cells` in the order of the block's columns, `row['name']` one of them, `row.raw` the values."""

    __slots__ = (
        "_names", "actions", "badge", "badge_name", "cells", "css", "current", "done", "group", "heading", "icon",
        "internal", "link", "mine", "more", "photos", "tick", "values", "version",
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
        self.tick = ""
        self.version: Any = None

    def buttons(self, small: bool = True) -> Markup:
        """The actions of the row: buttons that act at once (by the form `act` of the page), links to forms."""
        if not self.actions:
            return _NOTHING
        size = " btn-sm" if small else ""
        out = ['<div class="acts">']
        # a fold with a single button in it would hide nothing but that button
        folds = len(self.actions) > MOST_BUTTONS + 1
        for number, one in enumerate(self.actions):
            if folds and number == MOST_BUTTONS:
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
        if folds:
            out.append("</div></details>")
        out.append("</div>")
        return Markup("".join(out))

    @property
    def raw(self) -> dict[str, Any]:
        return {name: self.values[at] for name, at in self._names.items()}

    def __getitem__(self, name: str) -> Any:
        return self.values[self._names[name]]


def rows_of(view: BlockView, result: Result, moment: Moment, cabinet: str, language: str) -> tuple[list[Row], Plan]:
    """The rows of an answer, each cell formatted once."""
    if view.spreads:
        view, result = spread(view, result)
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
    photos_at, tick_at, version_at = steer.get("photos"), steer.get("tick"), steer.get("version")
    heading = plan.heading
    more = catalog.text(language, "ui.more")
    for values in result.rows:
        shown = [show(values[at], moment) for at, show in data]
        row = Row(values, plan.names, shown)
        row.version = None if version_at is None else values[version_at]
        if tick_at is not None and values[tick_at] is not None:
            row.tick = str(values[tick_at]) if row.version is None else f"{values[tick_at]}~{row.version}"
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
                button(catalog, cabinet, text, language, number == 0 and view.kind != "list", row.version)
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
