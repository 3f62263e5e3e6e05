"""Databases, connections and servers for the tests.

The private cluster that script/cluster keeps is used, other databases of it: one template, deployed once for a state of
sql/ and of the deployer and kept until that changes, and clones of it, 50 ms each, dropped at the end. Nothing here
needs a superuser: `sokol_template` was made by sql/bootstrap.sql.

    sokol_db     settings over a clone that the tests of a module share
    fresh_db     settings over a clone of this test alone
    clone        a function that makes such settings: for a module's own fixtures
    admin_sql    a pyodbc connection as sokol_admin to sokol_db, in a transaction that is rolled back
    connect      a function: connect(settings, 'sokol_web') -> pyodbc connection
    app, client  the Flask application and its test client over sokol_db
    web          the address of a gunicorn over sokol_db: for browsers and for what a test client hides
    demo_db      settings over a clone of the demo company that the tests of a module share
    demo_web     the address of a gunicorn over demo_db: of one process, or as many as the file says by WORKERS

The demo company is lived through once for a state of sql/ and a day, like the template, and cloned. While SQL changes
by the minute, SOKOL_TEST_DEMO names a database to clone instead: one that has been deployed and has a demo in it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyodbc
import pytest

from tests import plpgsql_coverage
from webapp.settings import ROOT, LoginRole, Settings, load

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

COVERAGE = ROOT / "var/plpgsql-coverage"

# What the worker does with the events that wait: the notices and letters of all that happened so far.
TELL = "select talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w))"

Connect = Callable[..., pyodbc.Connection]


class Clone:
    """Makes databases like one template; drops each when its test or module is done, the rest at the end.

    Dropped late, they would all lie in shared memory until the first drop's checkpoint writes them to the disk.
    """

    def __init__(self, settings: Settings, template: str, prefix: str) -> None:
        self.settings, self.template, self.prefix = settings, template, prefix
        self.made: list[str] = []
        self.count = 0

    def __call__(self) -> Settings:
        name = f"{self.prefix}_{self.count}"
        self.count += 1
        # Two clones of one template at the same moment are refused: «is being accessed by other users».
        with (ROOT / "var/test-clone.lock").open("w") as lock, administration(self.settings, "postgres") as server:
            fcntl.flock(lock, fcntl.LOCK_EX)
            server.execute(f'create database "{name}" template "{self.template}" owner sokol_owner')
        self.made.append(name)
        enter(self.settings, name)
        if plpgsql_coverage.ENABLED:
            with administration(self.settings, "postgres") as server:
                plpgsql_coverage.switch_on(server, name)
        return self.settings.with_database(name)

    def done(self, name: str) -> None:
        if name not in self.made:
            return
        if plpgsql_coverage.ENABLED:
            with administration(self.settings, name) as connection:
                plpgsql_coverage.collect(connection, COVERAGE, name)
        with administration(self.settings, "postgres") as server:
            drop(server, name)
        self.made.remove(name)


_NOW = datetime.now(UTC) - timedelta(minutes=1)
# The present of the demo company: the last time that it was four in the afternoon there, with everybody at work.
DEMO_MOMENT = _NOW.replace(hour=6, minute=0, second=0, microsecond=0) - timedelta(days=_NOW.hour < 6)
# What the template is made of; anything else may change without a new deploy.
SOURCES = ("sql/**/*.sql", "webapp/deploy/**/*.py", "webapp/database/**/*.py", "webapp/settings.py")
DEMO_SOURCES = ("sql/demo/*", "webapp/demo.py", "webapp/passwords.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file makes the demo company first; others that want it come last, when it is ready."""
    wanted = {item.path for item in items if "demo_template" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: (item.path.name != "test_demo.py", item.path in wanted))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if plpgsql_coverage.ENABLED and not hasattr(terminalreporter.config, "workerinput"):
        for line in plpgsql_coverage.report(COVERAGE):
            terminalreporter.write_line(line)


def odbc_connect(settings: Settings, role: LoginRole, *, autocommit: bool = False) -> pyodbc.Connection:
    words = settings.odbc(role) | {
        "Protocol": "7.4-0",
        "BoolsAsChar": "0",
        "MaxVarcharSize": "0",
        "MaxLongVarcharSize": "0",
        "ByteaAsLongVarBinary": "1",
        "CommLog": "0",
        "Debug": "0",
        "OptionalErrors": "1",
    }
    # psqlODBC takes braces off a password, but not off a port.
    words["Password"] = "{" + words["Password"].replace("}", "}}") + "}"
    return pyodbc.connect(";".join(f"{key}={value}" for key, value in words.items()), autocommit=autocommit)


@contextmanager
def administration(settings: Settings, database: str) -> Iterator[pyodbc.Connection]:
    connection = odbc_connect(settings.with_database(database), "sokol_admin", autocommit=True)
    try:
        yield connection
    finally:
        connection.close()


@pytest.fixture(scope="session")
def base_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """config.toml as it is, but no overlay: a company's own pages must not decide about the stock's tests."""
    settings = load()
    return replace(settings, development=False, site=tmp_path_factory.mktemp("site"))


def state_of(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def kept_template(settings: Settings, kind: str, state: str, source: str, make: Callable[[Settings], object]) -> str:
    """A database made of `source` by `make`, kept under its state's name; those of other states go."""
    name = f"{kind}{state}"
    with (ROOT / "var/test-template.lock").open("w") as lock, administration(settings, "postgres") as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = {row[0] for row in server.execute("select datname::text from pg_database")}
        if name not in known:
            for old in known:
                if old.startswith(kind):
                    server.execute(f'drop database if exists "{old}" with (force)')
            # Under another name until it is ready: a broken one must not look like a template.
            draft = f"{name}_draft"
            server.execute(f'create database "{draft}" template "{source}" owner sokol_owner')
            try:
                enter(settings, draft)
                make(settings.with_database(draft))
                server.execute(f'alter database "{draft}" rename to "{name}"')
            except BaseException:
                server.execute(f'drop database if exists "{draft}" with (force)')
                raise
    return name


@pytest.fixture(scope="session")
def template(base_settings: Settings) -> str:
    """The name of a database with everything deployed and no company in it."""
    from webapp.deploy import deploy

    return kept_template(base_settings, "sokol_test_template_", state_of(*SOURCES), "sokol_template", deploy)


@pytest.fixture(scope="session")
def demo_template(base_settings: Settings, request: pytest.FixtureRequest) -> str:
    """The name of a database with the demo company, lived through until DEMO_MOMENT."""
    if given := os.environ.get("SOKOL_TEST_DEMO"):
        return given
    from webapp import demo

    state = f"{DEMO_MOMENT:%m%d%H}_{state_of(*SOURCES, *DEMO_SOURCES)}"
    source = request.getfixturevalue("template")

    def make(settings: Settings) -> None:
        demo.run(settings, progress=lambda _: None, moment=DEMO_MOMENT)

    return kept_template(base_settings, "sokol_test_demo_", state, source, make)


def enter(settings: Settings, database: str) -> None:
    """A clone gets neither settings nor entry rights from its template."""
    with administration(settings, database) as connection:
        connection.execute((ROOT / "sql/bootstrap_access.sql").read_text(encoding="utf-8"))
        connection.execute(f'alter database "{database}" set synchronous_commit = off')


@contextmanager
def cloning(settings: Settings, template: str, prefix: str) -> Iterator[Clone]:
    clone = Clone(settings, template, prefix)
    yield clone
    for name in list(clone.made):
        clone.done(name)


def drop(server: pyodbc.Connection, name: str) -> None:
    """A connection that sokol_web has closed takes a moment to be gone, and sokol_admin may not end it."""
    for patience in range(200):
        try:
            server.execute(f'drop database if exists "{name}" with (force)')
        except pyodbc.ProgrammingError:
            if patience == 199:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def clone(base_settings: Settings, template: str, worker_id: str) -> Iterator[Clone]:
    with cloning(base_settings, template, f"sokol_test_{os.getpid()}_{worker_id}") as make:
        yield make


@pytest.fixture(scope="session")
def demo_clone(base_settings: Settings, demo_template: str, worker_id: str) -> Iterator[Clone]:
    with cloning(base_settings, demo_template, f"sokol_test_{os.getpid()}_{worker_id}_demo") as make:
        yield make


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """pytest-xdist's name of this process, 'main' without it."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="module")
def sokol_db(clone: Clone) -> Iterator[Settings]:
    settings = clone()
    yield settings
    clone.done(settings.database.name)


@pytest.fixture
def fresh_db(clone: Clone) -> Iterator[Settings]:
    settings = clone()
    yield settings
    clone.done(settings.database.name)


@pytest.fixture
def connect() -> Iterator[Connect]:
    opened: list[pyodbc.Connection] = []

    def make(settings: Settings, role: LoginRole, *, autocommit: bool = False) -> pyodbc.Connection:
        opened.append(odbc_connect(settings, role, autocommit=autocommit))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()


@pytest.fixture
def admin_sql(sokol_db: Settings, connect: Connect) -> Iterator[pyodbc.Connection]:
    connection = connect(sokol_db, "sokol_admin")
    yield connection
    connection.rollback()


@pytest.fixture(scope="module")
def app(sokol_db: Settings) -> Iterator[Flask]:
    from webapp import create_app

    application = create_app(sokol_db)
    application.testing = True
    yield application
    here = application.extensions["sokol"]
    here.records.flush()
    for _moment in range(100):  # what another thread still holds would go back to a pool that is no longer closed
        if not here.database.engine.pool.checkedout():
            break
        time.sleep(0.02)
    here.database.engine.dispose()  # nobody but sokol_web may end its connections, and the clone is to be dropped


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Settings, tmp_path: Path, *, workers: int = 1, **environment: str) -> Iterator[str]:
    """gunicorn over these settings; its address. Stopped by its own number."""
    port = free_port()
    log = tmp_path / "gunicorn.log"
    environ: dict[str, Any] = os.environ | {
        "PORT": str(port),
        "SOKOL_DATABASE__NAME": settings.database.name,
        "SOKOL_WEB__WORKERS": str(workers),
        **environment,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
            cwd=ROOT, env=environ, stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"gunicorn did not start:\n{log.read_text()}")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def web(sokol_db: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(sokol_db, tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture(scope="module")
def demo_db(demo_clone: Clone) -> Iterator[Settings]:
    settings = demo_clone()
    yield settings
    demo_clone.done(settings.database.name)


@pytest.fixture(scope="module")
def demo_web(
    demo_db: Settings, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    workers = getattr(request.module, "WORKERS", 1)
    with serving(demo_db, tmp_path_factory.mktemp("web"), workers=workers) as address:
        yield address
