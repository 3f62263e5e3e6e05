"""What every measurement stands on: databases with a demo company, servers, sign-ins, wrk, pgbench."""

from __future__ import annotations

import hashlib
import html
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyodbc

from tests.conftest import SOURCES, administration, enter, free_port
from webapp import demo
from webapp.deploy import deploy
from webapp.settings import ROOT, Settings, load

CONNECTIONS = 8
SECONDS = int(os.environ.get("SOKOL_BENCH_SECONDS", "8"))
PGBENCH = str(max(Path("/usr/lib/postgresql").glob("*/bin/pgbench")))


def drop_database(server: pyodbc.Connection, name: str) -> None:
    """Drops it with whoever is connected; autovacuum, which only a superuser may end, is waited for."""
    for last in (*[False] * 150, True):
        try:
            server.execute(f'drop database if exists "{name}" with (force)')
            return
        except pyodbc.Error:
            if last:
                raise
            time.sleep(0.2)


def copied(server: pyodbc.Connection, source: str, name: str) -> None:
    """A copy of a database that nobody is to use meanwhile: servers of earlier points leave a moment later, and so does autovacuum."""
    for last in (*[False] * 300, True):
        try:
            server.execute(f'create database "{name}" template "{source}" owner sokol_owner')
            return
        except pyodbc.Error as error:
            if last or "55006" not in str(error):
                raise
            time.sleep(0.1)


def company(accounts: int) -> Settings:
    """Settings over the demo company grown to so many accounts (0: as it is); kept until sql/ changes."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        digest.update(path.read_bytes())
    prefix = f"sokol_bench_{accounts}_"
    name = prefix + digest.hexdigest()[:8]
    settings = load()
    with administration(settings, "postgres") as server:
        known = {row[0] for row in server.execute("select datname::text from pg_database")}
    if name in known:
        return settings.with_database(name)
    template = company(0).database.name if accounts else "sokol_template"
    print(f"  making a company of {accounts} accounts …" if accounts else "  making the demo company …", flush=True)
    draft = f"{name}_draft"
    with administration(settings, "postgres") as server:
        for old in known:
            if old.startswith(prefix):
                drop_database(server, old)
        copied(server, template, draft)
    try:
        enter(settings, draft)
        made = settings.with_database(draft)
        if accounts:
            demo.run(made, accounts=accounts, progress=lambda _text: None)
            with administration(settings, draft) as connection:
                connection.execute("vacuum analyze")
        else:
            deploy(made)
            demo.run(made, progress=lambda _text: None)
    except BaseException:
        with administration(settings, "postgres") as server:
            drop_database(server, draft)
        raise
    with administration(settings, "postgres") as server:
        server.execute(f'alter database "{draft}" rename to "{name}"')
    enter(settings, name)
    return settings.with_database(name)


@contextmanager
def serving(
    settings: Settings, *, application: str = "webapp:create_app()", workers: int = 0, **environment: str
) -> Iterator[tuple[str, int]]:
    """gunicorn as in production; its address and the number of its master process."""
    port = free_port()
    environ = os.environ | {
        "PORT": str(port),
        "SOKOL_DATABASE__NAME": settings.database.name,
        "SOKOL_WEB__WORKERS": str(workers),
        **environment,
    }
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application],
            cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 20
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise RuntimeError(log.read().decode())
                time.sleep(0.05)
            address = f"http://127.0.0.1:{port}"
            for _process in range(8):  # the port is open before any process has begun to answer
                urllib.request.urlopen(f"{address}/", timeout=60).close()
            yield address, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


class Visitor:
    """A browser without pictures: cookies, forms."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str, **headers: str) -> bytes:
        request = urllib.request.Request(
            self.address + path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        with self._opener.open(request, timeout=180) as answer:
            self.headers = dict(answer.headers)
            return bytes(answer.read())

    def sign_in(self, login: str, password: str) -> None:
        page = self.get("/guest/sign-in").decode()
        form = next(f for f in re.findall(r"(?s)<form.*?</form>", page) if 'type="password"' in f)
        named = re.search(r'action="([^"]*)"', form)
        action = html.unescape(named[1]) if named else "/guest/sign-in"
        fields = {
            html.unescape(m[1]): html.unescape(m[2])
            for m in re.finditer(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
        }
        names = re.findall(r'<input(?![^>]*type="hidden")[^>]*name="([^"]+)"', form)
        fields |= dict(zip(names, [login, password], strict=False))
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.address + action, data, {"Referer": self.address + "/guest/sign-in"})
        with self._opener.open(request, timeout=30):
            pass

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)


def secret_of(settings: Settings, login: str) -> str:
    return next(row.secret for row in demo.sign_ins(settings) if row.login == login)


def sign_ins(settings: Settings) -> dict[str, tuple[str, str]]:
    """Login and secret of the first demo person of each cabinet."""
    found: dict[str, tuple[str, str]] = {}
    for row in demo.sign_ins(settings):
        found.setdefault(row.cabinet, (row.login, row.secret))
    return found


def wrk(
    address: str, cookie: str = "", *, connections: int = CONNECTIONS, warming: bool = False
) -> tuple[float, float]:
    """Requests a second of one address, and the longest answer in ms; any answer but 200 is an error. `warming`: the first
    calls of all connections at once may take longer than wrk waits."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s", "--latency", address]
    if cookie:
        command[1:1] = ["-H", f"Cookie: {cookie}"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or ("Socket errors" in output and not warming):
        raise RuntimeError(output)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    worst = re.search(r"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)\s", output)
    if not rate or not worst:
        raise RuntimeError(output)
    return float(rate[1]), float(worst[1]) * {"us": 0.001, "ms": 1, "s": 1000}[worst[2]]


def pgbench(
    settings: Settings, role: str, *arguments: str, seconds: int = SECONDS, initialise: bool = False
) -> tuple[float, str]:
    """Transactions a second, and all that pgbench printed; 0 when it only makes its tables."""
    environ = os.environ | {"PGPASSWORD": settings.secret(role), "LC_ALL": "C"}
    command = [
        PGBENCH, "-n", "-h", settings.database.host, "-p", str(settings.database.port), "-U", role,
        *([] if initialise else ["-T", str(seconds)]), *arguments, settings.database.name,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
    output = done.stdout + done.stderr
    rate = re.search(r"tps = ([\d.]+)", output)
    if done.returncode or not (rate or initialise):
        raise RuntimeError(output)
    return float(rate[1]) if rate else 0.0, output


def literal(value: str | bytes) -> str:
    """A parameter as the driver would write it into a batch."""
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    return "'" + value.replace("'", "''") + "'"


def best(measure, times: int = 3):  # type: ignore[no-untyped-def]
    """The best of several runs: the machine is shared, the worst says nothing about the program."""
    return max(measure() for _ in range(times))
