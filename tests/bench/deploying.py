"""(f) a clean deploy against psql of the same files, and one changed function while pages are read."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.ground import Visitor, company, drop_database, serving, sign_ins
from tests.conftest import administration, enter
from webapp.deploy import deploy
from webapp.deploy.source import read
from webapp.settings import ROOT, Settings, load

if TYPE_CHECKING:
    from tests.bench.__main__ import Report


def _scratch(settings: Settings, name: str) -> Settings:
    with administration(settings, "postgres") as server:
        drop_database(server, name)
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
    enter(settings, name)
    return settings.with_database(name)


# What a deploy leaves besides the files' statements, from a deployed database: owners, grants, texts of shared pages.
RIGHTS = """
select format('alter function %s owner to %I;', p.oid::regprocedure, pg_get_userbyid(p.proowner))
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
where n.nspname !~ '^(pg_|information_schema|ext|public)' and pg_get_userbyid(p.proowner) <> 'sokol_owner'
union all
select format('grant %s on function %s to %s;', a.privilege_type, p.oid::regprocedure,
    string_agg(coalesce(quote_ident(r.rolname), 'public'), ', '))
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace cross join lateral aclexplode(p.proacl) as a
left join pg_roles as r on r.oid = a.grantee
where n.nspname !~ '^(pg_|information_schema|ext|public)' and a.grantee <> p.proowner
group by a.privilege_type, p.oid
union all
select format('grant %s on %s %s to %s;', a.privilege_type, case c.relkind when 'S' then 'sequence' else 'table' end,
    c.oid::regclass, string_agg(quote_ident(r.rolname), ', '))
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) as a
join pg_roles as r on r.oid = a.grantee
where n.nspname !~ '^(pg_|information_schema|ext|public)' and a.grantee <> c.relowner and c.relkind in ('r', 'p', 'v', 'S')
group by a.privilege_type, c.oid, c.relkind
union all
select format('grant %s on schema %I to %s;', a.privilege_type, n.nspname, coalesce(quote_ident(r.rolname), 'public'))
from pg_namespace as n cross join lateral aclexplode(n.nspacl) as a left join pg_roles as r on r.oid = a.grantee
where n.nspname !~ '^(pg_|information_schema|ext|public)' and a.grantee <> n.nspowner
"""
CABINETS = """
select format('insert into cabinet.cabinets select (jsonb_populate_record(null::cabinet.cabinets, %L)).*;', to_jsonb(c))
from cabinet.cabinets as c
"""
SHARED_TEXTS = """
select format('insert into cabinet.texts (key, language, text) values (%L, %L, %L) on conflict do nothing;',
    t.key, t.language, t.text)
from cabinet.texts as t
where substring(t.key from '^(?:page[.])?([^.]+[.][^.]+)') = any (?::text[])
"""


def _by_psql(settings: Settings, reference: Settings) -> float:
    """Seconds of psql for what a deploy makes: migrations, every function of every cabinet with its comment, pages, texts,
    owners and grants. Its tables of history are the deploy's own."""
    sources = read(settings.root, settings.site)
    shared = sorted({item.name for item in sources.items.values() if item.shared})
    with administration(reference, reference.database.name) as connection:
        rights = [row[0] for row in connection.execute(RIGHTS).fetchall()]
        cabinets = [row[0] for row in connection.execute(CABINETS).fetchall()]
        words = [row[0] for row in connection.execute(SHARED_TEXTS, "{" + ",".join(shared) + "}").fetchall()]
    items = [item for item in sources.items.values() if item.kind not in ("cabinet", "texts")]
    views = [item for item in items if item.kind == "view"]
    pages = [item for item in items if item.kind == "page"]
    functions = [item for item in items if item not in views and item not in pages]
    schemas = sorted({*sources.cabinets, *(item.schema for item in functions)})
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("set check_function_bodies = off;\n")
        for file in sorted((ROOT / "sql/migrations").glob("*.sql")):
            script.write(f"begin;\n\\i {file}\ncommit;\n")
        for schema in schemas:
            script.write(f"create schema if not exists {schema};\n")
        for name in sources.cabinets:
            script.write(f"grant create on schema {name} to code_{name};\n")
        script.writelines(line + "\n" for line in cabinets)
        script.write("begin;\n")
        # views need some of each other, and functions that read them: as often as it takes
        script.write("\\set ON_ERROR_ROLLBACK on\n")
        for _time in range(2):
            script.writelines(item.create() + ";\n" for item in views)
        script.write("\\set ON_ERROR_ROLLBACK off\n")
        for item in functions:
            script.writelines(text + ";\n" for text in (item.create(), *(c.text for c in item.comments)))
        script.write("\\set ON_ERROR_ROLLBACK on\n")
        script.writelines(c.text + ";\n" for item in views for c in item.comments)
        script.writelines(item.definition.text + ";\n" for item in pages)
        for file in sorted((ROOT / "sql/texts").rglob("*.sql")):
            script.write(f"\\i {file}\n")
        script.write("\\set ON_ERROR_ROLLBACK off\n")
        script.writelines(line + "\n" for line in [*words, *rights])
        script.write("commit;\n")
        script.flush()
        environ = os.environ | {
            "PGPASSWORD": settings.secret("sokol_admin"),
            "PGOPTIONS": "-c client_min_messages=error",
        }
        started = time.monotonic()
        done = subprocess.run(
            ["psql", "-q", "-X", "-h", settings.database.host, "-p", str(settings.database.port), "-U", "sokol_admin",
             "-f", script.name, settings.database.name],
            env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        seconds = time.monotonic() - started
    made, wanted = _made(settings), _made(reference)
    if done.returncode or made != wanted:
        raise RuntimeError(f"psql made {made}, a deploy {wanted}: {done.stderr[:2000]}")
    return seconds


MADE = """
select
    (select count(*) from pg_proc as p where p.pronamespace not in ('pg_catalog'::regnamespace, 'ext'::regnamespace))::integer
        as functions,
    (select count(*) from pg_class as c where c.relkind in ('r', 'v') and c.relnamespace > 16000)::integer as relations,
    (select count(*) from cabinet.pages)::integer as pages,
    (select count(*) from cabinet.texts as t where t.key not like 'shared.%' and t.key not like 'page.shared.%')::integer
        as texts,
    (select count(*) from pg_proc as p cross join lateral aclexplode(p.proacl) as a
     where p.pronamespace not in ('pg_catalog'::regnamespace, 'ext'::regnamespace))::integer as grants
"""


def _made(settings: Settings) -> dict[str, int]:
    with administration(settings, settings.database.name) as connection:
        cursor = connection.execute(MADE)
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def deploy_against_psql(report: Report) -> None:
    settings = load()
    ours, theirs = _scratch(settings, "sokol_bench_deploy"), _scratch(settings, "sokol_bench_psql")
    try:
        started = time.monotonic()
        deploy(ours)
        by_deploy = time.monotonic() - started
        started = time.monotonic()
        deploy(ours)
        again = time.monotonic() - started
        by_psql = _by_psql(theirs, ours)
        report.line(f"clean deploy {by_deploy:.1f} s, psql {by_psql:.1f} s, a deploy without changes {again:.1f} s")
        report.ratio("f  clean deploy ÷ psql", by_deploy / by_psql, at_most=3)
    finally:
        with administration(settings, "postgres") as server:
            for name in (ours.database.name, theirs.database.name):
                drop_database(server, name)
    _changed_function(report)


def _changed_function(report: Report) -> None:
    """Replaces a page's function ten times through the site's folder while eight readers open that page."""
    settings = company(1000)
    source = (ROOT / "sql/procedures/resident/home.sql").read_text(encoding="utf-8")
    stop = threading.Event()
    answers: list[float] = []
    failures: list[str] = []

    def read(address: str, visitor: Visitor) -> None:
        while not stop.is_set():
            started = time.monotonic()
            try:
                visitor.get("/resident/home")
            except OSError as error:
                failures.append(repr(error))
            answers.append(time.monotonic() - started)

    folder = Path(tempfile.mkdtemp())
    try:
        page = folder / "sql/procedures/resident/home.sql"
        page.parent.mkdir(parents=True)
        with serving(settings) as (address, _pid):
            readers = []
            for _ in range(8):
                visitor = Visitor(address)
                visitor.sign_in(*sign_ins(settings)["resident"])
                readers.append(threading.Thread(target=read, args=(address, visitor)))
            for reader in readers:
                reader.start()
            time.sleep(1)
            for number in range(10):
                page.write_text(
                    source.replace("language plpgsql", f"language plpgsql\ncost {100 + number}", 1), encoding="utf-8"
                )
                deploy(replace(settings, site=folder))
            stop.set()
            for reader in readers:
                reader.join()
    finally:
        shutil.rmtree(folder)
        deploy(settings)
    answers.sort()
    report.line(
        f"10 deploys of one changed function, {len(answers)} pages read beside: {len(failures)} failed, "
        f"median {1000 * answers[len(answers) // 2]:.0f} ms, longest stall {1000 * answers[-1]:.0f} ms"
    )
    report.ratio("f  failed pages", len(failures), at_most=0)
