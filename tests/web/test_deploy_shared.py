"""A file that several cabinets share is written once; each cabinet has its own functions, pages and texts of it."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

from tests.web.deploy_tree import Tree, _databases, _deployed, _own_databases, empty_db, small_db, tree  # noqa: F401
from webapp.deploy import rollback

HOME = "sql/procedures/trial/home.sql"
BOARD = """create function shared.board_list()
returns table (
    title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whose board it is. */
begin
    return query select '/shared/board'::text;
end
$$;
comment on function shared.board_list() is 'Доска
@column title Слово';

select cabinet.page_define(p_cabinet => 'shared', p_page => 'board', p_title => 'Доска', p_blocks => 'board_list');
"""
TEXTS = """insert into cabinet.texts (key, language, text) values
    ('shared.board_list', 'en', 'Board'),
    ('shared.board_list.column.title', 'en', 'Word'),
    ('page.shared.board', 'en', 'Board');
"""


def share(tree: Tree) -> None:
    tree.write("sql/procedures/shared/board.sql", BOARD)
    tree.write("sql/texts/en/shared.sql", TEXTS)
    tree.replace(HOME, "title=Проба frame=resident\n", "title=Проба frame=resident\n-- @shares board\n")
    tree.deploy()


def words(tree: Tree) -> list[tuple[str, str]]:
    return tree.rows("select key, text from cabinet.texts where key like '%board%' and language = 'en' order by key")


def test_a_cabinet_that_shares_a_file_has_its_functions_pages_and_texts(tree: Tree) -> None:
    share(tree)
    assert tree.value("select title from trial.board_list()") == "/trial/board"
    assert tree.rows("select cabinet, page from cabinet.pages where page = 'board'") == [("trial", "board")]
    assert words(tree) == [
        ("page.trial.board", "Board"),
        ("trial.board_list", "Board"),
        ("trial.board_list.column.title", "Word"),
    ]
    assert tree.deploy().nothing


def test_a_cabinet_that_no_longer_shares_it_loses_all_of_it(tree: Tree) -> None:
    share(tree)
    tree.replace(HOME, "-- @shares board\n", "")
    tree.deploy()
    assert tree.value("select to_regproc('trial.board_list') is null") is True
    assert words(tree) == []


def test_what_a_cabinet_writes_itself_takes_the_place_of_the_shared_one(tree: Tree) -> None:
    share(tree)
    own = BOARD.partition("\nselect cabinet.page_define")[0].replace("shared.", "trial.")
    tree.write("site/sql/procedures/trial/board_list.sql", own.replace("/shared/board", "own"))
    tree.deploy()
    assert tree.value("select title from trial.board_list()") == "own"


def test_a_live_change_of_a_shared_function_is_taken_over_for_its_cabinet_alone(tree: Tree) -> None:
    share(tree)
    text = tree.value("select pg_get_functiondef('trial.board_list'::regproc)")
    tree.do(text.replace("/trial/board", "changed at night"))
    report = tree.deploy(adopt=True)
    assert report.adopted == ["site/sql/procedures/trial/board_list.sql: function trial.board_list"]
    assert "/shared/board" in tree.read("sql/procedures/shared/board.sql")
    assert tree.value("select title from trial.board_list()") == "changed at night"


def test_a_name_that_is_no_shared_file_is_a_problem_of_the_cabinet_line(tree: Tree) -> None:
    share(tree)
    tree.replace(HOME, "@shares board", "@shares board notes")
    assert tree.problems() == [f"{HOME}:2: @cabinet: no shared file notes — shared files: board"]


def test_going_back_brings_the_texts_back(tree: Tree) -> None:
    share(tree)
    before = words(tree)
    tree.replace(HOME, "-- @shares board\n", "")
    tree.deploy()
    rollback(tree.settings, 2)
    assert words(tree) == before
    assert tree.value("select title from trial.board_list()") == "/trial/board"
