"""Migrations: once, in order, each short; code and pages never wait for one."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

from tests.conftest import Connect
from tests.web.deploy_tree import Tree, _databases, _deployed, _own_databases, small_db, tree  # noqa: F401

MORE = "sql/migrations/0011_more.sql"


def test_a_migration_runs_once_as_the_owner(tree: Tree) -> None:
    tree.write(MORE, "create table desk.more (n integer);\ncomment on table desk.more is 'More';\n")
    assert tree.deploy().migrations == [MORE]
    assert tree.deploy().migrations == []
    assert (
        tree.value("select pg_get_userbyid(relowner) from pg_class where oid = 'desk.more'::regclass") == "sokol_owner"
    )
    assert tree.value("select has_table_privilege('code_trial', 'desk.more', 'select')") is True


def test_an_applied_migration_that_was_edited_is_refused(tree: Tree) -> None:
    tree.write(MORE, "create table desk.more (n integer);\n")
    tree.deploy()
    tree.write(MORE, "create table desk.more (n bigint);\n")
    assert tree.problems()[0].startswith(f"{MORE}:1: was edited")


def test_a_failing_migration_names_its_line_and_leaves_those_before_it(tree: Tree) -> None:
    tree.write(MORE, "create table desk.more (n integer);\n")
    tree.write(
        "sql/migrations/0012_wrong.sql",
        "create table desk.wrong (n integer);\n\ninsert into desk.wrong (m)\nvalues (1);\n",
    )
    assert tree.problems()[0].startswith("sql/migrations/0012_wrong.sql:3: ")
    assert tree.value("select to_regclass('desk.wrong')") is None
    assert tree.value("select to_regclass('desk.more')") is not None


def test_two_old_tables_in_one_file_are_refused_unless_offline(tree: Tree) -> None:
    text = "alter table desk.things add column a integer;\nalter table desk.secrets add column a integer;\n"
    tree.write(MORE, text)
    problem = tree.problems()[0]
    assert problem.startswith(f"{MORE}:1: locks 2 tables")
    assert "desk.secrets, desk.things" in problem
    tree.write(MORE, "-- offline\n" + text)
    assert tree.deploy().migrations == [MORE]


def test_a_new_table_with_foreign_keys_and_triggers_on_old_ones_is_no_offence(tree: Tree) -> None:
    tree.write(
        MORE,
        "alter table desk.secrets add column house_id bigint;\n"
        "create table desk.parts (thing_id bigint references desk.things, secret_id bigint references desk.secrets);\n"
        "create function desk.guard() returns trigger language plpgsql as $$ begin raise exception 'closed'; end $$;\n"
        "create trigger guard before delete on desk.things for each row execute function desk.guard();\n",
    )
    tree.deploy()


def test_a_trigger_function_gets_its_body_later_in_place(tree: Tree) -> None:
    tree.write(
        MORE,
        "create function desk.guard() returns trigger language plpgsql security definer set search_path = ''\n"
        "as $$ begin raise exception 'closed'; end $$;\n"
        "create trigger guard before update on desk.secrets for each row execute function desk.guard();\n",
    )
    tree.deploy()
    oid = tree.value("select 'desk.guard'::regproc::oid::bigint")
    tree.write(
        "sql/procedures/desk/guard.sql",
        "create function desk.guard()\nreturns trigger\nlanguage plpgsql\nsecurity definer\nset search_path = ''\n"
        "as $$\nbegin\n    return new;\nend\n$$;\n",
    )
    assert tree.deploy().changed == ["function desk.guard"]
    assert tree.value("select 'desk.guard'::regproc::oid::bigint") == oid
    tree.replace("sql/procedures/desk/guard.sql", "return new;", "new.nothing := 1;\n    return new;")
    assert any("sql/procedures/desk/guard.sql:8: " in problem and "nothing" in problem for problem in tree.problems())


def test_a_held_table_is_waited_for_with_short_tries(tree: Tree, connect: Connect) -> None:
    import threading
    import time

    holder = connect(tree.settings, "sokol_admin")
    holder.execute("select count(*) from desk.things")
    tree.write(MORE, "alter table desk.things add column more integer;\n")
    threading.Timer(1.5, holder.rollback).start()
    said: list[str] = []
    began = time.monotonic()
    tree.deploy(progress=said.append)
    assert 1.2 < time.monotonic() - began < 15
    assert any("trying again" in text for text in said)


def test_a_bare_question_mark_reaches_postgresql(tree: Tree) -> None:
    tree.write(MORE, "create table desk.more (j jsonb);\ncreate index more_j on desk.more ((j ? 'a'));\n")
    tree.deploy()
    assert "?" in tree.value("select pg_get_indexdef('desk.more_j'::regclass)")
