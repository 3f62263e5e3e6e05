"""A deploy from beginning to end."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webapp.deploy import catalogue, checks, composition, migrate, objects, roles
from webapp.deploy.objects import Work
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.session import Session, SqlError
from webapp.deploy.source import ROUTINES, Migration, Sources, read

if TYPE_CHECKING:
    from webapp.settings import Settings

LOCK = "sokol deploy"


@dataclass(slots=True)
class Report:
    """What a deploy did, or with `dry_run` would do. Names are `function people.me`, `page guest.home`."""

    dry_run: bool = False
    migrations: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    recreated: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    grants: int = 0
    release: int = 0
    deploy_id: int = 0
    seconds: float = 0.0

    @property
    def nothing(self) -> bool:
        return not (self.migrations or self.created or self.changed or self.recreated or self.dropped or self.grants)


def deploy(
    settings: Settings,
    *,
    dry_run: bool = False,
    adopt: bool = False,
    discard: bool = False,
    draft: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Brings the database of `settings` to what `sql/` and the site's folder say.

    `adopt` first writes versions changed live into the site's folder, `discard` overwrites them. `draft`, in
    development only, lays on what goes and gives the problems back as `Report.problems`. Raises DeployError with
    every problem that was found; then the code is as it was.
    """
    sources = read(settings.root, settings.site)
    return carry_out(settings, sources, dry_run=dry_run, adopt=adopt, discard=discard, draft=draft, progress=progress)


def carry_out(
    settings: Settings,
    sources: Sources,
    *,
    dry_run: bool = False,
    adopt: bool = False,
    discard: bool = False,
    draft: bool = False,
    migrations: bool = True,
    rollback: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """The same with sources from anywhere: files, or the history of an earlier deploy (then without migrations)."""
    say = progress or (lambda _text: None)
    began = time.monotonic()
    if draft and not settings.development:
        hint = "set development = true in config.toml; never where people work"
        raise DeployError("--draft is for development only.", [Problem("", 0, "a draft deploys unchecked code", hint)])
    report = Report(dry_run=dry_run)
    with Session(settings) as session:
        _alone(session)
        _prepared(session)
        _drift(settings, session, sources, report, adopt=adopt, discard=discard, dry_run=dry_run)
        if report.adopted:
            sources = read(settings.root, settings.site)
        pending = migrate.pending(migrate.applied(session), sources) if migrations else []
        report.migrations = [migration.path for migration in pending]
        if pending and (dry_run or sources.problems) and not draft:
            if sources.problems:
                raise DeployError("The files have errors; nothing was changed.", sources.problems)
            return _finish(report, began)
        stock = [migration for migration in pending if migration.stock]
        migrate.run(session, stock, set(), say)
        if session.value("select to_regclass('cabinet.sources')::text") is None:
            raise DeployError(
                "The platform's tables are missing.", [Problem("sql/migrations", 0, "no file makes cabinet.sources")]
            )
        if not dry_run and (draft or not sources.problems):
            _early_cabinets(session, sources, [m for m in pending if not m.stock])
        migrate.run(
            session, [m for m in pending if not m.stock], {n for n, c in sources.cabinets.items() if not c.stock}, say
        )

        work = Work(session, sources, catalogue.recorded(session), catalogue.live(session), say)
        work.problems += sources.problems
        work.draft = draft
        views = sources.of_kind("view")
        trial = dry_run or (bool(work.problems) and not draft)
        if not trial:
            objects.views(work, [view for view in views if view.schema != "bi"])
        else:
            report.changed += [view.key for view in views if work.differs(view)]
        _code(work, report, keep=not trial)
        if not trial:
            objects.views(work, [view for view in views if view.schema == "bi"])
            gone = [
                key
                for key, row in work.rows.items()
                if row.kind == "view" and key not in sources.items and not row.in_migration
            ]
            objects.drop_views(work, [key for key in gone if key in work.live])
            _after_views(work, report)
        report.problems = sorted({*report.problems, *work.problems})
        report.created += work.created
        report.changed += work.changed
        report.recreated += work.recreated
        report.dropped += work.dropped
        report.deploy_id = work.deploy_id
        if not dry_run:
            report.release = _number(work, report, rollback)
    return _finish(report, began)


def _finish(report: Report, began: float) -> Report:
    for names in (report.created, report.changed, report.recreated, report.dropped):
        names[:] = list(dict.fromkeys(names))
    report.changed[:] = [key for key in report.changed if key not in report.recreated]
    report.seconds = time.monotonic() - began
    return report


def _alone(session: Session) -> None:
    for _attempt in range(50):
        if session.value("select pg_try_advisory_lock(hashtextextended(?, 0))", LOCK):
            return
        time.sleep(0.1)
    raise DeployError("Another deploy of this database is running. Wait until it has ended.")


def _prepared(session: Session) -> None:
    """What only a superuser could make is there."""
    missing = session.rows(
        "select r from unnest(array['sokol_owner', 'sokol_web', 'sokol_worker', 'sokol_bi', "
        "'cab_layer', 'sees_public', "
        "'sees_premises', 'sees_houses', 'sees_all']) as r where not exists (select from "
        "pg_catalog.pg_roles where rolname = r)"
    )
    problems = [Problem("", 0, f"the role {row.r} is missing") for row in missing]
    if not session.value("select exists (select from pg_catalog.pg_extension where extname = 'plpgsql_check')"):
        problems.append(Problem("", 0, "the extension plpgsql_check is missing in schema ext"))
    if problems:
        raise DeployError("The database is not prepared: a superuser runs sql/bootstrap.sql once.", problems)


def _drift(
    settings: Settings, session: Session, sources: Sources, report: Report, *, adopt: bool, discard: bool, dry_run: bool
) -> None:
    rows = catalogue.recorded(session)
    if not rows:
        return
    before = catalogue.live(session)
    _other_server(session, rows, before)
    found = catalogue.drift(before, rows)
    if not found or discard:
        return
    if adopt and not dry_run:
        from webapp.deploy import history

        report.adopted = history.adopt(settings, session, found, rows, before)
        return
    problems = []
    for key, what in sorted(found.items()):
        row = rows.get(key)
        sentence = {
            "changed": "was changed in the database past deploy",
            "dropped": "was dropped from the database",
            "new": "was made in the database past deploy",
        }[what]
        problems.append(Problem(row.path if row else "", row.line if row else 0, f"{key} {sentence}"))
    if dry_run:
        report.warnings += [str(problem) for problem in problems]
        return
    raise DeployError(
        "The database holds changes that the files do not have. Take them over with --adopt, or "
        "overwrite them with --discard.",
        problems,
    )


def _other_server(session: Session, rows: dict[str, catalogue.Recorded], now: dict[str, list[catalogue.Live]]) -> None:
    """Another major version of PostgreSQL writes definitions differently: what it shows is taken as recorded, once."""
    major = session.value("select current_setting('server_version_num')::integer / 10000")
    known = session.value(
        "select summary ->> 'server' from cabinet.deploys where jsonb_exists(summary, 'server') "
        "order by deploy_id desc limit 1"
    )
    if known is not None and int(known) != int(major):
        with session.transaction():
            for key, row in list(rows.items()):
                if len(now.get(key, [])) == 1:
                    session.run(
                        "update cabinet.sources set catalogue_sha256 = ? where object = ?", now[key][0].sha256, key
                    )
                    rows[key] = catalogue.Recorded(
                        row.key, row.kind, row.path, row.line, row.source_sha256, now[key][0].sha256, row.source
                    )


def _early_cabinets(session: Session, sources: Sources, site: list[Migration]) -> None:
    """Own tables and views need their schema before the code comes."""
    schemas = {row.nspname for row in session.rows("select nspname from pg_catalog.pg_namespace")}
    wanted = {view.schema for view in sources.of_kind("view")} - schemas
    if site or wanted:
        with session.transaction():
            early = {n: c for n, c in sources.cabinets.items() if n not in schemas and (n in wanted or not c.stock)}
            problems = roles.make_cabinets(session, early)
            if problems:
                raise DeployError("A cabinet cannot be made; nothing was changed.", problems)


def _code(work: Work, report: Report, *, keep: bool) -> None:
    session, sources = work.session, work.sources
    items = list(sources.items.values())
    try:
        with session.transaction(keep=keep):
            session.run("set local statement_timeout = 0; set local lock_timeout = '30s'")
            work.problems += roles.make_cabinets(session, sources.cabinets)
            objects.functions(work, [item for item in items if item.kind in ROUTINES])
            gone = [
                key
                for key, row in work.rows.items()
                if row.kind in ROUTINES and key in work.live and key not in sources.items and not row.in_migration
            ]
            unknown = [
                key
                for key in work.live
                if key not in work.rows and key not in sources.items and key.startswith("function ")
            ]
            if work.draft or not work.problems:
                objects.drop_functions(work, [*gone, *unknown])
            gone_cabinets = roles.drop_cabinets(session, sources.cabinets)
            report.grants = objects.lay_rights(session, sources.cabinets)
            texts_read = composition.texts(work)
            composed = composition.pages(work)
            work.say("checks")
            report.warnings += [str(warning) for warning in checks.check(work)]
            if work.problems and not work.draft:
                raise DeployError("The deploy was stopped; the code is as it was.", work.problems)
            report.problems = sorted(set(work.problems))
            _write_down(work, texts_read, composed, gone_cabinets, bool(report.migrations))
    except SqlError as error:
        raise DeployError(
            "The deploy was stopped; the code is as it was.",
            [*work.problems, Problem("", 0, error.sentence, error.hint or error.context)],
        ) from error


def _write_down(work: Work, texts_read: bool, composed: bool, gone_cabinets: list[str], migrated: bool) -> None:
    """Sources, history. What was only moved to another line or file is updated in place."""
    touched = {*work.created, *work.changed, *work.recreated}
    laid = [item for item in work.sources.items.values() if item.kind != "view" and (item.key in touched)]
    for item in work.sources.items.values():
        if item.kind in ("page", "cabinet", "texts") and item.key not in work.failed:
            row = work.rows.get(item.key)
            if row is None or row.source_sha256 != item.sha256:
                laid.append(item)
                (work.changed if row else work.created).append(item.key)
    objects.record(work, laid)
    gone = [
        key
        for key, row in work.rows.items()
        if row.kind in ("page", "cabinet", "texts") and key not in work.sources.items
    ]
    work.dropped += [key for key in gone if key not in work.dropped]
    objects.forget(work, [key for key in work.dropped if key in work.rows])
    done = {item.key for item in laid}
    for item in work.sources.items.values():
        row = work.rows.get(item.key)
        if row and item.key not in done and item.kind != "view" and (row.path, row.line) != (item.path, item.line):
            work.session.run(
                "update cabinet.sources set path = ?, line = ? where object = ?", item.path, item.line, item.key
            )
    if work.deploy_id or texts_read or composed or gone_cabinets or migrated:
        work.session.run("update cabinet.release_numbers set release = release + 1")


def _after_views(work: Work, report: Report) -> None:
    """New bi views get their readers."""
    with work.session.transaction():
        report.grants += objects.lay_rights(work.session, work.sources.cabinets)


def _number(work: Work, report: Report, rollback: int) -> int:
    session = work.session
    if report.migrations and not work.deploy_id:
        work.deploy_id = session.value("insert into cabinet.deploys default values returning deploy_id")
    if work.deploy_id:
        report.deploy_id = work.deploy_id
        summary = {
            "server": session.value("select current_setting('server_version_num')::integer / 10000"),
            "migrations": report.migrations,
            **({"rollback": rollback} if rollback else {}),
            **({"draft": True} if work.draft else {}),
            **{word: len(getattr(report, word)) for word in ("created", "changed", "recreated", "dropped")},
        }
        session.run(
            "update cabinet.deploys set summary = ?::jsonb where deploy_id = ?::bigint",
            json.dumps(summary, ensure_ascii=False),
            work.deploy_id,
        )
    return int(session.value("select release from cabinet.release_numbers"))
