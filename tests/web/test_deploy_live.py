"""A deploy while people read: three page readers in a loop and a long report of a BI tool."""

# ruff: noqa: F811 (fixtures)
from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pyodbc

from tests.conftest import Connect, odbc_connect
from tests.web.deploy_tree import (  # noqa: F401
    Tree,
    _databases,
    _deployed,
    _own_databases,
    read_page,
    small_db,
    tree,
)

HOME = "sql/procedures/trial/home.sql"
COUNT = "sql/procedures/desk/thing_count.sql"
ROWS = "sql/views/desk/thing_rows.sql"
BI = "sql/views/bi/things.sql"


class Readers:
    """What three readers saw until now."""

    def __init__(self) -> None:
        self.pages = 0
        self.slowest = 0.0
        self.errors: list[str] = []


@contextmanager
def reading(tree: Tree) -> Iterator[Readers]:
    seen, stop = Readers(), threading.Event()

    def read() -> None:
        connection = odbc_connect(tree.settings, "sokol_web", autocommit=True)
        while not stop.is_set():
            began = time.monotonic()
            try:
                titles = read_page(connection)
                if len(titles) != 34:
                    seen.errors.append(f"{len(titles)} rows")
            except pyodbc.Error as error:
                # stack.md 10: the layer reruns a READ ONLY batch once on these
                if error.args[0] not in ("0A000", "42883", "42703"):
                    seen.errors.append(str(error))
                connection.execute("rollback; reset all")
            seen.pages += 1
            seen.slowest = max(seen.slowest, time.monotonic() - began)
            time.sleep(0.002)
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(20)


def test_readers_never_fail_while_code_and_views_change(tree: Tree) -> None:
    home, rows, count = tree.read(HOME), tree.read(ROWS), tree.read(COUNT)
    with reading(tree) as seen:
        for turn in range(4):
            odd = turn % 2 == 0
            tree.write(COUNT, count.replace("count(*)", "count(*) + 1") if odd else count)
            tree.write(
                HOME,
                home.replace("    amount integer\n)", "    amount integer,\n    _link text\n)").replace(
                    "desk.thing_count()\n", "desk.thing_count(), '/trial/home'\n"
                )
                if odd
                else home,
            )
            tree.write(ROWS, rows.replace("t.house_id, t.title", "t.title, t.house_id") if odd else rows)
            report = tree.deploy()
            assert "function trial.home_list" in report.recreated
            assert "view desk.thing_rows" in report.recreated
        pages = seen.pages
    assert not seen.errors
    assert pages > 50
    assert seen.slowest < 1.0


def test_a_migration_lets_readers_through(tree: Tree) -> None:
    with reading(tree) as seen:
        for number in range(11, 15):
            tree.write(
                f"sql/migrations/00{number}_more.sql", f"alter table desk.things add column more_{number} integer;\n"
            )
            tree.deploy()
    assert not seen.errors
    assert seen.slowest < 1.0


def test_a_long_report_delays_its_own_view_only(tree: Tree, connect: Connect) -> None:
    report = connect(tree.settings, "sokol_bi")
    report.execute("select count(*) from bi.things").fetchall()
    tree.replace(BI, "t.thing_id from", "t.thing_id, t.title from")
    tree.replace(COUNT, "count(*)", "count(*) + 1")
    done: list[float] = []

    def deploy() -> None:
        tree.deploy()
        done.append(time.monotonic())

    with reading(tree) as seen:
        thread = threading.Thread(target=deploy)
        thread.start()
        deadline = time.monotonic() + 20
        while tree.value("select desk.thing_count()") != 51 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert tree.value("select desk.thing_count()") == 51  # the code is live while the report still runs
        time.sleep(1)
        assert not done
        released = time.monotonic()
        report.rollback()
        thread.join(30)
    assert done
    assert done[0] > released
    assert not seen.errors
    assert tree.value("select count(*) from pg_attribute where attrelid = 'bi.things'::regclass and attnum > 0") == 2
