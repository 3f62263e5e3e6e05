"""`/admin/explain`: what a page is made of. Guarded by its own batch: it is a page like any other."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from flask import Response, request
from markupsafe import Markup

from webapp.catalog import Catalog, Function, Page
from webapp.frames import base_context
from webapp.scenes import scene_of_page
from webapp.showing import show
from webapp.templating import block_candidates, page_candidates
from webapp.visits import Visit


def explain(visit: Visit, page: Page) -> Response:
    """Blocks of `?cabinet=&page=`: function, arguments, options, templates considered, time in the database."""
    catalog = visit.catalog
    cabinet, name = request.args.get("cabinet", ""), request.args.get("page", "").replace("-", "_")
    chosen = catalog.page(cabinet, name)
    context = base_context(visit)
    context["csrf"] = ""
    context.update(
        cabinets=[
            (room.cabinet, catalog.cabinet_title(room, visit.language),
             [(one, catalog.page_title(one, visit.language)) for one in catalog.composed(room.cabinet)])
            for room in catalog.cabinets.values()
        ],
        chosen=chosen,
        page_templates=candidates(visit, page_candidates(cabinet, name)) if chosen else [],
        parts=parts_of(visit, chosen) if chosen else [],
        path=page.path,
    )  # fmt: skip
    html = visit.site.templates.environment.get_template("parts/explain.html").render(context)
    return show(visit, scene_of_page(visit, page), extra=Markup(html))


def parts_of(visit: Visit, page: Page) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for name in page.blocks + page.side_blocks:
        function = visit.catalog.function(page.cabinet, name)
        if function is None:
            made.append({"name": name, "function": None})
            continue
        spent = visit.site.timings.get(f"{page.cabinet}.{name}", [])
        made.append(
            {
                "name": name,
                "function": function,
                "title": visit.catalog.title(function, visit.language),
                "kind": function.kind,
                "side": name in page.side_blocks,
                "arguments": [
                    (
                        a.name,
                        a.type.name,
                        a.default,
                        visit.catalog.label(function, a.name, "field", a.type, visit.language),
                    )
                    for a in function.arguments
                ],
                "columns": [(c.name, c.type.name) for c in function.columns],
                "tags": tags_of(visit.catalog, function),
                "templates": candidates(visit, block_candidates(page.cabinet, name, function.kind)),
                "median": median(spent) if spent else None,
                "worst": max(spent) if spent else None,
                "count": len(spent),
            }
        )
    return made


def tags_of(_catalog: Catalog, function: Function) -> list[tuple[str, str]]:
    tags = [(f"@{key}", value) for key, value in function.tags.items()]
    for part, named in function.comment.named.items():
        tags += [(f"@{part} {name}", value) for name, value in named.items()]
    return tags


def candidates(visit: Visit, names: Sequence[str]) -> list[tuple[str, str | None, bool]]:
    """Name, where it is found, whether it is the one used."""
    used = False
    made = []
    for name in names:
        where = visit.site.templates.where(visit.catalog, name)
        made.append((name, where, where is not None and not used))
        used = used or where is not None
    return made


SPECIAL: dict[tuple[str, str], Callable[[Visit, Page], Response]] = {("admin", "explain"): explain}
