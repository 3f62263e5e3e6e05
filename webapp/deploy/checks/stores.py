"""Views and tables: walls hold behind them, nothing is forced or everybody's."""

from __future__ import annotations

from webapp.deploy import catalogue
from webapp.deploy.checks.ground import Check
from webapp.deploy.roles import code


def views(self: Check) -> None:
    """Walls hold behind views, and views never wait for code."""
    codes = [code(cabinet) for cabinet in self.cabinets] or ["sees_public"]
    rows = self.session.rows(
        "select n.nspname || '.' || c.relname as name, c.relkind as kind, "
        "coalesce(array_to_string(c.reloptions, ' '), '') ~ 'security_invoker=(true|on|1)' as invoker, "
        "(select min(r.rolname) from pg_catalog.pg_roles as r where r.rolname = any (?::text[]) "
        "and has_table_privilege(r.oid, c.oid, 'select') and has_schema_privilege(r.oid, n.oid, 'usage')) as reader, "
        "(select min(f.oid::regprocedure::text) from pg_catalog.pg_rewrite as w join pg_catalog.pg_depend as d "
        "on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_proc'::regclass "
        "join pg_catalog.pg_proc as f on f.oid = d.refobjid join pg_catalog.pg_namespace as s on "
        "s.oid = f.pronamespace "
        "where w.ev_class = c.oid and s.nspname not in ('pg_catalog', 'lib', 'ext')) as uses "
        "from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace "
        f"where c.relkind in ('v', 'm') and {catalogue.OURS}",
        "{" + ",".join(codes) + "}",
    )
    for row in rows:
        item = self.work.sources.items.get(f"view {row.name}")
        place = (item.path, item.line) if item else ("", 0)
        if row.kind == "m" and row.reader:
            self.problem(
                place,
                f"{row.name} is a materialized view that {row.reader} can read",
                "row security does not reach behind it: tag it @secret",
            )
        elif row.kind == "v" and row.reader and not row.invoker:
            self.problem(
                place,
                f"{row.reader} can read the view {row.name}, which is not security_invoker",
                "write with (security_invoker = true), or @secret in its comment",
            )
        if row.uses and item and not _of_migration(self, row.uses):
            self.problem(
                place,
                f"the view {row.name} uses {row.uses}",
                "views use tables, views, lib functions and functions made by a migration only, so "
                "that neither waits for the other",
            )


def _of_migration(self: Check, signature: str) -> bool:
    """A migration made the function, so it is there before the views and its signature stays."""
    made = f"create function {signature.partition('(')[0]}("
    return any(made in migration.text for migration in self.work.sources.migrations)


def tables(self: Check) -> None:
    """Nothing is forced, nothing belongs to anybody else, nothing is everybody's."""
    for row in self.session.rows(
        "select n.nspname || '.' || c.relname as name, c.relforcerowsecurity as forced, "
        "pg_get_userbyid(c.relowner) as owner "
        "from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace "
        f"where {catalogue.OURS} and c.relkind in ('r', 'p', 'v', 'm') "
        "and (c.relforcerowsecurity or c.relowner <> 'sokol_owner'::regrole)"
    ):
        text = "forces row security, so that domain code sees nothing" if row.forced else f"belongs to {row.owner}"
        self.problem(("", 0), f"the table {row.name} {text}", "" if row.forced else "owner is sokol_owner")
    for row in self.session.rows(
        "select p.oid::regprocedure::text as name from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n "
        f"on n.oid = p.pronamespace where {catalogue.OURS} and n.nspname <> 'lib' and exists "
        "(select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0)"
    ):
        self.problem(("", 0), f"{row.name} is executable by PUBLIC")
