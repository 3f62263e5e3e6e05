"""The whole state of a company as fingerprints: what something did, or that it did nothing."""

from __future__ import annotations

from typing import Any

from tests.desk_world import Desk

# what an import keeps of itself, and what only tells of it
OWN = {
    "estate.imports", "estate.import_rows", "estate.import_writes", "estate.import_profiles", "estate.check_runs", "estate.check_rules",
    "estate.check_findings", "estate.check_days", "cabinet.files", "cabinet.table_rows", "cabinet.tasks", "people.sessions",
}  # fmt: skip


def books(desk: Desk) -> dict[str, Any]:
    """Every row of every table that has to do with the company, as a fingerprint. Versions go on, also backwards in time: a
    form that was opened before an undo is stale."""
    tables = [
        name
        for (name,) in desk.rows(
            """select n.nspname || '.' || c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('estate', 'people', 'money', 'desk', 'talk', 'upkeep', 'cabinet')"""
        )
        if name not in OWN and not name.startswith("cabinet.")
    ]
    union = " union all ".join(
        f"select '{name}', count(*), coalesce(sum(('x' || left(md5((to_jsonb(t) - 'version')::text), 15))::bit(60)::bigint), 0)::text "
        f"from {name} as t"
        for name in sorted(tables)
    )
    return {name: (count, sign) for name, count, sign in desk.rows(union)}
