"""What was deployed when, going back, and taking a live change over into the site's folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webapp.deploy import catalogue
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.session import Session
from webapp.deploy.source import SITE, Sources, parse, read, restore

if TYPE_CHECKING:
    from pathlib import Path

    from webapp.deploy.run import Report
    from webapp.settings import Settings


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history: a deploy, or with `source` one object in it (None: removed)."""

    deploy_id: int
    at: str
    by: str
    what: str
    source: str | None = None


def deploys(settings: Settings, limit: int = 30) -> list[Past]:
    """The latest deploys, newest first, with what each changed."""
    with Session(settings) as session:
        rows = session.rows(
            "select d.deploy_id, to_char(d.deployed_at, 'YYYY-MM-DD HH24:MI:SS') as at, d.deployed_by, "
            "coalesce((select string_agg(h.object, ', ' order by h.object) from (select h.object "
            "from cabinet.source_history as h "
            "where h.deploy_id = d.deploy_id order by h.object limit 4) as h), '') as some, "
            "(select count(*) from cabinet.source_history as h where h.deploy_id = d.deploy_id) as objects, "
            "coalesce(d.summary -> 'migrations', '[]')::text as migrations, d.summary ->> 'rollback' as back "
            "from cabinet.deploys as d order by d.deploy_id desc limit ?::integer",
            limit,
        )
    found = []
    for row in rows:
        what = row.some + (f" and {row.objects - 4} more" if row.objects > 4 else "")
        if row.migrations != "[]":
            what = ", ".join(filter(None, [row.migrations.strip("[]").replace('"', ""), what]))
        found.append(Past(row.deploy_id, row.at, row.deployed_by, (f"back to {row.back}: " if row.back else "") + what))
    return found


def of_object(settings: Settings, name: str) -> list[Past]:
    """Every version of one object, oldest first. `name` is `people.me` or `page guest.home`."""
    with Session(settings) as session:
        rows = session.rows(
            "select h.deploy_id, to_char(d.deployed_at, 'YYYY-MM-DD HH24:MI:SS') as at, "
            "d.deployed_by, h.object, h.path, h.line, h.source "
            "from cabinet.source_history as h join cabinet.deploys as d on d.deploy_id = h.deploy_id "
            "where h.object = ? or split_part(h.object, ' ', 2) = ? order by h.deploy_id",
            name,
            name,
        )
    if not rows:
        raise DeployError(f"The history knows no {name}. Names are like people.me, or page guest.home.")
    return [Past(r.deploy_id, r.at, r.deployed_by, f"{r.object} {r.path}:{r.line}", r.source) for r in rows]


def rollback(
    settings: Settings, deploy_id: int, *, dry_run: bool = False, progress: Callable[[str], None] | None = None
) -> Report:
    """The re-creatable code of an earlier deploy against today's tables. Migrations stay; where the old code no longer
    fits, the problems name the migrations since. The files are not touched: the next deploy brings them back."""
    from webapp.deploy.run import carry_out

    with Session(settings) as session:
        if not session.value("select exists (select from cabinet.deploys where deploy_id = ?::bigint)", deploy_id):
            raise DeployError(f"There is no deploy {deploy_id}. `sokol history` lists them.")
        rows = session.rows(
            "select distinct on (h.object) h.kind, h.object, h.path, h.line, h.source from cabinet.source_history as h "
            "where h.deploy_id <= ?::bigint order by h.object, h.deploy_id desc",
            deploy_id,
        )
        since = [
            row.path
            for row in session.rows(
                "select m.path from cabinet.migrations as m join cabinet.deploys as d on d.deploy_id = ?::bigint "
                "where m.applied_at > d.deployed_at order by m.applied_at, m.path",
                deploy_id,
            )
        ]
    sources = restore(
        (r.kind, r.object.partition(" ")[2], r.path, r.line, r.source) for r in rows if r.source is not None
    )
    sources.migrations = read(settings.root, settings.site).migrations
    try:
        return carry_out(settings, sources, dry_run=dry_run, migrations=False, rollback=deploy_id, progress=progress)
    except DeployError as error:
        problems = list(error.problems)
        problems += [Problem(path, 0, f"was applied after deploy {deploy_id}") for path in since]
        raise DeployError(f"Deploy {deploy_id} cannot be brought back. {error.summary}", problems) from None


def adopt(
    settings: Settings,
    session: Session,
    drift: dict[str, str],
    rows: dict[str, catalogue.Recorded],
    now: dict[str, list[catalogue.Live]],
) -> list[str]:
    """Writes what was changed live into the site's folder; returns `site/…: object`. The file that held the object is
    copied there whole, with only this object in its live version, so that it takes the stock file's place."""
    sources = read(settings.root, settings.site)
    written = []
    for key, what in sorted(drift.items()):
        item = sources.items.get(key)
        if what == "dropped":
            raise DeployError(
                "Something was dropped in the database.",
                [
                    Problem(
                        rows[key].path,
                        rows[key].line,
                        f"{key} was dropped",
                        "remove it from its file, or bring it back with --discard",
                    )
                ],
            )
        objects = now[key]
        if len(objects) > 1:
            raise DeployError(
                "An overload cannot be taken over.", [Problem("", 0, f"{key} exists {len(objects)} times", "drop one")]
            )
        live = catalogue.definition(session, objects[0])
        if item is None:
            row = rows.get(key)
            area = "views" if key.startswith("view ") else "procedures"
            schema, _dot, short = key.partition(" ")[2].partition(".")
            if row is not None and row.in_migration:
                area = "procedures"
            path = f"{SITE}/{area}/{schema}/{short}.sql"
            text = live
        elif item.shared:  # only this cabinet changes; the other ones keep the shared file
            path = f"{SITE}/procedures/{item.name.replace('.', '/')}.sql"
            text = live
        else:
            path = f"{SITE}/{item.path.removeprefix('site/').removeprefix('sql/')}"
            text = _put(_file(settings, item.path).read_text(encoding="utf-8"), item.path, key, live)
        target = _file(settings, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written.append(f"{path}: {key}")
        sources = read(settings.root, settings.site)
    return written


def _file(settings: Settings, path: str) -> Path:
    if path.startswith(SITE):
        return settings.site / path.removeprefix("site/")
    return settings.root / path


def _put(text: str, path: str, key: str, live: str) -> str:
    """The file with one object's statements replaced."""
    sources = Sources()
    parse(path, text, sources)
    item = sources.items[key]
    at = 0
    for number, statement in enumerate(item.statements):
        start = text.index(statement.text, at)
        stop = start + len(statement.text)
        while stop < len(text) and text[stop] in " \n\t":
            stop += 1
        stop += 1 if text[stop : stop + 1] == ";" else 0
        put = live.rstrip("\n") if number == 0 else ""
        if not put:
            while text[stop : stop + 1] == "\n":
                stop += 1
        text = text[:start] + put + text[stop:]
        at = start + len(put)
    return text
