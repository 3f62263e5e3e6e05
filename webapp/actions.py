"""A sent form: read, confirmed, run once, led on; or shown again with what is wrong at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

from flask import Response, flash, redirect, request
from werkzeug.datastructures import MultiDict

from webapp import files, forms
from webapp.asking import said_submit
from webapp.blocks import Block, address, button, rows_of
from webapp.catalog import Function, Page, fill
from webapp.database.batch import Statement, ValueRefused, call, call_text, run
from webapp.database.errors import BadValue, Conflict, ConstraintViolation, DatabaseError, DatabaseRefusal
from webapp.database.literals import array_text
from webapp.drafts import drop_draft
from webapp.forms import Form, FormView
from webapp.frames import base_context, block_html
from webapp.handlers import HANDLERS, LayerCall
from webapp.passwords import HASHER
from webapp.scenes import Posted, scene_of_action, scene_of_page
from webapp.showing import show
from webapp.visits import NotHere, Remade, Visit, ask, local, view_given


def act(visit: Visit, function: Function) -> Response:
    """One sent form: read, confirm, run, and lead on; or show it again with what is wrong."""
    view = visit.form_view(function)
    posted: MultiDict[str, str] = MultiDict(request.form)
    for key, value in request.args.items(multi=True):  # a button of a row carries its arguments in the address
        if key not in request.form and not key.startswith("_"):
            posted.add(key, value)
    given = view_given(view, visit.given, posted)
    if "_drop_draft" in posted:
        drop_draft(visit)
        left = {a.parameter: given[a.name] for a in function.arguments if given.get(a.name)}
        return redirect(request.path + (f"?{urlencode(left)}" if left else ""), 303)  # type: ignore[return-value]
    form = Form(view, url=request.path)
    form.build(given, {}, posted, {}, {})
    if "_add" in posted or "_find" in posted:
        return form_again(visit, view, posted, given, lambda shown: None, 200)
    values = form.read(posted, given, HASHER.hash)
    uploads = take_files(visit, view, form, posted, values)
    if form.refused:
        keep_uploads(visit, uploads, posted)
        return form_again(visit, view, posted, given, refusals_like(form), 422)
    asks = bool(view.confirm or view.preview) and "_confirmed" not in posted
    if asks:
        keep_uploads(visit, uploads, posted)
        uploads = []
    try:
        if asks:
            return confirm_step(visit, view, posted, given, values)
        if view.layer:
            return by_layer(visit, view, values)
        return by_database(visit, view, values, [one for _name, one in uploads], posted)
    except (DatabaseRefusal, BadValue, ConstraintViolation, Conflict, ValueRefused) as error:
        answer = refused(visit, view, posted, given, values, uploads, form, error)
        if answer is None:
            raise
        return answer


def take_files(
    visit: Visit, view: FormView, form: Form, posted: MultiDict[str, str], values: dict[str, str]
) -> list[tuple[str, files.Upload]]:
    """The files of this form, checked; their ids go into the values."""
    taken: list[tuple[str, files.Upload]] = []
    t = visit.catalog.translator(visit.language)
    limits = visit.site.settings.limits
    for name, one in view.fields.items():
        if one.widget not in forms.FILE_WIDGETS:
            continue
        chosen = forms.files_of(request.files, one.name)
        kept = [item for item in posted.getlist(one.name) if item]
        if not chosen:
            continue
        if len(chosen) + len(kept) + len(taken) > limits.files:
            form.refuse(name, t("check.file_count", limit=limits.files))
            continue
        if not one.multiple:
            chosen, kept = chosen[:1], []
        ids = list(kept)
        for storage in chosen:
            try:
                upload = files.receive(storage, one.widget, limits)
            except files.FileRefused as refusal:
                form.refuse(name, t(refusal.key, **refusal.values))
                continue
            taken.append((one.name, upload))
            ids.append(str(upload.id))
        if ids:
            values[name] = files.ids_text(ids, one.multiple)
            shown = form.field(name)
            if shown is not None and shown.error == t("check.required_file"):
                shown.error = ""
                form.errors = [pair for pair in form.errors if pair[0] != shown.id]
    return taken


def keep_uploads(visit: Visit, uploads: Sequence[tuple[str, files.Upload]], posted: MultiDict[str, str]) -> None:
    """Files of a form that comes back are stored already, so that nobody has to choose them again."""
    if not uploads:
        return
    try:
        run(
            visit.site.database, visit.identity(visit.site.settings.limits.action_seconds),
            [one for _name, upload in uploads for one in upload.statements()], read_only=False,
        )  # fmt: skip
    except DatabaseError:
        return
    for name, upload in uploads:
        posted.add(name, str(upload.id))


def by_database(
    visit: Visit,
    view: FormView,
    values: Mapping[str, str],
    uploads: Sequence[files.Upload],
    posted: MultiDict[str, str],
) -> Response:
    token = posted.get("_token") or ""
    if not forms.is_uuid(token):
        token = str(uuid4())
    function = view.function
    text, parameters = call_text(function.qualified, dict(values))
    statements = [
        Statement("expect", "select cabinet.release_expect(?)", (str(visit.catalog.release),)),
        Statement("begin", "select cabinet.action_begin(?::uuid, ?)", (token, function.qualified)),
        *[one for upload in uploads for one in upload.statements()],
        Statement(
            "outcome",
            f"select message, goto, undo from cabinet.action_finish(?::uuid, (select to_jsonb(a) from {text} as a))",
            (token, *parameters),
        ),
    ]
    try:
        results = run(
            visit.site.database, visit.identity(visit.site.settings.limits.action_seconds), statements,
            read_only=False, repeatable=True,
        )  # fmt: skip
    except DatabaseRefusal as refusal:
        if refusal.status == 208:
            return lead_on(visit, posted, refusal.message, refusal.values.get("goto"))
        if refusal.status == 205:
            visit.site.keeper.reload()
            raise Remade from refusal
        raise
    outcome = results["outcome"].one()
    return lead_on(visit, posted, outcome["message"], outcome["goto"], outcome["undo"])


def lead_on(visit: Visit, posted: Mapping[str, str], message: Any, goto: Any, undo: Any = None) -> Response:
    offered = button(visit.catalog, visit.cabinet.cabinet, str(undo), visit.language) if undo else None
    if offered is not None and offered.direct:
        flash({"text": str(message or ""), "undo": offered.label, "url": offered.url, "token": offered.token}, "undo")  # type: ignore[arg-type]
    elif message:
        flash(str(message), "ok")
    drop_draft(visit)
    at = posted.get("_at") or request.args.get("_at") or ""
    target = address(visit.cabinet.cabinet, str(goto)) if goto else local(at)
    return redirect(target or f"/{visit.cabinet.cabinet}/", 303)  # type: ignore[return-value]


def by_layer(visit: Visit, view: FormView, values: Mapping[str, str]) -> Response:
    handler = HANDLERS.get(view.layer)
    if handler is None:
        raise NotHere
    layer = replace(visit.identity(visit.site.settings.limits.action_seconds), role="cab_layer")
    outcome = handler(
        LayerCall(
            request, visit.catalog, view.function, visit.site.database, values,
            visit.identity(visit.site.settings.limits.action_seconds), layer, visit.language,
        )
    )  # fmt: skip
    if outcome.message:
        flash(outcome.message, "ok")
    target = (
        local(request.form.get("next") or request.args.get("next") or "")
        if outcome.goto == "next"
        else local(outcome.goto)
    )
    response = redirect(target or "/", 303)
    for finish in outcome.finish:
        finish(response)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def form_again(
    visit: Visit,
    view: FormView,
    posted: MultiDict[str, str],
    given: Mapping[str, str],
    prepare_form: Callable[[Form], None],
    status: int,
) -> Response:
    """The page the form stood on, or the form's own, with what was typed."""
    scene = None
    at = local(posted.get("_at") or "")
    if at:
        parts = urlsplit(at)
        _empty, cabinet, slug = ([*parts.path.split("/"), "", "", ""])[:3]
        page = visit.catalog.page(cabinet, slug.replace("-", "_")) if cabinet == visit.cabinet.cabinet else None
        if page is not None and holds(visit, page, view.function.name):
            scene = scene_of_page(visit, page)
            visit.given = {key: value for key, value in parse_qsl(parts.query) if value and not key.startswith("_")}
    if scene is None:
        visit.given = {a.parameter: given[a.name] for a in view.function.arguments if given.get(a.name)}
        scene = scene_of_action(visit, view.function)
    response = show(visit, scene, posted=Posted(view.function.name, posted, given, prepare_form, status >= 400))
    response.status_code = status
    return response


def holds(visit: Visit, page: Page, function: str) -> bool:
    for name in page.blocks + page.side_blocks:
        block = visit.catalog.function(page.cabinet, name)
        if name == function or (block is not None and block.tags.get("reply") == function):
            return True
    return False


def refusals_like(found: Form) -> Callable[[Form], None]:
    def copy(shown: Form) -> None:
        shown.errors, shown.message, shown.way_out = found.errors, found.message, found.way_out
        for name, one in found._fields.items():
            target = shown.field(name)
            if target is not None:
                target.error = one.error
                told = {part.argument: part.error for part in one.parts}
                for part in target.parts:
                    part.error = told.get(part.argument, "")
                for mine, other in zip(target.rows, one.rows, strict=False):
                    mine.error = other.error
                    for cell, wrong in zip(mine.cells, other.cells, strict=False):
                        cell.error = wrong.error

    return copy


def foretold(visit: Visit, function: Function) -> Response | None:
    """An action that asks nothing but shows what it will do opens on that; None for any other."""
    view = visit.form_view(function)
    if not view.preview:
        return None
    posted: MultiDict[str, str] = MultiDict()
    given = view_given(view, visit.given, posted)
    form = Form(view, url=request.path)
    form.build(given, {}, posted, {}, {})
    if not form.asks_nothing:
        return None
    for name, value in form.hidden:
        posted.add(name, value)
        posted.add(f"_hidden_{name}", "1")
    return confirm_step(visit, view, posted, given, form.read(posted, given, HASHER.hash))


def confirm_step(
    visit: Visit, view: FormView, posted: MultiDict[str, str], given: Mapping[str, str], values: Mapping[str, str]
) -> Response:
    """Asks before acting, with what will happen; the typed values travel hidden."""
    preview_block: Block | None = None
    count = None
    word = ""
    if view.preview:
        function = visit.catalog.function(view.function.schema, view.preview)
        if function is not None:
            block_view = visit.block_view(function)
            known = {name: value for name, value in values.items() if function.argument(name) is not None}
            results = ask(visit, [block_view.statement(known, limit=0)], False)
            preview_block = Block(block_view, block_view.kind, block_view.title, block_view.help, "", block_view.empty)
            preview_block.rows, plan = rows_of(
                block_view, results[block_view.name], visit.moment, visit.cabinet.cabinet, visit.language
            )
            preview_block.columns = [column for _at, column in plan.data]
            preview_block.heading = plan.heading
            word = said_submit(results[block_view.name])
            preview_block.total = count = len(preview_block.rows)

    def prepare_form(form: Form) -> None:
        form.step = "confirm"
        form.submit_word = word or form.submit_word
        words: dict[str, object] = {name.removeprefix("p_"): value for name, value in values.items()}
        if count is not None:
            words["count"] = count
        form.confirm_text = fill(form.confirm_text, words)
        if preview_block is not None:
            context = base_context(visit)
            context["csrf"] = ""
            form.preview = block_html(visit, preview_block, context)
        sent = [(key, value) for key, value in posted.items(multi=True) if key not in {"csrf_token", "_token"}]
        named = {key for key, _value in sent}
        form.hidden = sent + [(key, value) for key, value in form.hidden if key not in named]

    posted_alone: MultiDict[str, str] = MultiDict([(k, v) for k, v in posted.items(multi=True) if k != "_at"])
    at = posted.get("_at") or ""

    def prepare_with_place(form: Form) -> None:
        prepare_form(form)
        form.at = at

    return form_again(visit, view, posted_alone, given, prepare_with_place, 200)


def refused(
    visit: Visit,
    view: FormView,
    posted: MultiDict[str, str],
    given: Mapping[str, str],
    values: Mapping[str, str],
    uploads: Sequence[tuple[str, files.Upload]],
    form: Form,
    error: DatabaseError | ValueRefused,
) -> Response | None:
    """The form again with the refusal at its field; None when the refusal is not the form's."""
    t = visit.catalog.translator(visit.language)
    status = error.status
    if isinstance(error, DatabaseRefusal):
        if status in {401, 404}:
            return None
        for argument in view.carried:  # what it was is told: the form comes back with what it is now
            posted.poplist(argument.parameter)
        given = {name: value for name, value in given.items() if name not in {a.name for a in view.carried}}
        text = error.message or visit.catalog.refusal_text(error.code, visit.language, error.values)
        fields = error.values.get("fields")
        if isinstance(fields, dict):
            for field, said in fields.items():
                form.refuse(str(field), str(said))
        elif error.field:
            form.refuse(error.field, text, error.row, error.detail.get("column"))
        else:
            form.message = text
        if error.goto:
            target = address(visit.cabinet.cabinet, error.goto)
            if target:
                form.way_out = (target, error.goto_label or t("ui.way_out"))
    elif isinstance(error, BadValue):
        check_arguments(visit, view, values, form)
        if not form.refused:
            key = f"check.{error.schema}.{error.domain}"
            if not error.domain or t(key) == key:
                return None  # nothing that was typed: the function itself failed
            form.message = t(key)
    elif isinstance(error, ConstraintViolation):
        key = f"{error.schema}.{error.table}.{error.name}"
        text = visit.catalog.find_text(visit.language, f"constraint.{key}") or visit.catalog.constraints.get(key) or ""
        form.message = text or t("check.constraint")
    elif isinstance(error, Conflict):
        form.message = t("refusal.conflict")
    else:
        form.message = t("check.value")
    keep_uploads(visit, uploads, posted)
    return form_again(visit, view, posted, given, refusals_like(form), status)


def check_arguments(visit: Visit, view: FormView, values: Mapping[str, str], form: Form) -> None:
    """Asks the database which value its type does not accept, and says it at the field."""
    pairs = [part for name, value in values.items() for part in (name, value)]
    found = run(
        visit.site.database,
        visit.identity(visit.site.settings.limits.page_seconds),
        [
            call(
                "check",
                "cabinet.arguments_check",
                {"p_function": view.function.qualified, "p_values": array_text(pairs)},
            )
        ],
        read_only=True,
    )["check"].dicts()
    t = visit.catalog.translator(visit.language)
    for row in found:
        text = forms.wrong_text(t, visit.catalog.type(str(row["type_name"])))
        number = int(row["row_number"]) if row["row_number"] is not None else None
        form.refuse(row["field"], text, number, row["column_name"])
