"""Which PL/pgSQL statements the tests ran: plpgsql_check's profiler, switched on for every clone by SOKOL_COVERAGE=1.

Each clone is read before it is dropped (the profiler keeps counts by database in shared memory). The controller puts
the clones together: a statement counts as covered when any clone ran it. One line a schema, and what was never called;
every function with lines that did not run stands in var/plpgsql-coverage.txt.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import pyodbc

ENABLED = os.environ.get("SOKOL_COVERAGE") == "1"

_STATEMENTS = """
    select n.nspname::text, p.oid::regprocedure::text, s.stmtid, s.lineno, coalesce(s.exec_stmts, 0)
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    join pg_catalog.pg_language as l on l.oid = p.prolang
    cross join lateral ext.plpgsql_profiler_function_statements_tb(p.oid::regprocedure) as s
    where l.lanname = 'plpgsql' and n.nspname not in ('pg_catalog', 'information_schema', 'ext', 'public')
      and p.prorettype not in ('pg_catalog.event_trigger'::pg_catalog.regtype)
"""

_RESET = """
    select count(ext.plpgsql_profiler_reset(p.oid))
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_language as l on l.oid = p.prolang
    where l.lanname = 'plpgsql'
"""


def switch_on(connection: pyodbc.Connection, database: str) -> None:
    """Profile every later session of this clone."""
    connection.execute(f'alter database "{database}" set plpgsql_check.profiler = on')


def collect(connection: pyodbc.Connection, folder: Path, database: str) -> None:
    """Write what this clone ran into the folder, and give its places in the shared memory back.

    The places (`plpgsql_check.profiler_max_shared_chunks`) are not given back when a database is dropped. When none is
    left the extension fails while it holds its own lock, and waits for it for ever: the whole server with it.
    """
    rows = [tuple(row) for row in connection.execute(_STATEMENTS).fetchall()]
    connection.execute(_RESET)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{database}.json").write_text(json.dumps(rows), encoding="utf-8")


def report(folder: Path) -> list[str]:
    """Lines of the report over all clones; empties the folder."""
    ran: dict[tuple[str, str, int], bool] = {}
    lines_of: dict[tuple[str, str, int], int] = {}
    for path in sorted(folder.glob("*.json")):
        for schema, function, statement, line, count in json.loads(path.read_text(encoding="utf-8")):
            key = (schema, function, statement)
            ran[key] = ran.get(key, False) or count > 0
            lines_of[key] = line
        path.unlink()
    if not ran:
        return []
    schemas: dict[str, list[bool]] = defaultdict(list)
    functions: dict[str, list[bool]] = defaultdict(list)
    missed: dict[str, list[int]] = defaultdict(list)
    for key, done in ran.items():
        schema, function, _statement = key
        schemas[schema].append(done)
        functions[function].append(done)
        if not done:
            missed[function].append(lines_of[key])

    def share(marks: list[bool]) -> str:
        return f"{100 * sum(marks) / len(marks):3.0f} % of {len(marks)}"

    lines = [f"PL/pgSQL statements run: {share(list(ran.values()))} in {len(functions)} functions"]
    lines += [f"  {schema:12} {share(marks)}" for schema, marks in sorted(schemas.items())]
    folder.with_suffix(".txt").write_text(
        "".join(
            f"{share(functions[name]):>14}  {name.partition('(')[0]}: lines {', '.join(map(str, sorted(set(rows))))}\n"
            for name, rows in sorted(missed.items())
        ),
        encoding="utf-8",
    )
    never = sorted(name for name, marks in functions.items() if not any(marks))
    if never:
        more = f" and {len(never) - 12} more" if len(never) > 12 else ""
        lines.append(f"  never called: {', '.join(name.partition('(')[0] for name in never[:12])}{more}")
    return lines
