"""«Мои фильтры»: what a person set on a list, kept under a name. One's own only; everything by plain links and forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, flash, redirect, request

from webapp.blocks import Block
from webapp.database.batch import Result, Statement, call, call_text, run
from webapp.database.errors import DatabaseRefusal
from webapp.visits import NotHere, Visit, local, sql_name, visit_of

if TYPE_CHECKING:
    from webapp.scenes import Scene

routes = Blueprint("saved", __name__)
# Parameters of the layer that belong to how a list is looked at.
_LOOKS = ("_look", "_view", "_sort")


@dataclass(slots=True)
class Saved:
    """The saved filters of one list: (id, name, address, whether it is the present one), and what would be kept."""

    filters: list[tuple[str, str, str, bool]]
    query: str
    page: str
    block: str
    path: str


def statement(scene: Scene, visit: Visit) -> Statement | None:
    """What the batch of a page with filters asks beside it."""
    if scene.page is None or not visit.session:
        return None
    if not any(f.words("filter") for f in scene.main + scene.side if not f.is_action):
        return None
    return call("saved", "cabinet.filters_mine", {"p_page": scene.page.page})


def kept_query(pairs: Mapping[str, str]) -> str:
    """The part of an address that a filter keeps: arguments, order and look; no page, no token."""
    kept = [
        (key, value)
        for key, value in sorted(pairs.items())
        if value and (not key.startswith("_") or key.partition(".")[0] in _LOOKS)
    ]
    return urlencode(kept)


def saved_of(visit: Visit, scene: Scene, block: Block, result: Result | None) -> Saved | None:
    """For the block that has filters; None for a guest, or where the page has no filters of its own."""
    if result is None or scene.page is None or not visit.who.get("user_id"):
        return None
    query = kept_query(visit.asked)
    filters = []
    for row in result.dicts():
        if row["block"] == block.name:
            address = f"{scene.page.path}?{row['query']}" if row["query"] else scene.page.path
            filters.append((str(row["filter_id"]), str(row["name"]), address, row["query"] == query))
    own = kept_query({key: value for key, value in visit.asked.items() if not key.startswith("_")})
    anything = bool(own) or any(key.startswith("_sort") for key in visit.asked)
    return Saved(filters, query if anything else "", scene.page.page, block.name, scene.page.path)


@routes.post("/<cabinet>/_filters/<what>")
def change(cabinet: str, what: str) -> Response:
    """Keep the filter of a list under a name, or delete one."""
    visit = visit_of(cabinet)
    if what == "save":
        page = visit.catalog.page(cabinet, sql_name(request.form.get("page", "").replace("_", "-")))
        if page is None:
            raise NotHere
        query = kept_query(dict(parse_qsl(request.form.get("query", "")[:4000])))
        values = {
            "p_page": page.page, "p_block": request.form.get("block", ""),
            "p_name": request.form.get("name", ""), "p_query": query,
        }  # fmt: skip
        text, parameters = call_text("cabinet.filter_save", dict(values))
        back = f"{page.path}?{query}" if query else page.path
        done = "ui.filter_saved"
    elif what == "drop" and request.form.get("filter", "").isdigit() and len(request.form["filter"]) < 19:
        text, parameters = call_text("cabinet.filter_drop", {"p_filter": request.form["filter"]})
        back = local(request.form.get("_at", "")) or f"/{cabinet}/"
        done = "ui.filter_dropped"
    else:
        raise NotHere
    try:
        run(
            visit.site.database, visit.identity(visit.site.settings.limits.action_seconds),
            [Statement("saved", f"select {text}", parameters)], read_only=False,
        )  # fmt: skip
    except DatabaseRefusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        flash(refusal.message, "bad")
    else:
        flash(visit.catalog.text(visit.language, done), "ok")
    return redirect(back, 303)  # type: ignore[return-value]
