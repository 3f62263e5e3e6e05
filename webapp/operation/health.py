"""`sokol check`: is everything as it should be, in plain words."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from webapp.deploy import catalogue, migrate
from webapp.deploy.session import Session, SqlError
from webapp.deploy.source import read

if TYPE_CHECKING:
    from webapp.settings import Settings

Level = Literal["ok", "warn", "bad"]
EXTENSIONS = ("pgcrypto", "btree_gist", "pg_trgm", "unaccent", "pg_stat_statements", "plpgsql_check")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `advice` says what to do when `level` is not ok."""

    level: Level
    text: str
    advice: str = ""


def findings(settings: Settings) -> list[Finding]:
    """All checks, in the order of the layers. A database that does not answer is the only finding then."""
    try:
        session = Session(settings)
    except SqlError as error:
        advice = "script/cluster start, or look at [database] in config.toml"
        return [*_disk(settings), Finding("bad", f"The database does not answer: {error.sentence}", advice)]
    with session:
        found = [*_server(session), *_bootstrap(session), *_code(settings, session), *_work(session)]
    return found + _disk(settings)


def _server(session: Session) -> list[Finding]:
    version = session.value("select current_setting('server_version')")
    number = int(session.value("select current_setting('server_version_num')::integer"))
    found = [Finding("ok" if number >= 150000 else "bad", f"PostgreSQL {version}", "PostgreSQL 15 or newer is needed")]
    used, most = session.rows(
        "select count(*) as used, current_setting('max_connections')::integer as most from pg_catalog.pg_stat_activity"
    )[0]
    full = used * 10 > most * 8
    advice = "fewer processes in [web], or a pooler before the database"
    found.append(Finding("warn" if full else "ok", f"{used} of {most} connections are in use", advice))
    size = session.value("select pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(current_database()))")
    return [*found, Finding("ok", f"the database holds {size}")]


def _bootstrap(session: Session) -> list[Finding]:
    held = {row.extname for row in session.rows("select extname from pg_catalog.pg_extension")}
    missing = [extension for extension in EXTENSIONS if extension not in held]
    again = "a superuser runs sql/bootstrap.sql again"
    text = f"extensions are missing: {', '.join(missing)}" if missing else "all extensions are there"
    found = [Finding("bad" if missing else "ok", text, again)]
    guarded = session.value(
        "select exists (select from pg_catalog.pg_event_trigger where evtname = 'sokol_ddl_refuse' "
        "and evtenabled <> 'D')"
    )
    text = "definitions under sokol_web are refused" if guarded else "nothing refuses definitions under sokol_web"
    return [*found, Finding("ok" if guarded else "bad", text, again)]


def _code(settings: Settings, session: Session) -> list[Finding]:
    rows = catalogue.recorded(session)
    if not rows:
        return [Finding("bad", "nothing is deployed", "sokol deploy")]
    sources = read(settings.root, settings.site)
    pending = migrate.pending(migrate.applied(session), sources)
    changed = [
        item for item in sources.items.values() if item.key not in rows or rows[item.key].source_sha256 != item.sha256
    ]
    found = []
    if pending or changed or sources.problems:
        text = f"the files are ahead: {len(pending)} migrations, {len(changed)} objects"
        found.append(Finding("warn", text, "sokol deploy --dry-run, then sokol deploy"))
    else:
        found.append(Finding("ok", "the database is what the files say"))
    drift = catalogue.drift(catalogue.live(session), rows)
    if drift:
        names = ", ".join(sorted(drift)[:5])
        text = f"changed past deploy: {names}{' …' if len(drift) > 5 else ''}"
        found.append(Finding("bad", text, "sokol deploy --adopt keeps it, --discard drops it"))
    draft = session.value(
        "select coalesce((d.summary ->> 'draft')::boolean, false) from cabinet.deploys as d order by "
        "d.deploy_id desc limit 1"
    )
    if draft:
        found.append(Finding("bad", "the last deploy was a draft, which nothing checked", "sokol deploy"))
    return found


def _work(session: Session) -> list[Finding]:
    """Rows of the product's own health check, which knows jobs, outbox and errors."""
    if session.value("select to_regproc('cabinet.health_rows')::text") is None:
        return []
    session.run("select set_config('sokol.language', 'en', false)")
    levels: dict[str, Level] = {"ok": "ok", "warn": "warn", "bad": "bad"}
    try:
        rows = session.rows("select h.what, h.badge, h.value, h.advice from cabinet.health_rows() as h")
    except SqlError as error:
        return [Finding("bad", f"cabinet.health_rows: {error.sentence}", "sokol deploy")]
    return [Finding(levels.get(row.badge, "warn"), f"{row.what}: {row.value}", row.advice or "") for row in rows]


def _disk(settings: Settings) -> list[Finding]:
    usage = shutil.disk_usage(settings.root)
    free = usage.free / usage.total
    level: Level = "bad" if free < 0.03 else "warn" if free < 0.1 else "ok"
    return [Finding(level, f"{usage.free / 2**30:.0f} GB of the disk are free ({free:.0%})", "make room, or move var/")]
