"""Cabinets as schemas and roles, and who may do what: derived from the catalogue, laid on as a difference."""

from __future__ import annotations

import re
from typing import Any

from webapp.deploy import catalogue
from webapp.deploy.problems import Problem
from webapp.deploy.session import Session, SqlError, literal, name
from webapp.deploy.source import SCOPES, Cabinet

# What every cabinet role may execute of the platform (docs/architecture.md).
PLATFORM = (
    "page_settings",
    "page_person",
    "release",
    "release_expect",
    "action_begin",
    "action_finish",
    "file_put",
    "file_read",
    "table_put",
    "arguments_check",
    "refuse",
)
AUDIENCES = {"layer": "cab_layer", "worker": "sokol_worker"}
FIXED_GRANTEES = ("PUBLIC", "sokol_web", "sokol_worker", "sokol_bi", "cab_layer", *SCOPES)

_FUNCTIONS = f"""
select p.oid::bigint as oid, n.nspname as schema, p.proname as name, p.prokind as kind,
    p.oid::regprocedure::text as signature, pg_get_userbyid(p.proowner) as owner,
    coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
    p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as of_trigger,
    (select coalesce(string_agg(case when a.grantee = 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end, ' '), '')
     from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee <> p.proowner) as granted
from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where {catalogue.OURS}
  and not exists (select from pg_catalog.pg_depend as e
      where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
"""
_RELATIONS = f"""
select c.oid::bigint as oid, n.nspname as schema, c.relname as name, c.relkind as kind,
    coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
    (select coalesce(string_agg(case when a.grantee = 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end
         || ':' || a.privilege_type, ' '), '')
     from aclexplode(coalesce(
         c.relacl, acldefault((case c.relkind when 'S' then 's' else 'r' end)::"char", c.relowner))) as a
     where a.grantee <> c.relowner) as granted
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where {catalogue.OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not c.relispartition
"""
_SCHEMAS = f"""
select n.oid::bigint as oid, n.nspname as name,
    (select coalesce(string_agg(case when a.grantee = 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end
         || ':' || a.privilege_type, ' '), '')
     from aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) as a where a.grantee <> n.nspowner) as granted
from pg_catalog.pg_namespace as n
where {catalogue.OURS}
"""
_TYPES = f"""
select t.oid::regtype::text as name
from pg_catalog.pg_type as t
join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
left join pg_catalog.pg_class as c on c.oid = t.typrelid
where {catalogue.OURS} and t.typelem = 0 and (t.typtype in ('d', 'e') or t.typtype = 'c' and c.relkind = 'c')
  and not has_type_privilege('sees_public', t.oid, 'usage')
"""


def tagged(comment: str, tag: str) -> str | None:
    """The value of a `@tag` line, '' when it has none; None without the tag."""
    found = re.search(rf"(?:^|\s)@{tag}\b[ \t]*([^\n]*)", comment)
    return found.group(1).strip() if found else None


def code(cabinet: str) -> str:
    return f"code_{cabinet}"


def cab(cabinet: str) -> str:
    return f"cab_{cabinet}"


def make_cabinets(session: Session, cabinets: dict[str, Cabinet]) -> list[Problem]:
    """Schemas and roles of cabinets, rows of cabinet.cabinets. Inside a transaction. Returns refusals."""
    problems = []
    schemas = {row.nspname for row in session.rows("select nspname from pg_catalog.pg_namespace")}
    known = {row.cabinet for row in session.rows("select cabinet from cabinet.cabinets")}
    for cabinet in cabinets.values():
        where = (cabinet.path, cabinet.line)
        for schema in cabinet.reads:
            if schema not in schemas and schema not in cabinets:
                problems.append(Problem(*where, f"@cabinet reads the schema {schema}, which does not exist"))
        if cabinet.name not in known and cabinet.name in schemas and not _empty_cabinet(session, cabinet.name):
            problems.append(Problem(*where, f"the name {cabinet.name} is taken by a schema of the product"))
            continue
        if cabinet.name not in known and not cabinet.stock and _used_elsewhere(session, cabinet.name):
            text = f"another database of this server has a cabinet {cabinet.name} with the same roles"
            problems.append(Problem(*where, text, "choose another name: roles belong to the whole server"))
            continue
        make_roles(session, cabinet)
        if cabinet.name not in schemas:
            session.run(f"create schema {name(cabinet.name)} authorization sokol_owner")
            session.run(f"comment on schema {name(cabinet.name)} is {literal('Cabinet: ' + cabinet.title)}")
        session.run(
            "insert into cabinet.cabinets as c (cabinet, title, scope, reads, frame, home, menu, stock, path) "
            "values (?, ?, ?, ?::text[], ?, ?, ?, ?::boolean, ?) on conflict (cabinet) do update "
            "set title = excluded.title, scope = excluded.scope, reads = excluded.reads, frame = excluded.frame, "
            "home = excluded.home, menu = excluded.menu, stock = excluded.stock, path = excluded.path "
            "where (c.title, c.scope, c.reads, c.frame, c.home, c.menu, c.stock, c.path) is distinct from "
            "(excluded.title, excluded.scope, excluded.reads, excluded.frame, excluded.home, excluded.menu, "
            "excluded.stock, excluded.path)",
            cabinet.name,
            cabinet.title,
            cabinet.scope,
            "{" + ",".join(cabinet.reads) + "}",
            cabinet.frame,
            cabinet.home,
            cabinet.menu,
            "true" if cabinet.stock else "false",
            cabinet.path,
        )
    return problems


def _empty_cabinet(session: Session, schema: str) -> bool:
    """A schema that an earlier, failed deploy made for the cabinet."""
    return bool(
        session.value(
            "select obj_description(n.oid, 'pg_namespace') like 'Cabinet: %' from "
            "pg_catalog.pg_namespace as n where n.nspname = ?",
            schema,
        )
    )


def _used_elsewhere(session: Session, cabinet: str) -> bool:
    return bool(
        session.value(
            "select exists (select from pg_catalog.pg_shdepend as s join pg_catalog.pg_roles as r on "
            "r.oid = s.refobjid "
            "where s.refclassid = 'pg_authid'::regclass and r.rolname in (?, ?) and s.dbid <> 0 "
            "and s.dbid <> (select d.oid from pg_catalog.pg_database as d where d.datname = current_database()))",
            code(cabinet),
            cab(cabinet),
        )
    )


def make_roles(session: Session, cabinet: Cabinet) -> None:
    """Roles are the server's, and another database may be making the same ones at this moment: then they are there."""
    for role in (code(cabinet.name), cab(cabinet.name)):
        if not session.value("select exists (select from pg_catalog.pg_roles where rolname = ?)", role):
            _unless_made(session, f"create role {name(role)} nologin")
    wanted = {
        (code(cabinet.name), "sokol_admin"),
        (cab(cabinet.name), "sokol_admin"),
        (cab(cabinet.name), "sokol_web"),
        (cabinet.scope, code(cabinet.name)),
    }
    rows = session.rows(
        "select r.rolname as role, m.rolname as member from pg_catalog.pg_auth_members as a "
        "join pg_catalog.pg_roles as r on r.oid = a.roleid join pg_catalog.pg_roles as m on m.oid = a.member "
        "where r.rolname in (?, ?) or m.rolname = ?",
        code(cabinet.name),
        cab(cabinet.name),
        code(cabinet.name),
    )
    held = {(row.role, row.member) for row in rows}
    for role, member in sorted(wanted - held):
        _unless_made(session, f"grant {name(role)} to {name(member)}")
    for role, member in sorted(held - wanted):
        if member == code(cabinet.name) and role in SCOPES:
            _unless_made(session, f"revoke {name(role)} from {name(member)}")


def _unless_made(session: Session, statement: str) -> None:
    for last in (False, False, True):
        try:
            with session.savepoint():
                session.run(statement)
            return
        except SqlError as error:
            # duplicate role, unique violation in pg_authid or pg_auth_members, tuple concurrently updated
            if error.state in ("42710", "23505"):
                return
            if error.state != "XX000" or last:
                raise


def drop_cabinets(session: Session, cabinets: dict[str, Cabinet]) -> list[str]:
    """Cabinets without a file: their row and pages go, the schema if nothing is left in it, the roles if no other
    database has them. Returns their names."""
    gone = [row.cabinet for row in session.rows("select cabinet from cabinet.cabinets") if row.cabinet not in cabinets]
    for cabinet in gone:
        session.run("delete from cabinet.cabinets where cabinet = ?", cabinet)
        for role in (cab(cabinet), code(cabinet)):
            owned = session.value(
                "select count(*) from pg_catalog.pg_shdepend as s join pg_catalog.pg_roles as r on r.oid = s.refobjid "
                "where r.rolname = ? and s.deptype = 'o'",
                role,
            )
            if not owned:
                session.run(f"drop owned by {name(role)}")  # only what was granted: it owns nothing
        for statement in (
            f"drop schema {name(cabinet)} restrict",
            f"drop role {name(cab(cabinet))}",
            f"drop role {name(code(cabinet))}",
        ):
            try:
                with session.savepoint():
                    session.run(statement)
            except SqlError:
                continue  # own tables stay, another database's roles too
    return gone


def rights(session: Session, cabinets: dict[str, Cabinet]) -> list[str]:
    """GRANT, REVOKE and ALTER OWNER statements that lead from the catalogue to what its kinds demand; [] when it is so
    already."""
    functions = session.rows(_FUNCTIONS)
    relations = session.rows(_RELATIONS)
    schemas = session.rows(_SCHEMAS)
    policies = catalogue.policy_functions(session)
    codes = {code(cabinet) for cabinet in cabinets}
    managed = {*FIXED_GRANTEES, *codes, *(cab(cabinet) for cabinet in cabinets)}
    statements: list[str] = []
    usage: dict[str, set[str]] = {row.name: set() for row in schemas}

    owners: list[str] = []
    makers: set[str] = set()
    for row in functions:
        cabinet = cabinets.get(row.schema)
        owner = code(row.schema) if cabinet and not row.of_trigger else "sokol_owner"
        word = "procedure" if row.kind == "p" else "function"
        wanted = _executors(row, cabinets, codes, row.oid in policies)
        if row.owner != owner:
            owners.append(f"alter {word} {row.signature} owner to {name(owner)}")
            if cabinet:
                makers.add(row.schema)
        for role in wanted - {owner}:
            if role != "PUBLIC":
                usage[row.schema].add(role)
        held = set(row.granted.split()) - {owner}
        statements += _difference(
            f"{word} {row.signature}",
            {(r, "EXECUTE") for r in held},
            {(r, "EXECUTE") for r in wanted - {owner}},
            managed,
        )
    for row in relations:
        wanted_pairs = _readers(row, cabinets, codes)
        for role, _privilege in wanted_pairs:
            usage[row.schema].add(role)
        held_pairs = {(part.rpartition(":")[0], part.rpartition(":")[2]) for part in row.granted.split()}
        word = "sequence" if row.kind == "S" else "table"
        statements += _difference(f"{word} {name(row.schema + '.' + row.name)}", held_pairs, wanted_pairs, managed)
    for cabinet in cabinets.values():
        for schema in (cabinet.name, "cabinet", *cabinet.reads):
            usage.setdefault(schema, set()).add(code(cabinet.name))
        for schema in (cabinet.name, "cabinet"):
            usage.setdefault(schema, set()).add(cab(cabinet.name))
    usage["lib"] = {"PUBLIC"}
    usage.setdefault("bi", set()).add("sokol_bi")
    for row in schemas:
        held_pairs = {(part.rpartition(":")[0], part.rpartition(":")[2]) for part in row.granted.split()}
        statements += _difference(
            f"schema {name(row.name)}", held_pairs, {(role, "USAGE") for role in usage[row.name]}, managed
        )
    for row in session.rows(_TYPES):
        statements.append(f"grant usage on type {row.name} to public")
    # a new owner must be able to create in the schema for the moment it becomes one
    lend = [f"grant create on schema {name(s)} to {name(code(s))}" for s in sorted(makers)]
    back = [f"revoke create on schema {name(s)} from {name(code(s))}" for s in sorted(makers)]
    return [*lend, *owners, *back, *statements]


def _executors(row: Any, cabinets: dict[str, Cabinet], codes: set[str], in_policy: bool) -> set[str]:
    schema, function = str(row.schema), str(row.name)
    comment = str(row.comment)
    if schema == "lib":
        return {"PUBLIC"}
    if row.of_trigger or tagged(comment, "internal") is not None:
        return set()
    if schema in cabinets:
        return {cab(schema)}
    roles: set[str] = set(codes) if in_policy else set()
    if schema == "cabinet" and function in PLATFORM:
        roles |= codes | {cab(cabinet) for cabinet in cabinets} | {"cab_layer", "sokol_worker"}
    audience = tagged(comment, "for")
    if audience is not None:
        for word in re.split(r"[\s,]+", audience):
            if word == "code":
                roles |= codes
            elif word == "cabinets":
                roles |= {cab(cabinet) for cabinet in cabinets}
            elif word in AUDIENCES:
                roles.add(AUDIENCES[word])
    elif schema == "cabinet":
        roles |= codes
    else:
        roles |= {code(cabinet.name) for cabinet in cabinets.values() if schema in cabinet.reads}
    return roles


def _readers(row: Any, cabinets: dict[str, Cabinet], codes: set[str]) -> set[tuple[str, str]]:
    schema, kind = str(row.schema), str(row.kind)
    secret = tagged(str(row.comment), "secret") is not None
    pairs: set[tuple[str, str]] = set()
    if schema in cabinets:
        privileges = (
            ("USAGE", "SELECT")
            if kind == "S"
            else ("SELECT", "INSERT", "UPDATE", "DELETE")
            if kind in "rp"
            else ("SELECT",)
        )
        pairs |= {(code(schema), privilege) for privilege in privileges}
    if kind == "S":
        return pairs
    if schema == "bi":
        return pairs if secret else pairs | {("sokol_bi", "SELECT")}
    if not secret:
        for cabinet in cabinets.values():
            if schema in cabinet.reads or schema == "cabinet":
                pairs.add((code(cabinet.name), "SELECT"))
    return pairs


def _difference(target: str, held: set[tuple[str, str]], wanted: set[tuple[str, str]], managed: set[str]) -> list[str]:
    found = []
    for verb, joint, pairs in (
        ("revoke", "from", {(role, p) for role, p in held - wanted if role in managed}),
        ("grant", "to", wanted - held),
    ):
        by_privilege: dict[str, list[str]] = {}
        for role, privilege in sorted(pairs):
            by_privilege.setdefault(privilege, []).append("public" if role == "PUBLIC" else name(role))
        found += [
            f"{verb} {privilege} on {target} {joint} {', '.join(roles)}" for privilege, roles in by_privilege.items()
        ]
    return found
