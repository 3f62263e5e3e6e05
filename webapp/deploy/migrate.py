"""Migrations: each file its own short transaction, which waits for no page and lets no page wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from webapp.deploy import catalogue
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.session import Session, SqlError
from webapp.deploy.source import Migration, Sources, sha256
from webapp.deploy.tokens import SplitError, Statement, split

WAITED_FOR = ("55P03", "40P01")  # lock not available, deadlock
BUDGET = 75.0  # seconds of trying one file

_HAS_RECORD = "select to_regclass('cabinet.migrations') is not null and to_regclass('cabinet.sources') is not null"
_HELD = f"""
select c.oid::bigint as oid, n.nspname || '.' || c.relname as name
from pg_catalog.pg_locks as l
join pg_catalog.pg_class as c on c.oid = l.relation
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.mode = 'AccessExclusiveLock'
  and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
  and c.relkind in ('r', 'p') and {catalogue.OURS}
"""
_TABLES = f"""
select c.oid::bigint as oid, n.nspname as schema, n.nspname || '.' || c.relname as name, md5(concat_ws(E'\\n',
    pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity, c.reloptions::text,
    obj_description(c.oid, 'pg_class'),
    (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
        a.attgenerated, pg_get_expr(x.adbin, x.adrelid), a.attacl::text), E'\\n' order by a.attnum)
     from pg_catalog.pg_attribute as a
     left join pg_catalog.pg_attrdef as x on x.adrelid = a.attrelid and x.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0),
    (select string_agg(k.conname || pg_get_constraintdef(k.oid), E'\\n' order by k.conname)
     from pg_catalog.pg_constraint as k where k.conrelid = c.oid),
    (select string_agg(pg_get_indexdef(i.indexrelid), E'\\n' order by i.indexrelid)
     from pg_catalog.pg_index as i where i.indrelid = c.oid),
    (select string_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text, E'\\n' order by t.tgname)
     from pg_catalog.pg_trigger as t where t.tgrelid = c.oid and not t.tgisinternal),
    (select string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive, p.polroles::text,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), E'\\n' order by p.polname)
     from pg_catalog.pg_policy as p where p.polrelid = c.oid)
)) as shape,
    c.relrowsecurity and exists (select from pg_catalog.pg_policy as p where p.polrelid = c.oid) as walled
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'm', 'f', 'S') and {catalogue.OURS}
"""


def applied(session: Session) -> dict[str, str]:
    """sha256 of each applied file by its path."""
    if session.value("select to_regclass('cabinet.migrations')::text") is None:
        return {}
    return {row.path: row.sha256 for row in session.rows("select path, sha256 from cabinet.migrations")}


def pending(done: dict[str, str], sources: Sources) -> list[Migration]:
    """What still has to run, stock first. An applied file that was edited, and a gap, are problems."""
    known = {migration.path for migration in sources.migrations}
    for migration in sources.migrations:
        if migration.path in done and done[migration.path] != migration.sha256:
            hint = "put the file back as it was and write the change as a new migration"
            sources.problems.append(Problem(migration.path, 1, "was edited after it had been applied", hint))
    for path in sorted(set(done) - known):
        sources.problems.append(Problem(path, 0, "was applied here, but the file is gone", "put it back"))
    return [migration for migration in sources.migrations if migration.path not in done]


def run(session: Session, migrations: list[Migration], cabinets: set[str], say: Callable[[str], None]) -> None:
    """Applies the files in order. `cabinets`: schemas that the site's files may change. Raises DeployError at the first
    that fails; those before it stay."""
    if not migrations:
        return
    live_pages = bool(applied(session)) and bool(session.value("select exists (select from cabinet.deploys)"))
    old = {row.oid: row.name for row in session.rows(_TABLES)} if live_pages else {}
    rest = _first(session, migrations, say)
    now: dict[str, list[catalogue.Live]] | None = None
    for migration in rest:
        say(migration.path)
        now = _patiently(session, migration, cabinets, old, now, say)


def _first(session: Session, migrations: list[Migration], say: Callable[[str], None]) -> list[Migration]:
    """In an empty database the files up to the one that makes cabinet.migrations are one transaction, since nothing
    could note the others. Returns the files after it."""
    if session.value(_HAS_RECORD):
        return migrations
    with session.transaction():
        before = catalogue.live(session)
        for at, migration in enumerate(migrations):
            say(migration.path)
            _statements(session, migration)
            if session.value(_HAS_RECORD):
                for done in migrations[: at + 1]:
                    session.run("insert into cabinet.migrations (path, sha256) values (?, ?)", done.path, done.sha256)
                register(session, before, migration.path)
                return migrations[at + 1 :]
        problem = Problem(migrations[-1].path, 0, "no migration makes cabinet.migrations and cabinet.sources")
        raise DeployError("The platform's tables are missing.", [problem])


def patience() -> Iterator[float]:
    """Growing pauses, together at least a minute."""
    spent, pause = 0.0, 0.1
    while spent < BUDGET:
        yield pause
        spent += pause + 0.2
        pause = min(pause * 1.6, 5.0)


def _patiently(
    session: Session,
    migration: Migration,
    cabinets: set[str],
    old: dict[int, str],
    before: dict[str, list[catalogue.Live]] | None,
    say: Callable[[str], None],
) -> dict[str, list[catalogue.Live]]:
    """`before`: the catalogue as the migration just before left it. Returns what this one leaves."""
    pauses = patience()
    while True:
        try:
            with session.transaction():
                return _apply(session, migration, cabinets, old, before)
        except _Waiting as waiting:
            pause = next(pauses, None)
            if pause is None:
                hint = "a long query holds the table; try again when it has ended, or end it"
                raise DeployError(
                    "A migration got no lock.", [Problem(migration.path, waiting.line, str(waiting), hint)]
                ) from None
            say(f"{migration.path}: somebody holds the table, trying again")
            before = None
            time.sleep(pause)


class _Waiting(Exception):
    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


def _apply(
    session: Session,
    migration: Migration,
    cabinets: set[str],
    old: dict[int, str],
    before: dict[str, list[catalogue.Live]] | None,
) -> dict[str, list[catalogue.Live]]:
    if before is None:
        before = catalogue.live(session)
    tables = {} if migration.stock else {row.oid: row for row in session.rows(_TABLES)}
    _statements(session, migration)
    _weigh(session, migration, cabinets, old)
    if not migration.stock:
        _stock_untouched(session, migration, cabinets, before, tables)
    session.run("insert into cabinet.migrations (path, sha256) values (?, ?)", migration.path, migration.sha256)
    return register(session, before, migration.path)


def _statements(session: Session, migration: Migration) -> None:
    try:
        statements = split(migration.text)
    except SplitError as error:
        raise DeployError("A migration cannot be read.", [Problem(migration.path, error.line, str(error))]) from None
    for statement in statements:
        words = [token.word for token in statement.head[:2]]
        if words[0] in ("commit", "rollback", "begin", "savepoint", "vacuum") or "concurrently" in words:
            text = f"«{words[0]}» is not allowed: a file is one transaction"
            raise DeployError("A migration was refused.", [Problem(migration.path, statement.line, text)])
    session.run("set local lock_timeout = '200ms'; set local role sokol_owner")
    try:
        session.at_once([statement.text for statement in statements])
    except SqlError:
        _one_by_one(session, migration, statements)
    session.run("reset role")


def _one_by_one(session: Session, migration: Migration, statements: list[Statement]) -> None:
    """The same with the line of what fails."""
    for statement in statements:
        try:
            session.run(statement.text)
        except SqlError as error:
            line = statement.line_at(error.position) if error.position >= 0 else statement.line
            if error.state in WAITED_FOR:
                raise _Waiting(error.sentence, line) from None
            problem = Problem(migration.path, line, error.sentence, error.hint)
            raise DeployError(
                "A migration failed and changed nothing; those before it stay applied.", [problem]
            ) from None


def _weigh(session: Session, migration: Migration, cabinets: set[str], old: dict[int, str]) -> None:
    held = sorted(row.name for row in session.rows(_HELD) if row.oid in old) if old else []
    if len(held) > 1 and not migration.offline:
        text = f"locks {len(held)} tables that pages read: {', '.join(held)}"
        hint = "one table per file; or begin the file with -- offline and run it under the maintenance page"
        raise DeployError("A migration was refused.", [Problem(migration.path, 1, text, hint)])


def _stock_untouched(
    session: Session,
    migration: Migration,
    cabinets: set[str],
    before: dict[str, list[catalogue.Live]],
    tables: dict[int, Any],
) -> None:
    problems = []
    now = {row.oid: row for row in session.rows(_TABLES)}
    for oid in {*tables, *now}:
        was, is_ = tables.get(oid), now.get(oid)
        row = is_ or was
        assert row is not None
        schema, name = row.schema, row.name
        if schema in cabinets:
            if is_ is not None and was is None and not is_.walled and not name.endswith("_seq"):
                text = f"{name} has no row security with a policy"
                hint = (
                    "alter table … enable row level security; create policy … to the scope or the cabinet's code role"
                )
                problems.append(Problem(migration.path, _line_of(migration, name), text, hint))
        elif was is None or is_ is None or was.shape != is_.shape:
            text = f"{name} is a stock object and would be {'made' if was is None else 'changed'}"
            problems.append(
                Problem(migration.path, _line_of(migration, name), text, "own tables live in an own cabinet's schema")
            )
    after = catalogue.live(session)
    for key in {*before, *after}:
        if before.get(key) != after.get(key) and key.partition(" ")[2].partition(".")[0] not in cabinets:
            text = f"{key} is not of an own cabinet"
            problems.append(Problem(migration.path, _line_of(migration, key.partition(" ")[2]), text))
    if problems:
        raise DeployError("A site migration was refused.", problems)


def _line_of(migration: Migration, name: str) -> int:
    at = migration.text.find(name)
    return migration.text.count("\n", 0, at) + 1 if at >= 0 else 1


def register(session: Session, before: dict[str, list[catalogue.Live]], path: str) -> dict[str, list[catalogue.Live]]:
    """Notes functions and views that a migration made or changed, so that they are no drift. What a re-creatable source
    already had is marked to be laid on again. Returns what there is now."""
    now = catalogue.live(session)
    for key, objects in now.items():
        if before.get(key) == objects:
            continue
        one = objects[0]
        text = catalogue.definition(session, one)
        session.run(
            "insert into cabinet.sources as s (object, kind, path, line, source_sha256, catalogue_sha256, source) "
            "values (?, ?, ?, 1, ?, ?, ?) on conflict (object) do update "
            "set catalogue_sha256 = excluded.catalogue_sha256, source_sha256 = '' ",
            key,
            one.kind,
            path,
            sha256(text),
            one.sha256,
            text,
        )
    for key in set(before) - set(now):
        session.run("delete from cabinet.sources where object = ?", key)
    return now
