"""What stands around the rows of a list: pages, sorting, filters, tabs, looks, actions for ticked rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from webapp import forms
from webapp.blocks import Block, BlockView, Tab, action_look
from webapp.catalog import Function, constant
from webapp.cells import COUNTED, number_text
from webapp.database.batch import Result
from webapp.scenes import Part, Scene, lists_of, switched
from webapp.visits import FLEETING, Visit


def paging(visit: Visit, block: Block, part: Part, total_at: int | None, scene: Scene) -> None:
    view = block.view
    block.page, block.sort = part.number, part.sort
    if total_at is not None and block.rows:
        block.total = int(block.rows[0].values[total_at] or 0)
        block.pages = max(1, -(-block.total // view.limit))
    elif not block.rows:
        block.total = 0 if part.number == 1 else None
    else:
        block.total = len(block.rows) if len(block.rows) < view.limit and part.number == 1 else None
    suffix = "" if not any(key.endswith(f".{view.name}") for key in visit.asked) else f".{view.name}"
    if not suffix:
        lists = lists_of(scene)
        suffix = "" if not lists or lists[0].name == view.name else f".{view.name}"
    page_key, sort_key = f"_page{suffix}", f"_sort{suffix}"
    links: dict[str, Any] = {}
    if part.number > 1:
        links["previous"] = visit.address(**{page_key: None if part.number == 2 else part.number - 1})
    if part.number < block.pages:
        links["next"] = visit.address(**{page_key: part.number + 1})
    if block.pages > 1:
        near = [n for n in range(part.number - 2, part.number + 3) if 1 <= n <= block.pages]
        links["near"] = [(n, visit.address(**{page_key: None if n == 1 else n})) for n in near]
    if view.kind == "list" and view.sort_keys:
        links["sort"] = {
            column.name: visit.address(**{sort_key: next_sort(part.sort, column.name), page_key: None})
            for column in block.columns
            if column.name in view.sort_keys
        }
    if view.export and block.rows:
        query = urlencode([*[(k, v) for k, v in visit.asked.items() if not k.startswith("_")], ("block", view.name),
                           *([("_sort", part.sort)] if part.sort else [])])  # fmt: skip
        links["xlsx"] = f"{scene.path}.xlsx?{query}"
        links["csv"] = f"{scene.path}.csv?{query}"
    offset = view.limit * (part.number - 1)
    links["first"], links["last"] = (
        number_text(offset + 1, visit.language), number_text(offset + len(block.rows), visit.language)
    )  # fmt: skip
    block.bounded = view.sorts_itself and block.total == offset + COUNTED
    if block.total is not None:
        links["total"] = number_text(block.total - 1 if block.bounded else block.total, visit.language)
    block.links = links
    filter_links(visit, block, page_key)


def filter_links(visit: Visit, block: Block, page_key: str) -> None:
    """What a form of filters carries along, and the address without any of them."""
    view = block.view
    links = dict(block.links)
    names = [name.removeprefix("p_") for name in (*view.filters, view.tabs) if name]
    if any(name in visit.asked for name in names):
        links["reset"] = visit.address(**dict.fromkeys(names), **({page_key: None} if page_key else {}))
    links["kept"] = [
        (key, value)
        for key, value in visit.asked.items()
        if key not in {name.removeprefix("p_") for name in view.filters}
        and key not in FLEETING
        and not key.startswith("_page")
    ]
    block.links = links


def bulk_of(visit: Visit, view: BlockView) -> list[tuple[str, str, str]]:
    """The actions offered for ticked rows: address, words and icon."""
    found = [(name, action_look(visit.catalog, visit.cabinet.cabinet, name, visit.language)) for name in view.bulk]
    return [
        (f"/{visit.cabinet.cabinet}/_bulk/{name.replace('_', '-')}", look.label, look.icon)
        for name, look in found
        if look is not None
    ]


def next_sort(current: str, column: str) -> str | None:
    """Up, then down, then as it was."""
    if current == column:
        return f"-{column}"
    return None if current == f"-{column}" else column


def tabs_of(visit: Visit, function: Function, view: BlockView, results: Mapping[str, Result]) -> list[Tab]:
    argument = function.argument(view.tabs)
    if argument is None:
        return []
    key = f"options:{function.name}:{view.tabs}"
    options = forms.options_of(results.get(key)) or forms.lookup_options(visit.catalog, argument.type, visit.language)
    default = constant(argument.default) or ""
    chosen = visit.given.get(argument.parameter) or default
    made = []
    for option in options:
        change = {argument.parameter: option.value if option.value != default else None, "_page": None}
        made.append(Tab(option.label, visit.address(**change), option.value == chosen))
    if not default and not any(option.value == "" for option in options):
        everything = Tab(
            visit.catalog.text(visit.language, "ui.all"),
            visit.address(**{argument.parameter: None, "_page": None}),
            not chosen,
        )
        made.insert(0, everything)
    return made


def looks_of(visit: Visit, scene: Scene, function: Function) -> list[Tab]:
    ways = switched(scene)
    return [
        Tab(
            visit.catalog.text(visit.language, f"ui.look_{one.kind}"),
            visit.address(_look=None if one is ways[0] else one.kind, _page=None, _sort=None),
            one is function,
        )
        for one in ways
    ]
