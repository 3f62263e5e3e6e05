"""(g) every block and every list of options of the widest people's pages at 100,000 accounts: none over 50 ms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyodbc

from tests.bench.ground import company
from tests.conftest import administration
from webapp.settings import Settings

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

PEOPLE = {
    "supervisor": "supervisor@example.ru",
    "operator": "operator@example.ru",
    "manager": "manager@example.ru",
    "resident": "petrova@example.ru",
    "accountant": "accountant@example.ru",
    "admin": "admin@example.ru",
}
HOMES = {"resident": "home", "manager": "today"}
LIMIT_MS = 50
TIMES = 3
SETTLED = 6  # a connection keeps to one plan for all arguments after the fifth time

# What the person's own list shows first, and what belongs to it: values for the arguments that have no default.
SAMPLE = """
select o.order_id, o.house_id, o.entrance_id, o.premise_id, o.zone_id, o.service_id, o.assignee_id as staff_id,
    coalesce(o.resident_id, 1) as user_id, a.account_id, o.place,
    (select max(w.work_id) from upkeep.works as w where w.house_id = o.house_id) as work_id
from desk.orders as o
left join money.accounts as a on a.premise_id = o.premise_id
where o.premise_id is not null and o.assignee_id is not null and case ?
    when 'resident' then o.resident_id = (select f.user_id from people.user_find(?) as f limit 1)
    when 'manager' then o.zone_id in (
        select z.zone_id from people.zone_managers as z join people.staff as s on s.staff_id = z.staff_id
        where s.user_id = (select f.user_id from people.user_find(?) as f limit 1))
    else true
end
order by o.order_id desc limit 1
"""
FUNCTIONS = """
select f.proname::text, p.page, n.nspname || '.' || f.proname, coalesce(a.names, '{}'), coalesce(a.types, '{}'),
    coalesce(a.optional, '{}')
from pg_proc as f
join pg_namespace as n on n.oid = f.pronamespace
left join lateral (
    select p.page from cabinet.pages as p
    where p.cabinet = n.nspname and f.proname = any (
        array(select p.page || '_' || b from unnest(p.blocks || p.side_blocks) as b) || p.blocks || p.side_blocks)
    order by length(p.page) desc limit 1
) as p on true
left join lateral (
    select
        jsonb_agg(f.proargnames[i.i] order by i.i)::text as names,
        jsonb_agg(f.proargtypes[i.i - 1]::regtype::text order by i.i)::text as types,
        jsonb_agg(i.i > f.pronargs - f.pronargdefaults order by i.i)::text as optional
    from generate_series(1, f.pronargs) as i (i)
) as a on f.pronargs > 0
where n.nspname = ? and f.provolatile = 's' and f.proretset
order by p.page nulls last, f.proname
"""
KEYS = {"p_place": "place"}
# What else a block may need: SQL that answers one value, by the argument's name or by function and argument.
VALUES = {
    "p_from": "lib.moment()::date", "p_to": "lib.moment()::date + 6", "terms_preview.p_from": "lib.moment()::date + 1",
    "p_reason": "'проверка'", "p_title": "'Отключат воду'", "p_body": "'Завтра с 10 до 12'", "p_ground": "'приказ 1'",
    "p_clock": "'calendar'", "p_days": "1", "p_hours": "2", "p_minutes": "0", "p_weekday": "1", "p_search": "'кран'",
    "p_kind": "(select min(k.kind) from talk.event_kinds as k)",
    "p_feature": "(select min(f.feature) from cabinet.features as f)",
    "p_key": "'company_name'", "texts_draft.p_key": "(select min(t.key) from cabinet.texts as t)",
    "p_from_state": "'new'", "p_to_state": "'assigned'",
    "p_term": "(select max(t.term_id) from desk.terms as t)",
    "p_rule": "(select max(r.rule_id) from desk.routing_rules as r)",
    "p_news": "(select max(n.news_id) from talk.news as n where n.published_at is not null)",
    "p_deploy": "(select max(d.deploy_id) from cabinet.deploys as d)",
    "p_import": "(select max(i.import_id) from estate.imports as i)",
    "p_template": "(select max(t.template_id) from cabinet.templates as t)",
    "p_erasure": "(select max(e.erasure_id) from people.erasure_requests as e)",
    "p_request": "(select max(e.request_id) from cabinet.error_log as e)",
    "p_room": "'supervisor'", "p_page": "'orders'",
    "p_contractor": "(select min(c.contractor_id) from people.contractors as c)",
    "p_document": "(select max(d.document_id) from cabinet.documents as d)",
    "p_entrance": "(select min(e.entrance_id) from estate.entrances as e)",
    "p_outage": "(select max(o.outage_id) from talk.outages as o where o.announced_at is not null)",
    "p_ended": "lib.moment()::text",
    "p_work": "(select max(w.work_id) from upkeep.works as w)",
    "p_plan": "(select max(p.plan_id) from upkeep.plans as p)",
    "p_crew": "(select min(c.crew_id) from upkeep.crews as c)",
    "p_norm": "(select min(n.norm_id) from upkeep.norms as n)",
    "p_checklist": "(select min(c.checklist_id) from upkeep.checklists as c)",
    "p_material": "(select min(m.material_id) from upkeep.materials as m)",
    "p_store": "(select min(s.store_id) from upkeep.stores as s)",
    "p_object": "(select min(o.object_id) from estate.objects as o)",
    "p_object_type": "(select min(t.object_type) from estate.object_types as t)",
    "p_attribute": "(select min(a.attribute_id) from estate.attributes as a)",
    "p_leave": "(select min(r.leave_request_id) from people.leave_requests as r where r.state = 'new')",
    "p_pattern": "(select min(p.duty_pattern_id) from people.duty_patterns as p)",
    "p_houses": "(select array_agg(h.house_id) from (select h.house_id from estate.houses as h limit 50) as h)",
}  # fmt: skip
SEARCH = "p_search => 'кран'"


@dataclass(frozen=True)
class Call:
    cabinet: str
    page: str | None
    name: str
    text: str


def _calls(connection: pyodbc.Connection, cabinet: str, login: str, skipped: list[str]) -> Iterator[Call]:
    cursor = connection.execute(SAMPLE, cabinet, login, login)
    row = cursor.fetchone()
    sample = dict(zip([column[0] for column in cursor.description], row, strict=True)) if row else {}
    for name, page, function, *lists in connection.execute(FUNCTIONS, cabinet).fetchall():
        names, types, optional = (json.loads(part) if part != "{}" else [] for part in lists)
        given = {}
        for argument, kind, may_miss in zip(names, types, optional, strict=True):
            key = KEYS.get(argument) or kind.removeprefix("lib.").removesuffix("_ref") + "_id"
            if not may_miss:
                given[argument] = sample.get(key) or _value(connection, f"{name}.{argument}", argument)
        if None in given.values():
            skipped.append(f"{function}({', '.join(a for a, v in given.items() if v is None)})")
            continue
        text = ", ".join(f"{argument} => '{value}'" for argument, value in given.items())
        yield Call(cabinet, page, name, f"{function}({text})")
        if "p_search" in names and "p_search" not in given:
            yield Call(cabinet, page, f"{name} searched", f"{function}({', '.join(filter(None, [text, SEARCH]))})")


def _value(connection: pyodbc.Connection, *keys: str) -> str | None:
    """The first known of these values, as text."""
    for key in keys:
        if key in VALUES:
            value = connection.execute(f"select ({VALUES[key]})::text").fetchval()
            return None if value is None else str(value).replace("'", "''")
    return None


def measure(
    settings: Settings, cabinet: str, login: str, skipped: list[str], *, page: str | None = None
) -> dict[Call, float]:
    """
    ms of every call as the person, under the cabinet's walls, and rolled back: best of some first runs or, where that is
    more, best of some runs of a connection that has settled on its plans.
    """
    found: dict[Call, float] = {}
    with administration(settings, settings.database.name) as connection:
        for call in list(_calls(connection, cabinet, login, skipped)):
            if page and call.page != page:
                continue
            connection.execute("begin")
            connection.execute("select people.session_as(?, ?)", login, cabinet).fetchall()
            connection.execute(f"set local role cab_{cabinet}")
            took = []
            try:
                for _ in range(TIMES + SETTLED):
                    plan = json.loads(
                        connection.execute(
                            f"explain (analyze, timing off, format json) select * from {call.text}"
                        ).fetchval()
                    )[0]
                    took.append(plan["Planning Time"] + plan["Execution Time"])
                found[call] = max(min(took[:TIMES]), min(took[-TIMES:]))
            except pyodbc.Error as error:
                skipped.append(f"{call.text}: {str(error.args[-1]).splitlines()[0][:120]}")
            finally:
                connection.execute("rollback")
    return found


def blocks_at_size(report: Report) -> None:
    large, small = company(100_000), company(1000)
    slow = 0
    skipped: list[str] = []
    for cabinet, login in PEOPLE.items():
        times = measure(large, cabinet, login, skipped)
        over = {call: took for call, took in times.items() if took > LIMIT_MS}
        slow += len(over)
        widest = max(times, key=lambda call: times[call])
        report.line(f"{cabinet}: {len(times)} calls, the longest {widest.name} {times[widest]:.0f} ms")
        for call, took in sorted(over.items(), key=lambda item: -item[1]):
            report.line(f"    {took:6.0f} ms  {call.page or 'options'}: {call.text}")
        if home := HOMES.get(cabinet):
            # in turn, since others use the machine too
            runs = [
                [measure(settings, cabinet, login, [], page=home) for settings in (large, small)] for _ in range(TIMES)
            ]
            sums = [
                sum(min(run[size][call] for run in runs) for call in runs[0][size] if "searched" not in call.name)
                for size in (0, 1)
            ]
            report.line(f"{cabinet}/{home}: {sums[0]:.1f} ms in SQL at 100,000 accounts, {sums[1]:.1f} at 1,000")
            report.ratio(f"g  {cabinet}/{home}: SQL at 100,000 ÷ at 1,000", sums[0] / sums[1], at_most=1.2)
    for text in skipped:
        report.line(f"not asked: {text}")
    report.ratio(f"g  blocks over {LIMIT_MS} ms", slow, at_most=0)
