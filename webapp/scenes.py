"""What stands on a page, or around the form of an action: its blocks, its title, the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import request
from werkzeug.datastructures import MultiDict

from webapp.blocks import BlockView
from webapp.blocks.calendar import Window
from webapp.catalog import Function, Page
from webapp.forms import Form, FormView
from webapp.visits import Visit


@dataclass(slots=True)
class Posted:
    """A form that comes back with what was typed."""

    function: str
    values: MultiDict[str, str]
    given: Mapping[str, str]
    prepare: Callable[[Form], None]
    refused: bool = False


@dataclass(slots=True)
class Scene:
    """What stands on a page: its name for templates, title, functions in the main and side columns."""

    name: str
    title: str
    page: Page | None
    main: list[Function]
    side: list[Function]
    path: str
    back: tuple[str, str] | None = None


@dataclass(slots=True)
class Part:
    """A function of the scene on its way to a block."""

    function: Function
    view: BlockView | None
    form: FormView | None
    values: dict[str, str]
    sort: str = ""
    number: int = 1
    reply: FormView | None = None
    window: Window | None = None


def scene_of_page(visit: Visit, page: Page) -> Scene:
    key = ("scene", page.cabinet, page.page, visit.language)
    memo = visit.catalog.memo
    if key not in memo:
        memo[key] = _scene_of_page(visit, page)
    found: Scene = memo[key]
    return found


def _scene_of_page(visit: Visit, page: Page) -> Scene:
    catalog = visit.catalog

    def known(names: Sequence[str]) -> list[Function]:
        found = [catalog.function(page.cabinet, name) for name in names]
        return [function for function in found if function is not None]

    above = catalog.page(page.cabinet, page.up) if page.up else None
    return Scene(
        page.page,
        catalog.page_title(page, visit.language),
        page,
        known(page.blocks),
        known(page.side_blocks),
        page.path,
        (above.path, catalog.page_title(above, visit.language)) if above else None,
    )


def scene_of_action(visit: Visit, function: Function) -> Scene:
    page = visit.catalog.page_of(function)
    back = None
    if page is not None:
        keep = {name: visit.given[name] for name in visit.given if _page_takes(visit, page, name)}
        back = (page.path + (f"?{urlencode(keep)}" if keep else ""), visit.catalog.page_title(page, visit.language))
    else:
        back = _way_back(visit, function)
    return Scene(
        function.name,
        visit.catalog.title(function, visit.language),
        page,
        [function],
        [],
        f"/{visit.cabinet.cabinet}/{function.slug}",
        back,
    )


def _way_back(visit: Visit, function: Function) -> tuple[str, str] | None:
    """Of an action that belongs to no page: the page of what it is about, else the one it was opened from, else home."""
    catalog, cabinet = visit.catalog, visit.cabinet
    for argument in function.arguments:
        above = catalog.page(cabinet.cabinet, argument.type.tags.get("link", ""))
        if above is not None and (value := visit.given.get(argument.parameter)):
            return f"{above.path}?{urlencode({argument.parameter: value})}", catalog.page_title(above, visit.language)
    came = urlsplit(request.referrer or "")
    for page in catalog.composed(cabinet.cabinet):
        if came.netloc == request.host and came.path == page.path:
            return page.path + (f"?{came.query}" if came.query else ""), catalog.page_title(page, visit.language)
    home = catalog.page(cabinet.cabinet, cabinet.home)
    return (home.path, catalog.page_title(home, visit.language)) if home is not None else None


def _page_takes(visit: Visit, page: Page, parameter: str) -> bool:
    for name in page.blocks + page.side_blocks:
        function = visit.catalog.function(page.cabinet, name)
        if function is not None and function.argument(f"p_{parameter}") is not None:
            return True
    return False


def lists_of(scene: Scene) -> list[Function]:
    """Lists of a scene: parameters of the first are written without its name."""
    return [f for f in scene.main + scene.side if not f.is_action and f.kind in {"list", "cards"}]


def switched(scene: Scene) -> list[Function]:
    """Blocks of a page that show the same in other ways (`@switch`), one at a time."""
    return [one for one in scene.main + scene.side if "switch" in one.tags]


def looked_away(visit: Visit, scene: Scene) -> set[str]:
    """Those of them that this address does not show: `_look` names a kind, without it the first is shown."""
    ways = switched(scene)
    look = visit.asked.get("_look", "")
    chosen = next((one for one in ways if one.kind == look), ways[0] if ways else None)
    return {one.name for one in ways if one is not chosen}


def window_suffix(scene: Scene, function: Function) -> str:
    """What ends the parameters `_view` and `_on` of a calendar: nothing for the first of the page."""
    calendars = [one for one in scene.main + scene.side if one.kind == "calendar"]
    return "" if not calendars or calendars[0] is function else f".{function.name}"
