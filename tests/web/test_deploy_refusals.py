"""What deploy refuses: with file and line, all of it at once, and the system as it was."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web.deploy_tree import (  # noqa: F401
    Maker,
    Tree,
    _databases,
    _deployed,
    _own_databases,
    _standing,
    picture,
    same_tree,
    small_db,
)

HOME = "sql/procedures/trial/home.sql"
COUNT = "sql/procedures/desk/thing_count.sql"
SECRETS = "from (select s.secret_id as thing_id, '' as title from desk.secrets as s) as r"
HOUSES = "sql/procedures/people/visible_houses.sql"


@pytest.fixture
def tree(same_tree: Tree) -> Tree:
    """Refused, nothing changes: one database for all."""
    return same_tree


@pytest.fixture
def own_tree(small_db: Maker) -> Tree:
    """For what is laid on before it is refused or afterwards."""
    return small_db()


def refused(tree: Tree, path: str, fragment: str, *words: str) -> str:
    """The problem at that line, which holds those words; and nothing was changed by the try."""
    before = picture(tree)
    problems = tree.problems()
    place = f"{path}:{tree.line(path, fragment)}: "
    found = [problem for problem in problems if problem.startswith(place) and all(word in problem for word in words)]
    assert found, f"nothing at {place} in {problems}"
    assert picture(tree) == before
    return found[0]


def test_several_errors_are_shown_together_and_nothing_is_changed(tree: Tree) -> None:
    tree.replace(COUNT, "count(*)", "count(*) + nothing")
    tree.replace(HOME, "@bold title", "@bald title")
    tree.write(
        "sql/procedures/desk/broken.sql",
        "create function desk.broken()\nreturns integer\nlanguage plpgsql\nas $$\nbegin\n    selec 1;\nend $$;\n",
    )
    before = picture(tree)
    problems = tree.problems()
    assert any(p.startswith(f"{COUNT}:{tree.line(COUNT, 'nothing')}: ") and "nothing" in p for p in problems)
    assert any(p.startswith(f"{HOME}:{tree.line(HOME, '@bald')}: ") and "@bald" in p for p in problems)
    assert any(p.startswith("sql/procedures/desk/broken.sql:6: ") and "selec" in p for p in problems)
    assert picture(tree) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("drop table desk.things;", "not allowed"),
        ("grant select on desk.things to public;", "not allowed"),
        ("create table desk.more (n integer);", "not allowed"),
        ("create materialized view desk.more as select 1;", "not allowed"),
        ("comment on table desk.things is 'x';", "not allowed"),
        ("do $$ begin execute 'drop table desk.things'; end $$;", "not allowed"),
        ("insert into cabinet.texts values ('a', 'ru', 'b');", "not allowed"),
        ("create function people.elsewhere() returns integer language sql return 1;", "not of the schema"),
        ("create function elsewhere() returns integer language sql return 1;", "no schema"),
        ("create function desk.open() returns text language sql as 'select 1;", "not closed"),
        ("create function desk.open() returns text language sql as $a$ select 1 $b$;", "not closed"),
    ],
)
def test_a_statement_that_is_not_re_creatable_code_is_refused(tree: Tree, statement: str, words: str) -> None:
    tree.write("sql/procedures/desk/more.sql", f"-- line 1\n\n{statement}\n")
    problems = tree.problems()
    assert any(problem.startswith("sql/procedures/desk/more.sql:3: ") and words in problem for problem in problems), (
        problems
    )


def test_a_function_of_a_policy_keeps_its_signature(tree: Tree) -> None:
    tree.replace(HOUSES, "returns setof bigint", "returns setof integer")
    tree.replace(HOUSES, "::bigint", "::integer")
    problem = refused(tree, HOUSES, "create function", "frozen")
    assert "policy residents on table desk.things" in problem


def test_a_function_of_a_policy_is_not_dropped(tree: Tree) -> None:
    tree.remove(HOUSES)
    assert any("policy residents" in problem for problem in tree.problems())


def test_a_function_of_a_policy_gets_no_overload(tree: Tree) -> None:
    tree.replace(HOUSES, "visible_houses()\nreturns", "visible_houses(p_all boolean default false)\nreturns")
    tree.replace(HOUSES, "visible_houses() is", "visible_houses(boolean) is")
    refused(tree, HOUSES, "create function", "frozen")


@pytest.mark.parametrize(
    ("permanent", "named"),
    [
        ("alter table desk.secrets add column n integer default desk.thing_count()", "default value for column n"),
        ("create index on desk.secrets ((desk.same(secret_id)))", "index"),
        ("alter table desk.secrets add check (desk.thing_count() >= 0)", "constraint"),
    ],
)
def test_something_permanent_is_never_taken_along(own_tree: Tree, permanent: str, named: str) -> None:
    if "desk.same" in permanent:
        own_tree.write(
            "sql/procedures/desk/same.sql",
            "create function desk.same(p_n bigint)\nreturns bigint\nlanguage sql\nimmutable\nreturn p_n;\n",
        )
        own_tree.deploy()
    own_tree.do(permanent)
    path = "sql/procedures/desk/same.sql" if "desk.same" in permanent else COUNT
    own_tree.replace(path, "returns bigint" if "same" in path else "returns integer", "returns smallint")
    refused(own_tree, path, "create function", named)


def test_a_view_of_the_site_is_not_taken_along_either(own_tree: Tree) -> None:
    own_tree.do("set role sokol_owner; create view desk.own as select desk.thing_count() as n")
    own_tree.replace(COUNT, "returns integer", "returns bigint")
    assert any("desk.own" in problem for problem in own_tree.problems())


@pytest.mark.parametrize(
    ("old", "new", "fragment", "words"),
    [
        ("set search_path = ''\nas $$\n/* Th", "as $$\n/* Th", "create function trial.home_list", "search_path"),
        ("security definer\nset search_path = ''\nas $$\n/* S", "as $$\n/* S", "function trial.home_rename", "definer"),
        ("p_title lib.title)", "p_title lib.title, p_thing bigint default 1)", "p_thing", "lib.thing_ref"),
        ("p_title lib.title)", "p_title lib.title, p_order lib.order_ref default null)", "p_order", "nobody tells who"),
        ("@bold title", "@bold title\n@bulk home_rename", "@bulk", "no id of a row"),
        ("@bold title", "@bold title\n@bulk home_nothing", "@bulk", "no action"),
        ("@bold title", "@bold nothing", "@bold", "no result column"),
        ("@bold title", "@options p_title nobody", "@options", "no argument"),
        ("@submit Назвать", "@submit Назвать\n@preview nobody", "@preview", "does not exist"),
        ("@submit Назвать", "@submit Назвать\n@prefill home_rename", "@prefill", "volatile"),
        ("@submit Назвать", "@submit Назвать\n@public", "@public", "sees_public"),
        ("@submit Назвать", "@submit Назвать\n@kind kart", "@kind kart", "must be one of"),
        ("home_list | home_rename", "home_list | home_nothing", "home_nothing", "does not exist"),
        ("frame=resident", "frame=resident home=start", "@cabinet", "home page"),
        ("reads=people,desk", "reads=people,desk,nowhere", "@cabinet", "nowhere"),
        ("reads=people,desk", "reads=people", "desk.thing_rows as r", "code_trial may not"),
        ("from desk.thing_rows as r", SECRETS, "desk.secrets", "code_trial may not"),
        ("from desk.thing_rows as r", SECRETS.replace("desk.", '"desk" . '), '"desk" . secrets', "code_trial may not"),
        ("from desk.thing_rows as r", SECRETS.replace("desk.", "desk./* ? */"), "desk./* ? */", "code_trial may not"),
        ("volatile\nsecurity", "stable\nsecurity", "create function trial.home_rename", "label"),
        ("p_title lib.title)", "p_title lib.title, p_colour text default null)", "p_colour", "no label"),
        ("is 'Вещи\n", "is '@kind list\n", "create function trial.home_list", "no title"),
    ],
)  # fmt: skip
def test_a_check_names_the_line(tree: Tree, old: str, new: str, fragment: str, words: str) -> None:
    tree.replace(HOME, old, new)
    if "p_title lib.title," in new:
        tree.replace(HOME, "home_rename(lib.title)", "home_rename")
    before = picture(tree)
    problems = tree.problems()
    place = f"{HOME}:{tree.line(HOME, fragment)}: "
    assert any(p.startswith(place) and any(w in p for w in words.split("|")) for p in problems), problems
    assert picture(tree) == before


def test_stock_without_english_is_refused(tree: Tree) -> None:
    tree.replace("sql/texts/en/trial.sql", "    ('trial.home_list', 'en', 'Things'),\n", "")
    refused(tree, HOME, "create function trial.home_list", "trial.home_list", "English")


def test_what_is_wrong_elsewhere_does_not_hide_the_words_that_came_with_it(tree: Tree) -> None:
    tree.replace("sql/migrations/0010_things.sql", "'thing '", "'the thing '")
    tree.replace(HOME, "@empty Вещей нет", "@column amount Штук\n@empty Вещей нет")
    tree.replace(
        "sql/texts/en/trial.sql",
        "('trial.home_list',",
        "('trial.home_list.column.amount', 'en', 'Pieces'),\n    ('trial.home_list',",
    )
    problems = tree.problems()
    assert len(problems) == 1, problems
    assert "0010_things.sql" in problems[0]


def test_an_injectable_execute_is_refused_and_accepted_where_it_was_looked_at(own_tree: Tree) -> None:
    own_tree.replace(
        HOME, "begin\n    return row(p_title", "begin\n    execute 'select ' || p_title;\n    return row(p_title"
    )
    refused(own_tree, HOME, "execute 'select '", "not sanitized")
    own_tree.replace(HOME, "    execute 'select '", "    -- @accept not sanitized\n    execute 'select '")
    own_tree.deploy()


def test_a_view_without_the_caller_s_rights_is_refused(own_tree: Tree) -> None:
    view = "sql/views/desk/thing_rows.sql"
    own_tree.replace(view, "with (security_invoker = true)\n", "")
    assert any(p.startswith(f"{view}:2: ") and "security_invoker" in p for p in own_tree.problems())


def test_a_view_may_not_use_domain_code(own_tree: Tree) -> None:
    view = "sql/views/desk/thing_rows.sql"
    own_tree.replace(view, "t.title from", "t.title, desk.thing_count() as n from")
    assert any(p.startswith(f"{view}:2: ") and "thing_count" in p for p in own_tree.problems())


def test_an_unknown_refusal_code_is_refused(tree: Tree) -> None:
    tree.replace(
        HOME,
        "begin\n    return row(p_title",
        "begin\n    perform cabinet.refuse('nobody_knows');\n    return row(p_title",
    )
    refused(tree, HOME, "nobody_knows", "cabinet.refusal_codes")


def test_two_files_may_not_make_one_object(tree: Tree) -> None:
    tree.write("sql/procedures/desk/thing_count_again.sql", tree.read(COUNT))
    assert any("also defined in sql/procedures/desk/thing_count.sql" in problem for problem in tree.problems())


def test_a_text_that_stands_twice_is_refused(tree: Tree) -> None:
    tree.write(
        "sql/texts/ru/zzz.sql", "insert into cabinet.texts (key, language, text) values ('label.title', 'ru', 'x');\n"
    )
    assert any(p.startswith("sql/texts/ru/zzz.sql:1: ") and "label.title ru" in p for p in tree.problems())


def test_a_refusal_speaks_the_reader_s_language_and_says_what_is_possible(tree: Tree) -> None:
    sql = (
        "do $$ declare v_text text; v_detail text; v_state text; begin perform "
        "set_config('sokol.language', '{}', true); "
        "begin perform cabinet.refuse('too_many', p_field => 'p_n', p_values => "
        "jsonb_build_object('most', 3, 'fewer', 2), p_goto => '/trial/home'); "
        "exception when others then get stacked diagnostics v_text = message_text, v_detail = "
        "pg_exception_detail, v_state = returned_sqlstate; end; "
        "create temp table said as select v_state as state, v_text as text, v_detail::jsonb as "
        "detail; end $$; select state, text, detail ->> 'field', detail ->> 'code', detail ->> 'goto' from pg_temp.said"
    )
    assert tree.rows("select 1") == [(1,)]
    for language, text in (
        ("ru", "Больше 3 нельзя, можно 2"),
        ("en", "Not more than 3"),
        ("de", "Больше 3 нельзя, можно 2"),
    ):
        with_language = sql.replace("{}", language, 1)
        found = _last_rows(tree, with_language)
        assert found == [("SK422", text, "p_n", "too_many", "/trial/home")]


def _last_rows(tree: Tree, sql: str) -> list[tuple[object, ...]]:
    from tests.conftest import administration

    with administration(tree.settings, tree.settings.database.name) as connection:
        connection.execute(sql.rpartition(";")[0])
        return [tuple(row) for row in connection.execute(sql.rpartition(";")[2]).fetchall()]


def test_a_draft_lays_on_what_goes_and_names_the_rest(own_tree: Tree) -> None:
    own_tree.replace(COUNT, "count(*)", "count(*) + nothing")
    own_tree.write(
        "sql/procedures/desk/half.sql",
        "create function desk.half()\nreturns integer\nlanguage sql\nstable\nset search_path = ''\n"
        "return 21;\ncomment on function desk.half() is 'Half of it';\n",
    )
    draft = Tree(replace(own_tree.settings, development=True)).deploy(draft=True)
    assert any(str(p).startswith(f"{COUNT}:") and "nothing" in str(p) for p in draft.problems)
    assert own_tree.value("select desk.half()") == 21
    # what is wrong still stops the ordinary deploy
    assert any("nothing" in problem for problem in own_tree.problems())


def test_a_draft_is_refused_where_people_work(tree: Tree) -> None:
    before = picture(tree)
    tree.replace(COUNT, "count(*)", "count(*) + nothing")
    assert any("development = true" in problem for problem in tree.problems(draft=True))
    assert picture(tree) == before
