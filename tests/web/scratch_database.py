"""A database with nothing of Sokol in it but the bootstrap: for tests of the driver and of the batch alone.

scratch      settings over it (one for a module)
scratch_sql  a connection to it as sokol_admin, autocommit
web          the engine as sokol_web, allowed the roles cab_scratch and cab_other
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pyodbc
import pytest

from tests.conftest import administration, enter
from webapp.database.dialect import connection_string, url_of
from webapp.database.engine import Database, engine_for
from webapp.database.identity import Identity
from webapp.settings import Settings, load

SETUP = """
create schema scratch authorization sokol_owner;
create domain scratch.rating as integer constraint rating_range check (value between 1 and 5);
create domain scratch.amount as numeric(12, 2);
create type scratch.line as (title text, amount scratch.amount, day date, done boolean, tags text[]);
create table scratch.things (
    thing_id bigint primary key,
    title text not null,
    rating scratch.rating,
    constraint things_title_key unique (title),
    constraint things_title_check check (title <> 'плохо'),
    constraint things_rating_check check (rating <> 3)
);
create table scratch.parts (
    part_id bigint generated always as identity primary key,
    thing_id bigint constraint parts_thing_id_fkey references scratch.things,
    span int4range,
    constraint parts_span_excl exclude using gist (span with &&)
);
create table scratch.counter (name text primary key, value integer not null default 0);
insert into scratch.things values (1, 'первая', 5);
insert into scratch.parts (thing_id, span) values (1, '[1,3)');
insert into scratch.counter values ('a'), ('b');

create function scratch.refuse(p_message text, p_detail text, p_state text, p_hint text default 'подсказка')
returns void language plpgsql as $$
begin
    raise exception using message = p_message, detail = p_detail, errcode = p_state, hint = p_hint, column = 'p_a';
end $$;

create function scratch.refuse_plain(p_message text, p_detail text, p_state text)
returns void language plpgsql as $$
begin
    raise exception using message = p_message, detail = p_detail, errcode = p_state;
end $$;

create function scratch.who() returns table (
    role_name text, session_key text, zone text, lang text, timeout text, request text, read_only text
) language sql stable as $$
    select current_setting('role'), current_setting('sokol.session'), current_setting('timezone'),
        current_setting('sokol.language'), current_setting('statement_timeout'), current_setting('sokol.request'),
        current_setting('transaction_read_only')
$$;

create function scratch.count_up(p_name text) returns integer language sql as $$
    update scratch.counter set value = value + 1 where name = p_name returning value
$$;
"""
ACCESS = """
grant usage on schema scratch to cab_scratch, cab_other;
grant all on all tables in schema scratch to cab_scratch;
grant execute on all functions in schema scratch to cab_scratch;
"""


_numbers = itertools.count()


@pytest.fixture(scope="module")
def scratch() -> Iterator[Settings]:
    settings = load()
    name = f"sokol_test_scratch_{os.getpid()}_{next(_numbers)}"
    settings = settings.with_database(name)
    roles = scratch_roles()
    with administration(settings, "postgres") as server:
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
        for role in roles.values():
            server.execute(f"create role {role} nologin")
            server.execute(f"grant {role} to sokol_web")
    try:
        enter(settings, name)
        with administration(settings, name) as connection:
            connection.execute(SETUP)
            connection.execute(named(ACCESS))
        yield settings
    finally:
        with administration(settings, "postgres") as server:
            server.execute(f'drop database if exists "{name}" with (force)')
            for role in roles.values():
                server.execute(f"drop role {role}")


def own_connection(settings: Settings) -> pyodbc.Connection:
    """As sokol_admin, with the driver's manners of the dialect."""
    return pyodbc.connect(connection_string(url_of(settings.odbc("sokol_admin"))), autocommit=True)


def scratch_roles() -> dict[str, str]:
    """Roles belong to the cluster: another run of the tests has its own."""
    return {name: f"{name}_{os.getpid()}" for name in ("cab_scratch", "cab_other")}


def named(sql: str) -> str:
    for name, role in scratch_roles().items():
        sql = sql.replace(name, role)
    return sql


def cabinet(**settings: object) -> Identity:
    """The identity of the scratch cabinet."""
    values = {"role": scratch_roles()["cab_scratch"], "time_zone": "Asia/Vladivostok"} | settings
    return Identity(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def scratch_sql(scratch: Settings) -> Iterator[pyodbc.Connection]:
    connection = own_connection(scratch)
    yield connection
    connection.close()


@pytest.fixture
def web(scratch: Settings) -> Iterator[Database]:
    database = engine_for(scratch, "web", pool_size=2)
    database.allow_roles(scratch_roles().values())
    yield database
    database.engine.dispose()
