"""What the database holds: objects with their hashes, who depends on whom, what deploy recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.deploy.session import Session

# Schemas of Sokol: those of its owner. Whatever else lives in the database (monitoring, an old system's tables, a
# colleague's scratch schema) is looked past: nothing of it is drift, gets rights or is dropped.
OURS = "n.nspname <> 'ext' and n.nspowner = 'sokol_owner'::pg_catalog.regrole"
_NOT_EXTENSION = (
    "not exists (select from pg_catalog.pg_depend as e where e.classid = {classid}::pg_catalog.regclass "
    "and e.objid = {oid} and e.deptype = 'e')"
)

_OBJECTS = f"""
select 'function ' || n.nspname || '.' || p.proname as key, p.oid::bigint as oid,
    case p.prokind when 'p' then 'procedure' else 'function' end as kind,
    encode(sha256(convert_to(pg_get_functiondef(p.oid) || E'\\n'
        || coalesce(obj_description(p.oid, 'pg_proc'), ''), 'UTF8')), 'hex') as sha256
from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where {OURS} and {{chosen_functions}} p.prokind in ('f', 'p', 'w') and {_NOT_EXTENSION.format(classid="'pg_catalog.pg_proc'", oid="p.oid")}
union all
select 'view ' || n.nspname || '.' || c.relname, c.oid::bigint, 'view',
    encode(sha256(convert_to(pg_get_viewdef(c.oid) || E'\\n' || coalesce(c.reloptions::text, '') || E'\\n' || coalesce(
        (select string_agg(d.objsubid || ' ' || d.description, E'\\n' order by d.objsubid)
         from pg_catalog.pg_description as d
         where d.objoid = c.oid and d.classoid = 'pg_catalog.pg_class'::regclass), ''), 'UTF8')), 'hex')
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where {OURS} and {{chosen_views}} c.relkind = 'v'
order by 1, 2
"""
_CHOSEN = "{} in (select k from jsonb_array_elements_text(?::jsonb) as k) and"

_RECORDED = """
select object, kind, path, line, source_sha256, catalogue_sha256, source from cabinet.sources order by object
"""


@dataclass(frozen=True, slots=True)
class Live:
    """A function or view as the catalogue holds it now."""

    key: str
    oid: int
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of cabinet.sources. A path of migrations: made there, with no re-creatable source so far."""

    key: str
    kind: str
    path: str
    line: int
    source_sha256: str
    catalogue_sha256: str
    source: str

    @property
    def in_migration(self) -> bool:
        return "/migrations/" in self.path


@dataclass(frozen=True, slots=True)
class Dependent:
    """What would go when an object is dropped. `key` '' when it is no re-creatable object."""

    key: str
    oid: int
    description: str


def live(session: Session, keys: Iterable[str] | None = None) -> dict[str, list[Live]]:
    """Functions, procedures and views by key, all or those of `keys`; more than one where somebody made an overload."""
    found: dict[str, list[Live]] = {}
    if keys is None:
        rows = session.rows(_OBJECTS.format(chosen_functions="", chosen_views=""))
    else:
        functions = _CHOSEN.format("'function ' || n.nspname || '.' || p.proname")
        views = _CHOSEN.format("'view ' || n.nspname || '.' || c.relname")
        wanted = json.dumps(list(keys))
        rows = session.rows(_OBJECTS.format(chosen_functions=functions, chosen_views=views), wanted, wanted)
    for row in rows:
        found.setdefault(row.key, []).append(Live(row.key, row.oid, row.kind, row.sha256))
    return found


def recorded(session: Session) -> dict[str, Recorded]:
    if session.value("select to_regclass('cabinet.sources')::text") is None:
        return {}
    return {row.object: Recorded(*row) for row in session.rows(_RECORDED)}


def drift(before: dict[str, list[Live]], rows: dict[str, Recorded]) -> dict[str, str]:
    """Objects that were changed past deploy, by key: 'changed', 'dropped', 'new'."""
    found = {}
    for key, row in rows.items():
        if row.kind not in ("function", "procedure", "view"):
            continue
        objects = before.get(key, [])
        if not objects:
            found[key] = "dropped"
        elif len(objects) > 1 or objects[0].sha256 != row.catalogue_sha256:
            found[key] = "changed"
    for key in before:
        if key not in rows:
            found[key] = "new"
    return found


def definition(session: Session, one: Live) -> str:
    """The live version as SQL: the statement that makes it and its comments."""
    kind = one.key.partition(" ")[0]
    name = one.key.partition(" ")[2]
    if kind == "view":
        row = session.rows(
            "select pg_get_viewdef(?::bigint::oid, true) as body, array_to_string(c.reloptions, ', ') as options, "
            "obj_description(c.oid, 'pg_class') as comment from pg_catalog.pg_class as c where c.oid = ?::bigint::oid",
            one.oid,
            one.oid,
        )[0]
        options = f"\nwith ({row.options})" if row.options else ""
        text = f"create or replace view {name}{options} as\n{row.body.rstrip().rstrip(';')};\n"
        columns = session.rows(
            "select a.attname, d.description from pg_catalog.pg_description as d join pg_catalog.pg_attribute as a "
            "on a.attrelid = d.objoid and a.attnum = d.objsubid where d.objoid = ?::bigint::oid and d.objsubid > 0 "
            "and d.classoid = 'pg_catalog.pg_class'::regclass order by d.objsubid",
            one.oid,
        )
        comments = [(f"view {name}", row.comment)] if row.comment else []
        comments += [(f"column {name}.{column}", description) for column, description in columns]
    else:
        row = session.rows(
            "select pg_get_functiondef(?::bigint::oid) as body, obj_description(?::bigint::oid, 'pg_proc') as comment",
            one.oid,
            one.oid,
        )[0]
        text = row.body.rstrip() + ";\n"
        comments = [(f"{one.kind} {name}", row.comment)] if row.comment else []
    for target, comment in comments:
        text += f"comment on {target} is\n'" + comment.replace("'", "''") + "';\n"
    return text


_DEPENDENTS = """
with recursive hit as (
    select d.classid, d.objid, d.objsubid, 1 as depth
    from pg_catalog.pg_depend as d
    where d.refclassid = ?::regclass and d.refobjid = ?::bigint::oid and d.deptype in ('n', 'a')
    union
    select d.classid, d.objid, d.objsubid, hit.depth + 1
    from hit
    join pg_catalog.pg_depend as d on d.refclassid = hit.classid and d.refobjid = hit.objid
    where d.deptype in ('n', 'a', 'i') and hit.depth < 20
      and hit.classid in ('pg_proc'::regclass, 'pg_rewrite'::regclass)
),
whole as (
    -- a view depends by its rule; what depends on the view depends on its class or type
    select distinct
        case when hit.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass::oid else hit.classid end as classid,
        case when hit.classid = 'pg_rewrite'::regclass then r.ev_class else hit.objid end as objid, hit.depth
    from hit
    left join pg_catalog.pg_rewrite as r on hit.classid = 'pg_rewrite'::regclass and r.oid = hit.objid
)
select w.objid::bigint as oid, max(w.depth) as depth,
    case
        when p.oid is not null then 'function ' || pn.nspname || '.' || p.proname
        when c.oid is not null and c.relkind = 'v' then 'view ' || cn.nspname || '.' || c.relname
    end as key,
    pg_describe_object(w.classid, w.objid, 0) as description
from whole as w
left join pg_catalog.pg_proc as p on w.classid = 'pg_proc'::regclass and p.oid = w.objid
left join pg_catalog.pg_namespace as pn on pn.oid = p.pronamespace
left join pg_catalog.pg_class as c on w.classid = 'pg_class'::regclass and c.oid = w.objid
left join pg_catalog.pg_namespace as cn on cn.oid = c.relnamespace
where w.objid <> ?::bigint::oid
group by 1, 3, 4
order by depth desc, description
"""


def dependents(session: Session, one: Live) -> list[Dependent]:
    """What hangs on a function or view, directly or over other functions and views; the farthest first."""
    found: dict[int, Dependent] = {}
    start = [("pg_catalog.pg_proc", one.oid)]
    if one.kind == "view":
        row_type = session.value("select reltype::bigint from pg_catalog.pg_class where oid = ?::bigint::oid", one.oid)
        start = [("pg_catalog.pg_class", one.oid), ("pg_catalog.pg_type", row_type)]
    for catalogue, oid in start:
        for row in session.rows(_DEPENDENTS, catalogue, oid, one.oid):
            found[row.oid] = Dependent(row.key or "", row.oid, row.description)
    # views in the list bring their own users along, by class and by row type
    for dependent in list(found.values()):
        if dependent.key.startswith("view "):
            for further in dependents(session, Live(dependent.key, dependent.oid, "view", "")):
                found.pop(further.oid, None)
                found = {further.oid: further, **found}
    return list(found.values())


def frozen(session: Session) -> dict[int, str]:
    """Functions that something permanent uses (policy, trigger, default, check, index), with its description."""
    rows = session.rows(
        "select d.refobjid::bigint as oid, min(pg_describe_object(d.classid, d.objid, d.objsubid)) as description "
        "from pg_catalog.pg_depend as d join pg_catalog.pg_proc as p on p.oid = d.refobjid "
        "join pg_catalog.pg_namespace as n on n.oid = p.pronamespace "
        f"where d.refclassid = 'pg_proc'::regclass and {OURS} and d.deptype in ('n', 'a') "
        "and d.classid in ('pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_attrdef'::regclass, "
        "'pg_constraint'::regclass, 'pg_class'::regclass, 'pg_type'::regclass, 'pg_event_trigger'::regclass) group by 1"
    )
    return {row.oid: row.description for row in rows}


def policy_functions(session: Session) -> set[int]:
    """Whoever reads a table under a policy needs EXECUTE on the functions in it."""
    rows = session.rows(
        "select distinct d.refobjid::bigint as oid from pg_catalog.pg_depend as d "
        "where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass"
    )
    return {row.oid for row in rows}


def keys(items: Iterable[Dependent]) -> list[str]:
    return [item.key for item in items if item.key]
