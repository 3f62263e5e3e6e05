"""What a scene asks of the database: the statements of its blocks, forms and options, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp import forms, saved
from webapp.blocks.calendar import window_of
from webapp.catalog import Function
from webapp.database.batch import Result, Statement, call
from webapp.database.literals import array_text
from webapp.forms import FormView
from webapp.scenes import Part, Posted, Scene, lists_of, looked_away, window_suffix
from webapp.visits import NotHere, Visit


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
    lists = lists_of(scene)
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


def called(form: FormView, values: Mapping[str, str], hidden: set[str], results: Mapping[str, Result]) -> list[str]:
    """What the ids of the address are called, as far as the form does not ask for them again."""
    found = results.get(f"seen:{form.function.name}")
    asked = [a for a in form.function.arguments if a.type.is_reference and "seen" in a.type.tags and values.get(a.name)]
    rows = sorted(found.dicts(), key=lambda row: int(row["position"])) if found is not None else []
    return [str(row["name"]) for row in rows if row["name"] and asked[int(row["position"]) - 1].parameter in hidden]


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
