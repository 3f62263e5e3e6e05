"""One request is one batch: who acts, one transaction, nothing left behind, one retry where it is harmless."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pyodbc
import pytest

from tests.web.scratch_database import cabinet, scratch, scratch_roles, scratch_sql, web  # noqa: F401
from webapp.database import batch
from webapp.database.batch import Statement, ValueRefused, call, call_text, run, stream
from webapp.database.conversion import ColumnType, Shape
from webapp.database.engine import Database, engine_for
from webapp.database.errors import (
    BadValue,
    CatalogueChanged,
    Conflict,
    DatabaseError,
    DatabaseRefusal,
    ReadOnlyViolation,
    Unavailable,
)
from webapp.settings import Settings

# Fixtures are used by their names.
# ruff: noqa: F811


def one(database: Database, sql: str, *parameters: str | bytes, read_only: bool = True, **settings: Any) -> Any:
    result = run(database, cabinet(**settings), [Statement("a", sql, parameters)], read_only=read_only)
    return result["a"].value()


def counted(connection: pyodbc.Connection, name: str = "a") -> int:
    row = connection.execute("select value from scratch.counter where name = ?", name).fetchone()
    return int(row[0])


class Line:
    """A wire to the server that can be cut: what a restart, a failover or a firewall does to a connection."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        self.wires: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _address = self.door.accept()
                there = socket.create_connection(self.server)
                self.wires += [here, there]
                for source, target in ((here, there), (there, here)):
                    threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)

    def cut(self) -> None:
        wires, self.wires = self.wires, []
        for wire in wires:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
        time.sleep(0.05)

    def close(self) -> None:
        self.door.close()
        self.cut()


@pytest.fixture
def line(scratch: Settings) -> Iterator[Line]:
    wire = Line((scratch.database.host, scratch.database.port))
    yield wire
    wire.close()


@pytest.fixture
def distant(scratch: Settings, line: Line) -> Iterator[Database]:
    """The database at the other end of the line."""
    database = engine_for(replace(scratch, database=replace(scratch.database, port=line.port)), "web", pool_size=2)
    database.allow_roles(scratch_roles().values())
    yield database
    database.engine.dispose()


def test_the_batch_acts_as_the_identity_says(web: Database) -> None:
    identity = cabinet(session="ab" * 32, language="en", timeout=1234, request="r-1")
    row = run(web, identity, [call("who", "scratch.who")], read_only=True)["who"].one()
    assert row == {
        "role_name": scratch_roles()["cab_scratch"], "session_key": "ab" * 32, "zone": "Asia/Vladivostok",
        "lang": "en", "timeout": "1234ms", "request": "r-1", "read_only": "on",
    }  # fmt: skip


def test_every_statement_has_its_rows_by_its_name(web: Database) -> None:
    statements = [
        Statement("none", "select 1 as n where false"),
        Statement("some", "select n, n * 2 as twice from generate_series(1, 3) n where n > ?::integer", ("1",)),
        Statement("void", "select scratch.count_up('nobody')"),
        call("things", "scratch.count_up", {"p_name": "b"}),
    ]
    results = run(web, cabinet(), statements, read_only=False)
    assert list(results) == ["none", "some", "void", "things"]
    assert (results["none"].columns, results["none"].rows) == (("n",), [])
    assert results["some"].dicts() == [{"n": 2, "twice": 4}, {"n": 3, "twice": 6}]
    assert results["void"].value() is None
    assert results["things"].columns == ("count_up",)


@pytest.mark.parametrize(
    "value",
    [
        "'; select 1; --", "\\'; drop table x; --", "$$", "?", "??", ":a", "{fn now()}", "{d '2020-01-01'}", "%s", "\\",
        "\\\\'", "E'\\x27'", "«ё»😀\u2028\u00a0\t\r\n", "", " ", "'" * 999, "я" * 100_000, "--", "/*", "{?=call x}",
    ],
)  # fmt: skip
def test_any_text_arrives_as_it_was_sent(web: Database, value: str) -> None:
    assert one(web, "select ?::text || ?::text", value, value) == value * 2


def test_bytes_arrive_as_they_were_sent(web: Database) -> None:
    value = bytes(range(256)) * 4000
    assert bytes(one(web, "select ?::bytea", value)) == value
    assert bytes(one(web, "select ?::bytea", b"")) == b""


def test_a_nul_byte_is_refused_before_it_truncates(web: Database) -> None:
    with pytest.raises(ValueRefused) as refused:
        one(web, "select ?::text", "ab\0cd")
    assert (refused.value.status, refused.value.statement, refused.value.position) == (422, "a", 0)


def test_half_a_character_is_refused(web: Database) -> None:
    with pytest.raises(ValueRefused):
        one(web, "select ?::text", "\ud800")


def test_a_value_over_the_limit_is_refused(web: Database) -> None:
    web.value_limit, web.file_limit = 20, 20
    assert one(web, "select ?::text", "0" * 20) == "0" * 20
    with pytest.raises(ValueRefused) as refused:
        one(web, "select ?::text", "0" * 21)
    assert refused.value.status == 413
    with pytest.raises(ValueRefused):
        one(web, "select ?::bytea", b"0" * 21)


@pytest.mark.parametrize("session", ["a\0b", "x" * 2_000_000])
def test_the_session_key_is_held_to_the_same_limits(web: Database, session: str) -> None:
    with pytest.raises(ValueRefused):
        one(web, "select 1", session=session)


@pytest.mark.parametrize(
    ("sql", "parameters"),
    [("select ?", ()), ("select 1", ("a",)), ("select 1; select 2", ()), ("select '?'", ())],
)
def test_a_statement_is_one_and_has_a_mark_per_value(web: Database, sql: str, parameters: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="a: "):
        one(web, sql, *parameters)


@pytest.mark.parametrize("role", ["sokol_owner", "cab_unknown", "x','y", ""])
def test_only_roles_of_the_catalogue_are_taken(web: Database, role: str) -> None:
    with pytest.raises(ValueError, match="not a role of the catalogue"):
        one(web, "select 1", role=role)


@pytest.mark.parametrize("name", ["a;b", "A", "a b", 'a"', "", "é", "a\n", "1a"])
def test_a_name_in_the_text_is_plain(name: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        call_text("scratch.f", {name: "1"})
    with pytest.raises(ValueError, match="not a"):
        call_text(f"scratch.{name}", {})
    with pytest.raises(ValueError, match="not a"):
        call_text(name, {})


def test_none_is_written_null_and_what_is_left_out_takes_its_default(web: Database) -> None:
    assert call_text("a.b", {"p_x": None, "p_y": "1"}) == ("a.b(p_x=>null,p_y=>?)", ("1",))


def test_another_cabinets_functions_stay_closed(web: Database) -> None:
    with pytest.raises(DatabaseError) as denied:
        one(web, "select * from scratch.things", role=scratch_roles()["cab_other"])
    assert denied.value.sqlstate == "42501"


def test_a_get_cannot_write(web: Database, scratch_sql: pyodbc.Connection) -> None:
    before = counted(scratch_sql)
    with pytest.raises(ReadOnlyViolation):
        one(web, "select scratch.count_up('a')")
    assert counted(scratch_sql) == before


def test_an_action_is_committed_and_an_error_takes_all_of_it_back(
    web: Database, scratch_sql: pyodbc.Connection
) -> None:
    before = counted(scratch_sql)
    one(web, "select scratch.count_up('a')", read_only=False)
    assert counted(scratch_sql) == before + 1
    up = Statement("up", "select scratch.count_up('a')")
    with pytest.raises(BadValue):
        run(web, cabinet(), [up, Statement("bad", "select 1 / 0 as x")], read_only=False)
    assert counted(scratch_sql) == before + 1


def test_a_late_error_is_not_lost(web: Database) -> None:
    statements = [Statement("a", "select 1 as a"), Statement("b", "select 10 / (5 - n) from generate_series(1, 9) n")]
    with pytest.raises(BadValue):
        run(web, cabinet(), statements, read_only=True)


def test_an_error_at_commit_is_not_lost(web: Database, scratch_sql: pyodbc.Connection) -> None:
    scratch_sql.execute(
        "create table if not exists scratch.late"
        " (a integer, constraint late_a unique (a) deferrable initially deferred)"
    )
    scratch_sql.execute("grant all on scratch.late to " + scratch_roles()["cab_scratch"])
    insert = Statement("a", "insert into scratch.late values (1), (1) returning a")
    with pytest.raises(DatabaseError) as late:
        run(web, cabinet(), [insert], read_only=False)
    assert late.value.sqlstate == "23505"


def test_a_refusal_comes_out_with_its_words(web: Database) -> None:
    statement = call("a", "scratch.refuse", {"p_message": "Уже", "p_detail": '{"code": "x"}', "p_state": "SK208"})
    with pytest.raises(DatabaseRefusal) as refused:
        run(web, cabinet(), [statement], read_only=False)
    assert (refused.value.status, refused.value.message, refused.value.code) == (208, "Уже", "x")


def test_notices_do_not_disturb_the_rows(web: Database, scratch_sql: pyodbc.Connection) -> None:
    scratch_sql.execute(
        "create or replace function scratch.chatty() returns integer language plpgsql as"
        " $$ begin raise warning 'слова'; raise notice 'ещё'; return 7; end $$"
    )
    scratch_sql.execute("grant execute on function scratch.chatty() to " + scratch_roles()["cab_scratch"])
    statements = [Statement("a", "select scratch.chatty()"), Statement("b", "select 8 as b")]
    results = run(web, cabinet(), statements, read_only=True)
    assert (results["a"].value(), results["b"].value()) == (7, 8)


@pytest.mark.parametrize("ending", ["select 1 as n", "select 1 / 0 as n"])
def test_nothing_is_left_behind_in_the_connection(web: Database, ending: str) -> None:
    leave = [
        Statement("pid", "select pg_backend_pid()"),
        Statement(
            "zone", "select set_config('timezone', 'Asia/Tokyo', false), set_config('sokol.session', 'x', false)"
        ),
        Statement("style", "select set_config('datestyle', 'German', false)"),
        Statement("prepare", "prepare left_behind as select 1"),
        Statement("listen", "listen left_behind"),
        Statement("cursor", "declare left_behind cursor with hold for select 1"),
        Statement("ending", ending),
    ]
    with suppress(BadValue):
        run(web, cabinet(), leave, read_only=True)
    look = [
        Statement("zone", "select current_setting('timezone')"),
        Statement("style", "select current_setting('datestyle')"),
        Statement("prepared", "select count(*) from pg_prepared_statements"),
        Statement("cursors", "select count(*) from pg_cursors"),
        Statement("listening", "select count(*) from pg_listening_channels()"),
        Statement("user", "select current_setting('role')"),
    ]
    connection = web.engine.raw_connection()
    cursor: Any = connection.cursor()
    found = [cursor.execute(statement.sql).fetchval() for statement in look]
    session = cursor.execute("select current_setting('sokol.session', true)").fetchval()
    connection.close()
    assert found == ["UTC", "ISO, MDY", 0, 0, 0, "none"]
    assert session in {None, ""}


def test_the_pools_connection_is_used_again_after_an_error(web: Database) -> None:
    first = one(web, "select pg_backend_pid()")
    with pytest.raises(BadValue):
        one(web, "select 1 / 0")
    assert one(web, "select pg_backend_pid()") == first


def test_a_value_that_python_cannot_read_leaves_no_open_transaction(web: Database) -> None:
    first = one(web, "select pg_backend_pid()")
    with pytest.raises(ValueError, match="hour"):
        one(web, "select time '24:00'")
    assert one(web, "select pg_backend_pid()") == first
    assert run(web, cabinet(), [call("who", "scratch.who")], read_only=True)["who"].one()["read_only"] == "on"


def test_the_timeout_ends_a_slow_statement(web: Database) -> None:
    with pytest.raises(Unavailable) as slow:
        one(web, "select count(*) from generate_series(1, 1e9)", timeout=50)
    assert (slow.value.sqlstate, slow.value.connection_lost) == ("57014", False)


def test_a_get_survives_a_cut_line(distant: Database, line: Line) -> None:
    assert one(distant, "select 1") == 1
    line.cut()
    assert one(distant, "select 2") == 2


def test_a_get_survives_a_session_that_the_server_ended(web: Database) -> None:
    connection = web.engine.raw_connection()
    connection.cursor().execute("set idle_session_timeout = 50")
    connection.close()
    time.sleep(0.2)
    assert one(web, "select 2") == 2


def test_a_dead_connection_takes_the_others_of_the_pool_with_it(distant: Database, line: Line) -> None:
    both = [distant.engine.raw_connection() for _number in range(2)]
    for connection in both:
        connection.close()
    line.cut()
    runs = count_attempts(distant)
    assert [one(distant, "select 1"), one(distant, "select 2")] == [1, 2]
    assert runs() == 3


def test_an_action_with_a_token_survives_a_cut_line(
    distant: Database, line: Line, scratch_sql: pyodbc.Connection
) -> None:
    before = counted(scratch_sql)
    one(distant, "select 1")
    line.cut()
    run(distant, cabinet(), [Statement("up", "select scratch.count_up('a')")], read_only=False, repeatable=True)
    assert counted(scratch_sql) == before + 1


def test_an_action_without_a_token_looks_before_it_leaps(
    distant: Database, line: Line, scratch_sql: pyodbc.Connection
) -> None:
    before = counted(scratch_sql)
    one(distant, "select 1")
    line.cut()
    run(distant, cabinet(), [Statement("up", "select scratch.count_up('a')")], read_only=False)
    assert counted(scratch_sql) == before + 1


def test_a_server_that_stays_away_is_said_to_be_away(distant: Database, line: Line) -> None:
    one(distant, "select 1")
    line.door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for callers
    line.close()
    for repeatable in (False, True):
        with pytest.raises(Unavailable):
            run(distant, cabinet(), [Statement("one", "select 1")], read_only=False, repeatable=repeatable)


@pytest.mark.parametrize(("repeatable", "attempts"), [(False, 1), (True, 2)])
def test_what_may_have_happened_is_run_again_only_with_a_token(
    distant: Database, line: Line, repeatable: bool, attempts: int
) -> None:
    runs = count_attempts(distant)
    scissors = threading.Timer(0.2, line.cut)
    scissors.start()
    slow = Statement("a", "select count(*) from generate_series(1, 1e9)")
    with pytest.raises(Unavailable) as error:
        run(distant, cabinet(timeout=700), [slow], read_only=False, repeatable=repeatable)
    scissors.join()
    assert error.value.connection_lost is not repeatable  # the second run ends by its own timeout
    assert runs() == attempts


def count_attempts(database: Database) -> Callable[[], int]:
    """How many connections were taken from the pool since."""
    from sqlalchemy import event

    taken: list[object] = []
    event.listen(database.engine, "checkout", lambda connection, _record, _proxy: taken.append(connection))
    return lambda: len(taken)


@pytest.mark.parametrize(
    ("condition", "kind", "read_only", "attempts"),
    [
        ("serialization_failure", Conflict, True, 2), ("serialization_failure", Conflict, False, 2),
        ("deadlock_detected", Conflict, False, 2), ("lock_not_available", Conflict, False, 1),
        ("undefined_function", CatalogueChanged, True, 2), ("undefined_function", CatalogueChanged, False, 1),
        ("undefined_column", CatalogueChanged, True, 2), ("feature_not_supported", CatalogueChanged, True, 2),
        ("insufficient_privilege", DatabaseError, True, 1), ("division_by_zero", BadValue, True, 1),
    ],
)  # fmt: skip
def test_only_harmless_errors_are_run_once_more(
    web: Database, condition: str, kind: type[DatabaseError], read_only: bool, attempts: int
) -> None:
    state = {
        "serialization_failure": "40001", "deadlock_detected": "40P01", "lock_not_available": "55P03",
        "undefined_function": "42883", "undefined_column": "42703", "feature_not_supported": "0A000",
        "insufficient_privilege": "42501", "division_by_zero": "22012",
    }[condition]  # fmt: skip
    runs = count_attempts(web)
    statement = call("a", "scratch.refuse_plain", {"p_message": "m", "p_detail": "", "p_state": state})
    with pytest.raises(kind):
        run(web, cabinet(), [statement], read_only=read_only)
    assert runs() == attempts


def test_a_deadlock_is_settled_by_the_second_run(web: Database, scratch_sql: pyodbc.Connection) -> None:
    before = counted(scratch_sql, "a") + counted(scratch_sql, "b")
    scratch_sql.execute(
        "create or replace function scratch.meet() returns integer language plpgsql as"
        " $$ begin perform pg_catalog.count(*) from pg_catalog.generate_series(1, 1000000); return 1; end $$"
    )
    scratch_sql.execute("grant execute on function scratch.meet() to " + scratch_roles()["cab_scratch"])

    def crosswise(*names: str) -> None:
        up = [Statement(name, "select scratch.count_up(?)", (name,)) for name in names]
        run(web, cabinet(), [up[0], Statement("meet", "select scratch.meet()"), up[1]], read_only=False)

    threads = [threading.Thread(target=crosswise, args=order) for order in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(scratch_sql, "a") + counted(scratch_sql, "b") == before + 4


def test_a_full_disk_is_told_from_a_server_that_is_away(web: Database, scratch_sql: pyodbc.Connection) -> None:
    scratch_sql.execute(
        "create or replace function scratch.no_room() returns void language plpgsql as "
        "$$begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end$$;"
        "grant execute on function scratch.no_room() to public"
    )
    with pytest.raises(Unavailable) as caught:
        run(web, cabinet(), [Statement("up", "select scratch.no_room()")], read_only=False)
    assert caught.value.disk_full
    assert not caught.value.connection_lost
    assert one(web, "select 1") == 1


def test_no_server_is_unavailable(web: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Database(web.engine.execution_options(), "web", roles=web.roles)
    web.engine.dispose()

    def refuse(*_arguments: object, **_options: object) -> None:
        raise pyodbc.OperationalError("08001", "[08001] connection to server failed: Connection refused (101) (SQL)")

    monkeypatch.setattr(web.engine.dialect, "connect", refuse)
    with pytest.raises(Unavailable):
        one(nowhere, "select 1")


def test_rows_are_converted_by_the_declared_type(web: Database) -> None:
    shape = Shape({"id": ColumnType("uuid"), "at": ColumnType("timestamptz")})
    sql = "select 5 as other, timestamptz '2026-05-07 10:00+00' as at, null::uuid as id"
    rows = run(web, cabinet(), [Statement("a", sql, (), shape)], read_only=True)["a"]
    assert rows.one()["at"].isoformat() == "2026-05-07T20:00:00+10:00"
    assert (rows.one()["id"], rows.one()["other"]) == (None, 5)


def test_an_export_reads_page_by_page_under_the_same_walls(web: Database) -> None:
    shape = Shape({"n": ColumnType("int4"), "j": ColumnType("jsonb")})
    numbers = Statement("a", "select n, '[1]'::jsonb as j from generate_series(1, ?::integer) n", ("2500",), shape)
    with stream(web, cabinet(), numbers) as rows:
        assert rows.columns == ("n", "j")
        assert [tuple(row) for row in rows] == [(n, [1]) for n in range(1, 2501)]
    with stream(web, cabinet(), Statement("a", "select 1 as n where false")) as rows:
        assert (rows.columns, list(rows)) == (("n",), [])
    with stream(web, cabinet(), call("a", "scratch.who")) as rows:
        assert dict(zip(rows.columns, next(iter(rows)), strict=True))["read_only"] == "on"
    with (
        pytest.raises(DatabaseError),
        stream(web, cabinet(role=scratch_roles()["cab_other"]), call("a", "scratch.who")),
    ):
        pytest.fail("a closed function was opened")


def test_an_export_that_is_left_early_gives_its_connection_back(web: Database) -> None:
    pid = one(web, "select pg_backend_pid()")
    numbers = Statement("a", "select n from generate_series(1, 5000) n")
    with stream(web, cabinet(), numbers) as rows:
        assert next(iter(rows))[0] == 1
    with pytest.raises(KeyError), stream(web, cabinet(), numbers) as rows:
        raise KeyError
    failing = Statement("a", "select 1 / (1500 - n) as n from generate_series(1, 5000) n")
    with pytest.raises(BadValue), stream(web, cabinet(), failing) as rows:
        list(rows)
    assert one(web, "select pg_backend_pid()") == pid
    assert one(web, "select count(*) from pg_cursors where name = 'export'") == 0


def test_an_export_survives_a_cut_line_before_its_first_row(distant: Database, line: Line) -> None:
    one(distant, "select 1")
    line.cut()
    with stream(distant, cabinet(), Statement("a", "select 3 as n")) as rows:
        assert [row[0] for row in rows] == [3]


def test_an_export_that_is_cut_in_the_middle_says_so(distant: Database, line: Line) -> None:
    numbers = Statement("a", "select n from generate_series(1, 5000) n")

    def read_all() -> None:
        with stream(distant, cabinet(), numbers) as rows:
            for row in rows:
                if row[0] == 10:
                    line.cut()

    with pytest.raises(Unavailable):
        read_all()
    assert one(distant, "select 1") == 1


def test_the_closing_statements_are_those_of_the_contract() -> None:
    assert batch.CLOSING.replace("\n", " ") == (
        "reset all; select pg_advisory_unlock_all(); unlisten *; deallocate all; close all"
    )
