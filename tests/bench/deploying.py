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

from tests.bench.ground import Visitor, company, serving, sign_ins
from tests.conftest import administration, enter
from webapp.deploy import deploy
from webapp.settings import ROOT, Settings, load

if TYPE_CHECKING:
    from tests.bench.__main__ import Report


def _scratch(settings: Settings, name: str) -> Settings:
    with administration(settings, "postgres") as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
    enter(settings, name)
    return settings.with_database(name)


def _by_psql(settings: Settings, reference: Settings) -> float:
    """Seconds of psql for the files' own statements, in the order in which the reference database got them to work."""
    files = sorted((ROOT / "sql/migrations").glob("*.sql"))
    with administration(reference, reference.database.name) as connection:
        rows = connection.execute("select cabinet, scope from cabinet.cabinets order by cabinet").fetchall()
    cabinets = {row[0] for row in rows}
    views = sorted((ROOT / "sql/views").rglob("*.sql"))
    # domains before cabinets, whose pages call cabinet.page_define
    procedures = sorted((ROOT / "sql/procedures").rglob("*.sql"), key=lambda p: (p.parent.name in cabinets, p))
    objects = [*views, *procedures]
    texts = sorted((ROOT / "sql/texts").rglob("*.sql"))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("set check_function_bodies = off;\n")
        for file in files:
            script.write(f"begin;\n\\i {file}\ncommit;\n")
        for schema in sorted(cabinets | {path.parent.name for path in procedures}):
            script.write(f"create schema if not exists {schema};\n")
        script.write("begin;\n\\set ON_ERROR_ROLLBACK on\n")
        for file in [*objects, *views, *texts]:  # views need some of each other: once more
            script.write(f"\\i {file}\n")
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
    # a page that cabinets share is one function for psql, one for each of them after a deploy
    made, wanted = _functions(settings), _functions(reference)
    if done.returncode or made < 0.75 * wanted:
        raise RuntimeError(f"psql made {made} of {wanted} functions: {done.stderr[:2000]}")
    return seconds


def _functions(settings: Settings) -> int:
    with administration(settings, settings.database.name) as connection:
        return int(
            connection.execute(
                "select count(*)::integer from pg_catalog.pg_proc as p "
                "where p.pronamespace not in ('pg_catalog'::regnamespace, 'ext'::regnamespace)"
            ).fetchval()
        )


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
                server.execute(f'drop database if exists "{name}" with (force)')
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
