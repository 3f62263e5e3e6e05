"""A page or an action's form as one batch: which blocks the address shows, what comes of the answer."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping

from flask import Response, request
from markupsafe import Markup

from webapp import forms, saved
from webapp.asking import called, carried_version, later_options, prefill_values, prepare, said_submit, who_statement
from webapp.blocks import Block, rows_of
from webapp.blocks.board import board_of
from webapp.blocks.calendar import calendar_of
from webapp.blocks.chart import chart_of
from webapp.blocks.lanes import lanes_of
from webapp.database.batch import Result, Statement
from webapp.forms import Form, FormView
from webapp.frames import only_block, render_page
from webapp.listing import bulk_of, filter_links, looks_of, paging, tabs_of
from webapp.scenes import Part, Posted, Scene, window_suffix
from webapp.trial_places import pages_of
from webapp.visits import NotHere, Visit, ask

_TIMED_EVERY = 20


def show(
    visit: Visit,
    scene: Scene,
    *,
    posted: Posted | None = None,
    only: str | None = None,
    seen: str = "",
    extra: Markup | None = None,
) -> Response:
    """The page, or one block of it."""
    started = time.perf_counter()
    parts, statements = prepare(visit, scene, posted, only)
    if not parts and (scene.main or scene.side):
        raise NotHere
    page_name = scene.page.page if scene.page else scene.name
    batch = [who_statement(visit, page_name), *statements.values()]
    if only and seen:
        unchanged = version_first(visit, parts[0], batch[0], seen)
        if unchanged is not None:
            return unchanged
    timed = visit.site.settings.development or visit.site.served % _TIMED_EVERY == 0
    visit.site.served += 1
    results = ask(visit, batch, timed)
    second = later_options(visit, parts, results, posted)
    if second:
        results.update(ask(visit, second, False))
    queried = time.perf_counter()
    visit.who["large_type"] = visit.who.get("large_type") or request.cookies.get("large") == "1"
    blocks = [made for part in parts if (made := block_of(visit, scene, part, results, posted)) is not None]
    page_now = only_block(visit, blocks, seen) if only else render_page(visit, scene, blocks, extra)
    if only and seen and not blocks:
        page_now.headers["HX-Refresh"] = "true"  # a polled block has gone: what the page is about has come to its end
    if visit.site.settings.development:
        page_now.headers["Server-Timing"] = (
            f"db;dur={(queried - started) * 1000:.2f}, render;dur={(time.perf_counter() - queried) * 1000:.2f}"
        )
    if not only and any(part.view is not None and part.view.offline == "page" for part in parts):
        page_now.headers["X-Offline"] = "keep"  # the service worker reads it
    personal = [part.function.name for part in parts if part.view is not None and part.view.personal]
    if personal and visit.who.get("user_id"):
        visit.site.records.note(visit, scene, personal)
    return page_now


def version_first(visit: Visit, part: Part, who: Statement, seen: str) -> Response | None:
    """A poll: ask only the version; the block runs when it differs."""
    if part.view is None or not part.view.version:
        return None
    asked = forms.helper_statement(
        visit.catalog, part.function.schema, part.view.version, f"version:{part.view.name}", part.values
    )
    if asked is None:
        return None
    results = ask(visit, [who, asked], False)
    if version_text(results[asked.name]) == seen:
        return Response(status=304)
    return None


def version_text(result: Result) -> str:
    raw = repr([tuple(row) for row in result.rows])
    return hashlib.sha256(raw.encode()).hexdigest()[:16]


def block_of(
    visit: Visit, scene: Scene, part: Part, results: Mapping[str, Result], posted: Posted | None
) -> Block | None:
    """The block as its template sees it; None when it has nothing to show and hides then."""
    view = part.view
    assert view is not None
    hint = visit.catalog.hints.get((f"{visit.cabinet.cabinet}.{scene.name}.{view.name}", visit.language), "")
    block = Block(view, view.kind, view.title, view.help, hint, view.empty)
    back = scene.path if visit.posting else visit.address()
    if part.form is not None:
        prefilled = results.get(f"prefill:{part.form.function.name}")
        if view.hide_empty and prefilled is not None and not prefilled.rows:
            return None
        block.kind = "form"
        block.form = form_of(visit, scene, part.form, part.values, results, posted, back)
        if not part.function.is_action:
            other = {a.parameter for a in part.function.arguments}
            block.form.hidden += [(key, value) for key, value in visit.given.items() if key not in other]
        return block
    result = results[view.name]
    if "_title" in result.columns and result.rows and block.kind in {"card", "article"}:
        block.page_title = str(result.rows[0][result.columns.index("_title")] or "")
    key = None
    if view.keepable and part.number == 1 and not part.sort and result.rows and not visit.site.settings.development:
        key = (block.title == scene.title, hint, visit.moment.now.date(), result.columns, repr(result.rows))
        block.html = view.kept(key)
        if block.html is not None:
            return block
    block.rows, plan = rows_of(view, result, visit.moment, visit.cabinet.cabinet, visit.language)
    block.columns = [column for _at, column in plan.data]
    block.heading = plan.heading
    if not block.rows and view.hide_empty and part.number == 1:
        return None
    pictured(visit, scene, part, block, results)
    if view.paged:
        paging(visit, block, part, plan.steer.get("total"), scene)
    if view.filters:
        block.filters = forms.filter_fields(
            visit.catalog, part.function, view.filters, visit.given, results, visit.language
        )
        block.filters_set = sum(1 for one in block.filters if one.value)
        first = next((one for one in block.filters if one.widget == "search"), None)
        if first is not None and visit.compact and scene.name == visit.cabinet.home:
            first.focus = not visit.given
    if view.bulk and any(row.tick for row in block.rows):
        block.bulk = bulk_of(visit, view)
        block.ticked = visit.asked.get("_ticked") == view.name
        block.links = {**block.links, "ticked": visit.address(_ticked=None if block.ticked else view.name)}
    if view.filters:
        block.saved = saved.saved_of(visit, scene, block, results.get("saved"))
    if "switch" in part.function.tags:
        block.looks = looks_of(visit, scene, part.function)
    if view.tabs:
        block.tabs = tabs_of(visit, part.function, view, results)
    if part.reply is not None:
        own = {a.name: visit.given[a.parameter] for a in part.reply.function.arguments if visit.given.get(a.parameter)}
        block.reply = form_of(visit, scene, part.reply, own, results, posted, back)
    if view.live:
        version = results.get(f"version:{view.name}")
        seen = version_text(version) if version is not None else version_text(result)
        block.poll = None if visit.posting else visit.address(_block=view.name, _seen=seen)
    if key is not None and not block.beyond and not any(one.direct for row in block.rows for one in row.actions):
        block.keep = key
    return block


def pictured(visit: Visit, scene: Scene, part: Part, block: Block, results: Mapping[str, Result]) -> None:
    """What boards, calendars and charts make of their rows."""
    view, cabinet = block.view, visit.cabinet.cabinet
    if block.kind == "chart":
        if block.rows:
            block.chart = chart_of(view.chart, block.columns, block.rows, visit.language)
        return
    if block.kind not in {"board", "calendar"}:
        return
    lanes = lanes_of(results.get(f"lanes:{view.name}"), cabinet)
    if block.kind == "board":
        block.board = board_of(view, block.rows, lanes, cabinet, visit.language)
        if view.filters or view.tabs:
            filter_links(visit, block, "")
    elif part.window is not None:
        end = window_suffix(scene, part.function)
        block.calendar = calendar_of(
            view, block.rows, lanes, part.window, visit.moment.now, cabinet,
            lambda name, day: visit.address(**{f"_view{end}": name, f"_on{end}": day.isoformat()}),
        )  # fmt: skip
        filter_links(visit, block, "")


def form_of(
    visit: Visit,
    scene: Scene,
    view: FormView,
    values: Mapping[str, str],
    results: Mapping[str, Result],
    posted: Posted | None,
    back: str,
) -> Form:
    mine = posted is not None and posted.function == view.function.name
    if view.function.is_action:
        form = Form(view, url=f"/{visit.cabinet.cabinet}/{view.function.slug}", at=back)
    else:
        form = Form(view, url=scene.path, method="get")
    source = posted.values if posted is not None and mine else None
    searches = forms.search_words(source, view.fields.values()) if source is not None else {}
    given = posted.given if posted is not None and mine else values
    form.build(given, prefill_values(view, results), source, results, searches, carried_version(view, results))
    form.submit_word = said_submit(results.get(f"prefill:{view.function.name}"))
    if view.function in scene.main[:1]:
        form.about = called(view, given, {name for name, _value in form.hidden}, results)
    if view.trial:
        form.trial, form.trial_pages = f"/{visit.cabinet.cabinet}/_trial/{view.function.slug}", pages_of(visit)
    if visit.asked.get("_focus"):
        form.look_at(visit.asked["_focus"])
    if posted is not None and mine:
        form.at = posted.values.get("_at") or back
        posted.prepare(form)
    return form
