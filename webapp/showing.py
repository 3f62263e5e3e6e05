"""A page or an action's form as one batch: which blocks the address shows, what they ask, what comes of the answer."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Response, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from webapp import forms, saved
from webapp.blocks import Block, BlockView, Tab, action_look, rows_of
from webapp.blocks.board import board_of
from webapp.blocks.calendar import Window, calendar_of, window_of
from webapp.blocks.chart import chart_of
from webapp.blocks.lanes import lanes_of
from webapp.catalog import Function, Page, constant
from webapp.cells import COUNTED, number_text
from webapp.database.batch import Result, Statement, call
from webapp.database.literals import array_text
from webapp.forms import Form, FormView
from webapp.frames import only_block, render_page
from webapp.trial_places import pages_of
from webapp.visits import FLEETING, NotHere, Visit, ask

_TIMED_EVERY = 20


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


def who_statement(visit: Visit, page_name: str) -> Statement:
    key = ("who", page_name)
    memo = visit.catalog.memo
    if key not in memo:
        memo[key] = call("who", "cabinet.page_settings", {"p_page": page_name})
    found: Statement = memo[key]
    return found


def prepare(
    visit: Visit, scene: Scene, posted: Posted | None, only: str | None
) -> tuple[list[Part], dict[str, Statement]]:
    """The parts that this address shows, and the statements they need, by name."""
    parts: list[Part] = []
    statements: dict[str, Statement] = {}
    given = visit.given
    lists = [f for f in scene.main + scene.side if not f.is_action and f.kind in {"list", "cards"}]
    hidden = looked_away(visit, scene)
    for function in scene.main + scene.side:
        if (only and function.name != only) or function.name in hidden:
            continue
        view = visit.block_view(function)
        if not view.shown_for(given) and not (posted and posted.function == function.name):
            continue
        values = view.values_from(given)
        if function.is_action:
            form = visit.form_view(function)
            source = dict(posted.given) if posted and posted.function == function.name else values
            add_form(visit, form, source, posted, statements)
            parts.append(Part(function, view, form, source))
            continue
        missing = view.missing(values)
        if function.kind == "form":
            form = visit.form_view(function)
            add_form(visit, form, values, None, statements)
            if not missing and function.columns:
                statements[view.name] = view.statement(values, limit=0)
            parts.append(Part(function, view, form, values))
            continue
        if missing:
            if view.needs:
                continue
            raise NotHere
        suffix = "" if not lists or function is lists[0] else f".{function.name}"
        sort = visit.asked.get(f"_sort{suffix}", "")
        number = visit.asked.get(f"_page{suffix}", "1")
        part = Part(
            function, view, None, values, sort, int(number) if number.isdigit() and 0 < int(number) < 100_000 else 1
        )
        asked_for = values
        if view.kind == "calendar":
            end = window_suffix(scene, function)
            part.window = window_of(
                visit.asked.get(f"_view{end}", ""), visit.asked.get(f"_on{end}", ""), visit.moment.now.date()
            )
            asked_for = {**values, **part.window.values}
        statements[view.name] = view.statement(asked_for, sort, part.number)
        if view.lanes:
            lanes = forms.helper_statement(visit.catalog, function.schema, view.lanes, f"lanes:{view.name}", asked_for)
            if lanes is not None:
                statements[lanes.name] = lanes
        for name in {*view.filters, view.tabs} - {""}:
            add_options(visit, function, name, values, statements)
        if view.version and view.live:
            asked = forms.helper_statement(visit.catalog, function.schema, view.version, f"version:{view.name}", values)
            if asked is not None:
                statements[asked.name] = asked
        if view.reply and not only:
            reply = visit.catalog.function(function.schema, view.reply)
            if reply is not None and reply.is_action:
                part.reply = visit.form_view(reply)
                own = {a.name: given[a.parameter] for a in reply.arguments if given.get(a.parameter)}
                add_form(visit, part.reply, own, posted, statements)
        parts.append(part)
    mine = saved.statement(scene, visit) if not only else None
    if mine is not None:
        statements[mine.name] = mine
    return parts, statements


def switched(scene: Scene) -> list[Function]:
    """Blocks of a page that show the same in other ways (`@switch`), one at a time."""
    return [one for one in scene.main + scene.side if "switch" in one.tags]


def looked_away(visit: Visit, scene: Scene) -> set[str]:
    """Those of them that this address does not show: `_look` names a kind, without it the first is shown."""
    ways = switched(scene)
    look = visit.asked.get("_look", "")
    chosen = next((one for one in ways if one.kind == look), ways[0] if ways else None)
    return {one.name for one in ways if one is not chosen}


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


def window_suffix(scene: Scene, function: Function) -> str:
    """What ends the parameters `_view` and `_on` of a calendar: nothing for the first of the page."""
    calendars = [one for one in scene.main + scene.side if one.kind == "calendar"]
    return "" if not calendars or calendars[0] is function else f".{function.name}"


def add_form(
    visit: Visit, form: FormView, values: Mapping[str, str], posted: Posted | None, statements: dict[str, Statement]
) -> None:
    mine = posted is not None and posted.function == form.function.name
    seen = seen_statement(form, values, not (mine and posted is not None and posted.refused))
    if seen is not None:
        statements[seen.name] = seen
    known = dict(values)
    searches: dict[str, str] = {}
    if posted is not None and mine:
        for one in form.fields.values():
            typed = posted.values.get(one.name)
            if typed:
                known[one.argument] = forms.normal(typed, one.type, one.widget)
        searches = forms.search_words(posted.values, form.fields.values())
    else:
        asked = form.prefill_statement(values)
        if asked is not None:
            statements[asked.name] = asked
    for statement in form.rows_statements(values) + form.options_statements(known, searches):
        statements[statement.name] = statement


def seen_statement(form: FormView, values: Mapping[str, str], must: bool) -> Statement | None:
    """Asks what the ids of the address name. `must`: one that this person may not open is not there, before anything
    of the form is shown; a form that comes back with a refusal has been opened already."""
    ids = [
        (a.type.name, values[a.name])
        for a in form.function.arguments
        if a.type.is_reference and "seen" in a.type.tags and values.get(a.name)
    ]
    if not ids:
        return None
    return call(
        f"seen:{form.function.name}",
        "cabinet.refs_seen",
        {
            "p_types": array_text([type_ for type_, _id in ids]),
            "p_ids": array_text([id_ for _type, id_ in ids]),
            "p_all": "true" if must else "false",
        },
    )


def carried_version(form: FormView, results: Mapping[str, Result]) -> str | None:
    """The version of what the first id of the address names."""
    found = results.get(f"seen:{form.function.name}")
    for row in found.dicts() if found is not None else ():
        if int(row["position"]) == 1 and row["version"] is not None:
            return str(row["version"])
    return None


def add_options(
    visit: Visit, function: Function, name: str, values: Mapping[str, str], statements: dict[str, Statement]
) -> None:
    helper = function.comment.named.get("options", {}).get(name)
    if helper:
        made = forms.helper_statement(
            visit.catalog, function.schema, helper, f"options:{function.name}:{name}", {"p_search": "", **values}
        )
        if made is not None:
            statements[made.name] = made


def later_options(
    visit: Visit, parts: Sequence[Part], results: Mapping[str, Result], posted: Posted | None
) -> list[Statement]:
    """Options that depend on a prefilled value: known only now."""
    wanted: dict[str, Statement] = {}
    for part in parts:
        form = part.form or part.reply
        if form is None or (posted and posted.function == form.function.name):
            continue
        prefilled = prefill_values(form, results)
        if not prefilled or not any(one.depends for one in form.fields.values()):
            continue
        known = {**{k: forms.text_of(v) for k, v in prefilled.items()}, **part.values}
        for statement in form.options_statements(known, {}):
            argument = statement.name.rpartition(":")[2]
            if any(name in prefilled and name not in part.values for name in form.fields[argument].depends):
                wanted[statement.name] = statement
    return list(wanted.values())


def prefill_values(form: FormView, results: Mapping[str, Result]) -> dict[str, Any]:
    found = results.get(f"prefill:{form.function.name}") or results.get(form.function.name)
    if found is None or not found.rows:
        return {}
    row = found.dicts()[0]
    return {
        (key if key.startswith("p_") else f"p_{key}"): value for key, value in row.items() if not key.startswith("_")
    }


def said_submit(found: Result | None) -> str:
    """`_submit` of a prefill or a preview: what the button says of this very case, «Оповестить 132 жителей»."""
    row = found.dicts()[0] if found is not None and found.rows else {}
    return forms.text_of(row.get("_submit"))


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
    if view.trial:
        form.trial, form.trial_pages = f"/{visit.cabinet.cabinet}/_trial/{view.function.slug}", pages_of(visit)
    if visit.asked.get("_focus"):
        form.look_at(visit.asked["_focus"])
    if posted is not None and mine:
        form.at = posted.values.get("_at") or back
        posted.prepare(form)
    return form


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
        lists = [f for f in scene.main + scene.side if not f.is_action and f.kind in {"list", "cards"}]
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
