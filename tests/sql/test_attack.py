"""Hostile SQL from inside a cabinet function, run as sokol_web through the real batch: what an injection in a function
that somebody wrote at night could try. Nothing foreign may be read or changed, and nothing may live on in the pool."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.world import World, make_probes, make_world, owner_run, owner_value, session_of
from webapp.database.batch import Statement, call, run
from webapp.database.engine import Database, engine_for
from webapp.database.errors import DatabaseError
from webapp.database.identity import Identity
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


@pytest.fixture(scope="module")
def database(world: World) -> Iterator[Database]:
    """A pool of one connection, so that the next batch gets what the last one left."""
    one = engine_for(replace(world.settings, database=replace(world.settings.database, pool_size=1)), "web")
    one.allow_roles(row[0] for row in owner_run(world, "select 'cab_' || cabinet from cabinet.cabinets"))
    yield one
    one.engine.dispose()


@pytest.fixture
def anna(world: World) -> Identity:
    return Identity("cab_resident", session_of(world, "anna"))


def probe(database: Database, identity: Identity, sql: str, *, read_only: bool = False) -> list[Any]:
    room = str(identity.role).removeprefix("cab_")
    rows = run(database, identity, [call("x", f"{room}.probe", {"p_sql": sql})], read_only=read_only, repeatable=False)[
        "x"
    ].rows
    return [row[0] for row in rows]


REFUSED = {
    "role hop by set role": "set role cab_supervisor",
    "role hop by set_config": "select set_config('role', 'cab_supervisor', true)",
    "role hop to the owner": "select set_config('role', 'sokol_owner', false)",
    "session authorization": "set session authorization sokol_owner",
    "reset role": "reset role",
    "another cabinet's function": "select title from supervisor.profile_totp()",
    "users": "select name::text from people.users",
    "password hashes": "select secret from people.credentials",
    "sessions": "select device from people.sessions",
    "one-time codes": "select code_hash::text from people.one_time_codes",
    "outbox": "select body from talk.outbox",
    "who sees what": "select user_id::text from people.sights",
    "own privileges": "insert into people.user_cabinets (user_id, cabinet) values (1, 'supervisor') returning 'x'",
    "a text of the interface": "update cabinet.texts set text = 'x' returning 'x'",
    "opening a session": "select people.session_open(1, repeat('a', 64), null, null)::text",
    "a password": "select people.password_put(1, '$argon2id$x')::text",
    "the layer's look-up": "select secret from people.sign_in_begin('anna@world.example', null)",
    "somebody's places": "select label from people.places_of(1)",
    "a bill's code": "select people.join_code_issue(1)",
    "a second step": "select people.totp_verify(1, '000000')::text",
    "a table": "create table resident.loot (a int)",
    "a temporary function": "create function pg_temp.f() returns int language sql as 'select 1'",
    "replacing the function": "create or replace function resident.probe(p_sql text) returns setof text language sql "
    "as 'select 1'",
    "a grant": "grant sees_all to cab_resident",
    "a policy": "alter table estate.houses disable row level security",
    "dropping": "drop schema resident cascade",
    "a server file": "select pg_read_file('/etc/passwd')",
    "a program": "copy (select 1) to program 'id'",
    "a large object": "select lo_create(0)::text",
    "a notification": "select pg_notify('x', 'y')::text",
    "notify": "notify x",
    "stopping others": "select pg_terminate_backend(pid)::text from pg_stat_activity",
    "an advisory lock": "select pg_advisory_lock(1)::text",
    "waiting": "select pg_sleep(1)::text",
    "a snapshot": "select pg_export_snapshot()",
    "superuser setting": "select set_config('session_replication_role', 'replica', false)",
}  # fmt: skip


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
def test_refused(world: World, database: Database, anna: Identity, sql: str) -> None:
    with pytest.raises(DatabaseError):
        probe(database, anna, sql)
    # and the next visitor of the same connection is who he is
    clara = Identity("cab_resident", session_of(world, "clara"))
    assert probe(database, clara, "select people.me()::text") == [str(world.users["clara"])]


@pytest.mark.parametrize(
    "setting",
    ["sokol.session", "sokol.user", "sokol.user_id", "sokol.me", "sokol.cabinet", "sokol.moment"],
)
def test_a_forged_setting_makes_nobody_else(world: World, database: Database, anna: Identity, setting: str) -> None:
    forged = str(world.users["supervisor"])
    sql = (
        f"with f as materialized (select set_config('{setting}', '{forged}', true)) "
        "select coalesce((select people.me()), 0)::text || ':' || (select count(*) from estate.houses) from f"
    )
    assert probe(database, anna, sql)[0] in {f"{world.users['anna']}:1", "0:0"}


def test_row_security_off_shows_no_more(world: World, database: Database, anna: Identity) -> None:
    """With row_security off PostgreSQL refuses what policies would cut; planned before or after, nothing foreign
    comes."""
    for inner in ("select h.address::text from estate.houses as h", "select h.address from estate.houses as h"):
        sql = (
            "with f as materialized (select set_config('row_security', 'off', true)) "
            f"select p from f cross join lateral resident.probe('{inner}' || substr(f.set_config, 1, 0)) as p"
        )
        try:
            found = probe(database, anna, sql)
        except DatabaseError as refused:
            found = [] if refused.sqlstate in {"42501", "42804"} else [refused, refused]
        assert len(found) <= 1
    assert len(probe(database, anna, "select h.address::text from estate.houses as h")) == 1


def test_a_hopped_role_does_not_help_a_supervisors_session(world: World, database: Database) -> None:
    """Another role with a session that does not hold it is nobody."""
    stranger = Identity("cab_supervisor", session_of(world, "anna"))
    assert probe(database, stranger, "select count(*)::text from estate.houses") == ["0"]


def test_writing_in_a_page_is_refused(world: World, database: Database, anna: Identity) -> None:
    with pytest.raises(DatabaseError) as refused:
        run(database, anna, [Statement("x", "select * from resident.profile_leave_all()")], read_only=True)
    assert refused.value.sqlstate == "25006"


LEFTOVERS = {
    "a setting": "select set_config('search_path', 'people', false)",
    "a time zone": "select set_config('timezone', 'Asia/Tokyo', false)",
    "a session": "select set_config('sokol.session', repeat('a', 64), false)",
    "read only off": "select set_config('transaction_read_only', 'off', false)",
    "a timeout": "select set_config('statement_timeout', '1', false)",
}


@pytest.mark.parametrize("sql", LEFTOVERS.values(), ids=LEFTOVERS.keys())
def test_nothing_lives_on_in_the_pool(world: World, database: Database, anna: Identity, sql: str) -> None:
    with contextlib.suppress(DatabaseError):
        probe(database, anna, sql)
    guest = Identity("cab_guest", time_zone="Europe/Moscow")
    found = probe(
        database,
        guest,
        "select concat_ws('|', current_setting('search_path'), current_setting('timezone'), people.me(), "
        "current_setting('role'))",
    )
    assert found == ['""|Europe/Moscow|cab_guest']


def test_prepared_statements_cursors_and_listens_are_gone(world: World, database: Database, anna: Identity) -> None:
    for sql in ("prepare loot as select 1", "declare loot cursor with hold for select 1", "listen loot"):
        try:
            probe(database, anna, sql)
        except DatabaseError:
            continue
    found = probe(
        database,
        anna,
        "select (select count(*) from pg_prepared_statements where name = 'loot') + (select count(*) from pg_cursors "
        "where name = 'loot') + (select count(*) from pg_listening_channels()) || ''",
    )
    assert found == ["0"]


@pytest.mark.parametrize(
    "text", ["'; drop table people.users; --", "$$; commit; select 1; $$", "\\'; select 1", "?", "{fn now()}"]
)
def test_values_are_values(world: World, database: Database, anna: Identity, text: str) -> None:
    with pytest.raises(DatabaseError) as refused:
        run(
            database, anna, [call("x", "resident.privacy_give", {"p_consent": text})], read_only=False, repeatable=False
        )
    assert refused.value.status == 404
    assert owner_value(world, "select count(*) from people.users") > 10


@pytest.mark.parametrize("name", ["people.users; select 1", "resident.probe()--", "resident", "Resident.Probe"])
def test_a_name_that_is_no_name_never_reaches_the_text(database: Database, anna: Identity, name: str) -> None:
    with pytest.raises(ValueError, match="SQL name"):
        call("x", name, {})
    with pytest.raises(ValueError, match="role"):
        run(database, replace(anna, role="sokol_owner"), [Statement("x", "select 1")], read_only=True)


def test_every_domain_function_of_people_that_takes_a_user_asks_who_acts(world: World) -> None:
    """A function that takes anybody's id is out of a cabinet's reach or looks at the acting person itself."""
    rows = owner_run(
        world,
        "select p.oid::regprocedure::text from pg_proc as p where p.pronamespace = 'people'::regnamespace and "
        "p.prosecdef "
        "and 'p_user' = any (p.proargnames) and has_function_privilege('code_resident', p.oid, 'execute') "
        "and p.prosrc !~ 'people\\.(me|my_cabinet|my_scope|sees_all|has_right|office_demand|visible_[a-z]+)\\('",
    )
    assert not [row[0] for row in rows]
