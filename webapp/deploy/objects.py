"""Laying re-creatable objects on: `create or replace` where PostgreSQL allows it, else drop and make again together
with what hangs on them, and never anything permanent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from webapp.deploy import catalogue, roles
from webapp.deploy.catalogue import Live
from webapp.deploy.migrate import WAITED_FOR, patience
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.session import Session, SqlError, name
from webapp.deploy.source import ROUTINES, Cabinet, Item, Sources, restore, sha256

_LOT = 200  # objects that go over at once
_RECORD = """
with r as materialized (
    select * from json_to_recordset(?::json) as r (
        object text, kind text, path text, line integer, source_sha256 text, catalogue_sha256 text, source text)
), noted as (
    insert into cabinet.sources as s (object, kind, path, line, source_sha256, catalogue_sha256, source)
    select r.object, r.kind, r.path, r.line, r.source_sha256, r.catalogue_sha256, r.source from r
    on conflict (object) do update set kind = excluded.kind, path = excluded.path, line = excluded.line,
        source_sha256 = excluded.source_sha256, catalogue_sha256 = excluded.catalogue_sha256, source = excluded.source
)
insert into cabinet.source_history as h (deploy_id, object, kind, path, line, source)
select ?::bigint, r.object, r.kind, r.path, r.line, r.source from r
on conflict (deploy_id, object) do update set source = excluded.source, path = excluded.path, line = excluded.line
"""
# invalid function definition, cannot change a view's columns, wrong kind of object, duplicate function
REFUSED = ("42P13", "42P16", "42809", "42723")


@dataclass(slots=True)
class Work:
    """One deploy under way: what files and catalogue say, and what was done so far."""

    session: Session
    sources: Sources
    rows: dict[str, catalogue.Recorded]
    live: dict[str, list[Live]]
    say: Callable[[str], None]
    problems: list[Problem] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    recreated: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    deploy_id: int = 0
    draft: bool = False

    def differs(self, item: Item) -> bool:
        row, objects = self.rows.get(item.key), self.live.get(item.key, [])
        return (
            row is None
            or row.source_sha256 != item.sha256
            or len(objects) != 1
            or row.catalogue_sha256 != objects[0].sha256
        )

    def note(self, item: Item, *, again: bool = False) -> None:
        if again:
            self.recreated.append(item.key)
        elif item.key in self.live:
            self.changed.append(item.key)
        else:
            self.created.append(item.key)


class Refusal(Exception):
    """An object cannot be laid on, whatever the order: the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


# Views -------------------------------------------------------------------------------------------------------------


def views(work: Work, items: list[Item]) -> None:
    """Changed views, each in a short transaction of its own. Raises DeployError when one cannot be laid on."""
    waiting = [item for item in items if work.differs(item)]
    errors: dict[str, Problem] = {}
    while waiting:
        left = []
        for item in waiting:
            try:
                work.say(f"view {item.name}")
                _view(work, item)
            except SqlError as error:
                errors[item.key] = problem_of(item, error, item.definition.line)
                left.append(item)
            except Refusal as refusal:
                raise DeployError("A view could not be changed.", [refusal.problem]) from None
        if len(left) == len(waiting):
            found = [errors[item.key] for item in left]
            if not work.draft:
                raise DeployError("A view could not be made; those before it stay.", found)
            work.problems += found
            work.failed |= {item.key for item in left}
            return
        waiting = left


def _view(work: Work, item: Item) -> None:
    pauses = patience()
    while True:
        try:
            with work.session.transaction():
                work.session.run("set local lock_timeout = '200ms'; set local role sokol_owner")
                again = _replace_view(work, item)
                work.session.run("reset role")
                if again:  # the grants went with the old one, and pages are being read
                    lay_rights(work.session, recorded_cabinets(work.session))
                record(work, [item])
            work.note(item, again=again)
            return
        except SqlError as error:
            if error.state not in WAITED_FOR:
                raise
            pause = next(pauses, None)
            if pause is None:
                hint = "a long query reads it; deploy again when it has ended"
                text = f"view {item.name} got no lock for a minute"
                raise DeployError("A view could not be changed.", [Problem(item.path, item.line, text, hint)]) from None
            work.say(f"view {item.name}: somebody reads it, trying again")
            time.sleep(pause)


def _replace_view(work: Work, item: Item) -> bool:
    """True when it had to be made again."""
    session = work.session
    old = work.live.get(item.key)
    try:
        with session.savepoint():
            session.run(item.create())
            _comment_view(session, item)
        return False
    except SqlError as error:
        if not old or error.state not in REFUSED:
            raise
    hangers = catalogue.dependents(session, old[0])
    guard(work, item, hangers)
    for hanger in hangers:
        drop(session, hanger.key, hanger.oid)
    drop(session, item.key, old[0].oid)
    session.run(item.create())
    _comment_view(session, item)
    # What hung on it returns as it was; the code transaction brings it up to date.
    back = [work.rows[hanger.key] for hanger in hangers if hanger.key in work.rows]
    items = restore((row.kind, row.key.partition(" ")[2], row.path, row.line, row.source) for row in back).items
    waiting = list(items.values())
    while waiting:
        left: list[tuple[Item, SqlError]] = []
        for one in waiting:
            try:
                with session.savepoint():
                    session.run(one.create())
                    for comment in one.comments:
                        session.run(comment.text)
            except SqlError as error:
                left.append((one, error))
        if len(left) == len(waiting):
            one, failure = left[0]
            new = work.sources.items.get(one.key)
            text = f"{one.name}, which uses view {item.name}, cannot be made again: {failure.sentence}"
            raise DeployError("A view could not be changed.", [Problem(new.path if new else one.path, one.line, text)])
        waiting = [one for one, _error in left]
    session.run("reset role")
    lay_rights(session, recorded_cabinets(session))
    refresh(session, [one.key for one in items.values()])
    session.run("set local role sokol_owner")
    return True


def _comment_view(session: Session, item: Item) -> None:
    for row in session.rows(
        "select a.attname from pg_catalog.pg_description as d join pg_catalog.pg_attribute as a on "
        "a.attrelid = d.objoid "
        "and a.attnum = d.objsubid where d.objoid = ?::regclass and d.classoid = "
        "'pg_catalog.pg_class'::regclass and d.objsubid > 0",
        name(item.name),
    ):
        session.run(f"comment on column {name(item.name)}.{name(row.attname)} is null")
    session.run(f"comment on view {name(item.name)} is null")
    for comment in item.comments:
        session.run(comment.text)


def drop_views(work: Work, keys: Iterable[str]) -> None:
    """Views whose file is gone, after the code that used them."""
    left = list(keys)
    while left:
        still = []
        for key in left:
            one = work.live[key][0]
            row = work.rows.get(key)
            place = (row.path, row.line) if row else ("", 0)
            hangers = [h for h in catalogue.dependents(work.session, one) if h.key not in left]
            if hangers:
                users = ", ".join(hanger.description for hanger in hangers)
                raise DeployError(
                    "A view could not be dropped.", [Problem(*place, f"{key} was removed, but {users} uses it")]
                )
            try:
                with work.session.transaction():
                    work.session.run("set local lock_timeout = '200ms'")
                    drop(work.session, key, one.oid)
                    forget(work, [key])
                work.dropped.append(key)
            except SqlError as error:
                if error.state not in (*WAITED_FOR, "2BP01"):
                    raise
                still.append(key)
        if len(still) == len(left):
            text = f"{', '.join(still)} could not be dropped: somebody reads it"
            raise DeployError(
                "A view could not be dropped.", [Problem("", 0, text, "deploy again when the query has ended")]
            )
        left = still


# Functions ---------------------------------------------------------------------------------------------------------


def functions(work: Work, items: list[Item]) -> None:
    """Lays on changed functions, in whatever order works. What does not go ends in `work.problems`."""
    session = work.session
    frozen = catalogue.frozen(session)
    waiting = [item for item in items if work.differs(item)]
    # bodies of new functions are checked when all are there (checks/bodies.py), once and not twice; a draft has no such end
    session.run(f"set local check_function_bodies = {'on' if work.draft else 'off'}")
    waiting = _new_files(work, waiting)
    session.run("set local check_function_bodies = on")
    bodies = True
    while waiting:
        errors: dict[str, SqlError] = {}
        left: list[Item] = []
        queue = waiting
        done = 0
        for item in queue:
            work.say(item.key)
            try:
                left += [one for one in _function(work, item, frozen) if one not in queue]
                done += 1
            except SqlError as error:
                errors[item.key] = error
                left.append(item)
            except Refusal as refusal:
                work.problems.append(refusal.problem)
                work.failed.add(item.key)
                done += 1
        if not done:
            if bodies:  # functions that name each other: made unchecked, checked when all are there
                bodies = False
                session.run("set local check_function_bodies = off")
            else:
                for item in left:
                    work.problems.append(_function_problem(item, errors[item.key]))
                    work.failed.add(item.key)
                break
        elif not bodies:
            bodies = True
            session.run("set local check_function_bodies = on")
        waiting = left
    session.run("set local check_function_bodies = on")


def _new_files(work: Work, waiting: list[Item]) -> list[Item]:
    """A file whose functions are all new goes over in one round trip; returns what did not go."""
    left: list[Item] = []
    by_path: dict[str, list[Item]] = {}
    for item in waiting:
        if item.key in work.live:
            left.append(item)
        else:
            by_path.setdefault(item.path, []).append(item)
    for items in by_path.values():
        work.say(items[0].path)
        try:
            work.session.at_once([s.text for item in items for s in item.statements])
            for item in items:
                work.note(item)
        except SqlError:
            left += items
    return left


def _function(work: Work, item: Item, frozen: dict[int, str]) -> list[Item]:
    """Makes or changes one function; returns what was dropped with it and has to be made again."""
    session = work.session
    old = work.live.get(item.key, [])
    again: list[Item] = []
    with session.savepoint():
        try:
            with session.savepoint():
                session.run(item.create())
        except SqlError as error:
            if error.state not in REFUSED or not old:
                raise
            again += _make_room(work, item, old, frozen)
            session.run(item.create())
        if old:
            overloads = session.rows(
                "select p.oid::bigint as oid from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n "
                "on n.oid = p.pronamespace where n.nspname = ? and p.proname = ?",
                item.schema,
                item.name.partition(".")[2],
            )
            if len(overloads) > 1:  # other arguments: PostgreSQL made a second function beside the first
                known = {one.oid for one in old}
                again += _make_room(
                    work,
                    item,
                    [Live(item.key, row.oid, old[0].kind, "") for row in overloads if row.oid in known],
                    frozen,
                )
            if not item.comments:
                session.run(f"comment on {item.kind} {name(item.name)} is null")
        for comment in item.comments:
            session.run(comment.text)
    if again or (old and not _same_oid(session, item, old)):
        work.note(item, again=True)
    else:
        work.note(item)
    for one in again:
        work.live.pop(one.key, None)
        work.note(one, again=True)
    return again


def _same_oid(session: Session, item: Item, old: list[Live]) -> bool:
    return bool(session.value("select exists (select from pg_catalog.pg_proc where oid = ?::bigint::oid)", old[0].oid))


def _make_room(work: Work, item: Item, old: list[Live], frozen: dict[int, str]) -> list[Item]:
    again: list[Item] = []
    for one in old:
        if one.oid in frozen:
            hint = (
                "write a new function and, in a migration, a new policy or trigger; this one keeps arguments and result"
            )
            raise Refusal(
                Problem(
                    item.path, item.line, f"the signature of {item.name} is frozen: {frozen[one.oid]} uses it", hint
                )
            )
        hangers = catalogue.dependents(work.session, one)
        guard(work, item, hangers)
        for hanger in hangers:
            drop(work.session, hanger.key, hanger.oid)
            if hanger.key in work.sources.items:
                again.append(work.sources.items[hanger.key])
        drop(work.session, one.key, one.oid, one.kind)
    return again


def guard(work: Work, item: Item, hangers: list[catalogue.Dependent]) -> None:
    """Stops what would take something permanent along, or a view or function that deploy could not make again."""
    lost = [
        hanger.description
        for hanger in hangers
        if not hanger.key
        or (hanger.key not in work.rows and hanger.key not in work.sources.items)
        or (item.kind in ROUTINES and hanger.key.startswith("view "))
        or (hanger.key in work.rows and work.rows[hanger.key].in_migration)
    ]
    if lost:
        text = f"{item.name} must be dropped and made again, and that would take along: {', '.join(lost)}"
        raise Refusal(
            Problem(item.path, item.line, text, "keep the signature, or move what depends on it in a migration first")
        )


def drop_functions(work: Work, keys: Iterable[str]) -> None:
    """Functions whose file is gone. What still uses one is a problem at its user."""
    left = list(keys)
    frozen = catalogue.frozen(work.session)
    while left:
        errors: dict[str, SqlError] = {}
        still = []
        for key in left:
            try:
                with work.session.savepoint():
                    for one in work.live[key]:
                        if not work.session.value(
                            "select exists (select from pg_catalog.pg_proc where oid = ?::bigint::oid)", one.oid
                        ):
                            continue
                        drop(work.session, key, one.oid, one.kind)
                work.dropped.append(key)
            except SqlError as error:
                errors[key] = error
                still.append(key)
        if len(still) == len(left):
            for key in still:
                row = work.rows.get(key)
                using = frozen.get(work.live[key][0].oid) or errors[key].detail or errors[key].message
                text = f"{key.partition(' ')[2]} was removed, but it is still used: {using}"
                work.problems.append(Problem(row.path if row else "", 0, text.replace("\n", "; ")))
            return
        left = still


def drop(session: Session, key: str, oid: int, kind: str = "") -> None:
    """Drops one object, and only that one."""
    if key.startswith("view "):
        target = session.value("select ?::bigint::oid::regclass::text", oid)
        session.run(f"drop view {target} restrict")
    else:
        target = session.value("select ?::bigint::oid::regprocedure::text", oid)
        session.run(f"drop routine {target} restrict")


def problem_of(item: Item, error: SqlError, line: int) -> Problem:
    """Where in the file an error of `create` is."""
    return Problem(item.path, item.line_at(error.position) if error.position >= 0 else line, error.sentence, error.hint)


def _function_problem(item: Item, error: SqlError) -> Problem:
    if error.position >= 0:
        return problem_of(item, error, item.line)
    if error.body_line:
        return Problem(item.path, item.body_line() + error.body_line - 1, error.sentence, error.hint)
    quoted = error.message.split('"')[1] if error.message.count('"') >= 2 else ""
    at = item.create().find(quoted) if quoted else -1
    return Problem(item.path, item.line_at(at) if at >= 0 else item.line, error.sentence, error.hint)


# Rights and records ------------------------------------------------------------------------------------------------


def lay_rights(session: Session, cabinets: dict[str, Cabinet]) -> int:
    """Owners and grants as the kinds of schemas demand; returns how many statements it took."""
    statements = roles.rights(session, cabinets)
    for at in range(0, len(statements), 50):
        session.run(";\n".join(statements[at : at + 50]))
    return len(statements)


def recorded_cabinets(session: Session) -> dict[str, Cabinet]:
    """Cabinets as the last deploy left them."""
    rows = session.rows(
        "select cabinet, title, scope, array_to_string(reads, ',') as reads, frame, home, menu, "
        "stock, path from cabinet.cabinets"
    )
    return {
        row.cabinet: Cabinet(
            row.cabinet,
            row.title,
            row.scope,
            tuple(filter(None, row.reads.split(","))),
            (),
            row.frame,
            row.home,
            row.menu,
            row.stock,
            row.path,
            0,
        )
        for row in rows
    }


def record(work: Work, items: list[Item]) -> None:
    """Rows of sources and history for what was laid on; call it in the transaction that did."""
    if not items:
        return
    if not work.deploy_id:
        work.deploy_id = work.session.value("insert into cabinet.deploys default values returning deploy_id")
    now = catalogue.live(work.session, [item.key for item in items])
    rows = [
        {
            "object": item.key, "kind": item.kind, "path": item.path, "line": item.line, "source": item.source,
            "source_sha256": item.sha256, "catalogue_sha256": now[item.key][0].sha256 if item.key in now else "",
        }
        for item in items
    ]  # fmt: skip
    for at in range(0, len(rows), _LOT):
        lot = json.dumps(rows[at : at + _LOT], ensure_ascii=False)
        work.session.run(_RECORD, lot, work.deploy_id)


def forget(work: Work, keys: Iterable[str]) -> None:
    """The same for what was dropped."""
    for key in keys:
        if not work.deploy_id:
            work.deploy_id = work.session.value("insert into cabinet.deploys default values returning deploy_id")
        row = work.rows.get(key)
        work.session.run("delete from cabinet.sources where object = ?", key)
        work.session.run(
            "insert into cabinet.source_history (deploy_id, object, kind, path, source) values (?, ?, ?, ?, null) "
            "on conflict (deploy_id, object) do update set source = null",
            work.deploy_id,
            key,
            row.kind if row else key.partition(" ")[0],
            row.path if row else "",
        )


def refresh(session: Session, keys: Iterable[str]) -> None:
    """Takes the catalogue's present state of these objects as recorded."""
    keys = list(keys)
    now = catalogue.live(session, keys)
    for key in keys:
        if key in now:
            session.run("update cabinet.sources set catalogue_sha256 = ? where object = ?", now[key][0].sha256, key)


__all__ = ["Work", "functions", "sha256", "views"]
