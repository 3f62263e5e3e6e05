"""On which page a draft of a template is tried, and under which name it stands there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from urllib.parse import urlsplit

from webapp.catalog import Catalog, Function, Page
from webapp.deploy.tags import KINDS
from webapp.templating import block_candidates, cell_candidates, page_candidates
from webapp.visits import Visit, local


def page_at(visit: Visit, address: str) -> Page | None:
    """The page of an address of this person's cabinets."""
    cabinet, _slash, slug = urlsplit(local(address) or "").path.strip("/").partition("/")
    slug = slug.strip("/")
    if cabinet not in held(visit) or not slug.replace("-", "").isalnum():
        return None
    return visit.catalog.page(cabinet, slug.replace("-", "_"))


def held(visit: Visit) -> list[str]:
    """Cabinets whose pages this person may open, the one they are in first."""
    catalog = visit.catalog
    own = [visit.cabinet.cabinet, *(one for one in visit.who.get("cabinets", ()) if one != visit.cabinet.cabinet)]
    return [one for one in own if one in catalog.cabinets] + [
        room.cabinet for room in catalog.cabinets.values() if room.frame == "guest"
    ]


def pages_of(visit: Visit) -> list[tuple[str, str]]:
    """Pages that a trial may be shown on: address and title."""
    return [
        (page.path, f"{visit.catalog.page_title(page, visit.language)} · {title}")
        for cabinet in held(visit)
        for title in (visit.catalog.cabinet_title(visit.catalog.cabinets[cabinet], visit.language),)
        for page in visit.catalog.composed(cabinet)
        if opens(visit.catalog, page)
    ]


def opens(catalog: Catalog, page: Page) -> bool:
    """Whether a page says something without an id in its address."""
    return all(
        "needs" in one.tags or not any(a.required for a in one.arguments) for one in blocks_of(catalog, page)
    ) and any("needs" not in one.tags for one in blocks_of(catalog, page))


def blocks_of(catalog: Catalog, page: Page) -> list[Function]:
    found = [catalog.function(page.cabinet, name) for name in (*page.blocks, *page.side_blocks)]
    return [one for one in found if one is not None and not one.is_action]


def suggested(visit: Visit, name: str) -> Page | None:
    """The page where the template takes part, its own cabinet's before others."""
    catalog, rooms = visit.catalog, held(visit)
    first, _slash, rest = name.partition("/")
    if first in rooms:
        rooms = [first]
    pages = [page for room in rooms for page in catalog.composed(room) if opens(catalog, page)]
    same = rest.removesuffix(".html")
    pages.sort(
        key=lambda page: (
            rooms.index(page.cabinet),
            page.page != same,
            catalog.cabinets[page.cabinet].home != page.page,
        )
    )
    return next((page for page in pages if takes_part(catalog, name, page)), None)


def takes_part(catalog: Catalog, name: str, page: Page) -> bool:
    under = set(places(catalog, name, page))
    if name.startswith(("frames/", "parts/")) or name in {"base.html", "page.html"}:
        return True
    names = {page_candidates(page.cabinet, page.page)[0], f"{page.cabinet}/page.html"}
    for one in blocks_of(catalog, page):
        names.update(block_candidates(page.cabinet, one.name, one.kind)[:3])
        for column in one.columns:
            names.update(cell_candidates(page.cabinet, one.name, column.name, column.type.name))
    return bool(under & names)


def places(catalog: Catalog, name: str, page: Page) -> list[str]:
    """Names under which the draft stands for this page: its own, or that of the same thing in the page's cabinet."""
    first, _slash, rest = name.partition("/")
    if first == "frames":
        return [f"frames/{catalog.cabinets[page.cabinet].frame}.html"]
    if first not in catalog.cabinets or first == page.cabinet:
        return [name]
    folder, _slash, file = rest.partition("/")
    if folder == "cells":
        return [f"{page.cabinet}/cells/{file.removesuffix('.html').rpartition('.')[2]}.html"]
    if folder == "blocks":
        block = file.removesuffix(".html")
        function = catalog.function(first, block)
        kind = block if block in KINDS else function.kind if function is not None else ""
        return [f"{page.cabinet}/blocks/{kind}.html"]
    return [f"{page.cabinet}/{'page' if rest == 'page.html' else page.page}.html"]


def overlaid(catalog: Catalog, drafts: Mapping[str, str]) -> Catalog:
    """The catalogue with drafts in it, and nothing remembered of how pages were drawn without them."""
    made = copy.copy(catalog)
    made.templates = {**catalog.templates, **drafts}
    made.memo = {}
    return made
