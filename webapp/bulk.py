"""One action for many rows: tick, fill in what is common, see what will be, do it; an outcome for each row.

A list names its actions with `@bulk`; its column `_tick` holds the id of a row. Each row goes through the ordinary action
in a savepoint of its own (`cabinet.bulk_run`): there is no second rule, and a row that refuses leaves the others alone.
The preview is the same run with nothing left of it. Everything works by plain GET and POST.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from flask import Response, redirect, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from webapp.actions import check_arguments
from webapp.asking import who_statement
from webapp.blocks import Block
from webapp.catalog import Argument, Catalog, Function
from webapp.database.batch import Result, Statement, call, call_text, run
from webapp.database.conversion import json_text
from webapp.database.errors import BadValue, Conflict, DatabaseRefusal
from webapp.database.literals import array_text
from webapp.forms import Form, FormView, is_uuid, search_words
from webapp.frames import render_page
from webapp.passwords import HASHER
from webapp.scenes import scene_of_action
from webapp.visits import NotHere, Remade, Visit, ask, local, visit_of

MOST_ROWS = 100


@dataclass(slots=True)
class Outcome:
    """A row and what becomes of it."""

    name: str
    link: str | None
    done: bool | None = None
    message: str = ""


def offered(catalog: Catalog, cabinet: str) -> frozenset[str]:
    """The actions of a cabinet that one of its lists offers for many rows."""
    key = ("bulk", cabinet)
    if key not in catalog.memo:
        catalog.memo[key] = frozenset(
            name
            for function in catalog.functions.values()
            if function.schema == cabinet
            for name in function.words("bulk")
        )
    found: frozenset[str] = catalog.memo[key]
    return found


class Bulk:
    """A bulk action of this request: its rows and its form without the argument that names a row."""

    def __init__(self, visit: Visit, name: str, ticks: Sequence[str], back: str) -> None:
        function = visit.catalog.function(visit.cabinet.cabinet, name)
        if function is None or not function.is_action or name not in offered(visit.catalog, visit.cabinet.cabinet):
            raise NotHere
        self.visit = visit
        self.function: Function = function
        self.view: FormView = visit.form_view(function)
        self.row: Argument = function.arguments[0]
        self.ticks = list(dict.fromkeys(ticks))
        self.back = local(back) or f"/{visit.cabinet.cabinet}/"
        self.url = f"/{visit.cabinet.cabinet}/_bulk/{function.slug}"
        self.t = visit.catalog.translator(visit.language)

    @property
    def rows(self) -> list[dict[str, str]]:
        made = []
        for tick in self.ticks:
            id_, mark, version = tick.partition("~")
            made.append({"id": id_, **({"version": version} if mark and version.isdecimal() else {})})
        return made

    # -- what is asked of the database

    def ask(self, posted: MultiDict[str, str] | None) -> dict[str, Result]:
        """Who asks, what the ticked rows are called, and what the common fields offer."""
        page = self.visit.catalog.page_of(self.function)
        ids = [row["id"] for row in self.rows]
        names = call(
            "names",
            "cabinet.refs_seen",
            {"p_types": array_text([self.row.type.name] * len(ids)), "p_ids": array_text(ids), "p_all": "false"},
        )
        known = {self.row.name: ids[0]} if ids and ids[0].isdecimal() else {}
        searches: dict[str, str] = {}
        if posted is not None:
            searches = search_words(posted, self.view.fields.values())
            known |= {one.argument: posted[one.name] for one in self.view.fields.values() if posted.get(one.name)}
        statements = [who_statement(self.visit, page.page if page else self.function.name)]
        statements += [names] if ids else []
        statements += self.view.options_statements(known, searches) if known else []
        return ask(self.visit, statements, False)

    def run_statement(self, values: Mapping[str, str], dry: bool) -> tuple[str, tuple[str | bytes, ...]]:
        carried = self.view.carried[0].name if self.view.carried else None
        return call_text(
            "cabinet.bulk_run",
            {
                "p_action": self.function.qualified,
                "p_argument": self.row.name,
                "p_type": self.row.type.name,
                "p_rows": json_text(self.rows),
                "p_values": json_text(dict(values)),
                "p_version": carried,
                "p_dry": "true" if dry else "false",
            },
        )

    # -- what is shown

    def form(self, posted: MultiDict[str, str] | None, results: Mapping[str, Result]) -> Form:
        form = Form(self.view, url=self.url)
        ids = [row["id"] for row in self.rows]
        searches = search_words(posted, self.view.fields.values()) if posted is not None else {}
        form.build({self.row.name: ids[0] if ids else "0"}, {}, posted, results, searches)
        form.hidden = [("tick", tick) for tick in self.ticks]
        form.confirm_text = ""
        form.at = self.back
        if form.asks_nothing:
            form.hidden.append(("_confirmed", "1"))
            form.submit_word = self.t("ui.bulk_do", label=self.view.submit, count=len(self.ticks))
        else:
            form.submit_word = self.t("ui.bulk_preview")
        return form

    def named(self, results: Mapping[str, Result]) -> list[Outcome]:
        found = {str(row["id"]): row["name"] for row in results["names"].dicts()} if "names" in results else {}
        return [self.outcome(row["id"], found.get(row["id"])) for row in self.rows]

    def outcome(self, id_: str, name: str | None, done: bool | None = None, message: str = "") -> Outcome:
        page = self.visit.catalog.page(self.visit.cabinet.cabinet, self.row.type.tags.get("link", ""))
        link = f"{page.path}?{urlencode({self.row.type.noun: id_})}" if page is not None and name else None
        return Outcome(name or self.t("ui.not_found"), link, done, message)

    def outcomes(self, result: Result) -> list[Outcome]:
        return [
            self.outcome(str(row["id"]), row["name"], row["done"] in {True, "t", "1"}, row["message"] or "")
            for row in result.dicts()
        ]

    def listed(self, outcomes: Sequence[Outcome], planned: bool = False, alone: bool = False) -> Markup:
        done = sum(1 for one in outcomes if one.done)
        template = self.visit.site.templates.environment.get_template("parts/bulk.html")
        left = len(outcomes) - done
        judged = any(one.done is not None for one in outcomes)
        said = ""
        if judged:
            word = "plan" if planned else "result"
            said = self.t(f"ui.bulk_{word}" if left else f"ui.bulk_{word}_all", done=done, left=left)
        return Markup(template.render(outcomes=outcomes, judged=judged, said=said, planned=planned, alone=alone))  # noqa: S704

    def page(self, form: Form | None, extra: Markup | None = None, status: int = 200) -> Response:
        scene = scene_of_action(self.visit, self.function)
        scene.back = (self.back, self.t("ui.back"))
        blocks = []
        if form is not None:
            view = self.visit.block_view(self.function)
            blocks.append(Block(view, "form", view.title, view.help, form=form))
        response = render_page(self.visit, scene, blocks, extra)
        response.status_code = status
        return response


def bulk_get(cabinet: str, name: str) -> Response:
    """The form for the ticked rows; with `_done` what became of them."""
    visit = visit_of(cabinet)
    bulk = Bulk(visit, name, request.args.getlist("tick"), request.args.get("_at", ""))
    token = request.args.get("_done", "")
    if token:
        if not is_uuid(token):
            raise NotHere
        page = visit.catalog.page_of(bulk.function)
        outcome = call("outcome", "cabinet.bulk_outcome", {"p_token": token, "p_action": bulk.function.qualified})
        found = ask(visit, [who_statement(visit, page.page if page else name), outcome], False)
        return bulk.page(None, bulk.listed(bulk.outcomes(found["outcome"]), alone=True))
    return bulk_form(bulk, None, 200)


def bulk_form(bulk: Bulk, posted: MultiDict[str, str] | None, status: int, refused: Form | None = None) -> Response:
    results = bulk.ask(posted)
    if not bulk.ticks or len(bulk.ticks) > MOST_ROWS:
        form = bulk.form(posted, {})
        form.fields, form.message = [], bulk.t("ui.bulk_most" if bulk.ticks else "ui.bulk_none", limit=MOST_ROWS)
        form.way_out = (bulk.back, bulk.t("ui.back"))
        form.over = True
        return bulk.page(form, status=422)
    form = bulk.form(posted, results)
    if refused is not None:
        form.errors, form.message, form.way_out = refused.errors, refused.message, refused.way_out
        for name in bulk.view.fields:
            mine, told = form.field(name), refused.field(name)
            if mine is not None and told is not None:
                mine.error = told.error
    form.chosen = bulk.listed(bulk.named(results))
    return bulk.page(form, status=status)


def bulk_post(cabinet: str, name: str) -> Response:
    """What would be, or, confirmed, what became of each row."""
    posted: MultiDict[str, str] = MultiDict(request.form)
    visit = visit_of(cabinet)
    bulk = Bulk(visit, name, posted.getlist("tick"), posted.get("_at") or "")
    if not bulk.ticks or len(bulk.ticks) > MOST_ROWS or "_find" in posted:
        return bulk_form(bulk, posted, 200)
    form = bulk.form(posted, {})
    values = form.read(posted, {}, HASHER.hash)
    if form.refused:
        return bulk_form(bulk, posted, 422, form)
    values = {key: value for key, value in values.items() if bulk.view.fields.get(key) and key != bulk.row.name}
    try:
        return bulk_done(bulk, posted, values) if "_confirmed" in posted else bulk_plan(bulk, posted, values)
    except BadValue:
        check_arguments(visit, bulk.view, values, form)
        if not form.refused:
            raise
        return bulk_form(bulk, posted, 422, form)
    except Conflict:
        form.message = bulk.t("refusal.conflict")
        return bulk_form(bulk, posted, 409, form)


def bulk_plan(bulk: Bulk, posted: MultiDict[str, str], values: Mapping[str, str]) -> Response:
    """The same run, of which nothing stays."""
    visit = bulk.visit
    results = bulk.ask(posted)
    text, parameters = bulk.run_statement(values, True)
    seconds = visit.site.settings.limits.action_seconds
    statements = [
        Statement("begin", "select cabinet.action_begin(?::uuid, ?)", (str(uuid4()), bulk.function.qualified)),
        Statement("plan", f"select * from {text}", parameters),
    ]
    plan = run(visit.site.database, visit.identity(seconds), statements, read_only=False, repeatable=True)["plan"]
    outcomes = bulk.outcomes(plan)
    possible = sum(1 for one in outcomes if one.done)
    form = bulk.form(posted, results)
    if not possible:
        form.message = bulk.t("ui.bulk_nothing")
        form.chosen = bulk.listed(outcomes, True)
        return bulk.page(form, status=409)
    form.step = "confirm"
    skip = {"csrf_token", "_token", "_confirmed", "_at"}
    form.hidden = [(key, value) for key, value in posted.items(multi=True) if key not in skip]
    form.submit_word = bulk.t("ui.bulk_do", label=bulk.view.submit, count=possible)
    form.preview = bulk.listed(outcomes, True)
    return bulk.page(form)


def bulk_done(bulk: Bulk, posted: MultiDict[str, str], values: Mapping[str, str]) -> Response:
    """Runs once for a token; the answer leads to the outcome, which a reload or a second click shows again."""
    visit = bulk.visit
    token = posted.get("_token") or ""
    token = token if is_uuid(token) else str(uuid4())
    text, parameters = bulk.run_statement(values, False)
    statements = [
        Statement("expect", "select cabinet.release_expect(?)", (str(visit.catalog.release),)),
        Statement("begin", "select cabinet.action_begin(?::uuid, ?)", (token, bulk.function.qualified)),
        Statement(
            "outcome",
            "select message from cabinet.action_finish(?::uuid, (select jsonb_build_object('rows', jsonb_agg(to_jsonb(b)))"
            f" from {text} as b))",
            (token, *parameters),
        ),
    ]
    seconds = visit.site.settings.limits.action_seconds
    try:
        run(visit.site.database, visit.identity(seconds), statements, read_only=False, repeatable=True)
    except DatabaseRefusal as refusal:
        if refusal.status == 205:
            visit.site.keeper.reload()
            raise Remade from refusal
        if refusal.status != 208:
            raise
    target: Any = redirect(f"{bulk.url}?{urlencode({'_done': token, '_at': bulk.back})}", 303)
    made: Response = target
    return made
