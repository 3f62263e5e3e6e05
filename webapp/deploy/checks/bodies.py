"""Bodies: plpgsql_check over every PL/pgSQL function, the validator over every sql one, and what they reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from webapp.deploy.checks.ground import Check, Function
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
    loose = [oid for oid, one in by_oid.items() if one.row.language == "plpgsql" and one.row.of_trigger]
    together(self, loose, "select plpgsql_validator(o) from unnest(?::oid[]) as o", by_oid)
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
# Whatever a text can name, the text of each function, and what stands behind a relation: what a view reads, functions of
# policies and defaults.
_NAMES = """
select n.nspname::text as schema, p.proname::text as name, 'f' as kind, p.oid::bigint as oid
from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema')
union all
select n.nspname::text, c.relname::text, 'r', c.oid::bigint
from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
"""
_BEHIND = """
select distinct coalesce(w.ev_class, a.adrelid, y.polrelid)::bigint as oid,
    case when d.refclassid = 'pg_proc'::regclass then 'f' else 'r' end as kind, d.refobjid::bigint as target
from pg_catalog.pg_depend as d
left join pg_catalog.pg_rewrite as w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
left join pg_catalog.pg_attrdef as a on d.classid = 'pg_attrdef'::regclass and a.oid = d.objid
left join pg_catalog.pg_policy as y on d.classid = 'pg_policy'::regclass and y.oid = d.objid
left join pg_catalog.pg_class as c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
where d.classid in ('pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_policy'::regclass)
  and (d.refclassid = 'pg_proc'::regclass or c.relkind in ('r', 'v', 'm', 'p', 'f'))
"""
_VIEWS = """
select distinct w.ev_class::bigint as oid, d.refobjid::bigint as target
from pg_catalog.pg_rewrite as w
join pg_catalog.pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
join pg_catalog.pg_namespace as n on n.nspname not in ('pg_catalog', 'information_schema')
join pg_catalog.pg_class as c on c.oid = w.ev_class and c.relnamespace = n.oid
where d.refobjid <> w.ev_class
"""
_SOURCES = "select p.oid::bigint as oid, p.prosrc as source from pg_catalog.pg_proc as p where p.oid = any (?::oid[])"
# names that no search in the text finds: a comment beside the dot, odd signs, an escaped name
_HIDDEN = re.compile(r"\.\s*(?:/\*|--|\"?\w*\$|\"\w*[^\w\"])|(?:\*/|--[^\n]*\n)\s*\.\s*[\w\"]|[uU]&\"")
_NO_PATH = re.compile(r'search_path=(?:\\"\\"|""|)[,}"]')
Uses = dict[int, set[tuple[str, int]]]


def reach(self: Check) -> None:
    """What a cabinet's function names, its code role may use, also through functions that run as their caller.

    To ask plpgsql_check what all functions use takes as long as to check them. So first their texts are searched: every
    name is written with its schema (search_path is empty, so that others would not have been found), and what a text
    names is more than what it uses. Only where that would be denied, it is asked what is used really."""
    by_oid = {one.row.oid: one for one in self.functions.values()}
    wanted = [
        oid
        for oid, one in by_oid.items()
        if one.row.language == "plpgsql"
        and not one.row.of_trigger
        and (one.row.schema in self.cabinets or not one.row.definer)
    ]
    entries = [one for one in by_oid.values() if one.row.schema in self.cabinets and one.row.definer]
    texts = named(self, wanted, by_oid)
    suspects = {entry.row.oid for _key, _row, users in _denied(self, entries, texts, by_oid) for entry, _inner in users}
    if not suspects:
        return
    doubtful = [one for one in entries if one.row.oid in suspects]
    asked = {oid for one in doubtful for oid in _closure(one, texts, by_oid)}
    uses = used(self, sorted(asked), by_oid)
    _add_views(self, uses, texts)
    for kind, row, users in _denied(self, doubtful, uses, by_oid):
        title = "table" if kind == "r" else "function"
        for entry, inner in users[:3]:
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


def named(self: Check, oids: list[int], by_oid: Mapping[int, Function]) -> Uses:
    """What each function's text names, and what stands behind that."""
    known: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for row in self.session.rows(_NAMES):
        known.setdefault((row.schema, row.name), set()).add((row.kind, row.oid))
    behind: Uses = {}
    for row in self.session.rows(_BEHIND):
        behind.setdefault(row.oid, set()).add((row.kind, row.target))
    schemas = "|".join(sorted({re.escape(schema) for schema, _name in known}))
    qualified = re.compile(rf'\b({schemas})"?\s*\.\s*"?(\w+)', re.IGNORECASE)
    found: Uses = {}
    unclear = []
    for row in self.session.rows(_SOURCES, "{" + ",".join(map(str, oids)) + "}"):
        config = by_oid[row.oid].row.config
        if _HIDDEN.search(row.source) or ("search_path" in config and not _NO_PATH.search(config)):
            unclear.append(row.oid)
            continue
        uses = found[row.oid] = set()
        for schema, name in set(qualified.findall(row.source)):
            uses |= known.get((schema.lower(), name.lower()), set()) | known.get((schema, name), set())
        queue = [target for kind, target in uses if kind == "r"]
        while queue:
            for one in behind.get(queue.pop(), set()) - uses:
                uses.add(one)
                if one[0] == "r":
                    queue.append(one[1])
    found |= used(self, unclear, by_oid) if unclear else {}
    return found


def used(self: Check, oids: list[int], by_oid: Mapping[int, Function]) -> Uses:
    """What each function uses as plpgsql_check sees it."""
    found: Uses = {}
    kept, self.problems = self.problems, []  # what cannot be analysed was said before
    for row in together(self, oids, _REACH, by_oid):
        found.setdefault(row.oid, set()).add(("r" if row.type == "RELATION" else "f", row.target))
    self.problems = kept
    return found


def _add_views(self: Check, uses: Uses, texts: Uses) -> None:
    """From PostgreSQL 16 on plpgsql_check names the tables behind a view and not the view itself: it is used when the text
    names it and one of its tables is."""
    behind: dict[int, set[tuple[str, int]]] = {}
    for row in self.session.rows(_VIEWS):
        behind.setdefault(row.oid, set()).add(("r", row.target))
    for oid, found in uses.items():
        named_views = {("r", target) for _kind, target in texts.get(oid, set()) if target in behind}
        while added := {view for view in named_views - found if behind[view[1]] & found}:
            found |= added


def _closure(entry: Function, uses: Uses, by_oid: Mapping[int, Function]) -> set[int]:
    """The function and those it uses that run as their caller."""
    seen: set[int] = set()
    queue = [entry.row.oid]
    while queue:
        oid = queue.pop()
        if oid in seen:
            continue
        seen.add(oid)
        for kind, target in uses.get(oid, set()):
            function = by_oid.get(target) if kind == "f" else None
            if function and not function.row.definer and function.row.language == "plpgsql":
                queue.append(target)
    return seen


def _denied(
    self: Check, entries: list[Function], uses: Uses, by_oid: Mapping[int, Function]
) -> list[tuple[str, Any, list[tuple[Function, Function]]]]:
    """Tables (r) and functions (f) that a cabinet's functions use and its code role may not, with who uses them."""
    pairs: dict[tuple[str, str, int], list[tuple[Function, Function]]] = {}
    for entry in entries:
        role = code(entry.row.schema)
        for oid in _closure(entry, uses, by_oid):
            for kind, target in uses.get(oid, set()):
                pairs.setdefault((role, kind, target), []).append((entry, by_oid[oid]))
    found = []
    for kind, privilege in (
        ("r", "has_table_privilege(r.role, r.oid, 'select')"),
        ("f", "has_function_privilege(r.role, r.oid, 'execute')"),
    ):
        chosen = [(role, target) for role, k, target in pairs if k == kind]
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
        found += [(kind, row, pairs[row.role, kind, row.oid]) for row in denied]
    return found
