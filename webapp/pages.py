"""Routes: an address becomes one batch, its rows a page.

`/<cabinet>/<page>` a page, `/<cabinet>/<action>` the form of an action and its POST, `?_block=` one block of a page,
`/<cabinet>/<page>.csv` and `.xlsx` a list, `/file/<cabinet>/<id>` a file. Parameters that begin with `_` belong to the
layer: `_sort`, `_page` (with `.block` after it for a second list), `_block`, `_seen`, `_ticked`, `_at`, `_token`,
`_confirmed`; `/<cabinet>/_bulk/<action>?tick=` is one action for ticked rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request

from webapp import export, files, forms
from webapp.actions import act, foretold
from webapp.bulk import bulk_get, bulk_post
from webapp.catalog import Catalog
from webapp.database.batch import Statement, call, call_text, run, stream
from webapp.database.errors import CatalogueChanged
from webapp.drafts import waiting_draft
from webapp.frames import base_context, guest_cabinet
from webapp.scenes import scene_of_action, scene_of_page
from webapp.showing import show
from webapp.visits import CABINET_COOKIE, NotHere, Remade, again, ask, site, sql_name, visit_of

routes = Blueprint("pages", __name__)


@routes.get("/")
def front() -> Response:
    """The public home page; who has signed in goes to the cabinet last used."""
    here = site()
    catalog = here.keeper.current
    if here.session_key(request):
        room = catalog.cabinets.get(request.cookies.get(CABINET_COOKIE, ""))
        if room is not None and room.frame != "guest":
            return redirect(f"/{room.cabinet}/{room.home.replace('_', '-')}")  # type: ignore[return-value]
    room = guest_cabinet(catalog)
    if room is None:
        raise NotHere
    return page_get(room.cabinet, room.home.replace("_", "-"))


@routes.get("/<cabinet>/")
def home(cabinet: str) -> Response:
    def work() -> Response:
        room = site().keeper.current.cabinets.get(cabinet)
        if room is None:
            raise NotHere
        return redirect(f"/{cabinet}/{room.home.replace('_', '-')}")  # type: ignore[return-value]

    return again(work)


def short_addresses(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """Words of `@short word p_argument` with the path and the parameter they stand for."""
    if "short" not in catalog.memo:
        made = {}
        for function in catalog.functions.values():
            word, _space, argument = function.tags.get("short", "").partition(" ")
            page = catalog.page_of(function) if word else None
            if page is not None and word not in catalog.cabinets:
                made[word] = (page.path, argument.strip().removeprefix("p_"))
        catalog.memo["short"] = made
    found: dict[str, tuple[str, str]] = catalog.memo["short"]
    return found


@routes.get("/<cabinet>/<slug>")
def page_get(cabinet: str, slug: str) -> Response:
    def work() -> Response:
        short = short_addresses(site().keeper.current).get(cabinet)
        if short is not None:
            return redirect(f"{short[0]}?{urlencode({short[1]: slug})}")  # type: ignore[return-value]
        visit = visit_of(cabinet)
        name = sql_name(slug)
        page = visit.catalog.page(cabinet, name)
        if page is not None:
            from webapp.explain import SPECIAL

            special = SPECIAL.get((cabinet, name))
            if special is not None:
                return special(visit, page)
            return show(
                visit, scene_of_page(visit, page), only=request.args.get("_block"), seen=request.args.get("_seen", "")
            )
        function = visit.catalog.function(cabinet, name)
        if function is not None and function.is_action:
            draft = waiting_draft(visit, function)
            told = foretold(visit, function) if draft is None else None
            return told or show(visit, scene_of_action(visit, function), posted=draft)
        raise NotHere

    return again(work)


@routes.get("/<cabinet>/<slug>.csv", defaults={"kind": "csv"})
@routes.get("/<cabinet>/<slug>.xlsx", defaults={"kind": "xlsx"})
def export_get(cabinet: str, slug: str, kind: str) -> Response:
    """A list of a page as a file; opened before the answer begins, so that a refusal is still a page."""

    def work() -> Response:
        visit = visit_of(cabinet)
        page = visit.catalog.page(cabinet, sql_name(slug))
        name = request.args.get("block", "")
        if page is None or name not in page.blocks + page.side_blocks:
            raise NotHere
        function = visit.catalog.function(cabinet, name)
        if function is None or function.is_action:
            raise NotHere
        view = visit.block_view(function)
        values = view.values_from({key: value for key, value in visit.given.items() if key != "block"})
        if not view.export or view.missing(values):
            raise NotHere
        who = ask(visit, [call("who", "cabinet.page_settings", {"p_page": page.page})], False)
        del who
        limit = visit.site.settings.limits.export_rows
        statement = view.statement(values, request.args.get("_sort", ""), 1, limit if view.sorts_itself else 0)
        source = stream(visit.site.database, visit.identity(visit.site.settings.limits.export_seconds), statement)
        make = export.csv_lines if kind == "csv" else export.xlsx_file
        body = flow(source, lambda rows: make(view, rows, limit))
        first = next(body)
        response = Response(_chain(first, body), mimetype=_MEDIA[kind])
        name = f"{slug}-{visit.moment.now:%Y-%m-%d}.{kind}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        if view.personal and visit.who.get("user_id"):
            visit.site.records.note(visit, scene_of_page(visit, page), [function.name])
        return response

    return again(work)


_MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def flow(source: Any, make: Callable[[Any], Iterator[bytes]]) -> Iterator[bytes]:
    with source as rows:
        yield from make(rows)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


@routes.get("/<cabinet>/_options/<slug>")
def options_get(cabinet: str, slug: str) -> Response:
    """The options of one argument as one types or after another field has changed: a fragment for htmx."""

    def work() -> Response:
        visit = visit_of(cabinet)
        function = visit.catalog.function(cabinet, sql_name(slug))
        argument = f"p_{request.args.get('_of', '')}"
        if function is None or (not function.is_action and function.kind != "form"):
            raise NotHere
        view = visit.form_view(function)
        one = view.fields.get(argument)
        if one is None or not one.options_function:
            raise NotHere
        known = {
            other.argument: forms.normal(request.args[other.name], other.type, other.widget)
            for other in view.fields.values()
            if request.args.get(other.name)
        }
        word = request.args.get(f"_search_{one.name}", "")
        statement = forms.helper_statement(
            visit.catalog, cabinet, one.options_function, "options", {**known, "p_search": word}
        )
        page = visit.catalog.page_of(function)
        who = call("who", "cabinet.page_settings", {"p_page": page.page if page else function.name})
        results = ask(visit, [who, statement] if statement else [who], False)
        template = visit.site.templates.environment.get_template("parts/options.html")
        context = base_context(visit)
        context.update(options=forms.options_of(results.get("options")), chosen={request.args.get(one.name, "")})
        return Response(template.render(context), mimetype="text/html")

    return again(work)


@routes.get("/<cabinet>/_bulk/<slug>")
def bulk_page(cabinet: str, slug: str) -> Response:
    return again(lambda: bulk_get(cabinet, sql_name(slug)))


@routes.post("/<cabinet>/_bulk/<slug>")
def bulk_act(cabinet: str, slug: str) -> Response:
    return again(lambda: bulk_post(cabinet, sql_name(slug)))


@routes.get("/file/<cabinet>/<uuid:file>")
@routes.get("/file/<cabinet>/<uuid:file>/thumb", defaults={"thumb": True}, endpoint="thumb_get")
def file_get(cabinet: str, file: Any, thumb: bool = False) -> Response:
    visit = visit_of(cabinet)
    text, parameters = call_text(
        "cabinet.file_read", {"p_file": str(file), "p_thumbnail": "true" if thumb else "false"}
    )
    sql = f"select name, media_type, encode(bytes, 'base64') as content, sha256 from {text}"
    results = run(
        visit.site.database, visit.identity(visit.site.settings.limits.page_seconds),
        [Statement("file", sql, parameters)], read_only=True,
    )  # fmt: skip
    if not results["file"].rows:
        raise NotHere
    import base64

    row = results["file"].one()
    response = files.answer(
        row["name"], row["media_type"], base64.b64decode(row["content"]), row["sha256"] + ("t" if thumb else "")
    )
    response.make_conditional(request)
    return response


@routes.post("/<cabinet>/<slug>")
def action_post(cabinet: str, slug: str) -> Response:
    visit = visit_of(cabinet)
    for _try in range(3):
        function = visit.catalog.function(cabinet, sql_name(slug))
        if function is None or not function.is_action:
            raise NotHere
        try:
            return act(visit, function)
        except Remade:
            visit = visit_of(cabinet)
        except CatalogueChanged:
            visit.site.keeper.reload()
            visit = visit_of(cabinet)
    raise NotHere
