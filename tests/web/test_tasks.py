"""Long work in the background: a step a transaction, progress that others see, nothing lost when its worker is killed."""

from __future__ import annotations

from collections.abc import Iterator

import pyodbc
import pytest

from tests.conftest import Connect
from webapp import tasks
from webapp.database.engine import Database, engine_for
from webapp.settings import Settings

STEP = """
create or replace function cabinet.trial_step(p_task bigint) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
    v_done integer := (select t.done + 1 from cabinet.tasks as t where t.task_id = p_task);
begin
    if v_done > (select t.object_id from cabinet.tasks as t where t.task_id = p_task) then
        raise exception 'the third step does not go';
    end if;
    perform cabinet.task_progress(p_task, v_done, 3, 'Шаг ' || v_done);
    return v_done < 3;
end
$$;
"""


@pytest.fixture
def sql(sokol_db: Settings, connect: Connect) -> pyodbc.Connection:
    connection = connect(sokol_db, "sokol_admin", autocommit=True)
    connection.execute(STEP)
    connection.execute("grant execute on function cabinet.trial_step(bigint) to sokol_worker")
    connection.execute("delete from cabinet.tasks")
    return connection


@pytest.fixture
def database(sokol_db: Settings) -> Iterator[Database]:
    database = engine_for(sokol_db, "worker", pool_size=1)
    yield database
    database.engine.dispose()


def asked(sql: pyodbc.Connection, breaks_after: int = 3) -> int:
    statement = "select cabinet.task_add('cabinet.trial_step', ?, 'Трижды шагнуть')"
    return int(sql.execute(statement, breaks_after).fetchval())


def state(sql: pyodbc.Connection, task: int) -> tuple[str, int, float | None, str | None]:
    row = sql.execute("select state, done, share, error from cabinet.task_state(?)", task).fetchone()
    return row.state, row.done, None if row.share is None else float(row.share), row.error


def test_a_task_goes_step_by_step_to_its_end(sql: pyodbc.Connection, database: Database) -> None:
    task = asked(sql)
    seen: list[tuple[str, int]] = []

    def look() -> bool:
        seen.append(state(sql, task)[:2])
        return True

    assert tasks.work(database, look) == 3
    assert seen == [("running", 1), ("running", 2)]
    assert state(sql, task) == ("done", 3, 100.0, None)
    assert tasks.work(database, look) == 0


def test_the_same_work_is_not_asked_for_twice_while_it_waits(sql: pyodbc.Connection, database: Database) -> None:
    assert asked(sql) == asked(sql)
    tasks.work(database, lambda: True)
    first = sql.execute("select max(task_id) from cabinet.tasks").fetchval()
    assert asked(sql) > first


def test_a_step_that_fails_ends_the_task_with_what_was_said(sql: pyodbc.Connection, database: Database) -> None:
    task = asked(sql, breaks_after=2)
    tasks.work(database, lambda: True)
    name, done, _share, error = state(sql, task)
    assert (name, done) == ("failed", 2)
    assert error


def test_a_worker_that_stops_gives_the_task_back(sql: pyodbc.Connection, database: Database) -> None:
    task = asked(sql)
    assert tasks.work(database, lambda: False) == 1
    assert state(sql, task)[:2] == ("waiting", 1)
    tasks.work(database, lambda: True)
    assert state(sql, task)[0] == "done"


def test_the_task_of_a_killed_worker_is_taken_when_its_lease_is_over(
    sql: pyodbc.Connection, database: Database
) -> None:
    task = asked(sql)
    sql.execute("update cabinet.tasks set state = 'running', done = 1, leased_until = now() + interval '1 minute'")
    assert tasks.work(database, lambda: True) == 0
    sql.execute("update cabinet.tasks set leased_until = now() - interval '1 second'")
    assert tasks.work(database, lambda: True) == 2
    assert state(sql, task)[0] == "done"


def test_a_task_that_kills_its_worker_is_given_up(sql: pyodbc.Connection, database: Database) -> None:
    task = asked(sql)
    sql.execute("update cabinet.tasks set state = 'running', attempts = 5, leased_until = now() - interval '1 second'")
    assert tasks.work(database, lambda: True) == 0
    assert state(sql, task)[0] == "failed"


def test_a_cancelled_task_stops_after_its_step(sql: pyodbc.Connection, database: Database) -> None:
    task = asked(sql)

    def cancel() -> bool:
        sql.execute("select cabinet.task_cancel(?)", task)
        return True

    assert tasks.work(database, cancel) == 2
    assert state(sql, task)[:2] == ("cancelled", 2)


def test_the_worker_goes_by_the_clock_of_the_company(sql: pyodbc.Connection, database: Database) -> None:
    sql.execute(
        "create or replace function cabinet.trial_step(p_task bigint) returns boolean language plpgsql volatile "
        "security definer set search_path = '' as $$ begin "
        "perform cabinet.task_progress(p_task, 1, 1, desk.moment_said('2026-11-30 20:30+00')); return false; end $$"
    )
    sql.execute("update cabinet.settings set value = 'Asia/Vladivostok' where key = 'time_zone'")
    asked(sql)
    tasks.work(database, lambda: True)
    assert sql.execute("select said from cabinet.tasks").fetchval() == "1 декабря, 6:30"
