"""Rows that files declare: texts, refusal codes, hints, and the pages with their blocks."""

from __future__ import annotations

from itertools import pairwise

from webapp.deploy.objects import Work
from webapp.deploy.problems import Problem
from webapp.deploy.session import SqlError, literal
from webapp.deploy.source import TEXT_TABLES, Item, classify
from webapp.deploy.tokens import SplitError, Statement, split

_STAGES = """
create temp table if not exists stage_texts
    (key text not null, language text not null, text text not null,
     path text, line integer, number bigserial) on commit drop;
create temp table if not exists stage_refusal_codes
    (code text not null, status integer not null, path text, line integer, number bigserial) on commit drop;
create temp table if not exists stage_hints
    (key text not null, language text not null default 'ru', text text not null,
     path text, line integer, number bigserial) on commit drop
"""
_KEYS = {"stage_texts": "key, language", "stage_refusal_codes": "code", "stage_hints": "key, language"}


def texts(work: Work) -> bool:
    """Rows of cabinet.texts, refusal_codes and hints become those of the files; an edited text stays. True: read."""
    session = work.session
    items = work.sources.of_kind("texts")
    gone = [key for key, row in work.rows.items() if row.kind == "texts" and key not in work.sources.items]
    same = all(item.key in work.rows and work.rows[item.key].source_sha256 == item.sha256 for item in items)
    if not gone and same and not _shares_change(work):
        return False
    session.run(_STAGES)
    for item in items:
        work.say(item.path)
        _stage(work, item)
    _share(work)  # whatever else is wrong: the checks look for the words of these files, not of those before
    # in one tree a row stands once; of both trees the site's holds
    for stage, key in _KEYS.items():
        twice = session.rows(
            f"select s.path, s.line, concat_ws(' ', {key}) as key, lag(s.path || ':' || s.line) over w as first "
            f"from pg_temp.{stage} as s window w as (partition by {key}, s.path like 'site/%' order by s.number)"
        )
        for row in twice:
            if row.first is not None:
                work.problems.append(Problem(row.path, row.line, f"{row.key} is also in {row.first}"))
        session.run(
            f"delete from pg_temp.{stage} as s using pg_temp.{stage} as o where ({_pair('s', key)}) = "
            f"({_pair('o', key)}) "
            "and (s.path like 'site/%') = (o.path like 'site/%') and s.number > o.number"
        )
        session.run(
            f"delete from pg_temp.{stage} as s using pg_temp.{stage} as o where ({_pair('s', key)}) = "
            f"({_pair('o', key)}) "
            "and s.path not like 'site/%' and o.path like 'site/%'"
        )
    session.run(
        "insert into cabinet.texts as t (key, language, text) select s.key, s.language, s.text from "
        "pg_temp.stage_texts as s "
        "where true on conflict (key, language) do update set text = excluded.text where not "
        "t.edited and t.text <> excluded.text; "
        "delete from cabinet.texts as t where not t.edited and not exists "
        "(select from pg_temp.stage_texts as s where s.key = t.key and s.language = t.language); "
        "insert into cabinet.refusal_codes as c (code, status) select s.code, s.status from "
        "pg_temp.stage_refusal_codes as s "
        "where true on conflict (code) do update set status = excluded.status where c.status <> excluded.status; "
        "delete from cabinet.refusal_codes as c where not exists "
        "(select from pg_temp.stage_refusal_codes as s where s.code = c.code); "
        "insert into cabinet.hints (key, language, text) select s.key, s.language, s.text from "
        "pg_temp.stage_hints as s "
        "where true on conflict do nothing"
    )
    return True


def _shares_change(work: Work) -> bool:
    """Other cabinets share a file, or it has other functions, than at the last deploy."""
    now = {item.key for item in work.sources.items.values() if item.shared}
    before = {key for key, row in work.rows.items() if Item(row.kind, "", row.path, ()).shared}
    return now != before


def _share(work: Work) -> None:
    """Texts of `shared.…` become those of every cabinet that shares the function or page and has no own row."""
    made = [item for item in work.sources.items.values() if item.shared]
    columns = [[item.kind for item in made], [item.schema for item in made], [item.name for item in made]]
    work.session.run(
        "analyze pg_temp.stage_texts; "
        "insert into pg_temp.stage_texts (key, language, text, path, line) "
        "select p.head || m.cabinet || p.rest, s.language, s.text, s.path, s.line "
        "from pg_temp.stage_texts as s "
        "cross join lateral (select coalesce(substring(s.key from '^page[.]'), '') as head, "
        "substring(s.key from '^(?:page[.])?shared([.].*)$') as rest) as p "
        "join unnest(?::text[], ?::text[], ?::text[]) as m (kind, cabinet, name) "
        "on split_part(m.name, '.', 2) = split_part(p.rest, '.', 2) and (m.kind = 'page') = (p.head <> '') "
        "where s.key like any (array['shared.%', 'page.shared.%']) and not exists (select from pg_temp.stage_texts as o "
        "where o.key = p.head || m.cabinet || p.rest and o.language = s.language)",
        *("{" + ",".join(column) + "}" for column in columns),
    )
    work.session.run("delete from pg_temp.stage_texts where key like any (array['shared.%', 'page.shared.%'])")


def _pair(alias: str, key: str) -> str:
    return ", ".join(f"{alias}.{part}" for part in key.split(", "))


def _stage(work: Work, item: Item) -> None:
    try:
        statements = split(item.source)
    except SplitError as error:
        work.problems.append(Problem(item.path, error.line, str(error)))
        return
    for statement in statements:
        kind, table = classify(statement)
        if kind != "insert" or table not in TEXT_TABLES:
            text = "only inserts into " + ", ".join(TEXT_TABLES) + " may stand in sql/texts"
            work.problems.append(Problem(item.path, statement.line, text))
            continue
        # `insert into cabinet.texts` becomes an insert into the stage of the same name
        target = statement.head[2:5]
        stage = "stage_" + table.partition(".")[2]
        sql = "insert into pg_temp." + stage + _without_conflict(statement)[target[2].start + len(target[2].text) :]
        shift = statement.text.count("\n", 0, target[2].start)
        try:
            where = f"path = {literal(item.path)}, line = {statement.line}"
            try:
                work.session.at_once([sql, f"update pg_temp.{stage} set {where} where path is null"])
            except SqlError:  # once more alone, for the place of the error
                with work.session.savepoint():
                    work.session.run(sql)
                raise
        except SqlError as error:
            line = statement.line + shift + sql.count("\n", 0, max(error.position, 0))
            work.problems.append(Problem(item.path, line, error.sentence, error.hint))
            work.failed.add(item.key)


def _without_conflict(statement: Statement) -> str:
    """`on conflict …` at the end says what deploy does anyway, and fits the real table only."""
    if "conflict" not in statement.text.lower():
        return statement.text
    for token, after in pairwise(statement.meaning):
        if token.word == "on" and after.word == "conflict":
            return statement.text[: token.start]
    return statement.text


def pages(work: Work) -> bool:
    """Runs every page_define; pages without one go. True when the composition is another than before."""
    session = work.session
    picture = (
        "select md5(string_agg((to_jsonb(p) - 'defined_at')::text, E'\\n' order by p.cabinet, p.page)) "
        "from cabinet.pages as p"
    )
    before = session.value(picture)
    items = work.sources.of_kind("page")
    try:
        session.at_once([item.definition.text for item in items])
        items = []
    except SqlError:  # one by one, to say which
        pass
    for item in items:
        try:
            with session.savepoint():
                session.run(item.definition.text)
        except SqlError as error:
            line = item.definition.line_at(error.position) if error.position >= 0 else item.line
            work.problems.append(Problem(item.path, line, error.sentence, error.hint))
            work.failed.add(item.key)
    session.run("delete from cabinet.pages where defined_at <> txid_current()")
    return bool(before != session.value(picture))
