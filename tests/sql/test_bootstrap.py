"""What sql/bootstrap.sql closes, seen from sokol_web: the walls below the walls."""

from __future__ import annotations

from collections.abc import Iterator

import pyodbc
import pytest

from tests.conftest import Connect, administration, enter
from webapp.settings import Settings


@pytest.fixture(scope="module")
def bare(base_settings: Settings, worker_id: str) -> Iterator[Settings]:
    """A clone of sokol_template with nothing deployed."""
    name = f"sokol_test_bare_{worker_id}"
    with administration(base_settings, "postgres") as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
        enter(base_settings, name)
        yield base_settings.with_database(name)
        server.execute(f'drop database if exists "{name}" with (force)')


@pytest.mark.parametrize(
    "statement",
    [
        "create temp table notes (t text)",
        "create function ext.f() returns integer language sql as 'select 1'",
        "create table public.t (a integer)",
        "create schema mine",
        "set role sokol_owner",
        "set role sokol_admin",
        "set role sees_all",
        "set session authorization sokol_admin",
        "select pg_sleep(0)",
        "select pg_notify('a', 'b')",
        "select pg_advisory_lock(1)",
        "select pg_try_advisory_xact_lock(1)",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select pg_terminate_backend(pg_backend_pid())",
        "select query from ext.pg_stat_statements",
        "set log_min_error_statement = 'error'",
        "copy (select 1) to program 'true'",
        "select pg_read_file('postgresql.conf')",
    ],
)
@pytest.mark.parametrize("role", ["sokol_web", "cab_layer"])
def test_who_serves_pages_may_not(bare: Settings, connect: Connect, role: str, statement: str) -> None:
    connection = connect(bare, "sokol_web", autocommit=True)
    if role == "cab_layer":
        connection.execute("set role cab_layer")
    with pytest.raises(pyodbc.Error):
        connection.execute(statement)


def test_the_closing_statements_of_a_batch_are_allowed(bare: Settings, connect: Connect) -> None:
    connection = connect(bare, "sokol_web", autocommit=True)
    connection.execute("reset all; select pg_advisory_unlock_all(); unlisten *; deallocate all; close all")


def test_settings_survive_reset_all(bare: Settings, connect: Connect) -> None:
    connection = connect(bare, "sokol_web", autocommit=True)
    connection.execute(
        "set datestyle = 'German'; set intervalstyle = 'iso_8601'; set timezone = 'Asia/Tokyo'; reset all"
    )
    row = connection.execute(
        "select current_setting('datestyle'), current_setting('intervalstyle'), current_setting('timezone'),"
        " current_setting('lc_messages'), current_setting('search_path'), current_setting('log_min_error_statement')"
    ).fetchone()
    assert tuple(row or ()) == ("ISO, MDY", "postgres", "UTC", "C", '""', "panic")


def test_nobody_enters_the_maintenance_database(base_settings: Settings, connect: Connect) -> None:
    if not base_settings.database.embedded:
        pytest.skip("who enters a server elsewhere is written in its own pg_hba.conf")
    with pytest.raises(pyodbc.Error):
        connect(base_settings.with_database("postgres"), "sokol_web")


def test_the_superuser_does_not_enter_by_tcp(base_settings: Settings) -> None:
    words = base_settings.odbc("sokol_web") | {"Username": "postgres", "Password": ""}
    with pytest.raises(pyodbc.Error):
        pyodbc.connect(";".join(f"{key}={value}" for key, value in words.items()))


def test_new_functions_of_the_owner_are_closed(bare: Settings, connect: Connect) -> None:
    admin = connect(bare, "sokol_admin")
    admin.execute("set role sokol_owner")
    admin.execute("create function ext.probe() returns integer language sql as 'select 1'")
    assert admin.execute("select has_function_privilege('sokol_web', 'ext.probe()', 'execute')").fetchval() in (
        False,
        0,
        "0",
    )
    admin.rollback()


def test_extensions_are_in_their_own_schema(bare: Settings, connect: Connect) -> None:
    admin = connect(bare, "sokol_admin")
    rows = admin.execute(
        "select e.extname::text from pg_extension as e where e.extnamespace = 'ext'::regnamespace order by 1"
    ).fetchall()
    assert [row[0] for row in rows] == [
        "btree_gist", "pg_stat_statements", "pg_trgm", "pgcrypto", "plpgsql_check", "unaccent",
    ]  # fmt: skip
