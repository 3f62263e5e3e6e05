"""Deploy changes what differs, and only that."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

from tests.web.deploy_tree import Maker, Tree, _databases, _deployed, _own_databases, empty_db, picture, small_db, tree  # noqa: F401
from webapp.deploy import deploy as run_deploy

HOME = "sql/procedures/trial/home.sql"
COUNT = "sql/procedures/desk/thing_count.sql"


def oids(tree: Tree) -> dict[str, int]:
    return {
        str(name): int(oid)
        for name, oid in tree.rows(
            "select p.oid::regproc::text, p.xmin::text from pg_proc as p join pg_namespace as n on "
            "n.oid = p.pronamespace "
            "where n.nspname in ('people', 'desk', 'cabinet', 'trial')"
        )
    }


def test_a_clean_install_makes_everything_and_the_page_shows_only_own_rows(empty_db: Maker) -> None:
    tree = empty_db()
    report = tree.deploy()
    assert report.migrations[-1] == "sql/migrations/0010_things.sql"
    assert "function trial.home_list" in report.created
    assert "page trial.home" in report.created
    assert len(tree.page()) == 34  # houses 1 and 2 of 3, of 50 things


def test_nothing_changed_nothing_is_touched(tree: Tree) -> None:
    before, whole = oids(tree), picture(tree)
    number = tree.value("select count(*) from cabinet.deploys")
    report = tree.deploy()
    assert report.nothing
    assert oids(tree) == before
    assert picture(tree) == whole
    assert tree.value("select count(*) from cabinet.deploys") == number
    assert report.seconds < 3


def test_a_changed_body_replaces_that_function_alone_and_moves_the_release(tree: Tree) -> None:
    before = oids(tree)
    release = tree.value("select release from cabinet.release_numbers")
    tree.replace(COUNT, "(select count(*) from desk.things as t)", "(select count(*) + 1 from desk.things as t)")
    report = tree.deploy()
    assert report.changed == ["function desk.thing_count"]
    assert {name for name, version in oids(tree).items() if before[name] != version} == {"desk.thing_count"}
    assert tree.value("select desk.thing_count()") == 51
    assert tree.value("select release from cabinet.release_numbers") == release + 1


def test_a_changed_comment_is_a_change(tree: Tree) -> None:
    tree.replace(HOME, "is 'Вещи\n", "is 'Мои вещи\n")
    assert tree.deploy().changed == ["function trial.home_list"]
    assert tree.value("select obj_description('trial.home_list'::regproc)").startswith("Мои вещи")


def test_a_removed_comment_goes(tree: Tree) -> None:
    tree.replace(COUNT, "comment on function desk.thing_count() is 'How many things there are';\n", "")
    tree.deploy()
    assert tree.value("select obj_description('desk.thing_count'::regproc)") is None


def test_other_result_columns_make_the_function_again(tree: Tree) -> None:
    tree.replace(HOME, "    amount integer\n)", "    amount integer,\n    _link text\n)")
    tree.replace(HOME, "select r.title, desk.thing_count()", "select r.title, desk.thing_count(), '/trial/home'")
    assert tree.deploy().recreated == ["function trial.home_list"]
    assert (
        tree.value("select pg_get_userbyid(proowner) from pg_proc where oid = 'trial.home_list'::regproc")
        == "code_trial"
    )
    assert len(tree.page()) == 34


def test_another_argument_makes_no_overload(tree: Tree) -> None:
    tree.replace(COUNT, "thing_count()\nreturns", "thing_count(p_more integer default 0)\nreturns")
    tree.replace(COUNT, "comment on function desk.thing_count() is", "comment on function desk.thing_count(integer) is")
    assert tree.deploy().recreated == ["function desk.thing_count"]
    assert tree.value("select count(*) from pg_proc where proname = 'thing_count'") == 1


def test_what_hangs_on_a_recreated_function_is_made_again(tree: Tree) -> None:
    tree.write(
        "sql/procedures/desk/thing_twice.sql",
        "create function desk.thing_twice()\nreturns integer\nlanguage sql\nstable\nreturn 2 * desk.thing_count();\n",
    )
    tree.deploy()
    tree.replace(COUNT, "returns integer", "returns bigint")
    tree.replace("sql/procedures/desk/thing_twice.sql", "returns integer", "returns bigint")
    tree.replace(HOME, "desk.thing_count()", "desk.thing_count()::integer")
    report = tree.deploy()
    assert sorted(report.recreated) == ["function desk.thing_count", "function desk.thing_twice"]
    assert tree.value("select desk.thing_twice()") == 100


def test_functions_that_name_each_other_find_their_order(tree: Tree) -> None:
    for one, other in (("a_first", "z_last"), ("z_last", "a_first")):
        tree.write(
            f"sql/procedures/desk/{one}.sql",
            f"create function desk.{one}(p_n integer)\nreturns integer\nlanguage sql\nstable\n"
            f"as $$ select case when p_n > 0 then desk.{other}(p_n - 1) else 0 end $$;\n",
        )
    tree.deploy()
    assert tree.value("select desk.a_first(3)") == 0


def test_a_removed_file_drops_its_object(tree: Tree) -> None:
    tree.replace(HOME, "desk.thing_count()", "1")
    tree.remove(COUNT)
    assert tree.deploy().dropped == ["function desk.thing_count"]
    assert tree.value("select to_regproc('desk.thing_count')") is None


def test_a_removed_function_that_is_still_used_stops_the_deploy(tree: Tree) -> None:
    tree.remove(COUNT)
    problems = tree.problems()
    line = tree.line(HOME, "desk.thing_count()")
    assert any(problem.startswith(f"{HOME}:{line}: ") and "thing_count" in problem for problem in problems)
    assert tree.value("select desk.thing_count()") == 50


def test_views_change_in_place_and_are_made_again_where_that_is_not_enough(tree: Tree) -> None:
    view = "sql/views/desk/thing_rows.sql"
    tree.replace(view, "t.title from", "t.title, t.title || '!' as loud from")
    assert tree.deploy().changed == ["view desk.thing_rows"]
    tree.replace(view, "t.thing_id, t.house_id, t.title, ", "t.thing_id, t.title, ")
    assert tree.deploy().recreated == ["view desk.thing_rows"]
    assert len(tree.page()) == 34  # the grants came back with it


def test_a_removed_view_goes_after_the_code_that_used_it(tree: Tree) -> None:
    tree.replace(HOME, "desk.thing_rows as r", "desk.things as r")
    tree.remove("sql/views/desk/thing_rows.sql")
    tree.remove("sql/views/bi/things.sql")
    assert sorted(tree.deploy().dropped) == ["view bi.things", "view desk.thing_rows"]


def test_pages_and_texts_follow_the_files_but_an_edited_text_stays(tree: Tree) -> None:
    tree.do("update cabinet.texts set text = 'Имя', edited = true where key = 'label.title' and language = 'ru'")
    tree.replace("sql/texts/ru/trial.sql", "'Название'", "'Заголовок'")
    tree.replace("sql/texts/ru/trial.sql", "'Сколько'", "'Число'")
    tree.replace(HOME, "p_title => 'Главная'", "p_title => 'Начало'")
    tree.deploy()
    assert tree.value("select text from cabinet.texts where key = 'label.title' and language = 'ru'") == "Имя"
    assert tree.value("select text from cabinet.texts where key = 'label.amount' and language = 'ru'") == "Число"
    assert tree.value("select title from cabinet.pages where page = 'home'") == "Начало"


def test_a_text_no_longer_in_the_files_goes(tree: Tree) -> None:
    tree.replace(
        "sql/texts/ru/trial.sql",
        "insert into cabinet.texts (key, language, text) values",
        "insert into cabinet.texts (key, language, text) values\n    ('ui.old', 'ru', 'old'),",
    )
    tree.deploy()
    tree.replace("sql/texts/ru/trial.sql", "\n    ('ui.old', 'ru', 'old'),", "")
    tree.deploy()
    assert tree.value("select count(*) from cabinet.texts where key = 'ui.old'") == 0


def test_a_page_whose_file_is_gone_goes(tree: Tree) -> None:
    tree.write(
        "sql/procedures/trial/second.sql",
        "select cabinet.page_define(p_cabinet => 'trial', p_page => 'second', p_title => 'Second', "
        "p_blocks => 'home_list');\n",
    )
    tree.deploy()
    assert tree.value("select count(*) from cabinet.pages") == 2
    tree.remove("sql/procedures/trial/second.sql")
    assert tree.deploy().dropped == ["page trial.second"]
    assert tree.value("select count(*) from cabinet.pages") == 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(tree: Tree) -> None:
    tree.replace(COUNT, "count(*)", "count(*) + 1")
    tree.replace("sql/views/bi/things.sql", "t.thing_id", "t.thing_id, t.title")
    before = picture(tree)
    report = tree.deploy(dry_run=True)
    assert sorted(report.changed) == ["function desk.thing_count", "view bi.things"]
    assert picture(tree) == before


def test_a_chain_of_deploys_ends_where_a_clean_install_begins(tree: Tree, empty_db: Maker) -> None:
    tree.replace(HOME, "    amount integer\n)", "    amount integer,\n    _link text\n)")
    tree.replace(HOME, "select r.title, desk.thing_count()", "select r.title, desk.thing_count(), '/trial/home'")
    tree.write(
        "sql/procedures/desk/extra.sql", "create function desk.extra()\nreturns integer\nlanguage sql\nreturn 1;\n"
    )
    tree.deploy()
    tree.replace("sql/views/desk/thing_rows.sql", "t.house_id, t.title", "t.title, t.house_id")
    tree.replace(HOME, "reads=people,desk", "reads=people,desk,estate")
    tree.replace(COUNT, "returns integer", "returns bigint")
    tree.replace(HOME, "desk.thing_count()", "desk.thing_count()::integer")
    tree.deploy()
    tree.remove("sql/procedures/desk/extra.sql")
    tree.replace(HOME, "reads=people,desk,estate", "reads=people,desk")
    tree.replace("sql/texts/ru/trial.sql", "'Сколько'", "'Число'")
    tree.deploy()

    clean = empty_db()
    clean.write(HOME, tree.read(HOME))
    for path in (COUNT, "sql/views/desk/thing_rows.sql", "sql/texts/ru/trial.sql"):
        clean.write(path, tree.read(path))
    run_deploy(clean.settings)
    assert picture(tree) == picture(clean)
