"""Bodies: plpgsql_check over every PL/pgSQL function, the validator over every sql one, and what they reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from webapp.deploy.checks.ground import Check, Function
from webapp.deploy.problems import Problem
from webapp.deploy.roles import code
from webapp.deploy.session import SqlError
from webapp.deploy.source import Item

_CHECK = """
select p.oid::bigint as oid, c.lineno, c.sqlstate, c.message, c.detail, c.hint, c.level, c.query, c.position
from pg_catalog.pg_proc as p
cross join lateral (
    select distinct coalesce(t.tgrelid, 0) as relation, t.tgoldtable as old_rows, t.tgnewtable as new_rows
    from (select) as one left join pg_catalog.pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
) as r
cross join lateral ext.plpgsql_check_function_tb(
    p.oid::regprocedure, r.relation::regclass, fatal_errors => false, other_warnings => true,
    performance_warnings => true, extra_warnings => false, security_warnings => true,
    oldtable => r.old_rows, newtable => r.new_rows) as c
where p.oid = any (?::oid[]) and (p.prorettype <> 'trigger'::regtype or r.relation <> 0)
"""


def bodies(self: Check) -> None:
    """plpgsql_check over every PL/pgSQL function, the validator over every sql one."""
    by_oid = {one.row.oid: one for one in self.functions.values()}
    checked = [
        oid for oid, one in by_oid.items() if one.row.language == "plpgsql" and one.row.returns != "event_trigger"
    ]
    for row in together(self, checked, _CHECK, by_oid):
        one = by_oid[row.oid]
        _finding(self, one, row)
    plain = [oid for oid, one in by_oid.items() if one.row.language == "sql" and not one.row.parsed_body]
    together(self, plain, "select fmgr_sql_validator(o) from unnest(?::oid[]) as o", by_oid)


def together(self: Check, oids: list[int], sql: str, by_oid: Mapping[int, Function]) -> list[Any]:
    """One query for all; where one function makes it fail, one by one."""
    try:
        with self.session.savepoint():
            return self.session.rows(sql, "{" + ",".join(map(str, oids)) + "}")
    except SqlError as error:
        if len(oids) == 1:
            one = by_oid[oids[0]]
            place = one.place()
            if one.item and error.body_line:
                place = (place[0], one.item.body_line() + error.body_line - 1)
            self.problem(place, f"{one.name}: {error.sentence}", error.hint)
            return []
        middle = len(oids) // 2
        return together(self, oids[:middle], sql, by_oid) + together(self, oids[middle:], sql, by_oid)


def _finding(self: Check, one: Function, row: Any) -> None:
    text = row.message + (f" ({row.detail})" if row.detail else "")
    if one.item and any(accepted in text for accepted in one.item.accepted()):
        return
    # an action is VOLATILE by contract, and STABLE is as fast as IMMUTABLE where a table function is asked once
    if row.message.startswith("routine is marked as ") and (one.action or "STABLE, should be" in row.message):
        return
    # a cast on assignment costs nothing that a page feels, and every lib domain would make one
    if row.message.startswith("target type is different type than source type"):
        return
    place = one.place()
    if one.item:
        line = _finding_line(one.item, row)
        place = (one.item.path, line)
    text = f"{one.name}: {text}".replace("\n", " ")
    if row.level in ("error", "security", "performance"):
        self.problem(
            place,
            text,
            row.hint
            or ("" if row.level == "error" else "right as it is? -- @accept and a part of this sentence, in the body"),
        )
    else:
        self.warn(place, text, row.hint or "")


def _finding_line(item: Item, row: Any) -> int:
    """plpgsql_check tells the line of the statement, or the query and the position in it, which is closer."""
    text = item.definition.text
    query = (row.query or "").strip()
    at = text.find(query) if query else -1
    if at >= 0 and (row.position or not row.lineno):
        indent = len(row.query) - len(row.query.lstrip())
        return item.definition.line_at(at + max((row.position or 1) - 1 - indent, 0))
    line = item.body_line() + max(row.lineno or 1, 1) - 1
    quoted = re.search(r'"([^"]+)"', row.message)
    if not quoted:
        return line
    # a statement may be long: the first of its lines on which the named thing stands
    lines = text.split("\n")
    word = re.compile(rf"\b{re.escape(quoted.group(1).split('.')[-1].split('(')[0])}\b")
    for number in range(line - item.line, min(line - item.line + 60, len(lines))):
        if word.search(lines[number]):
            return item.line + number
    return line


_REACH = """
select p.oid::bigint as oid, d.type, d.oid::bigint as target
from pg_catalog.pg_proc as p
cross join lateral ext.plpgsql_show_dependency_tb(p.oid::regprocedure) as d
where p.oid = any (?::oid[]) and d.type in ('FUNCTION', 'RELATION', 'PROCEDURE')
  and d.schema not in ('pg_catalog', 'information_schema')
"""


def reach(self: Check) -> None:
    """What a cabinet's function names, its code role may use, also through functions that run as their caller."""
    by_oid = {one.row.oid: one for one in self.functions.values()}
    wanted = [
        oid
        for oid, one in by_oid.items()
        if one.row.language == "plpgsql"
        and not one.row.of_trigger
        and (one.row.schema in self.cabinets or not one.row.definer)
    ]
    uses: dict[int, set[tuple[str, int]]] = {}
    quiet: list[Problem] = []
    kept, self.problems = self.problems, quiet
    for row in together(self, wanted, _REACH, by_oid):  # what cannot be analysed was said by plpgsql_check
        uses.setdefault(row.oid, set()).add(("r" if row.type == "RELATION" else "f", row.target))
    self.problems = kept
    pairs: dict[tuple[str, str, int], list[tuple[Function, Function]]] = {}
    for entry in by_oid.values():
        if entry.row.schema not in self.cabinets or not entry.row.definer:
            continue
        role = code(entry.row.schema)
        seen: set[int] = set()
        queue = [entry.row.oid]
        while queue:
            oid = queue.pop()
            if oid in seen:
                continue
            seen.add(oid)
            for kind, target in uses.get(oid, set()):
                pairs.setdefault((role, kind, target), []).append((entry, by_oid[oid]))
                function = by_oid.get(target) if kind == "f" else None
                if function and not function.row.definer:
                    queue.append(target)
    if not pairs:
        return
    keys = list(pairs)
    for kind, privilege, title in (
        ("r", "has_table_privilege(r.role, r.oid, 'select')", "table"),
        ("f", "has_function_privilege(r.role, r.oid, 'execute')", "function"),
    ):
        chosen = [(role, target) for role, k, target in keys if k == kind]
        if not chosen:
            continue
        denied = self.session.rows(
            "select r.role, r.oid::bigint as oid, "
            + ("r.oid::regclass::text" if kind == "r" else "r.oid::regproc::text")
            + " as name, coalesce((select n.nspname from pg_catalog.pg_class as c join "
            "pg_catalog.pg_namespace as n on n.oid = c.relnamespace where c.oid = r.oid), '') as schema "
            f"from unnest(?::name[], ?::oid[]) as r (role, oid) where not {privilege}"
            + (
                " and not exists (select from pg_catalog.pg_class as c where c.oid = r.oid and "
                "(c.relpersistence = 't'))"
                if kind == "r"
                else " and exists (select from pg_catalog.pg_proc as p where p.oid = r.oid)"
            ),
            "{" + ",".join(role for role, _ in chosen) + "}",
            "{" + ",".join(str(target) for _, target in chosen) + "}",
        )
        for row in denied:
            for entry, inner in pairs[row.role, kind, row.oid][:3]:
                through = "" if inner is entry else f" through {inner.name}"
                hint = (
                    f"add {row.schema} to reads of @cabinet, unless its comment has @secret: then ask a domain function"
                    if kind == "r"
                    else "is it @internal, @for others, or of a schema that the cabinet does not read?"
                )
                bare = row.name.rpartition(".")[2]
                self.problem(
                    entry.place_of(row.name, bare),
                    f"{entry.name} uses the {title} {row.name}{through}, which {row.role} may not",
                    hint,
                )
