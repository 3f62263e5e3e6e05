"""Drift and taking it over, history, going back, the company's overlay."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

import pytest

from tests.web.deploy_tree import Maker, Tree, _databases, _deployed, _own_databases, empty_db, picture, small_db, tree  # noqa: F401
from webapp.deploy import DeployError, history, rollback

HOME = "sql/procedures/trial/home.sql"
COUNT = "sql/procedures/desk/thing_count.sql"
LIVE = (
    "create or replace function desk.thing_count() returns integer language plpgsql stable security definer "
    "set search_path = '' as $$ begin return 7; end $$"
)


def test_a_live_change_stops_the_deploy(tree: Tree) -> None:
    tree.do(LIVE)
    problems = tree.problems()
    assert problems == [f"{COUNT}:2: function desk.thing_count was changed in the database past deploy"]


def test_a_live_change_of_a_comment_or_a_new_function_counts_too(tree: Tree) -> None:
    tree.do(
        "comment on function desk.thing_count() is 'else'; create function desk.night() returns "
        "integer language sql as 'select 1'"
    )
    found = "\n".join(tree.problems())
    assert "desk.thing_count was changed" in found
    assert "desk.night was made" in found


def test_adopt_takes_a_live_change_over_into_the_site_and_it_stays(tree: Tree) -> None:
    tree.do(LIVE)
    report = tree.deploy(adopt=True)
    assert report.adopted == ["site/sql/procedures/desk/thing_count.sql: function desk.thing_count"]
    assert "return 7" in tree.read("site/sql/procedures/desk/thing_count.sql")
    assert tree.value("select desk.thing_count()") == 7
    assert tree.deploy().nothing
    assert tree.value("select desk.thing_count()") == 7


def test_adopt_keeps_the_rest_of_a_page_file(tree: Tree) -> None:
    text = tree.value("select pg_get_functiondef('trial.home_rename'::regproc)")
    tree.do(text.replace("'/trial/home'", "'/trial/home?done=1'"))
    tree.deploy(adopt=True)
    taken = tree.read("site/sql/procedures/trial/home.sql")
    assert "done=1" in taken
    assert "@cabinet trial" in taken
    assert "comment on function trial.home_rename" in taken
    assert "create function trial.home_list()" in taken
    assert len(tree.page()) == 34
    assert tree.deploy().nothing


def test_adopt_takes_a_function_made_at_night(tree: Tree) -> None:
    tree.do(
        "create function desk.night() returns integer language sql return 1; comment on function "
        "desk.night() is 'it''s night'"
    )
    tree.deploy(adopt=True)
    assert "it''s night" in tree.read("site/sql/procedures/desk/night.sql")
    assert (
        tree.value("select pg_get_userbyid(proowner) from pg_proc where oid = 'desk.night'::regproc") == "sokol_owner"
    )


def test_discard_overwrites_it(tree: Tree) -> None:
    tree.do(LIVE + "; create function desk.night() returns integer language sql return 1")
    tree.deploy(discard=True)
    assert tree.value("select desk.thing_count()") == 50
    assert tree.value("select to_regproc('desk.night')") is None


def test_what_lies_in_schemas_of_others_is_left_alone(tree: Tree) -> None:
    """No drift, no rights, not dropped by --discard: views, tables and functions of a schema that another role owns."""
    tree.do(
        "create schema monitoring; create table monitoring.samples (n integer); "
        "create function monitoring.sample() returns integer language sql return 1; "
        "create function monitoring.sample(p_of integer) returns integer language sql return p_of; "
        "create view monitoring.seen as select monitoring.sample() as n"
    )
    assert tree.deploy().nothing
    tree.do("create function desk.night() returns integer language sql return 1")
    report = tree.deploy(discard=True)
    assert report.dropped == ["function desk.night"]
    assert tree.rows("select n, monitoring.sample(2) from monitoring.seen") == [(1, 2)]
    assert tree.value("select nspacl is null from pg_namespace where nspname = 'monitoring'")


def test_history_tells_every_version_of_an_object(tree: Tree) -> None:
    tree.replace(COUNT, "count(*)", "count(*) + 1")
    tree.deploy()
    tree.replace(HOME, "desk.thing_count()", "1")
    tree.remove(COUNT)
    tree.deploy()
    versions = history.of_object(tree.settings, "desk.thing_count")
    assert ["+ 1" in (version.source or "") for version in versions] == [False, True, False]
    assert versions[-1].source is None
    assert [past.deploy_id for past in history.deploys(tree.settings)] == [3, 2, 1]
    with pytest.raises(DeployError, match="knows no"):
        history.of_object(tree.settings, "desk.nobody")


def test_rollback_brings_the_code_of_an_earlier_deploy_back(tree: Tree) -> None:
    before = [row for row in picture(tree) if row[0] != "source"]
    tree.replace(COUNT, "count(*)", "count(*) + 1")
    tree.replace(HOME, "p_title => 'Главная'", "p_title => 'Начало'")
    tree.replace(HOME, "    amount integer\n)", "    amount integer,\n    _link text\n)")
    tree.replace(HOME, "select r.title, desk.thing_count()", "select r.title, desk.thing_count(), '/'")
    tree.replace("sql/texts/ru/trial.sql", "'Сколько'", "'Число'")
    tree.write(
        "sql/procedures/desk/extra.sql", "create function desk.extra()\nreturns integer\nlanguage sql\nreturn 1;\n"
    )
    tree.deploy()
    rollback(tree.settings, 1)
    assert [row for row in picture(tree) if row[0] != "source"] == before
    tree.deploy()  # the files are newer: they come again
    assert tree.value("select desk.thing_count()") == 51


def test_rollback_that_no_longer_fits_names_the_migration_between(tree: Tree) -> None:
    tree.write("sql/migrations/0011_rename.sql", "alter table desk.secrets rename to mysteries;\n")
    tree.replace(COUNT, "desk.things as t", "desk.mysteries as t")
    first = tree.read(COUNT)
    tree.deploy()
    tree.write("sql/migrations/0012_rename.sql", "alter table desk.mysteries rename to riddles;\n")
    tree.replace(COUNT, "desk.mysteries as t", "desk.riddles as t")
    tree.deploy()
    before = picture(tree)
    with pytest.raises(DeployError) as caught:
        rollback(tree.settings, 2)
    text = str(caught.value)
    assert "mysteries" in first
    assert "mysteries" in text
    assert "sql/migrations/0012_rename.sql: was applied after deploy 2" in text
    assert picture(tree) == before


def test_a_site_file_takes_the_place_of_the_stock_file(tree: Tree) -> None:
    tree.write("site/sql/procedures/desk/thing_count.sql", tree.read(COUNT).replace("count(*)", "count(*) * 2"))
    assert tree.deploy().changed == ["function desk.thing_count"]
    assert tree.value("select desk.thing_count()") == 100
    tree.remove("site/sql/procedures/desk/thing_count.sql")
    tree.deploy()
    assert tree.value("select desk.thing_count()") == 50


CONCIERGE = """-- @cabinet concierge scope=sees_houses reads=people,desk title=Консьерж frame=staff home=home

create function concierge.home_list()
returns table (
    note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Notes of the desk. */
begin
    return query select n.note from concierge.notes as n;
end
$$;
comment on function concierge.home_list() is 'Записи
@column note Запись';

create function concierge.home_note(p_title lib.title)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Writes a note. */
begin
    insert into concierge.notes (note) values (p_title);
    return row('Записано', '/concierge/home')::lib.outcome;
end
$$;
comment on function concierge.home_note(lib.title) is 'Записать';

select cabinet.page_define(
    p_cabinet => 'concierge', p_page => 'home', p_title => 'Стол', p_blocks => 'home_list home_note');
"""
NOTES = """create table concierge.notes (
    note_id bigint generated always as identity primary key,
    note text not null
);
alter table concierge.notes enable row level security;
create policy own on concierge.notes for all to code_concierge using (true) with check (true);
"""


def test_a_cabinet_of_the_company_comes_with_its_own_table_and_goes_without_a_trace(tree: Tree) -> None:
    before = [row for row in picture(tree) if row[0] != "source"]
    tree.write("site/sql/migrations/0001_notes.sql", NOTES)
    tree.write("site/sql/procedures/concierge/home.sql", CONCIERGE)
    tree.deploy()
    assert tree.rows(
        "select p.rolname, m.rolname from pg_auth_members as a join pg_roles as p on p.oid = a.roleid "
        "join pg_roles as m on m.oid = a.member where m.rolname = 'code_concierge'"
    ) == [("sees_houses", "code_concierge")]
    tree.do("begin; set local role cab_concierge; select concierge.home_note('first'); commit")
    assert tree.rows("select note from concierge.notes") == [("first",)]
    tree.remove("site/sql/procedures/concierge/home.sql")
    tree.deploy()
    assert tree.value("select count(*) from cabinet.cabinets where cabinet = 'concierge'") == 0
    assert tree.rows("select note from concierge.notes") == [("first",)]  # own rows are never thrown away
    tree.do("drop table concierge.notes; drop schema concierge")
    after = [row for row in picture(tree) if row[0] != "source"]
    assert after == before


def test_a_name_that_another_database_uses_is_refused(small_db: Maker) -> None:
    one, other = small_db(), small_db()
    for each in (one, other):
        each.write("site/sql/migrations/0001_notes.sql", NOTES)
        each.write("site/sql/procedures/concierge/home.sql", CONCIERGE)
    one.deploy()
    assert any("another database" in problem for problem in other.problems())


@pytest.mark.parametrize(
    ("migration", "words"),
    [
        ("alter table desk.things add column mine text;", "desk.things is a stock object"),
        ("create index on desk.things (title);", "desk.things is a stock object"),
        ("create table desk.mine (n integer);", "desk.mine is a stock object"),
        (
            "create or replace view desk.thing_rows as select 1::bigint as thing_id, 1::bigint as "
            "house_id, ''::text as title;",
            "not of an own cabinet",
        ),
        ("create table concierge.open (n integer);", "concierge.open has no row security"),
    ],
)
def test_a_site_migration_never_alters_stock(tree: Tree, migration: str, words: str) -> None:
    tree.write("site/sql/procedures/concierge/home.sql", CONCIERGE)
    tree.write("site/sql/migrations/0001_notes.sql", NOTES)
    tree.write("site/sql/migrations/0002_more.sql", f"-- more\n{migration}\n")
    problems = tree.problems()
    assert any(
        problem.startswith("site/sql/migrations/0002_more.sql:2: ") and words in problem for problem in problems
    ), problems
    assert tree.rows("select path from cabinet.migrations where path like 'site/%'") == [
        ("site/sql/migrations/0001_notes.sql",)
    ]
